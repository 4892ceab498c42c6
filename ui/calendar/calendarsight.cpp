#include "ui/calendar/calendarsight.h"

#include "core/base/zones.h"

#include <algorithm>

namespace wheelhouse {

const Card *CalendarSight::find(const CardKey &key) const
{
    for (const QList<Card> *cards : { &page.cards, &tray }) {
        const auto found =
            std::find_if(cards->begin(), cards->end(), [&key](const Card &card) { return keyOf(card) == key; });
        if (found != cards->end())
            return &*found;
    }
    return nullptr;
}

const Campaign *CalendarSight::campaign(qint64 row) const
{
    const auto found =
        std::find_if(campaigns.begin(), campaigns.end(), [row](const Campaign &each) { return each.row == row; });
    return found == campaigns.end() ? nullptr : &*found;
}

void CalendarSight::judgeCards()
{
    judge = std::make_shared<const ClashJudge>(
        ClashGround { page.cards, page.daysOff, campaigns, holdAll, gapMinutes, now });
    marks = judge->marks();
}

QList<Clash> CalendarSight::clashesAt(const Card &card, const WallTime &to, const QSet<CardKey> &moving) const
{
    return judge ? judge->at(card, to, moving) : QList<Clash>();
}

QList<Clash> CalendarSight::clashesOn(const Card &card) const
{
    return judge && marks.contains(keyOf(card)) ? judge->on(card) : QList<Clash>();
}

QDate CalendarSight::today() const
{
    return now.toTimeZone(zoneNamed(zone)).date();
}

bool CalendarFilter::shows(const Card &card) const
{
    if (hiddenCampaigns.contains(card.campaign))
        return false;
    return outposts.isEmpty()
        || std::any_of(card.targets.begin(), card.targets.end(),
            [this](const CardTarget &target) { return outposts.contains(target.channel.id); });
}

} // namespace wheelhouse
