#pragma once

#include "core/posts/stretch.h"

#include <QList>
#include <QString>
#include <QStringView>

namespace wheelhouse {

/// A text as a person may judge it: what would hide in it, or turn it round, stands there by its name.
struct VisibleText {
    QString text;
    QList<Stretch> shown; ///< what was hidden, as it now stands in text
    friend bool operator==(const VisibleText &, const VisibleText &) = default;
};

/// \a text with bidirectional controls, zero-width and other invisible characters written as "‹U+202E›". What joins
/// letters or emoji (U+200C, U+200D, variation selectors) stays where it joins something. Many empty lines in a row are
/// one, with their number. Linear.
[[nodiscard]] VisibleText visibleText(QStringView text);

} // namespace wheelhouse
