#include "core/posts/content.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PostContent)
};

constexpr int digestSize = 32;

tl::unexpected<Error> wrong(const QString &field)
{
    return fail(Error::Kind::Malformed, Words::tr("The post cannot be read: %1 is missing or wrong.").arg(field),
        QStringLiteral("post content: ") + field);
}

QJsonObject pictureJson(const PictureRef &picture)
{
    return { { QStringLiteral("alt"), picture.description }, { QStringLiteral("height"), picture.size.height() },
        { QStringLiteral("sha256"), QString::fromLatin1(picture.digest.toHex()) },
        { QStringLiteral("type"), picture.type }, { QStringLiteral("width"), picture.size.width() } };
}

Result<PictureRef> pictureFrom(const QJsonObject &json, const QString &where)
{
    PictureRef picture;
    picture.digest = QByteArray::fromHex(json.value(QLatin1String("sha256")).toString().toLatin1());
    picture.type = json.value(QLatin1String("type")).toString();
    picture.size = { json.value(QLatin1String("width")).toInt(), json.value(QLatin1String("height")).toInt() };
    picture.description = json.value(QLatin1String("alt")).toString();
    if (picture.digest.size() != digestSize)
        return wrong(where + QStringLiteral(".sha256"));
    if (picture.type.isEmpty())
        return wrong(where + QStringLiteral(".type"));
    return picture;
}

Result<PostPart> partFrom(const QJsonObject &json, const QString &where)
{
    if (!json.value(QLatin1String("text")).isString())
        return wrong(where + QStringLiteral(".text"));
    PostPart part { json.value(QLatin1String("text")).toString(), {} };
    const QJsonArray pictures = json.value(QLatin1String("pictures")).toArray();
    for (int i = 0; i < pictures.size(); ++i) {
        auto picture = pictureFrom(pictures.at(i).toObject(), QStringLiteral("%1.pictures[%2]").arg(where).arg(i));
        if (!picture)
            return tl::unexpected(picture.error());
        part.pictures.append(*picture);
    }
    return part;
}

QJsonObject pollJson(const Poll &poll)
{
    return { { QStringLiteral("options"), QJsonArray::fromStringList(poll.options) },
        { QStringLiteral("seconds"), qint64(poll.openFor.count()) }, { QStringLiteral("multiple"), poll.isMultiple },
        { QStringLiteral("hide_totals"), poll.hidesTotals } };
}

Result<Poll> pollFrom(const QJsonValue &value)
{
    const QJsonObject json = value.toObject();
    if (!json.value(QLatin1String("options")).isArray())
        return wrong(QStringLiteral("poll.options"));
    Poll poll;
    const QJsonArray options = json.value(QLatin1String("options")).toArray();
    for (const QJsonValue &each : options) {
        if (!each.isString())
            return wrong(QStringLiteral("poll.options"));
        poll.options.append(each.toString());
    }
    const qint64 seconds = json.value(QLatin1String("seconds")).toInteger(-1);
    if (seconds < 0)
        return wrong(QStringLiteral("poll.seconds"));
    poll.openFor = std::chrono::seconds(seconds);
    poll.isMultiple = json.value(QLatin1String("multiple")).toBool();
    poll.hidesTotals = json.value(QLatin1String("hide_totals")).toBool();
    return poll;
}

} // namespace

QJsonObject toJson(const PostContent &content)
{
    QJsonArray parts;
    for (const PostPart &part : content.parts) {
        QJsonArray pictures;
        for (const PictureRef &picture : part.pictures)
            pictures.append(pictureJson(picture));
        parts.append(QJsonObject { { QStringLiteral("text"), part.text }, { QStringLiteral("pictures"), pictures } });
    }
    QJsonObject json { { QStringLiteral("parts"), parts }, { QStringLiteral("title"), content.title },
        { QStringLiteral("warning"), content.warning },
        { QStringLiteral("visibility"), visibilityWord(content.visibility) },
        { QStringLiteral("language"), content.language } };
    if (content.poll) // what has none reads, and is signed, as it did before there were polls
        json.insert(QStringLiteral("poll"), pollJson(*content.poll));
    return json;
}

Result<PostContent> contentFromJson(const QJsonObject &json)
{
    PostContent content;
    const QJsonArray parts = json.value(QLatin1String("parts")).toArray();
    if (parts.isEmpty())
        return wrong(QStringLiteral("parts"));
    for (int i = 0; i < parts.size(); ++i) {
        auto part = partFrom(parts.at(i).toObject(), QStringLiteral("parts[%1]").arg(i));
        if (!part)
            return tl::unexpected(part.error());
        content.parts.append(*part);
    }
    const auto visibility = visibilityFromWord(json.value(QLatin1String("visibility")).toString());
    if (!visibility)
        return wrong(QStringLiteral("visibility"));
    content.visibility = *visibility;
    content.title = json.value(QLatin1String("title")).toString();
    content.warning = json.value(QLatin1String("warning")).toString();
    content.language = json.value(QLatin1String("language")).toString();
    if (json.contains(QLatin1String("poll"))) {
        auto poll = pollFrom(json.value(QLatin1String("poll")));
        if (!poll)
            return tl::unexpected(poll.error());
        content.poll = std::move(*poll);
    }
    return content;
}

} // namespace wheelhouse
