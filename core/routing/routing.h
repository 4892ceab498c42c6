#pragma once

#include "core/base/clock.h"
#include "core/inbox/searchscan.h"
#include "core/operations/operationlog.h"
#include "core/routing/rule.h"

#include <QJsonArray>

namespace wheelhouse {

/// Runs the rules on what arrives, in order, in the transaction of the arrival: each sees what those before it did, and
/// what one that stops fitted is kept from those after it. One operation for each rule that changed something, whose
/// actor is the rule. Rules see arrivals only, so none can set off another for ever; they reopen nothing, leave what a
/// person decided, and touch no draft. Lives on the engine lane, on a connection that has no Search.
class Routing {
public:
    Routing(Database &database, OperationLog &log, const Clock &clock);

    /// What Admission::follow() wants. A rule that cannot run leaves the mail alone: only a store that fails, fails it.
    [[nodiscard]] Result<void> follow(Transaction &transaction, const QList<qint64> &mentions);

private:
    [[nodiscard]] Result<void> run(Transaction &transaction, const Rule &rule, const QList<qint64> &conversations);
    [[nodiscard]] Result<void> actOn(
        Transaction &transaction, qint64 conversation, const QList<ReadyAct> &acts, QJsonArray &on);
    [[nodiscard]] Result<bool> isBeingWritten(const Subject &subject);
    [[nodiscard]] Result<void> keepTrace(const Rule &rule, qint64 operation);

    /// What a run of a rule made of one conversation, until its operation is written.
    struct Met {
        qint64 conversation = 0;
        ActOutcome outcome;
    };

    OperationLog &m_log;
    const Clock &m_clock;
    RuleList m_rules;
    ActReader m_acts;
    SearchScan m_scan;
    Standings m_standings;
    Counters m_counters;
    QList<Met> m_met;
    Statement m_drafts;
    Statement m_touch;
    Statement m_trace;
    Statement m_traceOnce;
};

} // namespace wheelhouse
