#pragma once

#include "core/store/database.h"

namespace wheelhouse {

/// The full-text indexes of a workspace: of what was said, and of who said it.
enum class SearchIndex { Mentions, People };
inline constexpr SearchIndex searchIndexes[] = { SearchIndex::Mentions, SearchIndex::People };

/// Whether \a index says what its table says, and finds it. Only reads the workspace: FTS5's own check wants to write,
/// so it looks at a temporary copy of the index (its size on disk, gone when this returns). \a reader is a connection
/// that nobody uses meanwhile; the caller's transaction makes it one moment.
Result<bool> isIndexInStep(Database &reader, SearchIndex index);

/// Goes on putting \a index together into one piece, about \a pages of it in a short transaction, and answers whether
/// there is more to do. FTS5 keeps the words of rows that were taken out until the pieces that hold them are put
/// together. \a begin: for the first call.
Result<bool> mergeIndex(Database &writer, SearchIndex index, bool begin, int pages);

/// Writes \a index anew from its table, also where its own tables are damaged.
Result<void> rebuildIndex(Database &writer, SearchIndex index);

} // namespace wheelhouse
