#include "core/connecting/connecting.h"

#include "core/base/lane.h"
#include "core/networks/connector.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <algorithm>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.connecting")

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Connecting)
};

Error noBegin()
{
    return { Error::Kind::Refused, Words::tr("Say first where the account is."), {}, std::chrono::seconds { 0 } };
}

/// Answers with what \a then makes of the answer of \a first, on the thread of \a asker.
template<typename To, typename From, typename Then>
QFuture<Result<To>> chained(const QFuture<Result<From>> &first, QObject *asker, Then then)
{
    auto promise = std::make_shared<QPromise<Result<To>>>();
    promise->start();
    whenDone(first, asker, [promise, then = std::move(then)](const Result<From> &answer) {
        promise->addResult(then(answer));
        promise->finish();
    });
    return promise->future();
}

} // namespace

Connecting::Connecting(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(std::move(parts))
{
}

Connecting::~Connecting() = default;

/// What a person's yes in the browser brought is good for nothing but this account: where it is not connected, nobody
/// else should find it open. A pasted token was there before, and stays.
void Connecting::giveBack()
{
    if (!m_welcome || !std::exchange(m_isGranted, false))
        return;
    ServerFacts server;
    server.address = m_welcome->address;
    server.typed = m_welcome->typed;
    server.can = m_welcome->can;
    const std::shared_ptr<SignIn> signIn(std::move(m_signIn));
    whenDone(signIn->leave(server, m_welcome->secret), this, [this, signIn](const Result<void> &left) {
        if (!left)
            qCInfo(log, "what was granted could not be given back: %s", qPrintable(left.error().detail));
        // It is in the middle of answering.
        QMetaObject::invokeMethod(
            this, [signIn] {}, Qt::QueuedConnection);
    });
}

void Connecting::cancel()
{
    giveBack();
    m_door.reset();
    m_welcome.reset();
    m_signIn.reset();
}

QFuture<Result<ServerFacts>> Connecting::look(NetworkId network, const QString &typed)
{
    cancel();
    m_network = network;
    m_signIn = m_parts.makeSignIn(network);
    if (!m_signIn)
        return answered<ServerFacts>(fail(Error::Kind::Refused, Words::tr("Nobody signs in on that network.")));
    return m_signIn->look(typed);
}

QList<SignIn::Way> Connecting::ways() const
{
    return m_signIn ? m_signIn->ways() : QList<SignIn::Way>();
}

QFuture<Result<QUrl>> Connecting::ask(const QSet<Permission> &permissions)
{
    if (!m_signIn)
        return answered<QUrl>(tl::unexpected(noBegin()));
    m_door = m_parts.makeDoor();
    const auto back = m_door->open();
    if (!back)
        return answered<QUrl>(tl::unexpected(back.error()));
    return chained<QUrl>(m_signIn->ask(permissions, *back), this, [this](const Result<QUrl> &page) {
        m_page = page.value_or(QUrl());
        return page;
    });
}

QFuture<Result<Met>> Connecting::browserBack()
{
    if (!m_signIn || !m_door)
        return answered<Met>(tl::unexpected(noBegin()));
    auto promise = std::make_shared<QPromise<Result<Met>>>();
    promise->start();
    const auto end = [promise](const Result<Met> &met) {
        promise->addResult(met);
        promise->finish();
    };
    whenDone(m_door->answer(m_page), this, [this, end](const Result<QUrl> &query) {
        if (!query)
            return end(tl::unexpected(query.error()));
        if (!m_signIn)
            return end(tl::unexpected(noBegin()));
        whenDone(m_signIn->come(*query), this, [this, end](const Welcomed &welcome) {
            m_isGranted = welcome.has_value();
            end(meet(welcome));
        });
    });
    return promise->future();
}

QFuture<Result<Met>> Connecting::enter(const QString &name, const Secret &secret)
{
    if (!m_signIn)
        return answered<Met>(tl::unexpected(noBegin()));
    m_door.reset(); // a browser that comes late must not put somebody else in the place of who enters now
    return chained<Met>(m_signIn->enter(name, secret), this, [this](const Welcomed &welcome) { return meet(welcome); });
}

Result<Met> Connecting::meet(const Welcomed &welcome)
{
    if (!welcome)
        return tl::unexpected(welcome.error());
    const auto accounts = m_parts.accounts.list();
    if (!accounts)
        return tl::unexpected(accounts.error());
    m_welcome = *welcome;
    const ChannelId channel = channelOf(m_network, m_welcome->globalName);
    Met met;
    met.network = m_network;
    met.globalName = m_welcome->globalName;
    met.handle = m_welcome->handle;
    met.displayName = m_welcome->displayName;
    met.granted = m_welcome->granted;
    for (const Account &each : *accounts)
        if (each.channel.id == channel) {
            met.isHereAlready = true;
            met.name = each.channel.name;
            met.terms = each.terms;
        }
    return met;
}

SignedIn Connecting::accountOf(const ConnectWish &wish) const
{
    return { m_network, m_welcome->globalName, m_welcome->remoteId, m_welcome->handle, wish.name,
        m_welcome->address.toString(QUrl::FullyEncoded), m_welcome->typed, m_welcome->can, wish.terms, wish.newsSince,
        Account::signedInPace };
}

/// The secret first: an account that nobody can ask would say that it is signed out.
QFuture<Result<AccountsChanged>> Connecting::keep(const ConnectWish &wish)
{
    if (!m_welcome)
        return answered<AccountsChanged>(tl::unexpected(noBegin()));
    const SignedIn account = accountOf(wish);
    const QString key = secretName(m_parts.workspace, channelOf(m_network, account.globalName));
    const auto accounts = m_parts.accounts.list();
    if (!accounts)
        return answered<AccountsChanged>(tl::unexpected(accounts.error()));
    const bool isHere = std::ranges::any_of(
        *accounts, [&](const Account &each) { return each.channel.id == channelOf(m_network, account.globalName); });
    return chained<AccountsChanged>(m_parts.secrets.write(key, m_welcome->secret), this,
        [this, account, key, isHere](const Result<void> &kept) -> Result<AccountsChanged> {
            if (!kept)
                return tl::unexpected(kept.error());
            auto done = m_welcome
                ? m_parts.accounts.signIn(account)
                : Result<AccountsChanged>(fail(Error::Kind::Cancelled, Words::tr("It was broken off.")));
            if (done) {
                m_isGranted = false; // it is used now
                cancel();
            } else if (!isHere) { // one that is here goes on with the new key, which lets in as the old one did
                std::ignore = m_parts.secrets.remove(key);
            }
            return done;
        });
}

} // namespace wheelhouse
