#include "core/networks/accounts.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Accounts)
};

const QString addKind = QStringLiteral("account.add");
const QString removeKind = QStringLiteral("account.remove");
const QString pauseKind = QStringLiteral("account.pause");
const QString resumeKind = QStringLiteral("account.resume");
const QString onKey = QStringLiteral("on");
const QString channelKey = QStringLiteral("channel");
const QString addressKey = QStringLiteral("address");

QString stateWord(const Fare &fare)
{
    if (!fare.error)
        return QStringLiteral("fine");
    if (fare.error->kind == Error::Kind::Expired)
        return QStringLiteral("gone");
    if (fare.error->kind == Error::Kind::SignedOut)
        return QStringLiteral("out");
    return fare.error->retryAfter.count() > 0 ? QStringLiteral("waiting") : QStringLiteral("failing");
}

/// What is said of a step: of one account its name, of many how many.
QString said(const QString &kind, const QStringList &names)
{
    const int many = int(names.size());
    const QString one = names.value(0);
    if (kind == addKind)
        return many == 1 ? Words::tr("Following “%1”").arg(one) : Words::tr("Following %n feed(s)", nullptr, many);
    if (kind == removeKind)
        return many == 1 ? Words::tr("No longer following “%1”; what came stays").arg(one)
                         : Words::tr("No longer following %n feed(s); what came stays", nullptr, many);
    if (kind == pauseKind)
        return many == 1 ? Words::tr("“%1” is paused").arg(one) : Words::tr("%n feed(s) paused", nullptr, many);
    return many == 1 ? Words::tr("“%1” is asked again").arg(one) : Words::tr("%n feed(s) asked again", nullptr, many);
}

QString opposite(const QString &kind)
{
    if (kind == addKind)
        return removeKind;
    if (kind == removeKind)
        return addKind;
    return kind == pauseKind ? resumeKind : pauseKind;
}

constexpr std::chrono::seconds leastSignedInPace { 15 };

} // namespace

ChannelId channelOf(NetworkId network, const QString &globalName)
{
    return ChannelId::fromName("channel", networkWord(network).toUtf8() + ' ' + globalName.toUtf8());
}

QString secretName(const QByteArray &workspace, ChannelId channel)
{
    return QString::fromLatin1(workspace.toHex()) + u'/' + channel.toString();
}

Accounts::Accounts(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_list(database)
    , m_isSample(database, "SELECT 1 FROM workspace WHERE kind = 'sample'")
    , m_byAddress(database, R"(
        SELECT a.row, c.row, c.name, a.removed, a.paused, c.id FROM account a JOIN channel c ON c.row = a.channel
         WHERE a.address = ?1 OR a.first_address = ?1 ORDER BY a.removed)")
    , m_byChannel(database, R"(
        SELECT a.row, c.row, c.name, a.removed, a.paused, c.id FROM account a JOIN channel c ON c.row = a.channel
         WHERE c.id = ?1)")
    , m_addChannel(database, "INSERT OR IGNORE INTO channel (id, network, name) VALUES (?1, ?2, ?3)")
    , m_nameChannel(database, "UPDATE channel SET name = ?2 WHERE row = ?1")
    , m_channelRow(database, "SELECT row FROM channel WHERE id = ?1")
    , m_insert(database, R"(
        INSERT INTO account (channel, address, first_address, typed, pace, added_at, salt)
        VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6))")
    , m_again(
          database, "UPDATE account SET removed = 0, paused = 0, typed = ?2, pace = ?3, added_at = ?4 WHERE row = ?1")
    , m_setRemoved(database, "UPDATE account SET removed = ?2 WHERE row = ?1")
    , m_setPaused(database, "UPDATE account SET paused = ?2 WHERE row = ?1")
    , m_forgetFare(database, "DELETE FROM account_fare WHERE row = ?1")
    , m_wasState(database, "SELECT since FROM account_fare WHERE row = ?1 AND state = ?2")
    , m_fare(database, R"(
        INSERT INTO account_fare (row, state, since, asked_at, fine_at, not_before, failures, reason, clock_ahead,
                                  refused, refused_why)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        ON CONFLICT (row) DO UPDATE SET state = ?2, since = ?3, asked_at = ?4, fine_at = coalesce(?5, fine_at),
            not_before = ?6, failures = ?7, reason = ?8, clock_ahead = coalesce(?9, clock_ahead),
            refused = refused + ?10, refused_why = CASE ?11 WHEN '' THEN refused_why ELSE ?11 END)")
    // Two that move to one address would bring every entry twice: the one that was there keeps it.
    , m_move(database, R"(
        UPDATE account SET address = ?2
         WHERE row = ?1 AND NOT EXISTS (SELECT 1 FROM account WHERE address = ?2 AND row <> ?1 AND removed = 0))")
    , m_insertSignedIn(database, R"(
        INSERT INTO account (channel, address, first_address, typed, pace, added_at, salt, global_name, remote_id, can,
                             terms, news_since, signed_in_at)
        VALUES (?1, ?2, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?5))")
    , m_signInAgain(database, R"(
        UPDATE account SET news_since = CASE removed WHEN 1 THEN ?8 ELSE news_since END, removed = 0, paused = 0,
               address = ?2, typed = ?3, remote_id = ?4, can = ?5, terms = ?6, signed_in_at = ?7
         WHERE row = ?1)")
    , m_nameSignedIn(database, "UPDATE channel SET name = ?2, handle = ?3 WHERE id = ?1")
    , m_left(database, R"(
        UPDATE account SET signed_in_at = 0
         WHERE removed = 1 AND channel = (SELECT row FROM channel WHERE id = ?1))")
{
    for (const QString &kind : { addKind, removeKind, pauseKind, resumeKind })
        undo.teach(kind, [this](Transaction &transaction, const Operation &operation, Undo::Way way) {
            return invert(transaction, operation, way);
        });
}

