#pragma once

#include "core/calendar/card.h"

#include <QSet>
#include <QVarLengthArray>

#include <vector>

namespace wheelhouse {

class WallClock;

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
    /// Only worth knowing: the card may stay where it is.
    [[nodiscard]] bool isMild() const
    {
        return !forbids && (kind == Kind::Clocks || kind == Kind::DayOff || kind == Kind::OutsideCampaign);
    }
    friend bool operator==(const Clash &, const Clash &) = default;
};

/// All that a judgement needs; plain values.
struct ClashGround {
    QList<Card> cards; ///< those about the place
    QList<DayOff> daysOff;
    QList<Campaign> campaigns;
    QString holdAll; ///< why everything is held; empty: it is not
    int gapMinutes = 60; ///< between two posts of one channel; 0: none is asked for
    QDateTime now; ///< UTC
};

/// How loudly a card says that something stands against its place.
enum class ClashMark { Mild, Alarm };

/// Judges places among the cards of a ground. Made once (a millisecond for thousands of cards), asked on every move of
/// the mouse (a few µs); it never changes, so any thread may ask.
class ClashJudge {
public:
    explicit ClashJudge(ClashGround ground);
    ~ClashJudge() = default;
    ClashJudge(const ClashJudge &) = delete;
    ClashJudge &operator=(const ClashJudge &) = delete;

    /// What would be said of \a card at \a to; \a moving: those that move with it, and are in nobody's way.
    [[nodiscard]] QList<Clash> at(const Card &card, const WallTime &to, const QSet<CardKey> &moving = {}) const;
    /// What is said of \a card where it stands; only kinds that are shown on a card.
    [[nodiscard]] QList<Clash> on(const Card &card) const;
    /// Of every card of the ground of which something is said where it stands, without the words.
    [[nodiscard]] QHash<CardKey, ClashMark> marks() const;

private:
    struct Found {
        Clash::Kind kind = Clash::Kind::Past;
        bool forbids = false;
        const Card *other = nullptr;
    };
    struct Spoken { ///< one card on one channel
        qint64 channel = 0;
        qint64 ms = 0; ///< UTC
        const Card *card = nullptr;
    };
    struct Said { ///< what a card says on one channel
        qint64 channel = 0;
        quint64 words = 0;
        qint64 day = 0; ///< Julian
        const Card *card = nullptr;
    };
    using All = QVarLengthArray<Found, 8>;
    [[nodiscard]] All find(const Card &card, const WallTime &to, const QDateTime &due, WallClock &clock,
        const QSet<CardKey> &moving) const;
    void findOfCampaign(const Card &card, const WallTime &to, const QDateTime &due, All &all) const;
    [[nodiscard]] Clash told(const Found &found, const Card &card, const WallTime &to, const QDateTime &due,
        const QSet<CardKey> &moving) const;
    void tellTooClose(Clash &clash, const Card &card, const WallTime &to, const QDateTime &due, const Card &other,
        const QSet<CardKey> &moving) const;
    void tellSameWords(Clash &clash, const Card &card, const WallTime &to, const Card &other) const;
    void tellDayOff(Clash &clash, const WallTime &to) const;
    void tellCampaign(Clash &clash, const Card &card, const WallTime &to) const;
    [[nodiscard]] const Card *tooClose(const Card &card, const QDateTime &due, const QSet<CardKey> &moving) const;
    [[nodiscard]] const Card *sameWords(const Card &card, QDate day, const QSet<CardKey> &moving) const;
    [[nodiscard]] std::optional<QDateTime> freeFrom(const Card &card, QDateTime due, const QSet<CardKey> &moving) const;
    [[nodiscard]] const DayOff *dayOff(QDate day) const;
    [[nodiscard]] const Campaign *campaignOf(const Card &card) const;
    [[nodiscard]] bool isJudgedWhereItStands(const Card &card) const;

    ClashGround m_ground;
    std::vector<Spoken> m_byHour; ///< by channel and hour
    std::vector<Said> m_byWords; ///< by channel, words and day
};

/// One question to a judge that nobody asks again.
[[nodiscard]] QList<Clash> clashesAt(const Card &card, const WallTime &to, const ClashGround &ground);

} // namespace wheelhouse
