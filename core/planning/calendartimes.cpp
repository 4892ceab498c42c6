#include "core/planning/calendartimes.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

constexpr qsizetype mostListed = 10'000;

QString shown(const QByteArray &value)
{
    return QString::fromUtf8(value.left(60));
}

/// The number of \a length digits at \a from; -1: they are none.
int digits(const QByteArray &text, qsizetype from, qsizetype length)
{
    int number = 0;
    for (qsizetype i = from; i < from + length; ++i) {
        if (text.at(i) < '0' || text.at(i) > '9')
            return -1;
        number = number * 10 + text.at(i) - '0';
    }
    return number;
}

} // namespace

CalendarTimes::CalendarTimes(CalendarZones zones, const QByteArray &zoneWhereNone)
    : m_zones(std::move(zones))
    , m_zoneWhereNone(zoneWhereNone)
{
}

Result<WallTime> CalendarTimes::read(const QByteArray &value, const ContentLine &line)
{
    const QByteArray text = value.trimmed();
    const bool isUtc = text.size() == 16 && (text.endsWith('Z') || text.endsWith('z'));
    const bool isDate = text.size() == 8;
    WallTime at;
    if (isDate || isUtc || text.size() == 15)
        at.date = QDate(digits(text, 0, 4), digits(text, 4, 2), digits(text, 6, 2));
    if (!isDate && at.date.isValid() && (text.at(8) == 'T' || text.at(8) == 't'))
        at.time = QTime(digits(text, 9, 2), digits(text, 11, 2), std::min(digits(text, 13, 2), 59)); // :60 leaps
    if (!at.date.isValid() || at.date.year() < 1 || at.time.isValid() == isDate)
        return fail(Error::Kind::Malformed, Words::tr("“%1” is no date or time.").arg(shown(value)));
    if (isDate)
        return at;
    const QByteArray tzid = line.parameter("TZID");
    at.zone = isUtc ? QByteArray("UTC") : tzid.isEmpty() ? m_zoneWhereNone : m_zones.find(tzid);
    if (at.zone.isEmpty() && tzid.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("“%1” names no time zone.").arg(shown(value)));
    if (at.zone.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("“%1” is no time zone that this machine knows.").arg(shown(tzid)));
    if (line.parameter("X-WHEELHOUSE-TURN") == "SECOND")
        at.turn = WallTime::Turn::Second;
    return at;
}

Result<WallTime> CalendarTimes::one(const ContentLine &line)
{
    return read(line.value, line);
}

QString CalendarTimes::nameIn(const Series &series, const WallTime &at)
{
    if (series.isWholeDays())
        return occurrenceName(at.date, {});
    if (!at.time.isValid())
        return occurrenceName(at.date, series.start.time);
    if (at.zone != series.start.zone)
        if (const auto instant = resolve(at))
            if (const auto there = wallTimeAt(instant->utc, series.start.zone))
                return occurrenceName(there->date, there->time);
    return occurrenceName(at.date, at.time);
}

QSet<QString> CalendarTimes::names(const ContentLine &line, const Series &series, QString &trouble)
{
    QSet<QString> all;
    qsizetype listed = 0;
    for (const QByteArray &each : line.value.split(',')) {
        if (each.trimmed().isEmpty())
            continue;
        const auto at = read(each.split('/').first(), line);
        if (at && ++listed <= mostListed)
            all.insert(nameIn(series, *at));
        else if (trouble.isEmpty())
            trouble = at ? Words::tr("more dates are listed than can be read") : at.error().message;
    }
    return all;
}

} // namespace wheelhouse
