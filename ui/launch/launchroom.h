#pragma once

#include "ui/kit/shortcuts.h"
#include "ui/launch/launchservices.h"
#include "ui/launch/launchsight.h"

#include <QTimer>
#include <QWidget>

class QStackedWidget;

namespace wheelhouse {

class EmptyState;
class FactsRow;
class LaneView;
class LaunchForm;
class LaunchSteps;
class StepLegend;
class Look;
class Notice;
class OnePage;

/// The launch room: many departments about one hour. Facts above, lanes in the middle, one page for everybody beside.
class LaunchRoom : public QWidget {
    Q_OBJECT
public:
    LaunchRoom(const LaunchServices &services, const Look &look, Shortcuts &shortcuts, QWidget *parent = nullptr);
    ~LaunchRoom() override;
    Q_DISABLE_COPY_MOVE(LaunchRoom)

    /// Adds its commands: after the scope within which it lies, whose keys it may use otherwise.
    void addKeys();
    /// The name of the launch that is looked at; the window title too.
    [[nodiscard]] QString title() const;
    [[nodiscard]] const LaunchSight &sight() const { return m_sight; }
    [[nodiscard]] LaneView &lanes() { return *m_lanes; }
    void look(LaunchId launch); ///< at another
    void lookBeside(int by); ///< at the next or the one before, by when doors open
    void lookThrough(qint64 layer); ///< row; 0: as it is
    void refresh();
    /// Where the keyboard goes.
    void takeFocus();
    [[nodiscard]] bool isWaiting() const { return m_isWaiting; } ///< something is being read

signals:
    void acted(const QString &sentence); ///< something can be taken back
    void told(const QString &sentence);
    void holdRequested(qint64 campaign); ///< row; 0: everything
    void printRequested(); ///< of sight()
    void entered(); ///< it is seen now
    void left();
    void openPostRequested(wheelhouse::PostId post); ///< to be written

protected:
    void resizeEvent(QResizeEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    friend class LaunchSteps;
    void layOut();
    void listen();
    void addCommands();
    void addMoves();
    void showSight(const LaunchSight &sight);
    void showEmpty();
    void showMenu(const QPoint &place);
    void settlePage();

    LaunchServices m_services;
    const Look &m_look;
    Shortcuts &m_shortcuts;
    LaunchReading m_reading;
    LaunchSight m_sight;
    LaunchRequest m_request;
    QTimer m_pause; ///< gathers changes into one reading
    bool m_isWaiting = true;
    bool m_isPageWanted = true;
    Notice *m_notice;
    FactsRow *m_facts;
    LaneView *m_lanes;
    StepLegend *m_legend;
    OnePage *m_page;
    EmptyState *m_empty;
    QStackedWidget *m_rooms;
    LaunchSteps *m_steps;
};

} // namespace wheelhouse
