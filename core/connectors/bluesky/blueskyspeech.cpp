#include "core/connectors/bluesky/blueskyspeech.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace wheelhouse::bluesky {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskySpeech)
};

} // namespace

Limits limitsOfPosts()
{
    Limits limits;
    limits.counting = Limits::Counting::Graphemes;
    limits.characters = 300;
    limits.bytes = 3000;
    limits.pictures = 4;
    limits.pictureBytes = 1'000'000;
    limits.description = 2000;
    limits.pictureTypes = { QStringLiteral("image/jpeg"), QStringLiteral("image/png"), QStringLiteral("image/webp") };
    return limits;
}

QString keyOfPost(const Outgoing &outgoing)
{
    const QByteArray digest = QCryptographicHash::hash("post" + outgoing.key, QCryptographicHash::Sha256);
    const int spread = (static_cast<unsigned char>(digest[0]) << 8 | static_cast<unsigned char>(digest[1])) % 1000;
    QDateTime at = outgoing.firstTriedAt.addMSecs(-spread);
    // A repository is read in the order of its keys: what answers stands behind what it answers, or a thread is torn.
    const auto answered = readAtUri(outgoing.replyTo.globalName);
    const auto before = answered ? timeOfTid(answered->key) : std::nullopt;
    if (before && *before >= at && *before < outgoing.firstTriedAt)
        at = before->addMSecs(1);
    return tidOf(outgoing.key, at);
}

QJsonObject placeOf(const AtUri &at)
{
    return { { QStringLiteral("repo"), at.authority }, { QStringLiteral("collection"), at.collection },
        { QStringLiteral("rkey"), at.key } };
}

Speaking::Speaking(BlueskyCalls &calls)
    : m_calls(calls)
{
}

QString Speaking::uriOf(const Outgoing &outgoing) const
{
    return isTid(outgoing.reserved) ? AtUri { m_calls.did(), postCollection, outgoing.reserved }.toString() : QString();
}

/// A page in place of an answer is nobody's verdict on what we say.
void Speaking::ask(const BlueskyCalls::Call &call, const BlueskyCalls::Then &then)
{
    m_calls.ask(call, [then](const Result<HttpResponse> &answer) {
        if (answer || !saysFault(answer.error(), pageFault) || answer.error().kind != Error::Kind::Refused)
            return then(answer);
        Error page = answer.error();
        page.kind = Error::Kind::Malformed;
        then(tl::unexpected(page));
    });
}

void Speaking::upload(const OutgoingMedia &media, const Then<QString> &then)
{
    if (media.bytes.isEmpty())
        return then(
            fail(Error::Kind::Refused, Words::tr("The picture is empty."), QStringLiteral("bluesky: no bytes")));
    BlueskyCalls::Call call { QStringLiteral("com.atproto.repo.uploadBlob") };
    call.file = media.bytes;
    call.type = media.type.toLatin1();
    ask(call, [media, then](const Result<HttpResponse> &answer) {
        then(answer ? readUploaded(answer->body, media) : tl::unexpected(answer.error()));
    });
}

void Speaking::askStanding(const QString &uri, const Then<std::optional<StandingPost>> &then)
{
    const auto at = readAtUri(uri);
    BlueskyCalls::Call call { QStringLiteral("com.atproto.repo.getRecord") };
    const QJsonObject place = placeOf(at.value_or(AtUri {}));
    for (auto each = place.begin(); each != place.end(); ++each)
        call.query.addQueryItem(each.key(), each->toString());
    ask(call, [uri, then](const Result<HttpResponse> &answer) {
        if (!answer && saysFault(answer.error(), QLatin1String("RecordNotFound")))
            return then(std::optional<StandingPost>());
        auto standing = answer ? readStanding(answer->body, uri) : tl::unexpected(answer.error());
        if (!standing)
            return then(tl::unexpected(standing.error()));
        then(std::optional<StandingPost>(*standing));
    });
}

void Speaking::find(const Outgoing &outgoing, const Then<Found> &then)
{
    const QString uri = uriOf(outgoing);
    if (uri.isEmpty()) // nothing was ever written without a key
        return then(Found { std::nullopt, true });
    askStanding(uri, [outgoing, then](const Result<std::optional<StandingPost>> &standing) {
        if (!standing)
            return then(tl::unexpected(standing.error()));
        if (!*standing)
            return then(Found { std::nullopt, true });
        const auto receipt = receiptOf(**standing, outgoing);
        if (!receipt)
            return then(tl::unexpected(receipt.error()));
        then(Found { *receipt, true });
    });
}

void Speaking::remove(const RemoteRef &said, const Then<void> &then)
{
    const auto at = readAtUri(said.globalName);
    if (!at || at->authority != m_calls.did() || at->collection != postCollection || at->key.isEmpty())
        return then(fail(Error::Kind::Refused, Words::tr("This is no post of this account on Bluesky."),
            QStringLiteral("bluesky: not ours")));
    ask({ QStringLiteral("com.atproto.repo.deleteRecord"), {}, placeOf(*at) },
        [then](const Result<HttpResponse> &answer) {
            if (answer || saysFault(answer.error(), QLatin1String("RecordNotFound")))
                return then({});
            then(tl::unexpected(answer.error()));
        });
}

} // namespace wheelhouse::bluesky
