#pragma once

#include "core/calendar/calendarbook.h"
#include "core/calendar/clashes.h"
#include "core/insights/usualhours.h"

#include <QSet>

#include <memory>

namespace wheelhouse {

/// All that the calendar shows, as it was read at one moment; a plain value that crosses from the reading lane.
struct CalendarSight {
    CalendarPage page;
    QList<Card> tray; ///< without a date
    QList<Campaign> campaigns;
    QList<Layer> layers;
    QList<Channel> outposts; ///< where something may go out
    /// Of the cards of the page; null: nobody judged them yet. Shared by all copies, and never changed.
    std::shared_ptr<const ClashJudge> judge;
    QHash<CardKey, ClashMark> marks; ///< of the cards of the page, where they stand
    UsualHours usual;
    QString holdAll; ///< why everything is held; empty: it is not
    int gapMinutes = 0;
    QByteArray zone; ///< in which the team plans: that of most cards, else this machine's
    QByteArray machineZone;
    QDateTime now; ///< UTC

    [[nodiscard]] const Card *find(const CardKey &key) const; ///< null: it is not shown here
    [[nodiscard]] const Campaign *campaign(qint64 row) const; ///< null: none
    void judgeCards(); ///< fills judge and marks from the rest
    /// What would be said of \a card at \a to, while those of \a moving move with it.
    [[nodiscard]] QList<Clash> clashesAt(const Card &card, const WallTime &to, const QSet<CardKey> &moving) const;
    [[nodiscard]] QList<Clash> clashesOn(const Card &card) const; ///< where it stands
    [[nodiscard]] QDate today() const; ///< on the wall of zone
};

/// What a person chose to see of it.
struct CalendarFilter {
    QSet<qint64> hiddenCampaigns; ///< rows
    QSet<ChannelId> outposts; ///< empty: all
    friend bool operator==(const CalendarFilter &, const CalendarFilter &) = default;

    [[nodiscard]] bool shows(const Card &card) const;
};

[[nodiscard]] inline CardKey keyOf(const Card &card)
{
    return { card.post, card.occurrence };
}

} // namespace wheelhouse
