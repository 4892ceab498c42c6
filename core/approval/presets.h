#pragma once

#include "core/approval/authority.h"

namespace wheelhouse {

/// The five shapes of an organisation that Owyang described in 2010 ("Framework and matrix: the five ways companies
/// organize for social business"): organic, centralised, coordinated, dandelion, honeycomb.
enum class Preset { Centralised, Decentralised, HubAndSpoke, Dandelion, Honeycomb };

[[nodiscard]] QList<Preset> allPresets();
/// "centralised", "decentralised", "hub-and-spoke", "dandelion", "honeycomb": as stored.
[[nodiscard]] QString presetWord(Preset preset);
[[nodiscard]] std::optional<Preset> presetFromWord(QStringView word);
/// What it is called, and what it costs: for a person who chooses.
[[nodiscard]] QString presetName(Preset preset);
[[nodiscard]] QString presetWords(Preset preset);

/// A department's seat. Of a dandelion \c under names the sub-hub; elsewhere it stands under the hub.
struct Seat {
    DepartmentId department;
    QString name; ///< of the department, for the gates' names
    DepartmentId under; ///< null: under the hub
};

/// The departments that a preset arranges, and what they answer for.
struct Seats {
    DepartmentId hub;
    QString hubName;
    QList<Seat> others;
    QList<Duty> duties;
};

/// The graph that a preset begins as; from then on it is edited like any other. The same seats give the same gates by
/// id, so that two presets can be compared. Pure.
[[nodiscard]] Authority authorityOf(Preset preset, const Seats &seats);

/// The belt from which on somebody answers alone in a honeycomb.
inline constexpr int honeycombBelt = 4; // green
/// What a guideline raises where the hub of a hub and spoke has to look.
[[nodiscard]] QString policyFlag();

} // namespace wheelhouse
