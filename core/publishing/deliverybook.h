#pragma once

#include "core/posts/canonical.h"
#include "core/publishing/delivery.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// What the outbox comes to.
struct OutboxFigures {
    static constexpr int most = 1'000; ///< no more of either is counted
    int toSend = 0; ///< planned, or on its way
    int forPerson = 0; ///< a person has to decide about them
    friend bool operator==(const OutboxFigures &, const OutboxFigures &) = default;
};

/// Whose turn it is on a channel.
struct DeliveryTurn {
    qint64 row = 0;
    qint64 channelRow = 0;
    ChannelId channel;
    bool isDoubtful = false; ///< it is to be looked for again; else it is due
};

/// The words by which a delivery is known in a list.
[[nodiscard]] QString beginningOf(const Canonical &canonical);

/// Reads deliveries; any connection.
class DeliveryBook {
public:
    explicit DeliveryBook(Database &database);
    /// Soonest due first; \a states empty: all. At most \a most.
    [[nodiscard]] Result<QList<Delivery>> list(const QList<Delivery::State> &states, int most);
    /// The first \a most of those in \a states by when they are due, or the last; quick however many there are.
    [[nodiscard]] Result<QList<Delivery>> first(const QList<Delivery::State> &states, int most, bool newestFirst);
    /// How many are in \a states; no more than \a most are counted, below 0: all.
    [[nodiscard]] Result<int> count(const QList<Delivery::State> &states, int most);
    [[nodiscard]] Result<std::optional<Delivery>> find(DeliveryId id);
    [[nodiscard]] Result<std::optional<Delivery>> at(qint64 row);
    /// As at(), without its words.
    [[nodiscard]] Result<std::optional<Delivery>> plainAt(qint64 row);
    /// In their order.
    [[nodiscard]] Result<QList<DeliveryPart>> parts(qint64 delivery);
    /// How the pictures of a part (row) are called there, by their number.
    [[nodiscard]] Result<QHash<int, QString>> uploads(qint64 part);
    [[nodiscard]] Result<OutboxFigures> figures();
    /// Of each channel (row) the first that is queued, due at \a now (UTC ms), and may be touched; a channel whose
    /// first has to wait waits, so that the order stays.
    [[nodiscard]] Result<QList<DeliveryTurn>> due(qint64 now);
    /// Those in doubt that are to be looked for again.
    [[nodiscard]] Result<QList<DeliveryTurn>> doubtful(qint64 now);
    /// What is next on one channel (row): what is to be looked for again, else what is due. Asked after each that went
    /// out.
    [[nodiscard]] Result<std::optional<DeliveryTurn>> nextOn(qint64 channel, qint64 now);
    /// When due() or doubtful() may give more of a channel.
    struct Instant {
        qint64 channelRow = 0;
        ChannelId channel;
        qint64 at = 0; ///< UTC ms
    };
    /// Of each channel on which something waits.
    [[nodiscard]] Result<QList<Instant>> instants();

private:
    Database &m_database;
    Statement m_find;
    Statement m_at;
    Statement m_plain;
    Statement m_parts;
    Statement m_uploads;
    Statement m_due;
    Statement m_doubtful;
    Statement m_nextOn;
    Statement m_instants;
    Statement m_figures;
};

} // namespace wheelhouse
