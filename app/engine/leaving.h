#pragma once

#include "core/http/httpclient.h"
#include "core/http/pacing.h"
#include "core/networks/accounts.h"
#include "core/networks/signin.h"
#include "core/secrets/secrets.h"
#include "core/store/changes.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

#include <unordered_map>

namespace wheelhouse {

/// Whoever removes an account, here or in another process: what let us in is made worthless over there and forgotten
/// here. A while later, so that it can be taken back; where the server itself did not answer, again later and later,
/// also after a restart: what let us in is not thrown away while it may be good over there. Lives on the engine lane.
class Leaving : public QObject {
    Q_OBJECT
public:
    struct Habits {
        std::chrono::milliseconds grace { 20'000 }; ///< to take the removal back in
        std::chrono::milliseconds first { 10 * 60'000 }; ///< after the first try that failed
        std::chrono::milliseconds longest { 6 * 3'600'000 };
    };

    /// All of them outlive it.
    Leaving(Accounts &accounts, HttpClient &http, Secrets &secrets, Changes &changes, const QByteArray &workspace,
        const Habits &habits);

    void start();
    void stop();

private:
    struct Trouble {
        int failures = 0; ///< in a row
        QDeadlineTimer until; ///< not asked before
    };
    void look();
    void setTimer();
    void leave(const Account &account);
    void take(const Account &account, const Result<std::shared_ptr<Secret>> &secret);
    void again(const Account &account);
    void forget(const Account &account);
    [[nodiscard]] bool isStillLeaving(const Account &account);

    Accounts &m_accounts;
    HttpClient &m_http;
    Secrets &m_secrets;
    QByteArray m_workspace;
    std::chrono::milliseconds m_grace;
    Pacing m_pacing;
    QTimer m_wait;
    std::unordered_map<qint64, std::unique_ptr<SignIn>> m_leaving; ///< by account row; nullptr until its secret is read
    std::unordered_map<qint64, Trouble> m_troubles; ///< by account row
    bool m_isRunning = false;
};

} // namespace wheelhouse
