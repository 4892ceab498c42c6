#include "core/calendar/clashes.h"

#include "core/base/text.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

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
    return isolate(shorten(card.title, titleShown));
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

qint64 gapMs(const ClashGround &ground)
{
    return qint64(ground.gapMinutes) * minuteMs;
}

/// The card nearest in time to \a due that shares a channel and is nearer than the gap; none: nobody is.
const Card *tooClose(const Card &card, const QDateTime &due, const ClashGround &ground)
{
    const Card *nearest = nullptr;
    qint64 least = gapMs(ground);
    for (const Card &other : ground.cards) {
        const bool isItself = other.post == card.post && other.occurrence == card.occurrence;
        if (isItself || !other.dueAt.isValid())
            continue;
        const qint64 apart = std::abs(due.msecsTo(other.dueAt));
        if (apart < least && meeting(card, other, [](const auto &, const auto &) { return true; }) != nullptr) {
            least = apart;
            nearest = &other;
        }
    }
    return nearest;
}

/// From \a due on the first instant that keeps the gap to everything; none within a week.
std::optional<QDateTime> freeFrom(const Card &card, QDateTime due, const ClashGround &ground)
{
    const QDateTime end = due.addDays(7);
    while (due < end) {
        const Card *other = tooClose(card, due, ground);
        if (other == nullptr)
            return due;
        due = other->dueAt.addMSecs(gapMs(ground));
    }
    return {};
}

void addTooClose(
    const Card &card, const WallTime &to, const QDateTime &due, const ClashGround &ground, QList<Clash> &all)
{
    const Card *other = tooClose(card, due, ground);
    if (other == nullptr)
        return;
    const CardTarget *channel = meeting(card, *other, [](const auto &, const auto &) { return true; });
    const auto apart = int(std::abs(due.msecsTo(other->dueAt)) / minuteMs);
    Clash clash { Kind::TooClose, false, {}, { other->post, other->occurrence }, {} };
    clash.words = apart == 0 ? Words::tr("At the same time as “%1” on %2. Our gap is %3 min.")
                                   .arg(shownTitle(*other), isolate(channel->channel.name))
                                   .arg(ground.gapMinutes)
                             : Words::tr("%1 min apart on %2. Our gap is %3.")
                                   .arg(apart)
                                   .arg(isolate(channel->channel.name))
                                   .arg(ground.gapMinutes);
    if (const auto free = freeFrom(card, due, ground))
        clash.instead = wallAt(*free, to.zone);
    all.append(clash);
}

void addSameWords(const Card &card, const WallTime &to, const ClashGround &ground, QList<Clash> &all)
{
    const auto says = [](const CardTarget &one, const CardTarget &other) {
        return one.words != 0 && one.words == other.words;
    };
    for (const Card &other : ground.cards) {
        // A series says the same on purpose.
        if (other.post == card.post || !other.at || std::abs(other.at->date.daysTo(to.date)) >= sameWordsDays)
            continue;
        const CardTarget *channel = meeting(card, other, says);
        if (channel == nullptr)
            continue;
        all.append({ Kind::SameWords, false,
            Words::tr("The same words stand on %1 on %2, fewer than 30 days away.")
                .arg(isolate(channel->channel.name), QLocale().toString(other.at->date, QLocale::ShortFormat)),
            { other.post, other.occurrence }, onDay(to, other.at->date.addDays(sameWordsDays)) });
        return;
    }
}

void addDayOff(const WallTime &to, const ClashGround &ground, QList<Clash> &all)
{
    const auto isOff = [&ground](QDate day) {
        return std::find_if(ground.daysOff.cbegin(), ground.daysOff.cend(),
            [day](const DayOff &each) { return each.firstDay <= day && day <= each.lastDay; });
    };
    const auto off = isOff(to.date);
    if (off == ground.daysOff.cend())
        return;
    QDate next = off->lastDay.addDays(1);
    for (int days = 0; days < 60 && isOff(next) != ground.daysOff.cend(); ++days)
        next = next.addDays(1);
    all.append({ Kind::DayOff, false,
        Words::tr("%1 is a day off: %2 (%3).")
            .arg(QLocale().toString(to.date, QLocale::ShortFormat), isolate(off->name), isolate(off->source)),
        {}, onDay(to, next) });
}

