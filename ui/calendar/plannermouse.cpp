#include "ui/calendar/dropnote.h"
#include "ui/calendar/plannerview.h"

#include <QApplication>
#include <QDrag>
#include <QDragEnterEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QRubberBand>
#include <QScrollBar>

// The hand's side of a planner: choosing, the rubber band, dragging.
namespace wheelhouse {

namespace {
constexpr int scrollEdge = 24; // px
constexpr int scrollBy = 10; // px
} // namespace

QByteArray carriedBytes(const QList<Card> &cards, const CardKey &lead)
{
    QByteArray bytes = lead.post.toString().toLatin1() + ' ' + lead.occurrence.toUtf8() + '\n';
    for (const Card &card : cards)
        if (keyOf(card) != lead)
            bytes += card.post.toString().toLatin1() + ' ' + card.occurrence.toUtf8() + '\n';
    return bytes;
}

QList<CardKey> carriedKeys(const QByteArray &bytes)
{
    QList<CardKey> keys;
    for (const QByteArray &line : bytes.split('\n')) {
        const qsizetype gap = line.indexOf(' ');
        if (gap > 0)
            keys.append(
                { PostId::fromString(QString::fromLatin1(line.left(gap))), QString::fromUtf8(line.mid(gap + 1)) });
    }
    return keys;
}

void PlannerView::mousePressEvent(QMouseEvent *event)
{
    if (isCarrying() && event->button() == Qt::LeftButton)
        putBack();
    m_pressedAt = event->pos();
    m_isPressing = event->button() == Qt::LeftButton;
    const QPoint place = logical(event->pos());
    m_pressed = cardAt(place);
    if (m_pressed >= 0) {
        if (event->modifiers() & Qt::ControlModifier) {
            const CardKey key = keyOf(m_cards.at(m_pressed));
            if (!m_chosen.remove(key))
                m_chosen.insert(key);
            m_current = m_pressed;
            emit choiceChanged();
        } else if (event->modifiers() & Qt::ShiftModifier) {
            chooseTo(m_pressed);
        } else if (!m_chosen.contains(keyOf(m_cards.at(m_pressed)))) {
            chooseOnly(m_pressed);
        }
    } else if (const PlannerPoint point = pointAt(place); point.day.isValid()) {
        goTo(point.day, -1);
    }
    viewport()->update();
}

void PlannerView::chooseOnly(int card)
{
    goToCard(card);
    m_chosen = { keyOf(m_cards.at(card)) };
    emit choiceChanged();
}

/// From the current card to \a card, in the order of the days.
void PlannerView::chooseTo(int card)
{
    const int from = m_current < 0 ? card : m_current;
    for (int i = qMin(from, card); i <= qMax(from, card); ++i)
        m_chosen.insert(keyOf(m_cards.at(i)));
    emit choiceChanged();
}

void PlannerView::chooseWithin(const QRect &band)
{
    m_chosen.clear();
    const QRect own = QStyle::visualRect(layoutDirection(), viewport()->rect(), band);
    for (const Spot &spot : std::as_const(m_spots))
        if (spot.rect.intersects(own))
            m_chosen.insert(keyOf(m_cards.at(spot.card)));
    emit choiceChanged();
}

void PlannerView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_isPressing) {
        const bool isLink = wholeDayAt(logical(event->pos())).isValid();
        viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    if ((event->pos() - m_pressedAt).manhattanLength() < QApplication::startDragDistance())
        return;
    if (m_pressed >= 0) {
        m_isPressing = false;
        startDrag();
        return;
    }
    const QRect band = QRect(m_pressedAt, event->pos()).normalized();
    m_band->setGeometry(band);
    m_band->show();
    chooseWithin(band);
    viewport()->update();
}

void PlannerView::mouseReleaseEvent(QMouseEvent *event)
{
    const bool wasBand = m_band->isVisible();
    const bool wasPressing = std::exchange(m_isPressing, false);
    m_band->hide();
    if (wasBand || !wasPressing || (event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier)))
        return;
    if (m_pressed >= 0)
        return chooseOnly(m_pressed);
    if (const QDate day = wholeDayAt(logical(event->pos())); day.isValid())
        emit wholeDayRequested(day);
}

