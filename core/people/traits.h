#pragma once

#include "core/networks/traffic.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// Keeps what profiles say of a person's other places, folded as core/people/matching compares it. Writer's lane.
class Traits {
public:
    static constexpr int limit = 16; ///< claims of one profile; Mastodon has 4 to 10

    explicit Traits(Database &database);
    /// What \a claims say of \a identity from now on; what an earlier profile said and this does not, goes.
    [[nodiscard]] Result<void> keep(Transaction &transaction, qint64 identity, const QList<ProfileClaim> &claims);

private:
    Statement m_drop;
    Statement m_add;
};

} // namespace wheelhouse
