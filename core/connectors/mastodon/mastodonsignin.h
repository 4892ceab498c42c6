#pragma once

#include "core/connectors/mastodon/mastodonfinder.h"
#include "core/connectors/mastodon/mastodontoken.h"
#include "core/networks/signin.h"

namespace wheelhouse {

class MastodonCalls;

/// Lets a person sign in at a server of Mastodon's kind: in their own browser (authorisation code, with PKCE where the
/// server has it), or with a token that they made there. What it keeps of a sign-in is a MastodonToken.
class MastodonSignIn final : public SignIn {
public:
    /// \a client outlives it.
    explicit MastodonSignIn(HttpClient &client);
    ~MastodonSignIn() override;

    [[nodiscard]] NetworkId network() const override { return NetworkId::Mastodon; }
    [[nodiscard]] QList<Way> ways() const override;
    [[nodiscard]] QFuture<Result<ServerFacts>> look(const QString &typed) override;
    [[nodiscard]] QFuture<Result<QUrl>> ask(const QSet<Permission> &permissions, const QUrl &back) override;
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> come(const QUrl &query) override;
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> enter(const QString &name, const Secret &secret) override;
    [[nodiscard]] QFuture<Result<void>> leave(const ServerFacts &server, const Secret &secret) override;

private:
    struct Asking;
    using WelcomePromise = std::shared_ptr<QPromise<Result<std::shared_ptr<Welcome>>>>;
    void registerHere(const std::shared_ptr<Asking> &asking, bool isNarrow);
    void exchange(const QString &code, const WelcomePromise &promise);
    void welcome(
        const std::shared_ptr<MastodonToken> &token, const QStringList &granted, const WelcomePromise &promise);

    HttpClient &m_client;
    MastodonFinder m_finder;
    std::optional<ServerFacts> m_facts;
    std::shared_ptr<Asking> m_asking; ///< the page that a person was sent to; used once
    std::unique_ptr<MastodonCalls> m_calls; ///< of the last who-are-we
    std::unique_ptr<QObject> m_here;
};

/// The scopes for \a permissions; broad ones where the server has no others.
[[nodiscard]] QStringList mastodonScopes(const QSet<Permission> &permissions, bool isNarrow);

} // namespace wheelhouse
