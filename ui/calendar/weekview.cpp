#include "ui/calendar/weekview.h"

#include "core/base/zones.h"
#include "ui/calendar/clashbox.h"
#include "ui/calendar/monthview.h"

#include <QLocale>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int usualFirstHour = 6;
constexpr int opensAt = 8; // the hour at the top when a week opens
constexpr int mostLanes = 2;
constexpr double usualWidth = 14;

} // namespace

WeekView::WeekView(const Look &look, QWidget *parent)
    : PlannerView(look, parent)
    , m_clash(new ClashBox(look, viewport()))
{
    setObjectName(QStringLiteral("weekView"));
    setAccessibleName(tr("Week"));
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // one that comes and goes would give days another width
    connect(this, &PlannerView::choiceChanged, this, &WeekView::sayClash);
    connect(this, &PlannerView::carryChanged, this, &WeekView::sayClash);
    connect(m_clash, &ClashBox::insteadChosen, this, [this](const WallTime &to) {
        if (const auto card = current())
            emit placeRequested({ { keyOf(*card), to } });
    });
}

void WeekView::setWeek(QDate day)
{
    m_monday = rangeFor(day).first;
    rearrange();
}

std::pair<QDate, QDate> WeekView::rangeFor(QDate day) const
{
    const QDate first = day.addDays(-((day.dayOfWeek() - int(QLocale().firstDayOfWeek()) + 7) % 7));
    return { first, first.addDays(6) };
}

WeekGrid::Terms WeekView::terms() const
{
    WeekGrid::Terms terms;
    terms.monday = m_monday;
    terms.firstHour = usualFirstHour;
    for (const Card &card : cards())
        if (card.hasHour())
            terms.firstHour = qMin(terms.firstHour, card.at->time.hour());
    for (int day = 0; day < WeekGrid::days; ++day) {
        const QList<int> own = cardsOf(m_monday.addDays(day));
        const auto untimed = std::count_if(own.begin(), own.end(), [this](int i) { return !cards().at(i).hasHour(); });
        terms.anyTime = qMax(terms.anyTime, int(untimed));
    }
    for (const Campaign &campaign : sight().campaigns)
        if (campaign.firstDay.isValid() && campaign.firstDay <= m_monday.addDays(6) && campaign.lastDay >= m_monday)
            terms.lanes = qMin(mostLanes, terms.lanes + 1);
    terms.hasSecondZone = !sight().zone.isEmpty() && sight().zone != sight().machineZone;
    return terms;
}

void WeekView::arrange()
{
    if (!m_monday.isValid())
        return;
    m_grid = WeekGrid(look(), viewport()->size(), terms());
    scrollRanges();
    m_grid =
        WeekGrid(look(), viewport()->size(), terms(), { horizontalScrollBar()->value(), verticalScrollBar()->value() });
    QList<WeekEntry> entries;
    for (int i = 0; i < cards().size(); ++i)
        if (const auto &at = cards().at(i).at)
            entries.append({ i, at->date, at->time });
    spots().clear();
    for (const WeekPlace &place : m_grid.places(entries)) {
        const int line = look().lineHeight(Type::Tiny);
        spots().append({ place.index, place.rect,
            place.rect.height() < 2 * line       ? 1
                : place.rect.height() < 3 * line ? 2
                                                 : 3,
            cards().at(place.index).hasHour() ? m_grid.body() : m_grid.anyTimeStrip() });
    }
    sayClash();
}

void WeekView::sayClash()
{
    const auto card = current();
    const auto clash = card && !isCarrying() ? clashToMend(*card, sight()) : std::nullopt;
    const auto spot =
        std::find_if(spots().cbegin(), spots().cend(), [this](const Spot &each) { return isCurrent(each.card); });
    const bool isSeen = clash && spot != spots().cend() && m_grid.body().intersects(spot->rect);
    if (isSeen)
        m_clash->say(*clash, *card->at, spot->rect);
    else
        m_clash->hide();
}

void WeekView::scrollRanges()
{
    const QSignalBlocker quietly(verticalScrollBar());
    const QSignalBlocker quiet(horizontalScrollBar());
    verticalScrollBar()->setRange(0, qMax(0, m_grid.contentHeight() - m_grid.body().height()));
    verticalScrollBar()->setPageStep(m_grid.body().height());
    verticalScrollBar()->setSingleStep(m_grid.hourHeight() / 2);
    horizontalScrollBar()->setRange(0, qMax(0, m_grid.contentWidth() - (viewport()->width() - m_grid.axisWidth())));
    horizontalScrollBar()->setPageStep(viewport()->width() - m_grid.axisWidth());
    if (!m_isScrolled && viewport()->height() > 0) {
        m_isScrolled = true;
        verticalScrollBar()->setValue((opensAt - m_grid.firstHour()) * m_grid.hourHeight());
    }
}

PlannerPoint WeekView::pointAt(const QPoint &place) const
{
    const WeekPoint point = m_grid.at(place);
    return { point.day, point.time };
}

