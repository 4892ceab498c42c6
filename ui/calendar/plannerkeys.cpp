#include "ui/calendar/dropnote.h"
#include "ui/calendar/plannerview.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QStyle>

// The keyboard's side of a planner: every drag has its twin here.
namespace wheelhouse {

namespace {

constexpr int minuteMs = 60'000;

/// The arrow that the eye means: where one reads from the right, the next day is to the left.
int byEye(int key, Qt::LayoutDirection direction)
{
    if (direction == Qt::LeftToRight || (key != Qt::Key_Left && key != Qt::Key_Right))
        return key;
    return key == Qt::Key_Left ? Qt::Key_Right : Qt::Key_Left;
}

} // namespace

void PlannerView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isCarrying())
        return putBack();
    if (event->key() == Qt::Key_Escape && (!m_chosen.isEmpty() || !m_cut.isEmpty())) {
        m_chosen.clear();
        m_cut.clear();
        viewport()->update();
        emit choiceChanged();
        return;
    }
    if (!hearArrow(*event))
        QAbstractScrollArea::keyPressEvent(event);
}

bool PlannerView::hearArrow(QKeyEvent &event)
{
    const bool isFine = event.modifiers() & Qt::ShiftModifier;
    if ((event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) != 0)
        return false;
    const int key = byEye(event.key(), layoutDirection());
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        if (isCarrying())
            carryBy(key, isFine);
        else
            step(key);
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (isCarrying())
            follow({ pageStep(m_to.date, key == Qt::Key_PageUp ? -1 : 1), {} });
        else
            goTo(pageStep(pageDay(), key == Qt::Key_PageUp ? -1 : 1), -1);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        goTo(key == Qt::Key_Home ? m_sight.page.from : m_sight.page.to, -1);
        return true;
    default:
        return false;
    }
}

/// Left and right go by days; up and down through the cards of a day, then to the day there.
void PlannerView::step(int key)
{
    if (key == Qt::Key_Left || key == Qt::Key_Right)
        return goTo(m_day.addDays(key == Qt::Key_Left ? -1 : 1), 0);
    const QList<int> own = cardsOf(m_day);
    const int at = int(own.indexOf(m_current));
    const int next = at + (key == Qt::Key_Down ? 1 : -1);
    if (next >= 0 && next < own.size())
        return goToCard(own.at(next));
    if (daysDown() == 0)
        return;
    const QDate day = m_day.addDays(key == Qt::Key_Down ? daysDown() : -daysDown());
    goTo(day, key == Qt::Key_Down ? 0 : int(cardsOf(day).size()) - 1);
}

/// \a index of the cards of that day; -1, or too far: the day itself.
void PlannerView::goTo(QDate day, int index)
{
    if (!day.isValid())
        return;
    m_chosen.clear();
    if (day < m_sight.page.from || day > m_sight.page.to) {
        m_current = -1;
        emit dayWanted(day);
        return;
    }
    const QList<int> own = cardsOf(day);
    m_day = day;
    m_current = index >= 0 && index < own.size() ? own.at(index) : -1;
    speak();
}

void PlannerView::goToCard(int card)
{
    m_chosen.clear();
    m_current = card;
    if (m_cards.at(card).at)
        m_day = m_cards.at(card).at->date;
    speak();
}

void PlannerView::speak()
{
    const auto now = current();
    if (hidesCards())
        rearrange();
    if (now && now->at)
        reveal(rectOf(*now->at));
    describe();
    viewport()->update();
    emit choiceChanged();
}

