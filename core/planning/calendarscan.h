#pragma once

#include "core/planning/calendarzones.h"
#include "core/planning/contentlines.h"
#include "core/planning/icalendar.h"

namespace wheelhouse {

/// An event as it stands in the file: the lines that say something of a plan.
struct RawEvent {
    QList<ContentLine> lines;
    int number = 0; ///< of its BEGIN
    qsizetype leftOut = 0; ///< lines beyond what an event may hold

    [[nodiscard]] const ContentLine *find(QByteArrayView name) const; ///< the first; null: there is none
    [[nodiscard]] QByteArray value(QByteArrayView name) const; ///< empty: there is none
};

/// The events of a file, before anybody understood them.
struct CalendarScan {
    QList<RawEvent> events;
    CalendarZones zones;
    QByteArray ownZone; ///< X-WR-TIMEZONE
    CalendarImport report; ///< remarks and what was left out so far
};

/// Adds a remark to \a report, within bounds.
void remark(CalendarImport &report, int line, bool isRefusal, const QString &words);

/// Takes \a bytes apart; events are taken wherever they stand, whatever is open around them.
[[nodiscard]] CalendarScan scanCalendar(const QByteArray &bytes);

} // namespace wheelhouse