QRect WeekView::rectOf(const WallTime &at) const
{
    return m_grid.cardAt(at.date, at.time);
}

std::pair<int, int> WeekView::carryStep(int key, bool isFine) const
{
    switch (key) {
    case Qt::Key_Left:
        return { -1, 0 };
    case Qt::Key_Right:
        return { 1, 0 };
    case Qt::Key_Up:
        return { 0, isFine ? -WeekGrid::minutesStep : -60 };
    default:
        return { 0, isFine ? WeekGrid::minutesStep : 60 };
    }
}

void WeekView::reveal(const QRect &rect)
{
    const QRect body = m_grid.body();
    QScrollBar *down = verticalScrollBar();
    if (rect.isEmpty() || rect.bottom() < body.top() - m_grid.contentHeight())
        return;
    if (rect.top() >= m_grid.anyTimeStrip().top() && rect.bottom() <= m_grid.anyTimeStrip().bottom())
        return;
    if (rect.top() < body.top())
        down->setValue(down->value() + rect.top() - body.top() - 2);
    else if (rect.bottom() > body.bottom())
        down->setValue(down->value() + rect.bottom() - body.bottom() + 2);
    QScrollBar *along = horizontalScrollBar();
    if (rect.left() < m_grid.axisWidth())
        along->setValue(along->value() + rect.left() - m_grid.axisWidth() - look().scaled(18));
    else if (rect.right() > viewport()->width())
        along->setValue(along->value() + rect.right() - viewport()->width() + 6);
}

void WeekView::paint(Canvas &canvas, QPainter &painter)
{
    canvas.fill(viewport()->rect(), canvas.theme().base);
    const QRect body = m_grid.body().adjusted(m_grid.axisWidth(), 0, 0, 0);
    painter.save();
    painter.setClipRect(canvas.placed(body));
    paintHours(canvas);
    paintUsual(canvas);
    const PlannerPoint landing = landingPoint();
    paintSpots(canvas, painter, body);
    paintNow(canvas);
    if (isCarrying() && landing.time.isValid())
        paintLanding(canvas, painter);
    painter.restore();
    paintHeader(canvas, painter);
    paintAxis(canvas);
}

void WeekView::paintHours(Canvas &canvas) const
{
    const Theme &theme = canvas.theme();
    const QRect body = m_grid.body();
    for (int day = 0; day < WeekGrid::days; ++day) {
        const QRect column = m_grid.column(day);
        if (m_monday.addDays(day).dayOfWeek() > 5)
            canvas.fill(QRect(column.left(), body.top(), column.width(), body.height()), theme.off);
        canvas.fill(QRect(column.left(), body.top(), 1, body.height()), theme.line);
    }
    for (int hour = m_grid.firstHour() + 1; hour < 24; ++hour) {
        const QRect row = m_grid.axis(hour);
        canvas.fill(QRect(m_grid.axisWidth(), row.top(), viewport()->width(), 1), theme.rowLine);
    }
}

/// Length says how many usually come in that hour; the best hour of a day is solid.
void WeekView::paintUsual(Canvas &canvas) const
{
    const UsualHours &usual = sight().usual;
    const double most = usual.isKnown() ? usual.most() : 0.0;
    if (most <= 0)
        return;
    for (int day = 0; day < WeekGrid::days; ++day) {
        const int weekday = m_monday.addDays(day).dayOfWeek();
        double best = 0;
        for (int hour = usualFirstHour; hour < 24; ++hour)
            best = qMax(best, usual.at(weekday, hour).mean);
        for (int hour = m_grid.firstHour(); hour < 24; ++hour) {
            const double mean = usual.at(weekday, hour).mean;
            const QRect own = m_grid.hour(day, hour);
            const int width = qRound(mean / most * look().scaled(usualWidth));
            canvas.fill(QRect(own.left() + 1, own.top() + 4, width, own.height() - 8),
                mean >= best && best > 0 ? canvas.theme().heat : canvas.theme().band);
        }
    }
}

void WeekView::paintHeader(Canvas &canvas, QPainter &painter) const
{
    const Theme &theme = canvas.theme();
    const QRect header = m_grid.header();
    const QRect strip = m_grid.anyTimeStrip();
    canvas.fill(header.united(strip), theme.base);
    painter.save();
    painter.setClipRect(canvas.placed(header.united(strip).adjusted(m_grid.axisWidth(), 0, 0, 0)));
    for (int day = 0; day < WeekGrid::days; ++day) {
        const QRect column = m_grid.column(day);
        const QDate date = m_monday.addDays(day);
        const bool isToday = date == sight().today();
        if (landingPoint().day == date || (date == this->day() && hasFocus() && !current()))
            canvas.fill(QRect(column.left(), 0, column.width(), header.height()), theme.accent.ground);
        canvas.fill(QRect(column.left(), look().scaled(6), 1, strip.bottom()), theme.line);
        canvas.text(QRect(column.left() + look().scaled(8), look().scaled(6), column.width() - look().scaled(10),
                        look().lineHeight(Type::Small)),
            isToday ? tr("%1 · today").arg(columnTitle(day)) : columnTitle(day),
            look().font(Type::Small, QFont::DemiBold), isToday ? theme.accent.text : theme.text);
    }
    paintBars(canvas);
    paintSpots(canvas, painter, strip);
    painter.restore();
    if (strip.height() > 0) {
        canvas.text(QRect(look().scaled(2), strip.top(), m_grid.axisWidth() - look().scaled(2), look().scaled(22)),
            tr("any time"), look().font(Type::Tiny), theme.text3);
        canvas.hairline(header, theme.rowLine);
    }
    canvas.hairline(header.united(strip), theme.line);
}

