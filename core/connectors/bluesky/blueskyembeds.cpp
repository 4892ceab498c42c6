#include "core/base/text.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"

#include <QCoreApplication>

namespace wheelhouse::bluesky {

namespace {

constexpr int quotedGraphemes = 300;
constexpr qsizetype mostPictures = 50;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyEmbeds)
};

QString webOnly(const QString &url)
{
    return url.startsWith(QLatin1String("https://")) || url.startsWith(QLatin1String("http://")) ? url : QString();
}

QList<Attachment> pictures(const Json &list)
{
    QList<Attachment> all;
    for (const Json &each : list.items().mid(0, mostPictures))
        if (const QString url = webOnly(each["fullsize"].textOr()); !url.isEmpty())
            all.append({ url, QStringLiteral("image"), each["alt"].textOr() });
    return all;
}

QList<Attachment> film(const Json &view)
{
    const QString url = webOnly(view["playlist"].textOr());
    if (url.isEmpty())
        return {};
    return { { url, QStringLiteral("video"), view["alt"].textOr() } };
}

QList<Attachment> card(const Json &external)
{
    const QString url = webOnly(external["uri"].textOr());
    if (url.isEmpty())
        return {};
    return { { url, QStringLiteral("other"), oneLine(external["title"].textOr()) } };
}

/// What is shown of another record: a post with its words, a list, a feed; or why nothing is.
QList<Attachment> quote(const Json &record)
{
    const QString type = record["$type"].textOr();
    const QString uri = record["uri"].textOr();
    QString words;
    if (type.endsWith(QLatin1String("#viewBlocked")))
        words = Words::tr("A post that its author hides from us");
    else if (type.endsWith(QLatin1String("#viewNotFound")))
        words = Words::tr("A post that is not there any more");
    else if (type.endsWith(QLatin1String("#viewDetached")))
        words = Words::tr("A post that its author took out of here");
    else if (type.endsWith(QLatin1String("#viewRecord")))
        words = Words::tr("@%1: %2").arg(
            record["author"]["handle"].textOr(), shorten(oneLine(record["value"]["text"].textOr()), quotedGraphemes));
    else
        words = record["displayName"].textOr(record["name"].textOr(record["record"]["name"].textOr()));
    if (words.isEmpty())
        words = Words::tr("Something of this network that Wheelhouse does not know");
    return { { pageOf(uri), QStringLiteral("other"), words } };
}

QList<Attachment> media(const Json &view)
{
    const QString type = view["$type"].textOr();
    if (type == QLatin1String("app.bsky.embed.images#view"))
        return pictures(view["images"]);
    if (type == QLatin1String("app.bsky.embed.gallery#view"))
        return pictures(view["items"]);
    if (type == QLatin1String("app.bsky.embed.video#view"))
        return film(view);
    if (type == QLatin1String("app.bsky.embed.external#view"))
        return card(view["external"]);
    return {};
}

/// A label in the reader's words; the network's own where it is none of those that everybody uses.
/// Source: atproto.com/specs/label, "self-labels", and docs.bsky.app, "labels and moderation".
QString labelWords(const QString &value)
{
    if (value == QLatin1String("porn"))
        return Words::tr("pornography");
    if (value == QLatin1String("sexual"))
        return Words::tr("sexual");
    if (value == QLatin1String("nudity"))
        return Words::tr("nudity");
    if (value == QLatin1String("graphic-media") || value == QLatin1String("gore"))
        return Words::tr("graphic media");
    if (value == QLatin1String("!warn"))
        return Words::tr("the network warns of this");
    if (value == QLatin1String("!hide") || value == QLatin1String("!takedown"))
        return Words::tr("the network hides this");
    return value.startsWith(u'!') ? QString() : oneLine(value.left(128));
}

} // namespace

QString pageOf(const QString &uri)
{
    const auto at = isRecordUri(uri) ? readAtUri(uri) : std::nullopt;
    if (!at || at->collection != QLatin1String("app.bsky.feed.post"))
        return {};
    return QStringLiteral("https://bsky.app/profile/%1/post/%2").arg(at->authority, at->key);
}

QString warningOf(const Json &labels)
{
    QStringList all;
    for (const Json &each : labels.items()) {
        const QString words = labelWords(each["val"].textOr());
        if (!words.isEmpty() && !each["neg"].truth().value_or(false) && !all.contains(words))
            all.append(words);
    }
    return all.join(QStringLiteral(", "));
}

QList<Attachment> readEmbed(const Json &view)
{
    const QString type = view["$type"].textOr();
    if (type == QLatin1String("app.bsky.embed.record#view"))
        return quote(view["record"]);
    if (type == QLatin1String("app.bsky.embed.recordWithMedia#view"))
        return media(view["media"]) + quote(view["record"]["record"]);
    const QList<Attachment> known = media(view);
    if (known.isEmpty() && view.isThere())
        return { { QString(), QStringLiteral("other"),
            Words::tr("Something of this network that Wheelhouse does not know") } };
    return known;
}

} // namespace wheelhouse::bluesky
