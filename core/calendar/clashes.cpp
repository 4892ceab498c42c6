#include "core/calendar/clashes.h"

#include "core/base/text.h"
#include "core/calendar/cardreader.h"

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

/// The cards of a ground by channel: by their hour, and by what they say. A month of thousands is judged without
/// comparing each with each.
class Around {
public:
    explicit Around(const ClashGround &ground)
        : m_gapMs(qint64(ground.gapMinutes) * minuteMs)
    {
        for (const Card &card : ground.cards)
            for (const CardTarget &target : card.targets) {
                if (!speaks(target))
                    continue;
                if (card.dueAt.isValid())
                    m_byHour[target.channelRow].append({ card.dueAt.toMSecsSinceEpoch(), &card });
                if (target.words != 0 && card.at)
                    m_byWords[{ target.channelRow, target.words }].append(&card);
            }
        for (Hours &each : m_byHour)
            std::sort(
                each.begin(), each.end(), [](const auto &one, const auto &other) { return one.first < other.first; });
    }
    /// The card nearest in time to \a due that shares a channel and is nearer than the gap; none: nobody is.
    [[nodiscard]] const Card *tooClose(const Card &card, const QDateTime &due) const
    {
        const qint64 at = due.toMSecsSinceEpoch();
        const Card *nearest = nullptr;
        qint64 least = m_gapMs;
        for (const CardTarget &mine : card.targets) {
            const auto hours = m_byHour.constFind(mine.channelRow);
            if (hours == m_byHour.cend())
                continue;
            auto each = std::lower_bound(hours->cbegin(), hours->cend(), at - m_gapMs + 1,
                [](const auto &one, qint64 ms) { return one.first < ms; });
            for (; each != hours->cend() && each->first < at + m_gapMs; ++each) {
                const bool isItself = each->second->post == card.post && each->second->occurrence == card.occurrence;
                if (!isItself && std::abs(each->first - at) < least) {
                    least = std::abs(each->first - at);
                    nearest = each->second;
                }
            }
        }
        return nearest;
    }
    /// One that says the same on a channel of \a card fewer than so many days from \a day; a series says it on purpose.
    [[nodiscard]] const Card *sameWords(const Card &card, QDate day) const
    {
        for (const CardTarget &mine : card.targets) {
            const auto said = m_byWords.constFind({ mine.channelRow, mine.words });
            if (mine.words == 0 || said == m_byWords.cend())
                continue;
            for (const Card *other : *said)
                if (other->post != card.post && std::abs(other->at->date.daysTo(day)) < sameWordsDays)
                    return other;
        }
        return nullptr;
    }
    [[nodiscard]] qint64 gapMs() const { return m_gapMs; }

private:
    using Hours = QList<std::pair<qint64, const Card *>>;
    qint64 m_gapMs;
    QHash<qint64, Hours> m_byHour;
    QHash<std::pair<qint64, quint64>, QList<const Card *>> m_byWords;
};

/// From \a due on the first instant that keeps the gap to everything; none within a week.
std::optional<QDateTime> freeFrom(const Card &card, QDateTime due, const Around &around)
{
    const QDateTime end = due.addDays(7);
    while (due < end) {
        const Card *other = around.tooClose(card, due);
        if (other == nullptr)
            return due;
        due = other->dueAt.addMSecs(around.gapMs());
    }
    return {};
}

void addTooClose(const Card &card, const WallTime &to, const QDateTime &due, const ClashGround &ground,
    const Around &around, QList<Clash> &all)
{
    const Card *other = around.tooClose(card, due);
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
    if (const auto free = freeFrom(card, due, around))
        clash.instead = wallAt(*free, to.zone);
    all.append(clash);
}

void addSameWords(const Card &card, const WallTime &to, const Around &around, QList<Clash> &all)
{
    const auto says = [](const CardTarget &one, const CardTarget &other) {
        return one.words != 0 && one.words == other.words;
    };
    const Card *other = around.sameWords(card, to.date);
    const CardTarget *channel = other == nullptr ? nullptr : meeting(card, *other, says);
    if (channel == nullptr)
        return;
    all.append({ Kind::SameWords, false,
        Words::tr("The same words stand on %1 on %2, fewer than 30 days away.")
            .arg(isolate(channel->channel.name), QLocale().toString(other->at->date, QLocale::ShortFormat)),
        { other->post, other->occurrence }, onDay(to, other->at->date.addDays(sameWordsDays)) });
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
std::optional<WallTime> soonest(const Card &card, const WallTime &to, const ClashGround &ground, const Around &around)
{
    constexpr qint64 quarterMs = 15 * minuteMs;
    const qint64 next = (ground.now.toMSecsSinceEpoch() / quarterMs + 1) * quarterMs;
    const auto free = freeFrom(card, QDateTime::fromMSecsSinceEpoch(next, Qt::UTC), around);
    return free ? wallAt(*free, to.zone) : std::nullopt;
}

QList<Clash> judge(
    const Card &card, const WallTime &to, const ClashGround &ground, const Around &around, WallClock &clock)
{
    QList<Clash> all;
    const QDateTime due = clock.instant(to);
    const bool isPast = due.isValid() ? due < ground.now : to.date < ground.now.date().addDays(-1);
    if (isPast)
        all.append(
            { Kind::Past, goesOut(card), Words::tr("This time is over."), {}, soonest(card, to, ground, around) });
    if (!to.time.isValid() && goesOut(card))
        all.append({ Kind::NoHour, true, Words::tr("It goes out by itself, so it needs an hour."), {}, {} });
    if (!ground.holdAll.isEmpty())
        all.append({ Kind::HeldAll, false,
            Words::tr("Everything is held: “%1”. Nothing goes out.").arg(isolate(ground.holdAll)), {}, {} });
    addCampaign(card, to, due, ground, all);
    if (due.isValid() && ground.gapMinutes > 0)
        addTooClose(card, to, due, ground, around, all);
    addSameWords(card, to, around, all);
    addDayOff(to, ground, all);
    if (to.time.isValid() && clock.isNearChange(to))
        addClocks(to, all);
    return all;
}

} // namespace

QList<Clash> clashesAt(const Card &card, const WallTime &to, const ClashGround &ground)
{
    WallClock clock(to.date, to.date);
    return judge(card, to, ground, Around(ground), clock);
}

QHash<CardKey, QList<Clash>> clashesOf(const ClashGround &ground)
{
    QHash<CardKey, QList<Clash>> all;
    const Around around(ground);
    QDate first = ground.now.date();
    QDate last = first;
    for (const Card &card : ground.cards)
        if (card.at) {
            first = std::min(first, card.at->date);
            last = std::max(last, card.at->date);
        }
    WallClock clock(first, last);
    for (const Card &card : ground.cards) {
        const bool isOver = card.state == CardState::Published || card.state == CardState::Sending;
        if (!card.at || isOver || (card.dueAt.isValid() && card.dueAt < ground.now))
            continue;
        QList<Clash> clashes = judge(card, *card.at, ground, around, clock);
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
