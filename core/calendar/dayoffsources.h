#pragma once

#include "core/store/statement.h"

#include <QDate>

namespace wheelhouse {

/// A calendar of days off that the team gave.
struct DayOffSource {
    QString name;
    int days = 0; ///< all of it
    QDate next; ///< the first that is not over; none: all are
    friend bool operator==(const DayOffSource &, const DayOffSource &) = default;
};

/// Reads which calendars of days off there are; any connection.
class DayOffSources {
public:
    explicit DayOffSources(Database &database);
    /// By name.
    [[nodiscard]] Result<QList<DayOffSource>> all(QDate today);

private:
    Statement m_all;
};

} // namespace wheelhouse
