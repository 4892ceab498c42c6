#pragma once

#include "core/inbox/workinghours.h"

#include <QStringList>

namespace wheelhouse {

/// What an .ics file came to.
struct HolidayImport {
    QList<Holiday> holidays; ///< by date, each date once
    int events = 0; ///< read
    int leftOut = 0; ///< events that are no holidays, or could not be read
    QStringList report; ///< what was left out and why, in words, at most 20 lines
};

/// The whole days that the events of \a ics name from \a from to \a to, those that come again (RRULE, RDATE, EXDATE)
/// included. Never fails as a whole: what cannot be read is left out and told. Any bytes are safe: libical is given
/// each event by itself and of it only the few properties that matter here; at most 4 MB, 1.5 s and 10,000 days.
HolidayImport readHolidays(const QByteArray &ics, QDate from, QDate to);

} // namespace wheelhouse
