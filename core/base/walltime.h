#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QStringView>
#include <QTime>

namespace wheelhouse {

/// A date and a time as a person meant them, on the wall of an IANA zone. It stays what was meant when the rules of
/// the zone or the zone of this machine change; which instant it is, resolve() says each time anew.
struct WallTime {
    /// Which one is meant where the hour comes twice, when clocks go back.
    enum class Turn { First, Second };

    QDate date;
    QTime time;
    QByteArray zone; ///< "Europe/Amsterdam"; see core/base/zones.h
    Turn turn = Turn::First; ///< says nothing where the hour comes once
    friend bool operator==(const WallTime &, const WallTime &) = default;
};

/// The instant that a wall time is, and how it was found.
struct ResolvedTime {
    /// Gap: the hour does not exist that day, and it is moved on by as much as the clocks are.
    /// First, Second: the hour comes twice, and this is the one.
    enum class How { Plain, Gap, First, Second };

    QDateTime utc;
    How how = How::Plain;
    QDate date; ///< what the wall shows at that instant: in a gap not what was meant
    QTime time; ///< likewise
    int offset = 0; ///< seconds east of UTC at that instant
    friend bool operator==(const ResolvedTime &, const ResolvedTime &) = default;
};

/// The instant of \a meant, in a gap by the offset before it, as RFC 5545 3.3.5 has it. Malformed where date or time
/// is none, Refused where the zone is not known.
[[nodiscard]] Result<ResolvedTime> resolve(const WallTime &meant);

/// What the wall of \a zone shows at \a utc, so that resolve() leads back to it. Refused where the zone is not known.
[[nodiscard]] Result<WallTime> wallTimeAt(const QDateTime &utc, const QByteArray &zone);

/// A sentence for the card where clocks change then: "02:30 does not exist on this day in New York: it goes out at
/// 03:30." Empty where there is nothing to say, or nothing to resolve.
[[nodiscard]] QString clockSentence(const WallTime &meant);

/// Reads what people type: "2026-11-30 09:00 Europe/Amsterdam", with "first" or "second" behind it for an hour that
/// comes twice. \a zoneWhereNone is taken where no zone is written; empty: the zone must be written. Fails with words
/// that name the part that is wrong: Malformed where it is not understood, Refused where it means nothing.
[[nodiscard]] Result<WallTime> readWallTime(QStringView text, const QByteArray &zoneWhereNone = {});
/// The same text that readWallTime() reads; seconds only where there are any.
[[nodiscard]] QString wallTimeText(const WallTime &meant);

} // namespace wheelhouse
