#include "ui/calendar/agendaview.h"

#include "ui/kit/icons.h"

#include <QLocale>
#include <QPainter>
#include <QScrollBar>

namespace wheelhouse {

namespace {
constexpr double titleHeight = 30;
constexpr double hourWidth = 96;
constexpr double stateWidth = 104;
constexpr double glyph = 14;
} // namespace

AgendaView::AgendaView(const Look &look, QWidget *parent)
    : PlannerView(look, parent)
{
    setObjectName(QStringLiteral("agendaView"));
    setAccessibleName(tr("Agenda"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void AgendaView::setMonth(QDate day)
{
    m_month = day;
    m_opensAt = day;
    rearrange();
}

std::pair<QDate, QDate> AgendaView::rangeFor(QDate day) const
{
    const QDate first(day.year(), day.month(), 1);
    return { first, first.addDays(first.daysInMonth() - 1) };
}

bool AgendaView::isTitled(QDate day) const
{
    return !cardsOf(day).isEmpty() || day == sight().today() || day == this->day() || day == landingPoint().day;
}

void AgendaView::arrange()
{
    m_lines.clear();
    spots().clear();
    if (!m_month.isValid())
        return;
    const auto [from, to] = rangeFor(m_month);
    const int row = look().rowHeight(RowKind::Table);
    int top = -verticalScrollBar()->value();
    const auto add = [&](QDate day, int card, int height) {
        m_lines.append({ day, card, QRect(0, top, viewport()->width(), height) });
        if (card >= 0)
            spots().append({ card, m_lines.last().rect, 1 });
        top += height;
    };
    for (QDate day = from; day <= to; day = day.addDays(1)) {
        if (!isTitled(day))
            continue;
        add(day, -1, look().scaled(titleHeight));
        for (const int card : cardsOf(day))
            add(day, card, row);
    }
    const QSignalBlocker quiet(verticalScrollBar());
    verticalScrollBar()->setRange(0, qMax(0, top + verticalScrollBar()->value() - viewport()->height()));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(row);
    openAtDay();
}

/// The day stands at the top, as a diary that is opened there, as soon as there is something to open.
void AgendaView::openAtDay()
{
    if (!m_opensAt.isValid() || m_opensAt < sight().page.from || m_opensAt > sight().page.to)
        return;
    const int below = rectOf({ std::exchange(m_opensAt, QDate()), {}, {} }).top();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + below);
    arrange();
}

PlannerPoint AgendaView::pointAt(const QPoint &place) const
{
    for (const Line &line : m_lines)
        if (line.rect.contains(place))
            return { line.day, {} };
    return {};
}

QRect AgendaView::rectOf(const WallTime &at) const
{
    QRect title;
    for (const Line &line : m_lines) {
        if (line.day != at.date)
            continue;
        if (line.card < 0)
            title = line.rect;
        else if (cards().at(line.card).at == at)
            return line.rect;
    }
    return title;
}

std::pair<int, int> AgendaView::carryStep(int key, bool isFine) const
{
    const int way = key == Qt::Key_Up || key == Qt::Key_Left ? -1 : 1;
    return isFine ? std::pair(0, 15 * way) : std::pair(way, 0);
}

void AgendaView::reveal(const QRect &rect)
{
    if (rect.isEmpty())
        return;
    QScrollBar *bar = verticalScrollBar();
    if (rect.top() < 0)
        bar->setValue(bar->value() + rect.top());
    else if (rect.bottom() >= viewport()->height())
        bar->setValue(bar->value() + rect.bottom() - viewport()->height() + 1);
}

void AgendaView::paint(Canvas &canvas, QPainter &painter)
{
    canvas.fill(viewport()->rect(), canvas.theme().base);
    for (const Line &line : m_lines) {
        if (!line.rect.intersects(viewport()->rect()))
            continue;
        if (line.card < 0)
            paintTitle(canvas, line);
        else
            paintRow(canvas, line);
    }
    if (!isCarrying())
        return;
    painter.setPen(QPen(canvas.theme().accent.text, 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(canvas.placed(rectOf({ landingPoint().day, {}, {} })).adjusted(1, 1, -1, -1));
}

void AgendaView::paintTitle(Canvas &canvas, const Line &line) const
{
    const Theme &theme = canvas.theme();
    const bool isToday = line.day == sight().today();
    const bool isHere = line.day == day() && !current() && hasFocus();
    canvas.fill(line.rect, isHere ? theme.selected : theme.alternate);
    canvas.hairline(line.rect, theme.line);
    const QRect room = line.rect.adjusted(space::pane, 0, -space::pane, 0);
    const int width = canvas.text(room, isToday ? tr("%1 · today").arg(dayWords(line.day)) : dayWords(line.day),
        look().font(Type::Small, QFont::DemiBold), isToday ? theme.accent.text : theme.text2);
    if (cardsOf(line.day).isEmpty())
        canvas.text(
            room.adjusted(width + space::card, 0, 0, 0), tr("Nothing planned"), look().font(Type::Small), theme.text3);
}

void AgendaView::paintRow(Canvas &canvas, const Line &line) const
{
    const Theme &theme = canvas.theme();
    const Card &card = cards().at(line.card);
    const QList<Card> all = chosen();
    const bool isChosen =
        std::any_of(all.begin(), all.end(), [&card](const Card &each) { return keyOf(each) == keyOf(card); });
    canvas.selectionGround(line.rect, isChosen, hasFocus());
    canvas.hairline(line.rect, theme.rowLine);
    const CardLook own = cardLook(card.state);
    const QColor ink = own.tint == Tint::Plain ? theme.text2 : theme.hue(own.tint).text;
    const QFont font = look().font(Type::Small);
    QRect room = line.rect.adjusted(space::pane, 0, -space::pane, 0);
    canvas.text(QRect(room.left(), room.top(), look().scaled(hourWidth) - 6, room.height()),
        hourWords(card, sight().zone), font, theme.text2);
    room.setLeft(room.left() + look().scaled(hourWidth));
    canvas.icon(QRect(room.left(), room.top(), look().scaled(glyph), room.height()), own.icon, ink);
    room.setLeft(room.left() + look().scaled(glyph) + 6);
    canvas.text(QRect(room.left(), room.top(), look().scaled(stateWidth) - 8, room.height()), stateWords(card.state),
        font, ink);
    room.setLeft(room.left() + look().scaled(stateWidth));
    for (auto target = card.targets.rbegin(); target != card.targets.rend(); ++target) {
        canvas.icon(QRect(room.right() - look().scaled(glyph), room.top(), look().scaled(glyph), room.height()),
            Icons::networkName(networkWord(target->channel.network)), theme.text2);
        room.setRight(room.right() - look().scaled(glyph) - 4);
    }
    if (const Campaign *campaign = sight().campaign(card.campaign))
        room.setRight(room.right() - paintCampaign(canvas, room, *campaign, Canvas::Side::Trailing) - 6);
    if (const auto mark = sight().marks.constFind(keyOf(card)); mark != sight().marks.cend()) {
        const bool isMild = *mark == ClashMark::Mild;
        canvas.icon(QRect(room.left(), room.top(), look().scaled(glyph), room.height()),
            isMild ? QStringLiteral("data-warning") : QStringLiteral("post-clash"),
            isMild ? theme.amber.text : theme.red.text);
        room.setLeft(room.left() + look().scaled(glyph) + 6);
    }
    const int width = canvas.text(
        room, card.name(), look().font(Type::Body, QFont::Medium), card.hasName() ? theme.text : theme.text3);
    canvas.text(room.adjusted(width + space::card, 0, 0, 0), cardDetail(card), font, theme.text3);
}

PlannerView::Cell AgendaView::tableCell(int row, int) const
{
    const Line &line = m_lines.at(row);
    if (line.card < 0)
        return { dayWords(line.day), line.rect, line.day == day() && !current() };
    return { cardSentence(cards().at(line.card), sight()), line.rect, isCurrent(line.card) };
}

QString AgendaView::rowTitle(int row) const
{
    return dayWords(m_lines.at(row).day);
}

} // namespace wheelhouse
