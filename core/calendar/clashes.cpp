#include "core/calendar/clashes.h"

#include "core/base/text.h"
#include "core/calendar/wallclock.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <tuple>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Clashes)
};

using Kind = Clash::Kind;
constexpr qint64 minuteMs = 60'000;
constexpr int sameWordsDays = 30;
constexpr int titleShown = 40;

/// Whether it goes out by itself as it stands.
bool goesOut(const Card &card)
{
    return card.state != CardState::Draft;
}

/// Whether it takes a place on \a channel: what failed or was withdrawn takes none.
bool speaks(const CardTarget &target)
{
    return target.state != Delivery::State::Rejected && target.state != Delivery::State::Withdrawn;
}

/// The channel on which both speak, and what it is called; none: they never meet. \a isWanted asks more of the two.
template<typename Wanted> const CardTarget *meeting(const Card &one, const Card &other, Wanted isWanted)
{
    for (const CardTarget &mine : one.targets)
        for (const CardTarget &theirs : other.targets)
            if (mine.channelRow == theirs.channelRow && speaks(theirs) && isWanted(mine, theirs))
                return &mine;
    return nullptr;
}

QString shownTitle(const Card &card)
{
    return isolate(shorten(card.name(), titleShown));
}

WallTime onDay(const WallTime &at, QDate day)
{
    return { day, at.time, at.zone, WallTime::Turn::First };
}

std::optional<WallTime> wallAt(const QDateTime &utc, const QByteArray &zone)
{
    auto wall = wallTimeAt(utc, zone);
    return wall ? std::optional(*wall) : std::nullopt;
}

/// What holds for many cards at once is said once, above them; and of what was, nothing is said any more.
bool isShownOnCards(Kind kind)
{
    return kind != Kind::Past && kind != Kind::HeldAll && kind != Kind::HeldCampaign;
}

QString shortDay(QDate day)
{
    return QLocale().toString(day, QLocale::ShortFormat);
}

void tellClocks(Clash &clash, const WallTime &to)
{
    clash.words = clockSentence(to);
    const auto resolved = resolve(to);
    if (resolved && resolved->how == ResolvedTime::How::Gap)
        clash.instead = WallTime { resolved->date, resolved->time, to.zone, WallTime::Turn::First };
}

bool clocksChange(const WallTime &to)
{
    const auto resolved = resolve(to);
    return resolved && resolved->how != ResolvedTime::How::Plain;
}

} // namespace

ClashJudge::ClashJudge(ClashGround ground)
    : m_ground(std::move(ground))
{
    for (const Card &card : std::as_const(m_ground.cards))
        for (const CardTarget &target : card.targets) {
            if (!speaks(target))
                continue;
            if (card.dueAt.isValid())
                m_byHour.push_back({ target.channelRow, card.dueAt.toMSecsSinceEpoch(), &card });
            if (target.words != 0 && card.at)
                m_byWords.push_back({ target.channelRow, target.words, card.at->date.toJulianDay(), &card });
        }
    std::sort(m_byHour.begin(), m_byHour.end(), [](const Spoken &one, const Spoken &other) {
        return std::tie(one.channel, one.ms) < std::tie(other.channel, other.ms);
    });
    std::sort(m_byWords.begin(), m_byWords.end(), [](const Said &one, const Said &other) {
        return std::tie(one.channel, one.words, one.day) < std::tie(other.channel, other.words, other.day);
    });
}

/// The card nearest in time to \a due that shares a channel and is nearer than the gap; none: nobody is.
const Card *ClashJudge::tooClose(const Card &card, const QDateTime &due, const QSet<CardKey> &moving) const
{
    const qint64 at = due.toMSecsSinceEpoch();
    qint64 least = m_ground.gapMinutes * minuteMs;
    const Card *nearest = nullptr;
    for (const CardTarget &mine : card.targets) {
        auto each = std::lower_bound(m_byHour.cbegin(), m_byHour.cend(), std::pair(mine.channelRow, at - least + 1),
            [](const Spoken &one, const auto &place) { return std::pair(one.channel, one.ms) < place; });
        for (; each != m_byHour.cend() && each->channel == mine.channelRow && each->ms < at + least; ++each) {
            const bool isItself = each->card->post == card.post && each->card->occurrence == card.occurrence;
            if (isItself || std::abs(each->ms - at) >= least
                || (!moving.isEmpty() && moving.contains({ each->card->post, each->card->occurrence })))
                continue;
            least = std::abs(each->ms - at);
            nearest = each->card;
        }
    }
    return nearest;
}

/// One that says the same on a channel of \a card fewer than so many days from \a day; a series says it on purpose.
const Card *ClashJudge::sameWords(const Card &card, QDate day, const QSet<CardKey> &moving) const
{
    const qint64 last = day.toJulianDay() + sameWordsDays - 1;
    for (const CardTarget &mine : card.targets) {
        if (mine.words == 0)
            continue;
        const std::tuple first(mine.channelRow, mine.words, day.toJulianDay() - sameWordsDays + 1);
        auto each = std::lower_bound(m_byWords.cbegin(), m_byWords.cend(), first,
            [](const Said &one, const auto &place) { return std::tuple(one.channel, one.words, one.day) < place; });
        for (; each != m_byWords.cend() && each->channel == mine.channelRow && each->words == mine.words
             && each->day <= last;
             ++each)
            if (each->card->post != card.post && !moving.contains({ each->card->post, each->card->occurrence }))
                return each->card;
    }
    return nullptr;
}

