#include "ui/outbox/outboxwords.h"

#include "core/base/text.h"
#include "core/base/walltime.h"
#include "core/base/zones.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <QTimeZone>

namespace wheelhouse::outboxwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(OutboxWords)
};

using State = Delivery::State;
constexpr qint64 hourSeconds = 3600;
constexpr qint64 daySeconds = 24 * hourSeconds;

QString dayAndTime(const QDate &date, const QTime &time)
{
    return Words::tr("%1, %2", "a day, an hour")
        .arg(QLocale().toString(date, Words::tr("ddd d MMM", "a day, as QLocale::toString() takes it")),
            hourWords(time));
}

QString lasting(qint64 seconds)
{
    if (seconds < hourSeconds)
        return Words::tr("%n min", nullptr, int(std::max<qint64>(0, seconds / 60)));
    if (seconds < 2 * daySeconds)
        return Words::tr("%n h", "hours", int(seconds / hourSeconds));
    return Words::tr("%n day(s)", nullptr, int(seconds / daySeconds));
}

/// "2:13", "1:02:13".
QString countdown(qint64 seconds)
{
    const QLatin1Char zero('0');
    const qint64 minutes = seconds / 60 % 60;
    const QString end = QStringLiteral("%1:%2").arg(minutes).arg(seconds % 60, 2, 10, zero);
    return seconds < hourSeconds ? end
                                 : QStringLiteral("%1:%2:%3")
                                       .arg(seconds / hourSeconds)
                                       .arg(minutes, 2, 10, zero)
                                       .arg(seconds % 60, 2, 10, zero);
}

} // namespace

Mark markOf(const OutboxRow &row)
{
    const Delivery &delivery = row.delivery;
    if (!row.heldFor.isEmpty())
        return { QStringLiteral("post-held"), Tint::Violet };
    switch (delivery.state) {
    case State::Queued:
        return delivery.reason.isEmpty() ? Mark { QStringLiteral("post-approved"), Tint::Green }
                                         : Mark { QStringLiteral("chronometer"), Tint::Amber };
    case State::Claimed:
    case State::Intent:
        return { QStringLiteral("document-send"), Tint::Blue };
    case State::Sent:
        return { QStringLiteral("post-published"), Tint::Plain };
    case State::Rejected:
        return { QStringLiteral("post-failed"), Tint::Red };
    case State::Unconfirmed:
        return { QStringLiteral("mood-question"), Tint::Amber };
    case State::Missed:
        return { QStringLiteral("clock"), Tint::Red };
    case State::Held:
        return { QStringLiteral("post-held"), Tint::Violet };
    case State::Withdrawn:
        return delivery.mayBeOut ? Mark { QStringLiteral("mood-question"), Tint::Amber }
                                 : Mark { QStringLiteral("dialog-cancel"), Tint::Plain };
    }
    return {};
}

QString groupName(OutboxGroup group)
{
    switch (group) {
    case OutboxGroup::NeedsPerson:
        return Words::tr("Needs you");
    case OutboxGroup::InDoubt:
        return Words::tr("In doubt");
    case OutboxGroup::OnItsWay:
        return Words::tr("Planned and on its way");
    case OutboxGroup::Lately:
        break;
    }
    return Words::tr("Out lately");
}

QString dueWords(const OutboxRow &row)
{
    const auto meant = readWallTime(row.delivery.wall);
    if (row.isAnswer || !meant) {
        const QDateTime here = row.delivery.dueAt.toTimeZone(QTimeZone::systemTimeZone());
        return dayAndTime(here.date(), here.time());
    }
    return Words::tr("%1 %2", "an hour, the place by whose clock")
        .arg(dayAndTime(meant->date, meant->time), isolate(placeOf(meant->zone)));
}

QString hereWords(const OutboxRow &row)
{
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const QDateTime here = row.delivery.dueAt.toTimeZone(zone);
    const auto meant = readWallTime(row.delivery.wall);
    if (row.isAnswer || !meant || (meant->date == here.date() && meant->time == here.time()))
        return {};
    return Words::tr("%1 here (%2)", "an hour, a place")
        .arg(meant->date == here.date() ? hourWords(here.time()) : dayAndTime(here.date(), here.time()),
            isolate(placeOf(zone.id())));
}