Accounts::Kept Accounts::readKept(const Row &row)
{
    return { row.number(0), row.number(1), row.text(2), row.flag(3), row.flag(4) };
}

Result<std::optional<Accounts::Kept>> Accounts::kept(ChannelId channel)
{
    return m_byChannel.one<Kept>(&readKept, channel);
}

/// The name of what is followed now; empty where it was already.
Result<QString> Accounts::followOne(const NewAccount &feed, QJsonArray &on)
{
    const QString name = feed.name.simplified().isEmpty() ? feed.address : feed.name.simplified().left(200);
    const auto pace = qint64(std::max(feed.pace, Account::leastPace).count());
    const QByteArray salt = freshSalt();
    ChannelId id;
    auto known = m_byAddress.one<Kept>(
        [&id](const Row &row) {
            id = row.id<ChannelId>(5);
            return readKept(row);
        },
        feed.address);
    if (!known)
        return tl::unexpected(known.error());
    if (*known && !(*known)->isRemoved)
        return QString();
    if (*known) {
        auto again = m_again.run((*known)->row, feed.typed, pace, m_clock.nowMs());
        auto forgot = again ? m_forgetFare.run((*known)->row) : again;
        auto named = forgot ? m_nameChannel.run((*known)->channelRow, name) : forgot;
        if (!named)
            return tl::unexpected(named.error());
    } else {
        id = ChannelId::fromName("channel", "feed " + feed.address.toUtf8());
        auto channel = m_addChannel.run(id, networkWord(NetworkId::Feed), name);
        auto row = channel ? m_channelRow.number(id) : tl::unexpected(channel.error());
        auto made = row ? m_insert.run(row->value_or(0), feed.address, feed.typed, pace, m_clock.nowMs(), salt)
                        : tl::unexpected(row.error());
        if (!made)
            return tl::unexpected(made.error());
    }
    QJsonObject one { { channelKey, id.toString() } };
    if (!*known)
        one.insert(addressKey, saltedDigest(salt, feed.address.toUtf8()));
    on.append(one);
    return name;
}

Result<void> Accounts::refuseSample()
{
    auto sample = m_isSample.number();
    if (!sample)
        return tl::unexpected(sample.error());
    if (*sample)
        return fail(Error::Kind::Refused,
            Words::tr("A sample reaches nobody outside. Begin a desk of your own, and follow it there."));
    return {};
}

Result<AccountsChanged> Accounts::follow(const QList<NewAccount> &feeds)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto refused = refuseSample(); !refused)
        return tl::unexpected(refused.error());
    QJsonArray on;
    QStringList names;
    for (const NewAccount &feed : feeds) {
        auto name = followOne(feed, on);
        if (!name)
            return tl::unexpected(name.error());
        if (!name->isEmpty())
            names.append(*name);
    }
    const int left = int(feeds.size() - names.size());
    if (names.isEmpty())
        return AccountsChanged { {}, 0, left };
    if (auto done = m_log.append(*transaction, { addKind, QJsonObject { { onKey, on } }, {}, true }); !done)
        return tl::unexpected(done.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return AccountsChanged { said(addKind, names), int(names.size()), left };
}

Result<void> Accounts::putSignedIn(const SignedIn &account, ChannelId channel, const std::optional<Kept> &known)
{
    const auto json = [](const QJsonObject &object) {
        return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
    };
    const QString name = account.name.simplified().isEmpty() ? account.handle : account.name.simplified().left(200);
    auto done = m_addChannel.run(channel, networkWord(account.network), name);
    done = done ? m_nameSignedIn.run(channel, name, account.handle) : done;
    if (!done)
        return done;
    const qint64 since = account.newsSince.isValid() ? account.newsSince.toMSecsSinceEpoch() : m_clock.nowMs();
    if (known) {
        done = m_signInAgain.run(known->row, account.address, account.typed, account.remoteId, json(account.can),
            json(account.terms.toJson()), m_clock.nowMs(), since);
        return done ? m_forgetFare.run(known->row) : done;
    }
    auto row = m_channelRow.number(channel);
    if (!row)
        return tl::unexpected(row.error());
    return m_insertSignedIn.run(row->value_or(0), account.address, account.typed,
        qint64(std::max(account.pace, leastSignedInPace).count()), m_clock.nowMs(), freshSalt(), account.globalName,
        account.remoteId, json(account.can), json(account.terms.toJson()), since);
}

