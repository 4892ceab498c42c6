#include "core/connectors/wordpress/wordpressconnector.h"

#include "core/base/links.h"
#include "core/connectors/wordpress/wordpressturn.h"
#include "core/connectors/wordpress/wordpresswords.h"

#include <QCryptographicHash>

#include <algorithm>

namespace wheelhouse {

using namespace wordpress;

namespace {

constexpr int mostRestarts = 3;
constexpr qsizetype mostSeen = 1000;

QString digestOf(const Arrival &arrival)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QString &part : { arrival.moderation, arrival.body, arrival.author.displayName })
        hash.addData((part + u'\n').toUtf8());
    return QString::fromLatin1(hash.result().toHex().left(12));
}

/// How far an answer brought us.
struct Step {
    int rows; ///< so many comments are behind us
    bool isShort; ///< some of them were not shown
};

/// WordPress counts comments that we may not see, and leaves them out of the page afterwards; so it is the rows asked
/// for that count, where it agrees to give so many.
Step stepOf(const WordPressMark &mark, const WordPressAnswer &answer)
{
    const int came = int(answer.json.items().size());
    const bool givesAll = answer.pages == (answer.total + atOnce - 1) / atOnce;
    return { givesAll ? atOnce : came, givesAll && came < std::min(atOnce, answer.total - mark.offset) };
}

} // namespace

WordPressConnector::WordPressConnector(const Source &source, Secret secret, HttpClient &client)
    : m_channel(source.channel)
    , m_site({ source.root, source.home, source.name, { source.user } })
    , m_user(source.user)
    , m_door(client, source.root, source.typed, std::move(secret))
{
}

QFuture<Result<Page>> WordPressConnector::fetch(const QByteArray &cursor)
{
    auto turn = std::make_shared<Turn>();
    turn->promise.start();
    turn->mark = WordPressMark::fromBytes(cursor);
    auto future = turn->promise.future();
    if (m_knowsStaff)
        askComments(turn);
    else
        askStaff(turn);
    return future;
}

void WordPressConnector::askStaff(const TurnPtr &turn)
{
    m_door.get(QStringLiteral("wp/v2/users/me"), queryOf({ { QStringLiteral("context"), QStringLiteral("edit") } }),
        [this, turn](const Result<WordPressAnswer> &me) {
            if (!me)
                return turn->fail(me.error());
            // A server that takes our password for somebody else's would mix two people's words.
            if (me->json["id"].token() != m_user)
                return turn->fail(WordPressWords::anotherUser(hostForPeople(m_site.root)));
            askAuthors(turn);
        });
}

void WordPressConnector::askAuthors(const TurnPtr &turn)
{
    const auto query = queryOf({ { QStringLiteral("who"), QStringLiteral("authors") },
        { QStringLiteral("per_page"), QString::number(atOnce) } });
    m_door.get(QStringLiteral("wp/v2/users"), query, [this, turn](const Result<WordPressAnswer> &authors) {
        // Not every user may ask who writes here; then only our own words are known as ours.
        if (authors)
            for (const Json &each : authors->json.items())
                m_site.staff.insert(each["id"].token());
        m_site.staff.remove(QString());
        m_knowsStaff = true;
        askComments(turn);
    });
}

void WordPressConnector::askComments(const TurnPtr &turn)
{
    Query query = everyComment();
    if (turn->mark.from.isValid())
        query.append({ QStringLiteral("after"), turn->mark.from.toUTC().toString(Qt::ISODate) });
    query.append({ QStringLiteral("offset"), QString::number(turn->mark.offset) });
    m_door.get(QStringLiteral("wp/v2/comments"), queryOf(query), [this, turn](const Result<WordPressAnswer> &answer) {
        if (!answer)
            return turn->fail(answer.error());
        takeComments(turn, *answer);
    });
}

