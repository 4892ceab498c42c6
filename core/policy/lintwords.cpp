#include "core/policy/lintwords.h"

#include "core/base/text.h"

#include <algorithm>

namespace wheelhouse {

namespace {

bool isWithoutSpaces(QChar::Script script)
{
    switch (script) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return true;
    default:
        return false;
    }
}

/// Whether \a at stands inside a word although it is no letter: an apostrophe between letters.
bool joins(const QString &text, qsizetype at)
{
    return (text.at(at) == u'\'' || text.at(at) == u'\u2019') && at > 0 && at + 1 < text.size()
        && text.at(at - 1).isLetter() && text.at(at + 1).isLetter();
}

/// A character that is not seen takes no word apart: "sa<zero width space>fe" is read as "safe", so it is compared so.
bool isUnseen(char32_t letter)
{
    return QChar::category(letter) == QChar::Other_Format;
}

QString withoutFormat(QStringView word)
{
    QString seen = word.toString();
    seen.removeIf([](QChar unit) { return isUnseen(unit.unicode()); });
    return seen;
}

} // namespace

QList<LintToken> lintTokens(const QString &text)
{
    QList<LintToken> tokens;
    qsizetype begin = -1;
    const auto end = [&](qsizetype at) {
        if (begin < 0)
            return;
        QString folded = fold(withoutFormat(QStringView(text).mid(begin, at - begin)));
        folded.replace(QChar(u'\u2019'), QLatin1Char('\''));
        tokens.append({ std::move(folded), { begin, at - begin } });
        begin = -1;
    };
    for (qsizetype at = 0; at < text.size();) {
        const bool isPair = text.at(at).isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
        const char32_t letter =
            isPair ? QChar::surrogateToUcs4(text.at(at), text.at(at + 1)) : char32_t(text.at(at).unicode());
        const qsizetype next = at + (isPair ? 2 : 1);
        if (isWithoutSpaces(QChar::script(letter)) && !QChar::isMark(letter)) {
            end(at);
            begin = at;
            end(next);
        } else if (QChar::isLetterOrNumber(letter) || QChar::isMark(letter) || joins(text, at)) {
            if (begin < 0)
                begin = at;
        } else if (begin < 0 || !isUnseen(letter)) {
            end(at);
        }
        at = next;
    }
    end(text.size());
    return tokens;
}

void PhraseIndex::add(const QString &phrase, int owner)
{
    const QList<LintToken> tokens = lintTokens(phrase);
    if (tokens.isEmpty())
        return;
    Phrase made { {}, owner };
    for (qsizetype i = 1; i < tokens.size(); ++i)
        made.rest.append(tokens.at(i).folded);
    m_byFirst[tokens.constFirst().folded].append(made);
}

QList<PhraseIndex::Hit> PhraseIndex::in(const QList<LintToken> &tokens) const
{
    QList<Hit> hits;
    for (qsizetype at = 0; at < tokens.size(); ++at) {
        const auto found = m_byFirst.constFind(tokens.at(at).folded);
        if (found == m_byFirst.cend())
            continue;
        for (const Phrase &phrase : *found) {
            const qsizetype last = at + phrase.rest.size();
            const bool isThere = last < tokens.size()
                && std::equal(phrase.rest.cbegin(), phrase.rest.cend(), tokens.cbegin() + at + 1,
                    [](const QString &word, const LintToken &token) { return word == token.folded; });
            if (!isThere)
                continue;
            const Stretch &end = tokens.at(last).where;
            const qsizetype start = tokens.at(at).where.start;
            hits.append(Hit { phrase.owner, { start, end.start + end.length - start } });
        }
    }
    return hits;
}

} // namespace wheelhouse
