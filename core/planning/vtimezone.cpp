#include "core/planning/vtimezone.h"

#include "core/base/zones.h"
#include "core/planning/contentlines.h"

#include <QDateTime>
#include <QMap>

#include <tuple>

namespace wheelhouse {

namespace {

QByteArray offsetText(int seconds)
{
    const int size = std::abs(seconds);
    QByteArray text =
        QByteArray(seconds < 0 ? "-" : "+") + QByteArray::number(10'000 + size / 3'600 * 100 + size / 60 % 60).mid(1);
    if (size % 60 != 0)
        text += QByteArray::number(100 + size % 60).mid(1);
    return text;
}

/// The clocks go from one offset to another, each time at these walls (in the offset before).
struct Observance {
    QByteArray kind;
    QByteArray name;
    int from = 0;
    int to = 0;
    friend bool operator<(const Observance &one, const Observance &other)
    {
        return std::tie(one.kind, one.name, one.from, one.to) < std::tie(other.kind, other.name, other.from, other.to);
    }
};

QByteArray component(const Observance &of, const QByteArrayList &onsets)
{
    QByteArray text = "BEGIN:" + of.kind + "\r\nDTSTART:" + onsets.first() + "\r\n";
    if (onsets.size() > 1)
        text += foldedLine("RDATE:" + onsets.mid(1).join(','));
    return text + "TZOFFSETFROM:" + offsetText(of.from) + "\r\nTZOFFSETTO:" + offsetText(of.to) + "\r\n"
        + foldedLine("TZNAME:" + of.name) + "END:" + of.kind + "\r\n";
}

} // namespace

QByteArray vtimezone(const QByteArray &zone, int fromYear, int toYear)
{
    const QTimeZone known = zoneNamed(zone);
    if (!known.isValid() || zone == "UTC")
        return {};
    const QDateTime first(QDate(fromYear, 1, 1), QTime(0, 0), Qt::UTC);
    int offset = known.offsetFromUtc(first);
    QMap<Observance, QByteArrayList> all;
    const auto wall = [](const QDateTime &utc, int seconds) {
        return utc.addSecs(seconds).toString(QStringLiteral("yyyyMMdd'T'HHmmss")).toLatin1();
    };
    all[{ "STANDARD", known.abbreviation(first).toUtf8(), offset, offset }].append(wall(first, offset));
    const auto changes = known.transitions(first.addMSecs(1), QDateTime(QDate(toYear, 12, 31), QTime(23, 59), Qt::UTC));
    for (const auto &change : changes) {
        if (change.offsetFromUtc == offset)
            continue;
        all[{ change.daylightTimeOffset > 0 ? "DAYLIGHT" : "STANDARD", change.abbreviation.toUtf8(), offset,
                change.offsetFromUtc }]
            .append(wall(change.atUtc, offset));
        offset = change.offsetFromUtc;
    }
    QByteArray text = "BEGIN:VTIMEZONE\r\nTZID:" + zone + "\r\nX-LIC-LOCATION:" + zone + "\r\n";
    for (auto each = all.begin(); each != all.end(); ++each)
        text += component(each.key(), each.value());
    return text + "END:VTIMEZONE\r\n";
}

} // namespace wheelhouse
