#pragma once

#include "core/store/database.h"

namespace wheelhouse {

/// Words that were deleted must not be found in the bytes of the file. SQLite overwrites what it deletes
/// (secure_delete), but a page from which rows were moved to its neighbour keeps their old bytes in the room between
/// its cells, and the write-ahead log keeps pages as they were.

/// Moves the whole log into the file and cuts it to nothing. False: somebody reads what is in it; ask again later.
/// Never waits.
Result<bool> emptyLog(Database &writer);

/// Zeroes the room between the cells of the pages from \a first on, \a pages of them, and answers the page to go on
/// with; 0: that was the last. Busy where the log is not empty: what lies in the file may not be the newest then.
Result<quint32> scrubPages(Database &writer, quint32 first, int pages);

} // namespace wheelhouse
