#pragma once

#include "ui/inbox/thread/threadrow.h"

namespace wheelhouse {

/// Where a long text is cut: behind \a limit UTF-16 units or, at MessageListModel::cutAt, behind so many lines; never
/// inside a character, and not where hardly more would be left out.
[[nodiscard]] int cutOf(const QString &text, int limit);
/// Puts an entry's title, or a content warning, above the words. A feed that has no titles repeats the words there.
void putTitle(ThreadRow &row, const Mention &mention);
/// What the network says of a message: "private · edited".
[[nodiscard]] QString remarkOf(const Mention &mention);
/// A row as a screen reader says it. \a now UTC.
[[nodiscard]] QString sentenceOf(const ThreadRow &row, const QDateTime &now, const QTimeZone &zone);

} // namespace wheelhouse
