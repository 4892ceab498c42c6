#pragma once

#include "core/calendar/planfiles.h"
#include "ui/planfiles/planscan.h"

namespace wheelhouse {

/// Gives all rows to whoever takes them, a lot at a time, until that answers false.
using PlanFeed = std::function<Result<void>(const std::function<Result<bool>(const QList<PlanVerdict> &)> &take)>;

/// What files of plans are read into and written from. Each is called on the dialog's own lane, and waits for the
/// engine's.
struct PlanDoors {
    QStringList channels; ///< those there are, by name
    QByteArray zone; ///< taken where a file names none
    /// \a usual the name of the outpost where none is written; empty: it must be.
    std::function<Result<PlanTaken>(const PlanFeed &feed, const QString &usual)> rows;
    std::function<Result<PlanTaken>(const QList<PlanEntry> &entries, const QString &usual)> entries;
};

/// Gives how many posts were written. Whole or not at all.
using PlanExport = std::function<Result<int>(const PlanExportWish &wish)>;

} // namespace wheelhouse
