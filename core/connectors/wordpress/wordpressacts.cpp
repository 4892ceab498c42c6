#include "core/base/links.h"
#include "core/connectors/wordpress/wordpressturn.h"
#include "core/connectors/wordpress/wordpresswords.h"

#include <QJsonObject>

namespace wheelhouse {

using namespace wordpress;

namespace {

constexpr int longestThread = 5 * atOnce;

/// The state that a comment shall be in; empty: WordPress knows no such deed.
QString statusFor(Gesture::Kind kind)
{
    switch (kind) {
    case Gesture::Kind::Approve:
        return QStringLiteral("approved");
    case Gesture::Kind::Hold:
        return QStringLiteral("hold");
    case Gesture::Kind::MarkSpam:
        return QStringLiteral("spam");
    case Gesture::Kind::Trash:
        return QStringLiteral("trash");
    default:
        return {};
    }
}

QUrlQuery edit()
{
    return queryOf({ { QStringLiteral("context"), QStringLiteral("edit") } });
}

/// One deed under way: the state is asked, changed where it is another one, and asked again where the change failed,
/// since another moderator may have been faster.
struct Deed {
    QPromise<Result<GestureDone>> promise;
    QString route;
    QString status;
    void end(const Result<GestureDone> &result)
    {
        promise.addResult(result);
        promise.finish();
    }
};

} // namespace

QFuture<Result<Page>> WordPressConnector::look(const QList<RemoteRef> &messages)
{
    auto turn = std::make_shared<Turn>();
    turn->promise.start();
    for (const RemoteRef &each : messages) {
        const QString comment = commentIn(each, m_site);
        const QString post = numberOf(each.remoteId, QLatin1String("post"));
        if (!comment.isEmpty())
            turn->comments.append(comment);
        else if (!post.isEmpty())
            turn->posts[QStringLiteral("wp/v2/posts")].append(post);
    }
    turn->comments.removeDuplicates();
    lookOn(turn);
    return turn->promise.future();
}

void WordPressConnector::lookOn(const TurnPtr &turn)
{
    if (turn->comments.isEmpty())
        return askPosts(turn);
    turn->asked = turn->comments.mid(0, atOnce);
    turn->comments = turn->comments.mid(atOnce);
    Query query = everyComment();
    query.append({ QStringLiteral("include"), turn->asked.join(u',') });
    m_door.get(QStringLiteral("wp/v2/comments"), queryOf(query), [this, turn](const Result<WordPressAnswer> &answer) {
        if (!answer)
            return turn->fail(answer.error());
        takeLooked(turn, *answer);
    });
}

void WordPressConnector::takeLooked(const TurnPtr &turn, const WordPressAnswer &answer)
{
    // What is not there loses its words here too, so it must be WordPress that says so, and of these comments.
    const auto items = answer.json.items();
    if (answer.json.kind() != Json::Kind::Array || answer.total != int(items.size()))
        return turn->fail(WordPressWords::noCount(hostForPeople(m_site.root)));
    QSet<QString> there;
    for (const Json &json : items) {
        const QString id = json["id"].token();
        if (!turn->asked.contains(id))
            return turn->fail(WordPressWords::noCount(hostForPeople(m_site.root)));
        there.insert(id);
        const auto comment = turn->read(json, m_site);
        // What is in the bin there can still be taken out of it: its words stay here until it is gone for good.
        if (comment)
            turn->page.arrivals.append(comment->arrival);
    }
    for (const QString &id : std::as_const(turn->asked))
        if (!there.contains(id))
            turn->page.gone.append(commentName(m_site, id));
    lookOn(turn);
}

QFuture<Result<Page>> WordPressConnector::thread(const RemoteRef &message)
{
    auto turn = std::make_shared<Turn>();
    turn->promise.start();
    auto future = turn->promise.future();
    const QString comment = commentIn(message, m_site);
    turn->post = numberOf(message.remoteId, QLatin1String("post"));
    if (!turn->post.isEmpty()) {
        readThread(turn);
    } else if (comment.isEmpty()) {
        turn->fail(WordPressWords::notOurs());
    } else {
        m_door.get(
            QStringLiteral("wp/v2/comments/") + comment, edit(), [this, turn](const Result<WordPressAnswer> &one) {
                if (!one)
                    return turn->fail(one.error());
                turn->post = one->json["post"].token();
                readThread(turn);
            });
    }
    return future;
}

void WordPressConnector::readThread(const TurnPtr &turn)
{
    Query query = everyComment();
    query.append({ QStringLiteral("post"), turn->post });
    query.append({ QStringLiteral("offset"), QString::number(turn->offset) });
    m_door.get(QStringLiteral("wp/v2/comments"), queryOf(query), [this, turn](const Result<WordPressAnswer> &answer) {
        if (!answer)
            return turn->fail(answer.error());
        takeThread(turn, *answer);
    });
}

void WordPressConnector::takeThread(const TurnPtr &turn, const WordPressAnswer &answer)
{
    const auto items = answer.json.items();
    if (answer.json.kind() != Json::Kind::Array || answer.total < 0)
        return turn->fail(WordPressWords::noCount(hostForPeople(m_site.root)));
    for (const Json &json : items) {
        auto comment = turn->read(json, m_site);
        if (!comment || isGone(comment->status))
            continue;
        comment->arrival.kind = Arrival::Kind::Context;
        turn->page.arrivals.append(comment->arrival);
        m_posts.remove(comment->post); // the thread begins with it, told before or not
        wantPost(turn, *comment);
    }
    turn->offset += int(items.size());
    if (!items.isEmpty() && turn->offset < std::min(answer.total, longestThread))
        return readThread(turn);
    if (turn->posts.isEmpty())
        turn->posts[QStringLiteral("wp/v2/posts")].append(turn->post);
    askPosts(turn);
}

QSet<Gesture::Kind> WordPressConnector::gestures() const
{
    return { Gesture::Kind::Approve, Gesture::Kind::Hold, Gesture::Kind::MarkSpam, Gesture::Kind::Trash };
}

QFuture<Result<GestureDone>> WordPressConnector::make(const Gesture &gesture)
{
    auto deed = std::make_shared<Deed>(); // held by the questions under way
    deed->promise.start();
    const QString comment = commentIn(gesture.message, m_site);
    deed->route = QStringLiteral("wp/v2/comments/") + comment;
    deed->status = statusFor(gesture.kind);
    auto future = deed->promise.future();
    if (comment.isEmpty() || deed->status.isEmpty()) {
        deed->end(tl::unexpected(WordPressWords::notOurs()));
        return future;
    }
    const bool isTrash = gesture.kind == Gesture::Kind::Trash;
    const auto isSo = [deed](const Result<WordPressAnswer> &answer) {
        return answer && answer->json["status"].textOr() == deed->status;
    };
    m_door.get(deed->route, edit(), [this, deed, isSo, isTrash](const Result<WordPressAnswer> &now) {
        // What is deleted for good is nowhere to be seen, as the trash was to make it.
        const bool isDeleted = !now && now.error().kind == Error::Kind::Missing
            && now.error().detail == WordPressWords::goneComment().detail;
        if (isSo(now) || (isDeleted && isTrash))
            return deed->end(GestureDone { true, {} });
        if (!now)
            return deed->end(tl::unexpected(now.error()));
        m_door.post(deed->route, { { QStringLiteral("status"), deed->status } },
            [this, deed, isSo](const Result<WordPressAnswer> &done) {
                if (isSo(done))
                    return deed->end(GestureDone {});
                if (!done && done.error().kind != Error::Kind::Busy)
                    return deed->end(tl::unexpected(done.error()));
                // A plug-in may make it say "failed" (500) where another moderator was faster; a proxy says 502 of what
                // was done.
                m_door.get(deed->route, edit(), [deed, isSo, done](const Result<WordPressAnswer> &after) {
                    if (isSo(after))
                        return deed->end(GestureDone { true, {} });
                    deed->end(tl::unexpected(done ? WordPressWords::notChanged() : done.error()));
                });
            });
    });
    return future;
}

} // namespace wheelhouse
