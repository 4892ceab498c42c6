#include "ui/inbox/waiting.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Waiting)
};

} // namespace

QString waitWords(std::chrono::seconds wait)
{
    using namespace std::chrono;
    const auto minutes = duration_cast<std::chrono::minutes>(wait).count();
    const auto hours = minutes / 60;
    const auto days = hours / 24;
    if (minutes < 1)
        return Words::tr("now");
    if (hours < 1)
        return Words::tr("%1 min").arg(minutes);
    if (hours < 10 && minutes % 60 != 0)
        return Words::tr("%1 h %2").arg(hours).arg(minutes % 60, 2, 10, QLatin1Char('0'));
    if (days < 1)
        return Words::tr("%1 h").arg(hours);
    if (days < 730)
        return Words::tr("%1 d", "days").arg(days);
    return Words::tr("%1 y", "years").arg(days / 365);
}

PromiseLeft promiseLeft(const ConversationItem &item, const QDateTime &now)
{
    constexpr qint64 soonMs = 30 * 60 * 1000;
    PromiseLeft found;
    found.isPromised = item.promiseDue.isValid() && item.promiseBegan.isValid()
        && (item.state == TriageState::New || item.state == TriageState::Open);
    if (!found.isPromised)
        return found;
    const qint64 ms = now.msecsTo(item.promiseDue);
    const qint64 whole = item.promiseBegan.msecsTo(item.promiseDue);
    found.isOver = ms < 0;
    found.isSoon = !found.isOver && ms <= soonMs;
    found.left = whole <= 0 ? 0 : qBound(0.0, double(ms) / double(whole), 1.0);
    // A minute that has begun counts as left: nobody has "0 min".
    const auto minutes = std::chrono::minutes((std::abs(ms) + (found.isOver ? 0 : 59'999)) / 60'000);
    found.words = found.isOver && minutes.count() == 0 ? Words::tr("over")
        : found.isOver                                 ? Words::tr("%1 over", "8 min over").arg(waitWords(minutes))
                                                       : waitWords(minutes);
    return found;
}

WaitGroup waitGroup(const QDateTime &since, const QDateTime &now, const QTimeZone &zone)
{
    const qint64 age = since.secsTo(now);
    if (age > 7 * 24 * 3600)
        return WaitGroup::OverAWeek;
    if (age > 24 * 3600)
        return WaitGroup::OverADay;
    if (age <= 3600)
        return WaitGroup::LastHour;
    const QDateTime local = since.toTimeZone(zone);
    if (local.date() < now.toTimeZone(zone).date())
        return WaitGroup::Yesterday;
    const int hour = local.time().hour();
    return hour < 12 ? WaitGroup::ThisMorning : hour < 18 ? WaitGroup::ThisAfternoon : WaitGroup::ThisEvening;
}

QString groupTitle(WaitGroup group)
{
    switch (group) {
    case WaitGroup::OverAWeek:
        return Words::tr("Longer than a week");
    case WaitGroup::OverADay:
        return Words::tr("Longer than a day");
    case WaitGroup::Yesterday:
        return Words::tr("Since yesterday");
    case WaitGroup::ThisMorning:
        return Words::tr("Since this morning");
    case WaitGroup::ThisAfternoon:
        return Words::tr("Since this afternoon");
    case WaitGroup::ThisEvening:
        return Words::tr("Since this evening");
    case WaitGroup::LastHour:
        break;
    }
    return Words::tr("Within the last hour");
}

QString shortMoment(const QDateTime &moment, const QDateTime &now, const QTimeZone &zone)
{
    const QDateTime local = moment.toTimeZone(zone);
    const QDate today = now.toTimeZone(zone).date();
    const qint64 away = today.daysTo(local.date());
    const QLocale locale;
    if (away == 0)
        return locale.toString(local.time(), QStringLiteral("HH:mm"));
    if (away > -7 && away < 7)
        return locale.toString(local, QStringLiteral("ddd HH:mm"));
    if (local.date().year() == today.year())
        return locale.toString(local.date(), QStringLiteral("d MMM"));
    return locale.toString(local.date(), QStringLiteral("d MMM yyyy"));
}

} // namespace wheelhouse
