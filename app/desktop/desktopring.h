#pragma once

#include "app/desktop/promisebell.h"

#include <QObject>

class QSystemTrayIcon;
class QWidget;

namespace wheelhouse {

class Look;

/// Shows notes on the desktop: by org.freedesktop.Notifications, with nothing in them that could be markup; where
/// nobody answers there, by a message of the tray's, and by the window asking for attention. Nobody waits for the
/// answer.
class DesktopRing : public QObject {
    Q_OBJECT
public:
    explicit DesktopRing(QObject *parent = nullptr);
    void ring(const BellNote &note);
    /// The other way; \a window asks for attention, its tray icon is made when it is first needed.
    void showInTray(const BellNote &note, QWidget &window, const Look &look);

signals:
    void missed(const wheelhouse::BellNote &note); ///< no notification service took it

private:
    QSystemTrayIcon *m_tray = nullptr;
};

} // namespace wheelhouse
