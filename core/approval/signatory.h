#pragma once

#include "core/approval/authority.h"

namespace wheelhouse {

/// Somebody who may sign, as they stood when they did.
struct Signatory {
    MemberId id;
    DepartmentId department;
    QStringList roles;
    int belt = 0;
    bool isSuspended = false; ///< or gone: may sign nothing
    friend bool operator==(const Signatory &, const Signatory &) = default;
};

/// A right to sign, lent for a time.
struct Delegation {
    MemberId from;
    MemberId to;
    QDateTime begins; ///< UTC
    QDateTime ends; ///< UTC; from then on it is over
    GateId gate; ///< null: at every gate
    friend bool operator==(const Delegation &, const Delegation &) = default;
};

/// Whether any line of \a of means \a who. Nobody who is suspended.
[[nodiscard]] bool isOneOf(const Signatory &who, const QList<Who> &of);

} // namespace wheelhouse
