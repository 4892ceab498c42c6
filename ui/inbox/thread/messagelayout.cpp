#include "ui/inbox/thread/messagelayout.h"

#include "core/base/text.h"
#include "ui/kit/calmfont.h"
#include "ui/kit/look.h"

#include <QFontDatabase>
#include <QPainter>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int quoteIndent = 12; // px
constexpr int longestWord = 500; // UTF-16 units laid out as one
constexpr char16_t spacelessScripts = 0x0E00; // Thai, Chinese and others write without spaces, and break anywhere
constexpr double emptyLine = 0.5; // of a line's height

/// Where the part that begins at \a start ends: with its paragraph, or inside a word of more than longestWord units,
/// since Qt lays one out in quadratic time. Such a word is nobody's; that it begins a new line harms no one.
int endOfPart(const QString &text, int start)
{
    int run = 0;
    for (int i = start; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (c == QLatin1Char('\n'))
            return i;
        run = c.isSpace() || c.unicode() >= spacelessScripts ? 0 : run + 1;
        if (run > longestWord && !c.isLowSurrogate() && !c.isMark())
            return i;
    }
    return int(text.size());
}

bool opens(const Span &span)
{
    return (span.kind == Span::Kind::Link || span.kind == Span::Kind::Mention || span.kind == Span::Kind::Hashtag)
        && span.target.contains(QLatin1Char(':'));
}

} // namespace

MessageLayout::MessageLayout(const Words &words, const Look &look, int width)
    : m_look(look)
    , m_text(words.text)
    , m_spans(words.spans)
    , m_width(qMax(40, width))
{
    Words calm = words;
    calm.font = calmFont(words.font, m_text);
    int start = 0;
    while (start <= m_text.size()) {
        const int end = endOfPart(m_text, start);
        addParagraph(start, end, calm);
        start = end < m_text.size() && m_text.at(end) != QLatin1Char('\n') ? end : end + 1;
    }
    m_height = m_paragraphs.empty() ? 0 : qCeil(m_paragraphs.back().y + m_paragraphs.back().height);
}

void MessageLayout::addParagraph(int start, int end, const Words &words)
{
    Paragraph paragraph;
    paragraph.start = start;
    paragraph.y = m_paragraphs.empty() ? 0 : m_paragraphs.back().y + m_paragraphs.back().height;
    const QStringView view = QStringView(m_text).mid(start, end - start);
    if (view.trimmed().isEmpty()) {
        // One gap is a paragraph; a thousand of them are somebody's trick.
        paragraph.height = m_paragraphs.empty() || !m_paragraphs.back().lines ? 0 : words.lineHeight * emptyLine;
        m_paragraphs.push_back(std::move(paragraph));
        return;
    }
    Qt::LayoutDirection direction = firstStrongDirection(view);
    if (direction == Qt::LayoutDirectionAuto)
        direction = words.neutral;
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    option.setTextDirection(direction);
    option.setAlignment(direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft);
    paragraph.lines = std::make_unique<QTextLayout>(view.toString(), words.font);
    paragraph.lines->setTextOption(option);
    paragraph.lines->setCacheEnabled(true);
    paragraph.lines->setFormats(formats(start, end));
    paragraph.isQuote = std::any_of(m_spans.cbegin(), m_spans.cend(), [start, end](const Span &span) {
        return span.kind == Span::Kind::Quote && span.start < end && span.start + span.length > start;
    });
    paragraph.indent = paragraph.isQuote ? quoteIndent : 0;
    const double left = direction == Qt::RightToLeft ? 0 : paragraph.indent;
    paragraph.lines->beginLayout();
    for (QTextLine line = paragraph.lines->createLine(); line.isValid(); line = paragraph.lines->createLine()) {
        line.setLineWidth(m_width - paragraph.indent);
        // Letters taller than the grid (other scripts) get their room; the others stand in its middle.
        const double height = qMax<double>(words.lineHeight, line.height());
        line.setPosition({ left, paragraph.height + (height - line.height()) / 2 });
        paragraph.height += height;
    }
    paragraph.lines->endLayout();
    m_paragraphs.push_back(std::move(paragraph));
}

