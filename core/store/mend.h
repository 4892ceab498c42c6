#pragma once

#include "core/store/database.h"

namespace wheelhouse {

/// Makes a workspace from which rows were lost one that holds together: what a mention names and is lost is made anew
/// without a name, so that no words are thrown away; another row's lost reference is emptied, or the row is left out
/// where it cannot be without. Answers how many rows were made, changed or left out.
Result<qint64> mendReferences(Database &target);

} // namespace wheelhouse
