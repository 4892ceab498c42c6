#include "core/reading/folding.h"

#include <QChar>
#include <QString>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr char16_t nukta = 0x093c;

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
    if ((c >= 0x064b && c <= 0x0652) || c == 0x0670 || c == 0x0640)
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
        if (each.combiningClass() != 0)
            continue;
        to.push_back(tongue == Tongue::Turkish && each.unicode() == u'ı' ? u'i' : each.unicode());
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
        const QString composed = lower.normalized(QString::NormalizationForm_C);
        std::copy_if(composed.utf16(), composed.utf16() + composed.size(), std::back_inserter(to),
            [](char16_t c) { return c != nukta; });
        return;
    }
    if (tongue == Tongue::German) {
        std::u16string paired;
        foldGerman(lower, paired);
        lower = QString::fromStdU16String(paired);
    }
    foldAccents(lower, tongue, to);
}

} // namespace wheelhouse
