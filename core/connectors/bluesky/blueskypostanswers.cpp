#include "core/connectors/bluesky/blueskypost.h"

#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"
#include "core/http/verdict.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

namespace wheelhouse::bluesky {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyPost)
};

/// A file as a record names it.
QJsonObject blob(const QString &cid, const QString &type, qint64 size)
{
    return { { QStringLiteral("$type"), QStringLiteral("blob") },
        { QStringLiteral("ref"), QJsonObject { { QStringLiteral("$link"), cid } } },
        { QStringLiteral("mimeType"), type }, { QStringLiteral("size"), size } };
}

Result<QString> ourUri(const Json &answer, const QString &uri)
{
    auto told = answer["uri"].text();
    if (told && *told != uri)
        return fail(Error::Kind::Malformed, Words::tr("The server answered about another post than was asked for."),
            QStringLiteral("bluesky: answer about %1").arg(told->left(300)));
    return told;
}

Result<StandingPost> readPlaced(const Json &place, const Json &record, const QString &uri)
{
    if (const auto told = ourUri(place, uri); !told)
        return tl::unexpected(told.error());
    const auto cid = readName(place["cid"], isCid, "CID");
    if (!cid)
        return tl::unexpected(cid.error());
    if (const auto data = checkData(record); !data)
        return tl::unexpected(data.error());
    StandingPost post { { uri, *cid }, readDatetime(record["createdAt"].textOr()), { uri, *cid } };
    if (record["reply"].isThere()) {
        const auto root = readStrongRef(record["reply"]["root"]);
        if (!root)
            return tl::unexpected(root.error());
        post.root = *root;
    }
    return post;
}

} // namespace

Result<StandingPost> readStanding(const QByteArray &body, const QString &uri)
{
    const auto json = Json::parse(body);
    return json ? readPlaced(*json, (*json)["value"], uri) : tl::unexpected(json.error());
}

Result<StandingPost> readShown(const QByteArray &body, const QString &uri)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    for (const Json &each : (*json)["posts"].items())
        if (each["uri"].textOr() == uri)
            return readPlaced(each, each["record"], uri);
    if ((*json)["posts"].kind() != Json::Kind::Array)
        return tl::unexpected((*json)["posts"].text().error());
    return fail(Error::Kind::Missing,
        Words::tr("What this answers is not there any more, or one of us blocks the other. It was not sent."),
        QStringLiteral("bluesky: no parent"));
}

Result<StrongRef> readPut(const QByteArray &body, const QString &uri)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    if (const auto told = ourUri(*json, uri); !told)
        return tl::unexpected(told.error());
    const auto cid = readName((*json)["cid"], isCid, "CID");
    return cid ? Result<StrongRef>(StrongRef { uri, *cid }) : tl::unexpected(cid.error());
}

QString fileCid(const QByteArray &sha256)
{
    constexpr char letters[] = "abcdefghijklmnopqrstuvwxyz234567"; // RFC 4648 6, in lower case
    const QByteArray bytes = QByteArray::fromHex("01551220") + sha256; // version 1, raw, SHA-256, 32 bytes
    QString cid(u'b');
    quint32 bits = 0;
    int has = 0;
    for (const char byte : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(byte);
        for (has += 8; has >= 5; has -= 5)
            cid += QLatin1Char(letters[bits >> (has - 5) & 31]);
    }
    if (has > 0)
        cid += QLatin1Char(letters[bits << (5 - has) & 31]);
    return cid;
}

Result<QString> readUploaded(const QByteArray &body, const OutgoingMedia &media)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    const Json file = (*json)["blob"];
    const auto cid = readName(file["ref"]["$link"], isCid, "CID");
    const auto type = file["mimeType"].text();
    const auto size = file["size"].number();
    for (const auto *error :
        { cid ? nullptr : &cid.error(), type ? nullptr : &type.error(), size ? nullptr : &size.error() })
        if (error)
            return tl::unexpected(*error);
    if (*cid != fileCid(QCryptographicHash::hash(media.bytes, QCryptographicHash::Sha256))
        || *size != media.bytes.size())
        return fail(Error::Kind::Malformed,
            Words::tr("The server keeps something else than the picture that was sent. It was not used."),
            QStringLiteral("bluesky: uploaded %1, %2 bytes").arg(*cid).arg(*size));
    return QString::fromUtf8(QJsonDocument(blob(*cid, *type, *size)).toJson(QJsonDocument::Compact));
}

Receipt receiptOf(const StrongRef &ref, const QDateTime &at)
{
    return { { ref.uri, remoteIdOf(ref) }, pageOf(ref.uri), at };
}

Result<Receipt> receiptOf(const StandingPost &standing, const Outgoing &outgoing)
{
    if (standing.createdAt && outgoing.firstTriedAt.isValid()
        && standing.createdAt->toMSecsSinceEpoch() == outgoing.firstTriedAt.toMSecsSinceEpoch())
        return receiptOf(standing.ref, *standing.createdAt);
    return fail(Error::Kind::Conflict,
        Words::tr("Another post stands where this one was to stand. Look at the account before you send it again."),
        noAnswer + QStringLiteral("bluesky: another record at %1").arg(standing.ref.uri));
}

} // namespace wheelhouse::bluesky
