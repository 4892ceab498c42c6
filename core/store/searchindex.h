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

/// Writes \a index anew from its table, also where its own tables are damaged.
Result<void> rebuildIndex(Database &writer, SearchIndex index);

} // namespace wheelhouse
