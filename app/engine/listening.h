#pragma once

#include "core/http/httpclient.h"
#include "core/intake/intake.h"
#include "core/networks/accounts.h"
#include "core/store/changes.h"

#include <QObject>
#include <QTimer>

namespace wheelhouse {

/// Keeps the intake's connectors as the accounts say: whoever adds, pauses or removes one, in this process or another,
/// changes what is asked while everything runs. Notes how each fares. Lives on the engine lane.
class Listening : public QObject {
    Q_OBJECT
public:
    /// All of them outlive it.
    Listening(Accounts &accounts, Intake &intake, HttpClient &http, Changes &changes);

    /// At once, not when the change is heard; for scripts.
    void follow();

private:
    void put(const Account &account);

    Accounts &m_accounts;
    Intake &m_intake;
    HttpClient &m_http;
    QHash<ChannelId, Account> m_lines; ///< as they were when their connectors were made
    QTimer m_soon;
};

} // namespace wheelhouse
