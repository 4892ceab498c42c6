#pragma once

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusVariant>

namespace wheelhouse {

/// A secret as the Secret Service passes it on: (oayays).
struct PassedSecret {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

inline QDBusArgument &operator<<(QDBusArgument &to, const PassedSecret &secret)
{
    to.beginStructure();
    to << secret.session << secret.parameters << secret.value << secret.contentType;
    to.endStructure();
    return to;
}

inline const QDBusArgument &operator>>(const QDBusArgument &from, PassedSecret &secret)
{
    from.beginStructure();
    from >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    from.endStructure();
    return from;
}

/// The keyring that tests/servers/keyring started, locked and opened without a window.
namespace realkeyring {

inline QDBusMessage call(
    const QDBusConnection &bus, const char *interface, const char *method, const QVariantList &arguments)
{
    auto message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets"), QString::fromLatin1(interface), QString::fromLatin1(method));
    message.setArguments(arguments);
    return bus.call(message, QDBus::Block, 10'000);
}

inline QDBusObjectPath collection()
{
    return QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/login"));
}

inline bool lock(const QDBusConnection &bus = QDBusConnection::sessionBus())
{
    return call(bus, "org.freedesktop.Secret.Service", "Lock",
               { QVariant::fromValue(QList<QDBusObjectPath> { collection() }) })
               .type()
        == QDBusMessage::ReplyMessage;
}

inline bool unlock(const QDBusConnection &bus = QDBusConnection::sessionBus())
{
    qDBusRegisterMetaType<PassedSecret>();
    const auto session = call(bus, "org.freedesktop.Secret.Service", "OpenSession",
        { QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString())) });
    const PassedSecret password { session.arguments().value(1).value<QDBusObjectPath>(), {}, "keyring-pass",
        QStringLiteral("text/plain") };
    return call(bus, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface", "UnlockWithMasterPassword",
               { QVariant::fromValue(collection()), QVariant::fromValue(password) })
               .type()
        == QDBusMessage::ReplyMessage;
}

} // namespace realkeyring

} // namespace wheelhouse

Q_DECLARE_METATYPE(wheelhouse::PassedSecret)
