#include "ui/composer/previewtext.h"

namespace wheelhouse {

namespace {

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
        || c == 0x3164 || c == 0xffa0;
}

QString nameOf(char32_t c)
{
    return QStringLiteral("\u2039U+%1\u203a").arg(QString::number(uint(c), 16).toUpper().rightJustified(4, u'0'));
}

} // namespace

VisibleText visibleText(QStringView text)
{
    VisibleText visible;
    visible.text.reserve(text.size());
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isPair = text[at].isHighSurrogate() && at + 1 < text.size() && text[at + 1].isLowSurrogate();
        const char32_t c = isPair ? QChar::surrogateToUcs4(text[at], text[at + 1]) : text[at].unicode();
        if (isHidden(c) && !(isJoiner(c) && joins(text, at))) {
            const QString name = nameOf(c);
            visible.shown.append({ visible.text.size(), name.size() });
            visible.text += name;
        } else {
            visible.text += text.sliced(at, isPair ? 2 : 1);
        }
        at += isPair ? 1 : 0;
    }
    return visible;
}

} // namespace wheelhouse
