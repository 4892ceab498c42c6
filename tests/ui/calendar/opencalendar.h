#pragma once

#include "core/operations/stepback.h"
#include "tests/core/calendar/calendarroom.h"
#include "ui/calendar/calendarpanel.h"
#include "ui/calendar/plannerview.h"
#include "ui/calendar/tray.h"
#include "ui/kit/look.h"
#include "ui/kit/shortcuts.h"

#include <QApplication>
#include <QSettings>

namespace wheelhouse {

/// The calendar over a real store whose writing side lives on a lane of its own, as in the program. The clocks stand on
/// Monday 12 October 2026, 10:42 UTC; posts go to two networks in memory.
class OpenCalendar {
public:
    using Plan = std::function<void(CalendarRoom &)>;

    template<typename Work> auto on(Work work)
    {
        auto future = engine.ask(std::move(work));
        future.waitForFinished();
        if constexpr (!std::is_void_v<std::invoke_result_t<Work>>)
            return future.result();
    }
    explicit OpenCalendar(const Plan &plan = {})
    {
        on([&] {
            room = std::make_unique<CalendarRoom>(2);
            if (plan)
                plan(*room);
        });
        look.setReducedMotion(true);
        open();
    }
    ~OpenCalendar()
    {
        close();
        reader.stop();
        on([this] { room.reset(); });
    }
    OpenCalendar(const OpenCalendar &) = delete;
    OpenCalendar &operator=(const OpenCalendar &) = delete;

    void open()
    {
        shortcuts = std::make_unique<Shortcuts>(settings);
        panel = std::make_unique<CalendarPanel>(
            CalendarServices { engine, *room->calendar, reader, room->desk.database.path(), QStringLiteral("Test"),
                room->changes, clock },
            look, *shortcuts, settings);
        stepBack = std::make_unique<StepBack>(engine, *room->again);
        acted = std::make_unique<QSignalSpy>(panel.get(), &CalendarPanel::acted);
        told = std::make_unique<QSignalSpy>(panel.get(), &CalendarPanel::told);
        opened = std::make_unique<QSignalSpy>(panel.get(), &CalendarPanel::openRequested);
        panel->resize(1368, 840);
        panel->show();
        panel->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(panel.get()));
        panel->takeFocus();
        panel->showDay(clock.now().date());
        QTRY_VERIFY(panel->sight().page.from.isValid());
    }
    void close()
    {
        panel.reset();
        stepBack.reset();
        shortcuts.reset();
    }
    /// As after the program ended and began again: what is known is what the store says.
    void reopen()
    {
        close();
        on([this] { room->reopen(); });
        open();
    }
    /// To whatever has the keyboard.
    static void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key(key), modifiers);
    }
    [[nodiscard]] PlannerView &view() { return *panel->view(); }
    [[nodiscard]] std::optional<WallTime> placeOf(PostId post, const QString &occurrence = {})
    {
        return on([&] { return room->placeOf({ post, occurrence }); });
    }
    /// Waits until the view shows the card, and goes to it.
    bool goTo(PostId post, const QString &occurrence = {})
    {
        const CardKey key { post, occurrence };
        if (!QTest::qWaitFor([&] { return view().sight().find(key) && view().sight().find(key)->at; }, 5000))
            return false;
        view().choose({ key });
        return view().current() && keyOf(*view().current()) == key;
    }
    [[nodiscard]] QString note() const
    {
        const auto *shown = panel->findChild<QWidget *>(QStringLiteral("dropNote"));
        for (const auto *each : panel->findChildren<QWidget *>(QStringLiteral("dropNote")))
            if (each->isVisible())
                shown = each;
        return shown && shown->isVisible() ? shown->accessibleName() : QString();
    }

    FakeClock clock;
    QTemporaryDir folder;
    QSettings settings { folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat };
    Look look;
    Lane engine { QStringLiteral("engine") };
    Lane reader { QStringLiteral("reader") };
    std::unique_ptr<CalendarRoom> room;
    std::unique_ptr<Shortcuts> shortcuts;
    std::unique_ptr<CalendarPanel> panel;
    std::unique_ptr<StepBack> stepBack;
    std::unique_ptr<QSignalSpy> acted;
    std::unique_ptr<QSignalSpy> told;
    std::unique_ptr<QSignalSpy> opened;
};

} // namespace wheelhouse
