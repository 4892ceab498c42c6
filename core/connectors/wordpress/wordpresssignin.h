#pragma once

#include "core/connectors/wordpress/wordpressdoor.h"
#include "core/networks/signin.h"

namespace wheelhouse {

/// Lets a user of a WordPress blog in with an application password (WordPress 5.6 and later). ServerFacts::can holds
/// "home" and "name" of the blog; the secret is "user:application password". No password goes over plain http, but to a
/// machine inside this network.
class WordPressSignIn final : public SignIn {
public:
    /// \a client outlives it.
    explicit WordPressSignIn(HttpClient &client);

    [[nodiscard]] NetworkId network() const override { return NetworkId::WordPress; }
    [[nodiscard]] QList<Way> ways() const override { return { Way::Password }; }
    /// Of any page of the blog.
    [[nodiscard]] QFuture<Result<ServerFacts>> look(const QString &typed) override;
    [[nodiscard]] QFuture<Result<QUrl>> ask(const QSet<Permission> &permissions, const QUrl &back) override;
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> come(const QUrl &query) override;
    /// Refused where the user may not moderate comments: nothing could be read.
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> enter(const QString &name, const Secret &secret) override;
    /// Deletes the application password. One that is not known any more is as good as deleted.
    [[nodiscard]] QFuture<Result<void>> leave(const ServerFacts &server, const Secret &secret) override;

private:
    struct Search;
    using SearchPtr = std::shared_ptr<Search>; // held by the answers on their way
    void askPage(const SearchPtr &search, const QUrl &url);
    void hearPage(const SearchPtr &search, const QUrl &url, const Result<HttpResponse> &answer);
    void askRoot(const SearchPtr &search);
    void hearRoot(const SearchPtr &search, const Result<HttpResponse> &answer);

    HttpClient &m_client;
    ServerFacts m_server; ///< what look() found
    std::unique_ptr<WordPressDoor> m_door; ///< through which somebody enters or leaves; one at a time
    QObject m_here; ///< answers that come too late fall to the ground with it
};

} // namespace wheelhouse