void WordPressConnector::takeComments(const TurnPtr &turn, const WordPressAnswer &answer)
{
    WordPressMark &mark = turn->mark;
    if (answer.json.kind() != Json::Kind::Array || answer.total < 0)
        return turn->fail(WordPressWords::noCount(hostForPeople(m_site.root)));
    const auto items = answer.json.items();
    turn->page.clockAhead = answer.clockAhead;
    if (!mark.began.isValid())
        mark.began = answer.serverTime;
    const QString first = items.isEmpty() ? QString() : items.constFirst()["id"].token();
    if (!mark.last.isEmpty() && first != mark.last)
        return startAgain(turn);
    const Reading reading = readComments(turn, items, answer.serverTime);
    const auto [rows, isShort] = stepOf(mark, answer);
    const bool isMore = !reading.isAfterHistory && rows > 1 && mark.offset + rows < answer.total;
    turn->page.more = isMore || reading.isAfterHistory;
    if (isMore) {
        mark.offset += rows - 1;
        mark.last = isShort ? QString() : items.constLast()["id"].token();
        if (isShort && turn->page.arrivals.isEmpty())
            standStill(turn);
    } else {
        mark.isHistory = false;
        mark.beginAt(reading.newest.addSecs(-WordPressMark::back));
    }
    turn->page.cursor = mark.toBytes();
    askPosts(turn);
}

/// Another comment stands where the last one stood. What was read is not read again but for the two hours that every
/// window goes back, so that a long history gets to its end though things are deleted while it is read.
void WordPressConnector::startAgain(const TurnPtr &turn)
{
    WordPressMark &mark = turn->mark;
    turn->page.more = true;
    const QDateTime from = mark.newest.addSecs(-WordPressMark::back);
    if (mark.newest.isValid() && (!mark.from.isValid() || from > mark.from)) {
        mark.beginAt(from);
    } else {
        mark.offset = 0;
        mark.last.clear();
        standStill(turn);
    }
    turn->page.cursor = mark.toBytes();
    turn->end();
}

/// After some steps that did not get on the blog is left alone until it is asked again, and then anew.
void WordPressConnector::standStill(const TurnPtr &turn)
{
    if (++turn->mark.restarts <= mostRestarts)
        return;
    turn->mark.restarts = 0;
    turn->page.more = false;
    turn->page.refused.append({ QStringLiteral("comments"), WordPressWords::noStep() });
}

WordPressConnector::Reading WordPressConnector::readComments(
    const TurnPtr &turn, const QList<Json> &items, const QDateTime &serverTime)
{
    WordPressMark &mark = turn->mark;
    turn->page.asHistory = mark.isHistory;
    if (mark.seen.size() > mostSeen) // what is told twice is still one
        mark.seen.clear();
    Reading reading { mark.from.isValid() ? mark.from.addSecs(WordPressMark::back) : mark.began, false };
    if (mark.newest.isValid())
        reading.newest = mark.newest;
    for (const Json &json : items) {
        const auto comment = turn->read(json, m_site);
        if (!comment)
            continue;
        reading.isAfterHistory = mark.isHistory && comment->writtenAt > mark.began;
        if (reading.isAfterHistory)
            break;
        // A date in the future must not make us deaf until then.
        reading.newest = mark.newest = std::min(comment->writtenAt, serverTime);
        const QString digest = digestOf(comment->arrival);
        if (mark.seen.value(comment->id) == digest)
            continue;
        mark.seen.insert(comment->id, digest);
        turn->page.arrivals.append(comment->arrival);
        wantPost(turn, *comment);
    }
    return reading;
}

void WordPressConnector::wantPost(const TurnPtr &turn, const WordPressComment &comment)
{
    const QString route = routeOf(m_site.root, comment.posts);
    if (route.isEmpty() || m_posts.contains(comment.post) || turn->posts.value(route).contains(comment.post))
        return;
    turn->posts[route].append(comment.post);
}

void WordPressConnector::askPosts(const TurnPtr &turn)
{
    if (turn->posts.isEmpty())
        return turn->end();
    const QString route = turn->posts.firstKey();
    const QStringList numbers = turn->posts.take(route).mid(0, atOnce);
    const auto query = queryOf(
        { { QStringLiteral("include"), numbers.join(u',') }, { QStringLiteral("per_page"), QString::number(atOnce) } });
    m_door.get(route, query, [this, turn](const Result<WordPressAnswer> &answer) {
        // A comment without its post is still a comment; the post is asked for again with the next one under it.
        const auto items = answer ? answer->json.items() : QList<Json>();
        for (const Json &json : items) {
            const auto post = readPost(json, m_site);
            if (post) {
                m_posts.insert(json["id"].token());
                turn->page.arrivals.prepend(*post);
            } else {
                turn->page.refused.append({ json.path(), post.error().message });
            }
        }
        askPosts(turn);
    });
}

} // namespace wheelhouse
