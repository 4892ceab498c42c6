#include "core/secrets/vaultseal.h"

#include "core/secrets/secretwords.h"

#include <QtEndian>

#include <sodium.h>

namespace wheelhouse {

namespace {

constexpr char magic[] = "WHVAULT1";
constexpr qsizetype magicBytes = 8;
constexpr qsizetype saltBytes = crypto_pwhash_argon2id_SALTBYTES;
constexpr qsizetype keyBytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr qsizetype proofBytes = crypto_generichash_BYTES;
constexpr qsizetype nonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype tagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype checkBytes = crypto_generichash_BYTES;

constexpr qsizetype saltAt = magicBytes + 16;
constexpr qsizetype proofAt = saltAt + saltBytes;
constexpr qsizetype nonceAt = proofAt + proofBytes;
constexpr qsizetype sealedAt = nonceAt + nonceBytes;
constexpr qsizetype fewestBytes = sealedAt + tagBytes + checkBytes;

const unsigned char *bytesOf(const QByteArray &bytes)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData());
}

bool isReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

QByteArray hash(const QByteArray &of, const unsigned char *key, qsizetype length)
{
    QByteArray made(length, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(made.data()), size_t(length), bytesOf(of), size_t(of.size()),
        key, key ? size_t(keyBytes) : 0);
    return made;
}

QByteArray random(qsizetype length)
{
    QByteArray made(length, '\0');
    if (isReady())
        randombytes_buf(made.data(), size_t(length));
    return made;
}

template<typename Number> void append(QByteArray &to, Number number)
{
    const Number little = qToLittleEndian(number);
    to.append(reinterpret_cast<const char *>(&little), sizeof little);
}

template<typename Number> Number numberAt(const QByteArray &in, qsizetype at)
{
    return qFromLittleEndian<Number>(in.constData() + at);
}

/// Entries as bytes: each a name and a secret, with their lengths before them.
Secret packed(const VaultEntries &entries)
{
    qsizetype room = 0;
    for (const auto &[name, secret] : entries)
        room += 8 + name.toUtf8().size() + secret.reveal().size();
    QByteArray bytes;
    bytes.reserve(room); // growing would leave copies behind
    for (const auto &[name, secret] : entries) {
        const QByteArray utf8 = name.toUtf8();
        append<quint32>(bytes, quint32(utf8.size()));
        bytes.append(utf8);
        append<quint32>(bytes, quint32(secret.reveal().size()));
        bytes.append(secret.reveal());
    }
    return Secret(std::move(bytes));
}

std::optional<QByteArray> takePiece(const QByteArray &bytes, qsizetype &at)
{
    if (bytes.size() - at < 4)
        return {};
    const auto length = qsizetype(numberAt<quint32>(bytes, at));
    at += 4;
    if (bytes.size() - at < length)
        return {};
    const QByteArray piece(bytes.constData() + at, length);
    at += length;
    return piece;
}

std::shared_ptr<VaultEntries> unpacked(const QByteArray &bytes)
{
    auto entries = std::make_shared<VaultEntries>();
    for (qsizetype at = 0; at < bytes.size();) {
        const auto name = takePiece(bytes, at);
        auto secret = name ? takePiece(bytes, at) : std::nullopt;
        if (!secret)
            return {};
        entries->insert_or_assign(QString::fromUtf8(*name), Secret(std::move(*secret)));
    }
    return entries;
}

QByteArray headOf(const VaultKey &key)
{
    QByteArray head(magic, magicBytes);
    append<quint64>(head, key.cost().operations);
    append<quint64>(head, key.cost().bytes);
    head.append(key.salt());
    return head;
}

bool isSame(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() && sodium_memcmp(a.constData(), b.constData(), size_t(a.size())) == 0;
}

} // namespace

VaultKey::VaultKey(QByteArray salt, const VaultCost &cost, unsigned char *bytes)
    : m_salt(std::move(salt))
    , m_cost(cost)
    , m_bytes(bytes)
{
}

VaultKey::~VaultKey()
{
    sodium_free(m_bytes); // overwrites
}

const unsigned char *VaultKey::proving() const
{
    return m_bytes + keyBytes;
}

