#include "core/approval/approvals.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Approvals)
};

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

tl::unexpected<Error> nobody()
{
    return fail(Error::Kind::Missing, Words::tr("Nobody by that name works here."));
}

constexpr int highestBelt = 6; // black

} // namespace

Result<AuthorityVersion> Approvals::decide(const Authority &authority, const QString &why)
{
    if (why.trimmed().isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say why it is decided so: everybody reads it beside what waits."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto people = m_reader.people();
    if (!people)
        return tl::unexpected(people.error());
    if (const QStringList troubles = troublesOf(authority, *people); !troubles.isEmpty())
        return fail(Error::Kind::Refused, troubles.join(QLatin1Char('\n')));
    const QByteArray document = QJsonDocument(toJson(authority)).toJson(QJsonDocument::Compact);
    if (auto done = m_addVersion.run(Utf8 { document }, why.trimmed(), m_clock.now()); !done)
        return tl::unexpected(done.error());
    auto version = m_reader.inForce();
    if (!version)
        return version;
    if (auto done = log(*transaction, QStringLiteral("authority.decide"),
            { { QStringLiteral("number"), version->number },
                { QStringLiteral("digest"), hex(QCryptographicHash::hash(document, QCryptographicHash::Sha256)) } });
        !done)
        return tl::unexpected(done.error());
    auto committed = transaction->commit();
    return committed ? version : tl::unexpected(committed.error());
}

Result<void> Approvals::bind(MemberId member, const QByteArray &publicKey)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (publicKey.size() != Signer::publicBytes || keyOf(publicKey))
        return fail(Error::Kind::Refused, Words::tr("Somebody signs with this key already. Nothing was changed."));
    if (auto done = m_endKey.run(member, m_clock.now()); !done)
        return done;
    auto added = m_addKey.number(member, publicKey, m_clock.now());
    if (!added)
        return tl::unexpected(added.error());
    if (!*added)
        return nobody();
    if (auto done = log(*transaction, QStringLiteral("member.key"),
            { { QStringLiteral("member"), member.toString() }, { QStringLiteral("key"), hex(publicKey) } });
        !done)
        return done;
    return transaction->commit();
}

Result<DelegationId> Approvals::lend(const Delegation &delegation)
{
    if (delegation.from == delegation.to || !(delegation.begins < delegation.ends))
        return fail(
            Error::Kind::Refused, Words::tr("Lend your signature to somebody else, until an hour after it begins."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const DelegationId id = DelegationId::fresh();
    auto added = m_lend.number(id, delegation.from, delegation.to,
        delegation.gate.isNull() ? QByteArray() : delegation.gate.bytes(), delegation.begins, delegation.ends);
    if (!added)
        return tl::unexpected(added.error());
    if (!*added)
        return nobody();
    if (auto done = log(*transaction, QStringLiteral("approval.lend"),
            { { QStringLiteral("loan"), id.toString() }, { QStringLiteral("from"), delegation.from.toString() },
                { QStringLiteral("to"), delegation.to.toString() },
                { QStringLiteral("begins"), delegation.begins.toMSecsSinceEpoch() },
                { QStringLiteral("ends"), delegation.ends.toMSecsSinceEpoch() },
                { QStringLiteral("gate"), delegation.gate.isNull() ? QString() : delegation.gate.toString() } });
        !done)
        return tl::unexpected(done.error());
    auto committed = transaction->commit();
    return committed ? Result<DelegationId>(id) : tl::unexpected(committed.error());
}

Result<void> Approvals::endLoan(DelegationId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto ended = m_endLoan.number(id, m_clock.now());
    if (!ended)
        return tl::unexpected(ended.error());
    if (!*ended)
        return fail(Error::Kind::Conflict, Words::tr("This signature is not lent any more."));
    if (auto done =
            log(*transaction, QStringLiteral("approval.lend-end"), { { QStringLiteral("loan"), id.toString() } });
        !done)
        return done;
    return transaction->commit();
}

Result<void> Approvals::suspend(MemberId member, const QString &why)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const bool isSuspended = !why.trimmed().isEmpty();
    auto done = m_suspend.number(member, isSuspended ? m_clock.now() : QDateTime(), why.trimmed());
    if (!done)
        return tl::unexpected(done.error());
    if (!*done)
        return nobody();
    if (auto logged = log(*transaction, QStringLiteral("member.suspend"),
            { { QStringLiteral("member"), member.toString() }, { QStringLiteral("suspended"), isSuspended } });
        !logged)
        return logged;
    return transaction->commit();
}

Result<void> Approvals::setRights(MemberId member, const QStringList &roles, int belt)
{
    if (belt < 0 || belt > highestBelt)
        return fail(Error::Kind::Refused, Words::tr("There are six belts, from white to black."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const QJsonArray words = QJsonArray::fromStringList(roles);
    const QByteArray kept = QJsonDocument(words).toJson(QJsonDocument::Compact);
    auto done = m_rights.number(member, Utf8 { kept }, belt);
    if (!done)
        return tl::unexpected(done.error());
    if (!*done)
        return nobody();
    if (auto logged = log(*transaction, QStringLiteral("member.rights"),
            { { QStringLiteral("member"), member.toString() }, { QStringLiteral("roles"), words },
                { QStringLiteral("belt"), belt } });
        !logged)
        return logged;
    return transaction->commit();
}

} // namespace wheelhouse
