#include "core/secrets/keyringdoor.h"

#include "core/secrets/keyringprompt.h"
#include "core/secrets/secretwords.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>
#include <QPromise>

namespace wheelhouse {

namespace {

using Answer = QPromise<Secrets::State>;
using AnswerPtr = std::shared_ptr<Answer>; // held by the call under way
using Then = std::function<void(const QDBusMessage &)>;

void say(Answer &answer, Secrets::State state)
{
    answer.addResult(state);
    answer.finish();
}

void call(QObject &here, const QDBusMessage &message, std::chrono::milliseconds patience, const Then &then)
{
    auto *watcher =
        new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, int(patience.count())), &here);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, &here, [watcher, then] {
        watcher->deleteLater();
        then(watcher->reply());
    });
}

QDBusMessage secretService(const QString &method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"),
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("org.freedesktop.Secret.Service"), method);
}

QDBusMessage wallet(const QString &method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.kde.kwalletd5"), QStringLiteral("/modules/kwalletd5"),
        QStringLiteral("org.kde.KWallet"), method);
}

bool isAnswer(const QDBusMessage &reply)
{
    return reply.type() == QDBusMessage::ReplyMessage && !reply.arguments().isEmpty();
}

QString pathIn(const QDBusMessage &reply)
{
    return isAnswer(reply) ? reply.arguments().constFirst().value<QDBusObjectPath>().path() : QString();
}

QDBusMessage whetherLocked(const QString &collection)
{
    auto message = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.secrets"), collection,
        QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    message << QStringLiteral("org.freedesktop.Secret.Collection") << QStringLiteral("Locked");
    return message;
}

QDBusMessage defaultCollection()
{
    return secretService(QStringLiteral("ReadAlias")) << QStringLiteral("default");
}

void askSecretService(QObject &here, std::chrono::milliseconds patience, const AnswerPtr &answer)
{
    call(here, defaultCollection(), patience, [&here, patience, answer](const QDBusMessage &alias) {
        const QString collection = pathIn(alias);
        if (collection.isEmpty())
            return say(*answer, Secrets::State::Missing);
        if (collection == QLatin1String("/")) // it runs, and a person has yet to make a keyring
            return say(*answer, Secrets::State::Locked);
        call(here, whetherLocked(collection), patience, [answer](const QDBusMessage &reply) {
            if (!isAnswer(reply))
                return say(*answer, Secrets::State::Missing);
            const QVariant locked = reply.arguments().constFirst().value<QDBusVariant>().variant();
            // What is no truth value is no promise that it is open.
            const bool isOpen = locked.typeId() == QMetaType::Bool && !locked.toBool();
            say(*answer, isOpen ? Secrets::State::Open : Secrets::State::Locked);
        });
    });
}

void askWallet(QObject &here, std::chrono::milliseconds patience, const AnswerPtr &answer)
{
    call(here, wallet(QStringLiteral("networkWallet")), patience, [&here, patience, answer](const QDBusMessage &name) {
        if (!isAnswer(name))
            return askSecretService(here, patience, answer);
        const auto isOpen = wallet(QStringLiteral("isOpen")) << name.arguments().constFirst().toString();
        call(here, isOpen, patience, [answer](const QDBusMessage &reply) {
            if (!isAnswer(reply))
                return say(*answer, Secrets::State::Missing);
            say(*answer, reply.arguments().constFirst().toBool() ? Secrets::State::Open : Secrets::State::Locked);
        });
    });
}

bool isPlasma()
{
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP").split(QLatin1Char(':')).contains(QLatin1String("KDE"))
        || qEnvironmentVariableIsSet("KDE_FULL_SESSION");
}

} // namespace

KeyringDoor::KeyringDoor(std::chrono::milliseconds patience)
    : m_patience(patience)
{
}

QFuture<Secrets::State> KeyringDoor::state()
{
    auto answer = std::make_shared<Answer>();
    answer->start();
    auto future = answer->future();
    if (!QDBusConnection::sessionBus().isConnected())
        say(*answer, Secrets::State::Missing);
    else if (isPlasma())
        askWallet(m_here, m_patience, answer);
    else
        askSecretService(m_here, m_patience, answer);
    return future;
}

QFuture<Result<void>> KeyringDoor::open(std::chrono::milliseconds patience)
{
    auto *prompt = new KeyringPrompt(patience, &m_here);
    auto future = prompt->future();
    if (!QDBusConnection::sessionBus().isConnected()) {
        prompt->end(tl::unexpected(secretwords::noKeyring()));
        return future;
    }
    const QPointer<KeyringPrompt> living(prompt);
    call(m_here, defaultCollection(), m_patience, [this, living](const QDBusMessage &alias) {
        const QString collection = pathIn(alias);
        if (!living)
            return;
        if (collection.isEmpty())
            return living->end(tl::unexpected(secretwords::noKeyring()));
        // Both answer with the path of a prompt, or "/" where there is nothing to ask.
        const bool isNone = collection == QLatin1String("/");
        auto message = secretService(isNone ? QStringLiteral("CreateCollection") : QStringLiteral("Unlock"));
        if (isNone)
            message << QVariantMap {
                { QStringLiteral("org.freedesktop.Secret.Collection.Label"), secretwords::keyringName() }
            } << QStringLiteral("default");
        else
            message << QVariant::fromValue(QList<QDBusObjectPath> { QDBusObjectPath(collection) });
        call(m_here, message, m_patience, [living](const QDBusMessage &reply) {
            if (!living)
                return;
            if (reply.arguments().size() < 2)
                return living->end(tl::unexpected(secretwords::silentKeyring()));
            living->show(reply.arguments().at(1).value<QDBusObjectPath>().path());
        });
    });
    return future;
}

} // namespace wheelhouse
