#include "ui/calendar/calendarbar.h"
#include "ui/calendar/calendarpanel.h"
#include "ui/calendar/plannerview.h"
#include "ui/calendar/tray.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/shortcuts.h"

#include <QBoxLayout>
#include <QLocale>
#include <QSettings>
#include <QStackedWidget>

// What the panel shows where there is nothing, how it fits its window, and what it remembers.
namespace wheelhouse {

namespace {

constexpr int narrowBelow = 1080; // px of the panel: the tray is a drawer then

} // namespace

/// An empty month is open: what lies in the tray can go there.
void CalendarPanel::showEmpty()
{
    const PlannerView *shown = view();
    const bool isEmpty = shown && shown->cards().isEmpty() && m_sight.page.from.isValid();
    m_empty->setVisible(isEmpty);
    if (!isEmpty)
        return;
    const QString fact = m_shape == Shape::Week
        ? tr("This week is open")
        : tr("%1 is open", "a month").arg(QLocale().standaloneMonthName(pageDay().month()));
    const int waiting = int(m_tray->model().cards().size());
    m_empty->setContent(QStringLiteral("view-calendar-month"), fact,
        waiting > 0 ? tr(
            "%Ln {post has|posts have} no date yet. Drag one onto a day, or pick it up with Space.", nullptr, waiting)
                    : tr("Nothing is planned yet, and nothing waits for a date."));
    m_empty->clearActions();
    if (waiting > 0)
        m_empty->addAction(tr("To the posts without a date"), m_shortcuts.caps(QStringLiteral("calendar.tray")),
            [this] { showTray(); });
    m_empty->addAction(tr("New post"), m_shortcuts.caps(QStringLiteral("calendar.new")), [this] {
        std::ignore = m_shortcuts.run(view() ? QStringLiteral("calendar.new") : QStringLiteral("launch.step"));
    });
    m_empty->resize(m_look.scaled(360), m_empty->sizeHint().height());
    m_empty->move((m_views->width() - m_empty->width()) / 2, (m_views->height() - m_empty->height()) / 2);
    m_empty->raise();
}

void CalendarPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    const bool isNarrow = width() < m_look.scaled(narrowBelow);
    static_cast<QBoxLayout *>(layout())->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_tray->setDrawer(isNarrow);
    m_bar->setNarrow(isNarrow);
    showEmpty();
}

void CalendarPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    readNow();
}

void CalendarPanel::restore()
{
    m_day = QDate::fromString(m_settings.value(QStringLiteral("calendar/day")).toString(), Qt::ISODate);
    if (!m_day.isValid())
        m_day = m_services.clock.now().toLocalTime().date();
    const int shape = m_settings.value(QStringLiteral("calendar/shape"), 0).toInt();
    setShape(shape >= 0 && shape <= int(Shape::Launch) ? Shape(shape) : Shape::Month);
    if (shape == int(Shape::Launch) && !m_launch)
        setShape(Shape::Month);
}

void CalendarPanel::remember()
{
    m_settings.setValue(QStringLiteral("calendar/day"), m_day.toString(Qt::ISODate));
    m_settings.setValue(QStringLiteral("calendar/shape"), int(m_shape));
}

} // namespace wheelhouse