void PlannerView::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QPoint place = logical(event->pos());
    if (const int card = cardAt(place); card >= 0)
        emit openRequested(keyOf(m_cards.at(card)));
    else if (const PlannerPoint point = pointAt(place); point.day.isValid())
        emit newRequested({ point.day, point.time, m_sight.zone });
}

void PlannerView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse)
        return emit menuRequested(event->globalPos());
    const auto now = current();
    const QRect rect = now && now->at ? rectOf(*now->at) : rectOf(here());
    emit menuRequested(onScreen(rect).center());
}

void PlannerView::startDrag()
{
    const QList<Card> cards = chosen();
    const CardKey lead = keyOf(m_cards.at(m_pressed));
    auto *goods = new QMimeData;
    goods->setData(carriedType, carriedBytes(cards, lead));
    const auto spot =
        std::find_if(m_spots.begin(), m_spots.end(), [this](const Spot &each) { return each.card == m_pressed; });
    auto *drag = new QDrag(this);
    drag->setMimeData(goods);
    if (spot != m_spots.end()) {
        QPixmap ghost(spot->rect.size() * devicePixelRatioF());
        ghost.setDevicePixelRatio(devicePixelRatioF());
        ghost.fill(Qt::transparent);
        QPainter painter(&ghost);
        const QRect whole(QPoint(), spot->rect.size());
        Canvas canvas(painter, m_look, layoutDirection(), whole);
        paintCard(canvas, painter, whole, m_cards.at(m_pressed), m_sight, { true, false, false, false, spot->lines });
        painter.end();
        drag->setPixmap(ghost);
        drag->setHotSpot(m_pressedAt - QStyle::visualRect(layoutDirection(), viewport()->rect(), spot->rect).topLeft());
    }
    drag->exec(Qt::MoveAction); // the one way in which Qt drags: it returns when the hand lets go
    endCarry();
}

Carry PlannerView::carriedBy(const QMimeData *goods) const
{
    Carry carry;
    const QList<CardKey> keys = carriedKeys(goods->data(carriedType));
    for (const CardKey &key : keys)
        if (const Card *card = m_sight.find(key))
            carry.cards.append(*card);
    if (!keys.isEmpty())
        carry.lead = keys.first();
    return carry;
}

void PlannerView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasFormat(carriedType))
        return;
    m_carry = carriedBy(event->mimeData());
    const Card *lead = m_carry.leader();
    if (!lead)
        return endCarry();
    m_to = lead->at.value_or(landing(*lead, m_day, {}, m_sight.zone));
    event->acceptProposedAction();
}

void PlannerView::dragMoveEvent(QDragMoveEvent *event)
{
    const QPoint place = logical(event->position().toPoint());
    scrollWhileDragging(event->position().toPoint());
    const PlannerPoint point = pointAt(place);
    if (!isCarrying() || !point.day.isValid())
        return event->ignore();
    const QTime time = point.time.isValid() ? point.time : m_to.time;
    if (!m_note->isVisible() || point.day != m_to.date || time != m_to.time)
        follow({ point.day, time });
    event->acceptProposedAction();
}

void PlannerView::scrollWhileDragging(const QPoint &place)
{
    QScrollBar *bar = verticalScrollBar();
    if (place.y() < scrollEdge)
        bar->setValue(bar->value() - scrollBy);
    else if (place.y() > viewport()->height() - scrollEdge)
        bar->setValue(bar->value() + scrollBy);
}

void PlannerView::dragLeaveEvent(QDragLeaveEvent *)
{
    endCarry();
}

void PlannerView::dropEvent(QDropEvent *event)
{
    if (!isCarrying())
        return;
    event->acceptProposedAction();
    setFocus();
    const Carry carried = m_carry;
    const WallTime to = m_to;
    const DropVerdict verdict = judge(carried, to, m_sight);
    land();
    if (!verdict.forbids)
        return;
    // The drag is over, and with it what it carried; what it was about waits for the other place.
    QMetaObject::invokeMethod(
        this,
        [this, carried, to, verdict] {
            m_carry = carried;
            m_to = to;
            m_isRefused = true;
            m_note->refuse(verdict, QStyle::visualRect(layoutDirection(), viewport()->rect(), rectOf(to)));
            viewport()->update();
        },
        Qt::QueuedConnection);
}

} // namespace wheelhouse
