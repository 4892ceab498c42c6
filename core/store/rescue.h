#pragma once

#include "core/store/database.h"

namespace wheelhouse {

/// Copies the rows of \a table that can be read in \a source into \a target, going round damaged pages, and answers how
/// many. Columns that only one of them has are left out. Fails only where \a target cannot be written.
Result<qint64> rescueTable(Database &source, Database &target, const QByteArray &table);

} // namespace wheelhouse
