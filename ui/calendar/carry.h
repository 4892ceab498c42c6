#pragma once

#include "core/calendar/calendardesk.h"
#include "ui/calendar/calendarsight.h"
#include "ui/kit/theme.h"

namespace wheelhouse {

/// What is carried, and which of it the hand or the arrows move: the others keep their distance to it.
struct Carry {
    QList<Card> cards;
    CardKey lead;

    [[nodiscard]] bool isEmpty() const { return cards.isEmpty(); }
    [[nodiscard]] const Card *leader() const; ///< null: nothing is carried
    [[nodiscard]] QSet<CardKey> keys() const;
};

/// Where \a card comes to lie on \a day at \a time (none: its own hour, or any time); in its own zone, else \a zone.
[[nodiscard]] WallTime landing(const Card &card, QDate day, QTime time, const QByteArray &zone);

/// A place for each of \a carry when its leader goes to \a to: as many days and minutes on as the leader moves. What
/// has no date yet goes to the leader's day.
[[nodiscard]] QList<Placement> placementsFor(const Carry &carry, const WallTime &to);

/// What is said of a drop before it happens.
struct DropVerdict {
    struct Line {
        QString icon;
        Tint tint = Tint::Plain;
        QString words;
        friend bool operator==(const Line &, const Line &) = default;
    };
    QString heading; ///< "Wednesday 21 October, 09:00"
    QList<Line> lines;
    bool forbids = false;
    std::optional<WallTime> instead; ///< of the leader: the next place without what stands against this one

    [[nodiscard]] QString sentence() const; ///< for the screen reader
};
[[nodiscard]] DropVerdict judge(const Carry &carry, const WallTime &to, const CalendarSight &sight);

} // namespace wheelhouse
