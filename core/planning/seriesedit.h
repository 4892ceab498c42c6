#pragma once

#include "core/base/result.h"
#include "core/planning/recurrence.h"

namespace wheelhouse {

/// Which occurrences an edit is about, as calendars ask: this, this and following, all.
enum class EditScope { This, Following, All };

/// What a series becomes by an edit. The series that was is a value: taking an edit back is putting it back.
struct SeriesEdit {
    std::optional<Series> kept; ///< goes on in place of the old one; none: nothing of it is left
    std::optional<Series> other; ///< begins besides it, with what was cut off or taken out
    QString from; ///< the first of the old names that the edit is about
    bool isOne = false; ///< it is about that name alone
    qint64 shiftMs = 0; ///< by how much their names move on the wall

    /// Where an occurrence of the old series is now: a delivery stays tied to what it was tied to.
    struct Place {
        bool isOther = false; ///< in other, not in kept
        QString name;
    };
    /// None: the edit left it out.
    [[nodiscard]] std::optional<Place> placeOf(const QString &oldName) const;
};

/// The occurrence \a name goes to \a to; with it those of \a scope, each by as many days, all to the same hour and
/// zone. Others that a person had moved stay where they were put. Refused where the series names no such occurrence,
/// and where the days of the rule do not follow a move by days ("the second Tuesday"): they are chosen anew then, by
/// withRule().
[[nodiscard]] Result<SeriesEdit> withMoved(
    const Series &series, const QString &name, const WallTime &to, EditScope scope);

/// Those of \a scope are left out.
[[nodiscard]] Result<SeriesEdit> withDropped(const Series &series, const QString &name, EditScope scope);

/// Another rule for those of \a scope (Following or All); none: once, at \a name. What was left out or moved by hand
/// stays so where the new rule still names it.
[[nodiscard]] Result<SeriesEdit> withRule(
    const Series &series, const QString &name, const std::optional<RecurrenceRule> &rule, EditScope scope);

/// The occurrence \a name becomes one of its own, as when only its words are changed.
[[nodiscard]] Result<SeriesEdit> withTakenOut(const Series &series, const QString &name);

} // namespace wheelhouse
