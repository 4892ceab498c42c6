#pragma once

#include "core/connectors/bluesky/blueskyidentity.h"
#include "core/http/httpclient.h"
#include "core/networks/signin.h"

#include <QObject>
#include <QPromise>

#include <functional>

namespace wheelhouse {

/// Texts that the name service has for a name; none where it does not answer. Calls back on the asker's thread.
using TxtLookup = std::function<void(
    const QString &name, QObject *asker, const std::function<void(const QList<QByteArray> &)> &found)>;
TxtLookup systemTxtLookup();

/// Whom everybody asks; a test has its own.
struct BlueskyPlaces {
    QUrl plc { QStringLiteral("https://plc.directory") };
    QUrl appview { QStringLiteral("https://public.api.bsky.app") };
    bool areTyped = false; ///< a person named them, so that they and what they name may lie in a private range
};

/// Lets us in at Bluesky, or at any PDS, by an app password. A handle is followed to its DID, the DID to its document,
/// and the document to the PDS; the document must name the handle back, so that nobody gives themselves the handle of
/// another. A server's own address ("https://pds.example") is asked as it is. The account's own password is refused: it
/// opens more than we need. Tokens that were got here are given back at once. Lives on one lane.
class BlueskySignIn final : public SignIn {
public:
    /// \a client outlives it.
    explicit BlueskySignIn(HttpClient &client, BlueskyPlaces places = {}, TxtLookup texts = systemTxtLookup());

    [[nodiscard]] NetworkId network() const override { return NetworkId::Bluesky; }
    [[nodiscard]] QList<Way> ways() const override { return { Way::Password }; }
    [[nodiscard]] QFuture<Result<ServerFacts>> look(const QString &typed) override;
    /// Refused: there is no page for it.
    [[nodiscard]] QFuture<Result<QUrl>> ask(const QSet<Permission> &permissions, const QUrl &back) override;
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> come(const QUrl &query) override;
    /// \a name may be empty where look() followed a handle.
    [[nodiscard]] QFuture<Result<std::shared_ptr<Welcome>>> enter(const QString &name, const Secret &secret) override;
    /// Ends the session. The app password itself only its owner can delete, in the network's own settings.
    [[nodiscard]] QFuture<Result<void>> leave(const ServerFacts &server, const Secret &secret) override;

private:
    struct Looking;
    struct Entering;
    using LookingPtr = std::shared_ptr<Looking>;
    using EnteringPtr = std::shared_ptr<Entering>;
    void askHost(const LookingPtr &looking);
    void askAppview(const LookingPtr &looking);
    void askNames(const LookingPtr &looking);
    void askDocument(const LookingPtr &looking, const QString &did);
    void takeDocument(const LookingPtr &looking, const bluesky::Identity &identity);
    void askServer(const LookingPtr &looking, const QUrl &server, bool isTyped);
    void greet(const EnteringPtr &entering);
    void introduce(const EnteringPtr &entering);
    void giveBack(const QUrl &pds, const QString &typed, const Secret &refresh, const std::function<void()> &then);
    [[nodiscard]] HttpRequest question(const QUrl &server, const QString &path) const;

    HttpClient &m_client;
    BlueskyPlaces m_places;
    TxtLookup m_texts;
    ServerFacts m_server; ///< of the last look()
    QString m_did; ///< whom it led to; empty: to a server alone
    QObject m_here; ///< answers that come too late fall to the ground with it
};

} // namespace wheelhouse
