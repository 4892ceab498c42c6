#pragma once

#include "ui/kit/look.h"

#include <QRect>
#include <QString>

class QPainter;

namespace wheelhouse {

/// What every delegate draws with. All rectangles are given and returned as if one read from left to right; the canvas
/// turns them round inside \a bounds where one reads from right to left. Text is one line, elided, never rich.
class Canvas {
public:
    enum class Side { Leading, Trailing };

    /// \a bounds the row (option.rect) within which positions are mirrored.
    Canvas(QPainter &painter, const Look &look, Qt::LayoutDirection direction, const QRect &bounds);
    ~Canvas();
    Canvas(const Canvas &) = delete;
    Canvas &operator=(const Canvas &) = delete;

    [[nodiscard]] const Look &look() const { return m_look; }
    [[nodiscard]] const Theme &theme() const { return m_look.theme(); }
    [[nodiscard]] QRect placed(const QRect &rect) const; ///< where \a rect is on the screen

    void fill(const QRect &rect, const QColor &colour, int radius = 0);
    void frame(const QRect &rect, const QColor &colour, int radius = 0, Qt::PenStyle style = Qt::SolidLine);
    /// One device pixel at the lower edge of \a rect, whatever the screen's scale.
    void hairline(const QRect &rect, const QColor &colour);
    void selectionBar(const QRect &row); ///< 3 px at the leading edge
    void unreadDot(const QPoint &centre);
    void focusRing(const QRect &rect, int radius = space::radius); ///< 2 px outside \a rect

    /// Draws and returns the width used. The words run in the direction of their own first strong letter.
    int text(
        const QRect &rect, const QString &words, const QFont &font, const QColor &colour, Side side = Side::Leading);
    /// As many lines as it takes, each in the type's own line height; returns the height used. Nothing is elided.
    int paragraph(const QRect &rect, const QString &words, Type type, const QColor &colour);
    /// What paragraph() would use at \a width.
    [[nodiscard]] static int paragraphHeight(const Look &look, const QString &words, Type type, int width);
    /// Digits in the advance of '0', at the trailing edge, so that counters and countdowns do not dance.
    int digits(const QRect &rect, const QString &figures, const QFont &font, const QColor &colour);
    [[nodiscard]] static int textWidth(const QString &words, const QFont &font);
    [[nodiscard]] static int digitsWidth(const QString &figures, const QFont &font);

    void icon(const QRect &rect, const QString &name, const QColor &colour);

    /// A chip at one side of \a room, in its middle; elided where the room is too small. Returns the rect it took.
    QRect chip(const QRect &room, const QString &words, Tint tint, Side side = Side::Leading);
    [[nodiscard]] int chipWidth(const QString &words) const;
    /// A key as on the keyboard; several parts ("Ctrl", "K") are several caps. Returns the rect taken.
    QRect keycaps(const QRect &room, const QStringList &caps, Side side = Side::Leading);
    [[nodiscard]] int keycapsWidth(const QStringList &caps) const;

    /// Initials on one of six tints, chosen by the name; \a badgeIcon (a network's glyph) at the lower trailing corner.
    void avatar(const QRect &circle, const QString &name, const QString &badgeIcon = {});
    void emptyAvatar(const QRect &circle); ///< nobody has it: a dashed ring
    void checkBox(const QRect &room, bool checked); ///< in the middle of \a room, instead of the avatar
    void influence(const QRect &room, int of4); ///< 0 to 4 rising bars
    /// A pie that empties; \a left 1 the whole time is left, 0 none.
    void promise(const QRect &circle, double left, const QColor &colour);
    void selectionGround(const QRect &row, bool selected, bool paneHasFocus);

private:
    QPainter &m_painter;
    const Look &m_look;
    Qt::LayoutDirection m_direction;
    QRect m_bounds;
};

/// Up to two letters that stand for a name; "?" where it has none.
[[nodiscard]] QString initials(const QString &name);
/// The same name has the same tint on every desk and after every start.
[[nodiscard]] Tint tintOf(const QString &name);

} // namespace wheelhouse
