#include "app/engine/listening.h"

#include "core/connectors/feed/feedconnector.h"

#include <QLoggingCategory>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.engine")

constexpr int soonMs = 50; // gathers what changes together

/// Whether the connector of \a a does for \a b; how it fares makes none new.
bool isSameLine(const Account &a, const Account &b)
{
    return a.channel == b.channel && a.address == b.address && a.typed == b.typed && a.pace == b.pace;
}

} // namespace

Listening::Listening(Accounts &accounts, Intake &intake, HttpClient &http, Changes &changes)
    : m_accounts(accounts)
    , m_intake(intake)
    , m_http(http)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(soonMs);
    connect(&m_soon, &QTimer::timeout, this, &Listening::follow);
    connect(&changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (tables.isEmpty() || tables.contains("account"))
            m_soon.start();
    });
    connect(&intake, &Intake::fared, this, [this](const Fare &fare) {
        if (const auto noted = m_accounts.note(fare); !noted)
            qCWarning(log, "how a channel fared could not be noted: %s", qPrintable(noted.error().detail));
    });
    follow();
}

void Listening::put(const Account &account)
{
    using State = AccountStanding::State;
    const AccountStanding &standing = account.standing;
    const bool isWish = standing.state == State::Waiting || standing.state == State::Gone;
    m_intake.add(std::make_unique<FeedConnector>(FeedConnector::Source { account.channel, QUrl(account.address),
                                                     account.firstAddress, account.typed, account.pace },
                     m_http),
        { standing.notBefore.isValid() ? standing.notBefore.toMSecsSinceEpoch() : 0, isWish, standing.failures });
    m_lines.insert(account.channel.id, account);
}

void Listening::follow()
{
    const auto accounts = m_accounts.list();
    if (!accounts) {
        qCWarning(log, "the accounts could not be read: %s", qPrintable(accounts.error().detail));
        return;
    }
    QSet<ChannelId> wanted;
    for (const Account &account : *accounts) {
        if (account.isPaused)
            continue;
        wanted.insert(account.channel.id);
        const auto there = m_lines.constFind(account.channel.id);
        if (there != m_lines.cend() && isSameLine(*there, account))
            continue;
        put(account);
    }
    const auto known = m_lines.keys();
    for (const ChannelId &channel : known)
        if (!wanted.contains(channel)) {
            m_intake.remove(channel);
            m_lines.remove(channel);
        }
}

} // namespace wheelhouse
