#include "ui/inbox/conversationlistview.h"

#include <QAccessible>
#include <QContextMenuEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimer>
#include <QVariantAnimation>

namespace wheelhouse {

namespace {

constexpr auto leaving = std::chrono::milliseconds { 120 };

const QString slideName = QStringLiteral("slide");

/// What stood below a row that left, sliding up over its place.
class Slide : public QWidget {
public:
    Slide(QWidget *viewport, const QRect &room, int height, std::chrono::milliseconds lasts)
        : QWidget(viewport)
        , m_picture(viewport->grab(room))
        , m_height(height)
    {
        setObjectName(slideName);
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setGeometry(room);
        show();
        auto *motion = new QVariantAnimation(this);
        motion->setStartValue(0);
        motion->setEndValue(m_height);
        motion->setDuration(int(lasts.count()));
        connect(motion, &QVariantAnimation::valueChanged, this, [this](const QVariant &by) {
            m_by = by.toInt();
            update();
        });
        connect(motion, &QVariantAnimation::finished, this, &QObject::deleteLater);
        motion->start();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const qreal dpr = m_picture.devicePixelRatio();
        const QRectF from(0, m_height * dpr, m_picture.width(), m_picture.height() - m_height * dpr);
        painter.fillRect(QRect(0, 0, width(), m_height - m_by), palette().base());
        painter.drawPixmap(QRectF(0, m_height - m_by, width(), height() - m_height), m_picture, from);
    }

private:
    QPixmap m_picture;
    int m_height;
    int m_by = 0;
};

} // namespace

ConversationListView::ConversationListView(ConversationListModel &model, const Look &look, QWidget *parent)
    : QListView(parent)
    , m_model(model)
    , m_look(look)
    , m_delegate(new ConversationDelegate(look, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    connect(&model, &ConversationListModel::breached, this, &ConversationListView::tint);
    setFrameShape(QFrame::NoFrame);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setAccessibleName(tr("Conversations"));
    setProperty("dataText", true);
    connect(&model, &ConversationListModel::settled, this, &ConversationListView::takePlace);
    connect(&look, &Look::changed, this, &ConversationListView::followLook);
    followLook();
}

void ConversationListView::followLook()
{
    verticalScrollBar()->setSingleStep(m_look.rowHeight(RowKind::Message));
    scheduleDelayedItemsLayout();
    viewport()->update();
}

qint64 ConversationListView::current() const
{
    return currentIndex().data(ConversationListModel::ConversationRole).toLongLong();
}

void ConversationListView::setCurrent(qint64 conversation)
{
    if (const QModelIndex index = m_model.indexOf(conversation); index.isValid() && index != currentIndex())
        setCurrentIndex(index);
}

void ConversationListView::takeOver(qint64 next, const std::function<void()> &leaving)
{
    const QRect place = visualRect(currentIndex());
    const bool inSight = viewport()->rect().intersects(place);
    setAutoScroll(false);
    setCurrent(next);
    leaving();
    if (std::exchange(m_lost, 0) != 0)
        tellCurrent(); // none was left to go on to
    executeDelayedItemsLayout();
    if (inSight)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(currentIndex()).top() - place.top());
    setAutoScroll(true);
    scrollTo(currentIndex());
    holdPlace();
}

void ConversationListView::fallTo(qint64 conversation)
{
    if (current() != 0 || (conversation == 0 && m_lastCurrent == 0))
        return;
    m_lost = -1; // whatever it was
    if (const QModelIndex index = m_model.indexOf(conversation); index.isValid())
        setCurrentIndex(index);
    findLost();
}

/// The first row of a group comes with its title.
void ConversationListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const QModelIndex above = index.siblingAtRow(index.row() - 1);
    const bool isFirst = above.isValid() && above.data(ConversationListModel::ConversationRole).toLongLong() == 0;
    if (isFirst && hint == EnsureVisible && visualRect(above).top() < 0)
        QListView::scrollTo(above, hint);
    QListView::scrollTo(index, hint);
}

void ConversationListView::tint(const QList<qint64> &conversations)
{
    QAccessibleEvent said(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
    const auto lasts = m_look.motion(std::chrono::seconds { 1 });
    if (lasts.count() == 0)
        return;
    m_delegate->setTinted({ conversations.begin(), conversations.end() });
    viewport()->update();
    QTimer::singleShot(lasts, this, [this] {
        m_delegate->setTinted({});
        viewport()->update();
    });
}

void ConversationListView::setChecked(const QSet<qint64> &checked, bool choosing)
{
    m_delegate->setChecked(checked, choosing);
    viewport()->update();
}

void ConversationListView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_isSettling && m_lost == 0)
        tellCurrent();
}

void ConversationListView::tellCurrent()
{
    const qint64 now = current();
    if (now == m_lastCurrent)
        return;
    m_lastCurrent = now;
    holdPlace();
    emit currentMoved(now);
}

QModelIndex ConversationListView::step(int by) const
{
    const qint64 now = current();
    return m_model.indexOf(now == 0 ? m_model.first() : m_model.beside(now, by));
}

