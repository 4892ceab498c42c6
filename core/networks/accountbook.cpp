#include "core/networks/accountbook.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

constexpr std::chrono::seconds clockTolerance { 5 * 60 };

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Accounts)
};

AccountStanding::State stateFromWord(const QString &word)
{
    using State = AccountStanding::State;
    if (word == QLatin1String("fine"))
        return State::Fine;
    if (word == QLatin1String("waiting"))
        return State::Waiting;
    if (word == QLatin1String("gone"))
        return State::Gone;
    if (word == QLatin1String("out"))
        return State::SignedOut;
    return word.isEmpty() ? State::New : State::Failing;
}

Account readAccount(const Row &row)
{
    Account one;
    one.row = row.number(0);
    one.channelRow = row.number(1);
    one.channel = { row.id<ChannelId>(2), networkFromWord(row.text(3)), row.text(4), row.text(5) };
    one.address = row.text(6);
    one.firstAddress = row.text(7);
    one.typed = row.text(8);
    one.pace = std::chrono::seconds { row.number(9) };
    one.isPaused = row.flag(10);
    one.addedAt = row.time(11);
    AccountStanding &standing = one.standing;
    standing.state = stateFromWord(row.text(12));
    standing.since = row.time(13);
    standing.askedAt = row.time(14);
    standing.fineAt = row.time(15);
    standing.notBefore = row.time(16);
    standing.failures = int(row.number(17));
    standing.reason = row.text(18);
    if (const auto ahead = row.maybe(19))
        standing.clockAhead = std::chrono::seconds { *ahead };
    standing.refused = int(row.number(20));
    standing.refusedWhy = row.text(21);
    one.globalName = row.text(22);
    one.remoteId = row.text(23);
    one.can = QJsonDocument::fromJson(row.bytes(24)).object();
    one.terms = AccountTerms::fromJson(QJsonDocument::fromJson(row.bytes(25)).object());
    one.newsSince = row.time(26);
    one.signedInAt = row.time(27);
    return one;
}

QString hour(const QDateTime &utc, const QDateTime &now)
{
    const QDateTime local = utc.toLocalTime();
    const bool isToday = local.date() == now.toLocalTime().date();
    return isToday ? QLocale().toString(local.time(), QLocale::ShortFormat)
                   : QLocale().toString(local, QLocale::ShortFormat);
}

QString fineWords(const Account &account, const QDateTime &now)
{
    if (!isClockOff(account.standing))
        return Words::tr("Answered at %1.").arg(hour(account.standing.fineAt, now));
    const qint64 minutes = std::abs(account.standing.clockAhead->count()) / 60;
    return account.standing.clockAhead->count() < 0
        ? Words::tr(
            "Answered at %1. Its clock is %n minute(s) slow, so times from there may be.", nullptr, int(minutes))
              .arg(hour(account.standing.fineAt, now))
        : Words::tr(
            "Answered at %1. Its clock is %n minute(s) fast, so times from there may be.", nullptr, int(minutes))
              .arg(hour(account.standing.fineAt, now));
}

struct PermissionWord {
    Permission permission;
    const char *word;
};
constexpr std::array<PermissionWord, 4> permissionWords { { { Permission::ReadMentions, "read" },
    { Permission::Post, "post" }, { Permission::UploadMedia, "media" }, { Permission::ReadDirect, "direct" } } };
constexpr qsizetype mostListened = 20;

} // namespace

QJsonObject AccountTerms::toJson() const
{
    QJsonArray allowed;
    for (const PermissionWord &each : permissionWords)
        if (permissions.contains(each.permission))
            allowed.append(QString::fromLatin1(each.word));
    return { { QStringLiteral("allowed"), allowed },
        { QStringLiteral("listens_to"), QJsonArray::fromStringList(listensTo.mid(0, mostListened)) } };
}

