#pragma once

#include <QFont>
#include <QString>

namespace wheelhouse {

/// A text cut to a width, and the width it then has (px).
struct FittedText {
    QString line;
    int width = 0;
};

/// \a words on one line of \a width px at most, cut at the end with an ellipsis. What was asked lately is remembered:
/// shaping letters is nine tenths of what painting a list costs, and a list paints the same words at every step of a
/// scroll. Of the window's thread only.
const FittedText &fitText(const QString &words, const QFont &font, int width);

} // namespace wheelhouse
