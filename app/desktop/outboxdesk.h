#pragma once

#include "app/engine/desktopnotes.h"
#include "app/engine/engine.h"
#include "ui/outbox/outboxreader.h"
#include "ui/outbox/outboxservices.h"
#include "ui/shell/mainwindow.h"

#include <QObject>
#include <QTimer>

namespace wheelhouse {

class HoldAsk;
class Look;
class OutboxWindow;
class Pulse;
class Shortcuts;

/// The outbox and the hold on the window: their commands, what the status line says of a hold, and the list to review
/// after a release. All references outlive it.
class OutboxDesk : public QObject {
    Q_OBJECT
public:
    OutboxDesk(Engine &engine, MainWindow &window, const Look &look, Shortcuts &shortcuts, const QSettings &settings);
    ~OutboxDesk() override;
    OutboxDesk(const OutboxDesk &) = delete;
    OutboxDesk &operator=(const OutboxDesk &) = delete;

    void openOutbox(const QString &words = {});
    /// \a campaign (row; 0: none) is chosen to begin with.
    void openHold(qint64 campaign);

private:
    void addCommands(Shortcuts &shortcuts);
    void listenTo(HoldAsk *ask);
    void listenToBell(OutboxBell &bell);
    void hear(const DesktopNote &note);
    void look();

    OutboxServices m_services;
    OutboxReader m_reader;
    MainWindow &m_window;
    OutboxWindow *m_outbox; ///< owned by the window
    HoldAsk *m_ask; ///< over the window
    HoldAsk *m_askThere; ///< over the outbox
    Pulse *m_pulse;
    const QSettings &m_settings;
    DesktopNotes m_notes;
    QTimer m_quiet; ///< asks once a minute whether the quiet hours are over, while something is kept
    std::optional<DesktopNote> m_kept; ///< the last note of quiet hours
};

} // namespace wheelhouse
