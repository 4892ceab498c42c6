#include "ui/kit/calmfont.h"

#include <bitset>

namespace wheelhouse {

namespace {

constexpr size_t mostScripts = 12;
constexpr char16_t latinEnds = 0x250;

bool isStorm(QStringView text)
{
    std::bitset<QChar::ScriptCount> scripts;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i).unicode() < latinEnds)
            continue;
        char32_t point = text.at(i).unicode();
        if (text.at(i).isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate())
            point = QChar::surrogateToUcs4(text.at(i), text.at(i + 1));
        const auto script = QChar::script(point);
        if (script <= QChar::Script_Common || scripts.test(script))
            continue;
        scripts.set(script);
        if (scripts.count() > mostScripts)
            return true;
    }
    return false;
}

} // namespace

QFont calmFont(const QFont &font, QStringView text)
{
    if (!isStorm(text))
        return font;
    QFont alone(font);
    alone.setStyleStrategy(QFont::StyleStrategy(font.styleStrategy() | QFont::NoFontMerging));
    return alone;
}

} // namespace wheelhouse
