#pragma once

#include "core/store/database.h"

namespace wheelhouse {

/// A transaction whose commit is on the disk when it returns (synchronous=FULL), whatever becomes of the machine then.
/// The connection is usually content with less.
class DurableTransaction {
public:
    [[nodiscard]] static Result<DurableTransaction> begin(Database &database);
    DurableTransaction(DurableTransaction &&other) = default;
    DurableTransaction(const DurableTransaction &) = delete;
    DurableTransaction &operator=(const DurableTransaction &) = delete;
    DurableTransaction &operator=(DurableTransaction &&) = delete;
    ~DurableTransaction() = default;

    [[nodiscard]] Transaction &transaction() { return m_transaction; }
    /// \a place names failpoints before (":commit") and after (":committed") it.
    [[nodiscard]] Result<void> commit(const char *place);

private:
    /// Gives the connection its usual care back, after the transaction is over.
    struct Care {
        explicit Care(Database &of)
            : database(&of)
        {
        }
        Care(Care &&other) noexcept
            : database(std::exchange(other.database, nullptr))
        {
        }
        Care(const Care &) = delete;
        Care &operator=(const Care &) = delete;
        Care &operator=(Care &&) = delete;
        ~Care();
        Database *database;
    };
    DurableTransaction(Care care, Transaction transaction)
        : m_care(std::move(care))
        , m_transaction(std::move(transaction))
    {
    }

    Care m_care; // ends after the transaction: members end from the last to the first
    Transaction m_transaction;
};

} // namespace wheelhouse
