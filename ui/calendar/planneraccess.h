#pragma once

namespace wheelhouse {

/// Lets screen readers walk a planner as a table: rows are weeks or hours, columns are days, a cell says what is
/// planned there. To be called once, before the first planner is made.
void teachPlannerAccess();

} // namespace wheelhouse
