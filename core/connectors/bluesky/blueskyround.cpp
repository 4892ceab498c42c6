#include "core/connectors/bluesky/blueskyround.h"

#include "core/http/pacing.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

constexpr int lot = 100; // items of one page
constexpr int mostKept = 20'000; // items in memory
constexpr int mostSheets = 1000; // of one list in one walk
constexpr int historySheets = 3;
constexpr int perCall = 25; // app.bsky.feed.getPosts, app.bsky.actor.getProfiles

constexpr QLatin1String notifications("notifications");
constexpr QLatin1String ourPosts("ours");
constexpr QLatin1String searchPrefix("search ");

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyRound)
};

} // namespace

struct Round::Turn {
    Then then;
    Trails trails;
    qsizetype list = 0; ///< which of m_lists is being walked
    bool isFirst = false; ///< that list was never read before
    int sheets = 0;
    QString cursor;
    QSet<QString> cursors; ///< met in this list
    qint64 newest = 0;
    bool isCut = false;
    QList<Item> found;
    QList<Item> lot; ///< being passed on
    qsizetype asked = 0; ///< of its posts, then of its people
    QStringList names; ///< to ask for
    Page page;
};

Round::Round(BlueskyCalls &calls, const QStringList &listens)
    : m_calls(calls)
    , m_lists { QString(notifications), QString(ourPosts) }
{
    for (const QString &words : listens)
        m_lists.append(searchPrefix + words);
}

void Round::fetch(const QByteArray &cursor, const Then &then)
{
    auto turn = std::make_shared<Turn>();
    turn->then = then;
    turn->trails = fromCursor(cursor);
    turn->trails.removeIf([this](const auto &each) { return !m_lists.contains(each.key()); });
    if (!m_left.isEmpty() && m_leftAt == cursor)
        return passOn(turn);
    m_left.clear();
    walk(turn);
}

