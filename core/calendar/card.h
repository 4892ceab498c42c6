#pragma once

#include "core/planning/recurrence.h"
#include "core/publishing/delivery.h"

namespace wheelhouse {

/// Where a card of the calendar stands; of several channels the one that needs a person most.
enum class CardState { Draft, InReview, Approved, Held, Sending, Published, Missed, Failed, Unconfirmed };

/// A channel that a post goes to, and where that stands.
struct CardTarget {
    qint64 channelRow = 0;
    Channel channel;
    DeliveryId delivery; ///< null: not in the outbox yet
    std::optional<Delivery::State> state; ///< none: not in the outbox yet
    QString reason; ///< of what went wrong; a sentence
    quint64 words = 0; ///< equal where two say the same on a channel; 0: it says nothing
    friend bool operator==(const CardTarget &, const CardTarget &) = default;
};

/// One occurrence of one post, as a calendar shows it.
struct Card {
    qint64 row = 0; ///< of the post
    PostId post;
    QString occurrence; ///< its name in the series; empty: the only one
    std::optional<WallTime> at; ///< none: no date yet; a time that is not valid: any time that day
    QDateTime dueAt; ///< UTC; null where there is no hour
    QString title; ///< what the team calls it, else how it begins; empty: it says no word
    int pictures = 0; ///< counted only where the title is empty
    QString author; ///< name
    qint64 campaign = 0; ///< row; 0: none
    qint64 launch = 0; ///< row; 0: none
    QList<CardTarget> targets; ///< by channel row
    CardState state = CardState::Draft;
    QString reason; ///< of its state, a sentence; empty: nothing is wrong
    bool repeats = false;
    bool isMoved = false; ///< away from where its series put it
    bool isImagined = false; ///< where it would be by the layer that is looked at
    QDateTime madeAt; ///< UTC
    friend bool operator==(const Card &, const Card &) = default;

    [[nodiscard]] bool hasName() const { return !title.isEmpty(); }
    [[nodiscard]] QString name() const; ///< its title, else what it holds or that it has no name; never empty
    [[nodiscard]] bool hasHour() const { return at && at->time.isValid(); }
    /// Whether it may be given another time: nothing of it is out, or on its way.
    [[nodiscard]] bool isMovable() const;
};

/// Which card: a post and the name of its occurrence.
struct CardKey {
    PostId post;
    QString occurrence;
    friend bool operator==(const CardKey &, const CardKey &) = default;
    friend size_t qHash(const CardKey &key, size_t seed = 0) { return qHashMulti(seed, key.post, key.occurrence); }
};

using CampaignId = Id<struct Campaign>;

struct Campaign {
    qint64 row = 0;
    CampaignId id;
    QString name;
    QString letter; ///< one letter, for its mark
    QString tint; ///< "cyan", "violet", "amber", "blue", "green", "red": a word that ui/kit knows
    QDate firstDay; ///< none: open
    QDate lastDay;
    QDateTime embargoUntil; ///< UTC; null: none
    QDateTime heldSince; ///< UTC; null: it is not held
    friend bool operator==(const Campaign &, const Campaign &) = default;
};

/// A day off, as a calendar of the team's names it.
struct DayOff {
    QDate firstDay;
    QDate lastDay;
    QString name;
    QString source;
    friend bool operator==(const DayOff &, const DayOff &) = default;
};

} // namespace wheelhouse
