#include "core/base/html.h"
#include "core/connectors/saying.h"
#include "core/connectors/wordpress/wordpressspeech.h"
#include "core/connectors/wordpress/wordpresstext.h"
#include "core/connectors/wordpress/wordpressturn.h"
#include "core/connectors/wordpress/wordpresswords.h"

#include <QJsonObject>

namespace wheelhouse {

using namespace wordpress;
using namespace Qt::Literals::StringLiterals;

QFuture<Result<Receipt>> WordPressConnector::change(const RemoteRef &said, const Outgoing &outgoing)
{
    QFuture<Result<Receipt>> future;
    const auto end = ending(future);
    const QString comment = commentIn(said, m_site);
    const QString post = numberOf(said.remoteId, QLatin1String("post"));
    if (comment.isEmpty() && post.isEmpty()) {
        end(tl::unexpected(WordPressWords::notSaidHere()));
        return future;
    }
    const bool isPost = comment.isEmpty();
    const QString id = isPost ? post : comment;
    const QJsonObject body =
        isPost ? postOf(outgoing) : QJsonObject { { u"content"_s, commentContent(outgoing.text) } };
    m_door.act(jsonDeed((isPost ? u"wp/v2/posts/"_s : u"wp/v2/comments/"_s) + id, body),
        [this, end, id, isPost, content = body.value(u"content"_s).toString()](const Result<WordPressAnswer> &answer) {
            if (!answer)
                return end(tl::unexpected(
                    isGoneThere(answer.error()) ? WordPressWords::goneWord() : afterSaying(answer.error())));
            const auto arrival = isPost ? readPost(answer->json, m_site)
                                        : readComment(answer->json, m_site).map(&WordPressComment::arrival);
            const Likeness words = wordsIn(answer->json, plainFromHtml(content));
            const bool isIt = arrival && answer->json["id"].token() == id && words >= Likeness::Letters;
            end(isIt ? Result<Receipt>(receiptOf(*arrival)) : tl::unexpected(strangeAnswer()));
        });
    return future;
}

QFuture<Result<void>> WordPressConnector::remove(const RemoteRef &said)
{
    QFuture<Result<void>> future;
    const auto end = ending(future);
    const QString comment = commentIn(said, m_site);
    const QString post = numberOf(said.remoteId, QLatin1String("post"));
    if (comment.isEmpty() && post.isEmpty()) {
        end(tl::unexpected(WordPressWords::notSaidHere()));
        return future;
    }
    const QString route = comment.isEmpty() ? u"wp/v2/posts/"_s + post : u"wp/v2/comments/"_s + comment;
    const auto done = [end](const Result<WordPressAnswer> &answer) {
        const bool isSo = answer || isGoneThere(answer.error());
        end(isSo ? Result<void>() : tl::unexpected(answer.error()));
    };
    m_door.act({ "DELETE", route }, [this, route, done](const Result<WordPressAnswer> &answer) {
        // A blog without a bin deletes for good, or not at all.
        const bool hasBin = answer || !answer.error().detail.contains(u"rest_trash_not_supported"_s);
        if (hasBin)
            return done(answer);
        m_door.act({ "DELETE", route, queryOf({ { u"force"_s, u"true"_s } }) }, done);
    });
    return future;
}

} // namespace wheelhouse
