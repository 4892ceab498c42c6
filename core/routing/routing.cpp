#include "core/routing/routing.h"

#include "core/routing/ruletrace.h"

#include <QCoreApplication>
#include <QSet>

namespace wheelhouse {

namespace {

#define WH_TRACE_COLUMNS "INSERT INTO rule_trace (conversation, rule, version, ran_at, operation, acts, spared) "

/// Each conversation once, in the order of its first mention here.
QList<qint64> conversationsOf(const QList<FoundMention> &found)
{
    QList<qint64> rows;
    QSet<qint64> seen;
    for (const FoundMention &each : found)
        if (!seen.contains(each.conversation)) {
            seen.insert(each.conversation);
            rows.append(each.conversation);
        }
    return rows;
}

QList<qint64> without(const QList<qint64> &mentions, const QList<FoundMention> &found)
{
    QSet<qint64> gone;
    for (const FoundMention &each : found)
        gone.insert(each.mention);
    QList<qint64> rest;
    for (const qint64 mention : mentions)
        if (!gone.contains(mention))
            rest.append(mention);
    return rest;
}

} // namespace

Routing::Routing(Database &database, OperationLog &log, const Clock &clock)
    : m_log(log)
    , m_clock(clock)
    , m_rules(database)
    , m_acts(database)
    , m_scan(database, clock)
    , m_standings(database)
    , m_counters(database)
    , m_drafts(database, R"(
        SELECT EXISTS (SELECT 1 FROM post WHERE conversation = ?1 AND state = 'draft')
            OR EXISTS (SELECT 1 FROM note WHERE conversation = ?1 AND is_draft = 1))")
    , m_touch(database, "INSERT INTO act (conversation, operation) VALUES (?1, ?2)")
    , m_trace(database, WH_TRACE_COLUMNS "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
    , m_traceOnce(database,
          WH_TRACE_COLUMNS "SELECT ?1, ?2, ?3, ?4, NULL, ?5, ?6 WHERE NOT EXISTS "
                           "(SELECT 1 FROM rule_trace WHERE conversation = ?1 AND rule = ?2 AND version = ?3)")
{
}

Result<void> Routing::follow(Transaction &transaction, const QList<qint64> &mentions)
{
    auto rules = m_rules.list(Rule::Kind::Rule);
    if (!rules)
        return tl::unexpected(rules.error());
    rules->removeIf([](const Rule &rule) { return !rule.isOn; });
    if (rules->isEmpty())
        return {};
    QList<Query> questions;
    for (const Rule &rule : std::as_const(*rules))
        questions.append(parseQuery(rule.text.asks));
    if (auto ready = m_scan.prepare(questions); !ready)
        return ready;
    m_counters.drop();
    QList<qint64> left = mentions;
    for (int i = 0; i < rules->size() && !left.isEmpty(); ++i) {
        const Rule &rule = rules->at(i);
        auto found = m_scan.among(i, left);
        if (!found)
            return tl::unexpected(found.error());
        if (found->isEmpty())
            continue;
        if (auto ran = run(transaction, rule, conversationsOf(*found)); !ran)
            return ran;
        if (rule.text.stops)
            left = without(left, *found);
    }
    return m_counters.flush(transaction);
}

Result<void> Routing::run(Transaction &transaction, const Rule &rule, const QList<qint64> &conversations)
{
    auto acts = m_acts.ready(rule.text.acts, m_clock.now(), QTimeZone::systemTimeZone());
    if (!acts)
        return tl::unexpected(acts.error());
    m_met.clear();
    QJsonArray on;
    for (const qint64 conversation : conversations)
        if (auto done = actOn(transaction, conversation, *acts, on); !done)
            return done;
    qint64 operation = 0;
    if (!on.isEmpty()) {
        const QJsonObject payload { { QStringLiteral("rule"), rule.id.toString() },
            { QStringLiteral("version"), rule.version }, { QStringLiteral("on"), on } };
        auto written =
            m_log.append(transaction, { QStringLiteral("triage.rule"), payload, {}, true, MemberId(rule.id.uuid()) });
        if (!written)
            return tl::unexpected(written.error());
        operation = written->row;
    }
    return keepTrace(rule, operation);
}

Result<void> Routing::actOn(Transaction &transaction, qint64 conversation, const QList<ReadyAct> &acts, QJsonArray &on)
{
    auto subject = m_standings.read(conversation);
    if (!subject)
        return tl::unexpected(subject.error());
    auto writing = isBeingWritten(*subject);
    if (!writing)
        return tl::unexpected(writing.error());
    const ActOutcome outcome = afterActs(*subject, acts, { By::Rule, m_clock.nowMs(), *writing });
    m_met.append({ conversation, outcome });
    if (outcome.standing == subject->standing)
        return {};
    auto was = m_standings.difference(outcome.standing, subject->standing);
    auto now = m_standings.difference(subject->standing, outcome.standing);
    if (!was || !now)
        return tl::unexpected(!was ? was.error() : now.error());
    on.append(QJsonObject { { QStringLiteral("c"), subject->anchor.toString() },
        { QStringLiteral("seen"), subject->seen }, { QStringLiteral("was"), *was }, { QStringLiteral("now"), *now } });
    return m_standings.write(transaction, m_counters, *subject, outcome.standing, By::Rule);
}

Result<bool> Routing::isBeingWritten(const Subject &subject)
{
    if (subject.standing.claimedBy != 0 && subject.standing.claimedUntil > m_clock.nowMs())
        return true;
    auto drafts = m_drafts.number(subject.row);
    if (!drafts)
        return tl::unexpected(drafts.error());
    return drafts->value_or(0) != 0;
}

/// What changed nothing is told once for each version, or a lively conversation would fill the store.
Result<void> Routing::keepTrace(const Rule &rule, qint64 operation)
{
    for (const Met &met : std::as_const(m_met)) {
        const bool acted = !met.outcome.did.isEmpty();
        const QString did = placesToText(met.outcome.did);
        const QString spared = sparedToText(met.outcome.spared);
        auto kept = acted
            ? m_trace.run(met.conversation, rule.row, rule.version, m_clock.nowMs(), operation, did, spared)
            : m_traceOnce.run(met.conversation, rule.row, rule.version, m_clock.nowMs(), did, spared);
        if (!kept)
            return kept;
        if (acted)
            if (auto touched = m_touch.run(met.conversation, operation); !touched)
                return touched;
    }
    return {};
}

} // namespace wheelhouse
