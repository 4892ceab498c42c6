#include "core/reading/tokens.h"

#include "core/base/plaintext.h"
#include "core/reading/cutting.h"
#include "core/reading/folding.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qsizetype mostUnits = 16'384;
constexpr qsizetype mostBytes = 4 * mostUnits;

QString decoded(QByteArrayView utf8)
{
    const QString text = QString::fromUtf8(utf8.first(std::min(utf8.size(), mostBytes)));
    return text.contains(u'&') ? unescapeEntities(unescapeEntities(text)).left(mostUnits) : text.left(mostUnits);
}

} // namespace

Tokens::Tokens(QByteArrayView utf8)
    : m_text(decoded(utf8))
{
    m_cut.reserve(size_t(m_text.size()) / 4 + 8);
    cutTokens(m_text, m_cut);
    m_folded.reserve(size_t(m_text.size()) + m_cut.size() + 16);
    foldFor(Tongue::Other);
}

void Tokens::foldFor(Tongue tongue)
{
    m_tokens.clear();
    m_tokens.reserve(m_cut.size());
    m_folded.clear();
    for (const Token &each : m_cut)
        append(each, tongue);
}

void Tokens::append(const Token &token, Tongue tongue)
{
    const bool mayHaveArticle = tongue == Tongue::French || tongue == Tongue::Italian;
    if (mayHaveArticle && token.kind == Token::Kind::Word) {
        std::u16string whole;
        foldWord(written(token), Tongue::Other, whole);
        // Only articles of plain letters count, and those fold to as many letters as they are written with.
        if (const auto behind = static_cast<qsizetype>(behindArticle(whole)); behind > 0) {
            appendFolded({ token.kind, token.at, behind, 0, 0 }, tongue);
            appendFolded({ token.kind, token.at + behind, token.length - behind, 0, 0 }, tongue);
            return;
        }
    }
    appendFolded(token, tongue);
}

void Tokens::appendFolded(Token token, Tongue tongue)
{
    using Kind = Token::Kind;
    token.foldedAt = m_folded.size();
    if (token.kind == Kind::Word)
        foldWord(written(token), tongue, m_folded);
    else if (token.kind != Kind::Handle && token.kind != Kind::Url && token.kind != Kind::Number)
        m_folded.append(written(token).utf16(), size_t(token.length));
    token.foldedLength = m_folded.size() - token.foldedAt;
    m_folded.push_back(u' ');
    m_tokens.push_back(token);
}

std::u16string_view Tokens::folded(size_t first, size_t count) const
{
    const Token &last = m_tokens[first + count - 1];
    const size_t from = m_tokens[first].foldedAt;
    return std::u16string_view(m_folded).substr(from, last.foldedAt + last.foldedLength - from);
}

} // namespace wheelhouse