QModelIndex ConversationListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int page = qMax(1, viewport()->height() / qMax(1, m_look.rowHeight(RowKind::Message)) - 1);
    switch (action) {
    case MoveDown:
    case MoveNext:
        if (current() == m_model.last() && m_model.canFetchMore({}))
            m_model.fetchMore({});
        return step(1);
    case MoveUp:
    case MovePrevious:
        if (current() == m_model.first())
            m_model.fetchBefore();
        return step(-1);
    case MovePageDown:
        return step(page);
    case MovePageUp:
        return step(-page);
    case MoveHome:
        m_model.toStart();
        return m_model.indexOf(m_model.first());
    case MoveEnd:
        m_model.toEnd();
        return m_model.indexOf(m_model.last());
    default:
        return currentIndex();
    }
}

void ConversationListView::keyPressEvent(QKeyEvent *event)
{
    const bool opens = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (opens && event->modifiers() == Qt::NoModifier && current() != 0)
        emit opened(current());
    else
        QListView::keyPressEvent(event);
}

void ConversationListView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    const qint64 conversation = index.data(ConversationListModel::ConversationRole).toLongLong();
    const bool onAvatar = m_delegate->avatarPlace(visualRect(index), layoutDirection()).contains(event->pos());
    if (conversation != 0 && event->button() == Qt::LeftButton
        && (onAvatar || event->modifiers().testFlag(Qt::ControlModifier))) {
        setCurrentIndex(index);
        emit checkToggled(conversation);
        return;
    }
    QListView::mousePressEvent(event);
}

void ConversationListView::mouseDoubleClickEvent(QMouseEvent *event)
{
    QListView::mouseDoubleClickEvent(event);
    if (current() != 0)
        emit opened(current());
}

void ConversationListView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    if (const QModelIndex under = indexAt(event->pos()); !byKey && under.isValid())
        setCurrentIndex(under);
    if (current() == 0)
        return;
    const QRect row = visualRect(currentIndex());
    emit menuRequested(byKey ? viewport()->mapToGlobal(row.center()) : event->globalPos());
}

void ConversationListView::focusInEvent(QFocusEvent *event)
{
    // Before Qt does it: it would make a row current without selecting it.
    if (current() == 0)
        setCurrent(m_model.first());
    QListView::focusInEvent(event);
    viewport()->update();
}

void ConversationListView::focusOutEvent(QFocusEvent *event)
{
    QListView::focusOutEvent(event);
    viewport()->update();
}

void ConversationListView::scrollContentsBy(int dx, int dy)
{
    QListView::scrollContentsBy(dx, dy);
    if (m_isSettling)
        return;
    holdPlace();
    if (dy > 0 && verticalScrollBar()->value() == verticalScrollBar()->minimum() && !m_model.isAtStart())
        QTimer::singleShot(0, &m_model, &ConversationListModel::fetchBefore);
}

/// The current conversation where it is in sight, otherwise the first one that is wholly in sight.
void ConversationListView::holdPlace()
{
    QModelIndex anchor = currentIndex();
    if (!viewport()->rect().intersects(visualRect(anchor)) || !anchor.isValid())
        anchor = indexAt(QPoint(viewport()->width() / 2, m_look.rowHeight(RowKind::Message)));
    m_anchor = anchor.data(ConversationListModel::ConversationRole).toLongLong();
    m_anchorTop = visualRect(anchor).top();
}

void ConversationListView::takePlace()
{
    findLost();
    const QModelIndex anchor = m_model.indexOf(m_anchor);
    const bool fromStart = verticalScrollBar()->value() == verticalScrollBar()->minimum() && m_model.isAtStart()
        && (!anchor.isValid() || m_anchor != current());
    if (anchor.isValid() && !fromStart) {
        m_isSettling = true;
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(anchor).top() - m_anchorTop);
        m_isSettling = false;
    }
    holdPlace();
}

/// A row that changed its place went and came; one that is gone gives its place to the row after it.
void ConversationListView::findLost()
{
    const qint64 lost = std::exchange(m_lost, 0);
    if (lost == 0)
        return;
    if (const QModelIndex again = m_model.indexOf(lost); again.isValid()) {
        setAutoScroll(false); // it is the list that moves, not the eye
        setCurrentIndex(again);
        setAutoScroll(true);
        tellCurrent();
        return;
    }
    if (m_anchor == lost)
        m_anchor = current();
    m_lastCurrent = current();
    emit currentLost();
}

void ConversationListView::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    const QRect row = visualRect(m_model.index(start));
    const bool oneInSight = start == end && row.isValid() && viewport()->rect().intersects(row);
    if (oneInSight && isVisible() && m_look.motion(leaving).count() > 0)
        letGo(row);
    // The next row is made current here. Whether this one is gone is known when all rows stand.
    const int at = currentIndex().row();
    const bool goes = m_lost == 0 && at >= start && at <= end && current() != 0;
    if (goes) {
        m_lost = current();
        QMetaObject::invokeMethod(this, &ConversationListView::findLost, Qt::QueuedConnection);
    }
    const bool scrolls = hasAutoScroll();
    setAutoScroll(scrolls && !goes);
    QListView::rowsAboutToBeRemoved(parent, start, end);
    setAutoScroll(scrolls);
}

void ConversationListView::letGo(const QRect &row)
{
    const QRect below(0, row.top(), viewport()->width(), viewport()->height() - row.top());
    if (below.height() > row.height() && !viewport()->findChild<QWidget *>(slideName, Qt::FindDirectChildrenOnly))
        new Slide(viewport(), below, row.height(), m_look.motion(leaving));
}

} // namespace wheelhouse
