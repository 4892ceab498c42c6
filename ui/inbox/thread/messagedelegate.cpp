#include "ui/inbox/thread/messagedelegate.h"

#include "ui/inbox/readingwords.h"
#include "ui/inbox/thread/messagelist.h"
#include "ui/kit/canvas.h"

#include <QListView>
#include <QPainter>

namespace wheelhouse {

namespace {

constexpr int edge = 16;

QFont underlined(QFont font)
{
    font.setUnderline(true);
    return font;
}

ThreadRow rowOf(const QModelIndex &index)
{
    return index.data(MessageListModel::RowRole).value<ThreadRow>();
}

} // namespace

MessageDelegate::MessageDelegate(const Look &look, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_look(look)
    , m_layouts(look)
{
    connect(&look, &Look::changed, this, [this] { m_layouts.forget(); });
}

void MessageDelegate::setSelection(const QString &key, int from, int to)
{
    m_selected = key;
    m_from = qMin(from, to);
    m_to = qMax(from, to);
}

const RowLayout &MessageDelegate::layout(const ThreadRow &row, int width, Qt::LayoutDirection direction) const
{
    return m_layouts.of(row, width, direction);
}

QSize MessageDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // While a list lays out it does not say how wide it is, but here every row is as wide as the list.
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    return { width, m_layouts.of(rowOf(index), width, option.direction).height };
}

void MessageDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const ThreadRow row = rowOf(index);
    const RowLayout &layout = m_layouts.of(row, option.rect.width(), option.direction);
    Canvas canvas(*painter, m_look, option.direction, option.rect);
    switch (row.kind) {
    case ThreadRow::Kind::Message:
        paintMessage(canvas, option.rect, row, layout);
        break;
    case ThreadRow::Kind::Note:
        paintNote(canvas, option.rect, row, layout);
        break;
    case ThreadRow::Kind::Fold:
        paintFold(canvas, option.rect, row, layout);
        break;
    case ThreadRow::Kind::Act:
        paintAct(canvas, option.rect, row);
        break;
    case ThreadRow::Kind::Day:
        paintDay(canvas, option.rect, row);
        break;
    }
    if (layout.words) {
        const QPointF at = canvas.placed(layout.body.translated(option.rect.topLeft())).topLeft();
        const bool selected = row.key == m_selected;
        painter->setLayoutDirection(option.direction);
        layout.words->draw(*painter, at, selected ? m_from : 0, selected ? m_to : 0);
    }
    if (option.state.testFlag(QStyle::State_HasFocus))
        canvas.focusRing(option.rect.adjusted(3, 2, -3, -2));
}

void MessageDelegate::paintMessage(Canvas &canvas, const QRect &at, const ThreadRow &row, const RowLayout &layout) const
{
    const Theme &theme = m_look.theme();
    if (row.isTinted)
        canvas.fill(at, theme.alternate);
    canvas.avatar(layout.avatar.translated(at.topLeft()), row.name);
    QRect head = layout.head.translated(at.topLeft());
    const QFont small = m_look.font(Type::Small);
    const QString time = row.timeDoubt ? tr("about %1", "a time").arg(row.time) : row.time;
    canvas.text(head, time, small, theme.text3, Canvas::Side::Trailing);
    head.setRight(head.right() - Canvas::textWidth(time, small) - space::gap);
    const auto put = [&](const QString &words, const QFont &font, const QColor &ink) {
        head.setLeft(head.left() + canvas.text(head, words, font, ink) + space::tightGap);
    };
    put(row.name, m_look.font(Type::Body, QFont::DemiBold), theme.text);
    if (!row.handle.isEmpty())
        put(row.handle, small, theme.text3);
    if (row.isOurs)
        put(tr("from us"), small, theme.accent.text);
    if (!row.remark.isEmpty())
        put(row.remark, small, theme.amber.text);
    paintReading(canvas, at.topLeft(), row, layout);
    paintMedia(canvas, at.topLeft(), row, layout);
    paintDeeds(canvas, at.topLeft(), row, layout);
    paintSpots(canvas, at.topLeft(), layout);
}

void MessageDelegate::paintReading(
    Canvas &canvas, const QPoint &origin, const ThreadRow &row, const RowLayout &layout) const
{
    if (layout.reading.isEmpty())
        return;
    QRect place = layout.reading.translated(origin);
    if (const QString icon = ReadingWords::icon(row.reading); !icon.isEmpty()) {
        const int side = m_look.scaled(13);
        canvas.icon(QRect(place.left(), place.top(), side, place.height()), icon,
            ReadingWords::ink(row.reading, m_look.theme()));
        place.setLeft(place.left() + side + space::tightGap);
    }
    canvas.text(place.adjusted(0, 0, 2, 0), ReadingWords::shortest(row.reading), m_look.font(Type::Small),
        m_look.theme().text2);
}

