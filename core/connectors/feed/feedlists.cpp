#include "core/connectors/feed/feedlists.h"

#include "core/connectors/feed/opml.h"
#include "core/http/gate.h"
#include "core/store/wholefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>

namespace wheelhouse {

namespace {

constexpr qint64 largest = 32 * 1024 * 1024;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FeedLists)
};

QString addressOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveFragment).toString(QUrl::FullyEncoded);
}

FeedOffer offerOf(const Subscription &feed, const QSet<QString> &followed)
{
    const QString address = addressOf(feed.url);
    FeedOffer offer { feed.title, address, feed.folders.join(QStringLiteral(" / ")), FeedOffer::Verdict::New, {},
        true };
    const QUrl url(address);
    auto checked = checkUrl(url, {});
    QHostAddress number;
    const bool isHere = url.host() == QLatin1String("localhost") || url.host().endsWith(QLatin1String(".localhost"));
    if (checked && isHere)
        checked = checkAddresses(url, { QHostAddress::LocalHost }, {});
    if (followed.contains(address))
        offer.verdict = FeedOffer::Verdict::Followed;
    else if (!checked) {
        offer.verdict = FeedOffer::Verdict::Refused;
        offer.reason = checked.error().message;
    }
    offer.isChosen = offer.verdict == FeedOffer::Verdict::New;
    return offer;
}

} // namespace

Result<FeedOffers> readFeedList(const QString &path, const QList<Account> &followed)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Missing, Words::tr("“%1” cannot be read: %2.").arg(path, file.errorString()));
    const QByteArray bytes = file.read(largest + 1);
    if (bytes.size() > largest)
        return fail(Error::Kind::Refused,
            Words::tr("“%1” is larger than 32 MB, which no list of feeds is. Nothing was read.").arg(path));
    auto list = parseOpml(bytes);
    if (!list)
        return tl::unexpected(list.error());
    QSet<QString> known;
    for (const Account &account : followed)
        known << account.address << account.firstAddress;
    FeedOffers offers { {}, list->duplicates, list->problems };
    QList<FeedOffer> refused;
    for (const Subscription &feed : std::as_const(list->feeds)) {
        const FeedOffer offer = offerOf(feed, known);
        (offer.verdict == FeedOffer::Verdict::Refused ? refused : offers.feeds).append(offer);
    }
    for (const auto &each : std::as_const(list->refused))
        refused.append({ each.title, each.address, {}, FeedOffer::Verdict::Refused, each.reason, false });
    offers.feeds += refused;
    return offers;
}

QList<NewAccount> chosenFeeds(const FeedOffers &offers)
{
    QList<NewAccount> chosen;
    for (const FeedOffer &each : offers.feeds)
        if (each.isChosen && each.verdict == FeedOffer::Verdict::New)
            chosen.append({ each.address, each.title, {}, Account::usualPace });
    return chosen;
}

Result<void> writeFeedList(const QString &path, const QString &title, const QList<Account> &accounts, bool overwrite)
{
    QList<Subscription> feeds;
    for (const Account &account : accounts)
        feeds.append({ account.channel.name, QUrl(account.address), {}, {} });
    auto file = WholeFile::begin(path, overwrite ? WholeFile::Existing::Replace : WholeFile::Existing::Refuse);
    if (!file)
        return tl::unexpected(file.error());
    if (auto written = (*file)->write(toOpml(title, feeds)); !written)
        return written;
    return (*file)->finish();
}

} // namespace wheelhouse
