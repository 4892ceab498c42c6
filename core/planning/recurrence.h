#pragma once

#include "core/planning/recurrencerule.h"

#include <QMap>
#include <QSet>
#include <QString>

#include <optional>

namespace wheelhouse {

/// When something is planned: once, or again and again. An occurrence is called by the wall time that its rule gave it
/// ("2026-11-30T09:00:00", of whole days "2026-11-30"), wherever it was moved since: a delivery is tied to that name.
struct Series {
    WallTime start; ///< no time and no zone: whole days. Of a rule, its anchor, and an occurrence only if it is named
    std::optional<RecurrenceRule> rule; ///< none: once
    QSet<QString> dropped; ///< names left out by hand
    QMap<QString, WallTime> moved; ///< names, and where each of them is now
    QSet<QString> added; ///< names put in by hand besides those of the rule
    friend bool operator==(const Series &, const Series &) = default;

    [[nodiscard]] bool isWholeDays() const { return !start.time.isValid(); }
};

/// One of a series: what resolve() is asked each time anew.
struct Occurrence {
    QString name;
    WallTime at;
    bool isMoved = false;
    friend bool operator==(const Occurrence &, const Occurrence &) = default;
};

struct Occurrences {
    QList<Occurrence> list; ///< by wall time
    bool isCut = false; ///< there may be more than were asked for
};

/// \a series with its start on the first day that its rule names, unless the start was put in by hand; the same
/// occurrences. What other programs show of a series always begins with its start.
[[nodiscard]] Series anchored(const Series &series);

/// The name of what stands at \a date and \a time (none: whole day) before anybody moves it.
[[nodiscard]] QString occurrenceName(QDate date, QTime time);
/// The wall time that \a name says, in the zone of \a series; no date where it is no name.
[[nodiscard]] WallTime wallTimeOf(const Series &series, const QString &name);

/// The occurrences of \a series whose wall date lies from \a from to \a to, moved ones where they are now; at most
/// \a most. Ends for any series (see ruleDays()).
[[nodiscard]] Occurrences occurrences(const Series &series, QDate from, QDate to, int most = 10'000);
/// The occurrence called \a name; none: it was left out, or the series names no such.
[[nodiscard]] std::optional<Occurrence> occurrence(const Series &series, const QString &name);

} // namespace wheelhouse
