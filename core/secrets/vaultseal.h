#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <memory>

namespace wheelhouse {

/// The bytes of a vault: what they mean, how they are sealed and opened. No files, any thread.
///
/// "WHVAULT1", operations (8 bytes, little endian), memory in bytes (8), salt (16), proof (32), nonce (24), the sealed
/// entries, and a checksum (32, BLAKE2b) of all before. From the passphrase Argon2id 1.3 makes 64 bytes: one half seals
/// (XChaCha20-Poly1305, bound to everything before the nonce), the other proves the passphrase by a MAC of what stands
/// before the proof. So three things are told apart: bytes that were damaged, a passphrase that is another one, and
/// entries that somebody changed.

/// What it costs to try one passphrase.
struct VaultCost {
    quint64 operations = 3;
    quint64 bytes = 256ULL * 1024 * 1024;
    /// Between these, or the file is none of ours: below, guessing is cheap; above, opening it would be an attack.
    static constexpr quint64 fewestOperations = 2;
    static constexpr quint64 mostOperations = 16;
    static constexpr quint64 fewestBytes = 64ULL * 1024 * 1024;
    static constexpr quint64 mostBytes = 1024ULL * 1024 * 1024;
    friend bool operator==(const VaultCost &, const VaultCost &) = default;
};

using VaultEntries = std::map<QString, Secret>;

/// What a passphrase became: in memory that is not swapped, not dumped, and overwritten at the end.
class VaultKey {
public:
    /// Argon2id: takes the cost's time and memory. None: not enough memory.
    static std::shared_ptr<const VaultKey> from(
        const Secret &passphrase, const QByteArray &salt, const VaultCost &cost);
    ~VaultKey();
    VaultKey(const VaultKey &) = delete;
    VaultKey &operator=(const VaultKey &) = delete;
    [[nodiscard]] const QByteArray &salt() const { return m_salt; }
    [[nodiscard]] const VaultCost &cost() const { return m_cost; }
    [[nodiscard]] const unsigned char *sealing() const { return m_bytes; }
    [[nodiscard]] const unsigned char *proving() const;

private:
    VaultKey(QByteArray salt, const VaultCost &cost, unsigned char *bytes);
    QByteArray m_salt;
    VaultCost m_cost;
    unsigned char *m_bytes;
};

/// What stands before the sealed part.
struct VaultHead {
    VaultCost cost;
    QByteArray salt;
};

inline constexpr qsizetype vaultBytes = 4 * 1024 * 1024; ///< a vault is no longer; more is none of ours

[[nodiscard]] QByteArray vaultSalt();
/// Malformed where the bytes are damaged, or ask for more or less than a vault of ours.
[[nodiscard]] Result<VaultHead> vaultHead(const QByteArray &file);
/// Refused where \a key is of another passphrase; Malformed where what is sealed was changed.
[[nodiscard]] Result<std::shared_ptr<VaultEntries>> unseal(const QByteArray &file, const VaultKey &key);
/// Refused where they are too many.
[[nodiscard]] Result<QByteArray> seal(const VaultEntries &entries, const VaultKey &key);

} // namespace wheelhouse
