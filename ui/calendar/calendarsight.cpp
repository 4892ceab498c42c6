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

ClashGround CalendarSight::groundFor(const QSet<CardKey> &moving) const
{
    ClashGround ground { {}, page.daysOff, campaigns, holdAll, gapMinutes, now };
    ground.cards.reserve(page.cards.size());
    for (const Card &card : page.cards)
        if (!moving.contains(keyOf(card)))
            ground.cards.append(card);
    return ground;
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
