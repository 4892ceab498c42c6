#include "core/demo/demopromises.h"

#include <array>

namespace wheelhouse {

namespace {

constexpr qint64 minute = 60'000;

struct Promised {
    const char *name;
    const char *reason;
    const char *label; ///< empty: any
    const char *department; ///< empty: any
    int first; ///< minutes
    int next;
};
constexpr std::array promised {
    Promised { "Allergy at Care", "Somebody may be about to eat it.", "Allergen", "Care", 30, 30 },
    Promised { "Refunds", "Money that is ours to give back should not be asked for twice.", "Refund", "Care", 45, 120 },
    Promised { "Loud voices", "What the loud ones hear first, the others hear next.", "Loud", "", 45, 90 },
    Promised {
        "Stillwater launch", "The first week decides what people say of a new can.", "Stillwater", "", 300, 300 },
    Promised { "Everyone", "Whoever writes to us hears from a person on the same day.", "", "", 420, 420 },
};

} // namespace

Result<void> promise(Promises &promises, const Furniture &furniture, const QDateTime &now)
{
    // Until this morning everybody was promised a day, so that the figures of today are about all that was done today.
    constexpr qint64 secondsInForce = 7 * 3'600;
    constexpr qint64 aDay = 24 * 60; // minutes
    for (const Promised &each : promised) {
        PromisePolicy policy;
        policy.name = QString::fromLatin1(each.name);
        policy.reason = QString::fromLatin1(each.reason);
        policy.label = furniture.labels.value(QString::fromLatin1(each.label));
        policy.department = furniture.departments.value(QString::fromLatin1(each.department));
        policy.firstMs = each.first * minute;
        policy.nextMs = each.next * minute;
        // Day and night while the recall runs: the sample is as drawn at whatever hour it is made.
        policy.hours = WorkingHours::allTheTime();
        policy.id = PolicyId::fresh();
        if (PromisePolicy before = policy; before.label == 0) {
            before.firstMs = before.nextMs = aDay * minute;
            if (auto kept = promises.setPolicy(before, now.addSecs(-60 * aDay)); !kept)
                return tl::unexpected(kept.error());
        }
        if (auto kept = promises.setPolicy(policy, now.addSecs(-secondsInForce)); !kept)
            return tl::unexpected(kept.error());
    }
    return {};
}

} // namespace wheelhouse
