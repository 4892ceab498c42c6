#pragma once

#include "core/http/httpclient.h"
#include "core/networks/accounts.h"
#include "core/networks/signin.h"
#include "core/secrets/secrets.h"
#include "core/store/changes.h"

#include <QObject>
#include <QTimer>

#include <unordered_map>

namespace wheelhouse {

/// Whoever removes an account, here or in another process: what let us in is made worthless over there and forgotten
/// here. A while later, so that it can be taken back; off line, when the network answers again, also after a restart.
/// Lives on the engine lane.
class Leaving : public QObject {
    Q_OBJECT
public:
    static constexpr int graceMs = 20'000;

    /// All of them outlive it.
    Leaving(Accounts &accounts, HttpClient &http, Secrets &secrets, Changes &changes, const QByteArray &workspace);

    void start();
    void stop();

private:
    void look();
    void leave(const Account &account);
    void take(const Account &account, const Result<std::shared_ptr<Secret>> &secret);
    void forget(const Account &account);
    [[nodiscard]] bool isStillLeaving(const Account &account);

    Accounts &m_accounts;
    HttpClient &m_http;
    Secrets &m_secrets;
    QByteArray m_workspace;
    QTimer m_wait;
    std::unordered_map<qint64, std::unique_ptr<SignIn>> m_leaving; ///< by account row; nullptr until its secret is read
    bool m_isRunning = false;
};

} // namespace wheelhouse
