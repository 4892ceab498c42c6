#include "ui/calendar/cardground.h"

#include <QCache>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace wheelhouse {

namespace {

constexpr int radius = 3;
constexpr double hatchPitch = 12.7; // 9 px across the stripes, at 45 degrees
constexpr int mostKept = 200; // nine looks of a few sizes; under 3 MB

struct Key {
    QSize size;
    qreal dpr;
    CardGroundLook look;

    friend bool operator==(const Key &a, const Key &b)
    {
        return a.size == b.size && a.dpr == b.dpr && a.look.fill == b.look.fill && a.look.edge == b.look.edge
            && a.look.stripes == b.look.stripes && a.look.line == b.look.line;
    }
    friend size_t qHash(const Key &key, size_t seed)
    {
        return qHashMulti(seed, key.size.width(), key.size.height(), key.dpr, key.look.fill, key.look.edge,
            key.look.stripes, int(key.look.line));
    }
};

void hatch(QPainter &painter, const QRectF &room, const QColor &colour)
{
    QPainterPath path;
    path.addRoundedRect(room, radius, radius);
    painter.save();
    painter.setClipPath(path, Qt::IntersectClip);
    painter.setPen(QPen(colour, 5));
    for (double x = room.left() - room.height(); x < room.right() + 5; x += hatchPitch)
        painter.drawLine(QPointF(x, room.bottom() + 1), QPointF(x + room.height() + 1, room.top()));
    painter.restore();
}

void draw(QPainter &painter, const QRectF &room, const CardGroundLook &look)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor::fromRgba(look.fill));
    painter.drawRoundedRect(room, radius, radius);
    if (look.stripes != 0)
        hatch(painter, room, QColor::fromRgba(look.stripes));
    painter.setPen(QPen(QColor::fromRgba(look.edge), 1, look.line));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

const QImage &drawn(const Key &key)
{
    static thread_local QCache<Key, QImage> known(mostKept);
    if (const QImage *there = known.object(key))
        return *there;
    auto *made = new QImage(key.size * key.dpr, QImage::Format_ARGB32_Premultiplied);
    made->setDevicePixelRatio(key.dpr);
    made->fill(Qt::transparent);
    QPainter painter(made);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter, QRectF(QPointF(), QSizeF(key.size)), key.look);
    painter.end();
    known.insert(key, made);
    return *made;
}

/// Whether a picture comes to lie pixel upon pixel: on paper, and where a screen's scale is a fraction, it would blur.
bool isPixelTrue(const QPainter &painter)
{
    const qreal dpr = painter.device()->devicePixelRatioF();
    return painter.paintEngine()->type() == QPaintEngine::Raster && dpr == std::floor(dpr)
        && painter.worldTransform().type() <= QTransform::TxTranslate;
}

} // namespace

void paintStripes(QPainter &painter, const QRect &room, const QColor &colour)
{
    hatch(painter, room, colour);
}

void paintCardGround(QPainter &painter, const QRect &room, const CardGroundLook &look)
{
    if (room.isEmpty())
        return;
    if (isPixelTrue(painter))
        painter.drawImage(room.topLeft(), drawn({ room.size(), painter.device()->devicePixelRatioF(), look }));
    else
        draw(painter, room, look);
}

} // namespace wheelhouse
