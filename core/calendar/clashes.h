#pragma once

#include "core/calendar/card.h"

namespace wheelhouse {

/// What stands against a place, or is worth knowing.
struct Clash {
    enum class Kind {
        Past,
        TooClose,
        SameWords,
        DayOff,
        Embargo,
        HeldCampaign,
        HeldAll,
        Clocks,
        NoHour,
        OutsideCampaign
    };
    Kind kind = Kind::Past;
    bool forbids = false; ///< the drop is refused; else it is only said
    QString words; ///< one sentence: "20 min apart on Bluesky. Our gap is 60."
    CardKey other; ///< which card it clashes with; null: none
    std::optional<WallTime> instead; ///< a place without this clash, offered as a link
    friend bool operator==(const Clash &, const Clash &) = default;
};

/// All that a judgement needs; plain values, so that it runs on every move of the mouse (a few µs for a month).
struct ClashGround {
    QList<Card> cards; ///< those about the place, other than the one that moves
    QList<DayOff> daysOff;
    QList<Campaign> campaigns;
    QString holdAll; ///< why everything is held; empty: it is not
    int gapMinutes = 60; ///< between two posts of one channel; 0: none is asked for
    QDateTime now; ///< UTC
};

/// What would be said of \a card at \a to.
[[nodiscard]] QList<Clash> clashesAt(const Card &card, const WallTime &to, const ClashGround &ground);
/// Those of every card of \a ground where it stands; only kinds that are shown on a card.
[[nodiscard]] QHash<CardKey, QList<Clash>> clashesOf(const ClashGround &ground);

} // namespace wheelhouse
