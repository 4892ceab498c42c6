#pragma once

#include "core/planning/icalendar.h"
#include "core/planning/plansheet.h"

#include <functional>

namespace wheelhouse {

/// A file with a plan as far as it was read: how many rows become what, and those that are worth showing. Of rows with
/// nothing to say to them only the first are kept, so that a file of any length is judged in bounded memory.
struct PlanScan {
    static constexpr int mostPlain = 500; ///< rows kept with nothing to say to them
    static constexpr int mostSaid = 5'000; ///< rows kept with something to say to them
    static constexpr int lot = 500; ///< rows between two looks at whether to go on

    QStringList header;
    PlanSheetMap map;
    QList<PlanVerdict> rows; ///< in the order of the file
    qint64 all = 0;
    qint64 taken = 0;
    qint64 remarked = 0; ///< of those taken
    qint64 refused = 0;
    bool isCalendar = false;
    QList<PlanEntry> entries; ///< of a calendar, those that can be taken
};

/// How far a file is read; answers false to stop.
using PlanWatch = std::function<bool(qint64 bytesDone, qint64 bytesTotal)>;

/// Reads \a path to its end and judges each row by \a map; none: by the names of the columns, and \a usual says what
/// they leave open. Cancelled where \a watch says so. Any thread.
[[nodiscard]] Result<PlanScan> scanPlan(
    const QString &path, const std::optional<PlanSheetMap> &map, const PlanSheetMap &usual, const PlanWatch &watch);

/// Hands all rows that can be planned to \a take, a lot at a time; \a mended (by row) stand in place of what the file
/// says. \a left out are those that were planned before. Fails as \a take does, or as the file.
[[nodiscard]] Result<void> takePlan(const QString &path, const PlanSheetMap &map,
    const QHash<qint64, QStringList> &mended, const std::function<Result<bool>(const QList<PlanVerdict> &)> &take);

} // namespace wheelhouse
