#pragma once

#include "core/launch/launch.h"

#include <QJsonArray>

namespace wheelhouse {

/// “name”, so that its direction turns no sentence round.
[[nodiscard]] QString quotedName(const QString &name);
/// "Thursday 22 October, 09:00", with the zone where it is not that of \a besides.
[[nodiscard]] QString doorsWords(const WallTime &doors);
/// "Post", "Task", … for a person.
[[nodiscard]] QString kindName(LaunchStep::Kind kind);

/// What a stored change says, a sentence each: \a kind of its operation, \a stored what LaunchDesk kept of it.
[[nodiscard]] QStringList changeSentences(const QString &kind, const QByteArray &stored);
/// The first of them, or what a step of \a kind does, for "Taken back: …".
[[nodiscard]] QString changeSummary(const QString &kind, const QByteArray &stored);

} // namespace wheelhouse
