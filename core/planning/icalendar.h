#pragma once

#include "core/planning/recurrence.h"

#include <QDateTime>
#include <QHash>
#include <QStringList>

namespace wheelhouse {

/// Something planned, as a calendar file knows it: a value that knows no database.
struct PlanEntry {
    QString uid; ///< of a post of ours its id; empty: the file says none
    Series when;
    QDate lastDay; ///< of whole days the last one; none where there is an hour
    QString summary; ///< one line; see summaryOf()
    QString text;
    QStringList categories; ///< of a post its campaign
    QStringList channels; ///< only in files of ours
    /// What each of its channels says, by name, where that is more than \ref text: compact JSON of
    /// core/posts/content.h, pictures by digest. Only in files of ours.
    QString contents {};
    QString url;
    friend bool operator==(const PlanEntry &, const PlanEntry &) = default;
};

/// Something about a file that a person should know.
struct CalendarRemark {
    int line = 0; ///< of the file, from 1; 0: the file as a whole
    bool isRefusal = false; ///< an entry was left out for it
    QString words;
    [[nodiscard]] QString sentence() const; ///< "Line 17: …"
};

/// What a file came to.
struct CalendarImport {
    QList<PlanEntry> entries;
    QList<CalendarRemark> remarks; ///< by line, the first 1,000
    int leftOut = 0; ///< entries that were refused
    int remarked = 0; ///< remarks in all
    QList<QByteArray>
        unknownZones; ///< names for which entries were refused: a person may say which zone each of them is
};

/// The first line of \a text that says something, in at most 80 characters.
[[nodiscard]] QString summaryOf(const QString &text);

/// \a entries as an iCalendar file (RFC 5545) called \a name, written at \a stamp (UTC). readCalendar() reads it back
/// equal, but for control characters in fields of one line and a series whose start its rule does not name, which comes
/// back anchored.
[[nodiscard]] QByteArray writeCalendar(const QList<PlanEntry> &entries, const QString &name, const QDateTime &stamp);

/// The events of \a bytes. Never fails as a whole and ends for any bytes: at most 20 MB, 100,000 entries and 10 s are
/// read; what is wrong is left out with line and reason, the rest is taken. Times that name no zone are in the file's
/// X-WR-TIMEZONE, else in \a zoneWhereNone; where that is empty, they are refused. A zone that is not IANA's is found
/// by the names that Outlook, Evolution and others give it, by \a zones (what a person said that a name is), or
/// refused: a post must not go out at a guess.
[[nodiscard]] CalendarImport readCalendar(
    const QByteArray &bytes, const QByteArray &zoneWhereNone, const QHash<QByteArray, QByteArray> &zones = {});

} // namespace wheelhouse
