#pragma once

#include "app/engine/engine.h"
#include "core/http/gate.h"
#include "tests/support/busymastodon.h"

#include <QEventLoop>
#include <QFutureWatcher>

namespace wheelhouse {

/// An account at a BusyMastodon on a desk whose secrets lie in a vault of its own; the environment says where
/// (XDG_DATA_HOME), before the engine is opened.
class BusyAccount {
    // First, since its answer's type is deduced.
    /// For what is asked on the lane and answered later.
    template<typename Work> static auto askTwice(Engine &engine, Work work)
    {
        const auto answer = engine.lane().ask(std::move(work));
        return wait(wait(answer));
    }

public:
    /// Signed in by a person who wants everything since \a newsSince; with a new vault.
    static ChannelId signIn(Engine &engine, const BusyMastodon &server, const QDateTime &newsSince)
    {
        Desks &desks = engine.desks();
        const QString name = BusyMastodon::us()[QLatin1String("uri")].toString();
        const ChannelId channel = channelOf(NetworkId::Mastodon, name);
        const QString secret = secretName(engine.file().workspace().id.bytes(), channel);
        fine(askTwice(engine, [&] {
            desks.secrets.store.choose(SecretStore::Keeper::Vault);
            return desks.secrets.vault.create(Secret("a passphrase of a test"));
        }));
        fine(askTwice(engine, [&] { return desks.secrets.store.write(secret, Secret("token-of-a-test")); }));
        SignedIn account;
        account.network = NetworkId::Mastodon;
        account.globalName = name;
        account.remoteId = BusyMastodon::us()[QLatin1String("id")].toString();
        account.handle = QStringLiteral("@us@busy.example");
        account.address = server.address();
        account.typed = typedHost(QUrl(server.address()));
        account.terms.permissions = { Permission::ReadMentions };
        account.newsSince = newsSince;
        fine(wait(engine.lane().ask([&] { return desks.accounts.signIn(account); })));
        return channel;
    }
    /// Waits with the events of this thread going on.
    template<typename T> static T wait(const QFuture<T> &future)
    {
        QEventLoop loop;
        QFutureWatcher<T> watcher;
        QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
        watcher.setFuture(future);
        if (!future.isFinished())
            loop.exec();
        return future.result();
    }

private:
    template<typename T> static void fine(const Result<T> &result)
    {
        if (!result)
            qFatal("no account to test with: %s", qPrintable(result.error().detail + result.error().message));
    }
};

} // namespace wheelhouse
