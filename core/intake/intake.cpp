#include "core/intake/intake.h"

#include "core/base/lane.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace wheelhouse {

namespace {

constexpr int pollEveryMs = 5'000;
constexpr std::chrono::seconds firstPause { 10 };
constexpr std::chrono::seconds longestPause { 300 };
constexpr int fewPages = 500; // in a row, without a rest
constexpr int mostPages = 5'000; // where enough comes with each that it is a catch-up
constexpr int catchUpRows = 20; // new ones a page
constexpr int mostIdlePages = 40; // in a row that bring nothing new, as while a list is walked back to what is known
constexpr qint64 nudgeGapMs = 1'000; // between two questions that pushes lead to
constexpr int mostNudges = 4; // doublings of that
constexpr qint64 lookEveryMs = 10LL * 60 * 1000; // what is open is asked for again
constexpr std::chrono::hours signedOutPause { 1 }; // a server that mends itself is found out
constexpr qint64 never = 253'402'300'799'000; // the end of the year 9999

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Intake)
};

} // namespace

Intake::Intake(Database &database, Admission &admission, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_admission(admission)
    , m_clock(clock)
    , m_pacing(firstPause, longestPause)
    , m_cursor(database, "SELECT cursor FROM channel WHERE row = ?1")
    , m_move(database, "UPDATE channel SET cursor = ?2 WHERE row = ?1")
    , m_upkeep(database)
{
    m_timer.setInterval(pollEveryMs);
    m_soon.setSingleShot(true);
    for (QTimer *each : { &m_timer, &m_soon })
        connect(each, &QTimer::timeout, this, &Intake::poll);
}

void Intake::add(std::unique_ptr<Connector> connector, const Start &start)
{
    const ChannelId id = connector->channel().id;
    remove(id);
    auto line = std::make_shared<Line>();
    line->connector = std::move(connector);
    line->place = ++m_places;
    line->notBefore = start.notBefore;
    line->askedToWait = start.isServersWish ? start.notBefore : 0;
    line->failures = start.failures;
    line->newsSince = start.newsSince;
    line->lookAt = m_clock.nowMs() + lookEveryMs;
    m_lines.insert(id, line);
    if (m_timer.isActive())
        listenTo(line);
    if (m_timer.isActive())
        m_soon.start(0);
}

void Intake::remove(ChannelId channel)
{
    const bool wasAsking = isAsking();
    if (const LinePtr line = m_lines.take(channel)) {
        setAsking(*line, false);
        endCatchUp(*line);
    }
    if (wasAsking && !isAsking())
        emit settled();
}

void Intake::setAsking(Line &line, bool asking)
{
    if (line.asking != asking)
        m_asking += asking ? 1 : -1;
    line.asking = asking;
}

/// Those on their way fall to the ground.
void Intake::dropAnswers()
{
    ++m_round;
    for (const LinePtr &line : inOrder()) {
        setAsking(*line, false);
        endCatchUp(*line);
    }
}

void Intake::start()
{
    dropAnswers();
    m_timer.start();
    for (const LinePtr &line : inOrder())
        listenTo(line);
    poll();
}

void Intake::stop()
{
    const bool wasAsking = isAsking();
    dropAnswers();
    m_timer.stop();
    m_soon.stop();
    for (const LinePtr &line : inOrder())
        line->connector->listen({});
    if (wasAsking)
        emit settled();
}

std::vector<Intake::LinePtr> Intake::inOrder() const
{
    std::vector<LinePtr> lines(m_lines.cbegin(), m_lines.cend());
    std::sort(lines.begin(), lines.end(), [](const LinePtr &a, const LinePtr &b) { return a->place < b->place; });
    return lines;
}

/// An instant further ahead than anybody waits was set while the clock stood wrong.
bool Intake::isDue(const Line &line, qint64 now) const
{
    if (line.asking || line.notBefore == never)
        return false;
    if (line.isNudged && line.failures == 0 && now >= line.askedToWait && now >= line.nudgedAt + nudgeGap(line))
        return true;
    std::chrono::milliseconds longest = line.connector->pace() * 2;
    if (line.askedToWait >= line.notBefore)
        longest = Pacing::longestWish;
    else if (line.failures > 0)
        longest = std::max<std::chrono::milliseconds>(signedOutPause, longest);
    return now >= line.notBefore || line.notBefore - now > (longest + longestPause).count();
}

/// Each question that a push leads to asks every list: in a storm of pushes they come further and further apart, or
/// they would use up what the server allows for everything else.
qint64 Intake::nudgeGap(const Line &line)
{
    return nudgeGapMs << line.nudges;
}

/// A clock that was set back leaves instants behind that lie too far ahead.
void Intake::mendInstants(Line &line, qint64 now)
{
    line.nudgedAt = std::min(line.nudgedAt, now);
    line.lookAt = std::min(line.lookAt, now + lookEveryMs);
}

void Intake::poll()
{
    std::vector<LinePtr> due = inOrder(); // a copy: an answer may come at once, and take a line away
    const qint64 now = m_clock.nowMs();
    for (const LinePtr &line : due)
        mendInstants(*line, now);
    std::erase_if(due, [&](const LinePtr &line) { return !isDue(*line, now); });
    for (const LinePtr &line : due)
        if (!line->asking && m_lines.value(line->connector->channel().id) == line)
            ask(line);
    for (const LinePtr &line : inOrder())
        if (!line->asking && now >= line->lookAt && now >= line->askedToWait)
            gatherLooks(line);
}

int Intake::fetchNow(ChannelId channel)
{
    std::vector<LinePtr> meant;
    if (channel.isNull())
        meant = inOrder();
    else if (const LinePtr line = m_lines.value(channel))
        meant.push_back(line);
    std::erase_if(meant,
        [this](const LinePtr &line) { return m_clock.nowMs() < line->askedToWait && !isDue(*line, m_clock.nowMs()); });
    for (const LinePtr &line : meant) {
        line->goesOn = true;
        if (!line->asking)
            ask(line);
    }
    return int(meant.size());
}

Result<void> Intake::open(Line &line)
{
    if (line.channel != 0)
        return {};
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto row = m_admission.channel(*transaction, line.connector->channel());
    if (!row)
        return tl::unexpected(row.error());
    if (auto committed = transaction->commit(); !committed)
        return committed;
    line.channel = *row; // only now is it there
    return {};
}

void Intake::ask(const LinePtr &line)
{
    if (auto opened = open(*line); !opened)
        return take(line, {}, tl::unexpected(opened.error()));
    auto cursor = m_cursor.one<QByteArray>([](const Row &row) { return row.bytes(0); }, line->channel);
    if (!cursor)
        return take(line, {}, tl::unexpected(cursor.error()));
    setAsking(*line, true);
    line->askedAt = m_clock.nowMs();
    if (std::exchange(line->isNudged, false)) {
        const bool isStorm = line->askedAt - line->nudgedAt <= 2 * nudgeGap(*line) + nudgeGapMs;
        line->nudges = isStorm ? std::min(line->nudges + 1, mostNudges) : 0;
        line->nudgedAt = line->askedAt;
    }
    const QByteArray from = cursor->value_or(QByteArray());
    whenDone(line->connector->fetch(from), this,
        [this, from, weak = std::weak_ptr<Line>(line), round = m_round](const Result<Page> &page) {
            const auto still = weak.lock();
            if (still && round == m_round)
                take(still, from, page);
        });
}

/// Why a line that says "more" is not asked for more at once; none: it gets on.
std::optional<Error> Intake::lacksProgress(Line &line, const QByteArray &askedAt, const Page &page, int added)
{
    const bool isIdle = added == 0 && page.responses.isEmpty();
    line.idlePages = isIdle ? line.idlePages + 1 : 0;
    line.cursors.insert(qHash(askedAt));
    const bool stands = page.cursor.isEmpty() || page.cursor == askedAt;
    const bool isCircle = isIdle && line.cursors.contains(qHash(page.cursor));
    ++line.pages;
    const int bound = line.added >= line.pages * catchUpRows ? mostPages : fewPages;
    if (line.pages < bound && line.idlePages < mostIdlePages && !stands && !isCircle)
        return std::nullopt;
    return Error { Error::Kind::Malformed,
        Words::tr("It sends page after page without an end. It was stopped there, and what came is kept."),
        QStringLiteral("no progress after %1 pages").arg(line.pages), std::chrono::seconds { 0 } };
}

void Intake::tell(Line &line, const std::optional<Error> &error, const Page &page)
{
    const Channel channel = line.connector->channel();
    const auto at = [](qint64 ms) { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); };
    emit fared({ channel.id, error, m_clock.now(), at(line.notBefore), line.failures, std::exchange(line.added, 0),
        page.movedTo, page.clockAhead, std::exchange(line.refused, {}) });
    if (error)
        emit failed(channel.name, *error);
    // After a failure what is asked beside waits: part of the news may still be under way, and would come as
    // surroundings.
    if (const LinePtr same = m_lines.value(channel.id); same && !error)
        attend(same);
    if (!isAsking())
        emit settled();
}

