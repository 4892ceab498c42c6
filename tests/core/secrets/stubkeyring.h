#pragma once

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QThread>

namespace wheelhouse {

/// A Secret Service that does what a test says, on the session's bus and on a thread of its own: "silent", "silent
/// after open", "nonsense", "prompt opens", "prompt refused", "prompt silent", "no collection".
class StubKeyring {
public:
    explicit StubKeyring(const QString &how)
        : m_object(how)
    {
        m_object.moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(
            &m_object, [this] { m_object.appear(); }, Qt::BlockingQueuedConnection);
    }
    ~StubKeyring()
    {
        QMetaObject::invokeMethod(
            &m_object, [this] { m_object.vanish(); }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(StubKeyring)

private:
    class Service final : public QDBusVirtualObject {
    public:
        explicit Service(QString how)
            : m_how(std::move(how))
            , m_hasCollection(m_how != QLatin1String("no collection"))
            , m_isOpen(m_how == QLatin1String("silent after open"))
        {
        }
        void appear()
        {
            auto bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, QStringLiteral("stub"));
            if (!bus.registerVirtualObject(QStringLiteral("/org/freedesktop/secrets"), this, QDBusConnection::SubPath)
                || !bus.registerService(QStringLiteral("org.freedesktop.secrets")))
                qFatal("no stub of a keyring");
        }
        static void vanish() { QDBusConnection::disconnectFromBus(QStringLiteral("stub")); }
        [[nodiscard]] QString introspect(const QString & /*path*/) const override { return {}; }
        bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
        {
            const QString member = message.member();
            if (m_how == QLatin1String("silent"))
                return true;
            if (m_how == QLatin1String("nonsense"))
                return bus.send(message.createReply(nonsense(member)));
            if (member == QLatin1String("ReadAlias"))
                return bus.send(message.createReply(QVariant::fromValue(
                    QDBusObjectPath(m_hasCollection ? QStringLiteral("/org/freedesktop/secrets/collection/login")
                                                    : QStringLiteral("/")))));
            if (member == QLatin1String("Get"))
                return bus.send(message.createReply(QVariant::fromValue(QDBusVariant(!m_isOpen))));
            if (member == QLatin1String("Unlock"))
                return bus.send(message.createReply(
                    QVariantList { QVariant::fromValue(QList<QDBusObjectPath>()), QVariant::fromValue(m_prompt) }));
            if (member == QLatin1String("CreateCollection"))
                return bus.send(message.createReply(QVariantList {
                    QVariant::fromValue(QDBusObjectPath(QStringLiteral("/"))), QVariant::fromValue(m_prompt) }));
            return member == QLatin1String("Prompt") ? prompt(message, bus) : true;
        }

    private:
        /// Well-formed, and of no type that was asked for.
        static QVariant nonsense(const QString &member)
        {
            if (member == QLatin1String("ReadAlias"))
                return QVariant::fromValue(QDBusObjectPath(QStringLiteral("/org/freedesktop/secrets/collection/x")));
            return QVariant::fromValue(QDBusVariant(QStringLiteral("perhaps")));
        }
        bool prompt(const QDBusMessage &message, const QDBusConnection &bus)
        {
            bus.send(message.createReply());
            if (m_how == QLatin1String("prompt silent"))
                return true;
            const bool isRefused = m_how == QLatin1String("prompt refused");
            m_isOpen = !isRefused;
            m_hasCollection = true;
            auto completed = QDBusMessage::createSignal(
                m_prompt.path(), QStringLiteral("org.freedesktop.Secret.Prompt"), QStringLiteral("Completed"));
            completed << isRefused << QVariant::fromValue(QDBusVariant(QString()));
            return bus.send(completed);
        }
        QString m_how;
        bool m_hasCollection;
        bool m_isOpen;
        QDBusObjectPath m_prompt { QStringLiteral("/org/freedesktop/secrets/prompt/p1") };
    };
    Service m_object;
    QThread m_thread;
};

} // namespace wheelhouse