std::shared_ptr<const VaultKey> VaultKey::from(const Secret &passphrase, const QByteArray &salt, const VaultCost &cost)
{
    if (!isReady())
        return {};
    auto *bytes = static_cast<unsigned char *>(sodium_malloc(size_t(2 * keyBytes)));
    if (bytes == nullptr)
        return {};
    // NOLINTNEXTLINE: the constructor is ours alone
    std::shared_ptr<const VaultKey> key(new VaultKey(salt, cost, bytes));
    const int made = crypto_pwhash_argon2id(bytes, 2ULL * keyBytes, passphrase.reveal().constData(),
        quint64(passphrase.reveal().size()), bytesOf(salt), cost.operations, size_t(cost.bytes),
        crypto_pwhash_argon2id_ALG_ARGON2ID13);
    if (made != 0)
        return {};
    sodium_mprotect_readonly(bytes);
    return key;
}

QByteArray vaultSalt()
{
    return random(saltBytes);
}

Result<VaultHead> vaultHead(const QByteArray &file)
{
    if (file.size() < fewestBytes || file.size() > vaultBytes || !file.startsWith(magic))
        return tl::unexpected(secretwords::damagedVault(QStringLiteral("no vault, or a piece of one")));
    if (hash(file.chopped(checkBytes), nullptr, checkBytes) != file.right(checkBytes))
        return tl::unexpected(secretwords::damagedVault(QStringLiteral("checksum")));
    const VaultHead head { { numberAt<quint64>(file, magicBytes), numberAt<quint64>(file, magicBytes + 8) },
        file.mid(saltAt, saltBytes) };
    const bool isOurs = head.cost.operations >= VaultCost::fewestOperations
        && head.cost.operations <= VaultCost::mostOperations && head.cost.bytes >= VaultCost::fewestBytes
        && head.cost.bytes <= VaultCost::mostBytes;
    if (!isOurs)
        return tl::unexpected(secretwords::foreignVault(
            QStringLiteral("%1 operations, %2 bytes").arg(head.cost.operations).arg(head.cost.bytes)));
    return head;
}

Result<std::shared_ptr<VaultEntries>> unseal(const QByteArray &file, const VaultKey &key)
{
    if (auto head = vaultHead(file); !head)
        return tl::unexpected(head.error());
    const QByteArray head = file.left(proofAt);
    if (head != headOf(key) || !isSame(hash(head, key.proving(), proofBytes), file.mid(proofAt, proofBytes)))
        return tl::unexpected(secretwords::wrongPassphrase());
    const qsizetype sealed = file.size() - checkBytes - sealedAt;
    QByteArray open(sealed - tagBytes, '\0');
    unsigned long long length = 0;
    const int done = crypto_aead_xchacha20poly1305_ietf_decrypt(reinterpret_cast<unsigned char *>(open.data()), &length,
        nullptr, bytesOf(file) + sealedAt, quint64(sealed), bytesOf(file), quint64(nonceAt), bytesOf(file) + nonceAt,
        key.sealing());
    const Secret held(std::move(open)); // overwritten at the end
    if (done != 0)
        return tl::unexpected(secretwords::damagedVault(QStringLiteral("seal")));
    auto entries = unpacked(held.reveal());
    if (!entries)
        return tl::unexpected(secretwords::damagedVault(QStringLiteral("entries")));
    return entries;
}

Result<QByteArray> seal(const VaultEntries &entries, const VaultKey &key)
{
    const Secret open = packed(entries);
    QByteArray file = headOf(key);
    file.append(hash(file, key.proving(), proofBytes));
    const QByteArray nonce = random(nonceBytes);
    QByteArray sealed(open.reveal().size() + tagBytes, '\0');
    unsigned long long length = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char *>(sealed.data()), &length,
        bytesOf(open.reveal()), quint64(open.reveal().size()), bytesOf(file), quint64(nonceAt), nullptr, bytesOf(nonce),
        key.sealing());
    file.append(nonce).append(sealed);
    file.append(hash(file, nullptr, checkBytes));
    if (file.size() > vaultBytes)
        return tl::unexpected(secretwords::fullVault());
    return file;
}

} // namespace wheelhouse
