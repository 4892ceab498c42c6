#pragma once

#include "core/operations/undo.h"
#include "core/publishing/terms.h"

namespace wheelhouse {

/// Changes what the team decided about publishing; each change is one step to undo. Lives on the engine lane.
class TermsDesk {
public:
    TermsDesk(Database &database, OperationLog &log, Undo &undo);

    [[nodiscard]] Result<PublishingTerms> read() { return m_store.read(); }
    /// Gives the sentence for the status bar, empty where nothing changed. Refused where a time is less than nothing or
    /// more than a day.
    [[nodiscard]] Result<QString> set(const PublishingTerms &terms);

private:
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    PublishingTermsStore m_store;
};

} // namespace wheelhouse
