#pragma once

#include "core/base/result.h"

#include <QString>

namespace wheelhouse {

/// Files that are whole or not there: made under another name, brought to the disk, then renamed.
/// All fail with words for a person; \a path is never left half written.

/// What a person must know when the system refused to do something with a file; \a code is errno.
Error fileError(int code, const QString &doing);
/// Makes an empty file that only its owner can read (0600). Conflict where there is one.
Result<void> makePrivateFile(const QString &path);
/// Makes a folder, and those above it, that only its owner can read (0700).
Result<void> makePrivateFolder(const QString &path);
/// Waits until the bytes of the file are on the disk.
Result<void> syncFile(const QString &path);
/// Waits until the names in the folder of \a path are on the disk.
Result<void> syncNames(const QString &path);
/// Renames within a folder. Conflict where \a to is there already.
Result<void> renameNew(const QString &from, const QString &to);
/// Renames within a folder over what is there.
Result<void> renameOver(const QString &from, const QString &to);
/// A second name for the same file, or a copy on the disk where the file system has no second names.
Result<void> keepAlso(const QString &path, const QString &as);
/// Writes \a bytes as the file at \a path (0600), over what is there: the old file or the new one, never a half.
Result<void> writeWhole(const QString &path, const QByteArray &bytes);
/// A copy (0600) that is on the disk when this returns. Conflict where \a to is there already.
Result<void> copyWhole(const QString &from, const QString &to);

} // namespace wheelhouse
