#pragma once

#include "core/imports/importstate.h"
#include "core/imports/source.h"

#include <functional>

namespace wheelhouse {

class Importer;
class Lane;

/// How a window imports without knowing the store: runs the import of a source on the thread that calls, which it
/// blocks, until the end or until \c watch answers false; what was stopped is kept as paused and goes on next time.
using ImportDoor = std::function<Result<ImportState>(
    ImportSource &source, bool asHistory, const std::function<bool(const ImportProgress &)> &watch)>;

/// The door to \a importer, which lives on \a engine: each lot is one piece of work there, so that what people do goes
/// in between. Both outlive the door.
ImportDoor importDoor(Lane &engine, Importer &importer);

} // namespace wheelhouse
