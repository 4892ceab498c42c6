#include "ui/inbox/streamtree.h"

#include "ui/kit/canvas.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace wheelhouse {

namespace {

/// Where a section's "+" stands, as if one read from left to right.
QRect plusIn(const QRect &section, const Look &look)
{
    const int side = look.scaled(14);
    return { section.right() - side - 13, section.bottom() - look.scaled(18) - 2 + (look.scaled(18) - side) / 2, side,
        side };
}

class StreamDelegate : public QStyledItemDelegate {
public:
    StreamDelegate(const Look &look, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_look(look)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const bool section = !index.parent().isValid();
        return { 100, section ? m_look.scaled(index.row() == 0 ? 30 : 29) : m_look.rowHeight(RowKind::Tree) };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        Canvas canvas(*painter, m_look, option.direction, option.rect);
        if (!index.parent().isValid()) {
            const int line = m_look.scaled(18);
            const QRect room(option.rect.left() + 14, option.rect.bottom() - line - 2, option.rect.width() - 20, line);
            canvas.text(room, index.data().toString(), m_look.font(Type::Tiny, QFont::DemiBold), m_look.theme().text3);
            if (index.data(StreamModel::AddRole).toBool())
                canvas.icon(plusIn(option.rect, m_look), QStringLiteral("list-add"), m_look.theme().text2);
            return;
        }
        paintStream(canvas, option, index);
    }

private:
    void paintStream(Canvas &canvas, const QStyleOptionViewItem &option, const QModelIndex &index) const
    {
        const Theme &theme = m_look.theme();
        const auto stream = index.data(StreamModel::StreamRole).value<Stream>();
        const bool on = option.state.testFlag(QStyle::State_Selected);
        const QRect row = option.rect.adjusted(6, 0, -6, 0);
        if (on) {
            canvas.fill(row, theme.selected, space::radius);
            canvas.fill(QRect(row.left(), row.top() + 5, 3, row.height() - 10), theme.bar, 1);
        }
        if (on && option.widget && option.widget->hasFocus())
            canvas.frame(row, theme.accent.text, space::radius);
        QRect room = row.adjusted(8, 0, -8, 0);
        const int side = m_look.scaled(16);
        const QRect glyph(room.left(), room.top() + (room.height() - side) / 2, side, side);
        if (stream.avatar.isEmpty())
            canvas.icon(glyph, stream.icon, stream.tint == Tint::Plain ? theme.text2 : theme.hue(stream.tint).text);
        else
            canvas.avatar(glyph.adjusted(-1, -1, 1, 1), stream.avatar);
        room.setLeft(glyph.right() + 1 + space::gap);
        const QFont small = m_look.font(Type::Tiny, on ? QFont::DemiBold : 0);
        const int used =
            canvas.digits(room, index.data(StreamModel::CountRole).toString(), small, on ? theme.text : theme.text2);
        room.setRight(room.right() - used - space::gap);
        if (!stream.mark.isEmpty()) {
            const QRect mark(room.right() - side + 1, room.top() + (room.height() - side) / 2, side, side);
            canvas.icon(
                mark, stream.mark, stream.markTint == Tint::Plain ? theme.text2 : theme.hue(stream.markTint).text);
            room.setRight(mark.left() - space::gap);
        }
        canvas.text(room, stream.name, m_look.font(Type::Small, on ? QFont::DemiBold : 0), theme.text);
    }
    const Look &m_look;
};

} // namespace

StreamTree::StreamTree(StreamModel &model, const Look &look, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
    , m_look(look)
    , m_figures(new DayFigures(look, this))
{
    setModel(&model);
    setItemDelegate(new StreamDelegate(look, this));
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setExpandsOnDoubleClick(false);
    setIndentation(0);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setAccessibleName(tr("Views and filters"));
    setProperty("dataText", true);
    viewport()->setBackgroundRole(QPalette::Window);
    expandAll();
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        expandAll();
        setStream(m_shown);
    });
    connect(&look, &Look::changed, this, [this] {
        placeFigures();
        scheduleDelayedItemsLayout();
        viewport()->update();
    });
}

void StreamTree::setStream(const Stream &stream)
{
    m_shown = stream;
    m_isQuiet = true;
    setCurrentIndex(m_model.indexOf(stream));
    m_isQuiet = false;
}

void StreamTree::setFigures(const QList<DayFigures::Line> &lines)
{
    m_figures->show(lines);
    placeFigures();
}

void StreamTree::placeFigures()
{
    const int high = m_figures->sizeHint().height();
    if (viewportMargins().bottom() != high)
        setViewportMargins(0, 0, 0, high);
    m_figures->setGeometry(frameWidth(), height() - frameWidth() - high, width() - 2 * frameWidth(), high);
}

void StreamTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    placeFigures();
}

void StreamTree::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    const QVariant stream = current.data(StreamModel::StreamRole);
    if (m_isQuiet || !stream.isValid() || stream.value<Stream>().isSame(m_shown))
        return;
    m_shown = stream.value<Stream>();
    emit chosen(m_shown);
}

void StreamTree::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.data(StreamModel::AddRole).toBool()) {
        const int reach = space::tightGap; // easier to hit than the glyph
        if (event->button() == Qt::LeftButton
            && plusOf(index).adjusted(-reach, -reach, reach, reach).contains(event->pos()))
            emit addRequested();
        return;
    }
    const bool isMarked = index.isValid() && index == currentIndex();
    QTreeView::mousePressEvent(event);
    if (isMarked && event->button() == Qt::LeftButton)
        emit chosenAgain(m_shown);
}

void StreamTree::keyPressEvent(QKeyEvent *event)
{
    const bool goesOn =
        event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (goesOn)
        emit listRequested();
    else
        QTreeView::keyPressEvent(event);
    // A section's title cannot be shown: the arrow goes on past it.
    const bool up = event->key() == Qt::Key_Up || event->key() == Qt::Key_Home;
    if (goesOn || !currentIndex().isValid() || currentIndex().parent().isValid())
        return;
    QModelIndex beyond = currentIndex();
    while (beyond.isValid() && !beyond.parent().isValid()) // one without streams has only its title
        beyond = up ? indexAbove(beyond) : indexBelow(beyond);
    setCurrentIndex(beyond.isValid() ? beyond : m_model.indexOf(m_shown));
}

QRect StreamTree::plusOf(const QModelIndex &section) const
{
    return QStyle::visualRect(layoutDirection(), visualRect(section), plusIn(visualRect(section), m_look));
}

void StreamTree::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(event->pos());
    const QVariant stream = index.data(StreamModel::StreamRole);
    if (index.data(StreamModel::AddRole).toBool())
        emit sectionMenuRequested(event->globalPos());
    if (!stream.isValid())
        return;
    const QRect row = visualRect(index);
    emit menuRequested(stream.value<Stream>(), byKey ? viewport()->mapToGlobal(row.center()) : event->globalPos(), row);
}

void StreamTree::focusInEvent(QFocusEvent *event)
{
    QTreeView::focusInEvent(event);
    viewport()->update();
}

void StreamTree::focusOutEvent(QFocusEvent *event)
{
    QTreeView::focusOutEvent(event);
    viewport()->update();
}

} // namespace wheelhouse
