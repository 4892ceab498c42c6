#pragma once

#include "ui/calendar/calendarreading.h"
#include "ui/calendar/calendarservices.h"
#include "ui/calendar/calendarsteps.h"
#include "ui/kit/panel.h"

#include <QTimer>

class QSettings;
class QStackedWidget;

namespace wheelhouse {

class AgendaView;
class CalendarActions;
class CalendarBar;
class EmptyState;
class LayerBar;
class Legend;
class Look;
class MonthView;
class Notice;
class PlannerView;
class Pulse;
class Shortcuts;
class Tray;
class WeekView;

/// The calendar: a month, a week, a list by day, and the launch room that is handed in; beside them the posts that have
/// no date. It wires views, steps and the reading lane; its commands stand in Shortcuts under the scope "calendar".
class CalendarPanel : public Panel {
    Q_OBJECT
public:
    enum class Shape { Month, Week, Agenda, Launch };

    /// \a launch the launch room; none: there is no such shape. The panel takes it.
    CalendarPanel(const CalendarServices &services, const Look &look, Shortcuts &shortcuts, QSettings &settings,
        QWidget *launch = nullptr, QWidget *parent = nullptr);
    CalendarPanel(const CalendarPanel &) = delete;
    CalendarPanel &operator=(const CalendarPanel &) = delete;
    ~CalendarPanel() override;

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString iconName() const override { return QStringLiteral("view-calendar-month"); }
    [[nodiscard]] QString goKey() const override { return QStringLiteral("C"); }
    [[nodiscard]] QString scope() const override { return QStringLiteral("calendar"); }
    void takeFocus() override;

    [[nodiscard]] Shape shape() const { return m_shape; }
    void setShape(Shape shape);
    [[nodiscard]] QDate day() const { return m_day; }
    void showDay(QDate day); ///< whatever is chosen there
    void choose(const QList<CardKey> &keys); ///< once they are read; their day is shown
    [[nodiscard]] PlannerView *view() const; ///< null: the launch room is shown
    [[nodiscard]] const CalendarSight &sight() const { return m_sight; }
    [[nodiscard]] const CalendarFilter &filter() const { return m_filter; }
    [[nodiscard]] QString shownTitle() const; ///< "October 2026"; of the launch room: its window title
    [[nodiscard]] CalendarSteps &steps() { return *m_steps; }

signals:
    void acted(const QString &sentence); ///< for the status line, beside Undo
    void told(const QString &sentence); ///< for the status line: nothing to take back
    void openRequested(wheelhouse::PostId post);
    void newRequested(const wheelhouse::WallTime &at); ///< a post is to be written for then
    void holdRequested(qint64 campaign); ///< what goes out is to be held; row; 0: everything
    void launchPaged(int by); ///< another launch is to be shown

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    friend class CalendarActions;

    void layOut();
    void listen();
    void listenTo(PlannerView &view);
    void listenToSteps();
    void restore();
    void remember();
    [[nodiscard]] QDate pageDay() const;
    void readNow();
    void take(const CalendarSight &sight);
    void showEmpty();
    void page(int by);
    void askScope(const QString &question, const CalendarSteps::Scoped &go);
    void lookAtLayer(qint64 layer); ///< row; 0: the plan
    void showTray();
    void place(const QList<Placement> &placements);
    void setFilter(const CalendarFilter &filter);

    CalendarServices m_services;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    QSettings &m_settings;
    CalendarSight m_sight;
    CalendarFilter m_filter;
    Shape m_shape = Shape::Month;
    QDate m_day; ///< where the keyboard is
    qint64 m_layer = 0;
    QList<CardKey> m_toChoose; ///< when they have been read
    QTimer m_minute; ///< now goes on

    Pulse *m_pulse;
    CalendarReading *m_reading;
    CalendarSteps *m_steps;
    CalendarBar *m_bar;
    LayerBar *m_layerBar;
    Notice *m_notice;
    QStackedWidget *m_views;
    MonthView *m_month;
    WeekView *m_week;
    AgendaView *m_agenda;
    QWidget *m_launch;
    EmptyState *m_empty;
    Legend *m_legend;
    Tray *m_tray;
    CalendarActions *m_actions = nullptr;
};

} // namespace wheelhouse
