#pragma once

#include "core/calendar/cards.h"

namespace wheelhouse {

/// Reads the cards of posts that are planned once from plan_line, where they lie by day; what they say is what
/// CardReader would say of the posts themselves. Any connection.
class PlanLines {
public:
    explicit PlanLines(Database &database);
    /// Appends to \a cards, at most \a most of them, those between \a from and \a to; by day.
    [[nodiscard]] Result<void> read(
        QList<Card> &cards, QDate from, QDate to, int most, const CardNames &names, const CardRules &rules);

private:
    Statement m_lines;
};

} // namespace wheelhouse
