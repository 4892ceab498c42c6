#include "ui/inbox/listgroups.h"

#include "ui/inbox/waiting.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ListGroups)
};

ListGroup byWakeUp(const ConversationItem &item, QDate today, const QTimeZone &zone)
{
    if (!item.snoozeUntil.isValid())
        return { 1, Words::tr("When someone answers"), {} };
    const qint64 days = today.daysTo(item.snoozeUntil.toTimeZone(zone).date());
    return days <= 0 ? ListGroup { 2, Words::tr("Wakes today"), {} }
        : days == 1  ? ListGroup { 3, Words::tr("Wakes tomorrow"), {} }
                     : ListGroup { 4, Words::tr("Wakes later"), {} };
}

ListGroup byDay(const ConversationItem &item, QDate today, const QTimeZone &zone)
{
    const qint64 days = item.at.toTimeZone(zone).date().daysTo(today);
    return days <= 0 ? ListGroup { 5, Words::tr("Today"), {} }
        : days == 1  ? ListGroup { 6, Words::tr("Yesterday"), {} }
                     : ListGroup { 7, Words::tr("Earlier"), {} };
}

ListGroup byPromise(const ConversationItem &item, const QDateTime &now, const QTimeZone &zone)
{
    const PromiseLeft left = promiseLeft(item, now);
    const qint64 days = now.toTimeZone(zone).date().daysTo(item.promiseDue.toTimeZone(zone).date());
    if (left.isOver)
        return { 11, Words::tr("Past its promise"), QStringLiteral("promise-broken") };
    if (left.isSoon)
        return { 12, Words::tr("Due within 30 minutes"), QStringLiteral("clock") };
    return days <= 0 ? ListGroup { 13, Words::tr("Later today"), {} }
        : days == 1  ? ListGroup { 14, Words::tr("Tomorrow"), {} }
                     : ListGroup { 15, Words::tr("Later"), {} };
}

} // namespace

ListGroup groupOf(
    const ConversationItem &item, const View &view, Order order, const QDateTime &now, const QTimeZone &zone)
{
    const QDate today = now.toTimeZone(zone).date();
    switch (view.kind) {
    case View::Kind::DoneToday:
        return {};
    case View::Kind::Snoozed:
        return byWakeUp(item, today, zone);
    case View::Kind::Waiting:
    case View::Kind::Spam:
        return byDay(item, today, zone);
    default:
        break;
    }
    if (order == Order::Soonest && item.promiseDue.isValid())
        return byPromise(item, now, zone);
    const WaitGroup wait = waitGroup(item.waitingSince, now, zone);
    return { int(wait) + 21, groupTitle(wait), {} };
}

} // namespace wheelhouse