/// How far it is, of one that says there is more.
void Intake::goOn(Line &line, const Page &page)
{
    const QDateTime now = m_clock.now();
    for (const Arrival &each : page.arrivals)
        if (each.writtenAt && *each.writtenAt <= now && (!line.reached.isValid() || line.reached < *each.writtenAt))
            line.reached = *each.writtenAt;
    line.isBehind = true;
    const Channel channel = line.connector->channel();
    emit catchingUp({ channel.id, channel.name, line.added, line.reached, false });
}

void Intake::endCatchUp(Line &line)
{
    const QDateTime reached = std::exchange(line.reached, {});
    if (!std::exchange(line.isBehind, false))
        return;
    const Channel channel = line.connector->channel();
    emit catchingUp({ channel.id, channel.name, line.added, reached, true });
}

void Intake::endRound(Line &line)
{
    endCatchUp(line);
    line.pages = 0;
    line.idlePages = 0;
    line.cursors.clear();
    line.goesOn = false;
}

void Intake::heedWish(Line &line, const Page &page)
{
    const qint64 longest = m_clock.nowMs() + std::chrono::milliseconds(Pacing::longestWish).count();
    line.askedToWait = std::min(page.notBefore.toMSecsSinceEpoch(), longest);
    line.notBefore = std::max(line.notBefore, line.askedToWait);
}

