#pragma once

#include "core/base/plaintext.h"

#include <QTextLayout>

#include <memory>
#include <vector>

class QPainter;

namespace wheelhouse {

class Look;

/// Strangers' words laid out in a width: a paragraph each in the direction of its own first strong letter, with bold,
/// italic, code, quotes and links drawn. Positions are UTF-16 units of the text; points are from its upper left corner.
class MessageLayout {
public:
    struct Words {
        QString text; ///< within textbounds
        QList<Span> spans;
        QFont font;
        int lineHeight = 18; ///< px
        Qt::LayoutDirection neutral = Qt::LeftToRight; ///< of a paragraph without letters
    };
    MessageLayout(const Words &words, const Look &look, int width);

    [[nodiscard]] int height() const { return m_height; }
    [[nodiscard]] int width() const { return m_width; }
    /// \a from and \a to what is selected; the same: nothing.
    void draw(QPainter &painter, const QPointF &at, int from, int to) const;
    /// The position nearest to \a point.
    [[nodiscard]] int positionAt(const QPointF &point) const;
    /// The link under \a point; none beside the letters.
    [[nodiscard]] const Span *linkAt(const QPointF &point) const;
    /// Links with something to open, in the order of the text.
    [[nodiscard]] QList<Span> links() const;
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    struct Paragraph {
        int start = 0;
        double y = 0;
        double height = 0;
        int indent = 0; ///< px on the side where the paragraph begins
        bool isQuote = false;
        std::unique_ptr<QTextLayout> lines; ///< none: an empty line
    };
    void addParagraph(int start, int end, const Words &words);
    [[nodiscard]] QList<QTextLayout::FormatRange> formats(int start, int end) const;
    [[nodiscard]] QTextCharFormat format(const Span &span) const;
    [[nodiscard]] const Paragraph *paragraphAt(double y) const;

    const Look &m_look;
    QString m_text;
    QList<Span> m_spans;
    int m_width;
    int m_height = 0;
    std::vector<Paragraph> m_paragraphs;
};

} // namespace wheelhouse
