#pragma once

#include "core/calendar/cardreader.h"
#include "core/calendar/wallclock.h"

namespace wheelhouse {

/// What holds for every card alike.
struct CardRules {
    QHash<qint64, QString> holds; ///< why, by campaign row; 0: everything
    bool needsApproval = false;
};

/// When a post goes out by the outbox, as far as its outposts agree.
class GoingOut {
public:
    void add(Delivery::State state, const QDateTime &dueAt);
    [[nodiscard]] QDateTime agreed() const { return m_differs ? QDateTime() : m_dueAt; } ///< null: no, or they differ

private:
    QDateTime m_dueAt;
    bool m_differs = false;
};

/// What a card is judged by that it does not say itself.
struct CardGround {
    bool isSubmitted = false;
    QDateTime queuedTo; ///< UTC; of a series: up to then the outbox has what it names
    QDateTime goesOutAt; ///< UTC; null: nobody moved it in the outbox
};

/// Ends a card whose targets, by channel row, say where each of them stands: its place and its state.
void settle(Card &card, const CardGround &ground, const CardRules &rules);

/// The card of \a occurrence of \a post, of which nothing but its cards is wanted any more.
[[nodiscard]] Card cardOf(PostOfCards post, const std::optional<Occurrence> &occurrence, const CardRules &rules,
    WallClock &clock, bool isImagined = false);

} // namespace wheelhouse
