#include "core/calendar/calendarbook.h"
#include "core/calendar/calendardesk.h"
#include "core/calendar/channelhours.h"
#include "core/calendar/clashes.h"

#include <QCoreApplication>

#include <algorithm>

// Posts go to the next hours at which their channels usually speak.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

constexpr int lookAheadDays = 60;

/// What is held or not yet embargoed stays so wherever it stands; everything else makes a place taken.
bool takesThePlace(const Clash &clash)
{
    return clash.kind != Clash::Kind::HeldAll && clash.kind != Clash::Kind::HeldCampaign;
}

/// The hours of one channel from \a now on, by instant.
void addHours(const ChannelHours &hours, const QDateTime &now, QList<std::pair<QDateTime, WallTime>> &all)
{
    const auto here = wallTimeAt(now, hours.zone);
    if (!here)
        return;
    for (int ahead = 0; ahead < lookAheadDays; ++ahead) {
        const QDate day = here->date.addDays(ahead);
        for (const SpeakingHour &each : hours.hours) {
            const WallTime at { day, each.time, hours.zone, WallTime::Turn::First };
            const auto resolved = day.dayOfWeek() == each.weekday ? resolve(at) : fail(Error::Kind::Missing, {});
            if (resolved)
                all.append({ resolved->utc, at });
        }
    }
}

/// The first of its channels' hours at which nothing stands against it.
std::optional<WallTime> freeHour(
    const Card &card, const QHash<qint64, ChannelHours> &hours, const ClashGround &ground, const QSet<CardKey> &moving)
{
    QList<std::pair<QDateTime, WallTime>> all;
    for (const CardTarget &target : card.targets)
        if (const auto own = hours.constFind(target.channelRow); own != hours.cend())
            addHours(*own, ground.now, all);
    std::sort(all.begin(), all.end(), [](const auto &one, const auto &other) { return one.first < other.first; });
    const ClashJudge judge(ground);
    for (const auto &[due, at] : std::as_const(all)) {
        const QList<Clash> clashes = judge.at(card, at, moving);
        if (std::none_of(clashes.cbegin(), clashes.cend(), takesThePlace))
            return at;
    }
    return {};
}

tl::unexpected<Error> noHours(const QList<CardTarget> &targets, const QHash<qint64, ChannelHours> &hours)
{
    const bool hasSome = std::any_of(
        targets.cbegin(), targets.cend(), [&hours](const CardTarget &each) { return hours.contains(each.channelRow); });
    return hasSome ? fail(Error::Kind::Missing,
               Words::tr("None of the hours at which its outposts usually speak is free within %n day(s).", nullptr,
                   lookAheadDays))
                   : fail(Error::Kind::Missing,
                       Words::tr("Nobody said yet when its outposts usually speak. Set their hours in the preferences, "
                                 "under Planning."));
}

} // namespace

Result<QList<Placement>> CalendarDesk::freePlaces(const QList<CardKey> &cards)
{
    CalendarBook book(m_database);
    const QDateTime now = m_clock.now();
    auto page = book.page(now.date().addDays(-1), now.date().addDays(lookAheadDays + 30)); // the same words are seen
    auto campaigns = book.campaigns();
    auto hours = ChannelHoursReader(m_database).all();
    auto terms = PublishingTermsStore(m_database).read();
    if (!page || !campaigns || !hours || !terms)
        return tl::unexpected(!page ? page.error()
                : !campaigns        ? campaigns.error()
                : !hours            ? hours.error()
                                    : terms.error());
    ClashGround ground { page->cards, page->daysOff, *campaigns, {}, int(terms->gap.count()), now };
    const QSet<CardKey> moving(cards.cbegin(), cards.cend());
    QList<Placement> places;
    for (const CardKey &key : cards) {
        auto card = book.card(key);
        if (!card)
            return tl::unexpected(card.error());
        if (!*card)
            return fail(Error::Kind::Missing, Words::tr("This post is not there any more."));
        const auto at = freeHour(**card, *hours, ground, moving);
        if (!at)
            return noHours((*card)->targets, *hours);
        places.append({ key, at });
        Card placed = **card; // the next one keeps away from it
        placed.at = at;
        placed.dueAt = resolve(*at)->utc;
        placed.post = PostId::fresh();
        ground.cards.append(placed);
    }
    return places;
}

Result<Planned> CalendarDesk::placeInFreeHours(const QList<CardKey> &cards)
{
    if (cards.isEmpty())
        return fail(Error::Kind::Missing, Words::tr("Nothing is selected."));
    auto places = freePlaces(cards);
    return places ? place(*places) : tl::unexpected(places.error());
}

} // namespace wheelhouse
