#pragma once

#include "core/http/httpclient.h"
#include "core/intake/intake.h"
#include "core/networks/accounts.h"
#include "core/secrets/secrets.h"
#include "core/store/changes.h"

#include <QObject>
#include <QTimer>

namespace wheelhouse {

/// Keeps the intake's connectors as the accounts say: whoever adds, pauses or removes one, in this process or another,
/// changes what is asked while everything runs. An account that signs in is asked once what lets it in was read; where
/// that is not there, or locked away, its standing says so. Notes how each fares. Lives on the engine lane.
class Listening : public QObject {
    Q_OBJECT
public:
    /// What it works with; all of it outlives it.
    struct Parts {
        Accounts &accounts;
        Intake &intake;
        HttpClient &http;
        Secrets &secrets;
        Changes &changes;
        const Clock &clock;
        QByteArray workspace; ///< id; names the secrets
    };
    explicit Listening(const Parts &parts);

    /// At once, not when the change is heard; for scripts.
    void follow();
    /// Whether what lets an account in is still being read; ready() tells when it is not.
    [[nodiscard]] bool isReading() const { return !m_reading.isEmpty(); }

signals:
    void ready();
    /// What lets accounts in is locked away: they wait, and \a words say for what.
    void locked(const QString &words);

private:
    void put(const Account &account, const Secret &secret);
    void readSecret(const Account &account);
    void takeSecret(const Account &account, const Result<std::shared_ptr<Secret>> &secret);
    void note(const Fare &fare);
    void noteLocked(const Account &account, const Error &error);
    void dropOthers(const QSet<ChannelId> &wanted);

    Parts m_parts;
    QHash<ChannelId, Account> m_lines; ///< as they were when their connectors were made
    QHash<ChannelId, Account> m_reading; ///< those whose secrets are being read
    QTimer m_soon;
    QTimer m_again; ///< for secrets that were locked away
};

} // namespace wheelhouse
