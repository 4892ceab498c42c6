#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/networks/network.h"

#include <QFuture>
#include <QJsonObject>
#include <QSet>
#include <QStringList>
#include <QUrl>

#include <memory>

namespace wheelhouse {

/// What a server says of itself before anybody signs in. What it does not say, or says absurdly, has a safe value.
struct ServerFacts {
    QUrl address; ///< under which its interface is asked: scheme, host, port, perhaps a path
    QString typed; ///< see HttpRequest: what of it a person typed
    QString software; ///< "Mastodon 4.5.1"; empty: it does not say
    qint64 people = -1; ///< -1: it does not say
    int postCharacters = 0; ///< 0: it does not say
    int altCharacters = 0; ///< 0: it does not say
    bool pushes = false; ///< it has a stream
    QJsonObject can {}; ///< the connector's own notes on what the server can, kept with the account; no secrets
};

/// What a person allows; least first. Each becomes the narrowest scope that the network has for it.
enum class Permission { ReadMentions, Post, UploadMedia, ReadDirect };

/// Somebody was let in.
struct Welcome {
    QString globalName; ///< ours on the network, never changing: actor URI, DID, site and user number
    QString remoteId; ///< ours in the network's interface
    QString handle; ///< "@marlowe@coffee.social"
    QString displayName;
    QUrl address; ///< where the account is asked from now on (Bluesky: its PDS)
    QString typed;
    QStringList granted; ///< scopes as the network words them; empty: it has none
    QJsonObject can {}; ///< see ServerFacts
    Secret secret; ///< everything that lets us in again, in the connector's own form
};

/// Asks a person to let us in at one network. Lives on one lane, for one sign-in. All calls return at once.
class SignIn {
public:
    enum class Way { Browser, Token, Password };
    SignIn() = default;
    SignIn(const SignIn &) = delete;
    SignIn &operator=(const SignIn &) = delete;
    virtual ~SignIn() = default;

    [[nodiscard]] virtual NetworkId network() const = 0;
    [[nodiscard]] virtual QList<Way> ways() const = 0; ///< best first; Browser only where look() found that it can
    /// Finds the server of what a person typed: "coffee.social", "@marlowe@coffee.social", a handle, a blog's address.
    [[nodiscard]] virtual QFuture<Result<ServerFacts>> look(const QString &typed) = 0;
    /// The page on which a person says yes, in their own browser, which then calls \a back. After look().
    [[nodiscard]] virtual QFuture<Result<QUrl>> ask(const QSet<Permission> &permissions, const QUrl &back) = 0;
    /// The browser came back with \a query. Refused where its state is not the one we sent.
    [[nodiscard]] virtual QFuture<Result<std::shared_ptr<Welcome>>> come(const QUrl &query) = 0;
    /// With a pasted token (\a name empty) or with a name and an app password. After look().
    [[nodiscard]] virtual QFuture<Result<std::shared_ptr<Welcome>>> enter(
        const QString &name, const Secret &secret) = 0;
    /// Makes what lets us in worthless over there, as far as the network can. Needs no look().
    [[nodiscard]] virtual QFuture<Result<void>> leave(const ServerFacts &server, const Secret &secret) = 0;
};

} // namespace wheelhouse
