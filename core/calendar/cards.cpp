#include "core/calendar/cards.h"

#include "core/posts/nameless.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

using State = Delivery::State;

/// How urgently a person is needed; of several channels the first counts.
constexpr std::pair<State, CardState> byNeed[] = {
    { State::Unconfirmed, CardState::Unconfirmed },
    { State::Rejected, CardState::Failed },
    { State::Missed, CardState::Missed },
    { State::Held, CardState::Held },
    { State::Intent, CardState::Sending },
    { State::Claimed, CardState::Sending },
    { State::Queued, CardState::Approved },
    { State::Sent, CardState::Published },
};

/// Why \a campaign is held; empty: it is not.
QString heldBy(const CardRules &rules, qint64 campaign)
{
    const QString all = rules.holds.value(0);
    return all.isEmpty() && campaign != 0 ? rules.holds.value(campaign) : all;
}

/// Of what waits to go out, whatever the outbox says of it itself.
void judgeWaiting(Card &card, const CardRules &rules)
{
    const QString held = heldBy(rules, card.campaign);
    if (!held.isEmpty()) {
        card.state = CardState::Held;
        card.reason = Words::tr("Held: “%1”.").arg(held);
    } else if (rules.needsApproval) {
        card.state = CardState::InReview;
        card.reason = Words::tr("Nothing goes out here that nobody signed.");
    } else {
        card.state = CardState::Approved;
    }
}

void judgeSubmitted(Card &card, const CardRules &rules, const QDateTime &queuedTo)
{
    for (const auto &[delivery, state] : byNeed) {
        const auto target = std::find_if(card.targets.cbegin(), card.targets.cend(),
            [delivery = delivery](const CardTarget &each) { return each.state == delivery; });
        if (target == card.targets.cend())
            continue;
        if (state == CardState::Approved)
            return judgeWaiting(card, rules);
        card.state = state;
        card.reason = state == CardState::Published ? QString() : target->reason;
        return;
    }
    const bool isWithdrawn = std::any_of(card.targets.cbegin(), card.targets.cend(),
        [](const CardTarget &each) { return each.state == State::Withdrawn; });
    if (isWithdrawn || !card.repeats) {
        card.state = CardState::Draft;
        card.reason = Words::tr("It is not in the outbox: it is not sent.");
    } else if (card.dueAt.isValid() && card.dueAt <= queuedTo) {
        card.state = CardState::Missed;
        card.reason = Words::tr("It was not in the outbox when its time came.");
    } else { // further ahead than the outbox looks
        judgeWaiting(card, rules);
    }
}

} // namespace

QString Card::name() const
{
    return hasName() ? title : namelessWords(pictures);
}

bool Card::isMovable() const
{
    return std::none_of(targets.cbegin(), targets.cend(), [](const CardTarget &each) {
        return each.state == State::Claimed || each.state == State::Intent || each.state == State::Sent
            || each.state == State::Unconfirmed;
    });
}

namespace {

/// What somebody moved in the outbox stands where it goes out, not where it was planned; where its outposts differ, the
/// plan stands.
void showWhereItStands(Card &card, const QDateTime &due)
{
    if (!card.hasHour() || !due.isValid() || due == card.dueAt)
        return;
    const auto at = wallTimeAt(due, card.at->zone);
    if (!at)
        return;
    card.at = *at;
    card.dueAt = due;
    card.isMoved = true;
}

} // namespace

void GoingOut::add(State state, const QDateTime &dueAt)
{
    if (state == State::Withdrawn)
        return;
    m_differs = m_differs || (m_dueAt.isValid() && m_dueAt != dueAt);
    m_dueAt = dueAt;
}

void settle(Card &card, const CardGround &ground, const CardRules &rules)
{
    showWhereItStands(card, ground.goesOutAt);
    const bool isOut = std::any_of(card.targets.cbegin(), card.targets.cend(),
        [](const CardTarget &each) { return each.state && each.state != State::Withdrawn; });
    if (ground.isSubmitted || isOut)
        judgeSubmitted(card, rules, ground.queuedTo);
}

Card cardOf(PostOfCards post, const std::optional<Occurrence> &occurrence, const CardRules &rules, WallClock &clock,
    bool isImagined)
{
    Card card;
    card.row = post.row;
    card.post = post.id;
    card.title = std::move(post.title);
    card.author = std::move(post.author);
    card.campaign = post.campaign;
    card.launch = post.launch;
    card.madeAt = post.madeAt;
    card.targets = std::move(post.targets);
    card.repeats = post.when && !isOnce(*post.when);
    card.isImagined = isImagined;
    if (occurrence) {
        card.occurrence = occurrence->name;
        card.at = occurrence->at;
        card.isMoved = occurrence->isMoved;
        card.dueAt = clock.instant(occurrence->at);
    }
    GoingOut out;
    for (CardTarget &each : card.targets) {
        const PostOfCards::Standing *standing = post.of(card.occurrence, each.channelRow);
        if (standing == nullptr)
            continue;
        each.delivery = standing->id;
        each.state = standing->state;
        each.reason = standing->reason;
        out.add(standing->state, standing->dueAt);
    }
    std::sort(card.targets.begin(), card.targets.end(),
        [](const CardTarget &one, const CardTarget &other) { return one.channelRow < other.channelRow; });
    // Where a layer puts it, it stands there.
    settle(card, { post.isSubmitted, post.queuedTo, isImagined ? QDateTime() : out.agreed() }, rules);
    return card;
}

} // namespace wheelhouse
