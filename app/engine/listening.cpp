#include "app/engine/listening.h"

#include "app/engine/networks.h"
#include "core/base/lane.h"

#include <QCoreApplication>
#include <QLoggingCategory>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.engine")

constexpr int soonMs = 50; // gathers what changes together
constexpr int againMs = 30'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Listening)
};

/// Whether the connector of \a a does for \a b; how it fares makes none new.
bool isSameLine(const Account &a, const Account &b)
{
    return a.channel == b.channel && a.address == b.address && a.typed == b.typed && a.pace == b.pace
        && a.signedInAt == b.signedInAt && a.terms == b.terms && a.can == b.can;
}

} // namespace

Listening::Listening(const Parts &parts)
    : m_parts(parts)
{
    m_soon.setInterval(soonMs);
    m_again.setInterval(againMs);
    for (QTimer *each : { &m_soon, &m_again }) {
        each->setSingleShot(true);
        connect(each, &QTimer::timeout, this, &Listening::follow);
    }
    connect(&m_parts.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (tables.isEmpty() || tables.contains("account"))
            m_soon.start();
    });
    connect(&m_parts.intake, &Intake::fared, this, &Listening::note);
    follow();
}

void Listening::note(const Fare &fare)
{
    if (const auto noted = m_parts.accounts.note(fare); !noted)
        qCWarning(log, "how a channel fared could not be noted: %s", qPrintable(noted.error().detail));
}

void Listening::put(const Account &account, const Secret &secret)
{
    using State = AccountStanding::State;
    const AccountStanding &standing = account.standing;
    auto connector = makeConnector(account, secret, m_parts.http);
    if (!connector)
        return;
    const bool isWish = standing.state == State::Waiting || standing.state == State::Gone;
    const qint64 newsSince = account.newsSince.isValid() ? account.newsSince.toMSecsSinceEpoch() : 0;
    m_parts.intake.add(std::move(connector),
        { standing.notBefore.isValid() ? standing.notBefore.toMSecsSinceEpoch() : 0, isWish, standing.failures,
            newsSince });
    m_lines.insert(account.channel.id, account);
}

void Listening::readSecret(const Account &account)
{
    if (m_reading.contains(account.channel.id))
        return;
    m_reading.insert(account.channel.id, account);
    whenDone(m_parts.secrets.read(secretName(m_parts.workspace, account.channel.id)), this,
        [this, account](const Result<std::shared_ptr<Secret>> &secret) { takeSecret(account, secret); });
}

/// Without what lets us in nobody asks; that it is locked away passes by itself when somebody opens it.
void Listening::noteLocked(const Account &account, const Error &error)
{
    const bool isGone = error.kind == Error::Kind::Missing;
    const QDateTime now = m_parts.clock.now();
    const QString words =
        isGone ? Words::tr("What lets Wheelhouse in is not in %1.").arg(m_parts.secrets.words()) : error.message;
    const Error told { isGone ? Error::Kind::SignedOut : Error::Kind::Busy, words, error.detail,
        std::chrono::seconds { 0 } };
    if (account.standing.reason != words)
        note({ account.channel.id, told, now, now.addMSecs(againMs), account.standing.failures + 1, 0, {}, {}, {} });
    if (isGone)
        return;
    emit locked(words);
    m_again.start();
}

void Listening::takeSecret(const Account &account, const Result<std::shared_ptr<Secret>> &secret)
{
    m_reading.remove(account.channel.id);
    m_lines.insert(account.channel.id, account); // once: until something about the account changes
    if (secret) {
        put(account, **secret);
    } else {
        noteLocked(account, secret.error());
        if (secret.error().kind != Error::Kind::Missing)
            m_lines.remove(account.channel.id);
    }
    m_soon.start(); // it may have been paused, removed or changed meanwhile
    if (!isReading())
        emit ready();
}

void Listening::dropOthers(const QSet<ChannelId> &wanted)
{
    const auto known = m_lines.keys();
    for (const ChannelId &channel : known)
        if (!wanted.contains(channel)) {
            m_parts.intake.remove(channel);
            m_lines.remove(channel);
        }
}

void Listening::follow()
{
    const auto accounts = m_parts.accounts.list();
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
        if (account.signsIn())
            readSecret(account);
        else
            put(account, Secret());
    }
    dropOthers(wanted);
}

} // namespace wheelhouse
