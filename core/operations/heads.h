#pragma once

#include "core/base/clock.h"
#include "core/operations/operation.h"
#include "core/secrets/signer.h"
#include "core/store/statement.h"

#include <QDateTime>

namespace wheelhouse {

/// Where a desk's log stood: the hash of one entry, which holds those of all before it.
struct LogHead {
    DeskId desk;
    qint64 seq = 0;
    QByteArray hash; ///< 32 bytes
    QDateTime at; ///< UTC, when it was signed
    friend bool operator==(const LogHead &, const LogHead &) = default;
};

/// The bytes that are signed: "wheelhouse-head-1" and then, each with its length as 4 bytes big-endian before it: desk
/// (16), seq (8 bytes big-endian), hash (32), at (ms since 1970 UTC, 8 bytes big-endian).
[[nodiscard]] QByteArray headBytes(const LogHead &head);

/// Whether an operation of \a kind is signed as it is written: whatever changes members, gates, guidelines or holds,
/// and every word about a revision.
[[nodiscard]] bool isSignedByItself(const QString &kind);
/// Whether one that is not signed by itself is a fault of the record. Not so of a hold: who presses it in a hurry is
/// not asked for a key first.
[[nodiscard]] bool mustBeSigned(const QString &kind);

/// Signs the log as it grows, with the key of whoever sits here. Without a key nothing is signed, and the next head
/// that is covers what went before. Lives on the engine lane.
class HeadSigning {
public:
    HeadSigning(Database &database, const Clock &clock);

    /// Whose key signs from now on; none: nobody's (locked).
    void use(std::shared_ptr<const Signer> signer) { m_signer = std::move(signer); }
    [[nodiscard]] bool isOpen() const { return m_signer != nullptr; }

    /// Signs \a operation, in the transaction that wrote it, if its kind asks for that. Refused where it has to be and
    /// the key is locked.
    [[nodiscard]] Result<void> written(Transaction &transaction, const Operation &operation);
    /// Signs where this desk's log stands now. False where nothing was written since, or nobody signs. Refused where an
    /// entry that has to be signed was put in unsigned since: a head over it would vouch for it.
    [[nodiscard]] Result<bool> signNow();

private:
    [[nodiscard]] Result<void> locked(const QString &kind);
    [[nodiscard]] Result<bool> put(const LogHead &head);

    Database &m_database;
    const Clock &m_clock;
    std::shared_ptr<const Signer> m_signer;
    Statement m_standing;
    Statement m_hasBegun;
    Statement m_since;
    Statement m_put;
};

} // namespace wheelhouse