/// From \a due on the first instant that keeps the gap to everything; none within a week.
std::optional<QDateTime> ClashJudge::freeFrom(const Card &card, QDateTime due, const QSet<CardKey> &moving) const
{
    const QDateTime end = due.addDays(7);
    while (due < end) {
        const Card *other = tooClose(card, due, moving);
        if (other == nullptr)
            return due;
        due = other->dueAt.addMSecs(m_ground.gapMinutes * minuteMs);
    }
    return {};
}

const DayOff *ClashJudge::dayOff(QDate day) const
{
    const auto off = std::find_if(m_ground.daysOff.cbegin(), m_ground.daysOff.cend(),
        [day](const DayOff &each) { return each.firstDay <= day && day <= each.lastDay; });
    return off == m_ground.daysOff.cend() ? nullptr : &*off;
}

const Campaign *ClashJudge::campaignOf(const Card &card) const
{
    if (card.campaign == 0)
        return nullptr;
    const auto found = std::find_if(m_ground.campaigns.cbegin(), m_ground.campaigns.cend(),
        [&card](const Campaign &each) { return each.row == card.campaign; });
    return found == m_ground.campaigns.cend() ? nullptr : &*found;
}

void ClashJudge::findOfCampaign(const Card &card, const WallTime &to, const QDateTime &due, All &all) const
{
    const Campaign *campaign = campaignOf(card);
    if (campaign == nullptr)
        return;
    if (campaign->heldSince.isValid())
        all.append({ Kind::HeldCampaign, false, nullptr });
    if (due.isValid() && due < campaign->embargoUntil)
        all.append({ Kind::Embargo, false, nullptr });
    if ((campaign->firstDay.isValid() && to.date < campaign->firstDay)
        || (campaign->lastDay.isValid() && to.date > campaign->lastDay))
        all.append({ Kind::OutsideCampaign, false, nullptr });
}

ClashJudge::All ClashJudge::find(
    const Card &card, const WallTime &to, const QDateTime &due, WallClock &clock, const QSet<CardKey> &moving) const
{
    All all;
    if (due.isValid() ? due < m_ground.now : to.date < m_ground.now.date().addDays(-1))
        all.append({ Kind::Past, goesOut(card), nullptr });
    if (!to.time.isValid() && goesOut(card))
        all.append({ Kind::NoHour, true, nullptr });
    if (!m_ground.holdAll.isEmpty())
        all.append({ Kind::HeldAll, false, nullptr });
    findOfCampaign(card, to, due, all);
    if (due.isValid() && m_ground.gapMinutes > 0)
        if (const Card *other = tooClose(card, due, moving))
            all.append({ Kind::TooClose, false, other });
    if (const Card *other = sameWords(card, to.date, moving))
        all.append({ Kind::SameWords, false, other });
    if (dayOff(to.date) != nullptr)
        all.append({ Kind::DayOff, false, nullptr });
    if (to.time.isValid() && clock.isNearChange(to) && clocksChange(to))
        all.append({ Kind::Clocks, false, nullptr });
    return all;
}

void ClashJudge::tellTooClose(Clash &clash, const Card &card, const WallTime &to, const QDateTime &due,
    const Card &other, const QSet<CardKey> &moving) const
{
    const CardTarget *channel = meeting(card, other, [](const auto &, const auto &) { return true; });
    const auto apart = int(std::abs(due.msecsTo(other.dueAt)) / minuteMs);
    clash.words = apart == 0 ? Words::tr("At the same time as “%1” on %2. Our gap is %3 min.")
                                   .arg(shownTitle(other), isolate(channel->channel.name))
                                   .arg(m_ground.gapMinutes)
                             : Words::tr("%1 min apart on %2. Our gap is %3.")
                                   .arg(apart)
                                   .arg(isolate(channel->channel.name))
                                   .arg(m_ground.gapMinutes);
    if (const auto free = freeFrom(card, due, moving))
        clash.instead = wallAt(*free, to.zone);
}

void ClashJudge::tellSameWords(Clash &clash, const Card &card, const WallTime &to, const Card &other) const
{
    const CardTarget *channel = meeting(card, other,
        [](const CardTarget &one, const CardTarget &two) { return one.words != 0 && one.words == two.words; });
    clash.words = Words::tr("The same words stand on %1 on %2, fewer than 30 days away.")
                      .arg(isolate(channel->channel.name), shortDay(other.at->date));
    clash.instead = onDay(to, other.at->date.addDays(sameWordsDays));
}