QTextCharFormat MessageLayout::format(const Span &span) const
{
    QTextCharFormat format;
    switch (span.kind) {
    case Span::Kind::Bold:
        format.setFontWeight(QFont::DemiBold);
        break;
    case Span::Kind::Italic:
        format.setFontItalic(true);
        break;
    case Span::Kind::Code:
        format.setFontFamilies({ QFontDatabase::systemFont(QFontDatabase::FixedFont).family() });
        format.setBackground(m_look.theme().alternate);
        break;
    case Span::Kind::Quote:
        format.setForeground(m_look.theme().text2);
        break;
    case Span::Kind::Link:
    case Span::Kind::Mention:
    case Span::Kind::Hashtag:
        format.setForeground(m_look.theme().accent.text);
        format.setFontUnderline(span.kind == Span::Kind::Link);
        break;
    }
    return format;
}

QList<QTextLayout::FormatRange> MessageLayout::formats(int start, int end) const
{
    QList<QTextLayout::FormatRange> ranges;
    for (const Span &span : m_spans) {
        if (span.start >= end)
            break; // they are sorted
        const int from = qMax(span.start, start);
        const int to = qMin(span.start + span.length, end);
        if (from >= to)
            continue;
        QTextLayout::FormatRange range;
        range.start = from - start;
        range.length = to - from;
        range.format = format(span);
        ranges.append(range);
    }
    return ranges;
}

void MessageLayout::draw(QPainter &painter, const QPointF &at, int from, int to) const
{
    const QRectF seen = painter.hasClipping() ? painter.clipBoundingRect() : QRectF();
    painter.setPen(m_look.theme().text);
    for (const Paragraph &paragraph : m_paragraphs) {
        const QPointF corner = at + QPointF(0, paragraph.y);
        if (!paragraph.lines || (seen.isValid() && corner.y() + paragraph.height < seen.top()))
            continue;
        if (seen.isValid() && corner.y() > seen.bottom())
            break;
        if (paragraph.isQuote) {
            const bool rtl = paragraph.lines->textOption().textDirection() == Qt::RightToLeft;
            const double x = rtl ? at.x() + m_width - 3 : at.x();
            painter.fillRect(QRectF(x, corner.y(), 3, paragraph.height), m_look.theme().outline);
        }
        QList<QTextLayout::FormatRange> selection;
        const int length = int(paragraph.lines->text().size());
        const int begin = qBound(0, from - paragraph.start, length);
        const int end = qBound(0, to - paragraph.start, length);
        if (begin < end) {
            QTextLayout::FormatRange range;
            range.start = begin;
            range.length = end - begin;
            range.format.setBackground(m_look.theme().accent.fill);
            range.format.setForeground(m_look.theme().onFill);
            selection.append(range);
        }
        paragraph.lines->draw(&painter, corner, selection, seen);
    }
}

const MessageLayout::Paragraph *MessageLayout::paragraphAt(double y) const
{
    const auto found = std::find_if(
        m_paragraphs.begin(), m_paragraphs.end(), [y](const Paragraph &each) { return y < each.y + each.height; });
    if (found != m_paragraphs.end())
        return &*found;
    return m_paragraphs.empty() ? nullptr : &m_paragraphs.back();
}

int MessageLayout::positionAt(const QPointF &point) const
{
    if (point.y() < 0)
        return 0;
    const Paragraph *paragraph = paragraphAt(point.y());
    if (!paragraph || point.y() > m_height)
        return int(m_text.size());
    if (!paragraph->lines)
        return paragraph->start;
    const QPointF inside = point - QPointF(0, paragraph->y);
    for (int i = 0; i < paragraph->lines->lineCount(); ++i) {
        const QTextLine line = paragraph->lines->lineAt(i);
        if (inside.y() < line.y() + line.height() || i + 1 == paragraph->lines->lineCount())
            return paragraph->start + line.xToCursor(inside.x());
    }
    return paragraph->start;
}

const Span *MessageLayout::linkAt(const QPointF &point) const
{
    const Paragraph *paragraph = paragraphAt(point.y());
    if (!paragraph || !paragraph->lines || point.y() < 0 || point.y() > m_height)
        return nullptr;
    const QPointF inside = point - QPointF(0, paragraph->y);
    for (int i = 0; i < paragraph->lines->lineCount(); ++i) {
        const QTextLine line = paragraph->lines->lineAt(i);
        if (!line.naturalTextRect().contains(inside))
            continue;
        const int position = paragraph->start + line.xToCursor(inside.x(), QTextLine::CursorOnCharacter);
        for (const Span &span : m_spans)
            if (opens(span) && span.start <= position && position < span.start + span.length)
                return &span;
    }
    return nullptr;
}

QList<Span> MessageLayout::links() const
{
    QList<Span> found;
    std::copy_if(m_spans.cbegin(), m_spans.cend(), std::back_inserter(found), opens);
    return found;
}

} // namespace wheelhouse
