#pragma once

#include "core/reading/tongue.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace wheelhouse {

/// A piece of a text, as the reading counts them: distances between words are counted in these.
struct Token {
    enum class Kind : quint8 { Url, Handle, Word, Emoticon, Number, Question, Exclaim, Dots, Stop, Sign };
    Kind kind = Kind::Sign;
    qsizetype at = 0; ///< UTF-16 units in Tokens::text()
    qsizetype length = 0;
    size_t foldedAt = 0;
    size_t foldedLength = 0;
};

/// A text cut into tokens, each with its folded form. A #tag is cut into the words of its camel case; French and
/// Italian l', d', qu', dell' and their like stand alone. At most the first 16,384 units are read: nobody's mood needs
/// more, and a megabyte must not hold a lane.
class Tokens {
public:
    /// \a utf8 with its HTML entities decoded twice, since networks and exports each escape once. Wrong bytes are
    /// U+FFFD.
    explicit Tokens(QByteArrayView utf8);
    /// Folds the words as \a tongue does; may be done again for another.
    void foldFor(Tongue tongue);

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] size_t size() const { return m_tokens.size(); }
    [[nodiscard]] const Token &operator[](size_t at) const { return m_tokens[at]; }
    [[nodiscard]] auto begin() const { return m_tokens.begin(); }
    [[nodiscard]] auto end() const { return m_tokens.end(); }
    [[nodiscard]] QStringView written(const Token &token) const
    {
        return QStringView(m_text).mid(token.at, token.length);
    }
    /// Of handles, addresses and numbers nothing: no word may be found in them.
    [[nodiscard]] std::u16string_view folded(const Token &token) const
    {
        return std::u16string_view(m_folded).substr(token.foldedAt, token.foldedLength);
    }
    /// The folded words from \a first on, \a count of them, a space between two.
    [[nodiscard]] std::u16string_view folded(size_t first, size_t count) const;

private:
    void append(const Token &token, Tongue tongue);
    void appendFolded(Token token, Tongue tongue);

    QString m_text;
    std::vector<Token> m_cut; ///< as they stand in the text
    std::vector<Token> m_tokens;
    std::u16string m_folded;
};

} // namespace wheelhouse