Result<AccountsChanged> Accounts::signIn(const SignedIn &account)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto refused = refuseSample(); !refused)
        return tl::unexpected(refused.error());
    const ChannelId channel = channelOf(account.network, account.globalName);
    auto known = kept(channel);
    auto put = known ? putSignedIn(account, channel, *known) : tl::unexpected(known.error());
    if (!put)
        return tl::unexpected(put.error());
    const bool isRenewed = *known && !(*known)->isRemoved;
    const QJsonArray on { QJsonObject { { channelKey, channel.toString() } } };
    if (!isRenewed)
        if (auto done = m_log.append(*transaction, { addKind, QJsonObject { { onKey, on } }, {}, true }); !done)
            return tl::unexpected(done.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return AccountsChanged { isRenewed ? Words::tr("Signed in again: %1").arg(account.handle)
                                       : Words::tr("Connected: %1").arg(account.handle),
        isRenewed ? 0 : 1, isRenewed ? 1 : 0 };
}

Result<void> Accounts::hasLeft(ChannelId channel)
{
    return m_left.run(channel);
}

Result<void> Accounts::set(qint64 row, const QString &kind, bool isForward)
{
    const QString &effect = isForward ? kind : opposite(kind);
    if (effect == addKind || effect == removeKind)
        return m_setRemoved.run(row, effect == removeKind);
    auto done = m_setPaused.run(row, effect == pauseKind);
    // Whoever says "go on" wants it asked now, whatever was waited for.
    return done && effect == resumeKind ? m_forgetFare.run(row) : done;
}

Result<AccountsChanged> Accounts::change(const QList<ChannelId> &channels, const QString &kind)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    QJsonArray on;
    QStringList names;
    for (const ChannelId &channel : channels) {
        auto found = kept(channel);
        if (!found)
            return tl::unexpected(found.error());
        if (!*found || (*found)->isRemoved || (kind == pauseKind && (*found)->isPaused))
            continue;
        if (auto done = set((*found)->row, kind, true); !done)
            return tl::unexpected(done.error());
        names.append((*found)->name);
        // To have one asked at once that is not paused is no step: its undo would pause what nobody paused.
        if (kind != resumeKind || (*found)->isPaused)
            on.append(QJsonObject { { channelKey, channel.toString() } });
    }
    if (names.isEmpty())
        return AccountsChanged { {}, 0, int(channels.size()) };
    if (!on.isEmpty())
        if (auto done = m_log.append(*transaction, { kind, QJsonObject { { onKey, on } }, {}, true }); !done)
            return tl::unexpected(done.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return AccountsChanged { said(kind, names), int(names.size()), int(channels.size() - names.size()) };
}

Result<AccountsChanged> Accounts::remove(const QList<ChannelId> &channels)
{
    return change(channels, removeKind);
}

Result<AccountsChanged> Accounts::pause(const QList<ChannelId> &channels, bool isPaused)
{
    return change(channels, isPaused ? pauseKind : resumeKind);
}

Result<Undone> Accounts::invert(Transaction &, const Operation &operation, Undo::Way way)
{
    const bool isForward = way == Undo::Way::Again;
    const auto on = QJsonDocument::fromJson(operation.payload).object().value(onKey).toArray();
    QStringList names;
    for (const auto &each : on) {
        auto found = kept(ChannelId::fromString(each.toObject().value(channelKey).toString()));
        if (!found)
            return tl::unexpected(found.error());
        if (!*found)
            continue;
        if (auto done = set((*found)->row, operation.kind, isForward); !done)
            return tl::unexpected(done.error());
        names.append((*found)->name);
    }
    return Undone { said(isForward ? operation.kind : opposite(operation.kind), names), int(on.size() - names.size()),
        {} };
}

Result<void> Accounts::move(qint64 row, const Fare &fare)
{
    return fare.movedTo.isEmpty() ? Result<void>() : m_move.run(row, fare.movedTo);
}

Result<void> Accounts::note(const Fare &fare)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto found = kept(fare.channel);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return {};
    const qint64 row = (*found)->row;
    const QString state = stateWord(fare);
    auto since = m_wasState.number(row, state);
    if (!since)
        return tl::unexpected(since.error());
    const qint64 at = fare.at.toMSecsSinceEpoch();
    const auto fineAt = fare.error ? std::nullopt : std::optional(at);
    const auto ahead = fare.clockAhead ? std::optional(qint64(fare.clockAhead->count())) : std::nullopt;
    const QString reason = fare.error ? fare.error->message : QString();
    const QString refused = fare.refused.isEmpty()
        ? QString()
        : fare.refused.constLast().where + QStringLiteral(": ") + fare.refused.constLast().why;
    auto done = m_fare.run(row, state, since->value_or(at), at, fineAt, fare.notBefore.toMSecsSinceEpoch(),
        qint64(fare.failures), reason, ahead, qint64(fare.refused.size()), refused.left(500));
    done = done ? move(row, fare) : done;
    return done ? transaction->commit() : done;
}

} // namespace wheelhouse
