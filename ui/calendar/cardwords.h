#pragma once

#include "ui/calendar/calendarsight.h"
#include "ui/kit/look.h"

namespace wheelhouse {

/// How a state is drawn: glyph and border say it without colour (DESIGN 4).
struct CardLook {
    enum class Border { Dashed, Line, Tinted, Hatched, None, Alarm };
    QString icon;
    Tint tint = Tint::Plain;
    Border border = Border::Line;
};
[[nodiscard]] CardLook cardLook(CardState state);
[[nodiscard]] QString stateWords(CardState state); ///< "In review"

/// A campaign's mark from its stored word; plain where it is none.
[[nodiscard]] Tint campaignTint(const QString &word);

/// How an hour is written here, without seconds.
[[nodiscard]] QString hourFormat();
[[nodiscard]] QString hourWords(QTime time);
/// "09:00", or "any time"; with the place behind it where it is another zone than the plan's.
[[nodiscard]] QString hourWords(const Card &card, const QByteArray &zone);
/// "Tuesday 13 October".
[[nodiscard]] QString dayWords(QDate day);
/// "Tuesday 13 October, 15:00"; "any time" where it has no hour.
[[nodiscard]] QString placeWords(const WallTime &at);
/// "Held. Two cans, one picnic. Tuesday 13 October 15:00, Mastodon, campaign Stillwater." with its clashes behind it.
[[nodiscard]] QString cardSentence(const Card &card, const CalendarSight &sight);
/// The lines of a tooltip: title, place, state and its reason, clashes, clocks, the hour here.
[[nodiscard]] QString cardTip(const Card &card, const CalendarSight &sight);
/// The third line of a card where there is room: why it stands as it does, who wrote it.
[[nodiscard]] QString cardDetail(const Card &card);

} // namespace wheelhouse
