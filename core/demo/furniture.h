#pragma once

#include "core/team/roster.h"

#include <QHash>

namespace wheelhouse {

/// Rows of what stands in the demo's rooms before anybody writes, by the names of the script.
struct Furniture {
    QHash<QString, qint64> members; ///< by short name: "tomasz"
    QHash<QString, qint64> departments; ///< "Care"
    QHash<QString, qint64> labels; ///< "Allergen"
};

/// Sets up ten people in six departments, labels and saved filters in an empty workspace. Ines Okafor sits at this
/// desk, unless somebody does already.
Result<Furniture> furnish(Database &database, OperationLog &log);

/// A note by \a author on \a conversation, at UTC ms \a at. \a name makes its id, so that the same demo has the same
/// ids.
Result<void> pinNote(
    Database &database, qint64 conversation, qint64 author, const QString &text, qint64 at, const QString &name);

} // namespace wheelhouse
