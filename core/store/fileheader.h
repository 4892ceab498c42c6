#pragma once

#include "core/base/result.h"

#include <QString>

namespace wheelhouse {

/// What a file says of itself, read without SQLite, which would leave -wal and -shm beside a file that is not ours to
/// touch. Reads what is in the write-ahead log too, since a killed program leaves its newest header there.
struct FileHeader {
    enum class Look {
        Missing, ///< nothing at this path
        Empty, ///< no byte in it
        NotSqlite, ///< another kind of file, or a damaged one
        Short, ///< its header names more pages than the file holds
        Foreign, ///< another program's database
        Workspace ///< ours: version says which
    };
    Look look = Look::Missing;
    qint64 version = 0; ///< PRAGMA user_version: the migrations it has seen
    qint64 bytes = 0;
};

/// Fails only where the file is there and cannot be read.
/// Source of the offsets: sqlite.org/fileformat2.html, 1.3 "The Database Header" and 4.1 "WAL File Format".
Result<FileHeader> readHeader(const QString &path);

} // namespace wheelhouse
