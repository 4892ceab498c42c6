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
        return { 1, Words::tr("When someone answers") };
    const qint64 days = today.daysTo(item.snoozeUntil.toTimeZone(zone).date());
    return days <= 0 ? ListGroup { 2, Words::tr("Wakes today") }
        : days == 1  ? ListGroup { 3, Words::tr("Wakes tomorrow") }
                     : ListGroup { 4, Words::tr("Wakes later") };
}

ListGroup byDay(const ConversationItem &item, QDate today, const QTimeZone &zone)
{
    const qint64 days = item.at.toTimeZone(zone).date().daysTo(today);
    return days <= 0 ? ListGroup { 5, Words::tr("Today") }
        : days == 1  ? ListGroup { 6, Words::tr("Yesterday") }
                     : ListGroup { 7, Words::tr("Earlier") };
}

} // namespace

ListGroup groupOf(const ConversationItem &item, const View &view, const QDateTime &now, const QTimeZone &zone)
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
    const WaitGroup wait = waitGroup(item.waitingSince, now, zone);
    return { int(wait) + 1, groupTitle(wait) };
}

} // namespace wheelhouse
