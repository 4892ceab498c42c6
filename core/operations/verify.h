#pragma once

#include "core/operations/operationlog.h"

namespace wheelhouse {

/// What a walk along the log found.
struct ChainReport {
    qint64 operations = 0;
    int desks = 0;
    OperationId firstBad; ///< null: the chain holds
    QString trouble; ///< for a person: which entry was edited, removed or reordered; empty when it holds
    [[nodiscard]] bool holds() const { return firstBad.isNull() && trouble.isEmpty(); }
};

/// Recomputes every hash and checks that each desk's numbers rise by one and each entry bears the hash before it.
/// A cut-off tail is not seen from inside: heads are to be anchored outside, which comes with the team server.
Result<ChainReport> verifyChain(OperationLog &log);

} // namespace wheelhouse
