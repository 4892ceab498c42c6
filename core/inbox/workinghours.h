#pragma once

#include "core/base/result.h"

#include <QDate>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QTimeZone>

#include <array>
#include <optional>

namespace wheelhouse {

/// A time in which somebody is there, in minutes since midnight on the wall: 0 <= opens < closes <= 1440.
struct OpenWindow {
    int opens = 0;
    int closes = 0;
    friend auto operator<=>(const OpenWindow &, const OpenWindow &) = default;
};

/// A day on which nobody is there.
struct Holiday {
    QDate date;
    QString name;
    friend bool operator==(const Holiday &, const Holiday &) = default;
};

/// When somebody is there to answer, as a team says it: hours on the wall of one zone, several windows a day. What
/// goes past midnight is two windows, one on each day.
struct WorkingHours {
    QByteArray zone; ///< IANA; empty: UTC
    bool always = false; ///< day and night, holidays too: the hours of a crisis
    std::array<QList<OpenWindow>, 7> days; ///< Monday first
    QList<Holiday> holidays; ///< by date, each date once

    static WorkingHours allTheTime();
    /// \a opens to \a closes on Monday to Friday.
    static WorkingHours officeDays(const QByteArray &zone, OpenWindow window);
    /// Windows in order and joined where they meet, holidays in order and once; Refused, in words, where a zone is not
    /// known here, a window ends before it begins, or nobody is ever there.
    [[nodiscard]] Result<WorkingHours> checked() const;
    [[nodiscard]] QJsonObject toJson() const;
    /// Malformed where it is not what toJson() writes.
    static Result<WorkingHours> fromJson(const QJsonObject &json);
    friend bool operator==(const WorkingHours &, const WorkingHours &) = default;
};

/// "Mon-Fri 09:00-12:30 13:30-17:00; Sat 10:00-14:00" and back, the way a person types hours. English day names, as the
/// command line and the log want them; "24/7" is all the time. Refused with what was not understood.
QString hoursToText(const WorkingHours &hours);
Result<WorkingHours> hoursFromText(const QString &text, const QByteArray &zone);

/// The first instant (UTC ms) at which the clock on the wall of \a zone shows \a minute of \a date or later. So an hour
/// that a clock change leaves out is the instant of the change, and one that comes twice is the first of the two.
/// \a minute 0..1440. Only offsets of UTC instants are asked of Qt, whose local times are wrong at the change itself.
qint64 instantOf(QDate date, int minute, const QTimeZone &zone);

/// Working hours as instants. A window is open from the first instant at which the wall shows its beginning or later
/// until the first at which it shows its end or later: one that begins in a left-out hour begins after it, one that
/// ends in an hour that comes twice ends at its first. For one thread: it remembers the days it worked out.
class Openings {
public:
    explicit Openings(const WorkingHours &hours);

    /// When \a ms of open time (>= 0) have passed since \a start: the start itself where nothing is asked for, and
    /// the closing hour, not the next opening, where it just suffices. None: not within ten years.
    [[nodiscard]] std::optional<qint64> add(qint64 start, qint64 ms) const;
    /// Open time in [from, to), ms.
    [[nodiscard]] qint64 between(qint64 from, qint64 to) const;
    [[nodiscard]] bool isOpen(qint64 at) const { return between(at, at + 1) == 1; }
    /// The date on the wall at \a at.
    [[nodiscard]] QDate dateAt(qint64 at) const;

private:
    struct Open {
        qint64 from;
        qint64 to;
    };
    [[nodiscard]] const QList<Open> &on(QDate date) const;

    WorkingHours m_hours;
    QTimeZone m_zone;
    QHash<QDate, QString> m_holidays;
    mutable QHash<qint64, QList<Open>> m_days; ///< by Julian day
};

/// The two questions that promises ask of a calendar.
inline std::optional<qint64> businessAdd(qint64 start, qint64 target, const Openings &calendar)
{
    return calendar.add(start, target);
}
inline qint64 businessBetween(qint64 from, qint64 to, const Openings &calendar)
{
    return calendar.between(from, to);
}

} // namespace wheelhouse
