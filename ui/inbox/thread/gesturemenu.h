#pragma once

#include "core/networks/gesture.h"

#include <QSet>

#include <functional>
#include <optional>

class QMenu;
class QWidget;

namespace wheelhouse {

/// A message as its menu sees it.
struct GestureRoom {
    QSet<Gesture::Kind> offered; ///< what its network has
    QSet<Gesture::Kind> standing; ///< how things stand already, as far as we wished it
    QString moderation; ///< where its network's queue has it
};

/// Adds to \a menu what may be done to a message on its network: like, boost, the person, the moderation queue. What
/// stands so already bears a tick, and choosing it takes it back where the network can. Nothing is added where nothing
/// is offered.
void addGestures(QMenu &menu, const GestureRoom &room, const std::function<void(Gesture::Kind)> &wish);

/// Words for the moderators, typed by a person: they are read over there. None: it was thought better of.
[[nodiscard]] std::optional<QString> askReportWords(QWidget *above);

} // namespace wheelhouse
