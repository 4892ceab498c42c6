#pragma once

#include <QFont>
#include <QStringView>

namespace wheelhouse {

/// \a font as it may draw \a text. Qt looks through every font of the computer for each script that \a font lacks, and
/// a text of a hundred scripts, which no person writes, held the window for seconds (reliability F17). A text of more
/// than 12 scripts is drawn with \a font alone: letters that it lacks are boxes.
[[nodiscard]] QFont calmFont(const QFont &font, QStringView text);

} // namespace wheelhouse
