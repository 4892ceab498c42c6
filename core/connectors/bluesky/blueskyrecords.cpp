#include "core/connectors/bluesky/blueskyrecords.h"

#include "core/connectors/bluesky/blueskysyntax.h"

#include <QCoreApplication>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace wheelhouse::bluesky {

namespace {

constexpr qsizetype mostFields = 500; // of one object; looking a field up walks through all of them

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyRecords)
};

tl::unexpected<Error> wrong(const Json &field, const char *wanted)
{
    const QString where = field.path().isEmpty() ? QStringLiteral("the document") : field.path();
    return fail(Error::Kind::Malformed,
        Words::tr("The field “%1” is not what the network's own rules ask for.").arg(where),
        QStringLiteral("bluesky: %1 is no %2").arg(where, QString::fromLatin1(wanted)));
}

bool isWhole(const QString &digits)
{
    bool isNumber = false;
    const double number = digits.toDouble(&isNumber);
    return isNumber && std::isfinite(number) && number == std::floor(number);
}

Result<void> checkLink(const Json &link)
{
    if (link.keys().size() != 1 || !isCid(link["$link"].textOr()))
        return wrong(link, "link");
    return {};
}

Result<void> checkBytes(const Json &bytes)
{
    if (bytes.keys().size() != 1 || bytes["$bytes"].kind() != Json::Kind::String)
        return wrong(bytes, "bytes");
    return {};
}

Result<void> checkBlob(const Json &blob)
{
    if (blob["ref"].kind() != Json::Kind::Object || !blob["ref"].keys().contains(QStringLiteral("$link")))
        return wrong(blob["ref"], "link");
    if (blob["mimeType"].kind() != Json::Kind::String)
        return wrong(blob["mimeType"], "media type");
    if (!blob["size"].number())
        return wrong(blob["size"], "size");
    return {};
}

Result<void> checkValue(const Json &value);

Result<void> checkObject(const Json &object)
{
    const QStringList keys = object.keys();
    if (keys.size() > mostFields)
        return wrong(object, "object of 500 fields at most");
    if (keys.contains(QStringLiteral("$link")))
        return checkLink(object);
    if (keys.contains(QStringLiteral("$bytes")))
        return checkBytes(object);
    if (keys.contains(QStringLiteral("$type")) && object["$type"].textOr().isEmpty())
        return wrong(object["$type"], "name");
    if (object["$type"].textOr() == QLatin1String("blob"))
        if (auto blob = checkBlob(object); !blob)
            return blob;
    for (const QString &key : keys)
        if (auto field = checkValue(object[key.toUtf8().constData()]); !field)
            return field;
    return {};
}

Result<void> checkValue(const Json &value)
{
    switch (value.kind()) {
    case Json::Kind::Number:
        return isWhole(value.token()) ? Result<void>() : wrong(value, "whole number");
    case Json::Kind::Array:
        for (const Json &each : value.items())
            if (auto item = checkValue(each); !item)
                return item;
        return {};
    case Json::Kind::Object:
        return checkObject(value);
    default:
        return {};
    }
}

/// Bridges write where they took a post from into a field of their own name: "bridgyOriginalUrl".
QString statedOriginal(const Json &record)
{
    for (const QString &key : record.keys()) {
        if (!key.endsWith(QLatin1String("OriginalUrl")))
            continue;
        const QUrl url(record[key.toUtf8().constData()].textOr(), QUrl::StrictMode);
        const bool isWeb = url.scheme() == QLatin1String("http") || url.scheme() == QLatin1String("https");
        if (isWeb && !url.host().isEmpty())
            return url.toString(QUrl::FullyEncoded);
    }
    return {};
}

QString firstLanguage(const Json &langs)
{
    for (const Json &each : langs.items())
        if (const auto language = readLanguage(each.textOr()))
            return *language;
    return {};
}

/// The record that an embed shows, alone or with pictures.
QString quotedIn(const Json &embed)
{
    const Json record = embed["record"];
    for (const Json &ref : { record, record["record"] })
        if (const QString uri = ref["uri"].textOr(); isRecordUri(uri))
            return uri;
    return {};
}

} // namespace

Result<QString> readName(const Json &field, bool (*is)(QStringView), const char *wanted)
{
    auto text = field.text();
    if (text && !is(*text))
        return wrong(field, wanted);
    return text;
}

Result<void> checkData(const Json &data)
{
    return data.kind() == Json::Kind::Object ? checkObject(data) : wrong(data, "object");
}

Result<StrongRef> readStrongRef(const Json &ref)
{
    const auto uri = readName(ref["uri"], isRecordUri, "at:// URI of a record");
    if (!uri)
        return tl::unexpected(uri.error());
    const auto cid = ref["cid"].text();
    if (!cid)
        return tl::unexpected(cid.error());
    return StrongRef { *uri, isCid(*cid) ? *cid : QString() };
}

Result<PostRecord> readPostRecord(const Json &record)
{
    if (const auto data = checkData(record); !data)
        return tl::unexpected(data.error());
    PostRecord post;
    const auto text = record["text"].text();
    if (!text)
        return tl::unexpected(text.error());
    post.text = *text;
    post.writtenAt = readDatetime(record["createdAt"].textOr());
    if (record["reply"].isThere()) {
        const auto parent = readStrongRef(record["reply"]["parent"]);
        if (!parent)
            return tl::unexpected(parent.error());
        post.parent = parent->uri;
    }
    post.language = firstLanguage(record["langs"]);
    post.quoted = quotedIn(record["embed"]);
    post.copyOf = statedOriginal(record);
    return post;
}

Result<StrongRef> readSubject(const Json &record)
{
    if (const auto data = checkData(record); !data)
        return tl::unexpected(data.error());
    return readStrongRef(record["subject"]);
}

Result<QString> readFollowed(const Json &record)
{
    if (const auto data = checkData(record); !data)
        return tl::unexpected(data.error());
    return readName(record["subject"], isDid, "DID");
}

} // namespace wheelhouse::bluesky
