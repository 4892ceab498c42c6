#include "core/secrets/keyringprompt.h"

#include "core/secrets/secretwords.h"

#include <QDBusConnection>
#include <QDBusMessage>

namespace wheelhouse {

KeyringPrompt::KeyringPrompt(std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
{
    m_promise.start();
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { end(tl::unexpected(secretwords::silentKeyring())); });
    m_patience.start(patience);
}

KeyringPrompt::~KeyringPrompt() = default;

void KeyringPrompt::show(const QString &path)
{
    if (path == QLatin1String("/"))
        return end({});
    const auto service = QStringLiteral("org.freedesktop.secrets");
    const auto interface = QStringLiteral("org.freedesktop.Secret.Prompt");
    auto bus = QDBusConnection::sessionBus();
    if (path.isEmpty()
        || !bus.connect(service, path, interface, QStringLiteral("Completed"), this, SLOT(hear(bool, QDBusVariant))))
        return end(tl::unexpected(secretwords::silentKeyring()));
    bus.send(QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Prompt")) << QString());
}

void KeyringPrompt::hear(bool isDismissed, const QDBusVariant & /*what*/)
{
    end(isDismissed ? Result<void>(tl::unexpected(secretwords::notOpened())) : Result<void>());
}

void KeyringPrompt::end(const Result<void> &result)
{
    if (std::exchange(m_isEnded, true))
        return;
    m_promise.addResult(result);
    m_promise.finish();
    deleteLater();
}

} // namespace wheelhouse