QString tellTime(const OutboxRow &row, const QDateTime &now)
{
    const Delivery &delivery = row.delivery;
    const qint64 wait = now.secsTo(delivery.notBefore);
    if (delivery.state == State::Unconfirmed)
        return wait > 0 ? Words::tr("looked for in %1").arg(countdown(wait)) : Words::tr("looked for now");
    if (delivery.state == State::Queued && wait > 0)
        return Words::tr("next try in %1").arg(countdown(wait));
    if (delivery.state == State::Queued) {
        const qint64 left = now.secsTo(delivery.dueAt);
        return left <= 0         ? Words::tr("its turn comes")
            : left < hourSeconds ? Words::tr("leaves in %1").arg(countdown(left))
                                 : Words::tr("in %1", "some time").arg(lasting(left));
    }
    if (delivery.state == State::Claimed || delivery.state == State::Intent)
        return Words::tr("now");
    const QDateTime since = delivery.endedAt.isValid() ? delivery.endedAt : delivery.dueAt;
    const qint64 past = since.secsTo(now);
    if (past < 0) // held before its hour
        return Words::tr("in %1", "some time").arg(lasting(-past));
    return needsPerson(delivery) ? Words::tr("waits %1", "some time").arg(lasting(past))
                                 : Words::tr("%1 ago", "some time").arg(lasting(past));
}

QString stands(const OutboxRow &row, const QDateTime &now)
{
    const QString words = row.heldFor.isEmpty() ? stateWords(row.delivery, now)
                                                : Words::tr("Held until it is released: “%1”.").arg(row.heldFor);
    if (!row.wish)
        return words;
    return Words::tr("%1 %2", "two sentences")
        .arg(words,
            *row.wish == Amendment::Kind::Change ? Words::tr("Its change is on its way.")
                                                 : Words::tr("It is being deleted there."));
}

QString sentence(const OutboxRow &row, const QDateTime &now)
{
    return Words::tr("%1 %2 %3, %4, %5.", "state, words, network and account, due, what comes next")
        .arg(stands(row, now), Words::tr("“%1”").arg(row.delivery.words),
            networkName(row.delivery.channel.network) + QLatin1Char(' ') + row.delivery.channel.name, dueWords(row),
            tellTime(row, now));
}

QString hourWords(QTime time)
{
    static const QRegularExpression seconds(QStringLiteral("[:.]s{1,2}"));
    return QLocale().toString(time, QLocale().timeFormat(QLocale::ShortFormat).remove(seconds));
}

QString networkName(NetworkId network)
{
    switch (network) {
    case NetworkId::Mastodon:
        return QStringLiteral("Mastodon");
    case NetworkId::Bluesky:
        return QStringLiteral("Bluesky");
    case NetworkId::WordPress:
        return QStringLiteral("WordPress");
    default:
        return networkWord(network);
    }
}

bool canChange(NetworkId network)
{
    return network != NetworkId::Bluesky;
}

QString changeMeans(NetworkId network)
{
    switch (network) {
    case NetworkId::Mastodon:
        return Words::tr("Everybody sees the new words, and that they were changed; the old ones can be looked up. Who "
                         "boosted it is told.");
    case NetworkId::Bluesky:
        return Words::tr(
            "Bluesky shows what was posted first, for good: there it can only be deleted and posted anew.");
    default:
        return Words::tr("The new words stand in place of the old ones; the address stays.");
    }
}

QString removeMeans(NetworkId network)
{
    switch (network) {
    case NetworkId::Mastodon:
        return Words::tr(
            "It goes from its server, and the servers that got it are asked to delete it too. Answers to it "
            "stay.");
    case NetworkId::Bluesky:
        return Words::tr("The record goes from our repository; apps stop showing it. Answers to it stay.");
    default:
        return Words::tr("It goes to the trash of the site, where the site has one; else it is gone.");
    }
}

} // namespace wheelhouse::outboxwords
