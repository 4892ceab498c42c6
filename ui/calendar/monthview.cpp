#include "ui/calendar/monthview.h"

#include "core/base/zones.h"

#include <QLocale>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr int usualBars = 6; // of three hours each, 06:00 to 24:00
constexpr double usualHeight = 14;
constexpr double usualWidth = 4;

} // namespace

MonthView::MonthView(const Look &look, QWidget *parent)
    : PlannerView(look, parent)
{
    setObjectName(QStringLiteral("monthView"));
    setAccessibleName(tr("Month"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

void MonthView::setMonth(QDate day)
{
    m_month = day;
    m_isNewMonth = true;
    rearrange();
    revealDay();
}

/// Weeks have their place only once the month is on the screen, in its size.
void MonthView::revealDay()
{
    if (!isVisible() || !m_month.isValid())
        return;
    m_isNewMonth = false;
    const QRect own = m_grid.cell(day());
    reveal(own.isEmpty() ? m_grid.cell(m_month) : own);
}

void MonthView::resizeEvent(QResizeEvent *event)
{
    PlannerView::resizeEvent(event);
    revealDay();
}

void MonthView::showEvent(QShowEvent *event)
{
    PlannerView::showEvent(event);
    if (!m_isNewMonth)
        return;
    rearrange();
    revealDay();
}

QDate MonthView::pageDay() const
{
    const bool isNeighbour = day().month() != m_month.month() || day().year() != m_month.year();
    return isNeighbour ? m_month : day();
}

std::pair<QDate, QDate> MonthView::rangeFor(QDate day) const
{
    const MonthGrid grid(look(), viewport()->size(), day, QLocale().firstDayOfWeek());
    return { grid.first(), grid.last() };
}

void MonthView::arrange()
{
    if (!m_month.isValid())
        return;
    m_grid = MonthGrid(look(), viewport()->size(), m_month, QLocale().firstDayOfWeek(), verticalScrollBar()->value());
    {
        const QSignalBlocker quiet(verticalScrollBar());
        verticalScrollBar()->setRange(0, qMax(0, m_grid.height() - viewport()->height()));
        verticalScrollBar()->setPageStep(viewport()->height());
    }
    m_bars = m_grid.bars(sight().campaigns);
    spots().clear();
    m_more.clear();
    for (QDate day = m_grid.first(); day <= m_grid.last(); day = day.addDays(1)) {
        const QList<int> own = cardsOf(day);
        const int week = int(m_grid.first().daysTo(day) / 7);
        const DayStack stack = m_grid.stack(day, MonthGrid::lanes(m_bars, week), int(own.size()));
        // Where there is not room for all, the one that the keyboard is on is among those that are seen.
        const auto isHere = [this](int card) { return isCurrent(card); };
        const qsizetype here = std::find_if(own.cbegin(), own.cend(), isHere) - own.cbegin();
        const qsizetype from = here == own.size() ? 0 : qMax(qsizetype { 0 }, here + 1 - stack.cards.size());
        for (int i = 0; i < stack.cards.size(); ++i) {
            const QRect rect = stack.cards.at(i);
            spots().append({ own.at(from + i), rect, rect.height() < 2 * look().lineHeight(Type::Tiny) ? 1 : 2 });
        }
        if (stack.hidden > 0)
            m_more.append({ day, stack.more, stack.hidden });
    }
}

QRect MonthView::rectOf(const WallTime &at) const
{
    const QRect cell = m_grid.cell(at.date);
    if (cell.isEmpty())
        return {};
    for (const Spot &spot : spots())
        if (cards().at(spot.card).at == at)
            return spot.rect;
    const int lanes = MonthGrid::lanes(m_bars, int(m_grid.first().daysTo(at.date) / 7));
    const DayStack stack = m_grid.stack(at.date, lanes, int(cardsOf(at.date).size()) + 1);
    return stack.hidden > 0 || stack.cards.isEmpty()
        ? QRect(cell.left() + 5, cell.bottom() - look().scaled(23), cell.width() - 9, look().scaled(21))
        : stack.cards.last();
}

QDate MonthView::wholeDayAt(const QPoint &place) const
{
    for (const More &more : m_more)
        if (more.rect.contains(place))
            return more.day;
    return {};
}

std::pair<int, int> MonthView::carryStep(int key, bool isFine) const
{
    if (isFine)
        return { 0, key == Qt::Key_Left || key == Qt::Key_Up ? -15 : 15 };
    switch (key) {
    case Qt::Key_Left:
        return { -1, 0 };
    case Qt::Key_Right:
        return { 1, 0 };
    case Qt::Key_Up:
        return { -7, 0 };
    default:
        return { 7, 0 };
    }
}

void MonthView::reveal(const QRect &rect)
{
    const QRect body = m_grid.body();
    QScrollBar *bar = verticalScrollBar();
    if (rect.top() < body.top())
        bar->setValue(bar->value() + rect.top() - body.top());
    else if (rect.bottom() > body.bottom())
        bar->setValue(bar->value() + rect.bottom() - body.bottom());
}

void MonthView::paint(Canvas &canvas, QPainter &painter)
{
    canvas.fill(viewport()->rect(), canvas.theme().base);
    painter.save();
    painter.setClipRect(m_grid.body());
    for (QDate day = m_grid.first(); day <= m_grid.last(); day = day.addDays(1))
        paintDay(canvas, painter, day);
    for (int week = 0; week < m_grid.weeks(); ++week) {
        const QRect box = m_grid.weekNumber(week);
        canvas.fill(box, canvas.theme().alternate);
        canvas.hairline(box, canvas.theme().line);
        const QString number = QLocale().toString(m_grid.first().addDays(7 * week + 3).weekNumber());
        const QFont font = look().font(Type::Tiny);
        const int inset = (box.width() - Canvas::textWidth(number, font)) / 2;
        canvas.text(QRect(box.left() + inset, box.top() + 7, box.width(), look().lineHeight(Type::Tiny)), number, font,
            canvas.theme().text3);
    }
    paintBars(canvas);
    paintSpots(canvas, painter, m_grid.body());
    for (const More &more : std::as_const(m_more))
        canvas.text(more.rect.adjusted(look().scaled(5), 0, 0, 0), tr("+%Ln more", nullptr, more.hidden),
            look().font(Type::Tiny, QFont::Medium), canvas.theme().text2);
    if (isCarrying())
        paintLanding(canvas, painter);
    painter.restore();
    paintNames(canvas);
}

void MonthView::paintNames(Canvas &canvas) const
{
    const QRect first = m_grid.name(0);
    canvas.fill(QRect(0, 0, viewport()->width(), first.height()), canvas.theme().base);
    for (int column = 0; column < 7; ++column) {
        const QRect box = m_grid.name(column);
        if (column > 0)
            canvas.fill(QRect(box.left(), 0, 1, box.height()), canvas.theme().rowLine);
        canvas.text(box.adjusted(look().scaled(8), 0, -2, 0), columnTitle(column),
            look().font(Type::Tiny, QFont::DemiBold), canvas.theme().text2);
    }
    canvas.hairline(QRect(0, 0, viewport()->width(), first.height()), canvas.theme().line);
}

void MonthView::paintDay(Canvas &canvas, QPainter &painter, QDate day) const
{
    const Theme &theme = canvas.theme();
    const QRect cell = m_grid.cell(day);
    const PlannerPoint landing = landingPoint();
    if (landing.day == day)
        canvas.fill(cell, theme.accent.ground);
    else if (m_grid.isOutside(day) || day.dayOfWeek() > 5)
        canvas.fill(cell, theme.off);
    canvas.fill(QRect(cell.left(), cell.top(), 1, cell.height()), theme.rowLine);
    canvas.hairline(cell, theme.line);
    const bool isHere = day == this->day() && hasFocus() && !current() && !isCarrying();
    if (landing.day == day || isHere) {
        painter.setPen(QPen(theme.accent.text, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(canvas.placed(cell).adjusted(1, 1, -2, -2));
    }
    paintDate(canvas, cell, day);
    paintUsual(canvas, cell, day);
}

void MonthView::paintDate(Canvas &canvas, const QRect &cell, QDate day) const
{
    const Theme &theme = canvas.theme();
    const QLocale locale;
    const bool isToday = day == sight().today();
    QString words =
        day.day() == 1 ? locale.toString(day, tr("d MMM", "a day as QLocale writes it")) : locale.toString(day.day());
    if (isToday)
        words = tr("%1 today", "the number of a day").arg(words);
    const QFont font = look().font(Type::Small, m_grid.isOutside(day) ? QFont::Normal : QFont::DemiBold);
    const int height = look().scaled(18);
    QRect box(cell.left() + look().scaled(7), cell.top() + look().scaled(4), cell.width() / 2, height);
    if (isToday) {
        box.setLeft(cell.left() + look().scaled(4));
        box.setWidth(qMin(Canvas::textWidth(words, font) + look().scaled(12), cell.width() - look().scaled(40)));
        canvas.fill(box, theme.accent.fill, height / 2);
        canvas.text(box.adjusted(look().scaled(6), 0, -2, 0), words, font, theme.onFill);
        return;
    }
    const int width = canvas.text(box, words, font, m_grid.isOutside(day) ? theme.text3 : theme.text2);
    for (const DayOff &off : sight().page.daysOff)
        if (off.firstDay <= day && day <= off.lastDay) {
            const int left = box.left() + width + look().scaled(6);
            canvas.text(QRect(left, box.top(), cell.right() - look().scaled(34) - left, height), off.name,
                look().font(Type::Tiny), theme.amber.text);
            break;
        }
}

/// Not mirrored: hours go on to the right, as on any axis of time (DESIGN 7).
void MonthView::paintUsual(Canvas &canvas, const QRect &cell, QDate day) const
{
    const UsualHours &usual = sight().usual;
    if (!usual.isKnown() || m_grid.isOutside(day))
        return;
    std::array<double, usualBars> sums {};
    double most = 0;
    for (int weekday = 1; weekday <= 7; ++weekday)
        for (int bar = 0; bar < usualBars; ++bar) {
            double sum = 0;
            for (int hour = 6 + 3 * bar; hour < 9 + 3 * bar; ++hour)
                sum += usual.at(weekday, hour).mean;
            most = qMax(most, sum);
            if (weekday == day.dayOfWeek())
                sums[size_t(bar)] = sum;
        }
    if (most <= 0)
        return;
    const int width = look().scaled(usualWidth);
    const int left = cell.right() - look().scaled(5) - usualBars * (width + 1);
    const int bottom = cell.top() + look().scaled(19);
    QColor ink = canvas.theme().heat;
    ink.setAlphaF(0.85F);
    for (int bar = 0; bar < usualBars; ++bar) {
        const int place = layoutDirection() == Qt::LeftToRight ? bar : usualBars - 1 - bar;
        const int height = qMax(1, qRound(sums[size_t(bar)] / most * look().scaled(usualHeight)));
        canvas.fill(QRect(left + place * (width + 1), bottom - height, width, height), ink);
    }
}

QString barWords(const Campaign &campaign, const CalendarSight &sight, bool inFull)
{
    QString words = campaign.letter + QLatin1String("  ") + campaign.name;
    const QLocale locale;
    if (!campaign.heldSince.isNull()) {
        const QDateTime since = campaign.heldSince.toTimeZone(zoneNamed(sight.zone));
        const QString when = since.date() == sight.today()
            ? hourWords(since.time())
            : locale.toString(since.date(), MonthView::tr("d MMMM", "a day as QLocale writes it"));
        return inFull ? MonthView::tr("%1 · on hold since %2").arg(words, when)
                      : MonthView::tr("%1 · on hold").arg(words);
    }
    if (!inFull || !campaign.firstDay.isValid())
        return words;
    const QString day = MonthView::tr("d MMMM", "a day as QLocale writes it");
    const bool isOneMonth = campaign.firstDay.month() == campaign.lastDay.month();
    return MonthView::tr("%1, %2 to %3", "a campaign, its first and last day")
        .arg(words, isOneMonth ? locale.toString(campaign.firstDay.day()) : locale.toString(campaign.firstDay, day),
            locale.toString(campaign.lastDay, day));
}

void MonthView::paintBars(Canvas &canvas) const
{
    for (const MonthBar &bar : m_bars) {
        const Campaign &campaign = sight().campaigns.at(bar.campaign);
        const Hue hue = canvas.theme().hue(campaignTint(campaign.tint));
        canvas.fill(bar.rect, hue.ground, 3);
        const bool isNow = sight().today() >= m_grid.first().addDays(7 * bar.week)
            && sight().today() < m_grid.first().addDays(7 * bar.week + 7);
        canvas.text(bar.rect.adjusted(look().scaled(7), 0, -look().scaled(7), 0),
            barWords(campaign, sight(), bar.isFirst || isNow), look().font(Type::Tiny, QFont::DemiBold), hue.text);
    }
}

PlannerView::Cell MonthView::tableCell(int row, int column) const
{
    const QDate day = m_grid.first().addDays(7 * row + column);
    return { daySentence(day), m_grid.cell(day), day == this->day() };
}

QRect MonthView::cellsOf(QDate day) const
{
    const auto number = int(m_grid.first().daysTo(day));
    return { number % 7, number / 7, 1, 1 };
}

QString MonthView::rowTitle(int row) const
{
    return tr("Week %1").arg(m_grid.first().addDays(7 * row + 3).weekNumber());
}

QString MonthView::columnTitle(int column) const
{
    const int weekday = (int(QLocale().firstDayOfWeek()) - 1 + column) % 7 + 1;
    return QLocale().standaloneDayName(weekday, QLocale::ShortFormat);
}

} // namespace wheelhouse
