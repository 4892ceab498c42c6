#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"

namespace wheelhouse {

/// Whether the machine's clock may be believed when words are to go by their age: a dead battery that says 2038 would
/// make every word old. The hours that others wrote down bear witness.
struct ClockDoubt {
    static constexpr int agreesWithinDays = 7;
    /// Why nothing may go by itself now, for a person; empty: the clock agrees with the store.
    [[nodiscard]] static Result<QString> ask(Database &reader, const Clock &clock);
};

} // namespace wheelhouse
