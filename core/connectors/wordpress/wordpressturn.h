#pragma once

#include "core/connectors/wordpress/wordpressconnector.h"

#include <QPromise>
#include <QUrlQuery>

/// What the two halves of WordPressConnector share; nobody else includes it.
namespace wheelhouse {

namespace wordpress {

constexpr int atOnce = 100; // the most that the interface gives

using Query = QList<QPair<QString, QString>>;

inline QUrlQuery queryOf(const Query &items)
{
    QUrlQuery query;
    query.setQueryItems(items);
    return query;
}

/// What every question for comments has in common.
inline Query everyComment()
{
    return { { QStringLiteral("context"), QStringLiteral("edit") }, { QStringLiteral("status"), QStringLiteral("any") },
        { QStringLiteral("per_page"), QString::number(atOnce) },
        { QStringLiteral("orderby"), QStringLiteral("date_gmt") }, { QStringLiteral("order"), QStringLiteral("asc") } };
}

/// The number of the comment meant; empty: it is none.
inline QString commentIn(const RemoteRef &message, const WordPressSite &site)
{
    const QString named = commentName(site, QString());
    const QString id = message.remoteId.isEmpty() && message.globalName.startsWith(named)
        ? message.globalName.mid(named.size())
        : numberOf(message.remoteId, QLatin1String("comment"));
    const bool isNumber = !id.isEmpty() && id.size() <= 20
        && std::all_of(id.begin(), id.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    return isNumber ? id : QString();
}

inline bool isGone(const QString &status)
{
    return status == QLatin1String("trash") || status == QLatin1String("post-trashed");
}

} // namespace wordpress

/// One question to the connector, with everything that it has found so far.
struct WordPressConnector::Turn {
    QPromise<Result<Page>> promise;
    WordPressMark mark;
    Page page;
    QMap<QString, QStringList> posts; ///< numbers of posts that are wanted, by the route they are asked under
    QStringList comments; ///< numbers still to be looked at
    QStringList asked; ///< those of the question under way
    QString post; ///< of a thread
    int offset = 0; ///< in a thread
    void end()
    {
        promise.addResult(page);
        promise.finish();
    }
    void fail(const Error &error)
    {
        promise.addResult(tl::unexpected(error));
        promise.finish();
    }
    /// Reads a comment, or notes that it cannot be read.
    std::optional<WordPressComment> read(const Json &json, const WordPressSite &site)
    {
        auto comment = wordpress::readComment(json, site);
        if (comment)
            return *comment;
        page.refused.append(
            { json.path().isEmpty() ? QStringLiteral("comment") : json.path(), comment.error().message });
        return {};
    }
};

} // namespace wheelhouse
