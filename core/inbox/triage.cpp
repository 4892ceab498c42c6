#include "core/inbox/triage.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Triage)
};

constexpr qint64 claimMs = 10 * 60 * 1000; // workflows 4: a lease of ten minutes
constexpr qint64 lateMs = 5 * 60 * 1000; // woken later than this, the row says so

} // namespace

QString quoted(const QString &snippet)
{
    constexpr qsizetype longest = 40;
    QString line = snippet.simplified();
    if (line.size() > longest) {
        qsizetype cut = longest - 1;
        if (line.at(cut - 1).isHighSurrogate())
            --cut;
        line = line.left(cut).trimmed() + QChar(0x2026);
    }
    // First-strong isolates keep right-to-left words from turning the sentence round.
    return QChar(0x2068) + Words::tr("“%1”").arg(line) + QChar(0x2069);
}

Triage::Triage(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_standings(database)
    , m_counters(database)
    , m_me(database, "SELECT row FROM member WHERE is_me = 1")
    , m_touch(database, "INSERT INTO act (conversation, operation) VALUES (?1, ?2)")
    , m_due(database,
          "SELECT row, snooze_until FROM conversation INDEXED BY conversation_wake WHERE state = 'snoozed' AND "
          "snooze_until <= ?1 ORDER BY "
          "snooze_until")
    , m_nextWake(database,
          "SELECT min(snooze_until) FROM conversation INDEXED BY conversation_wake WHERE state = 'snoozed' AND "
          "snooze_until < 253402300799999")
{
    for (const char *kind : { "done", "reopen", "wait", "snooze", "spam", "not-spam", "assign", "hand-over", "escalate",
             "unread", "label", "priority", "macro", "rule" })
        undo.teach(QStringLiteral("triage.") + QLatin1String(kind),
            [this](Transaction &transaction, const Operation &step, Undo::Way way) {
                return invert(transaction, step, way);
            });
}

Result<void> Triage::actOn(Transaction &transaction, qint64 row, const Verb &verb, const Change &change, QJsonArray &on,
    QList<qint64> &touched, QString &snippet)
{
    auto subject = m_standings.read(row);
    if (!subject)
        return subject.error().kind == Error::Kind::Missing ? Result<void>() : tl::unexpected(subject.error());
    auto now = change(*subject);
    if (now && verb.reads)
        now->unread = false;
    if (!now || *now == subject->standing)
        return {};
    auto was = m_standings.difference(*now, subject->standing);
    auto is = m_standings.difference(subject->standing, *now);
    if (!was || !is)
        return tl::unexpected(!was ? was.error() : is.error());
    if (auto written = m_standings.write(transaction, m_counters, *subject, *now); !written)
        return written;
    on.append(QJsonObject { { QStringLiteral("c"), subject->anchor.toString() },
        { QStringLiteral("seen"), subject->seen }, { QStringLiteral("was"), *was }, { QStringLiteral("now"), *is } });
    touched.append(row);
    if (snippet.isEmpty())
        snippet = subject->snippet;
    return {};
}

Result<Acted> Triage::act(const Verb &verb, const Rows &conversations, const Change &change)
{
    m_counters.drop();
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    QJsonArray on;
    QList<qint64> touched;
    QString snippet;
    for (const qint64 row : conversations)
        if (auto done = actOn(*transaction, row, verb, change, on, touched, snippet); !done)
            return tl::unexpected(done.error());
    Acted acted;
    acted.changed = int(touched.size());
    acted.left = int(conversations.size() - touched.size());
    if (touched.isEmpty())
        return acted;
    QJsonObject payload = verb.step.also;
    payload.insert(QStringLiteral("on"), on);
    auto written = m_log.append(
        *transaction, { QStringLiteral("triage.") + QLatin1String(verb.kind), payload, {}, verb.undoable });
    if (!written)
        return tl::unexpected(written.error());
    for (const qint64 row : std::as_const(touched))
        if (auto kept = m_touch.run(row, written->row); !kept)
            return tl::unexpected(kept.error());
    if (auto counted = m_counters.flush(*transaction); !counted)
        return tl::unexpected(counted.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    acted.operation = written->row;
    const QString what =
        touched.size() == 1 ? quoted(snippet) : Words::tr("%Ln conversation(s)", nullptr, int(touched.size()));
    acted.sentence = (verb.one ? QCoreApplication::translate("Triage", verb.one) : verb.step.sentence).arg(what);
    return acted;
}

Result<Acted> Triage::done(const Rows &conversations)
{
    return act({ "done", QT_TRANSLATE_NOOP("Triage", "Done: %1") }, conversations,
        [now = m_clock.nowMs()](const Subject &s) { return moved(s.standing, TriageEvent::Done, now); });
}

Result<Acted> Triage::reopen(const Rows &conversations)
{
    return act({ "reopen", QT_TRANSLATE_NOOP("Triage", "Opened again: %1") }, conversations,
        [now = m_clock.nowMs()](const Subject &s) { return moved(s.standing, TriageEvent::Reopen, now); });
}

Result<Acted> Triage::wait(const Rows &conversations)
{
    return act({ "wait", QT_TRANSLATE_NOOP("Triage", "Waiting on them: %1") }, conversations,
        [now = m_clock.nowMs()](const Subject &s) { return moved(s.standing, TriageEvent::Wait, now); });
}

Result<Acted> Triage::snooze(const Rows &conversations, const SnoozeTerm &term)
{
    const bool byHour = term.mode != SnoozeMode::UntilReply;
    if (term.mode == SnoozeMode::None || (byHour && !term.until.isValid()))
        return fail(Error::Kind::Refused, Words::tr("Say until when, or until someone answers."));
    if (byHour && term.until <= m_clock.now())
        return fail(Error::Kind::Refused, Words::tr("That hour has passed. Choose a later one."));
    return act({ "snooze", QT_TRANSLATE_NOOP("Triage", "Snoozed: %1") }, conversations,
        [&, now = m_clock.nowMs()](const Subject &s) {
            auto standing = moved(s.standing, TriageEvent::Snooze, now);
            if (standing) {
                standing->snoozeUntil = byHour ? term.until.toMSecsSinceEpoch() : untilSomeoneAnswers;
                standing->snoozeWall = byHour ? term.wall : QString();
                standing->snoozeMode = term.mode;
                standing->previousUntil = 0;
            }
            return standing;
        });
}

Result<Acted> Triage::snoozeAsBefore(const Rows &conversations)
{
    return act({ "snooze", QT_TRANSLATE_NOOP("Triage", "Snoozed as before: %1") }, conversations,
        [now = m_clock.nowMs()](const Subject &s) -> std::optional<Standing> {
            if (s.standing.previousUntil <= now)
                return std::nullopt;
            auto standing = moved(s.standing, TriageEvent::Snooze, now);
            if (standing) {
                standing->snoozeUntil = s.standing.previousUntil;
                standing->snoozeMode = SnoozeMode::TimeOrReply;
                standing->previousUntil = 0;
            }
            return standing;
        });
}

Result<Acted> Triage::spam(const Rows &conversations)
{
    return act({ "spam", QT_TRANSLATE_NOOP("Triage", "Spam: %1") }, conversations,
        [now = m_clock.nowMs()](const Subject &s) { return moved(s.standing, TriageEvent::Spam, now); });
}

Result<Acted> Triage::notSpam(const Rows &conversations)
{
    return act({ "not-spam", QT_TRANSLATE_NOOP("Triage", "Not spam: %1") }, conversations,
        [now = m_clock.nowMs()](const Subject &s) { return moved(s.standing, TriageEvent::NotSpam, now); });
}

Result<Acted> Triage::assign(const Rows &conversations, qint64 member)
{
    const auto verb = member == 0 ? Verb { "assign", QT_TRANSLATE_NOOP("Triage", "Given back to everyone: %1") }
                                  : Verb { "assign", QT_TRANSLATE_NOOP("Triage", "Assigned: %1") };
    return act(verb, conversations, [member, now = m_clock.nowMs()](const Subject &s) -> std::optional<Standing> {
        // Giving work to somebody takes it up; what sleeps or is done stays as it is and only changes hands.
        const bool turn = s.standing.state == TriageState::New || s.standing.state == TriageState::Open;
        auto standing = turn && member != 0 ? moved(s.standing, TriageEvent::TakeUp, now) : std::optional(s.standing);
        if (standing)
            standing->assignee = member;
        return standing;
    });
}

Result<Acted> Triage::handOver(const Rows &conversations, qint64 department)
{
    return act({ "hand-over", QT_TRANSLATE_NOOP("Triage", "Handed over: %1") }, conversations,
        [department](const Subject &s) -> std::optional<Standing> {
            Standing standing = s.standing;
            standing.department = department;
            if (department != 0)
                standing.assignee = 0;
            return standing;
        });
}

Result<Acted> Triage::escalate(const Rows &conversations, bool escalated)
{
    const auto verb = escalated ? Verb { "escalate", QT_TRANSLATE_NOOP("Triage", "Escalated: %1") }
                                : Verb { "escalate", QT_TRANSLATE_NOOP("Triage", "No longer escalated: %1") };
    return act(verb, conversations, [escalated](const Subject &s) -> std::optional<Standing> {
        Standing standing = s.standing;
        standing.escalated = escalated;
        return standing;
    });
}

Result<Acted> Triage::setUnread(const Rows &conversations, bool unread)
{
    const auto verb = unread ? Verb { "unread", QT_TRANSLATE_NOOP("Triage", "Unread again: %1"), true, false }
                             : Verb { "unread", QT_TRANSLATE_NOOP("Triage", "Read: %1"), true, false };
    return act(verb, conversations, [unread](const Subject &s) -> std::optional<Standing> {
        Standing standing = s.standing;
        standing.unread = unread;
        return standing;
    });
}

Result<Acted> Triage::label(const Rows &conversations, const QList<qint64> &add, const QList<qint64> &remove)
{
    const auto verb = add.isEmpty() ? Verb { "label", QT_TRANSLATE_NOOP("Triage", "Label taken off: %1") }
                                    : Verb { "label", QT_TRANSLATE_NOOP("Triage", "Labelled: %1") };
    return act(verb, conversations, [&](const Subject &s) -> std::optional<Standing> {
        Standing standing = s.standing;
        for (const qint64 each : remove)
            standing.labels.removeAll(each);
        for (const qint64 each : add)
            if (!standing.labels.contains(each))
                standing.labels.append(each);
        std::sort(standing.labels.begin(), standing.labels.end());
        return standing;
    });
}

Result<Acted> Triage::prioritise(const Rows &conversations, int priority)
{
    if (priority < 0 || priority > 4)
        return fail(Error::Kind::Refused, Words::tr("A priority is 1 to 4, 1 first; 0 takes it off."));
    const QString sentence =
        priority == 0 ? Words::tr("No priority: %1") : Words::tr("Priority %1: %2").arg(priority).arg(u"%1"_qs);
    return apply({ "priority", sentence }, conversations, [priority](const Subject &s) -> std::optional<Standing> {
        Standing standing = s.standing;
        standing.priority = priority;
        return standing;
    });
}

Result<Acted> Triage::apply(const Step &step, const Rows &conversations, const Change &change)
{
    return act({ step.kind, nullptr, true, true, step }, conversations, change);
}

Result<Acted> Triage::seen(qint64 conversation)
{
    return act({ "seen", QT_TRANSLATE_NOOP("Triage", "Read: %1"), false }, { conversation },
        [](const Subject &s) { return std::optional(s.standing); });
}

Result<Acted> Triage::claim(qint64 conversation)
{
    auto me = m_me.number();
    auto subject = m_standings.read(conversation);
    if (!me || !subject)
        return tl::unexpected(!me ? me.error() : subject.error());
    const qint64 now = m_clock.nowMs();
    const Standing &standing = subject->standing;
    if (standing.claimedBy != 0 && standing.claimedBy != me->value_or(0) && standing.claimedUntil > now)
        return fail(
            Error::Kind::Conflict, Words::tr("Somebody else is on this one. Ask them, or wait until they let go."));
    return act({ "claim", QT_TRANSLATE_NOOP("Triage", "You are on it: %1"), false }, { conversation },
        [me = me->value_or(0), now](const Subject &s) -> std::optional<Standing> {
            Standing claimed = s.standing;
            claimed.claimedBy = me;
            claimed.claimedUntil = now + claimMs;
            return claimed;
        });
}

Result<Acted> Triage::release(qint64 conversation)
{
    return act({ "claim", QT_TRANSLATE_NOOP("Triage", "Let go: %1"), false }, { conversation },
        [](const Subject &s) -> std::optional<Standing> {
            Standing standing = s.standing;
            standing.claimedBy = 0;
            standing.claimedUntil = 0;
            return standing;
        });
}

Result<int> Triage::wakeDue()
{
    m_counters.drop();
    const qint64 now = m_clock.nowMs();
    auto due = m_due.all<QPair<qint64, qint64>>(
        [](const Row &row) { return QPair<qint64, qint64>(row.number(0), row.number(1)); }, now);
    if (!due)
        return tl::unexpected(due.error());
    if (due->isEmpty())
        return 0;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    for (const auto &[row, until] : std::as_const(*due)) {
        auto subject = m_standings.read(row);
        if (!subject)
            return tl::unexpected(subject.error());
        auto standing = moved(subject->standing, TriageEvent::TimeCame, now);
        if (!standing)
            continue;
        standing->woke = now - until > lateMs ? QStringLiteral("late") : QStringLiteral("time");
        standing->unread = true;
        if (auto written = m_standings.write(*transaction, m_counters, *subject, *standing, By::Clock); !written)
            return tl::unexpected(written.error());
    }
    if (auto counted = m_counters.flush(*transaction); !counted)
        return tl::unexpected(counted.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return int(due->size());
}

Result<std::optional<qint64>> Triage::nextWake()
{
    return m_nextWake.number();
}

} // namespace wheelhouse
