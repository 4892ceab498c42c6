#pragma once

#include "core/planning/calendarscan.h"

namespace wheelhouse {

/// Reads the dates and times of calendar lines.
class CalendarTimes {
public:
    /// \a zoneWhereNone is for times that name no zone; empty: they are refused.
    CalendarTimes(CalendarZones zones, const QByteArray &zoneWhereNone);

    [[nodiscard]] QList<QByteArray> unknownZones() const { return m_zones.unknown(); }
    /// The one time of \a line, or the date of a whole day. Fails with words that name what is wrong.
    [[nodiscard]] Result<WallTime> one(const ContentLine &line);
    /// The names in \a series of the times that \a line lists; periods are taken at their beginning. What cannot be
    /// read is put into \a trouble.
    [[nodiscard]] QSet<QString> names(const ContentLine &line, const Series &series, QString &trouble);
    /// The name in \a series of \a at: what the wall of the series shows then.
    [[nodiscard]] static QString nameIn(const Series &series, const WallTime &at);

private:
    [[nodiscard]] Result<WallTime> read(const QByteArray &value, const ContentLine &line);

    CalendarZones m_zones;
    QByteArray m_zoneWhereNone;
};

} // namespace wheelhouse
