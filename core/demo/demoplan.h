#pragma once

#include "core/connectors/rehearsal/world.h"

namespace wheelhouse {

/// What has become of a conversation when the demo opens.
enum class Fate { History, Open, Waiting, Snoozed, DoneToday, Spam };

/// A conversation of the demo, as it goes into the store.
struct DemoThread {
    QList<rehearsal::Line> lines; ///< oldest first; the first begins it
    Fate fate = Fate::History;
    int staged = -1; ///< its place in World::staged(); -1: it is not drawn

    [[nodiscard]] qint64 root() const { return lines.constFirst().number; }
    [[nodiscard]] qint64 latest() const { return lines.constLast().at; } ///< UTC ms
    [[nodiscard]] int place() const { return lines.constFirst().place; }
};

/// How many conversations the demo has, and how many of them have which fate, as the inbox is drawn.
namespace demo {
constexpr int conversations = 1200;
constexpr int open = 38;
constexpr int waiting = 9;
constexpr int snoozed = 14;
constexpr int doneToday = 61;
} // namespace demo

/// The newest conversations of \a world until \a now, each with its fate; newest root first. Same world, same plan.
QList<DemoThread> demoPlan(const rehearsal::World &world, const QDateTime &now);

} // namespace wheelhouse