void WeekView::paintBars(Canvas &canvas) const
{
    int lane = 0;
    for (const Campaign &campaign : sight().campaigns) {
        if (!campaign.firstDay.isValid() || campaign.firstDay > m_monday.addDays(6) || campaign.lastDay < m_monday
            || lane >= mostLanes)
            continue;
        const int from = int(qMax<qint64>(0, m_monday.daysTo(campaign.firstDay)));
        const int to = int(qMin<qint64>(6, m_monday.daysTo(campaign.lastDay)));
        const QRect bar = m_grid.bar(lane++, from, to);
        const Hue hue = canvas.theme().hue(campaignTint(campaign.tint));
        canvas.fill(bar, hue.ground, 3);
        canvas.text(bar.adjusted(look().scaled(7), 0, -look().scaled(7), 0), barWords(campaign, sight(), true),
            look().font(Type::Tiny, QFont::DemiBold), hue.text);
    }
}

/// The hours; where this machine stands in another zone than the team plans in, the hours here beside them.
void WeekView::paintAxis(Canvas &canvas) const
{
    const Theme &theme = canvas.theme();
    const QRect body = m_grid.body();
    const bool two = terms().hasSecondZone;
    const int width = m_grid.axisWidth() / (two ? 2 : 1);
    canvas.fill(QRect(0, body.top(), m_grid.axisWidth(), body.height()), theme.base);
    const QFont font = look().font(Type::Small, QFont::Medium);
    for (int hour = m_grid.firstHour(); hour < 24; ++hour) {
        const QRect row = m_grid.axis(hour);
        if (row.top() < body.top() - 4 || row.top() > body.bottom())
            continue;
        const QTime time(hour, 0);
        const int line = look().lineHeight(Type::Small);
        const QRect box(look().scaled(8), qMax(body.top(), row.top() - line / 2 + 1), width - look().scaled(10), line);
        canvas.text(box, hourWords(time), font, theme.text2);
        if (!two)
            continue;
        const auto utc = resolve({ m_monday, time, sight().zone });
        const auto here = utc ? wallTimeAt(utc->utc, sight().machineZone) : fail(Error::Kind::Missing, {});
        if (here)
            canvas.text(box.translated(width, 0), hourWords(here->time), look().font(Type::Tiny), theme.text3);
    }
    if (!two)
        return;
    const QRect names(look().scaled(4), m_grid.header().top() + look().scaled(6), width - look().scaled(6),
        look().lineHeight(Type::Tiny));
    canvas.text(names, placeOf(sight().zone), look().font(Type::Tiny, QFont::DemiBold), theme.text2);
    canvas.text(names.translated(width, 0), tr("here"), look().font(Type::Tiny), theme.text3);
}

void WeekView::paintNow(Canvas &canvas) const
{
    const QDateTime now = sight().now.toTimeZone(zoneNamed(sight().zone));
    const qint64 day = m_monday.daysTo(now.date());
    if (day < 0 || day >= WeekGrid::days || now.time().hour() < m_grid.firstHour())
        return;
    const QRect column = m_grid.column(int(day));
    canvas.fill(QRect(column.left(), m_grid.yOf(now.time()) - 1, column.width(), 2), canvas.theme().red.fill);
}

PlannerView::Cell WeekView::tableCell(int row, int column) const
{
    const QDate day = m_monday.addDays(column);
    const int hour = m_grid.firstHour() + row;
    QStringList words { hourWords(QTime(hour, 0)) };
    bool isHere = false;
    for (const int i : cardsOf(day)) {
        const Card &card = cards().at(i);
        if (!card.hasHour() || card.at->time.hour() != hour)
            continue;
        words.append(cardSentence(card, sight()));
        isHere = isHere || isCurrent(i);
    }
    words.prepend(dayWords(day));
    return { words.join(QLatin1String(". ")), m_grid.hour(column, hour), isHere };
}

QRect WeekView::cellsOf(QDate day) const
{
    return { int(m_monday.daysTo(day)), 0, 1, tableRows() };
}

QString WeekView::rowTitle(int row) const
{
    return hourWords(QTime(m_grid.firstHour() + row, 0));
}

QString WeekView::columnTitle(int column) const
{
    return QLocale().toString(m_monday.addDays(column), tr("ddd d", "a day as QLocale writes it"));
}

} // namespace wheelhouse
