#include "ui/outposts/standinglook.h"

namespace wheelhouse {

StandingLook lookOf(const Account &account)
{
    using State = AccountStanding::State;
    if (account.isPaused)
        return { QStringLiteral("media-playback-pause"), Tint::Plain, true };
    switch (account.standing.state) {
    case State::New:
        return { QStringLiteral("view-refresh"), Tint::Plain, false };
    case State::Fine:
        return { QStringLiteral("state-done"), Tint::Green, isClockOff(account.standing) };
    case State::Waiting:
        return { QStringLiteral("chronometer"), Tint::Plain, true };
    case State::Failing:
        return { QStringLiteral("dialog-warning"), Tint::Amber, true };
    case State::SignedOut:
    case State::Gone:
        return { QStringLiteral("promise-broken"), Tint::Red, true };
    }
    return {};
}

} // namespace wheelhouse
