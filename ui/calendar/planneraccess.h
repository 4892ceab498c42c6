#pragma once

#include <QDate>
#include <QHash>

namespace wheelhouse {

class PlannerView;

/// Lets screen readers walk a planner as a table: rows are weeks or hours, columns are days, a cell says what is
/// planned there. To be called once, before the first planner is made.
void teachPlannerAccess();

/// What a screen reader was told of a planner: so that after each reading it is told what became of it.
class TableMemory {
public:
    /// Of what \a view shows now; nothing where nobody listens.
    void remember(const PlannerView &view);
    /// Says which cells say something else now, or that the whole table is another.
    void tell(PlannerView &view) const;

private:
    QDate m_from; ///< null: nobody listened
    QDate m_to;
    QHash<QDate, size_t> m_days; ///< a sum of what each says
};

} // namespace wheelhouse