AccountTerms AccountTerms::fromJson(const QJsonObject &json)
{
    AccountTerms terms;
    const QJsonArray allowed = json.value(QLatin1String("allowed")).toArray();
    for (const PermissionWord &each : permissionWords)
        if (allowed.contains(QString::fromLatin1(each.word)))
            terms.permissions.insert(each.permission);
    const QJsonArray words = json.value(QLatin1String("listens_to")).toArray();
    for (const auto &each : words)
        if (!each.toString().isEmpty() && terms.listensTo.size() < mostListened)
            terms.listensTo.append(each.toString());
    return terms;
}

bool isClockOff(const AccountStanding &standing)
{
    return standing.clockAhead && std::chrono::abs(*standing.clockAhead) > clockTolerance;
}

QString standingWords(const Account &account, const QDateTime &now)
{
    using State = AccountStanding::State;
    const AccountStanding &standing = account.standing;
    if (account.isPaused)
        return Words::tr("Paused: it is not asked until you say so.");
    switch (standing.state) {
    case State::New:
        return Words::tr("Not asked yet.");
    case State::Fine:
        return fineWords(account, now);
    case State::Waiting:
        return Words::tr("It asked to be left alone until %1.").arg(hour(standing.notBefore, now));
    case State::Failing:
        return Words::tr("Failing since %1: %2 What came before is safe; it is asked again at %3.")
            .arg(hour(standing.since, now), standing.reason, hour(standing.notBefore, now));
    case State::SignedOut:
        return Words::tr("Signed out since %1: %2").arg(hour(standing.since, now), standing.reason);
    case State::Gone:
        return standing.reason;
    }
    return {};
}

QString adviceWords(const Account &account)
{
    using State = AccountStanding::State;
    if (account.isPaused)
        return Words::tr("Let it go on when you want what is new there.");
    switch (account.standing.state) {
    case State::SignedOut:
        return Words::tr("Sign in again. What came is safe, and what came meanwhile is fetched then.");
    case State::Failing:
        if (account.signsIn())
            return Words::tr("Nothing is lost: it is asked again by itself, and what came meanwhile is fetched then.");
        return Words::tr("Look whether its address opens in a browser; ask it now, or pause it until it is mended.");
    case State::Waiting:
        return Words::tr("Nothing needs doing: it is asked again by itself.");
    case State::Gone:
        return Words::tr("It is not asked again. What came stays: follow its new address, or stop following it.");
    case State::New:
    case State::Fine:
        break;
    }
    return {};
}

QString standingWord(const Account &account)
{
    using State = AccountStanding::State;
    if (account.isPaused)
        return QStringLiteral("paused");
    switch (account.standing.state) {
    case State::New:
        return QStringLiteral("new");
    case State::Fine:
        return QStringLiteral("fine");
    case State::Waiting:
        return QStringLiteral("waiting");
    case State::Failing:
        return QStringLiteral("failing");
    case State::Gone:
        return QStringLiteral("gone");
    case State::SignedOut:
        return QStringLiteral("signed out");
    }
    return {};
}

namespace {

QByteArray select(const char *where)
{
    return QByteArray(R"(
        SELECT a.row, c.row, c.id, c.network, c.name, c.handle, a.address, a.first_address, a.typed, a.pace, a.paused,
               a.added_at, f.state, f.since, f.asked_at, f.fine_at, f.not_before, f.failures, f.reason, f.clock_ahead,
               coalesce(f.refused, 0), coalesce(f.refused_why, ''), a.global_name, a.remote_id, a.can, a.terms, a.news_since,
               a.signed_in_at
          FROM account a JOIN channel c ON c.row = a.channel LEFT JOIN account_fare f ON f.row = a.row
         WHERE )")
        + where;
}

} // namespace

AccountList::AccountList(Database &database)
    : m_list(database, select("a.removed = 0 ORDER BY c.name COLLATE NOCASE, a.row"))
    , m_leaving(database, select("a.removed = 1 AND a.signed_in_at > 0 ORDER BY a.row"))
{
}

Result<QList<Account>> AccountList::list()
{
    return m_list.all<Account>(&readAccount);
}

Result<QList<Account>> AccountList::leaving()
{
    return m_leaving.all<Account>(&readAccount);
}

} // namespace wheelhouse
