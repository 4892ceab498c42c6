#pragma once

#include <QColor>
#include <QRect>

class QPainter;

namespace wheelhouse {

/// What lies under the words of a card: its ground, its edge, and stripes on it.
struct CardGroundLook {
    QRgb fill = 0;
    QRgb edge = 0;
    QRgb stripes = 0; ///< 0: none
    Qt::PenStyle line = Qt::SolidLine;
};

/// Draws it at \a room of the painter's device, which is antialiased. A month has a hundred of them in a few sizes and
/// looks, and rounded, dashed lines cost more than all of its letters: on a screen each is drawn once and kept.
void paintCardGround(QPainter &painter, const QRect &room, const CardGroundLook &look);
/// The stripes alone.
void paintStripes(QPainter &painter, const QRect &room, const QColor &colour);

} // namespace wheelhouse
