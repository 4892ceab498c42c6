#include "core/connectors/bluesky/blueskyround.h"

#include "core/connectors/bluesky/blueskywire.h"
#include "core/http/pacing.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

constexpr int lot = 100; // items of one page
constexpr int perCall = 25; // app.bsky.feed.getPosts, app.bsky.actor.getProfiles

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyRound)
};

} // namespace

struct Round::Turn {
    Then then;
    QByteArray from; ///< the cursor that it was asked with
    Trails trails;
    bool wasAsked = false; ///< the channel, at an earlier time
    bool isFirst = false; ///< the last list was never read before
    QSet<QString> skipped; ///< lists that are left for another time
    QList<Item> lot; ///< being passed on
    qsizetype asked = 0; ///< of its posts, then of its people
    QStringList names; ///< to ask for
    Page page;
};

Round::Round(BlueskyCalls &calls, const QStringList &listens, const QDateTime &newsSince)
    : m_calls(calls)
    , m_lists(listsOf(listens))
    , m_newsSince(newsSince.isValid() ? newsSince.toMSecsSinceEpoch() : 0)
{
}

void Round::fetch(const QByteArray &cursor, const Then &then)
{
    auto turn = std::make_shared<Turn>();
    turn->then = then;
    turn->from = cursor;
    if (!m_left.isEmpty() && m_leftAt == cursor) {
        turn->trails = m_trails;
        return passOn(turn);
    }
    m_left.clear();
    open(turn);
    walk(turn);
}

/// A walk that was interrupted goes on where its list still stands where it began.
void Round::open(const TurnPtr &turn)
{
    turn->trails = fromCursor(turn->from);
    turn->wasAsked = !turn->trails.isEmpty();
    turn->trails.removeIf([this](const auto &each) { return !m_lists.contains(each.key()); });
    for (const QString &list : std::as_const(m_lists)) {
        const auto known = turn->trails.constFind(list);
        const auto trail = known == turn->trails.cend() ? std::nullopt : std::optional(*known);
        const auto there = m_walks.find(list);
        if (there == m_walks.end() || !there->second.isFrom(trail))
            m_walks.insert_or_assign(list, Walk({ trail, !trail && turn->wasAsked, m_newsSince }));
    }
}

/// Asks for the next sheet, or passes on what all of them brought.
void Round::walk(const TurnPtr &turn)
{
    for (const QString &list : std::as_const(m_lists))
        if (!turn->skipped.contains(list) && !m_walks.at(list).isDone())
            return turnPage(turn, list);
    gather(turn);
    passOn(turn);
}

void Round::turnPage(const TurnPtr &turn, const QString &list)
{
    m_calls.ask(
        callOf(list, m_walks.at(list).cursor(), m_calls.did()), [this, turn, list](const Result<HttpResponse> &answer) {
            if (answer)
                return take(turn, list, *answer);
            lose(turn, list, answer.error());
        });
}

void Round::take(const TurnPtr &turn, const QString &list, const HttpResponse &answer)
{
    auto sheet = readSheet(list, answer.body, m_calls.did());
    if (!sheet) {
        Error strange = errorOf(answer);
        strange.detail = sheet.error().detail;
        return lose(turn, list, strange);
    }
    turn->page.clockAhead = Pacing::clockAhead(answer);
    Walk &walked = m_walks.at(list);
    tellRefused(list, walked.cursor().isEmpty(), sheet->refused);
    walked.take(std::move(*sheet));
    if (walked.isEndless())
        m_refused.append({ list,
            Words::tr("It sends page after page without an end. It was stopped there, and what came is kept.") });
    const bool isIdle = std::all_of(m_walks.begin(), m_walks.end(),
        [](const auto &each) { return each.second.isDone() && !each.second.hasFound(); });
    if (restUntil(answer) && !isIdle)
        return pause(turn);
    walk(turn);
}

/// The newest sheet is read at every question, and what cannot be read on it is told once.
void Round::tellRefused(const QString &list, bool isNewest, const QList<Refused> &refused)
{
    if (!isNewest || refused.size() > m_toldRefused.value(list))
        m_refused.append(refused);
    if (isNewest)
        m_toldRefused.insert(list, static_cast<int>(refused.size()));
}

/// A sheet that did not come. Searching is not everywhere, and what fails there must not hold up what is said to us.
void Round::lose(const TurnPtr &turn, const QString &list, const Error &why)
{
    if (!m_walks.at(list).stumble(why))
        m_walks.erase(list);
    if (!isSearch(list) || why.kind == Error::Kind::SignedOut)
        return turn->then(tl::unexpected(why));
    m_refused.append({ list, why.message });
    turn->skipped.insert(list);
    walk(turn);
}

