#pragma once

#include "core/publishing/outboxbook.h"
#include "ui/kit/theme.h"

namespace wheelhouse::outboxwords {

/// How a state looks: shape first, then colour.
struct Mark {
    QString icon;
    Tint tint = Tint::Plain;
};
[[nodiscard]] Mark markOf(const OutboxRow &row);
[[nodiscard]] QString groupName(OutboxGroup group);
/// "Fri 30 Nov, 09:00 Amsterdam"; of an answer, which nobody planned, by this machine's clock.
[[nodiscard]] QString dueWords(const OutboxRow &row);
/// What this machine's clock shows then: "08:00 here (London)"; empty where it shows the same.
[[nodiscard]] QString hereWords(const OutboxRow &row);
/// What comes next, or how long it has been: "next try in 2:13", "waits 3 h", "5 min ago".
[[nodiscard]] QString tellTime(const OutboxRow &row, const QDateTime &now);
/// Where it stands, in full, with a wish that is on its way.
[[nodiscard]] QString stands(const OutboxRow &row, const QDateTime &now);
/// All of it in one sentence, for the screen reader and for the clipboard.
[[nodiscard]] QString sentence(const OutboxRow &row, const QDateTime &now);
/// An hour as this machine writes hours, without seconds.
[[nodiscard]] QString hourWords(QTime time);
[[nodiscard]] QString networkName(NetworkId network);
/// What changing or deleting means on a network, in a sentence.
[[nodiscard]] QString changeMeans(NetworkId network);
[[nodiscard]] QString removeMeans(NetworkId network);
/// Whether what is out there can be changed at all.
[[nodiscard]] bool canChange(NetworkId network);

} // namespace wheelhouse::outboxwords
