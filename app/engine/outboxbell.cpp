#include "app/engine/outboxbell.h"

#include "core/base/text.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OutboxBell)
};

using State = Delivery::State;
constexpr int mostCounted = 1'000;
constexpr int longestWords = 60; // characters
constexpr int longestReason = 200;

QString titleOf(const Delivery &delivery)
{
    const QString words = shorten(oneLine(delivery.words), longestWords);
    switch (delivery.state) {
    case State::Missed:
        return Words::tr("Not sent, its time went by: “%1”").arg(words);
    case State::Rejected:
        return Words::tr("Refused: “%1”").arg(words);
    case State::Unconfirmed:
        return Words::tr("Perhaps out there, perhaps not: “%1”").arg(words);
    default:
        return Words::tr("Held: “%1”").arg(words);
    }
}

} // namespace

DesktopNote noteOf(const QHash<State, int> &counts, const std::optional<Delivery> &only)
{
    DesktopNote note;
    note.isUrgent = true;
    note.action = Words::tr("Open the outbox");
    if (only) {
        note.title = titleOf(*only);
        note.body = shorten(oneLine(only->channel.name + QStringLiteral(": ") + only->reason), longestReason);
        return note;
    }
    QStringList parts;
    int all = 0;
    const auto add = [&](State state, const QString &words) {
        all += counts.value(state);
        if (counts.value(state) > 0)
            parts.append(words);
    };
    add(State::Missed, Words::tr("%n whose time went by", nullptr, counts.value(State::Missed)));
    add(State::Rejected, Words::tr("%n refused", nullptr, counts.value(State::Rejected)));
    add(State::Unconfirmed, Words::tr("%n in doubt", nullptr, counts.value(State::Unconfirmed)));
    add(State::Held, Words::tr("%n held", nullptr, counts.value(State::Held)));
    note.title = Words::tr("%n {post needs|posts need} you", nullptr, all);
    note.body = parts.join(Words::tr(", ", "between counts"));
    return note;
}

OutboxBell::OutboxBell(Database &database, Changes &changes, const Clock &clock, const Habits &habits)
    : m_book(database)
    , m_deliveries(database)
    , m_clock(clock)
    , m_habits(habits)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &OutboxBell::look);
    connect(&changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (m_isRunning && !m_timer.isActive() && (tables.isEmpty() || tables.contains("delivery")))
            m_timer.start(m_habits.settle);
    });
}

void OutboxBell::start()
{
    m_seen.clear();
    m_isRunning = true;
    const auto waiting = m_book.waiting(mostCounted);
    for (const Waiting &each : waiting.value_or(QList<Waiting>()))
        m_seen.insert(each.row, { each.state, m_clock.nowMs(), true });
}

void OutboxBell::stop()
{
    m_isRunning = false;
    m_timer.stop();
}

void OutboxBell::hearLocked(const QString &words)
{
    if (!m_isRunning || m_locked.contains(words))
        return;
    m_locked.insert(words);
    emit rang({ Words::tr("Your accounts wait"), words, true, Words::tr("Open Wheelhouse") });
}

bool OutboxBell::isRipe(const Seen &seen, qint64 now) const
{
    const auto patience = seen.state == State::Unconfirmed ? m_habits.doubt : std::chrono::milliseconds { 0 };
    return !seen.isTold && now >= seen.since + patience.count();
}

/// Only what waits now, and since when it does.
void OutboxBell::follow(const QList<Waiting> &waiting, qint64 now)
{
    QHash<qint64, Seen> seen;
    for (const Waiting &each : waiting) {
        const auto before = m_seen.constFind(each.row);
        const bool isSame = before != m_seen.cend() && before->state == each.state;
        seen.insert(each.row, isSame ? *before : Seen { each.state, now, false });
    }
    m_seen = std::move(seen);
}

void OutboxBell::look()
{
    if (!m_isRunning)
        return;
    const qint64 now = m_clock.nowMs();
    const auto waiting = m_book.waiting(mostCounted);
    if (!waiting) {
        qWarning("wh.engine: what waits for a person could not be read: %s", qPrintable(waiting.error().detail));
        return;
    }
    follow(*waiting, now);
    QList<qint64> ripe;
    for (auto each = m_seen.cbegin(); each != m_seen.cend(); ++each)
        if (isRipe(*each, now))
            ripe.append(each.key());
    if (!ripe.isEmpty() && now >= m_lastTold + m_habits.apart.count())
        tell(ripe, now);
    setTimer(now);
}

void OutboxBell::tell(const QList<qint64> &rows, qint64 now)
{
    QHash<State, int> counts;
    for (const qint64 row : rows) {
        ++counts[m_seen.value(row).state];
        m_seen[row].isTold = true;
    }
    m_lastTold = now;
    const auto only = rows.size() == 1 ? m_deliveries.at(rows.constFirst()) : Result<std::optional<Delivery>>();
    emit rang(noteOf(counts, only.value_or(std::nullopt)));
}

void OutboxBell::setTimer(qint64 now)
{
    std::optional<qint64> next;
    for (const Seen &each : std::as_const(m_seen)) {
        if (each.isTold)
            continue;
        const qint64 ripe = each.state == State::Unconfirmed ? each.since + m_habits.doubt.count() : each.since;
        const qint64 at = std::max(ripe, m_lastTold + m_habits.apart.count());
        next = std::min(next.value_or(at), at);
    }
    if (next)
        m_timer.start(std::chrono::milliseconds(std::max<qint64>(1, *next - now)));
}

} // namespace wheelhouse
