#pragma once

#include "core/store/database.h"

#include <functional>

namespace wheelhouse {

/// "WHLS": written into every workspace file, so that another program's database is never taken for one.
constexpr qint64 workspaceApplicationId = 0x57484c53;

/// The number of the newest migration this program knows: PRAGMA user_version of a workspace that is up to date.
int newestMigration();

/// What a file is, before anything is written to it.
enum class FileKind { Empty, Current, Older, Newer, Foreign };
Result<FileKind> lookAtFile(Database &database);

/// Brings the file up to date: each resources/sql/store/NNNN_*.sql in one transaction that also raises user_version.
/// \a beforeFirst is called once when an existing file is about to change (to make the backup). A newer or foreign
/// file is refused with words and not touched.
Result<void> migrate(Database &database, const std::function<Result<void>()> &beforeFirst);

} // namespace wheelhouse
