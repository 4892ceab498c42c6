#include "app/desktop/tour.h"

#include "ui/calendar/plannerview.h"

#include <QDialog>

// The calendar's screens: its shapes, a post that is carried, the dialogs, small and mirrored windows.
namespace wheelhouse {

namespace {

void press(QWidget *widget, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QKeyEvent event(QEvent::KeyPress, key, modifiers);
    QApplication::sendEvent(widget, &event);
}

/// The first card that can be moved is where the keyboard is.
bool choosePlanned(PlannerView &view)
{
    for (const Card &card : view.cards())
        if (card.isMovable() && card.hasHour() && card.at->date > view.sight().today()) {
            view.choose({ keyOf(card) });
            return true;
        }
    return false;
}

} // namespace

void Tour::planCalendar(const QString &suffix)
{
    using Shape = CalendarPanel::Shape;
    const auto nothing = [] {};
    const auto stop = [this, &suffix](const char *name, std::function<void()> arrange, std::function<void()> leave) {
        m_stops.push_back({ QString::fromLatin1(name) + suffix, std::move(arrange), std::move(leave) });
    };
    const auto show = [this](Shape shape) {
        command("go.view-calendar-month");
        m_bench->calendar().setShape(shape);
        m_bench->calendar().showDay(m_clock.now().toLocalTime().date());
        m_bench->calendar().takeFocus();
    };
    stop(
        "calendar-month", [show] { show(Shape::Month); }, nothing);
    stop(
        "calendar-carried",
        [this] {
            PlannerView *view = m_bench->calendar().view();
            if (!choosePlanned(*view))
                complain(tr("No post can be moved."));
            view->pickUp();
            press(view, Qt::Key_Right);
            press(view, Qt::Key_Down);
        },
        [this] { m_bench->calendar().view()->putBack(); });
    stop(
        "calendar-date",
        [this] {
            std::ignore = choosePlanned(*m_bench->calendar().view());
            command("calendar.date");
        },
        [this] { closeDialog(); });
    stop(
        "calendar-repeat", [this] { command("calendar.repeat"); }, [this] { closeDialog(); });
    stop(
        "calendar-print", [this] { command("calendar.print"); }, [this] { closeDialog(); });
    stop(
        "calendar-week", [show] { show(Shape::Week); }, nothing);
    stop(
        "calendar-agenda", [show] { show(Shape::Agenda); }, nothing);
    stop(
        "calendar-launch", [show] { show(Shape::Launch); }, nothing);
    stop(
        "calendar-launch-slip", [this] { command("launch.slip"); }, [this] { closeDialog(); });
    stop(
        "calendar-open",
        [this] {
            m_bench->calendar().setShape(Shape::Month);
            m_bench->calendar().showDay(m_clock.now().toLocalTime().date().addYears(-2));
        },
        [this, show] {
            show(Shape::Month);
            command("go.inbox");
        });
}

void Tour::planCalendarSizes(const QString &suffix, Look::Mode mode)
{
    using Shape = CalendarPanel::Shape;
    constexpr QSize wide(1440, 900);
    constexpr QSize narrow(1024, 700);
    const auto dress = [this, mode](QSize size, Qt::LayoutDirection direction, int scale) {
        m_look.setMode(mode);
        m_look.setTextScale(scale);
        m_app.setLayoutDirection(direction);
        window().resize(size);
    };
    for (const auto &[shape, word] :
        { std::pair(Shape::Month, "calendar-month"), std::pair(Shape::Week, "calendar-week"),
            std::pair(Shape::Agenda, "calendar-agenda"), std::pair(Shape::Launch, "calendar-launch") }) {
        const auto show = [this, shape = shape] {
            command("go.view-calendar-month");
            m_bench->calendar().setShape(shape);
        };
        const auto back = [this, dress] {
            dress(wide, Qt::LeftToRight, 100);
            command("go.inbox");
        };
        const QString name = QString::fromLatin1(word);
        m_stops.push_back({ name + QStringLiteral("-1024x700") + suffix,
            [dress, show] {
                dress(narrow, Qt::LeftToRight, 100);
                show();
            },
            back });
        m_stops.push_back({ name + QStringLiteral("-rtl") + suffix,
            [dress, show] {
                dress(wide, Qt::RightToLeft, 100);
                show();
            },
            back });
        m_stops.push_back({ name + QStringLiteral("-160") + suffix,
            [dress, show] {
                dress(wide, Qt::LeftToRight, 160);
                show();
            },
            back });
    }
}

} // namespace wheelhouse
