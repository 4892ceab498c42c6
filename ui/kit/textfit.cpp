#include "ui/kit/textfit.h"

#include "ui/kit/calmfont.h"

#include <QCache>
#include <QFontMetrics>
#include <QPainter>
#include <QtMath>

namespace wheelhouse {

namespace {

constexpr int remembered = 4000; // some twenty windows of a list; under 8 MB
constexpr qreal oneLine = 1 << 24; // px: nothing is ever broken at it

struct Key {
    QString words;
    QFont font;
    int width;

    friend bool operator==(const Key &a, const Key &b)
    {
        return a.width == b.width && a.words == b.words && a.font == b.font;
    }
    friend size_t qHash(const Key &key, size_t seed) { return qHashMulti(seed, key.words, key.width, key.font); }
};

/// Only so much is shaped of a long text as can be seen: the rest costs as much and is cut off.
QString elided(const QString &words, const QFontMetrics &metrics, int width)
{
    const int letters = 3 * width / (2 * qMax(1, metrics.averageCharWidth())) + 8;
    if (words.size() > letters && !words.at(letters).isLowSurrogate() && !words.at(letters).isMark()) {
        const QString begin = words.left(letters);
        if (QString line = metrics.elidedText(begin, Qt::ElideRight, width); line != begin)
            return line;
    }
    return metrics.elidedText(words, Qt::ElideRight, width);
}

} // namespace

FittedText::FittedText(const QString &words, const QFont &font, int width)
    : m_font(calmFont(font, words))
{
    const QFontMetrics metrics(m_font);
    m_line = elided(words, metrics, width);
    // What was cut fills its width but for part of a letter: not worth shaping it once more.
    // Rounded up: what is drawn into the width that was measured must not be cut for a part of a pixel.
    m_width = m_line == words ? qCeil(QFontMetricsF(m_font).horizontalAdvance(words)) : width;
}

const QTextLayout &FittedText::shaped() const
{
    if (m_shaped)
        return *m_shaped;
    m_shaped = std::make_unique<QTextLayout>(m_line, m_font);
    QTextOption option(Qt::AlignLeft);
    option.setTextDirection(m_line.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    m_shaped->setTextOption(option);
    m_shaped->setCacheEnabled(true);
    m_shaped->beginLayout();
    QTextLine line = m_shaped->createLine();
    line.setLineWidth(oneLine);
    line.setPosition(QPointF());
    m_shaped->endLayout();
    return *m_shaped;
}

void FittedText::draw(QPainter &painter, const QRect &room, bool isLeft) const
{
    if (m_line.isEmpty())
        return;
    const QTextLine line = shaped().lineAt(0);
    const double height = line.ascent() + line.descent(); // not height(), which is rounded up
    const double top = room.top() + (room.height() - height) / 2;
    const auto leftOf = [&](double width) { return isLeft ? room.left() : room.left() + (room.width() - width); };
    const double width = line.naturalTextWidth();
    const bool isWhole = QRectF(room).contains(QRectF(leftOf(width), top, width, height));
    if (!isWhole) {
        painter.save();
        painter.setClipRect(room, Qt::IntersectClip);
    }
    line.draw(&painter, QPointF(leftOf(line.horizontalAdvance()), top));
    if (!isWhole)
        painter.restore();
}

const FittedText &fitText(const QString &words, const QFont &font, int width)
{
    static thread_local QCache<Key, FittedText> cache(remembered);
    const Key key { words, font, width };
    if (const FittedText *known = cache.object(key))
        return *known;
    auto *fitted = new FittedText(words, font, width);
    cache.insert(key, fitted);
    return *fitted;
}

} // namespace wheelhouse
