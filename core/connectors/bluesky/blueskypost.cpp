#include "core/connectors/bluesky/blueskypost.h"

#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/facets.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyPost)
};

tl::unexpected<Error> refused(const QString &message, const char *detail)
{
    return fail(Error::Kind::Refused, message, QStringLiteral("bluesky: ") + QLatin1String(detail));
}

QJsonObject refOf(const StrongRef &ref)
{
    return { { QStringLiteral("uri"), ref.uri }, { QStringLiteral("cid"), ref.cid } };
}

/// What a facet says of its stretch; empty: nothing, and the text stays plain.
QJsonObject featureOf(const Facet &facet, const QHash<QString, QString> &people)
{
    const auto feature = [](const char *kind, const char *name, const QString &value) {
        return QJsonObject { { QStringLiteral("$type"),
                                 QStringLiteral("app.bsky.richtext.facet#") + QLatin1String(kind) },
            { QLatin1String(name), value } };
    };
    if (facet.kind == Facet::Kind::Link)
        return feature("link", "uri", facet.target);
    if (facet.kind == Facet::Kind::Tag)
        return feature("tag", "tag", facet.target);
    const QString did = people.value(facet.target.toLower());
    return did.isEmpty() ? QJsonObject() : feature("mention", "did", did);
}

QJsonArray facetsOf(const QString &text, const QHash<QString, QString> &people)
{
    QJsonArray facets;
    for (const Facet &each : findFacets(text)) {
        const QJsonObject feature = featureOf(each, people);
        if (!feature.isEmpty())
            facets.append(QJsonObject { { QStringLiteral("index"),
                                            QJsonObject { { QStringLiteral("byteStart"), each.start },
                                                { QStringLiteral("byteEnd"), each.end } } },
                { QStringLiteral("features"), QJsonArray { feature } } });
    }
    return facets;
}

Result<QJsonObject> imageOf(const OutgoingMedia &media)
{
    const QJsonObject file = QJsonDocument::fromJson(media.handle.toUtf8()).object();
    if (file[QStringLiteral("ref")][QStringLiteral("$link")].toString() != fileCid(media.digest))
        return refused(Words::tr("A picture of this is not there yet, or is another one. It must be uploaded first."),
            "no such upload");
    QJsonObject image { { QStringLiteral("image"), file }, { QStringLiteral("alt"), media.description } };
    if (media.size.width() > 0 && media.size.height() > 0)
        image.insert(QStringLiteral("aspectRatio"),
            QJsonObject {
                { QStringLiteral("width"), media.size.width() }, { QStringLiteral("height"), media.size.height() } });
    return image;
}

Result<QJsonObject> imagesOf(const QList<OutgoingMedia> &media)
{
    QJsonArray images;
    for (const OutgoingMedia &each : media) {
        const auto image = imageOf(each);
        if (!image)
            return image;
        images.append(*image);
    }
    return QJsonObject { { QStringLiteral("$type"), QStringLiteral("app.bsky.embed.images") },
        { QStringLiteral("images"), images } };
}

/// Whether it may be said here as it is meant.
Result<void> maySay(const Outgoing &outgoing)
{
    if (outgoing.visibility != Visibility::Public)
        return refused(Words::tr("On Bluesky everybody can read everything. What is not for everybody was not sent."),
            "not public");
    if (!outgoing.warning.isEmpty())
        return refused(
            Words::tr("Bluesky has no content warnings. Nothing was sent, so that nobody reads it unwarned."),
            "warning");
    const bool isWhole = outgoing.text.isValidUtf16()
        && std::all_of(outgoing.media.begin(), outgoing.media.end(),
            [](const OutgoingMedia &each) { return each.description.isValidUtf16(); });
    if (!isWhole)
        return refused(Words::tr("There is half a letter in it, which cannot be sent."), "half a letter");
    if (outgoing.text.trimmed().isEmpty() && outgoing.media.isEmpty())
        return refused(Words::tr("There is nothing to send: no text and no picture."), "empty");
    return {};
}

} // namespace

QStringList handlesIn(const QString &text)
{
    QStringList handles;
    for (const Facet &each : findFacets(text))
        if (each.kind == Facet::Kind::Mention && handles.size() < mostMentions
            && !handles.contains(each.target.toLower()))
            handles.append(each.target.toLower());
    return handles;
}

Result<QJsonObject> postRecord(const Outgoing &outgoing, const PostContext &context)
{
    if (const auto may = maySay(outgoing); !may)
        return tl::unexpected(may.error());
    QJsonObject record { { QStringLiteral("$type"), postCollection }, { QStringLiteral("text"), outgoing.text } };
    if (outgoing.firstTriedAt.isValid())
        record.insert(QStringLiteral("createdAt"),
            QDateTime::fromMSecsSinceEpoch(outgoing.firstTriedAt.toMSecsSinceEpoch(), Qt::UTC)
                .toString(Qt::ISODateWithMs));
    if (const auto language = readLanguage(outgoing.language))
        record.insert(QStringLiteral("langs"), QJsonArray { *language });
    if (const QJsonArray facets = facetsOf(outgoing.text, context.people); !facets.isEmpty())
        record.insert(QStringLiteral("facets"), facets);
    if (!context.root.uri.isEmpty())
        record.insert(QStringLiteral("reply"),
            QJsonObject {
                { QStringLiteral("root"), refOf(context.root) }, { QStringLiteral("parent"), refOf(context.parent) } });
    if (!outgoing.media.isEmpty()) {
        const auto images = imagesOf(outgoing.media);
        if (!images)
            return images;
        record.insert(QStringLiteral("embed"), *images);
    }
    return record;
}

} // namespace wheelhouse::bluesky
