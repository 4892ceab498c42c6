#pragma once

#include "core/base/result.h"
#include "ui/launch/launchsight.h"

class QPagedPaintDevice;

namespace wheelhouse {

/// A4, the long side down the page's width.
void setUp(QPagedPaintDevice &paper);

/// A launch on paper: its lanes, as many pages as its days and departments take, then the one page for everybody.
/// Gives how many pages.
int printLaunch(QPagedPaintDevice &paper, const LaunchSight &sight);

/// The same pages as a PDF, which is whole at \a path or not there; gives how many pages.
[[nodiscard]] Result<int> saveLaunch(const QString &path, const LaunchSight &sight);

} // namespace wheelhouse
