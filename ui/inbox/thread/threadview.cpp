#include "ui/inbox/thread/threadview.h"

#include "core/base/text.h"
#include "ui/inbox/thread/linkgate.h"
#include "ui/inbox/thread/messagedelegate.h"
#include "ui/inbox/thread/messagelist.h"
#include "ui/kit/canvas.h"
#include "ui/kit/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTextBoundaryFinder>
#include <QToolTip>

namespace wheelhouse {

namespace {

ThreadRow rowOf(const QModelIndex &index)
{
    return index.data(MessageListModel::RowRole).value<ThreadRow>();
}

} // namespace

ThreadView::ThreadView(MessageListModel &model, const Look &look, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new MessageDelegate(look, this))
{
    // Before the list itself hears of it, and lays out what is new.
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, &ThreadView::holdPlace);
    connect(&model, &QAbstractItemModel::rowsAboutToBeRemoved, this, &ThreadView::holdPlace);
    connect(&model, &QAbstractItemModel::dataChanged, this, &ThreadView::holdPlace);
    setModel(&model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Conversation"));
    setFrameShape(NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust);
    setSelectionMode(NoSelection);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::DefaultContextMenu);
    verticalScrollBar()->setSingleStep(look.lineHeight(Type::Body));
    connect(&look, &Look::changed, this, &ThreadView::relayOut);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_place.reset();
        select({}, 0, 0);
    });
    connect(&model, &QAbstractItemModel::dataChanged, this, &ThreadView::relayOut);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this,
        [this](int value) { m_atEnd = value >= verticalScrollBar()->maximum() - 2; });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int most) {
        if (m_atEnd)
            verticalScrollBar()->setValue(most);
    });
}

void ThreadView::relayOut()
{
    scheduleDelayedItemsLayout();
}

/// What grows above what is read must not push it away. At the end the end is what stays.
void ThreadView::holdPlace()
{
    if (m_place || m_atEnd)
        return;
    const QModelIndex first = indexAt(QPoint(viewport()->width() / 2, 0));
    if (first.isValid())
        m_place = Place { rowOf(first).key, visualRect(first).top() };
}

void ThreadView::doItemsLayout()
{
    QListView::doItemsLayout();
    const auto held = std::exchange(m_place, std::nullopt);
    for (int row = 0; held && row < m_model.rowCount(); ++row)
        if (const QModelIndex index = m_model.index(row); rowOf(index).key == held->key)
            return verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(index).top() - held->top);
}

void ThreadView::resizeEvent(QResizeEvent *event)
{
    const bool wasAtEnd = m_atEnd;
    QListView::resizeEvent(event);
    // A list from top to bottom lays out anew when its height changes; ours wraps its rows.
    if (event->size().width() != event->oldSize().width())
        relayOut();
    m_atEnd = wasAtEnd;
}

void ThreadView::goTo(qint64 mention)
{
    const int row = m_model.rowOf(mention);
    const QModelIndex index = m_model.index(row < 0 ? m_model.rowCount() - 1 : row);
    executeDelayedItemsLayout();
    setCurrentIndex(index);
    scrollToBottom();
    // What comes after the message (notes, acts) is shown with it, as far as the message stays in sight.
    if (index.isValid() && visualRect(index).top() < 0)
        scrollTo(index, PositionAtTop);
}

const RowLayout &ThreadView::layoutOf(const ThreadRow &row) const
{
    return m_delegate->layout(row, viewport()->width(), layoutDirection());
}

ThreadView::Hit ThreadView::hit(const QPoint &at) const
{
    Hit found;
    found.index = indexAt(at);
    if (!found.index.isValid())
        return found;
    found.row = rowOf(found.index);
    const QRect place = visualRect(found.index);
    const RowLayout &layout = layoutOf(found.row);
    const auto placed = [&](const QRect &rect) {
        return QStyle::visualRect(layoutDirection(), place, rect.translated(place.topLeft()));
    };
    for (qsizetype i = 0; i < layout.spots.size(); ++i)
        if (placed(layout.spots.at(i).rect).contains(at))
            found.spot = int(i);
    const QRect body = placed(layout.body);
    if (!layout.words || found.spot >= 0 || !body.contains(at))
        return found;
    const QPointF inside = at - body.topLeft();
    found.position = layout.words->positionAt(inside);
    if (const Span *link = layout.words->linkAt(inside)) {
        found.href = link->target;
        found.shown = layout.words->text().mid(link->start, link->length);
    }
    return found;
}

