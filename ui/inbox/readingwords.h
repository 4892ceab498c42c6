#pragma once

#include "core/reading/reader.h"
#include "ui/kit/look.h"

#include <QString>

namespace wheelhouse {

/// A reading in the window's words.
struct ReadingWords {
    /// "question"; empty for Unread.
    [[nodiscard]] static QString need(Need need);
    /// "negative"; empty for Unread.
    [[nodiscard]] static QString mood(Mood mood);
    /// The word beside a name: what it asks or else how it sounds; empty where neither says anything.
    [[nodiscard]] static QString shortest(const ReadingMark &mark);
    /// "Question, negative (likely)"; empty where nobody has read it.
    [[nodiscard]] static QString sentence(const ReadingMark &mark);
    /// "ridiculous −4, again −1.5": the heaviest \a most words that weighed; empty: none did.
    [[nodiscard]] static QString reasons(const QList<WeighedWord> &words, int most = 6);

    /// The glyph of the row: shape says it, colour repeats it. Empty: there is nothing to say.
    [[nodiscard]] static QString icon(const ReadingMark &mark);
    [[nodiscard]] static QColor ink(const ReadingMark &mark, const Theme &theme);
};

} // namespace wheelhouse