void MessageDelegate::paintNote(Canvas &canvas, const QRect &at, const ThreadRow &row, const RowLayout &layout) const
{
    const Theme &theme = m_look.theme();
    QRect box = at.adjusted(edge, row.isFirst ? 8 : 0, -edge, row.isLast ? -8 : 0);
    canvas.fill(box, theme.amber.ground);
    canvas.fill(QRect(box.left(), box.top(), 3, box.height()), theme.amber.fill);
    if (row.isFirst) {
        QRect head = layout.head.translated(at.topLeft());
        const int glyph = m_look.scaled(14);
        canvas.icon(
            QRect(head.left(), head.top(), glyph, head.height()), QStringLiteral("object-locked"), theme.amber.text);
        canvas.text(head, row.time, m_look.font(Type::Tiny, QFont::Medium), theme.amber.text, Canvas::Side::Trailing);
        head.setLeft(head.left() + glyph + space::tightGap);
        head.setRight(head.right() - Canvas::textWidth(row.time, m_look.font(Type::Tiny, QFont::Medium)) - space::gap);
        canvas.text(
            head, tr("Note to the team · never published"), m_look.font(Type::Tiny, QFont::DemiBold), theme.amber.text);
    }
    paintSpots(canvas, at.topLeft(), layout);
}

void MessageDelegate::paintFold(Canvas &canvas, const QRect &at, const ThreadRow &row, const RowLayout &layout) const
{
    const Theme &theme = m_look.theme();
    const int glyph = m_look.scaled(14);
    QRect body = layout.body.translated(at.topLeft());
    canvas.icon(QRect(at.left() + edge, at.top(), glyph, at.height()), QStringLiteral("go-next"), theme.text2);
    const QFont font = m_look.font(Type::Small, QFont::Medium);
    body.setLeft(body.left() + canvas.text(body, row.text, underlined(font), theme.accent.text) + space::gap);
    canvas.text(body, row.time, m_look.font(Type::Small), theme.text3);
}

void MessageDelegate::paintAct(Canvas &canvas, const QRect &at, const ThreadRow &row) const
{
    const Theme &theme = m_look.theme();
    const int glyph = m_look.scaled(13);
    QRect line = at.adjusted(edge + m_look.scaled(30) + 10, m_look.scaled(4), -edge, 0);
    canvas.icon(QRect(line.left(), line.top(), glyph, line.height()), QStringLiteral("im-user"), theme.text3);
    line.setLeft(line.left() + glyph + space::gap);
    canvas.text(line, row.text, m_look.font(Type::Small), theme.text3);
}

void MessageDelegate::paintDay(Canvas &canvas, const QRect &at, const ThreadRow &row) const
{
    const QFont font = m_look.font(Type::Tiny, QFont::DemiBold);
    const int width = qMin(Canvas::textWidth(row.text, font), at.width() - 2 * edge);
    const QRect words(at.left() + (at.width() - width) / 2, at.top(), width, at.height());
    const int middle = at.top() + at.height() / 2;
    const QColor line = m_look.theme().line;
    canvas.hairline(QRect(at.left() + edge, middle, words.left() - at.left() - edge - space::gap, 1), line);
    canvas.hairline(QRect(words.right() + space::gap, middle, at.right() - words.right() - edge - space::gap, 1), line);
    canvas.text(words.adjusted(0, 0, 2, 0), row.text, font, m_look.theme().text3);
}

void MessageDelegate::paintMedia(
    Canvas &canvas, const QPoint &origin, const ThreadRow &row, const RowLayout &layout) const
{
    const Theme &theme = m_look.theme();
    const int glyph = m_look.scaled(14);
    const QFont font = m_look.font(Type::Small);
    for (qsizetype i = 0; i < layout.media.size(); ++i) {
        QRect line = layout.media.at(i).translated(origin);
        canvas.icon(QRect(line.left(), line.top(), glyph, line.height()), QStringLiteral("insert-image"), theme.text3);
        line.setLeft(line.left() + glyph + space::tightGap);
        line.setRight(line.right() - Canvas::textWidth(tr("Open the original"), font) - space::card);
        const bool isRest = i >= RowLayouts::mostMedia;
        canvas.text(line,
            isRest ? tr("and %Ln more", nullptr, int(row.media.size()) - RowLayouts::mostMedia)
                   : RowLayouts::mediaWords(row.media.at(i)),
            font, theme.text2);
    }
}

void MessageDelegate::paintDeeds(
    Canvas &canvas, const QPoint &origin, const ThreadRow &row, const RowLayout &layout) const
{
    const int glyph = m_look.scaled(13);
    for (qsizetype i = 0; i < layout.deeds.size(); ++i) {
        const DeedLine &deed = row.deeds.at(i);
        const QRect line = layout.deeds.at(i).translated(origin);
        const bool isFailed = deed.state == DeedLine::State::Failed;
        const QColor ink = isFailed ? m_look.theme().red.text : m_look.theme().text3;
        const QString icon = isFailed                ? QStringLiteral("promise-broken")
            : deed.state == DeedLine::State::Waiting ? QStringLiteral("chronometer")
                                                     : QStringLiteral("state-done");
        canvas.icon(QRect(line.left(), line.top(), glyph, m_look.lineHeight(Type::Small)), icon, ink);
        canvas.paragraph(line.adjusted(m_look.scaled(RowLayouts::deedIndent), 0, 0, 0), deed.words, Type::Small, ink);
    }
}

void MessageDelegate::paintSpots(Canvas &canvas, const QPoint &origin, const RowLayout &layout) const
{
    for (const RowLayout::Spot &spot : layout.spots)
        if (spot.what == RowLayout::Spot::What::ShowMore || spot.what == RowLayout::Spot::What::Original
            || spot.what == RowLayout::Spot::What::TryAgain)
            canvas.text(spot.rect.translated(origin), spot.words, underlined(m_look.font(Type::Small, QFont::Medium)),
                m_look.theme().accent.text);
}

} // namespace wheelhouse
