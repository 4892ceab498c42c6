#pragma once

#include "core/base/json.h"
#include "core/networks/traffic.h"

#include <QSet>
#include <QUrl>
#include <QUrlQuery>

namespace wheelhouse {

/// What a blog says, as values, and what is said to it. Pure; any thread.
///
/// Names that last for ever, whatever permalinks a site chooses: a comment is HOME/?comment=NUMBER, a post
/// HOME/?p=NUMBER (the guid that WordPress gives it, and a working address), a user HOME/?author=NUMBER. A guest has no
/// account: who comments with the same e-mail is the same person, as WordPress itself takes it, and only a digest of it
/// is named. In the interface a comment is called "comment:NUMBER", a post "post:NUMBER".

/// What a connector knows of the blog it reads.
struct WordPressSite {
    QUrl root; ///< of its REST interface: https://blog.example/wp-json/, or with ?rest_route=/
    QString home; ///< of the blog, without a slash at the end
    QString name; ///< as the blog calls itself; for posts, which are ours
    QSet<QString> staff; ///< numbers of users whose words are ours
};

struct WordPressComment {
    QString id;
    QString post; ///< number
    QString posts; ///< where its post and others like it are asked for: an address of the interface; empty: not told
    QString status; ///< "hold", "approved", "spam", "trash", or a word of a plug-in
    QDateTime writtenAt; ///< UTC, whole seconds
    Arrival arrival;
};

namespace wordpress {

/// developer.wordpress.org/rest-api/reference/comments, as seen with context=edit. Malformed with the field's path.
[[nodiscard]] Result<WordPressComment> readComment(const Json &json, const WordPressSite &site);
/// developer.wordpress.org/rest-api/reference/posts. It stands in a thread and nobody owes it an answer.
[[nodiscard]] Result<Arrival> readPost(const Json &json, const WordPressSite &site);

/// The document of an answer. Malformed, in words for a person, for a page (a network's login), and for JSON that
/// stands behind something else that the site printed, as PHP's warnings.
[[nodiscard]] Result<Json> readAnswer(const QByteArray &body, const QByteArray &contentType, const QString &host);
/// The word by which WordPress calls its refusal, "rest_comment_invalid_id"; empty: none.
[[nodiscard]] QString refusalCode(const QByteArray &body);

[[nodiscard]] QString commentName(const WordPressSite &site, const QString &id);
[[nodiscard]] QString postName(const WordPressSite &site, const QString &id);
[[nodiscard]] QString userName(const WordPressSite &site, const QString &id);
/// The number in "comment:7" where it is one of \a kind; empty: it is not.
[[nodiscard]] QString numberOf(QStringView remoteId, QLatin1String kind);

/// The address of \a route ("wp/v2/comments") below \a root, whichever form of address the site has.
[[nodiscard]] QUrl routeUrl(const QUrl &root, const QString &route, const QUrlQuery &query = {});
/// The route of \a address below \a root; empty: it is none.
[[nodiscard]] QString routeOf(const QUrl &root, const QString &address);
/// Where a page says that its interface is: a Link header, else a link of its head, of rel https://api.w.org/. Empty:
/// it says nothing, or another host.
[[nodiscard]] QUrl statedRoot(const QByteArray &linkHeader, const QByteArray &body, const QUrl &page);

} // namespace wordpress

} // namespace wheelhouse
