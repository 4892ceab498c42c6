#include "core/connectors/bluesky/blueskylook.h"

#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

constexpr int perCall = 25; // app.bsky.feed.getPosts
constexpr int mostHidden = 2000; // names in memory

} // namespace

BlueskyCalls::Call threadCall(const QString &uri, int depth, int parents)
{
    BlueskyCalls::Call call { QStringLiteral("app.bsky.feed.getPostThread") };
    call.query.addQueryItem(QStringLiteral("uri"), uri);
    call.query.addQueryItem(QStringLiteral("depth"), QString::number(depth));
    call.query.addQueryItem(QStringLiteral("parentHeight"), QString::number(parents));
    return call;
}

struct Look::Turn {
    Then then;
    QStringList names;
    qsizetype asked = 0;
    QStringList missing; ///< still to be asked for by themselves
    Page page;
};

Look::Look(BlueskyCalls &calls)
    : m_calls(calls)
{
}

void Look::look(const QList<RemoteRef> &messages, const Then &then)
{
    auto turn = std::make_shared<Turn>();
    turn->then = then;
    for (const RemoteRef &each : messages)
        if (isRecordUri(each.globalName) && !turn->names.contains(each.globalName))
            turn->names.append(each.globalName);
    askMany(turn);
}

void Look::askMany(const TurnPtr &turn)
{
    if (turn->asked >= turn->names.size()) {
        choose(turn->missing);
        return askAlone(turn);
    }
    const QStringList some = turn->names.mid(turn->asked, perCall);
    turn->asked += perCall;
    BlueskyCalls::Call call { QStringLiteral("app.bsky.feed.getPosts") };
    for (const QString &uri : some)
        call.query.addQueryItem(QStringLiteral("uris"), uri);
    m_calls.ask(call, [this, turn, some](const Result<HttpResponse> &answer) {
        if (!answer)
            return turn->then(tl::unexpected(answer.error()));
        takeMany(turn, some, *answer);
    });
}

void Look::takeMany(const TurnPtr &turn, const QStringList &asked, const HttpResponse &answer)
{
    auto posts = readPosts(answer.body, m_calls.did());
    if (!posts)
        return turn->then(tl::unexpected(posts.error()));
    QStringList missing = asked;
    for (PostView &each : posts->posts) {
        missing.removeAll(each.arrival.globalName);
        m_hidden.removeAll(each.arrival.globalName);
        turn->page.arrivals.append(std::move(each.arrival));
    }
    turn->page.refused.append(posts->refused);
    turn->missing.append(missing);
    askMany(turn);
}

/// Those first that were never hidden: somebody whom we block may have written more than is asked for at a time.
void Look::choose(QStringList &missing) const
{
    std::stable_sort(missing.begin(), missing.end(),
        [this](const QString &a, const QString &b) { return m_hidden.indexOf(a) < m_hidden.indexOf(b); });
    missing = missing.mid(0, mostAlone);
}

void Look::remember(const QString &uri)
{
    m_hidden.removeAll(uri);
    m_hidden.append(uri);
    if (m_hidden.size() > mostHidden)
        m_hidden.removeFirst();
}

void Look::askAlone(const TurnPtr &turn)
{
    if (turn->missing.isEmpty()) {
        turn->page.notBefore = m_calls.takeRest();
        return turn->then(turn->page);
    }
    const QString uri = turn->missing.takeFirst();
    m_calls.ask(
        threadCall(uri, 0, 0), [this, turn, uri](const Result<HttpResponse> &answer) { takeAlone(turn, uri, answer); });
}

void Look::takeAlone(const TurnPtr &turn, const QString &uri, const Result<HttpResponse> &answer)
{
    using Kind = Error::Kind;
    auto thread = answer ? readThread(answer->body, m_calls.did()) : tl::unexpected(answer.error());
    if ((!answer && answer.error().kind == Kind::Missing) || (thread && thread->gone.contains(uri))) {
        m_hidden.removeAll(uri);
        turn->page.gone.append(uri);
        return askAlone(turn);
    }
    remember(uri);
    if (thread)
        for (PostView &each : thread->posts)
            if (each.arrival.globalName == uri) {
                each.arrival.kind = Arrival::Kind::Message;
                turn->page.arrivals.append(std::move(each.arrival));
            }
    if (!answer && (answer.error().kind == Kind::SignedOut || answer.error().retryAfter.count() > 0))
        return turn->then(tl::unexpected(answer.error()));
    const bool isTrouble = !answer && answer.error().kind != Kind::Refused; // the others would fail too
    if (isTrouble || (answer && restUntil(*answer)))
        turn->missing.clear();
    askAlone(turn);
}

} // namespace wheelhouse::bluesky
