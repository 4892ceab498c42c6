#pragma once

#include "core/connectors/bluesky/blueskycalls.h"
#include "core/connectors/bluesky/blueskylook.h"
#include "core/connectors/bluesky/blueskyround.h"
#include "core/connectors/bluesky/blueskyspeech.h"
#include "core/networks/connector.h"

#include <memory>

namespace wheelhouse {

/// One account of Bluesky: what is said to it and of it, what its own people write in the network's app, and what is
/// said of the words it listens for. Lives on one lane.
class BlueskyConnector final : public Connector {
public:
    struct Source {
        Channel channel;
        QUrl address; ///< the PDS
        QString typed; ///< see HttpRequest
        QString did; ///< ours
        QStringList listens = {}; ///< words and #tags that are searched for
        std::chrono::seconds pace { 60 };
        QDateTime newsSince {}; ///< UTC; the first question reads back to there; null: the newest are enough
    };
    /// \a secret what BlueskySignIn gave: JSON with did, pds, password. \a client outlives it.
    BlueskyConnector(Source source, const Secret &secret, HttpClient &client);

    [[nodiscard]] Channel channel() const override { return m_source.channel; }
    [[nodiscard]] std::chrono::seconds pace() const override { return m_source.pace; }
    /// Oldest first. What is there at the first question is history: of notifications the last 300,
    /// and all since Source::newsSince.
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override;
    [[nodiscard]] bool hasLook() const override { return true; }
    /// Gone is what the network says so of, asked for it alone; what a block hides is not.
    [[nodiscard]] QFuture<Result<Page>> look(const QList<RemoteRef> &messages) override;
    [[nodiscard]] QFuture<Result<Page>> thread(const RemoteRef &message) override;
    [[nodiscard]] QSet<Gesture::Kind> gestures() const override;
    /// A report is sent once; whether it arrived is told as Refused where nobody knows.
    [[nodiscard]] QFuture<Result<GestureDone>> make(const Gesture &gesture) override;

    /// A change is not offered. A record can be replaced, and the reference AppView takes that up, but the one behind
    /// bsky.app goes on showing the first words (github.com/bluesky-social/social-app/issues/673,
    /// github.com/snarfed/bridgy-fed/issues/947), so that a correction would reach nobody.
    [[nodiscard]] Speech speech() const override;
    [[nodiscard]] QFuture<Result<Limits>> limits() override;
    [[nodiscard]] QString reserve(const Outgoing &outgoing) const override;
    /// Gives the blob as a record names it, in JSON. A server drops what no record names after some hours: publish()
    /// is Missing then, and the picture must be uploaded again.
    [[nodiscard]] QFuture<Result<QString>> upload(const OutgoingMedia &media) override;
    [[nodiscard]] QFuture<Result<Receipt>> publish(const Outgoing &outgoing) override;
    [[nodiscard]] QFuture<Result<Found>> find(const Outgoing &outgoing) override;
    [[nodiscard]] QFuture<Result<void>> remove(const RemoteRef &said) override;

private:
    Source m_source;
    BlueskyCalls m_calls;
    bluesky::Round m_round;
    bluesky::Look m_look;
    bluesky::Speaking m_speaking;
};

} // namespace wheelhouse
