#pragma once

#include "ui/calendar/cardwords.h"
#include "ui/kit/canvas.h"

namespace wheelhouse {

/// How a card stands in the view just now.
struct CardPose {
    bool isChosen = false;
    bool isCurrent = false; ///< and the view has the keyboard
    bool isFaded = false; ///< picked up, cut: it is elsewhere in thought
    bool isLanding = false; ///< where it would come to lie
    int lines = 2; ///< 1: a short chip; 2: hour and title; 3: and a detail
};

/// Draws a card at \a rect (left to right, in the canvas' bounds).
void paintCard(Canvas &canvas, QPainter &painter, const QRect &rect, const Card &card, const CalendarSight &sight,
    const CardPose &pose);
/// The letter of a campaign in its tinted square at the trailing end of \a room; gives the width it took.
int paintCampaign(Canvas &canvas, const QRect &room, const Campaign &campaign, Canvas::Side side);

} // namespace wheelhouse
