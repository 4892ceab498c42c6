#pragma once

#include "core/networks/gesture.h"

#include <QSet>

#include <functional>
#include <optional>

class QMenu;
class QWidget;

namespace wheelhouse {

/// Adds to \a menu what may be done to a message on its network, a way each: favourite, boost, the person, the
/// moderation queue. \a offered what the network has; nothing is added where that is empty.
void addGestures(QMenu &menu, const QSet<Gesture::Kind> &offered, const QString &moderation,
    const std::function<void(Gesture::Kind)> &wish);

/// Words for the moderators, typed by a person: they are read over there. None: it was thought better of.
[[nodiscard]] std::optional<QString> askReportWords(QWidget *above);

} // namespace wheelhouse