void addCampaign(
    const Card &card, const WallTime &to, const QDateTime &due, const ClashGround &ground, QList<Clash> &all)
{
    const auto found = std::find_if(ground.campaigns.cbegin(), ground.campaigns.cend(),
        [&card](const Campaign &each) { return each.row == card.campaign; });
    if (card.campaign == 0 || found == ground.campaigns.cend())
        return;
    const QString name = isolate(found->name);
    if (found->heldSince.isValid())
        all.append({ Kind::HeldCampaign, false, Words::tr("“%1” is held: nothing of it goes out.").arg(name), {}, {} });
    if (due.isValid() && due < found->embargoUntil) {
        const auto until = wallAt(found->embargoUntil, to.zone);
        all.append({ Kind::Embargo, false,
            Words::tr("“%1” is under embargo until %2.")
                .arg(name, until ? wallTimeText(*until) : found->embargoUntil.toString(Qt::ISODate)),
            {}, until });
    }
    const bool isEarly = found->firstDay.isValid() && to.date < found->firstDay;
    const bool isLate = found->lastDay.isValid() && to.date > found->lastDay;
    if (isEarly || isLate)
        all.append({ Kind::OutsideCampaign, false,
            isEarly
                ? Words::tr("“%1” begins on %2.").arg(name, QLocale().toString(found->firstDay, QLocale::ShortFormat))
                : Words::tr("“%1” ends on %2.").arg(name, QLocale().toString(found->lastDay, QLocale::ShortFormat)),
            {}, onDay(to, isEarly ? found->firstDay : found->lastDay) });
}

void addClocks(const WallTime &to, QList<Clash> &all)
{
    const auto resolved = resolve(to);
    if (!resolved || resolved->how == ResolvedTime::How::Plain)
        return;
    Clash clash { Kind::Clocks, false, clockSentence(to), {}, {} };
    if (resolved->how == ResolvedTime::How::Gap)
        clash.instead = WallTime { resolved->date, resolved->time, to.zone, WallTime::Turn::First };
    all.append(clash);
}

/// The next full quarter of an hour that keeps the gap.
std::optional<WallTime> soonest(const Card &card, const WallTime &to, const ClashGround &ground)
{
    constexpr qint64 quarterMs = 15 * minuteMs;
    const qint64 next = (ground.now.toMSecsSinceEpoch() / quarterMs + 1) * quarterMs;
    const auto free = freeFrom(card, QDateTime::fromMSecsSinceEpoch(next, Qt::UTC), ground);
    return free ? wallAt(*free, to.zone) : std::nullopt;
}

} // namespace

QList<Clash> clashesAt(const Card &card, const WallTime &to, const ClashGround &ground)
{
    QList<Clash> all;
    const auto resolved = to.time.isValid() ? resolve(to) : Result<ResolvedTime>(ResolvedTime());
    const QDateTime due = resolved ? resolved->utc : QDateTime();
    const bool isPast = due.isValid() ? due < ground.now : to.date < ground.now.date().addDays(-1);
    if (isPast)
        all.append({ Kind::Past, goesOut(card), Words::tr("This time is over."), {}, soonest(card, to, ground) });
    if (!to.time.isValid() && goesOut(card))
        all.append({ Kind::NoHour, true, Words::tr("It goes out by itself, so it needs an hour."), {}, {} });
    if (!ground.holdAll.isEmpty())
        all.append({ Kind::HeldAll, false,
            Words::tr("Everything is held: “%1”. Nothing goes out.").arg(isolate(ground.holdAll)), {}, {} });
    addCampaign(card, to, due, ground, all);
    if (due.isValid() && ground.gapMinutes > 0)
        addTooClose(card, to, due, ground, all);
    addSameWords(card, to, ground, all);
    addDayOff(to, ground, all);
    if (to.time.isValid())
        addClocks(to, all);
    return all;
}

QHash<CardKey, QList<Clash>> clashesOf(const ClashGround &ground)
{
    QHash<CardKey, QList<Clash>> all;
    for (const Card &card : ground.cards) {
        const bool isOver = card.state == CardState::Published || card.state == CardState::Sending;
        if (!card.at || isOver || (card.dueAt.isValid() && card.dueAt < ground.now))
            continue;
        QList<Clash> clashes = clashesAt(card, *card.at, ground);
        // What holds for many cards at once is said once, above them.
        clashes.removeIf([](const Clash &each) {
            return each.kind == Kind::Past || each.kind == Kind::HeldAll || each.kind == Kind::HeldCampaign;
        });
        if (!clashes.isEmpty())
            all.insert({ card.post, card.occurrence }, clashes);
    }
    return all;
}

} // namespace wheelhouse
