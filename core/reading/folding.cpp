#include "core/reading/folding.h"

#include <QChar>
#include <QString>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr char16_t nukta = 0x093c;
constexpr char16_t virama = 0x094d;
constexpr char16_t chandrabindu = 0x0901;
constexpr char16_t anusvara = 0x0902;

bool isArabic(char16_t c)
{
    return c >= 0x0600 && c <= 0x06ff;
}

bool isDevanagari(char16_t c)
{
    return c >= 0x0900 && c <= 0x097f;
}

/// 0: left out.
char16_t foldArabic(char16_t c)
{
    if ((c >= 0x064b && c <= 0x0652) || c == 0x0670 || c == 0x0640 || c == 0x200c || c == 0x200d)
        return 0;
    switch (c) {
    case 0x0623: // alef with hamza above, below, with madda
    case 0x0625:
    case 0x0622:
        return 0x0627;
    case 0x0649: // alef maksura
    case 0x0626: // ya with hamza
        return 0x064a;
    case 0x0629: // ta marbuta
        return 0x0647;
    case 0x0624: // waw with hamza
        return 0x0648;
    default:
        return c;
    }
}

const char *germanPair(char16_t c)
{
    switch (c) {
    case u'ä':
        return "ae";
    case u'ö':
        return "oe";
    case u'ü':
        return "ue";
    case u'ß':
        return "ss";
    default:
        return nullptr;
    }
}

void foldGerman(const QString &lower, std::u16string &to)
{
    for (const QChar each : lower.normalized(QString::NormalizationForm_C)) {
        if (const char *pair = germanPair(each.unicode()))
            to.append({ char16_t(pair[0]), char16_t(pair[1]) });
        else
            to.push_back(each.unicode());
    }
}

void foldAccents(const QString &lower, Tongue tongue, std::u16string &to)
{
    for (const QChar each : lower.normalized(QString::NormalizationForm_D)) {
        if (each.combiningClass() != 0 || each.unicode() == 0x200c || each.unicode() == 0x200d)
            continue;
        to.push_back(tongue == Tongue::Turkish && each.unicode() == u'ı' ? u'i' : each.unicode());
    }
}

/// न् before त and its kin is written ं as often, in every row of the alphabet: हिन्दी, हिंदी.
bool isNasalOfItsRow(char16_t nasal, char16_t next)
{
    static constexpr std::array<char16_t, 5> rows { 0x0915, 0x091a, 0x091f, 0x0924, 0x092a };
    return std::any_of(rows.begin(), rows.end(),
        [nasal, next](char16_t row) { return nasal == row + 4 && next >= row && next < nasal; });
}

/// Spelling that differs from writer to writer: nukta, the two nasal signs, half a nasal consonant, joiners.
void foldDevanagari(const QString &lower, std::u16string &to)
{
    std::u16string kept;
    for (const QChar each : lower)
        if (each.unicode() != nukta && each.unicode() != 0x200c && each.unicode() != 0x200d)
            kept.push_back(each.unicode() == chandrabindu ? anusvara : each.unicode());
    for (size_t at = 0; at < kept.size(); ++at) {
        const bool isHalf = at + 2 < kept.size() && kept[at + 1] == virama && isNasalOfItsRow(kept[at], kept[at + 2]);
        to.push_back(isHalf ? anusvara : kept[at]);
        at += isHalf ? 1 : 0;
    }
}

bool foldAscii(QStringView word, std::u16string &to)
{
    const size_t before = to.size();
    for (const QChar each : word) {
        char16_t c = each.unicode();
        if (c == u'’' || c == u'`')
            c = u'\'';
        if (c >= 0x80) {
            to.resize(before);
            return false;
        }
        to.push_back(c >= 'A' && c <= 'Z' ? char16_t(c + ('a' - 'A')) : c);
    }
    return true;
}

} // namespace

void foldWord(QStringView word, Tongue tongue, std::u16string &to)
{
    if (word.isEmpty() || foldAscii(word, to))
        return;
    QString lower = word.toString().toLower();
    lower.replace(u'’', u'\'').replace(u'`', u'\'');
    if (isArabic(lower[0].unicode())) {
        for (const QChar each : std::as_const(lower))
            if (const char16_t kept = foldArabic(each.unicode()))
                to.push_back(kept);
        return;
    }
    if (isDevanagari(lower[0].unicode())) {
        foldDevanagari(lower.normalized(QString::NormalizationForm_D), to);
        return;
    }
    if (tongue == Tongue::German) {
        std::u16string paired;
        foldGerman(lower, paired);
        lower = QString::fromStdU16String(paired);
    }
    foldAccents(lower, tongue, to);
}

size_t behindArticle(std::u16string_view folded)
{
    static constexpr std::array<std::u16string_view, 15> articles { u"l", u"d", u"j", u"m", u"t", u"s", u"n", u"c",
        u"qu", u"un", u"dell", u"all", u"nell", u"dall", u"sull" };
    const size_t apostrophe = folded.find(u'\'');
    if (apostrophe == std::u16string_view::npos || apostrophe + 1 == folded.size())
        return 0;
    const bool isArticle = std::find(articles.begin(), articles.end(), folded.substr(0, apostrophe)) != articles.end();
    return isArticle ? apostrophe + 1 : 0;
}

} // namespace wheelhouse
