#include "ui/calendar/carry.h"

#include "ui/calendar/cardwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

constexpr qint64 dayMs = 86'400'000;
constexpr int mostLines = 5;

/// \a at moved on the wall by \a ms; what has no hour by whole days.
WallTime shifted(WallTime at, qint64 days, qint64 ms)
{
    if (!at.time.isValid()) {
        at.date = at.date.addDays(days);
        return at;
    }
    const QDateTime wall = QDateTime(at.date, at.time, Qt::UTC).addMSecs(days * dayMs + ms);
    at.date = wall.date();
    at.time = wall.time();
    return at;
}

QString whyNot(const Card &card)
{
    switch (card.state) {
    case CardState::Published:
        return Words::tr("“%1” is out already: it stays where it is. It can be duplicated.").arg(card.name());
    case CardState::Sending:
        return Words::tr("“%1” is being sent just now.").arg(card.name());
    default:
        return Words::tr("A part of “%1” is out already: it stays where it is.").arg(card.name());
    }
}

DropVerdict::Line lineOf(const Clash &clash)
{
    if (clash.kind == Clash::Kind::HeldCampaign || clash.kind == Clash::Kind::HeldAll)
        return { QStringLiteral("post-held"), Tint::Violet, Words::tr("Lands as Held: %1").arg(clash.words) };
    if (clash.isMild())
        return { QStringLiteral("data-warning"), Tint::Amber, clash.words };
    return { QStringLiteral("post-clash"), Tint::Red, clash.words };
}

/// "3 h 30 before Open day": how far the next post of the day is.
QString neighbourWords(const Carry &carry, const WallTime &to, const CalendarSight &sight)
{
    if (!to.time.isValid())
        return {};
    const Card *nearest = nullptr;
    const QSet<CardKey> moving = carry.keys();
    const auto distance = [&to](const Card &card) { return qAbs(to.time.secsTo(card.at->time)); };
    for (const Card &card : sight.page.cards)
        if (card.hasHour() && card.at->date == to.date && card.at->zone == to.zone && !moving.contains(keyOf(card))
            && (!nearest || distance(card) < distance(*nearest)))
            nearest = &card;
    if (!nearest)
        return {};
    const int minutes = distance(*nearest) / 60;
    const QString apart = minutes < 60 ? Words::tr("%1 min").arg(minutes)
        : minutes % 60 == 0
        ? Words::tr("%1 h").arg(minutes / 60)
        : Words::tr("%1 h %2", "hours, minutes").arg(minutes / 60).arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return to.time < nearest->at->time ? Words::tr("%1 before %2", "a time, a post").arg(apart, nearest->title)
                                       : Words::tr("%1 after %2", "a time, a post").arg(apart, nearest->title);
}

void addUsual(DropVerdict &verdict, const WallTime &to, const CalendarSight &sight)
{
    if (!to.time.isValid() || !sight.usual.isKnown())
        return;
    const HourUsual &hour = sight.usual.at(to.date.dayOfWeek(), to.time.hour());
    verdict.lines.append({ QStringLiteral("office-chart-bar"), Tint::Plain,
        hour.low == hour.high
            ? Words::tr("Usually %Ln message(s) in this hour", nullptr, hour.high)
            : Words::tr("Usually %1 to %Ln message(s) in this hour", nullptr, hour.high).arg(hour.low) });
}

} // namespace

const Card *Carry::leader() const
{
    const auto found =
        std::find_if(cards.begin(), cards.end(), [this](const Card &card) { return keyOf(card) == lead; });
    return found == cards.end() ? nullptr : &*found;
}

QSet<CardKey> Carry::keys() const
{
    QSet<CardKey> keys;
    for (const Card &card : cards)
        keys.insert(keyOf(card));
    return keys;
}

WallTime landing(const Card &card, QDate day, QTime time, const QByteArray &zone)
{
    WallTime to = card.at.value_or(WallTime { {}, {}, zone });
    to.date = day;
    if (time.isValid())
        to.time = time;
    if (to.zone.isEmpty())
        to.zone = zone;
    if (!card.at || time.isValid())
        to.turn = WallTime::Turn::First;
    return to;
}

QList<Placement> placementsFor(const Carry &carry, const WallTime &to)
{
    const Card *lead = carry.leader();
    QList<Placement> placements;
    if (!lead)
        return placements;
    const qint64 days = lead->at ? lead->at->date.daysTo(to.date) : 0;
    const qint64 ms = lead->hasHour() && to.time.isValid() ? lead->at->time.msecsTo(to.time) : 0;
    for (const Card &card : carry.cards) {
        if (&card == lead)
            placements.append({ keyOf(card), to });
        else if (card.at && lead->at)
            placements.append({ keyOf(card), shifted(*card.at, days, ms) });
        else
            placements.append({ keyOf(card), landing(card, to.date, {}, to.zone) });
    }
    return placements;
}

QString DropVerdict::sentence() const
{
    QStringList all { heading };
    for (const Line &line : lines)
        all.append(line.words);
    return all.join(QLatin1String(". "));
}

DropVerdict judge(const Carry &carry, const WallTime &to, const CalendarSight &sight)
{
    DropVerdict verdict;
    verdict.heading = carry.cards.size() > 1
        ? Words::tr("%1 · %Ln post(s)", nullptr, int(carry.cards.size())).arg(placeWords(to))
        : placeWords(to);
    const QSet<CardKey> moving = carry.keys();
    addUsual(verdict, to, sight);
    bool clashes = false;
    for (const Placement &each : placementsFor(carry, to)) {
        const auto card = std::find_if(
            carry.cards.begin(), carry.cards.end(), [&each](const Card &one) { return keyOf(one) == each.card; });
        if (!card->isMovable()) {
            verdict.forbids = true;
            verdict.lines.append({ QStringLiteral("post-clash"), Tint::Red, whyNot(*card) });
            continue;
        }
        for (const Clash &clash : sight.clashesAt(*card, *each.to, moving)) {
            clashes = true;
            verdict.forbids = verdict.forbids || clash.forbids;
            if (each.card == carry.lead && clash.instead && !verdict.instead)
                verdict.instead = clash.instead;
            const DropVerdict::Line line = lineOf(clash);
            if (!verdict.lines.contains(line) && verdict.lines.size() < mostLines)
                verdict.lines.append(line);
        }
    }
    if (clashes || verdict.forbids)
        return verdict;
    const QString near = neighbourWords(carry, to, sight);
    verdict.lines.append({ QStringLiteral("post-approved"), Tint::Green,
        near.isEmpty() ? Words::tr("No clash") : Words::tr("No clash. %1").arg(near) });
    return verdict;
}

} // namespace wheelhouse
