#include "app/engine/spoken.h"

#include <QLoggingCategory>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.engine")

Arrival::Audience audienceOf(Visibility visibility)
{
    switch (visibility) {
    case Visibility::Public:
        return Arrival::Audience::Public;
    case Visibility::Unlisted:
        return Arrival::Audience::Unlisted;
    case Visibility::Followers:
        return Arrival::Audience::Followers;
    case Visibility::Direct:
        break;
    }
    return Arrival::Audience::Direct;
}

Arrival arrivalOf(const PublishedPart &part, const Account &account, const Clock &clock)
{
    const PostContent &content = part.claim.canonical.content;
    Arrival arrival;
    arrival.globalName = part.receipt.ref.globalName;
    arrival.remoteId = part.receipt.ref.remoteId;
    arrival.inReplyTo = part.part == 0 ? part.claim.canonical.answerTo.ref.globalName
                                       : part.claim.parts.at(part.part - 1).ref.globalName;
    arrival.author.globalName = account.globalName;
    arrival.author.handle = account.channel.handle;
    arrival.author.displayName = account.channel.name;
    arrival.author.isUs = true;
    arrival.body = content.parts.at(part.part).text;
    arrival.url = part.receipt.url;
    arrival.writtenAt = part.receipt.at.isValid() ? part.receipt.at : clock.now();
    arrival.language = content.language;
    arrival.warning = content.warning;
    arrival.audience = audienceOf(content.visibility);
    return arrival;
}

Result<void> join(const PublishedPart &part, Admission &admission, Database &writer, const Clock &clock)
{
    auto accounts = AccountList(writer).list();
    if (!accounts)
        return tl::unexpected(accounts.error());
    const Delivery &delivery = part.claim.delivery;
    const auto ours = std::find_if(accounts->cbegin(), accounts->cend(),
        [&delivery](const Account &each) { return each.channelRow == delivery.channelRow; });
    if (ours == accounts->cend() || part.receipt.ref.globalName.isEmpty())
        return {};
    auto transaction = Transaction::begin(writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const qint64 now = clock.nowMs();
    auto admitted =
        admission.admit(*transaction, prepareAll({ arrivalOf(part, *ours, clock) }, delivery.channel.network, now),
            { delivery.channelRow, now, false, std::nullopt });
    if (!admitted) {
        admission.forget();
        return tl::unexpected(admitted.error());
    }
    return transaction->commit();
}

} // namespace

void followSpoken(Publisher &publisher, Admission &admission, Database &writer, const Clock &clock)
{
    QObject::connect(
        &publisher, &Publisher::published, &publisher, [&admission, &writer, &clock](const PublishedPart &part) {
            if (part.claim.canonical.answerTo.mention.isEmpty())
                return;
            if (const auto joined = join(part, admission, writer, clock); !joined) // the network will tell of it too
                qCWarning(log, "an answer could not join its thread: %s", qPrintable(joined.error().detail));
        });
}

} // namespace wheelhouse
