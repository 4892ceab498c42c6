#include "app/engine/desktopnotes.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace wheelhouse {

namespace {

const QString service = QStringLiteral("org.freedesktop.Notifications");
const QString path = QStringLiteral("/org/freedesktop/Notifications");

/// specifications.freedesktop.org/notification-spec: "default" is what a click on the note itself does.
QDBusMessage callOf(const DesktopNote &note, uint instead)
{
    auto call = QDBusMessage::createMethodCall(service, path, service, QStringLiteral("Notify"));
    const QVariantMap hints { { QStringLiteral("urgency"), QVariant::fromValue(uchar(note.isUrgent ? 2 : 1)) },
        { QStringLiteral("desktop-entry"), QStringLiteral("wheelhouse") } };
    const QStringList actions =
        note.action.isEmpty() ? QStringList() : QStringList { QStringLiteral("default"), note.action };
    call << QStringLiteral("Wheelhouse") << instead << QStringLiteral("wheelhouse") << note.title
         << note.body.toHtmlEscaped() << actions << hints << -1;
    return call;
}

} // namespace

DesktopNotes::DesktopNotes(QObject *parent)
    : QObject(parent)
{
}

/// Asked and not looked up first: a service that sleeps is woken by the call.
void DesktopNotes::show(const DesktopNote &note)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        emit missed(note);
        return;
    }
    if (!note.action.isEmpty() && !m_isListening)
        m_isListening =
            bus.connect(service, path, service, QStringLiteral("ActionInvoked"), this, SLOT(hear(uint, QString)));
    auto *answer = new QDBusPendingCallWatcher(bus.asyncCall(callOf(note, m_last)), this);
    connect(answer, &QDBusPendingCallWatcher::finished, this, [this, answer, note] {
        answer->deleteLater();
        const QDBusPendingReply<uint> reply = *answer;
        if (reply.isError())
            emit missed(note);
        else
            m_last = reply.value();
    });
}

void DesktopNotes::hear(uint id, const QString &action)
{
    if (id == m_last && action == QLatin1String("default"))
        emit opened();
}

} // namespace wheelhouse
