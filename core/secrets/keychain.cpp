#include "core/secrets/keychain.h"

#include "core/base/lane.h"
#include "core/secrets/secretwords.h"

#include <QCoreApplication>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace wheelhouse {

namespace {

using SecretPtr = std::shared_ptr<Secret>; // QFuture's results are copied, and a Secret is not

template<typename T> struct Turn {
    QPromise<Result<T>> promise;
    bool isEnded = false;
    void end(const Result<T> &result)
    {
        if (std::exchange(isEnded, true))
            return;
        promise.addResult(result);
        promise.finish();
    }
};
template<typename T> using TurnPtr = std::shared_ptr<Turn<T>>; // held by what is under way and by its time limit

template<typename T> TurnPtr<T> begin()
{
    auto turn = std::make_shared<Turn<T>>();
    turn->promise.start();
    return turn;
}

Error errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::EntryNotFound:
        return secretwords::noEntry();
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return secretwords::noKeyring();
    case QKeychain::AccessDeniedByUser:
        return secretwords::notOpened();
    default:
        // Its own words may come from anywhere and are kept out; the number says enough.
        return secretwords::keyringRefused(QStringLiteral("keychain: error %1").arg(int(job.error())));
    }
}

/// Why nobody may be asked now; none: it is open.
std::optional<Error> closedBy(Secrets::State state)
{
    if (state == Secrets::State::Open)
        return {};
    return state == Secrets::State::Locked ? secretwords::lockedKeyring() : secretwords::silentKeyring();
}

/// Starts \a job, and calls \a done with it unless the patience ends first. A job that is given up is left to end
/// itself: the library still writes to it.
template<typename T>
void run(QObject &here, QKeychain::Job *job, const TurnPtr<T> &turn, std::chrono::milliseconds patience,
    const std::function<void(QKeychain::Job *)> &done)
{
    job->setInsecureFallback(false);
    QObject::connect(job, &QKeychain::Job::finished, &here, [turn, done](QKeychain::Job *ended) {
        if (!turn->isEnded)
            done(ended);
    });
    QTimer::singleShot(patience, &here, [turn] { turn->end(tl::unexpected(secretwords::silentKeyring())); });
    job->start();
}

} // namespace

Keychain::Keychain(const QString &service)
    : Keychain(service, Patience())
{
}

Keychain::Keychain(const QString &service, const Patience &patience)
    : m_service(service)
    , m_patience(patience)
    , m_door(patience.question)
{
}

QString Keychain::words() const
{
    return QCoreApplication::translate("Secrets", "the keyring of this computer");
}

QFuture<Result<std::shared_ptr<Secret>>> Keychain::read(const QString &name)
{
    auto turn = begin<SecretPtr>();
    auto future = turn->promise.future();
    whenDone(m_door.state(), &m_here, [this, turn, name](State state) {
        if (const auto closed = closedBy(state))
            return turn->end(tl::unexpected(*closed));
        auto *job = new QKeychain::ReadPasswordJob(m_service);
        job->setKey(name);
        run(m_here, job, turn, m_patience.deed, [this, turn](QKeychain::Job *ended) {
            if (ended->error() == QKeychain::NoError) {
                const QByteArray bytes = static_cast<QKeychain::ReadPasswordJob *>(ended)->binaryData();
                return turn->end(std::make_shared<Secret>(QByteArray(bytes.constData(), bytes.size())));
            }
            const Error error = errorOf(*ended);
            if (error.kind != Error::Kind::Missing)
                return turn->end(tl::unexpected(error));
            // It may have been locked between the two, and then says the same.
            whenDone(m_door.state(), &m_here,
                [turn, error](State now) { turn->end(tl::unexpected(closedBy(now).value_or(error))); });
        });
    });
    return future;
}

QFuture<Result<void>> Keychain::write(const QString &name, const Secret &secret)
{
    auto turn = begin<void>();
    auto future = turn->promise.future();
    auto kept = std::make_shared<Secret>(secret.another());
    whenDone(m_door.state(), &m_here, [this, turn, name, kept](State state) {
        if (const auto closed = closedBy(state))
            return turn->end(tl::unexpected(*closed));
        auto *job = new QKeychain::WritePasswordJob(m_service);
        job->setKey(name);
        job->setBinaryData(kept->reveal());
        run(m_here, job, turn, m_patience.deed, [turn](QKeychain::Job *ended) {
            turn->end(ended->error() == QKeychain::NoError ? Result<void>() : tl::unexpected(errorOf(*ended)));
        });
    });
    return future;
}

QFuture<Result<void>> Keychain::remove(const QString &name)
{
    auto turn = begin<void>();
    auto future = turn->promise.future();
    whenDone(m_door.state(), &m_here, [this, turn, name](State state) {
        if (const auto closed = closedBy(state))
            return turn->end(tl::unexpected(*closed));
        auto *job = new QKeychain::DeletePasswordJob(m_service);
        job->setKey(name);
        run(m_here, job, turn, m_patience.deed, [this, turn](QKeychain::Job *ended) {
            if (ended->error() == QKeychain::NoError)
                return turn->end({});
            const Error error = errorOf(*ended);
            if (error.kind != Error::Kind::Missing)
                return turn->end(tl::unexpected(error));
            whenDone(m_door.state(), &m_here, [turn](State now) {
                const auto closed = closedBy(now);
                turn->end(closed ? Result<void>(tl::unexpected(*closed)) : Result<void>());
            });
        });
    });
    return future;
}

} // namespace wheelhouse
