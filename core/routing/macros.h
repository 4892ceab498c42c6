#pragma once

#include "core/inbox/triage.h"
#include "core/routing/rule.h"

namespace wheelhouse {

/// Runs a macro on what a person selected: all its acts on all of it in one step to undo. What the person asks is done
/// whatever rules did; a draft keeps its words, since no act writes. Lives on the engine lane.
class Macros {
public:
    Macros(Database &database, Triage &triage, const Clock &clock);

    [[nodiscard]] Result<Acted> run(RuleId macro, const QList<qint64> &conversations);

private:
    Triage &m_triage;
    const Clock &m_clock;
    RuleList m_list;
    ActReader m_acts;
};

} // namespace wheelhouse
