#include "ui/composer/previewtext.h"

namespace wheelhouse {

namespace {

constexpr int mostLines = 12; // in a row, with nothing on them

bool isJoiner(char32_t c)
{
    return c == 0x200c || c == 0x200d;
}

bool joins(QStringView text, qsizetype at)
{
    return at > 0 && at + 1 < text.size() && !text[at - 1].isSpace() && !text[at + 1].isSpace();
}

bool isHidden(char32_t c)
{
    if (c == U'\n' || c == U'\t')
        return false;
    const QChar::Category category = QChar::category(c);
    return category == QChar::Other_Format || category == QChar::Other_Control || c == 0x115f || c == 0x1160
        || c == 0x2800 || c == 0x3164 || c == 0xffa0;
}

QString nameOf(char32_t c, int times = 1)
{
    const QString name = QString::number(uint(c), 16).toUpper().rightJustified(4, u'0');
    return times == 1 ? QStringLiteral("\u2039U+%1\u203a").arg(name)
                      : QStringLiteral("\u2039U+%1 \u00d7%2\u203a").arg(name).arg(times);
}

/// Line ends from \a at on with only blanks between them: how many, and where the last one stands.
std::pair<int, qsizetype> emptyLines(QStringView text, qsizetype at)
{
    int count = 0;
    qsizetype last = at;
    const auto isBlank = [](QChar c) { return c == u'\t' || c.category() == QChar::Separator_Space; };
    for (; at < text.size() && (text[at] == u'\n' || isBlank(text[at])); ++at)
        if (text[at] == u'\n') {
            ++count;
            last = at;
        }
    return { count, last };
}

} // namespace

VisibleText visibleText(QStringView text)
{
    VisibleText visible;
    visible.text.reserve(text.size());
    const auto show = [&visible](const QString &name) {
        visible.shown.append({ visible.text.size(), name.size() });
        visible.text += name;
    };
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == u'\n') {
            const auto [count, last] = emptyLines(text, at);
            visible.text += count > mostLines ? QStringView(u"\n") : text.sliced(at, last - at);
            if (count > mostLines) // what follows would be pushed out of sight
                show(nameOf(U'\n', count));
            visible.text += u'\n';
            at = last;
            continue;
        }
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
        if (isHidden(c) && !(isJoiner(c) && joins(text, at))) {
            show(nameOf(c));
        } else {
            visible.text += text.sliced(at, isPair ? 2 : 1);
        }
        at += isPair ? 1 : 0;
    }
    return visible;
}

} // namespace wheelhouse
