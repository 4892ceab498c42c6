#include "app/desktop/desktopring.h"

#include "ui/kit/icons.h"
#include "ui/kit/look.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QSystemTrayIcon>

namespace wheelhouse {

namespace {

QDBusMessage callOf(const BellNote &note)
{
    auto call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.Notifications"),
        QStringLiteral("/org/freedesktop/Notifications"), QStringLiteral("org.freedesktop.Notifications"),
        QStringLiteral("Notify"));
    const QVariantMap hints { { QStringLiteral("urgency"), QVariant::fromValue(uchar(note.isUrgent ? 2 : 1)) },
        { QStringLiteral("desktop-entry"), QStringLiteral("wheelhouse") } };
    call << QStringLiteral("Wheelhouse") << uint(0) << QStringLiteral("wheelhouse") << note.title
         << escapedBody(note.body) << QStringList() << hints << -1;
    return call;
}

} // namespace

DesktopRing::DesktopRing(QObject *parent)
    : QObject(parent)
{
}

/// Asked and not looked up first: a service that sleeps is woken by the call.
void DesktopRing::ring(const BellNote &note)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        emit missed(note);
        return;
    }
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(callOf(note)), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, note] {
        answer->deleteLater();
        if (answer->isError())
            emit missed(note);
    });
}

void DesktopRing::showInTray(const BellNote &note, QWidget &window, const Look &look)
{
    QApplication::alert(&window);
    if (!QSystemTrayIcon::isSystemTrayAvailable())
        return;
    if (!m_tray) {
        m_tray = new QSystemTrayIcon(Icons::icon(QStringLiteral("wheel"), look.theme().accent.text, 22), this);
        connect(m_tray, &QSystemTrayIcon::activated, &window, [&window] {
            window.raise();
            window.activateWindow();
        });
    }
    m_tray->setToolTip(note.title);
    m_tray->show();
    m_tray->showMessage(note.title, note.body, note.isUrgent ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

} // namespace wheelhouse
