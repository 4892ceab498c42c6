#include "core/inbox/workinghours.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WorkingHours)
};

constexpr qint64 minuteMs = 60'000;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr int dayMinutes = 24 * 60;
constexpr qint64 searchDays = 3'660;
constexpr int rememberedDays = 8'000;

qint64 offsetMs(const QTimeZone &zone, qint64 at)
{
    return 1000LL * zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(at, Qt::UTC));
}

QTimeZone zoneOf(const QByteArray &id)
{
    const QTimeZone zone(id.isEmpty() ? QByteArrayLiteral("UTC") : id);
    return zone.isValid() ? zone : QTimeZone::utc();
}

/// In order, and joined where they meet or overlap.
QList<OpenWindow> joined(QList<OpenWindow> windows)
{
    std::sort(windows.begin(), windows.end());
    QList<OpenWindow> whole;
    for (const OpenWindow &each : std::as_const(windows)) {
        if (!whole.isEmpty() && each.opens <= whole.last().closes)
            whole.last().closes = std::max(whole.last().closes, each.closes);
        else
            whole.append(each);
    }
    return whole;
}

} // namespace

WorkingHours WorkingHours::allTheTime()
{
    WorkingHours hours;
    hours.always = true;
    return hours;
}

WorkingHours WorkingHours::officeDays(const QByteArray &zone, OpenWindow window)
{
    WorkingHours hours;
    hours.zone = zone;
    for (size_t day = 0; day < 5; ++day)
        hours.days.at(day) = { window };
    return hours;
}

Result<WorkingHours> WorkingHours::checked() const
{
    WorkingHours hours = *this;
    if (!zone.isEmpty() && !QTimeZone(zone).isValid())
        return fail(
            Error::Kind::Refused, Words::tr("This computer knows no time zone “%1”.").arg(QString::fromUtf8(zone)));
    bool isEverOpen = always;
    for (auto &day : hours.days) {
        for (const OpenWindow &window : std::as_const(day))
            if (window.opens < 0 || window.closes > dayMinutes || window.opens >= window.closes)
                return fail(
                    Error::Kind::Refused, Words::tr("Working hours must end after they begin, on the same day."));
        day = joined(day);
        isEverOpen = isEverOpen || !day.isEmpty();
    }
    if (!isEverOpen)
        return fail(Error::Kind::Refused, Words::tr("Say on which days somebody is there."));
    auto &off = hours.holidays;
    off.removeIf([](const Holiday &each) { return !each.date.isValid(); });
    std::stable_sort(off.begin(), off.end(), [](const Holiday &a, const Holiday &b) { return a.date < b.date; });
    off.erase(
        std::unique(off.begin(), off.end(), [](const auto &a, const auto &b) { return a.date == b.date; }), off.end());
    return hours;
}

QJsonObject WorkingHours::toJson() const
{
    QJsonArray week;
    for (const auto &day : days) {
        QJsonArray windows;
        for (const OpenWindow &each : day)
            windows.append(QJsonArray { each.opens, each.closes });
        week.append(windows);
    }
    QJsonArray off;
    for (const Holiday &each : holidays)
        off.append(QJsonArray { each.date.toString(Qt::ISODate), each.name });
    return { { QStringLiteral("zone"), QString::fromUtf8(zone) }, { QStringLiteral("always"), always },
        { QStringLiteral("days"), week }, { QStringLiteral("holidays"), off } };
}

Result<WorkingHours> WorkingHours::fromJson(const QJsonObject &json)
{
    WorkingHours hours;
    hours.zone = json.value(QLatin1String("zone")).toString().toUtf8();
    hours.always = json.value(QLatin1String("always")).toBool();
    const QJsonArray week = json.value(QLatin1String("days")).toArray();
    if (!hours.always && week.size() != 7)
        return fail(Error::Kind::Malformed, Words::tr("These working hours could not be read."),
            QStringLiteral("days: %1 of 7").arg(week.size()));
    for (qsizetype i = 0; i < std::min<qsizetype>(week.size(), 7); ++i) {
        const QJsonArray windows = week.at(i).toArray();
        for (const auto &each : windows)
            hours.days.at(size_t(i)).append({ each.toArray().at(0).toInt(-1), each.toArray().at(1).toInt(-1) });
    }
    const QJsonArray off = json.value(QLatin1String("holidays")).toArray();
    for (const auto &each : off)
        hours.holidays.append(
            { QDate::fromString(each.toArray().at(0).toString(), Qt::ISODate), each.toArray().at(1).toString() });
    return hours;
}

qint64 instantOf(QDate date, int minute, const QTimeZone &zone)
{
    // The wall's reading as if it were UTC; no offset is more than 16 hours, no change moves a clock by more than a
    // day.
    const qint64 wall =
        (date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * 24 * hourMs + qint64(minute) * minuteMs;
    qint64 from = wall - 16 * hourMs;
    qint64 offset = offsetMs(zone, from);
    const auto changes = zone.transitions(
        QDateTime::fromMSecsSinceEpoch(from + 1, Qt::UTC), QDateTime::fromMSecsSinceEpoch(wall + 40 * hourMs, Qt::UTC));
    for (const auto &change : changes) {
        const qint64 at = change.atUtc.toMSecsSinceEpoch();
        if (at + offset > wall)
            break;
        from = at;
        offset = 1000LL * change.offsetFromUtc;
        if (from + offset >= wall)
            return from; // the hour was left out: the change itself
    }
    return wall - offset;
}

Openings::Openings(const WorkingHours &hours)
    : m_hours(hours)
    , m_zone(zoneOf(hours.zone))
{
    for (const Holiday &each : hours.holidays)
        m_holidays.insert(each.date, each.name);
}

QDate Openings::dateAt(qint64 at) const
{
    return QDateTime::fromMSecsSinceEpoch(at + offsetMs(m_zone, at), Qt::UTC).date();
}

const QList<Openings::Open> &Openings::on(QDate date) const
{
    const qint64 day = date.toJulianDay();
    if (const auto known = m_days.constFind(day); known != m_days.constEnd())
        return *known;
    if (m_days.size() > rememberedDays)
        m_days.clear();
    QList<Open> open;
    if (!m_holidays.contains(date))
        for (const OpenWindow &each : m_hours.days.at(size_t(date.dayOfWeek() - 1))) {
            const Open one { instantOf(date, each.opens, m_zone), instantOf(date, each.closes, m_zone) };
            if (one.from < one.to)
                open.append(one);
        }
    return *m_days.insert(day, open);
}

std::optional<qint64> Openings::add(qint64 start, qint64 ms) const
{
    if (ms <= 0 || m_hours.always)
        return start + std::max<qint64>(ms, 0);
    // A day sooner: on the wall, a change by a whole day may lie between.
    const QDate first = dateAt(start).addDays(-1);
    for (qint64 day = 0; day < searchDays; ++day)
        for (const Open &open : on(first.addDays(day))) {
            const qint64 from = std::max(start, open.from);
            if (from >= open.to)
                continue;
            if (ms <= open.to - from)
                return from + ms;
            ms -= open.to - from;
        }
    return std::nullopt;
}

qint64 Openings::between(qint64 from, qint64 to) const
{
    if (to <= from)
        return 0;
    if (m_hours.always)
        return to - from;
    qint64 sum = 0;
    const QDate last = dateAt(to).addDays(1);
    for (QDate date = dateAt(from).addDays(-1); date <= last; date = date.addDays(1))
        for (const Open &open : on(date))
            sum += std::max<qint64>(0, std::min(to, open.to) - std::max(from, open.from));
    return sum;
}

} // namespace wheelhouse
