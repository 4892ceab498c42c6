#pragma once

#include "app/engine/engine.h"
#include "ui/calendar/calendarpanel.h"
#include "ui/shell/mainwindow.h"

class QSettings;

namespace wheelhouse {

class LaunchRoom;

/// What the calendar needs of the window, and the ties of its panel: status line, undo, printing. All references
/// outlive it.
class PlanningDesk : public QObject {
    Q_OBJECT
public:
    /// Makes the panel; the window that is made with it takes it.
    PlanningDesk(Engine &engine, const Look &look, Shortcuts &shortcuts, QSettings &settings);

    [[nodiscard]] CalendarPanel &calendar() { return *m_calendar; }
    [[nodiscard]] LaunchRoom &launch() { return *m_launch; }
    /// Once there is a window with the panel in it.
    void tie(MainWindow &window);

private:
    void print();

    Engine &m_engine;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    MainWindow *m_window = nullptr;
    LaunchRoom *m_launch; ///< owned by the calendar
    CalendarPanel *m_calendar; ///< owned by the window
};

} // namespace wheelhouse
