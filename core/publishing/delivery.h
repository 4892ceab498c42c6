#pragma once

#include "core/networks/network.h"
#include "core/networks/traffic.h"
#include "core/posts/post.h"

#include <QDateTime>

namespace wheelhouse {

using DeliveryId = Id<struct Delivery>;

/// One part of a delivery: a whole post, or one of a thread.
struct DeliveryPart {
    enum class State { Waiting, Intent, Sent, Removed };
    qint64 row = 0;
    int number = 0; ///< from 0
    QByteArray key; ///< 32 bytes, see partKey()
    State state = State::Waiting;
    int tries = 0; ///< how often it may have left
    QDateTime firstTriedAt; ///< UTC; null: never
    QDateTime lastTriedAt; ///< UTC
    QString reserved; ///< chosen before the first try; see Connector::reserve()
    RemoteRef ref; ///< once it is out
    QString url;
    QDateTime sentAt; ///< UTC
    friend bool operator==(const DeliveryPart &, const DeliveryPart &) = default;
};

/// One occurrence of one post to one account, and where it stands.
struct Delivery {
    /// Claimed: this process is at it, nothing has left. Intent: a part may have left. Unconfirmed: a part may be out
    /// there, and nobody knows. Missed: its time went by. Held: a hold kept it back, and a person decides.
    enum class State { Queued, Claimed, Intent, Sent, Rejected, Unconfirmed, Missed, Held, Withdrawn };
    qint64 row = 0;
    DeliveryId id;
    PostId post;
    qint64 variant = 0; ///< row of revision_variant
    qint64 channelRow = 0;
    Channel channel;
    qint64 campaign = 0; ///< row; 0: none
    QString occurrence; ///< the wall time its series gave it; empty: the only one
    int round = 0; ///< counts up where it is published again on purpose
    QByteArray digest; ///< of the variant as it was queued, 32 bytes
    QString wall; ///< what was meant, as readWallTime() reads it
    QString zone; ///< IANA
    QDateTime dueAt; ///< UTC
    State state = State::Queued;
    qint64 fence = 0; ///< see resources/sql/store/0020_publishing.sql
    QString owner;
    int tries = 0;
    int looks = 0; ///< how often it was looked for since it is in doubt
    QDateTime notBefore; ///< UTC
    QDateTime lateAt; ///< UTC, when a person said to send it late; null: nobody did
    QString reason; ///< a sentence for a person; empty: nothing is wrong
    QDateTime madeAt; ///< UTC
    QDateTime endedAt; ///< UTC; null: it is on its way
    int parts = 1;
    int partsOut = 0; ///< of them
    QString words; ///< how its first part begins, one line
    bool mayBeOut = false; ///< a part left, and nobody knows whether it arrived
    friend bool operator==(const Delivery &, const Delivery &) = default;
};

/// The word a state is stored by: "queued", "claimed", …
[[nodiscard]] QString stateWord(Delivery::State state);
[[nodiscard]] std::optional<Delivery::State> deliveryStateFromWord(QStringView word);
/// Where it stands, in one sentence for a person.
[[nodiscard]] QString stateWords(const Delivery &delivery, const QDateTime &now);
/// Whether a person has to decide about it.
[[nodiscard]] bool needsPerson(const Delivery &delivery);

/// Two desks that queue the same thing off line queue one delivery.
[[nodiscard]] DeliveryId deliveryId(PostId post, ChannelId channel, const QString &occurrence, int round);
/// SHA-256 of "wheelhouse-part-1", the delivery's id (16), the digest of its content (32) and the number of the part
/// (4 bytes, big-endian); never of the try.
[[nodiscard]] QByteArray partKey(DeliveryId delivery, const QByteArray &digest, int number);

} // namespace wheelhouse
