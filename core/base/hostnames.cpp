#include "core/base/links.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

/// A letter that Latin readers take for one of theirs, though it is Cyrillic, Greek or Armenian.
/// Source: the rows of Unicode's confusables.txt (UTS 39) between these scripts and a-z, lower case only.
bool looksLatin(char32_t c)
{
    constexpr std::u32string_view twins = U"\u0430\u0441\u0501\u0435\u04bb\u0456\u0458\u04cf\u043e\u0440\u051b\u0455"
                                          U"\u051d\u0445\u0443\u044c\u043d\u043f\u0433\u0475\u0461\u043a\u043c\u0442"
                                          U"\u03b1\u03b3\u03b9\u03ba\u03bd\u03bf\u03c1\u03c3\u03c5\u03c7\u03c9"
                                          U"\u0561\u0563\u0566\u0570\u0575\u0578\u057d\u0585";
    return twins.find(c) != std::u32string_view::npos;
}

/// Latin that is read as a plain letter: dotless i, kra, long s, script g and the IPA block.
bool isOddLatin(char32_t c)
{
    return c == 0x131 || c == 0x138 || c == 0x140 || c == 0x149 || c == 0x17f || (c >= 0x180 && c <= 0x217)
        || (c >= 0x21c && c <= 0x2ff) || (c > 0x1eff && QChar::script(c) == QChar::Script_Latin);
}

/// Scripts of whole countries' names; others are shown in ACE form.
bool isEveryday(QChar::Script script)
{
    constexpr std::array everyday { QChar::Script_Latin, QChar::Script_Cyrillic, QChar::Script_Greek,
        QChar::Script_Armenian, QChar::Script_Georgian, QChar::Script_Hebrew, QChar::Script_Arabic,
        QChar::Script_Devanagari, QChar::Script_Bengali, QChar::Script_Gurmukhi, QChar::Script_Gujarati,
        QChar::Script_Oriya, QChar::Script_Tamil, QChar::Script_Telugu, QChar::Script_Kannada, QChar::Script_Malayalam,
        QChar::Script_Sinhala, QChar::Script_Thai, QChar::Script_Lao, QChar::Script_Khmer, QChar::Script_Myanmar,
        QChar::Script_Ethiopic, QChar::Script_Han, QChar::Script_Hiragana, QChar::Script_Katakana, QChar::Script_Hangul,
        QChar::Script_Bopomofo };
    return std::find(everyday.begin(), everyday.end(), script) != everyday.end();
}

bool isEastAsian(QChar::Script script)
{
    return script == QChar::Script_Han || script == QChar::Script_Hiragana || script == QChar::Script_Katakana
        || script == QChar::Script_Hangul || script == QChar::Script_Bopomofo;
}

/// True when a label of a host can be read as nothing but itself: one everyday script (the East Asian ones mix with
/// each other and with ASCII), no bare marks on European letters, not made of look-alikes alone.
bool isClear(QStringView label)
{
    QChar::Script only = QChar::Script_Common;
    bool east = false;
    bool twinsOnly = true;
    bool ascii = false;
    const QList<uint> letters = label.toUcs4();
    for (const char32_t c : letters) {
        if (c < 0x80) {
            ascii = ascii || QChar::isLetter(c);
            continue;
        }
        const QChar::Script script = QChar::script(c);
        const bool mark = QChar::isMark(c) && (script == QChar::Script_Inherited || c < 0x590);
        if (mark || isOddLatin(c) || !(QChar::isLetter(c) || QChar::isMark(c)) || !isEveryday(script))
            return false;
        twinsOnly = twinsOnly && looksLatin(c);
        if (isEastAsian(script))
            east = true;
        else if (only == QChar::Script_Common || only == script)
            only = script;
        else
            return false;
    }
    const bool european = only != QChar::Script_Common;
    if ((east && european) || (ascii && european && only != QChar::Script_Latin))
        return false;
    return !european || only == QChar::Script_Latin || !twinsOnly;
}

} // namespace

QString hostForPeople(const QUrl &url)
{
    const QString ace = url.host(QUrl::FullyEncoded).toLower();
    if (!ace.contains(u"xn--"))
        return ace;
    QString shown = QUrl::fromAce(ace.toLatin1(), QUrl::IgnoreIDNWhitelist);
    const auto labels = QStringView(shown).split(u'.');
    const bool clear = std::all_of(labels.begin(), labels.end(), [](QStringView label) { return isClear(label); });
    return clear && !shown.isEmpty() ? shown : ace;
}

} // namespace wheelhouse
