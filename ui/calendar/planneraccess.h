#pragma once

#include <QDate>
#include <QHash>
#include <QList>
#include <QRect>

namespace wheelhouse {

class PlannerView;

/// Lets screen readers walk a planner as a table: rows are weeks or hours, columns are days, a cell says what is
/// planned there. To be called once, before the first planner is made.
void teachPlannerAccess();

/// What a screen reader was told of a planner, so that after a reading it can be told what became of it.
class TableMemory {
public:
    explicit TableMemory(const PlannerView &view); ///< what it shows now
    /// The cells that say something else now, x and width columns, y and height rows; an empty one is the whole table.
    [[nodiscard]] QList<QRect> changed(const PlannerView &view) const;
    void tell(PlannerView &view) const; ///< says so

private:
    QDate m_from;
    QDate m_to;
    QHash<QDate, size_t> m_days; ///< a sum of what each says
};

} // namespace wheelhouse