void ClashJudge::tellDayOff(Clash &clash, const WallTime &to) const
{
    const DayOff *off = dayOff(to.date);
    QDate next = off->lastDay.addDays(1);
    for (int days = 0; days < 60 && dayOff(next) != nullptr; ++days)
        next = next.addDays(1);
    clash.words =
        Words::tr("%1 is a day off: %2 (%3).").arg(shortDay(to.date), isolate(off->name), isolate(off->source));
    clash.instead = onDay(to, next);
}

void ClashJudge::tellCampaign(Clash &clash, const Card &card, const WallTime &to) const
{
    const Campaign *campaign = campaignOf(card);
    const QString name = isolate(campaign->name);
    if (clash.kind == Kind::HeldCampaign) {
        clash.words = Words::tr("“%1” is held: nothing of it goes out.").arg(name);
    } else if (clash.kind == Kind::Embargo) {
        clash.instead = wallAt(campaign->embargoUntil, to.zone);
        clash.words =
            Words::tr("“%1” is under embargo until %2.")
                .arg(name, clash.instead ? wallTimeText(*clash.instead) : campaign->embargoUntil.toString(Qt::ISODate));
    } else {
        const bool isEarly = campaign->firstDay.isValid() && to.date < campaign->firstDay;
        clash.words = isEarly ? Words::tr("“%1” begins on %2.").arg(name, shortDay(campaign->firstDay))
                              : Words::tr("“%1” ends on %2.").arg(name, shortDay(campaign->lastDay));
        clash.instead = onDay(to, isEarly ? campaign->firstDay : campaign->lastDay);
    }
}

Clash ClashJudge::told(
    const Found &found, const Card &card, const WallTime &to, const QDateTime &due, const QSet<CardKey> &moving) const
{
    Clash clash { found.kind, found.forbids, {}, {}, {} };
    if (found.other != nullptr)
        clash.other = { found.other->post, found.other->occurrence };
    switch (found.kind) {
    case Kind::Past: {
        constexpr qint64 quarterMs = 15 * minuteMs; // the next full quarter of an hour that keeps the gap
        const qint64 next = (m_ground.now.toMSecsSinceEpoch() / quarterMs + 1) * quarterMs;
        clash.words = Words::tr("This time is over.");
        if (const auto free = freeFrom(card, QDateTime::fromMSecsSinceEpoch(next, Qt::UTC), moving))
            clash.instead = wallAt(*free, to.zone);
        break;
    }
    case Kind::NoHour:
        clash.words = Words::tr("It goes out by itself, so it needs an hour.");
        break;
    case Kind::HeldAll:
        clash.words = Words::tr("Everything is held: “%1”. Nothing goes out.").arg(isolate(m_ground.holdAll));
        break;
    case Kind::TooClose:
        if (found.other != nullptr)
            tellTooClose(clash, card, to, due, *found.other, moving);
        break;
    case Kind::SameWords:
        if (found.other != nullptr)
            tellSameWords(clash, card, to, *found.other);
        break;
    case Kind::DayOff:
        tellDayOff(clash, to);
        break;
    case Kind::Clocks:
        tellClocks(clash, to);
        break;
    case Kind::HeldCampaign:
    case Kind::Embargo:
    case Kind::OutsideCampaign:
        tellCampaign(clash, card, to);
    }
    return clash;
}

QList<Clash> ClashJudge::at(const Card &card, const WallTime &to, const QSet<CardKey> &moving) const
{
    WallClock clock(to.date, to.date);
    const QDateTime due = clock.instant(to);
    QList<Clash> all;
    for (const Found &each : find(card, to, due, clock, moving))
        all.append(told(each, card, to, due, moving));
    return all;
}

bool ClashJudge::isJudgedWhereItStands(const Card &card) const
{
    return card.at && card.state != CardState::Published && card.state != CardState::Sending
        && !(card.dueAt.isValid() && card.dueAt < m_ground.now);
}

QList<Clash> ClashJudge::on(const Card &card) const
{
    if (!isJudgedWhereItStands(card))
        return {};
    QList<Clash> all = at(card, *card.at);
    all.removeIf([](const Clash &each) { return !isShownOnCards(each.kind); });
    return all;
}

QHash<CardKey, ClashMark> ClashJudge::marks() const
{
    QDate first = m_ground.now.date();
    QDate last = first;
    for (const Card &card : m_ground.cards)
        if (card.at) {
            first = std::min(first, card.at->date);
            last = std::max(last, card.at->date);
        }
    WallClock clock(first, last);
    QHash<CardKey, ClashMark> marks;
    for (const Card &card : m_ground.cards) {
        if (!isJudgedWhereItStands(card))
            continue;
        std::optional<ClashMark> mark;
        for (const Found &each : find(card, *card.at, card.dueAt, clock, {}))
            if (isShownOnCards(each.kind) && mark != ClashMark::Alarm)
                mark = Clash { each.kind, each.forbids, {}, {}, {} }.isMild() ? ClashMark::Mild : ClashMark::Alarm;
        if (mark)
            marks.insert({ card.post, card.occurrence }, *mark);
    }
    return marks;
}

QList<Clash> clashesAt(const Card &card, const WallTime &to, const ClashGround &ground)
{
    return ClashJudge(ground).at(card, to);
}

} // namespace wheelhouse
