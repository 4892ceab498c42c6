#pragma once

#include <QByteArrayView>
#include <QString>

struct sqlite3;

namespace wheelhouse {

/// How a text begins: on one line, in at most 80 characters. What a post without a title is shown as.
[[nodiscard]] QString opening(QByteArrayView utf8);

/// Equal for texts that differ in nothing but the blanks around them, and so good as never for others; 0: a text that
/// says nothing. Stored: the same on every machine.
[[nodiscard]] quint64 sameness(QByteArrayView utf8);

/// Teaches a connection wh_opening() and wh_sameness(), which the triggers of plan_line ask (store version 24).
void teachLineFunctions(sqlite3 *handle);

} // namespace wheelhouse
