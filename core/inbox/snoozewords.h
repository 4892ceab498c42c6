#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QTimeZone>

namespace wheelhouse {

/// A moment as a person said it on their wall, and what it is in UTC.
struct WallMoment {
    QDateTime utc;
    QString wall; ///< "2026-11-24T09:00 Europe/Oslo"
    QString remark; ///< a sentence where the clock is moved that night; empty: nothing to say
};

/// The moment that \a words mean for somebody in \a zone at \a now (UTC): "tue 9", "in 2h", "tomorrow", "24 dec 10:00",
/// "2026-12-24 10:00", "18:30", "3 pm", "next monday", "tonight", "next week". A day without an hour means 9:00; an
/// hour that has passed today means tomorrow's; a day of the week is the next one, a date without a year the next such.
/// Malformed where the words say no moment, Refused where it has passed.
[[nodiscard]] Result<WallMoment> snoozeMoment(const QString &words, const QDateTime &now, const QTimeZone &zone);

/// \a date and \a time on the wall of \a zone. An hour that the clock leaves out in spring is moved on by as much, one
/// that comes twice in autumn is the first; the remark says so.
[[nodiscard]] WallMoment onTheWall(QDate date, QTime time, const QTimeZone &zone);

} // namespace wheelhouse
