#pragma once

#include "core/imports/importer.h"
#include "core/imports/source.h"

namespace wheelhouse {

/// Rows of one transaction: few enough that the window's own writes wait about 50 ms, enough that FTS5 need not write
/// its terms at every few rows.
inline constexpr int importLotRows = 1000;

/// What Importer::begin wants to know of \a source. Fails as ImportSource::digest does.
[[nodiscard]] Result<ImportState> describe(const ImportSource &source, bool asHistory);

/// Runs an import from where \a state stands to the file's end: a lot is read, understood and made ready on a thread
/// of the pool while the lot before is committed.
/// \a commit puts one lot into the workspace, on whatever thread that lives; it is called on the caller's and may
/// block it. \a watch sees the progress and answers false to stop: all that was committed stays, and the state given
/// back is where to go on (still running: pause it). \a source must not be touched by others meanwhile. \a reader
/// is asked at each lot, on a thread of the pool, how texts are read by then; none: by the word lists alone.
[[nodiscard]] Result<ImportState> runImport(ImportSource &source, ImportState state,
    const std::function<Result<ImportState>(const ImportState &, const ImportLot &)> &commit,
    const std::function<bool(const ImportProgress &)> &watch, const std::function<Reader()> &reader = {});

} // namespace wheelhouse
