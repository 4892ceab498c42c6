#include "core/housekeeping/retention.h"

#include "core/housekeeping/clockdoubt.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Housekeeping)
};

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
const QString setKind = QStringLiteral("retention.set");
const QString endKind = QStringLiteral("retention.end");
const QString ruleKey = QStringLiteral("rule");
const QString wasKey = QStringLiteral("was");

std::optional<qint64> orNull(qint64 row)
{
    return row == 0 ? std::nullopt : std::optional(row);
}

Result<void> mayBe(const RetentionRule &rule)
{
    if (rule.days < 1)
        return fail(Error::Kind::Refused, Words::tr("Words are kept for one day at least."));
    if (rule.reason.trimmed().isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say why, in a few words: who reads this next year must know."));
    return {};
}

RetentionRule readRule(const Row &row)
{
    return { row.number(0), row.id<RetentionId>(1), row.number(2), row.number(3), int(row.number(4)), row.text(5),
        row.flag(6), row.time(7) };
}

constexpr const char *selectRules = R"(
    SELECT row, id, channel, label, days, reason, is_on, ran_at FROM retention WHERE is_ended = 0 ORDER BY row)";

} // namespace

Retention::Retention(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_same(database, "SELECT id FROM retention WHERE channel IS ?1 AND label IS ?2 AND is_ended = 0")
    , m_insert(database, R"(
        INSERT INTO retention (id, channel, label, days, reason, salt, is_on) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7))")
    , m_setEnded(database, "UPDATE retention SET is_ended = ?2 WHERE id = ?1")
    , m_begin(database,
          "INSERT INTO erasing (id, retention, step, until, begun_at) SELECT ?1, row, 'words', ?3, ?4 FROM retention "
          "WHERE id = ?2")
    , m_ran(database, "UPDATE retention SET ran_at = ?2 WHERE id = ?1")
    , m_running(database, "SELECT row FROM erasing WHERE retention = ?1 AND step <> 'done'")
    , m_stop(database, R"(
        UPDATE erasing SET until = position
         WHERE step = 'words' AND retention = (SELECT row FROM retention WHERE id = ?1))")
{
    for (const QString &kind : { setKind, endKind })
        undo.teach(kind, [this](Transaction &, const Operation &step, Undo::Way way) { return invert(step, way); });
}

Result<QList<RetentionRule>> Retention::list(Database &reader)
{
    Statement all(reader, selectRules);
    return all.all<RetentionRule>(&readRule);
}

Result<Acted> Retention::log(
    Transaction &transaction, const QString &kind, const QJsonObject &payload, const QString &sentence)
{
    auto operation = m_log.append(transaction, { kind, payload, {}, true });
    if (!operation)
        return tl::unexpected(operation.error());
    if (auto done = transaction.commit(); !done)
        return tl::unexpected(done.error());
    return Acted { sentence, 1, 0, operation->row };
}

Result<Acted> Retention::set(const RetentionRule &rule)
{
    if (auto may = mayBe(rule); !may)
        return tl::unexpected(may.error());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto readId = [](const Row &row) { return row.id<RetentionId>(0); };
    auto same = m_same.one<RetentionId>(readId, orNull(rule.channel), orNull(rule.label));
    if (!same)
        return tl::unexpected(same.error());
    const auto id = RetentionId::fresh();
    const QByteArray salt = freshSalt();
    const QString reason = rule.reason.simplified();
    QJsonObject payload { { ruleKey, id.toString() }, { QStringLiteral("days"), rule.days },
        { QStringLiteral("on"), rule.isOn }, { QStringLiteral("reason"), saltedDigest(salt, reason.toUtf8()) } };
    if (*same) {
        payload.insert(wasKey, (*same)->toString());
        if (auto ended = m_setEnded.run(**same, true); !ended)
            return tl::unexpected(ended.error());
    }
    auto made = m_insert.run(id, orNull(rule.channel), orNull(rule.label), rule.days, reason, salt, rule.isOn);
    if (!made)
        return tl::unexpected(made.error());
    return log(*transaction, setKind, payload, Words::tr("Words are kept for %n day(s)", nullptr, rule.days));
}

Result<Acted> Retention::end(RetentionId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto ended = m_setEnded.run(id, true); !ended)
        return tl::unexpected(ended.error());
    return log(*transaction, endKind, { { ruleKey, id.toString() } }, Words::tr("The rule is gone: words are kept"));
}

Result<Undone> Retention::invert(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const auto id = RetentionId::fromString(payload.value(ruleKey).toString());
    const auto was = RetentionId::fromString(payload.value(wasKey).toString());
    const bool ends = (operation.kind == endKind) != (way == Undo::Way::Back);
    auto done = m_setEnded.run(id, ends);
    if (done && !was.isNull())
        done = m_setEnded.run(was, !ends);
    if (!done)
        return tl::unexpected(done.error());
    return Undone { ends && was.isNull() ? Words::tr("The rule is gone again: words are kept")
                                         : Words::tr("The rule for what is kept is as it was"),
        0, {} };
}

Result<Acted> Retention::begin(RetentionId id)
{
    auto rules = list(m_database);
    if (!rules)
        return tl::unexpected(rules.error());
    const auto rule = std::find_if(rules->cbegin(), rules->cend(), [&](const auto &each) { return each.id == id; });
    if (rule == rules->cend())
        return fail(Error::Kind::Missing, Words::tr("This rule is not there any more."));
    auto transaction = Transaction::begin(m_database);
    auto running = m_running.number(rule->row);
    if (!transaction || !running)
        return tl::unexpected(!transaction ? transaction.error() : running.error());
    if (*running)
        return Acted { Words::tr("This rule is running already"), 0, 0, 0 };
    const qint64 now = m_clock.nowMs();
    auto done = m_ran.run(id, now);
    if (done)
        done = m_begin.run(freshUuid().toRfc4122(), id, (now - rule->days * dayMs) << 12, now);
    if (done)
        done = transaction->commit();
    if (!done)
        return tl::unexpected(done.error());
    return Acted { Words::tr("The rule runs: words older than %n day(s) go", nullptr, rule->days), 1, 0, 0 };
}

/// The next lot then finds nothing below where the last one ended, and ends the run as any other.
Result<void> Retention::stop(RetentionId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto stopped = m_stop.run(id);
    return stopped ? transaction->commit() : stopped;
}

Result<int> Retention::beginDue()
{
    auto rules = list(m_database);
    if (!rules)
        return tl::unexpected(rules.error());
    rules->removeIf([now = m_clock.now()](const RetentionRule &rule) {
        return !rule.isOn || (rule.ranAt.isValid() && std::abs(rule.ranAt.msecsTo(now)) < dayMs);
    });
    if (rules->isEmpty())
        return 0;
    auto doubt = ClockDoubt::ask(m_database, m_clock);
    if (!doubt || !doubt->isEmpty())
        return doubt ? fail(Error::Kind::Refused, *doubt) : tl::unexpected(doubt.error());
    int begun = 0;
    for (const RetentionRule &rule : std::as_const(*rules)) {
        auto done = begin(rule.id);
        if (!done)
            return tl::unexpected(done.error());
        begun += done->changed > 0 ? 1 : 0;
    }
    return begun;
}

} // namespace wheelhouse