/// Says of the keyboard's place what a screen reader was not told of it yet.
void PlannerView::describe()
{
    const auto now = current();
    const QString words = now ? cardSentence(*now, m_sight) : daySentence(m_day);
    if (words == accessibleDescription())
        return;
    setAccessibleDescription(words);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void PlannerView::enter()
{
    if (m_isRefused && m_note->verdict().instead) {
        m_to = *m_note->verdict().instead;
        m_isRefused = false;
    }
    if (isCarrying())
        return land();
    if (const auto now = current())
        emit openRequested(keyOf(*now));
    else if (!cardsOf(m_day).isEmpty())
        goTo(m_day, 0);
}

/// Where the keyboard stands on a day and on none of its posts, the first of them is meant.
void PlannerView::pickUp()
{
    if (const QList<int> here = cardsOf(m_day); chosen().isEmpty() && !here.isEmpty())
        goToCard(here.first());
    const QList<Card> cards = chosen();
    if (!cards.isEmpty())
        carry(cards, keyOf(current().value_or(cards.first())));
}

void PlannerView::carry(const QList<Card> &cards, const CardKey &lead)
{
    m_carry = { cards, lead };
    const Card *leader = m_carry.leader();
    if (!leader)
        m_carry.lead = keyOf(cards.first());
    leader = m_carry.leader();
    setFocus();
    const WallTime from = leader->at.value_or(landing(*leader, m_day, {}, m_sight.zone));
    m_to = from;
    follow({ from.date, from.time });
}

void PlannerView::carryBy(int key, bool isFine)
{
    const auto [days, minutes] = carryStep(key, isFine);
    if (minutes == 0)
        return follow({ m_to.date.addDays(days), m_to.time });
    // What has no hour gets one by the first step.
    if (!m_to.time.isValid())
        return follow({ m_to.date.addDays(days), QTime(9, 0) });
    const QDateTime wall = QDateTime(m_to.date, m_to.time, Qt::UTC).addDays(days).addMSecs(qint64(minutes) * minuteMs);
    follow({ wall.date(), wall.time() });
}

/// What is carried is over \a point now: it is drawn there, and what stands against it is said.
void PlannerView::follow(const PlannerPoint &point)
{
    const Card *lead = m_carry.leader();
    if (!lead || !point.day.isValid())
        return;
    m_isRefused = false;
    const QTime time = point.time.isValid() ? point.time : m_to.time;
    m_to = landing(*lead, point.day, time, m_sight.zone);
    if (point.day < m_sight.page.from || point.day > m_sight.page.to)
        emit dayWanted(point.day);
    m_day = point.day;
    QRect rect = rectOf(m_to);
    reveal(rect);
    rect = rectOf(m_to);
    m_note->say(judge(m_carry, m_to, m_sight), QStyle::visualRect(layoutDirection(), viewport()->rect(), rect));
    viewport()->update();
    emit carryChanged();
}

void PlannerView::land()
{
    const DropVerdict verdict = judge(m_carry, m_to, m_sight);
    if (verdict.forbids) {
        m_isRefused = true;
        m_note->refuse(verdict, QStyle::visualRect(layoutDirection(), viewport()->rect(), rectOf(m_to)));
        emit refused(verdict.instead
                ? tr("Not there. Enter again: %1").arg(placeWords(*verdict.instead))
                : tr("Not there. %1").arg(verdict.lines.isEmpty() ? QString() : verdict.lines.last().words));
        return;
    }
    settle(placementsFor(m_carry, m_to));
}

/// What would stay where it is is no step.
void PlannerView::settle(const QList<Placement> &placements)
{
    QList<Placement> moved;
    for (const Placement &each : placements) {
        const Card *card = m_sight.find(each.card);
        if (card && card->at != each.to)
            moved.append(each);
    }
    endCarry();
    m_cut.clear();
    if (!moved.isEmpty())
        emit placeRequested(moved);
}

void PlannerView::putBack()
{
    const Card *lead = m_carry.leader();
    const auto from = lead ? lead->at : std::nullopt;
    endCarry();
    if (from)
        m_day = from->date;
    viewport()->update();
}

void PlannerView::endCarry()
{
    m_carry = {};
    m_isRefused = false;
    m_note->clear();
    viewport()->update();
    emit carryChanged();
}

void PlannerView::cut()
{
    m_cut.clear();
    for (const Card &card : chosen())
        m_cut.insert(keyOf(card));
    viewport()->update();
    emit choiceChanged();
}

void PlannerView::paste()
{
    Carry carry;
    for (const CardKey &key : std::as_const(m_cut))
        if (const Card *card = m_sight.find(key))
            carry.cards.append(*card);
    if (carry.isEmpty())
        return;
    std::sort(carry.cards.begin(), carry.cards.end(), [](const Card &a, const Card &b) { return a.dueAt < b.dueAt; });
    carry.lead = keyOf(carry.cards.first());
    m_carry = carry;
    m_to = landing(carry.cards.first(), m_day, {}, m_sight.zone);
    land();
}

} // namespace wheelhouse
