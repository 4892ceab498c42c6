#pragma once

#include "core/calendar/planstore.h"
#include "core/store/wholefile.h"

#include <functional>

namespace wheelhouse {

/// Which of the plan goes into a file.
struct PlanExportWish {
    QString path; ///< ".ics": an iCalendar; else a sheet, CSV
    QDate from; ///< none: from the first on, and in a sheet what has no date as well
    QDate to; ///< none: to the last
    WholeFile::Existing existing = WholeFile::Existing::Refuse;
    [[nodiscard]] bool isCalendar() const { return path.endsWith(QLatin1String(".ics"), Qt::CaseInsensitive); }
};

struct PlanExported {
    int posts = 0;
    [[nodiscard]] QString sentence(const QString &path) const;
};

/// Writes the plan as it stands; the file is there whole or not at all. A series is one entry of a calendar, with its
/// rule; in a sheet each of its dates is a row, to a year ahead of \a today where the wish names no end. Cancelled
/// where \a goesOn answers false. Any connection.
[[nodiscard]] Result<PlanExported> exportPlan(
    Database &database, const PlanExportWish &wish, const QDateTime &now, const std::function<bool()> &goesOn);

} // namespace wheelhouse
