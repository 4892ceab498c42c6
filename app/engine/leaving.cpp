#include "app/engine/leaving.h"

#include "app/engine/networks.h"
#include "core/base/lane.h"
#include "core/http/verdict.h"

#include <QLoggingCategory>

#include <algorithm>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.engine")

/// Whether nothing is left to be done over there: the server itself says that what let us in does so no more.
bool isOver(const Result<void> &left)
{
    return left || isVerdict(left.error()) || left.error().kind == Error::Kind::SignedOut;
}

} // namespace

Leaving::Leaving(Accounts &accounts, HttpClient &http, Secrets &secrets, Changes &changes, const QByteArray &workspace,
    const Habits &habits)
    : m_accounts(accounts)
    , m_http(http)
    , m_secrets(secrets)
    , m_workspace(workspace)
    , m_grace(habits.grace)
    , m_pacing(habits.first, habits.longest)
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &Leaving::look);
    connect(&changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (m_isRunning && (tables.isEmpty() || tables.contains("account")))
            m_wait.start(m_grace);
    });
}

void Leaving::start()
{
    m_isRunning = true;
    m_wait.start(m_grace);
}

void Leaving::stop()
{
    m_isRunning = false;
    m_wait.stop();
    m_leaving.clear();
    m_troubles.clear();
}

void Leaving::look()
{
    const auto accounts = m_accounts.leaving();
    if (!accounts) {
        qCWarning(log, "removed accounts could not be read: %s", qPrintable(accounts.error().detail));
        return;
    }
    std::erase_if(m_troubles, [&accounts](const auto &trouble) {
        return std::none_of(
            accounts->begin(), accounts->end(), [&trouble](const Account &each) { return each.row == trouble.first; });
    });
    for (const Account &each : *accounts) {
        const auto trouble = m_troubles.find(each.row);
        const bool waits = trouble != m_troubles.end() && !trouble->second.until.hasExpired();
        if (!waits && !m_leaving.contains(each.row))
            leave(each);
    }
    setTimer();
}

/// For the next that failed; whoever is removed meanwhile sets it anew.
void Leaving::setTimer()
{
    for (const auto &[row, trouble] : m_troubles)
        if (const std::chrono::milliseconds left { trouble.until.remainingTime() };
            !m_leaving.contains(row) && (!m_wait.isActive() || m_wait.remainingTimeAsDuration() > left))
            m_wait.start(left);
}

void Leaving::leave(const Account &account)
{
    m_leaving.emplace(account.row, nullptr);
    whenDone(m_secrets.read(secretName(m_workspace, account.channel.id)), this,
        [this, account](const Result<std::shared_ptr<Secret>> &secret) { take(account, secret); });
}

/// Somebody may have taken the removal back, or signed in again, since it was looked at.
bool Leaving::isStillLeaving(const Account &account)
{
    const auto now = m_accounts.leaving();
    return now && std::any_of(now->begin(), now->end(), [&account](const Account &each) {
        return each.row == account.row && each.signedInAt == account.signedInAt;
    });
}

void Leaving::take(const Account &account, const Result<std::shared_ptr<Secret>> &secret)
{
    const auto place = m_leaving.find(account.row);
    if (place == m_leaving.end())
        return;
    if (!isStillLeaving(account)) {
        m_leaving.erase(place);
        return;
    }
    place->second = makeSignIn(account.channel.network, m_http);
    if (!secret || !place->second) {
        const bool mayComeBack = !secret && secret.error().kind == Error::Kind::Busy;
        return mayComeBack ? again(account) : forget(account);
    }
    ServerFacts server;
    server.address = QUrl(account.address);
    server.typed = account.typed;
    server.can = account.can;
    whenDone(place->second->leave(server, **secret), this, [this, account](const Result<void> &left) {
        if (isOver(left))
            return forget(account);
        qCInfo(log, "an account that was removed could not be left yet: %s", qPrintable(left.error().detail));
        again(account);
    });
}

/// Later and later while it fails: a login page or a server in trouble is none of our business for long.
void Leaving::again(const Account &account)
{
    m_leaving.erase(account.row);
    Trouble &trouble = m_troubles[account.row];
    trouble.until.setRemainingTime(m_pacing.backOff(++trouble.failures).count());
    setTimer();
}

void Leaving::forget(const Account &account)
{
    if (!isStillLeaving(account)) {
        m_leaving.erase(account.row);
        return;
    }
    whenDone(m_secrets.remove(secretName(m_workspace, account.channel.id)), this,
        [this, account](const Result<void> &removed) {
            if (!removed)
                return again(account);
            m_leaving.erase(account.row);
            m_troubles.erase(account.row);
            if (const auto left = m_accounts.hasLeft(account.channel.id); !left)
                qCWarning(log, "that an account was left could not be noted: %s", qPrintable(left.error().detail));
        });
}

} // namespace wheelhouse
