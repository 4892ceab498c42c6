#include "ui/calendar/plannerview.h"

#include "core/base/zones.h"
#include "ui/calendar/dropnote.h"
#include "ui/calendar/planneraccess.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QPainter>
#include <QRubberBand>
#include <QScrollBar>
#include <QStyle>
#include <QToolTip>

namespace wheelhouse {

namespace {

constexpr int patienceMs = 60; // longer than a read of a month that nobody has looked at takes, shorter than one sees

} // namespace

PlannerView::PlannerView(const Look &look, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_look(look)
    , m_note(new DropNote(look, viewport()))
    , m_band(new QRubberBand(QRubberBand::Rectangle, viewport()))
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("ownRing", true);
    setProperty("pane", true);
    viewport()->setAcceptDrops(true);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // each shape fills all of it
    connect(&look, &Look::changed, this, &PlannerView::rearrange);
    m_patience.setSingleShot(true);
    m_patience.setInterval(patienceMs);
    connect(&m_patience, &QTimer::timeout, viewport(), [this] { viewport()->setUpdatesEnabled(true); });
    connect(m_note, &DropNote::insteadChosen, this, [this](const WallTime &place) {
        m_to = place;
        m_isRefused = false;
        land();
    });
}

void PlannerView::awaitSight()
{
    if (!m_isPainted)
        return; // there is nothing yet that could stay
    viewport()->setUpdatesEnabled(false);
    m_patience.start();
}

void PlannerView::setSight(const CalendarSight &sight, const CalendarFilter &filter)
{
    m_patience.stop();
    viewport()->setUpdatesEnabled(true);
    const auto was = current();
    std::optional<TableMemory> told;
    if (QAccessible::isActive())
        told.emplace(*this);
    m_sight = sight;
    m_cards = sight.page.cards; // shared: a month may have thousands
    if (filter != CalendarFilter())
        m_cards.removeIf([&filter](const Card &card) { return !filter.shows(card); });
    m_byDay.clear();
    m_current = -1;
    const QSet<CardKey> chosen = std::exchange(m_chosen, {});
    for (int i = 0; i < m_cards.size(); ++i) {
        const Card &card = m_cards.at(i);
        m_byDay[card.at ? card.at->date : QDate()].append(i);
        if (was && was->post == card.post && was->occurrence == card.occurrence)
            m_current = i;
        if (!chosen.isEmpty() && chosen.contains(keyOf(card)))
            m_chosen.insert(keyOf(card));
    }
    if (m_current >= 0)
        m_day = m_cards.at(m_current).at->date;
    rearrange();
    if (told) {
        told->tell(*this);
        describe(); // where it stands now, though nobody went there
    }
    emit choiceChanged();
}

void PlannerView::setDay(QDate day)
{
    m_day = day;
    if (m_current >= 0 && (!m_cards.at(m_current).at || m_cards.at(m_current).at->date != day))
        m_current = -1;
    rearrange();
}

std::optional<Card> PlannerView::current() const
{
    return m_current >= 0 && m_current < m_cards.size() ? std::optional(m_cards.at(m_current)) : std::nullopt;
}

QList<Card> PlannerView::chosen() const
{
    QList<Card> chosen;
    for (const Card &card : m_cards)
        if (m_chosen.contains(keyOf(card)))
            chosen.append(card);
    if (const auto now = current(); chosen.isEmpty() && now)
        chosen.append(*now);
    return chosen;
}

void PlannerView::choose(const QList<CardKey> &keys)
{
    m_chosen.clear();
    for (const CardKey &key : keys)
        for (int i = 0; i < m_cards.size(); ++i)
            if (keyOf(m_cards.at(i)) == key) {
                if (m_chosen.isEmpty())
                    goToCard(i);
                m_chosen.insert(key);
            }
    viewport()->update();
    emit choiceChanged();
}

WallTime PlannerView::here() const
{
    return { m_day, {}, m_sight.zone };
}

QRect PlannerView::onScreen(const QRect &rect) const
{
    const QRect own = QStyle::visualRect(layoutDirection(), viewport()->rect(), rect);
    return { viewport()->mapToGlobal(own.topLeft()), own.size() };
}

QPoint PlannerView::logical(const QPoint &place) const
{
    return QStyle::visualPos(layoutDirection(), viewport()->rect(), place);
}

int PlannerView::cardAt(const QPoint &place) const
{
    for (const Spot &spot : m_spots)
        if (spot.rect.contains(place) && (spot.area.isNull() || spot.area.contains(place)))
            return spot.card;
    return -1;
}

QString PlannerView::daySentence(QDate day) const
{
    QStringList words { dayWords(day) };
    for (const int card : cardsOf(day))
        words.append(cardSentence(m_cards.at(card), m_sight));
    return words.size() == 1 ? tr("%1, nothing planned").arg(words.first()) : words.join(QLatin1String(". "));
}

void PlannerView::rearrange()
{
    m_isStale = true;
    viewport()->update();
    if (isVisible()) {
        arrange();
        m_isStale = false;
    }
}

PlannerPoint PlannerView::landingPoint() const
{
    return m_carry.isEmpty() ? PlannerPoint() : PlannerPoint { m_to.date, m_to.time };
}

CardPose PlannerView::poseOf(int card, const Spot &spot) const
{
    const CardKey key = keyOf(m_cards.at(card));
    const bool isCarried = m_carry.keys().contains(key);
    return { m_chosen.contains(key), card == m_current && hasFocus() && !isCarrying(), isCarried || m_cut.contains(key),
        false, spot.lines };
}

void PlannerView::paintSpots(Canvas &canvas, QPainter &painter, const QRect &clip) const
{
    for (const Spot &spot : m_spots)
        if (spot.isSeenIn(clip))
            paintCard(canvas, painter, spot.rect, m_cards.at(spot.card), m_sight, poseOf(spot.card, spot));
}

/// Each of what is carried where it would come to lie: the leader with its hour, the others likewise.
void PlannerView::paintLanding(Canvas &canvas, QPainter &painter) const
{
    for (const Placement &each : placementsFor(m_carry, m_to)) {
        const QRect rect = rectOf(*each.to);
        const auto card = std::find_if(
            m_carry.cards.begin(), m_carry.cards.end(), [&each](const Card &one) { return keyOf(one) == each.card; });
        if (rect.isEmpty() || card == m_carry.cards.end())
            continue;
        Card moved = *card;
        moved.at = each.to;
        const int line = m_look.lineHeight(Type::Tiny);
        paintCard(
            canvas, painter, rect, moved, m_sight, { false, false, false, true, rect.height() < 2 * line ? 1 : 2 });
    }
}

void PlannerView::paintEvent(QPaintEvent *)
{
    if (m_isStale) {
        arrange();
        m_isStale = false;
    }
    QPainter painter(viewport());
    Canvas canvas(painter, m_look, layoutDirection(), viewport()->rect());
    paint(canvas, painter);
    m_isPainted = true;
}

void PlannerView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_isPainted = false;
    rearrange();
}

void PlannerView::hideEvent(QHideEvent *event)
{
    QAbstractScrollArea::hideEvent(event);
    m_isPainted = false;
}

void PlannerView::scrollContentsBy(int, int)
{
    rearrange();
}

void PlannerView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void PlannerView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

bool PlannerView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto &help = static_cast<const QHelpEvent &>(*event);
        const int card = cardAt(logical(help.pos()));
        if (card >= 0)
            QToolTip::showText(help.globalPos(), cardTip(m_cards.at(card), m_sight), this);
        else
            QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

} // namespace wheelhouse
