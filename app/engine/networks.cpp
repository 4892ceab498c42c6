#include "app/engine/networks.h"

#include "core/connectors/bluesky/blueskyconnector.h"
#include "core/connectors/bluesky/blueskysignin.h"
#include "core/connectors/feed/feedconnector.h"
#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/connectors/mastodon/mastodonsignin.h"
#include "core/connectors/oauth/loopbackdoor.h"
#include "core/connectors/wordpress/wordpressconnector.h"
#include "core/connectors/wordpress/wordpresssignin.h"

#include <QUrlQuery>

namespace wheelhouse {

namespace {

using Kind = Gesture::Kind;

std::unique_ptr<Connector> makeFeed(const Account &account, HttpClient &http)
{
    return std::make_unique<FeedConnector>(FeedConnector::Source { account.channel, QUrl(account.address),
                                               account.firstAddress, account.typed, account.pace },
        http);
}

std::unique_ptr<Connector> makeMastodon(const Account &account, const Secret &secret, HttpClient &http)
{
    MastodonConnector::Options options;
    for (const QString &each : account.terms.listensTo)
        (each.startsWith(u'#') ? options.tags : options.words).append(each.startsWith(u'#') ? each.mid(1) : each);
    options.readsDirect = account.terms.permissions.contains(Permission::ReadDirect);
    options.hidesDirect = account.can.value(QLatin1String("snac")).toBool();
    options.pace = account.pace;
    options.stream = QUrl(account.can.value(QLatin1String("stream")).toString());
    options.newsSince = account.newsSince;
    return std::make_unique<MastodonConnector>(
        MastodonConnector::Source { account.channel, QUrl(account.address), account.typed, account.globalName,
            account.remoteId, account.can.value(QLatin1String("domain")).toString(), options },
        secret.another(), http);
}

std::unique_ptr<Connector> makeBluesky(const Account &account, const Secret &secret, HttpClient &http)
{
    return std::make_unique<BlueskyConnector>(
        BlueskyConnector::Source { account.channel, QUrl(account.address), account.typed, account.globalName,
            account.terms.listensTo, account.pace, account.newsSince },
        secret, http);
}

std::unique_ptr<Connector> makeWordPress(const Account &account, const Secret &secret, HttpClient &http)
{
    const auto can = [&](const char *key) { return account.can.value(QLatin1String(key)).toString(); };
    return std::make_unique<WordPressConnector>(WordPressConnector::Source { account.channel, QUrl(account.address),
                                                    can("home"), can("name"), account.typed, account.remoteId },
        secret.another(), http);
}

constexpr std::chrono::minutes browserPatience { 10 };

class BrowserDoor final : public ReturnDoor {
public:
    [[nodiscard]] Result<QUrl> open() override { return m_door.open(); }
    [[nodiscard]] QFuture<Result<QUrl>> answer(const QUrl &page) override
    {
        return m_door.wait(QUrlQuery(page).queryItemValue(QStringLiteral("state")), browserPatience);
    }

private:
    LoopbackDoor m_door;
};

} // namespace

std::unique_ptr<Connector> makeConnector(const Account &account, const Secret &secret, HttpClient &http)
{
    switch (account.channel.network) {
    case NetworkId::Feed:
        return makeFeed(account, http);
    case NetworkId::Mastodon:
        return makeMastodon(account, secret, http);
    case NetworkId::Bluesky:
        return makeBluesky(account, secret, http);
    case NetworkId::WordPress:
        return makeWordPress(account, secret, http);
    default:
        return nullptr;
    }
}

std::unique_ptr<SignIn> makeSignIn(NetworkId network, HttpClient &http)
{
    switch (network) {
    case NetworkId::Mastodon:
        return std::make_unique<MastodonSignIn>(http);
    case NetworkId::Bluesky:
        return std::make_unique<BlueskySignIn>(http);
    case NetworkId::WordPress:
        return std::make_unique<WordPressSignIn>(http);
    default:
        return nullptr;
    }
}

std::unique_ptr<ReturnDoor> makeReturnDoor()
{
    return std::make_unique<BrowserDoor>();
}

QSet<Gesture::Kind> gesturesOn(NetworkId network)
{
    if (network == NetworkId::WordPress)
        return { Kind::Approve, Kind::Hold, Kind::MarkSpam, Kind::Trash };
    if (network != NetworkId::Mastodon && network != NetworkId::Bluesky)
        return {};
    return { Kind::Favourite, Kind::Unfavourite, Kind::Boost, Kind::Unboost, Kind::Follow, Kind::Unfollow, Kind::Mute,
        Kind::Unmute, Kind::Block, Kind::Unblock, Kind::Report, Kind::MarkRead };
}

} // namespace wheelhouse
