#pragma once

#include "core/posture/holds.h"
#include "core/publishing/amendments.h"
#include "core/publishing/deliverybook.h"

#include <array>

namespace wheelhouse {

/// A delivery as a person reads it in the outbox.
struct OutboxRow {
    Delivery delivery;
    QString url; ///< of what is out there of it; empty: nothing, or it has none
    std::optional<Amendment::Kind> wish; ///< that is on its way about it
    bool isAnswer = false; ///< to what somebody wrote
    QString heldFor; ///< why a hold that stands keeps back what is planned; empty: none does
    friend bool operator==(const OutboxRow &, const OutboxRow &) = default;
};

/// What the outbox shows, in the order in which it matters.
enum class OutboxGroup { NeedsPerson, InDoubt, OnItsWay, Lately };
constexpr int outboxGroups = 4;

struct OutboxPage {
    std::array<QList<OutboxRow>, outboxGroups> rows;
    std::array<int, outboxGroups> counts {}; ///< of all there are; of Lately at most as many as are shown, and one
};

/// What a hold would keep back, and what stands.
struct HoldFigures {
    struct OfCampaign {
        qint64 row = 0;
        QString name;
        int toSend = 0; ///< planned deliveries of it
        friend bool operator==(const OfCampaign &, const OfCampaign &) = default;
    };
    QList<Hold> standing;
    QList<OfCampaign> campaigns; ///< those that are not removed, by name
    int toSend = 0; ///< planned deliveries in all
    int held = 0; ///< deliveries that the holds that stand keep back
    friend bool operator==(const HoldFigures &, const HoldFigures &) = default;
};

/// A delivery that waits for a person, as short as it can be said.
struct Waiting {
    qint64 row = 0;
    Delivery::State state = Delivery::State::Missed;
    friend bool operator==(const Waiting &, const Waiting &) = default;
};

/// Reads the outbox for people; any connection.
class OutboxBook {
public:
    using Most = std::array<int, outboxGroups>;
    explicit OutboxBook(Database &database);

    /// The first of each group: soonest due first, of Lately the newest first. 10,000 deliveries take some ms for 200
    /// of each group; the window asks on the reading lane.
    [[nodiscard]] Result<OutboxPage> page(const Most &most);
    [[nodiscard]] Result<HoldFigures> holds();
    /// At most \a most of those that a person has to decide about.
    [[nodiscard]] Result<QList<Waiting>> waiting(int most);

private:
    [[nodiscard]] Result<QList<OutboxRow>> rows(OutboxGroup group, int most);
    [[nodiscard]] Result<int> count(OutboxGroup group, int most);

    Database &m_database;
    DeliveryBook m_book;
    HoldReader m_holds;
    Statement m_more;
    Statement m_campaigns;
    Statement m_toSend;
    Statement m_held;
    Statement m_waiting;
};

} // namespace wheelhouse
