#include "ui/kit/appearance.h"

#include "ui/kit/look.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QGuiApplication>
#include <QPalette>

namespace wheelhouse {
namespace {

constexpr QLatin1String portal { "org.freedesktop.portal.Desktop" };
constexpr QLatin1String path { "/org/freedesktop/portal/desktop" };
constexpr QLatin1String settings { "org.freedesktop.portal.Settings" };
constexpr QLatin1String group { "org.freedesktop.appearance" };
constexpr QLatin1String scheme { "color-scheme" };

/// Read() wraps the answer twice, SettingChanged once.
QVariant unwrapped(QVariant value)
{
    while (value.userType() == qMetaTypeId<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    return value;
}

} // namespace

Appearance::Appearance(Look &look, QObject *parent)
    : QObject(parent)
    , m_look(look)
    , m_startedDark(QGuiApplication::palette().color(QPalette::Window).lightness() < 128)
{
    m_look.setSystemDark(m_startedDark);
    ask();
}

void Appearance::ask()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    // From any sender on this path: named by service, Qt 6.4 drops what is sent before it has learned the name's owner.
    bus.connect(QString(), path, settings, QStringLiteral("SettingChanged"), this,
        SLOT(settingChanged(QString, QString, QDBusVariant)));
    QDBusMessage call = QDBusMessage::createMethodCall(portal, path, settings, QStringLiteral("Read"));
    call << QString(group) << QString(scheme);
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher *done) {
        const QDBusPendingReply<QDBusVariant> reply = *done;
        if (reply.isValid())
            follow(QVariant::fromValue(reply.value()));
        done->deleteLater();
    });
}

void Appearance::settingChanged(const QString &changedGroup, const QString &key, const QDBusVariant &value)
{
    if (changedGroup == group && key == scheme)
        follow(QVariant::fromValue(value));
}

void Appearance::follow(const QVariant &value)
{
    constexpr uint noWish = 0;
    constexpr uint preferDark = 1;
    const uint wish = unwrapped(value).toUInt();
    m_look.setSystemDark(wish == noWish ? m_startedDark : wish == preferDark);
}

} // namespace wheelhouse
