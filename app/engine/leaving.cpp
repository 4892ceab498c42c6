#include "app/engine/leaving.h"

#include "app/engine/networks.h"
#include "core/base/lane.h"

#include <QLoggingCategory>

#include <algorithm>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.engine")

constexpr int againMs = 10 * 60 * 1000;

/// Whether asking again may help; where the server refuses, what let us in is not ours any more.
bool passes(const Error &error)
{
    return error.kind == Error::Kind::Offline || error.kind == Error::Kind::Busy || error.retryAfter.count() > 0;
}

} // namespace

Leaving::Leaving(Accounts &accounts, HttpClient &http, Secrets &secrets, Changes &changes, const QByteArray &workspace)
    : m_accounts(accounts)
    , m_http(http)
    , m_secrets(secrets)
    , m_workspace(workspace)
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &Leaving::look);
    connect(&changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (m_isRunning && (tables.isEmpty() || tables.contains("account")))
            m_wait.start(graceMs);
    });
}

void Leaving::start()
{
    m_isRunning = true;
    m_wait.start(graceMs);
}

void Leaving::stop()
{
    m_isRunning = false;
    m_wait.stop();
    m_leaving.clear();
}

void Leaving::look()
{
    const auto accounts = m_accounts.leaving();
    if (!accounts) {
        qCWarning(log, "removed accounts could not be read: %s", qPrintable(accounts.error().detail));
        return;
    }
    for (const Account &each : *accounts)
        if (!m_leaving.contains(each.row))
            leave(each);
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
        if (!mayComeBack)
            return forget(account);
        m_leaving.erase(place);
        return m_wait.start(againMs);
    }
    ServerFacts server;
    server.address = QUrl(account.address);
    server.typed = account.typed;
    server.can = account.can;
    whenDone(place->second->leave(server, **secret), this, [this, account](const Result<void> &left) {
        if (left || !passes(left.error()))
            return forget(account);
        qCInfo(log, "an account that was removed could not be left yet: %s", qPrintable(left.error().detail));
        m_leaving.erase(account.row);
        m_wait.start(againMs);
    });
}

void Leaving::forget(const Account &account)
{
    if (!isStillLeaving(account)) {
        m_leaving.erase(account.row);
        return;
    }
    whenDone(m_secrets.remove(secretName(m_workspace, account.channel.id)), this,
        [this, account](const Result<void> &removed) {
            m_leaving.erase(account.row);
            if (!removed)
                return m_wait.start(againMs);
            if (const auto left = m_accounts.hasLeft(account.channel.id); !left)
                qCWarning(log, "that an account was left could not be noted: %s", qPrintable(left.error().detail));
        });
}

} // namespace wheelhouse
