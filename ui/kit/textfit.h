#pragma once

#include <QFont>
#include <QString>
#include <QTextLayout>

#include <memory>

class QPainter;

namespace wheelhouse {

/// A text cut to a width, and the width it then has (px).
class FittedText {
public:
    FittedText(const QString &words, const QFont &font, int width);
    [[nodiscard]] int width() const { return m_width; }
    /// Draws it in \a painter's pen at the left or right of \a room and in the middle of its height: each letter where
    /// QPainter::drawText() has it, shaped when it is first drawn and never again.
    void draw(QPainter &painter, const QRect &room, bool isLeft) const;

private:
    [[nodiscard]] const QTextLayout &shaped() const;

    QString m_line;
    QFont m_font;
    int m_width = 0;
    mutable std::unique_ptr<QTextLayout> m_shaped; ///< null: nobody has drawn it yet
};

/// \a words on one line of \a width px at most, cut at the end with an ellipsis. What was asked lately is remembered:
/// shaping letters is nine tenths of what painting a list costs, and a list paints the same words at every step of a
/// scroll. Of the window's thread only; valid until the next call.
const FittedText &fitText(const QString &words, const QFont &font, int width);

} // namespace wheelhouse
