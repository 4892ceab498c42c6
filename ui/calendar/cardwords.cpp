#include "ui/calendar/cardwords.h"

#include "core/base/zones.h"
#include "ui/kit/label.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

QString outpostWords(const Card &card)
{
    QStringList names;
    for (const CardTarget &target : card.targets)
        names.append(target.channel.name);
    return QLocale().createSeparatedList(names);
}

/// What the wall of this machine shows then, where that is another hour.
QString hereWords(const Card &card, const CalendarSight &sight)
{
    if (!card.hasHour() || card.at->zone == sight.machineZone || card.dueAt.isNull())
        return {};
    const auto here = wallTimeAt(card.dueAt, sight.machineZone);
    if (!here || (here->time == card.at->time && here->date == card.at->date))
        return {};
    return Words::tr("%1 in %2, where this computer is", "a time and a place")
        .arg(here->date == card.at->date ? hourWords(here->time) : placeWords(*here), placeOf(sight.machineZone));
}

} // namespace

CardLook cardLook(CardState state)
{
    using Border = CardLook::Border;
    switch (state) {
    case CardState::Draft:
        return { QStringLiteral("post-draft"), Tint::Plain, Border::Dashed };
    case CardState::InReview:
        return { QStringLiteral("post-review"), Tint::Blue, Border::Line };
    case CardState::Approved:
        return { QStringLiteral("post-approved"), Tint::Green, Border::Tinted };
    case CardState::Held:
        return { QStringLiteral("post-held"), Tint::Violet, Border::Hatched };
    case CardState::Sending:
        return { QStringLiteral("document-send"), Tint::Accent, Border::Line };
    case CardState::Published:
        return { QStringLiteral("post-published"), Tint::Plain, Border::None };
    case CardState::Missed:
        return { QStringLiteral("chronometer"), Tint::Amber, Border::Alarm };
    case CardState::Unconfirmed:
        return { QStringLiteral("mood-question"), Tint::Amber, Border::Alarm };
    case CardState::Failed:
        break;
    }
    return { QStringLiteral("post-failed"), Tint::Red, Border::Alarm };
}

QString stateWords(CardState state)
{
    switch (state) {
    case CardState::Draft:
        return Words::tr("Draft");
    case CardState::InReview:
        return Words::tr("In review");
    case CardState::Approved:
        return Words::tr("Approved");
    case CardState::Held:
        return Words::tr("Held");
    case CardState::Sending:
        return Words::tr("Being sent");
    case CardState::Published:
        return Words::tr("Published");
    case CardState::Missed:
        return Words::tr("Missed");
    case CardState::Unconfirmed:
        return Words::tr("Perhaps out, not confirmed");
    case CardState::Failed:
        break;
    }
    return Words::tr("Failed");
}

Tint campaignTint(const QString &word)
{
    static const QHash<QString, Tint> tints { { QStringLiteral("cyan"), Tint::Accent },
        { QStringLiteral("violet"), Tint::Violet }, { QStringLiteral("amber"), Tint::Amber },
        { QStringLiteral("blue"), Tint::Blue }, { QStringLiteral("green"), Tint::Green },
        { QStringLiteral("red"), Tint::Red } };
    return tints.value(word, Tint::Plain);
}

QString hourFormat()
{
    return QLocale().timeFormat(QLocale::ShortFormat).remove(QStringLiteral(":ss"));
}

QString hourWords(QTime time)
{
    return QLocale().toString(time, hourFormat());
}

QString hourWords(const Card &card, const QByteArray &zone)
{
    if (!card.hasHour())
        return Words::tr("any time");
    const QString hour = hourWords(card.at->time);
    return card.at->zone == zone ? hour : Words::tr("%1 %2", "hour, place").arg(hour, placeOf(card.at->zone));
}

QString dayWords(QDate day)
{
    return QLocale().toString(day, Words::tr("dddd d MMMM", "a day as QLocale writes it"));
}

QString placeWords(const WallTime &at)
{
    return Words::tr("%1, %2", "day, hour")
        .arg(dayWords(at.date), at.time.isValid() ? hourWords(at.time) : Words::tr("any time"));
}

QString cardSentence(const Card &card, const CalendarSight &sight)
{
    QStringList where;
    if (card.at)
        where.append(Words::tr("%1 %2", "day hour").arg(dayWords(card.at->date), hourWords(card, sight.zone)));
    else
        where.append(Words::tr("No date yet"));
    if (!card.targets.isEmpty())
        where.append(outpostWords(card));
    if (const Campaign *campaign = sight.campaign(card.campaign))
        where.append(Words::tr("campaign %1").arg(campaign->name));
    if (card.repeats)
        where.append(Words::tr("repeats"));
    QString sentence = Words::tr("%1. %2. %3.", "state, title, place")
                           .arg(stateWords(card.state), card.name(), where.join(QLatin1String(", ")));
    for (const Clash &clash : sight.clashesOn(card))
        sentence += QLatin1Char(' ') + clash.words;
    return sentence;
}

QString cardTip(const Card &card, const CalendarSight &sight)
{
    QStringList lines { card.name() };
    if (card.at)
        lines.append(placeWords(*card.at));
    lines.append(hereWords(card, sight));
    lines.append(
        card.reason.isEmpty() ? stateWords(card.state) : Words::tr("%1: %2").arg(stateWords(card.state), card.reason));
    lines.append(outpostWords(card));
    if (card.at)
        lines.append(clockSentence(*card.at));
    for (const Clash &clash : sight.clashesOn(card))
        lines.append(clash.words);
    lines.removeAll(QString());
    return plainTip(lines.join(QLatin1Char('\n')));
}

QString cardDetail(const Card &card)
{
    if (!card.reason.isEmpty())
        return card.reason;
    if (card.repeats)
        return Words::tr("Repeats");
    return card.author;
}

} // namespace wheelhouse
