#include "ui/outbox/holdwords.h"

#include "core/base/text.h"
#include "ui/outbox/outboxwords.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTimeZone>

namespace wheelhouse::holdwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(HoldWords)
};

QString since(const QDateTime &utc)
{
    const QDateTime here = utc.toTimeZone(QTimeZone::systemTimeZone());
    return Words::tr("%1, %2", "a day, an hour")
        .arg(QLocale().toString(here.date(), Words::tr("ddd d MMM", "a day, as QLocale::toString() takes it")),
            outboxwords::hourWords(here.time()));
}

} // namespace

QString stands(const Hold &hold)
{
    const QString what = hold.campaign == 0 ? Words::tr("Everything is held")
                                            : Words::tr("%1 is held", "a campaign").arg(isolate(hold.campaignName));
    return Words::tr("%1 since %2 by %3: “%4”.", "what is held, a time, a person, the reason")
        .arg(what, since(hold.setAt), isolate(hold.setBy), isolate(hold.reason));
}

QString waiting(int held)
{
    return Words::tr("%Ln {post waits|posts wait} under it, and {goes|go} out by nothing but a person.", nullptr, held);
}

QString inShort(const HoldFigures &figures)
{
    if (figures.standing.isEmpty())
        return {};
    if (figures.standing.size() > 1)
        return Words::tr("%Ln post(s) held", nullptr, figures.held);
    const Hold &only = figures.standing.constFirst();
    return Words::tr("%Ln post(s) held for %1", "a campaign, or the reason", figures.held)
        .arg(isolate(shorten(only.campaign == 0 ? only.reason : only.campaignName, 40)));
}

} // namespace wheelhouse::holdwords
