#pragma once

#include "core/calendar/planexport.h"
#include "ui/planfiles/planscan.h"

namespace wheelhouse {

/// What came of taking a plan in.
struct PlanTaken {
    QString sentence; ///< for the status bar; it can be taken back as one step
    int planned = 0; ///< new drafts, and posts that moved
    int known = 0; ///< were there already, and stay as they are
    int refused = 0;
    QString why; ///< of the last that was refused
};

/// Gives all rows to whoever takes them, a lot at a time, until that answers false.
using PlanFeed = std::function<Result<void>(const std::function<Result<bool>(const QList<PlanVerdict> &)> &take)>;

/// What files of plans are read into. Each is called on the dialog's own lane, and waits for the engine's.
struct PlanDoors {
    QStringList channels; ///< those there are, by name
    QByteArray zone; ///< taken where a file names none
    /// \a usual the name of the outpost where none is written; empty: it must be.
    std::function<Result<PlanTaken>(const PlanFeed &feed, const QString &usual)> rows;
    std::function<Result<PlanTaken>(const QList<PlanEntry> &entries, const QString &usual)> entries;
};

/// Gives what was written, a sentence. Whole or not at all.
using PlanExport = std::function<Result<QString>(const PlanExportWish &wish)>;

} // namespace wheelhouse
