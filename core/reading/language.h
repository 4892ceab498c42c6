#pragma once

#include <QByteArrayView>
#include <QString>

namespace wheelhouse {

/// In which language a text is written.
struct LanguageGuess {
    QString code; ///< BCP 47 ("en", "pt", "zh-Hant"); empty: unknown
    int percent = 0; ///< share of the text in that language, 0..100
    bool sure = false; ///< cld2 calls it reliable; a filter may trust it, a label should say "perhaps" otherwise
    friend bool operator==(const LanguageGuess &, const LanguageGuess &) = default;
};

/// The language of \a utf8 by cld2; addresses, @handles and #tags are left out first, since they say nothing.
/// Fewer than 12 bytes of words: unknown. Wrong UTF-8: judged up to the first wrong byte. Any thread.
LanguageGuess guessLanguage(QByteArrayView utf8);

} // namespace wheelhouse
