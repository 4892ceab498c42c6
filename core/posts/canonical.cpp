#include "core/posts/canonical.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMap>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Canonical)
};

constexpr int format = 1;

bool isUnicode(const Canonical &canonical)
{
    const PostContent &content = canonical.content;
    for (const PostPart &part : content.parts) {
        if (!part.text.isValidUtf16())
            return false;
        for (const PictureRef &picture : part.pictures)
            if (!picture.description.isValidUtf16())
                return false;
    }
    if (content.poll)
        for (const QString &option : content.poll->options)
            if (!option.isValidUtf16())
                return false;
    return content.title.isValidUtf16() && content.warning.isValidUtf16() && content.language.isValidUtf16();
}

QByteArray write(const Canonical &canonical)
{
    QJsonObject json = toJson(canonical.content);
    json.insert(QStringLiteral("format"), format);
    json.insert(QStringLiteral("channel"), canonical.channel.toString());
    json.insert(QStringLiteral("salt"), QString::fromLatin1(canonical.salt.toHex()));
    if (!canonical.answerTo.mention.isEmpty())
        json.insert(QStringLiteral("answers"),
            QJsonObject { { QStringLiteral("mention"), QString::fromLatin1(canonical.answerTo.mention.toHex()) },
                { QStringLiteral("name"), canonical.answerTo.ref.globalName },
                { QStringLiteral("remote"), canonical.answerTo.ref.remoteId } });
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

tl::unexpected<Error> changed(const char *detail)
{
    return fail(Error::Kind::Malformed,
        Words::tr("What was submitted is not what stands in the store any more. It is not sent. Submit it again."),
        QString::fromLatin1(detail));
}

} // namespace

Result<QByteArray> canonicalBytes(const Canonical &canonical)
{
    if (!isUnicode(canonical))
        return fail(Error::Kind::Refused,
            Words::tr("The text holds half a character. Delete what shows as a box, and type it again."),
            QStringLiteral("a lone surrogate"));
    return write(canonical);
}

Result<Canonical> readCanonical(const QByteArray &bytes)
{
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    if (json.value(QLatin1String("format")).toInt() != format)
        return changed("no canonical form");
    auto content = contentFromJson(json);
    if (!content)
        return tl::unexpected(content.error());
    const QJsonObject answers = json.value(QLatin1String("answers")).toObject();
    const auto hex = [](const QJsonValue &value) { return QByteArray::fromHex(value.toString().toLatin1()); };
    const Canonical canonical { ChannelId::fromString(json.value(QLatin1String("channel")).toString()),
        std::move(*content),
        { hex(answers.value(QLatin1String("mention"))),
            { answers.value(QLatin1String("name")).toString(), answers.value(QLatin1String("remote")).toString() } },
        hex(json.value(QLatin1String("salt"))) };
    if (write(canonical) != bytes)
        return changed("not canonical");
    return canonical;
}

QByteArray digestOf(const QByteArray &canonical)
{
    return QCryptographicHash::hash(canonical, QCryptographicHash::Sha256);
}

QByteArray revisionDigest(const QList<Canonical> &variants, const QList<QByteArray> &digests)
{
    QMap<QByteArray, QByteArray> sorted;
    for (int i = 0; i < variants.size(); ++i)
        sorted.insert(variants.at(i).channel.bytes(), digests.at(i));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayLiteral("wheelhouse-revision-1"));
    for (auto it = sorted.cbegin(); it != sorted.cend(); ++it) {
        hash.addData(it.key());
        hash.addData(it.value());
    }
    return hash.result();
}

} // namespace wheelhouse
