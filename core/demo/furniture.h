#pragma once

#include "core/operations/undo.h"
#include "core/team/roster.h"

#include <QHash>

namespace wheelhouse {

/// Rows of what stands in the demo's rooms before anybody writes, by the names of the script.
struct Furniture {
    QHash<QString, qint64> members; ///< by short name: "tomasz"
    QHash<QString, qint64> departments; ///< "Care"
    QHash<QString, qint64> labels; ///< "Allergen"
};

/// Sets up ten people in six departments, labels and saved filters in an empty workspace, as a person would: every one
/// is an operation. Ines Okafor sits at this desk, unless somebody does already.
Result<Furniture> furnish(Database &database, OperationLog &log, Undo &undo);

} // namespace wheelhouse
