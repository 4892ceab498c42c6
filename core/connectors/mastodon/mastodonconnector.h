#pragma once

#include "core/connectors/mastodon/mastodoncalls.h"
#include "core/connectors/mastodon/mastodonwire.h"
#include "core/networks/connector.h"

#include <QHash>
#include <QObject>

#include <memory>

namespace wheelhouse {

class MastodonStream;

/// One account on a server of Mastodon's kind. Reads notifications, our own latest messages (so that what a colleague
/// wrote in another program is known as ours), direct conversations, hashtags and words; what was there at the first
/// question is history. Lives on one lane.
class MastodonConnector final : public Connector {
public:
    struct Options {
        QStringList tags; ///< listened to, without "#"
        QStringList words; ///< searched for, where the server has a search
        bool readsDirect = true;
        bool hidesDirect = false; ///< see mastodon::Eyes
        std::chrono::seconds pace { 60 };
        QDateTime newsSince {}; ///< how far back the first question goes; null: what is on the newest pages
        QUrl stream {}; ///< where the server pushes; empty: it does not
        std::chrono::milliseconds mediaWait { 60'000 }; ///< how long a server may work on a picture
    };
    struct Source {
        Channel channel;
        QUrl address; ///< of the server
        QString typed; ///< see HttpRequest
        QString ourName; ///< our global name; another's answer to it locks the account
        QString ourId; ///< our account's number there
        QString host; ///< of handles that name none; empty: the address's
        Options options;
    };
    /// \a kept as MastodonToken has it, or a token alone; \a client outlives it.
    MastodonConnector(Source source, const Secret &kept, HttpClient &client);
    ~MastodonConnector() override;
    Q_DISABLE_COPY_MOVE(MastodonConnector)

    [[nodiscard]] Channel channel() const override;
    [[nodiscard]] std::chrono::seconds pace() const override;
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override;
    [[nodiscard]] bool hasLook() const override { return true; }
    [[nodiscard]] QFuture<Result<Page>> look(const QList<RemoteRef> &messages) override;
    [[nodiscard]] QFuture<Result<Page>> thread(const RemoteRef &message) override;
    [[nodiscard]] QSet<Gesture::Kind> gestures() const override;
    [[nodiscard]] QFuture<Result<GestureDone>> make(const Gesture &gesture) override;
    [[nodiscard]] Speech speech() const override;
    [[nodiscard]] QFuture<Result<Limits>> limits() override;
    [[nodiscard]] QFuture<Result<QString>> upload(const OutgoingMedia &media) override;
    [[nodiscard]] QFuture<Result<Receipt>> publish(const Outgoing &outgoing) override;
    [[nodiscard]] QFuture<Result<Found>> find(const Outgoing &outgoing) override;
    [[nodiscard]] QFuture<Result<Receipt>> change(const RemoteRef &said, const Outgoing &outgoing) override;
    [[nodiscard]] QFuture<Result<void>> remove(const RemoteRef &said) override;
    void listen(const std::function<void(const Nudge &)> &told) override;

private:
    std::shared_ptr<struct MastodonSelf> m_self; ///< shared with what is under way
    std::unique_ptr<MastodonStream> m_stream; ///< none: nobody listens
};

} // namespace wheelhouse