/// The allowance is used up in mid-walk: what was walked to waits until there is a new one.
void Round::pause(const TurnPtr &turn)
{
    turn->page.notBefore = m_calls.takeRest();
    turn->then(turn->page);
}

/// What is said to us is news, whatever list that joined later has it too: so that one comes after.
void Round::gather(const TurnPtr &turn)
{
    QList<Item> found;
    m_isCut = false;
    for (const QString &list : std::as_const(m_lists)) {
        if (turn->skipped.contains(list))
            continue;
        Walk &walked = m_walks.at(list);
        found.append(walked.takeFound());
        m_isCut = m_isCut || walked.isCut();
        turn->isFirst = walked.isFirst();
        if (walked.isFirst())
            turn->trails.insert(list, walked.begun());
        m_walks.erase(list);
    }
    std::stable_sort(found.begin(), found.end(),
        [](const Item &a, const Item &b) { return std::pair(a.isLater, a.at) < std::pair(b.isLater, b.at); });
    m_isCut = m_isCut || found.size() > Walk::mostItems;
    m_left = found.mid(0, Walk::mostItems);
    m_leftAt = turn->from;
    m_trails = turn->trails;
}

void Round::passOn(const TurnPtr &turn)
{
    for (const Item &each : std::as_const(m_left)) {
        const Item &first = m_left.first();
        if (turn->lot.size() == lot || each.isHistory != first.isHistory || each.isLater != first.isLater)
            break;
        turn->lot.append(each);
        if (each.isPost && !turn->names.contains(each.uri))
            turn->names.append(each.uri);
    }
    turn->page.asHistory = turn->lot.isEmpty() ? turn->isFirst : turn->lot.first().isHistory;
    turn->page.isNewList = !turn->lot.isEmpty() && turn->lot.first().isLater;
    askPosts(turn);
}

/// A notification's own words lack pictures, labels and quotes; the post has them.
void Round::askPosts(const TurnPtr &turn)
{
    if (turn->asked >= turn->names.size()) {
        turn->asked = 0;
        turn->names.clear();
        for (const Item &each : turn->lot)
            if (each.arrival && !each.arrival->author.isUs && !turn->names.contains(each.arrival->author.globalName))
                turn->names.append(each.arrival->author.globalName);
        return askPeople(turn);
    }
    BlueskyCalls::Call call { QStringLiteral("app.bsky.feed.getPosts") };
    for (const QString &uri : turn->names.mid(turn->asked, perCall))
        call.query.addQueryItem(QStringLiteral("uris"), uri);
    turn->asked += perCall;
    m_calls.ask(call, [this, turn](const Result<HttpResponse> &answer) {
        auto posts = answer ? readPosts(answer->body, m_calls.did()) : tl::unexpected(answer.error());
        if (!posts)
            return turn->then(tl::unexpected(posts.error()));
        QHash<QString, Arrival> whole;
        for (PostView &each : posts->posts)
            whole.insert(each.arrival.globalName, std::move(each.arrival));
        for (Item &each : turn->lot)
            if (each.isPost && whole.contains(each.uri))
                each.arrival = whole.value(each.uri);
        askPosts(turn);
    });
}

/// How many follow somebody and where else they are stands only in their profile. Without it they are still welcome.
void Round::askPeople(const TurnPtr &turn)
{
    if (turn->asked >= turn->names.size())
        return finish(turn);
    BlueskyCalls::Call call { QStringLiteral("app.bsky.actor.getProfiles") };
    for (const QString &did : turn->names.mid(turn->asked, perCall))
        call.query.addQueryItem(QStringLiteral("actors"), did);
    turn->asked += perCall;
    m_calls.ask(call, [this, turn](const Result<HttpResponse> &answer) {
        const auto people = answer ? readProfiles(answer->body, m_calls.did()) : tl::unexpected(answer.error());
        if (people)
            for (Item &item : turn->lot)
                for (const Author &each : *people)
                    if (item.arrival && item.arrival->author.globalName == each.globalName)
                        item.arrival->author = each;
        askPeople(turn);
    });
}

void Round::finish(const TurnPtr &turn)
{
    for (Item &each : turn->lot) {
        turn->trails[each.list].know(each.uri, each.at);
        if (each.response)
            turn->page.responses.append(std::move(*each.response));
        else if (each.arrival)
            turn->page.arrivals.append(std::move(*each.arrival));
    }
    m_left.remove(0, turn->lot.size());
    m_trails = turn->trails;
    m_leftAt = toCursor(m_trails);
    turn->page.refused = std::exchange(m_refused, {});
    turn->page.cursor = m_leftAt;
    turn->page.more = !m_left.isEmpty() || (m_isCut && !turn->lot.isEmpty());
    turn->page.notBefore = m_calls.takeRest();
    turn->then(turn->page);
}

} // namespace wheelhouse::bluesky