void ThreadView::press(const Hit &hit)
{
    if (!hit.href.isEmpty()) {
        emit linkRequested(hit.href, hit.shown);
        return;
    }
    if (hit.spot < 0)
        return;
    const RowLayout::Spot spot = layoutOf(hit.row).spots.value(hit.spot);
    switch (spot.what) {
    case RowLayout::Spot::What::ShowMore:
        m_atEnd = false;
        m_model.showMore(hit.index.row());
        break;
    case RowLayout::Spot::What::Original:
        emit linkRequested(spot.target, {});
        break;
    case RowLayout::Spot::What::Contact:
        emit contactRequested(hit.row.identity);
        break;
    case RowLayout::Spot::What::Reading:
        emit readingRequested(hit.row.mention);
        break;
    case RowLayout::Spot::What::TryAgain:
        if (const auto kind = gestureFromWord(spot.target))
            emit gestureRequested(hit.row.mention, static_cast<int>(*kind));
        break;
    case RowLayout::Spot::What::Fold:
        m_atEnd = false;
        emit earlierRequested();
        break;
    }
}

void ThreadView::select(const QModelIndex &index, int from, int to)
{
    m_selected = index;
    m_from = from;
    m_to = to;
    m_delegate->setSelection(index.isValid() ? rowOf(index).key : QString(), from, to);
    viewport()->update();
}

void ThreadView::selectWord(const Hit &hit)
{
    const RowLayout &layout = layoutOf(hit.row);
    if (hit.position < 0 || !layout.words)
        return;
    const QString text = layout.words->text();
    QTextBoundaryFinder finder(QTextBoundaryFinder::Word, text);
    finder.setPosition(qMin<qsizetype>(hit.position + 1, text.size()));
    const auto from = finder.toPreviousBoundary();
    const auto to = finder.toNextBoundary();
    if (from >= 0 && to > from)
        select(hit.index, int(from), int(to));
}

qint64 ThreadView::currentMention() const
{
    return currentIndex().isValid() ? rowOf(currentIndex()).mention : 0;
}

QString ThreadView::selectedText() const
{
    if (!m_selected.isValid() || m_from == m_to)
        return {};
    const RowLayout &layout = layoutOf(rowOf(m_selected));
    return layout.words ? layout.words->text().mid(qMin(m_from, m_to), qAbs(m_to - m_from)) : QString();
}

void ThreadView::copy()
{
    QString words = selectedText();
    if (words.isEmpty() && currentIndex().isValid())
        words = rowOf(currentIndex()).text;
    if (!words.isEmpty())
        QGuiApplication::clipboard()->setText(words);
}

void ThreadView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton) {
        QListView::mousePressEvent(event);
        return;
    }
    setFocus(Qt::MouseFocusReason);
    const Hit found = hit(event->pos());
    m_pressed = targetOf(found);
    if (found.index.isValid())
        selectionModel()->setCurrentIndex(found.index, QItemSelectionModel::NoUpdate);
    m_isDragging = found.position >= 0;
    select(m_isDragging ? found.index : QModelIndex(), found.position, found.position);
}

void ThreadView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_isDragging && event->buttons().testFlag(Qt::LeftButton) && m_selected.isValid()) {
        const ThreadRow row = rowOf(m_selected);
        const RowLayout &layout = layoutOf(row);
        const QRect place = visualRect(m_selected);
        const QRect body = QStyle::visualRect(layoutDirection(), place, layout.body.translated(place.topLeft()));
        if (layout.words)
            select(m_selected, m_from, layout.words->positionAt(event->pos() - body.topLeft()));
        return;
    }
    const Hit found = hit(event->pos());
    const bool presses = !found.href.isEmpty() || found.spot >= 0;
    viewport()->setCursor(presses ? Qt::PointingHandCursor : found.position >= 0 ? Qt::IBeamCursor : Qt::ArrowCursor);
}