void Intake::rest(Line &line, const Page &page)
{
    endRound(line);
    line.failures = 0;
    line.askedToWait = 0;
    const qint64 now = m_clock.nowMs();
    line.notBefore = now + m_pacing.spread(line.connector->pace()).count();
    if (page.notBefore.isValid())
        heedWish(line, page);
    if (line.isNudged)
        m_soon.start(int(nudgeGap(line)));
    tell(line, std::nullopt, page);
}

void Intake::fail(Line &line, const Error &error)
{
    endRound(line);
    const qint64 now = m_clock.nowMs();
    const qint64 wish = now + qint64(error.retryAfter.count()) * 1000;
    const std::chrono::milliseconds ceiling = std::max<std::chrono::milliseconds>(longestPause, line.connector->pace());
    line.notBefore = std::max(now + qint64(m_pacing.backOff(++line.failures, ceiling).count()), wish);
    line.askedToWait = error.retryAfter.count() > 0 ? wish : 0;
    if (error.kind == Error::Kind::SignedOut)
        line.notBefore = now + std::chrono::milliseconds(signedOutPause).count();
    if (error.kind == Error::Kind::Expired)
        line.notBefore = line.askedToWait = never;
    tell(line, error, {});
}

void Intake::take(const LinePtr &line, const QByteArray &askedAt, const Result<Page> &page)
{
    setAsking(*line, false);
    auto report = page ? admit(*line, *page) : tl::unexpected(page.error());
    if (!report) {
        m_admission.forget();
        return fail(*line, report.error());
    }
    line->added += report->added;
    line->refused += page->refused;
    wantThreads(*line, *report);
    if (!report->news.isEmpty())
        emit admitted(report->news);
    if (!page->more || page->notBefore.isValid())
        return rest(*line, *page);
    if (const auto stuck = lacksProgress(*line, askedAt, *page, report->added))
        return fail(*line, *stuck);
    goOn(*line, *page);
    if (m_timer.isActive() || line->goesOn)
        ask(line);
}

} // namespace wheelhouse
