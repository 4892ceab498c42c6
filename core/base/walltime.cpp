#include "core/base/walltime.h"

#include "core/base/zones.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WallTime)
};

constexpr qint64 secondMs = 1'000;
constexpr qint64 dayMs = 86'400 * secondMs;
// No offset is more than 16 hours off: a change that touches a wall time lies nearer than this to its reading as UTC.
constexpr qint64 nearMs = 26 * 3'600 * secondMs;

QDateTime atMs(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
}

qint64 offsetMs(const QTimeZone &zone, qint64 at)
{
    return secondMs * zone.offsetFromUtc(atMs(at));
}

/// The wall's reading as if it were UTC.
qint64 reading(QDate date, QTime time)
{
    return (date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * dayMs + time.msecsSinceStartOfDay();
}

struct Found {
    qint64 offset = 0; ///< ms
    ResolvedTime::How how = ResolvedTime::How::Plain;
};

Found offsetFor(qint64 wall, const QTimeZone &zone, WallTime::Turn turn)
{
    qint64 offset = offsetMs(zone, wall - nearMs);
    const auto changes = zone.transitions(atMs(wall - nearMs + 1), atMs(wall + nearMs));
    for (const auto &change : changes) {
        const qint64 at = change.atUtc.toMSecsSinceEpoch();
        const qint64 after = secondMs * change.offsetFromUtc;
        if (wall < at + std::min(offset, after))
            break;
        if (wall < at + offset) { // clocks go back, and here it was not yet so
            const bool isSecond = turn == WallTime::Turn::Second;
            return { isSecond ? after : offset, isSecond ? ResolvedTime::How::Second : ResolvedTime::How::First };
        }
        if (wall < at + after)
            return { offset, ResolvedTime::How::Gap };
        offset = after;
    }
    return { offset, ResolvedTime::How::Plain };
}

QString hourText(QTime time)
{
    return time.toString(time.second() == 0 ? QStringLiteral("HH:mm") : QStringLiteral("HH:mm:ss"));
}

/// "UTC-4", "UTC+5:30", with the minus of print.
QString offsetText(int seconds)
{
    const int minutes = std::abs(seconds) / 60;
    const QString hours =
        QStringLiteral("UTC%1%2").arg(seconds < 0 ? QChar(0x2212) : QLatin1Char('+')).arg(minutes / 60);
    return minutes % 60 == 0 ? hours : hours + QStringLiteral(":%1").arg(minutes % 60, 2, 10, QLatin1Char('0'));
}

} // namespace

Result<ResolvedTime> resolve(const WallTime &meant)
{
    if (!meant.date.isValid() || !meant.time.isValid())
        return fail(Error::Kind::Malformed, Words::tr("A date and a time are needed."));
    const QTimeZone zone = zoneNamed(meant.zone);
    if (!zone.isValid())
        return fail(Error::Kind::Refused,
            Words::tr("“%1” is no time zone that this machine knows.").arg(QString::fromUtf8(meant.zone)));
    const qint64 wall = reading(meant.date, meant.time);
    const Found found = offsetFor(wall, zone, meant.turn);
    const qint64 instant = wall - found.offset;
    const int shown = zone.offsetFromUtc(atMs(instant));
    const QDateTime onWall = atMs(instant + secondMs * shown);
    return ResolvedTime { atMs(instant), found.how, onWall.date(), onWall.time(), shown };
}

Result<WallTime> wallTimeAt(const QDateTime &utc, const QByteArray &zone)
{
    const QTimeZone known = zoneNamed(zone);
    if (!known.isValid() || !utc.isValid())
        return fail(Error::Kind::Refused,
            Words::tr("“%1” is no time zone that this machine knows.").arg(QString::fromUtf8(zone)));
    const qint64 instant = utc.toMSecsSinceEpoch();
    const QDateTime wall = atMs(instant + offsetMs(known, instant));
    WallTime shown { wall.date(), wall.time(), zone, WallTime::Turn::First };
    if (const auto first = resolve(shown); first && first->utc.toMSecsSinceEpoch() != instant)
        shown.turn = WallTime::Turn::Second;
    return shown;
}

QString clockSentence(const WallTime &meant)
{
    const auto resolved = resolve(meant);
    if (!resolved || resolved->how == ResolvedTime::How::Plain)
        return {};
    const QString hour = hourText(meant.time);
    const QString place = placeOf(meant.zone);
    if (resolved->how == ResolvedTime::How::Gap && resolved->date != meant.date)
        return Words::tr("%1 does not exist on this day in %2: it goes out at %3 on %4.")
            .arg(hour, place, hourText(resolved->time), resolved->date.toString(Qt::ISODate));
    if (resolved->how == ResolvedTime::How::Gap)
        return Words::tr("%1 does not exist on this day in %2: it goes out at %3.")
            .arg(hour, place, hourText(resolved->time));
    //: %3 the distance to UTC then, such as UTC-4
    const QString first = Words::tr("%1 comes twice on this day in %2: it goes out the first time (%3).");
    //: %3 the distance to UTC then, such as UTC-5
    const QString second = Words::tr("%1 comes twice on this day in %2: it goes out the second time (%3).");
    return (resolved->how == ResolvedTime::How::First ? first : second).arg(hour, place, offsetText(resolved->offset));
}

QString wallTimeText(const WallTime &meant)
{
    const QString text = meant.date.toString(Qt::ISODate) + QLatin1Char(' ') + hourText(meant.time) + QLatin1Char(' ')
        + QString::fromUtf8(meant.zone);
    return meant.turn == WallTime::Turn::Second ? text + QStringLiteral(" second") : text;
}

} // namespace wheelhouse