void ThreadView::mouseReleaseEvent(QMouseEvent *event)
{
    m_isDragging = false;
    if (event->button() != Qt::LeftButton || m_from != m_to)
        return;
    const Hit found = hit(event->pos());
    if (std::exchange(m_pressed, std::nullopt) == targetOf(found))
        press(found);
}

void ThreadView::mouseDoubleClickEvent(QMouseEvent *event)
{
    m_pressed.reset(); // the first click has done it
    const Hit found = hit(event->pos());
    if (found.href.isEmpty())
        selectWord(found);
}

/// To the next row, or a little further in one that is taller than the window.
void ThreadView::step(int by)
{
    const QRect place = visualRect(currentIndex());
    const bool goesOn = by > 0 ? place.bottom() > viewport()->height() : place.top() < 0;
    if (currentIndex().isValid() && goesOn) {
        verticalScrollBar()->setValue(verticalScrollBar()->value() + by * viewport()->height() / 2);
        return;
    }
    for (int row = currentIndex().row() + by; row >= 0 && row < m_model.rowCount(); row += by)
        if (m_model.flags(m_model.index(row)).testFlag(Qt::ItemIsEnabled)) {
            setCurrentIndex(m_model.index(row));
            return;
        }
}

void ThreadView::keyPressEvent(QKeyEvent *event)
{
    QScrollBar *bar = verticalScrollBar();
    if (event->matches(QKeySequence::Copy)) {
        copy();
    } else if (event->matches(QKeySequence::SelectAll) && currentIndex().isValid()) {
        const RowLayout &layout = layoutOf(rowOf(currentIndex()));
        select(currentIndex(), 0, layout.words ? int(layout.words->text().size()) : 0);
    } else if (event->key() == Qt::Key_Up || event->key() == Qt::Key_Down) {
        step(event->key() == Qt::Key_Down ? 1 : -1);
    } else if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown) {
        bar->setValue(bar->value() + (event->key() == Qt::Key_PageDown ? 1 : -1) * bar->pageStep());
    } else if (event->key() == Qt::Key_Home || event->key() == Qt::Key_End) {
        setCurrentIndex(m_model.index(event->key() == Qt::Key_Home ? 0 : m_model.rowCount() - 1));
    } else if (event->key() == Qt::Key_Escape) {
        if (selectedText().isEmpty())
            emit left();
        select({}, 0, 0);
    } else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Menu) {
        if (currentIndex().isValid() && rowOf(currentIndex()).kind == ThreadRow::Kind::Fold)
            emit earlierRequested();
        else if (currentIndex().isValid())
            openMenu(currentIndex(), viewport()->mapToGlobal(visualRect(currentIndex()).center()));
    } else {
        event->ignore(); // a letter is a command of the panel, not a search in the thread
    }
}

void ThreadView::contextMenuEvent(QContextMenuEvent *event)
{
    const QModelIndex index = event->reason() == QContextMenuEvent::Mouse ? indexAt(event->pos()) : currentIndex();
    if (index.isValid())
        openMenu(index, event->globalPos());
}

bool ThreadView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QListView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const Hit found = hit(help->pos());
    QString tip;
    if (!found.href.isEmpty())
        tip = LinkGate::tip(found.href, found.shown);
    else if (found.spot >= 0) {
        const RowLayout::Spot spot = layoutOf(found.row).spots.value(found.spot);
        tip = spot.what == RowLayout::Spot::What::Original ? LinkGate::tip(spot.target, {}) : spot.words;
    } else if (found.row.kind == ThreadRow::Kind::Act)
        tip = found.row.text;
    QToolTip::showText(help->globalPos(), plainTip(tip), viewport());
    return true;
}

} // namespace wheelhouse
