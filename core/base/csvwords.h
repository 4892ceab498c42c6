#pragma once

#include <QByteArray>

namespace wheelhouse {

/// A cell as a spreadsheet reads it, never as a formula: one that begins with = + - @ TAB CR or LF, or with apostrophes
/// before those, gets one more apostrophe. withoutGuard() takes exactly that one away again.
QByteArray guarded(const QByteArray &cell);
QByteArray withoutGuard(const QByteArray &cell);

/// A cell of a CSV line as RFC 4180 has it. Also what other separators than the comma would cut is quoted: a
/// spreadsheet in another country opens the same file with semicolons.
QByteArray csvQuoted(const QByteArray &cell);

} // namespace wheelhouse
