#pragma once

#include "core/publishing/outgoings.h"
#include "core/publishing/publisher.h"

namespace wheelhouse {

/// A delivery that is being sent, or looked for.
struct Publisher::Run {
    Claim claim;
    int part = 0; ///< its place in the claim
    bool isLook = false; ///< it is in doubt: nothing is said, only looked for
    bool isAbsent = false; ///< this part is known not to be out there: no try left, or all was read in vain
    bool isFirst = false; ///< the try of this part that is under way: nothing left us before it
    bool isDropped = false; ///< the engine is another's: only what is out there is still kept
    QHash<int, QString> handles; ///< of this part's pictures
    [[nodiscard]] DeliveryPart &current() { return claim.parts[part]; }
    [[nodiscard]] Outgoing outgoing() const { return outgoingOf(claim, part, handles); }
};

/// Why a delivery waits whose channel is not asked now, for a person.
[[nodiscard]] QString cannotGo(const Delivery &delivery);

} // namespace wheelhouse