BlueskyCalls::Call Round::callOf(const QString &list, const QString &cursor) const
{
    BlueskyCalls::Call call;
    call.query.addQueryItem(QStringLiteral("limit"), QStringLiteral("100"));
    if (list == notifications) {
        call.name = QStringLiteral("app.bsky.notification.listNotifications");
        // Without it an account's setting in the app can hide everybody whom it does not follow.
        call.query.addQueryItem(QStringLiteral("priority"), QStringLiteral("false"));
    } else if (list == ourPosts) {
        call.name = QStringLiteral("app.bsky.feed.getAuthorFeed");
        call.query.addQueryItem(QStringLiteral("actor"), m_calls.did());
        call.query.addQueryItem(QStringLiteral("filter"), QStringLiteral("posts_with_replies"));
    } else {
        call.name = QStringLiteral("app.bsky.feed.searchPosts");
        call.query.addQueryItem(QStringLiteral("sort"), QStringLiteral("latest"));
        const QByteArray words = QUrl::toPercentEncoding(list.mid(searchPrefix.size()));
        call.query.addQueryItem(QStringLiteral("q"), QString::fromLatin1(words));
    }
    if (!cursor.isEmpty())
        call.query.addQueryItem(QStringLiteral("cursor"), QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
    return call;
}

/// Begins the next list, or passes on what all of them brought.
void Round::walk(const TurnPtr &turn)
{
    if (turn->list < m_lists.size()) {
        turn->isFirst = !turn->trails.contains(m_lists[turn->list]);
        turn->sheets = 0;
        turn->newest = 0;
        turn->cursor.clear();
        turn->cursors.clear();
        return turnPage(turn);
    }
    std::stable_sort(turn->found.begin(), turn->found.end(), [](const Item &a, const Item &b) { return a.at < b.at; });
    m_isCut = turn->isCut || turn->found.size() > mostKept;
    m_left = turn->found.mid(0, mostKept);
    turn->found.clear();
    passOn(turn);
}

void Round::turnPage(const TurnPtr &turn)
{
    m_calls.ask(callOf(m_lists[turn->list], turn->cursor), [this, turn](const Result<HttpResponse> &answer) {
        if (answer)
            return take(turn, *answer);
        // Searching is not everywhere, and what fails there must not hold up what is said to us.
        const bool isSearch = m_lists[turn->list].startsWith(searchPrefix);
        const auto kind = answer.error().kind;
        if (isSearch && (kind == Error::Kind::Refused || kind == Error::Kind::Missing || kind == Error::Kind::Busy))
            return skipList(turn, answer.error());
        turn->then(tl::unexpected(answer.error()));
    });
}

void Round::skipList(const TurnPtr &turn, const Error &why)
{
    turn->page.refused.append({ m_lists[turn->list], why.message });
    ++turn->list;
    walk(turn);
}

Result<Round::Sheet> Round::readSheet(const QString &list, const QByteArray &body, const QString &ours)
{
    Sheet sheet;
    if (list == notifications) {
        auto heard = readNotifications(body, ours);
        if (!heard)
            return tl::unexpected(heard.error());
        for (Heard &each : heard->heard)
            sheet.items.append({ list, each.uri, each.at.toMSecsSinceEpoch(), false, each.isPost,
                std::move(each.arrival), std::move(each.response) });
        sheet.refused = heard->refused;
        sheet.cursor = heard->cursor;
        return sheet;
    }
    auto posts = list == ourPosts ? readFeed(body, ours) : readPosts(body, ours);
    if (!posts)
        return tl::unexpected(posts.error());
    for (PostView &each : posts->posts) {
        const Arrival &post = each.arrival;
        const qint64 at = post.writtenAt ? post.writtenAt->toMSecsSinceEpoch() : 0;
        if (list != ourPosts || post.author.isUs)
            sheet.items.append({ list, post.globalName, at, false, false, std::move(each.arrival), {} });
    }
    sheet.refused = posts->refused;
    sheet.cursor = posts->cursor;
    return sheet;
}

void Round::take(const TurnPtr &turn, const HttpResponse &answer)
{
    auto sheet = readSheet(m_lists[turn->list], answer.body, m_calls.did());
    if (!sheet) {
        Error strange = errorOf(answer);
        strange.detail = sheet.error().detail;
        return turn->then(tl::unexpected(strange));
    }
    turn->page.clockAhead = Pacing::clockAhead(answer);
    const Trail trail = turn->trails.value(m_lists[turn->list]);
    const auto oldest = std::min_element(
        sheet->items.begin(), sheet->items.end(), [](const Item &a, const Item &b) { return a.at < b.at; });
    const bool reachedKnown = !turn->isFirst && oldest != sheet->items.end() && oldest->at < trail.newest;
    const bool isLoop = turn->cursors.contains(sheet->cursor);
    const bool isLast = sheet->cursor.isEmpty() || sheet->items.isEmpty() || reachedKnown
        || (turn->isFirst && turn->sheets + 1 >= historySheets);
    keep(turn, *sheet);
    turn->cursor = sheet->cursor;
    turn->cursors.insert(sheet->cursor);
    if (!isLast && !isLoop && ++turn->sheets < mostSheets)
        return turnPage(turn);
    if (!isLast)
        turn->page.refused.append({ m_lists[turn->list],
            Words::tr("It sends page after page without an end. It was stopped there, and what came is kept.") });
    if (turn->isFirst) {
        Trail begun;
        begun.historyUntil = turn->newest;
        turn->trails.insert(m_lists[turn->list], begun);
    }
    ++turn->list;
    walk(turn);
}

/// What of a sheet is new. Of too many the newest are let go: they are walked to again.
void Round::keep(const TurnPtr &turn, Sheet &sheet)
{
    const Trail trail = turn->trails.value(m_lists[turn->list]);
    for (Item &each : sheet.items) {
        turn->newest = std::max(turn->newest, each.at);
        each.isHistory = turn->isFirst || each.at <= trail.historyUntil;
        if (trail.isNew(each.uri, each.at))
            turn->found.append(std::move(each));
    }
    // The newest sheet is read at every question, and what cannot be read on it is told once.
    int &told = m_toldRefused[m_lists[turn->list]];
    if (sheet.refused.size() > told)
        turn->page.refused.append(sheet.refused);
    told = static_cast<int>(sheet.refused.size());
    if (turn->found.size() > 2 * mostKept) {
        turn->found.remove(0, turn->found.size() - mostKept);
        turn->isCut = true;
    }
}

void Round::passOn(const TurnPtr &turn)
{
    for (const Item &each : std::as_const(m_left)) {
        if (turn->lot.size() == lot || each.isHistory != m_left.first().isHistory)
            break;
        turn->lot.append(each);
        if (each.isPost && !turn->names.contains(each.uri))
            turn->names.append(each.uri);
    }
    turn->page.asHistory = turn->lot.isEmpty() ? turn->isFirst : turn->lot.first().isHistory;
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
    m_leftAt = toCursor(turn->trails);
    turn->page.cursor = m_leftAt;
    turn->page.more = !m_left.isEmpty() || (m_isCut && !turn->lot.isEmpty());
    turn->page.notBefore = m_calls.takeRest();
    turn->then(turn->page);
}

} // namespace wheelhouse::bluesky
