#include "core/operations/heads.h"

#include "core/base/fields.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace wheelhouse {

QByteArray headBytes(const LogHead &head)
{
    FieldWriter to(QByteArrayLiteral("wheelhouse-head-1"));
    to.field(head.desk.bytes()).wide(quint64(head.seq)).field(head.hash);
    return to.wide(quint64(head.at.toMSecsSinceEpoch())).bytes();
}

bool isSignedByItself(const QString &kind)
{
    static constexpr std::array families { "approval.", "authority.", "member.", "guideline.", "hold.", "belt." };
    return std::any_of(families.begin(), families.end(),
        [&kind](const char *family) { return kind.startsWith(QLatin1String(family)); });
}

bool mustBeSigned(const QString &kind)
{
    return isSignedByItself(kind) && !kind.startsWith(QLatin1String("hold."));
}

HeadSigning::HeadSigning(Database &database, const Clock &clock)
    : m_database(database)
    , m_clock(clock)
    , m_standing(database, R"(
        SELECT o.desk, o.seq, o.hash FROM operation o JOIN workspace w ON w.desk = o.desk
         WHERE o.seq > (SELECT coalesce(max(h.seq), 0) FROM log_head h WHERE h.desk = w.desk)
         ORDER BY o.seq DESC LIMIT 1)")
    , m_hasBegun(database, "SELECT 1 FROM log_head h JOIN workspace w ON w.desk = h.desk LIMIT 1")
    , m_since(database, R"(
        SELECT o.kind FROM operation o JOIN workspace w ON w.desk = o.desk
         WHERE o.seq > (SELECT max(h.seq) FROM log_head h WHERE h.desk = w.desk))")
    , m_put(database, R"(
        INSERT OR IGNORE INTO log_head (desk, seq, hash, signer, at, signature)
        SELECT ?1, ?2, ?3, row, ?5, ?6 FROM signing_key WHERE public_key = ?4 AND ended_at IS NULL RETURNING row)")
{
}

Result<bool> HeadSigning::put(const LogHead &head)
{
    auto kept =
        m_put.number(head.desk, head.seq, head.hash, m_signer->publicKey(), head.at, m_signer->sign(headBytes(head)));
    return kept ? Result<bool>(kept->has_value()) : tl::unexpected(kept.error());
}

Result<void> HeadSigning::locked(const QString &kind)
{
    if (!mustBeSigned(kind))
        return {};
    auto begun = m_hasBegun.number();
    if (!begun)
        return tl::unexpected(begun.error());
    return *begun ? fail(Error::Kind::Refused,
               QCoreApplication::translate(
                   "Heads", "Your signing key is locked. Unlock it, and do it again; nothing was changed."))
                  : Result<void>();
}

Result<void> HeadSigning::written(Transaction &, const Operation &operation)
{
    if (!isSignedByItself(operation.kind))
        return {};
    if (!m_signer)
        return locked(operation.kind);
    auto kept = put({ operation.desk, operation.seq, operation.hash, m_clock.now() });
    return kept ? Result<void>() : tl::unexpected(kept.error());
}

Result<bool> HeadSigning::signNow()
{
    if (!m_signer)
        return false;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto standing = m_standing.one<LogHead>([this](const Row &row) {
        return LogHead { row.id<DeskId>(0), row.number(1), row.bytes(2), m_clock.now() };
    });
    if (!standing)
        return tl::unexpected(standing.error());
    bool isForged = false;
    auto looked = m_since.each([&isForged](const Row &row) {
        isForged = isForged || mustBeSigned(row.text(0));
        return !isForged;
    });
    if (!looked || isForged)
        return isForged
            ? fail(Error::Kind::Refused,
                QCoreApplication::translate("Heads",
                    "The record holds an entry that nobody signed and somebody had to. It is not signed any further: "
                    "verify the workspace, and compare it with a backup."))
            : tl::unexpected(looked.error());
    auto kept = *standing ? put(**standing) : Result<bool>(false);
    if (!kept)
        return kept;
    auto committed = transaction->commit();
    return committed ? kept : tl::unexpected(committed.error());
}

} // namespace wheelhouse
