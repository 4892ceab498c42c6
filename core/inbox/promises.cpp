#include "core/inbox/promises.h"

#include "core/inbox/promiserow.h"

#include <algorithm>

namespace wheelhouse {

namespace {

std::optional<qint64> orNull(qint64 value)
{
    return value == 0 ? std::nullopt : std::optional(value);
}

QString kindWord(Owed::Kind kind)
{
    return kind == Owed::Kind::First ? QStringLiteral("first") : QStringLiteral("next");
}

QString standingWord(const Reckoned &found)
{
    switch (found.standing) {
    case Reckoned::Standing::Running:
        return QStringLiteral("running");
    case Reckoned::Standing::Paused:
        return QStringLiteral("paused");
    case Reckoned::Standing::Stopped:
        return found.kept ? QStringLiteral("kept") : QStringLiteral("broken");
    }
    return {};
}

} // namespace

Promises::Promises(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_sql(std::make_unique<Statements>(database))
    , m_reader(database)
{
    database.follow(this, { "conversation", "operation" },
        [this](Transaction &, const QList<QSet<qint64>> &rows) { return follow(rows.at(0), rows.at(1)); });
    undo.teach(
        QStringLiteral("promise.policy"), [this](Transaction &transaction, const Operation &step, Undo::Way way) {
            return invertPolicy(transaction, step, way);
        });
    undo.teach(
        QStringLiteral("promise.recompute"), [this](Transaction &transaction, const Operation &step, Undo::Way way) {
            return invertRecompute(transaction, step, way);
        });
}

Promises::~Promises()
{
    m_database.unfollow(this);
}

/// Looked for at each commit: another process may have changed them, or a step was rolled back.
Result<void> Promises::loadPolicies()
{
    auto mark = m_sql->policyMark.number();
    if (!mark)
        return tl::unexpected(mark.error());
    if (mark->value_or(0) == m_mark)
        return {};
    auto all = m_reader.allVersions();
    if (!all)
        return tl::unexpected(all.error());
    m_policies = *all;
    m_openings.clear();
    m_mark = mark->value_or(0);
    return {};
}

const PromisePolicy *Promises::version(qint64 row) const
{
    const auto found = std::find_if(
        m_policies.begin(), m_policies.end(), [row](const PromisePolicy &each) { return each.row == row; });
    return found == m_policies.end() ? nullptr : &*found;
}

Openings &Promises::openingsOf(const PromisePolicy &policy)
{
    auto &kept = m_openings[policy.row];
    if (!kept)
        kept = std::make_shared<Openings>(policy.hours);
    return *kept;
}

Result<void> Promises::follow(const QSet<qint64> &conversations, const QSet<qint64> &operations)
{
    if (auto loaded = loadPolicies(); !loaded || m_policies.isEmpty() || conversations.isEmpty())
        return loaded;
    auto step = stepOf(operations);
    if (!step)
        return tl::unexpected(step.error());
    for (const qint64 conversation : conversations)
        if (auto done = refresh(conversation, *step); !done)
            return done;
    return {};
}

Result<Promises::Step> Promises::stepOf(const QSet<qint64> &operations)
{
    if (operations.isEmpty())
        return Step {};
    const qint64 newest = *std::max_element(operations.begin(), operations.end());
    auto step = m_sql->operation.one<Step>(
        [](const Row &row) {
            return Step { row.number(0), row.number(1), row.flag(2) ? row.number(4) : 0, row.flag(3) };
        },
        newest);
    if (!step)
        return tl::unexpected(step.error());
    return step->value_or(Step {});
}

Result<std::optional<Promises::Case>> Promises::read(qint64 conversation)
{
    auto found = m_sql->read.one<Case>(
        [conversation](const Row &row) {
            Case one;
            one.row = conversation;
            one.state = stateFromWord(row.text(0)).value_or(TriageState::Open);
            one.mode = snoozeFromWord(row.text(1));
            one.snoozeUntil = row.number(2);
            one.doneAt = row.number(3);
            one.woke = row.text(4);
            one.subject.channel = row.number(5);
            one.subject.department = row.number(6);
            one.dueAt = row.number(7);
            one.beganAt = row.number(8);
            one.subject.need = row.text(9);
            return one;
        },
        conversation);
    if (!found || !*found)
        return found;
    auto labels = m_sql->labels.all<qint64>([](const Row &row) { return row.number(0); }, conversation);
    if (!labels)
        return tl::unexpected(labels.error());
    (*found)->subject.labels = *labels;
    if (auto facts = readFacts(**found); !facts)
        return tl::unexpected(facts.error());
    return found;
}

Result<void> Promises::readFacts(Case &found)
{
    using Kind = PromiseFact::Kind;
    found.facts.clear();
    auto said = m_sql->mentions.each(
        [&](const Row &row) {
            const bool owesNothing = row.flag(3) || isCourtesy(row.text(4));
            const Kind kind = row.flag(2) ? Kind::WeAnswered : owesNothing ? Kind::TheyThanked : Kind::TheyWrote;
            found.facts.append({ row.number(1), kind, row.number(0) });
            return true;
        },
        found.row);
    if (!said)
        return said;
    return m_sql->facts.each(
        [&](const Row &row) {
            found.facts.append({ row.number(0), Kind::Moved, 0, stateFromWord(row.text(1)).value_or(TriageState::Open),
                snoozeFromWord(row.text(2)), row.number(3) });
            return true;
        },
        found.row);
}

/// Writes down what a person did where the messages alone would lead to something else; what is taken back never was.
Result<void> Promises::learn(Case &found, const Step &step)
{
    if (step.operation == 0)
        return {};
    if (step.undoes != 0) {
        if (auto done = m_sql->takeBack.run(found.row, step.undoes, step.isBack); !done)
            return done;
        if (auto facts = readFacts(found); !facts)
            return facts;
    }
    const PromiseFact end = replayed(found.facts);
    const bool sameSnooze =
        found.state != TriageState::Snoozed || (end.mode == found.mode && end.snoozeUntil == found.snoozeUntil);
    if (end.state == found.state && sameSnooze)
        return {};
    const PromiseFact fact { step.at, PromiseFact::Kind::Moved, 0, found.state, found.mode, found.snoozeUntil };
    found.facts.append(fact);
    return m_sql->addFact.run(
        found.row, step.operation, fact.at, stateWord(fact.state), snoozeWord(fact.mode), fact.snoozeUntil);
}

QList<Owed> Promises::Case::owed() const
{
    const PromiseFact end = replayed(facts);
    qint64 since = end.at;
    if ((state == TriageState::Done || state == TriageState::Spam) && doneAt != 0)
        since = std::max(since, doneAt);
    const bool wokeByHour = woke == QLatin1String("time") || woke == QLatin1String("late");
    if (end.state == TriageState::Snoozed && wokeByHour)
        since = std::max(since, end.snoozeUntil);
    auto all = owedFrom(facts, state, since);
    all.removeIf([](const Owed &each) { return each.runs.isEmpty(); });
    return all;
}

Result<QHash<qint64, Promises::Kept>> Promises::kept(const QList<Owed> &owed)
{
    QHash<qint64, Kept> rows;
    for (const Owed &each : owed) {
        auto found = m_sql->promises.one<Kept>(
            [](const Row &row) {
                return Kept { row.number(0), row.number(1),
                    row.text(2) == QLatin1String("first") ? Owed::Kind::First : Owed::Kind::Next, row.number(3),
                    row.maybe(4), row.number(5), row.number(6), row.number(7), row.text(8), row.flag(9), row.number(10),
                    int(row.number(11)), row.number(12), row.number(13) };
            },
            each.mention);
        if (!found)
            return tl::unexpected(found.error());
        if (*found)
            rows.insert(each.mention, **found);
    }
    return rows;
}

Promises::Kept Promises::reckoned(
    const Case &found, const Owed &owed, const Kept &before, std::optional<qint64> termsAt)
{
    Kept now { before.row, owed.mention, owed.kind, 0, termsAt, owed.beganAt, 0, 0, {}, owed.answered, 0, before.warned,
        0, found.row };
    // A clock that stopped keeps the promise that it was held to; one that runs goes with its conversation.
    const bool isOver =
        !owed.isRunning() && (before.standing == QLatin1String("kept") || before.standing == QLatin1String("broken"));
    const PromisePolicy *policy =
        isOver ? version(before.policy) : choose(m_policies, found.subject, owed.kind, termsAt.value_or(owed.beganAt));
    if (!policy) {
        now.policy = before.policy;
        now.standing = before.row == 0 ? QString() : QStringLiteral("void");
        return now;
    }
    const Reckoned reckoning =
        reckon(owed, { policy->targetMs(owed.kind), policy->pausesWhileSnoozed }, openingsOf(*policy));
    now.policy = policy->row;
    now.standing = standingWord(reckoning);
    now.dueAt = reckoning.dueAt;
    now.stoppedAt = reckoning.stoppedAt;
    now.lateMs = reckoning.lateMs;
    if (before.policy != policy->row)
        now.warned = 0;
    if (reckoning.standing == Reckoned::Standing::Running)
        for (size_t i = 0; i < warnShares.size() && now.warnAt == 0; ++i)
            if (warnShares.at(i) > now.warned)
                now.warnAt = reckoning.warnAt.at(i);
    return now;
}

Result<void> Promises::put(Statement &statement, qint64 key, qint64 conversation, const Kept &kept)
{
    return statement.run(key, conversation, kindWord(kept.kind), kept.policy, kept.termsAt, kept.beganAt,
        orNull(kept.dueAt), orNull(kept.stoppedAt), kept.standing, kept.answered, kept.lateMs, kept.warned,
        orNull(kept.warnAt));
}

/// The clock that runs gets the policies in force at \a at, and goes on being written by them.
Result<void> Promises::putTerms(const Case &found, Kept now, qint64 at)
{
    now.termsAt = at;
    auto done =
        now.row == 0 ? put(m_sql->insert, now.mention, found.row, now) : put(m_sql->update, now.row, found.row, now);
    if (!done)
        return done;
    return m_sql->mark.run(
        found.row, orNull(now.isLive() ? now.dueAt : 0), orNull(now.isLive() && now.dueAt != 0 ? now.beganAt : 0));
}

Result<void> Promises::write(const Case &found, const QList<Owed> &owed, const QHash<qint64, Kept> &before)
{
    QByteArray standing = "[";
    const Kept *live = nullptr;
    QList<Kept> all;
    for (const Owed &each : owed) {
        const Kept was = before.value(each.mention);
        all.append(reckoned(found, each, was, was.termsAt));
        standing += (standing.size() > 1 ? "," : "") + QByteArray::number(each.mention);
        const Kept &now = all.last();
        if (now == was || now.standing.isEmpty())
            continue;
        auto done = now.row == 0 ? put(m_sql->insert, now.mention, found.row, now)
                                 : put(m_sql->update, now.row, found.row, now);
        if (!done)
            return done;
    }
    if (auto done = m_sql->voidAll.run(found.row, Utf8 { standing + "]" }); !done)
        return done;
    for (const Kept &each : std::as_const(all))
        if (each.isLive())
            live = &each;
    const qint64 due = live ? live->dueAt : 0;
    const qint64 began = live && due != 0 ? live->beganAt : 0;
    if (due == found.dueAt && began == found.beganAt)
        return {};
    return m_sql->mark.run(found.row, orNull(due), orNull(began));
}

Result<void> Promises::nothingOwed(qint64 conversation)
{
    if (auto done = m_sql->voidAll.run(conversation, QStringLiteral("[]")); !done)
        return done;
    return m_sql->mark.run(conversation, nullptr, nullptr);
}

Result<void> Promises::refresh(qint64 conversation, const Step &step)
{
    auto found = read(conversation);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found || (*found)->state == TriageState::Merged)
        return nothingOwed(conversation);
    if (auto learned = learn(**found, step); !learned)
        return learned;
    const QList<Owed> owed = (*found)->owed();
    auto before = kept(owed);
    if (!before)
        return tl::unexpected(before.error());
    return write(**found, owed, *before);
}

} // namespace wheelhouse
