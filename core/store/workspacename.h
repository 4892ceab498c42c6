#pragma once

#include "core/base/result.h"

#include <QString>

namespace wheelhouse {

/// What somebody gave on a command line as the name of a workspace, if it can be one. Refused with the place and the
/// reason: nothing, an option in its place, an address, letters that no name has, too long a name, and what is there
/// and is no file (a folder, a pipe, a device), which nobody may wait for.
Result<QString> readWorkspaceName(const QString &given);

} // namespace wheelhouse
