#pragma once

#include "core/base/id.h"
#include "core/base/record.h"
#include "core/imports/verdict.h"

namespace wheelhouse {

using ImportId = Id<struct Import>;

/// An import as the workspace remembers it (table import): which file, by which map, how far, and what came of it.
struct ImportState {
    enum class Stage { Running, Paused, Done, Undone, Undoing };
    qint64 row = 0;
    ImportId id;
    QString source; ///< where the ids of its rows are unique
    QString fileName; ///< without folders
    QString digest; ///< of the file, hexadecimal (ImportSource::digest)
    QString map; ///< as ColumnMap::write
    bool asHistory = false; ///< conversations arrive done, else new
    Stage stage = Stage::Running;
    ImportPosition position; ///< all before it is in
    qint64 added = 0;
    qint64 known = 0; ///< had been here already, or stands twice in the file
    qint64 refused = 0; ///< not understood
    qint64 startedAt = 0; ///< UTC ms; the time of receipt of all its rows, also after a resume
};

/// How far an import is, told after every lot.
struct ImportProgress {
    ImportState state;
    qint64 bytesDone = 0;
    qint64 bytesTotal = 0;
    QList<Verdict> said; ///< the remarks and refusals of the last lot, at most 100
};

/// "6,746 added, 155 known already, 2 refused of 6,903 rows": for a person, in their own digits.
QString importSentence(const ImportState &state);

} // namespace wheelhouse
