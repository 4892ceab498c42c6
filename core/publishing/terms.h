#pragma once

#include "core/store/statement.h"

#include <chrono>

namespace wheelhouse {

/// What the team decided about publishing.
struct PublishingTerms {
    std::chrono::minutes grace { 10 }; ///< later than that after its time a post asks, and never goes out by itself
    bool needsApproval = false; ///< nothing goes out that nobody signed
    std::chrono::minutes gap { 60 }; ///< between two posts of one channel, below which the calendar speaks up; 0: none
    /// Nothing is put in the outbox that says neither why it is written nor that it has no objective; answers aside.
    /// Off until a team decides it: what scripts and plans of theirs bring in went without it.
    bool asksObjective = false;
    friend bool operator==(const PublishingTerms &, const PublishingTerms &) = default;
};

/// Reads and keeps them; on the writing connection, or to read on any.
class PublishingTermsStore {
public:
    explicit PublishingTermsStore(Database &database);
    [[nodiscard]] Result<PublishingTerms> read();
    [[nodiscard]] Result<void> write(Transaction &transaction, const PublishingTerms &terms);

private:
    Statement m_read;
    Statement m_write;
};

} // namespace wheelhouse
