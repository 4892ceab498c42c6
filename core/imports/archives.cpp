#include "core/imports/archives.h"

#include "core/imports/times.h"

#include <QCoreApplication>
#include <QSet>
#include <QTimeZone>
#include <QUrl>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Imports)
};

QString named(const QString &id)
{
    return QLatin1String("import:twitter:") + id;
}

/// "@ada@social.example" from the actor's address https://social.example/users/ada.
QString handleOf(const QUrl &actor)
{
    const QString path = actor.path();
    QString name = path.mid(path.lastIndexOf(QLatin1Char('/')) + 1);
    if (name.startsWith(QLatin1Char('@')))
        name.remove(0, 1);
    return name.isEmpty() || actor.host().isEmpty()
        ? QString()
        : QStringLiteral("@%1@%2").arg(name, actor.host(QUrl::FullyEncoded));
}

bool readTime(const Json &field, Verdict &verdict)
{
    const ReadTime read = TimeReader(TimeForm::Auto, QTimeZone::utc()).read(field.textOr());
    if (!read.reason.isEmpty()) {
        verdict = Verdict::refusal(verdict.row, field.path(), read.reason);
        return false;
    }
    verdict.arrival.writtenAt = read.at;
    return true;
}

/// ActivityStreams lets one of a thing stand where a list of it may.
QList<Json> oneOrMany(const Json &value)
{
    return value.kind() == Json::Kind::Array ? value.items() : value.isThere() ? QList<Json> { value } : QList<Json>();
}

QString kindOfMedia(const QString &mediaType)
{
    for (const char *kind : { "image", "video", "audio" })
        if (mediaType.startsWith(QLatin1String(kind)))
            return QString::fromLatin1(kind);
    return QStringLiteral("other");
}

/// Puts \a shown for \a link; t.co links are single words, hence never part of another.
void writeOut(QString &text, const QString &link, const QString &shown)
{
    if (!link.isEmpty())
        text.replace(link, shown);
}

QString videoUrl(const Json &media)
{
    qint64 best = -1;
    QString url;
    const QList<Json> variants = media["video_info"]["variants"].items();
    for (const Json &each : variants) {
        const qint64 rate = each["bitrate"].token().toLongLong();
        if (each["content_type"].textOr() == QLatin1String("video/mp4") && rate > best) {
            best = rate;
            url = each["url"].textOr();
        }
    }
    return url;
}

void readMedia(const Json &tweet, Arrival &arrival)
{
    QList<Json> all = tweet["extended_entities"]["media"].items();
    if (all.isEmpty())
        all = tweet["entities"]["media"].items();
    for (const Json &media : std::as_const(all)) {
        const QString type = media["type"].textOr();
        const bool film = type == QLatin1String("video") || type == QLatin1String("animated_gif");
        const QString film4 = film ? videoUrl(media) : QString();
        Attachment attachment;
        attachment.kind = film ? QStringLiteral("video") : QStringLiteral("image");
        attachment.url = film4.isEmpty() ? media["media_url_https"].textOr(media["media_url"].textOr()) : film4;
        attachment.description = media["ext_alt_text"].textOr();
        arrival.attachments.append(attachment);
        writeOut(arrival.body, media["url"].textOr(), QString());
    }
}

QString unescaped(QString text)
{
    return text.replace(QStringLiteral("&lt;"), QStringLiteral("<"))
        .replace(QStringLiteral("&gt;"), QStringLiteral(">"))
        .replace(QStringLiteral("&amp;"), QStringLiteral("&"));
}

} // namespace

Verdict mastodonArrival(const Json &activity, qint64 number)
{
    const QString type = activity["type"].textOr();
    const Json note = activity["object"];
    if (type == QLatin1String("Announce"))
        return Verdict::refusal(
            number, QStringLiteral("type"), Words::tr("This is a boost of somebody else's post; it is left out."));
    if (type != QLatin1String("Create") || note.kind() != Json::Kind::Object)
        return Verdict::refusal(
            number, QStringLiteral("type"), Words::tr("“%1” is no post of one's own; it is left out.").arg(type));
    Verdict verdict;
    verdict.row = number;
    Arrival &arrival = verdict.arrival;
    arrival.globalName = note["id"].textOr();
    if (arrival.globalName.isEmpty())
        return Verdict::refusal(number, QStringLiteral("object.id"),
            Words::tr("The post has no address, so it cannot be told from others."));
    if (!readTime(note["published"].isThere() ? note["published"] : activity["published"], verdict))
        return verdict;
    arrival.form = Arrival::Form::Html;
    arrival.body = note["content"].textOr();
    arrival.title = note["summary"].textOr();
    arrival.inReplyTo = note["inReplyTo"].textOr();
    arrival.url = note["url"].textOr(arrival.globalName);
    const QStringList languages = note["contentMap"].keys();
    if (languages.size() == 1)
        arrival.language = languages.first();
    arrival.author.globalName = activity["actor"].textOr(note["attributedTo"].textOr());
    arrival.author.handle = handleOf(QUrl(arrival.author.globalName));
    arrival.author.profileUrl = arrival.author.globalName;
    arrival.author.isUs = true;
    if (arrival.author.globalName.isEmpty())
        return Verdict::refusal(number, QStringLiteral("actor"), Words::tr("The post does not say who wrote it."));
    const QList<Json> attached = oneOrMany(note["attachment"]);
    for (const Json &each : attached)
        arrival.attachments.append(
            { each["url"].textOr(), kindOfMedia(each["mediaType"].textOr()), each["name"].textOr() });
    return verdict;
}

Verdict tweetArrival(const Json &entry, qint64 number, const ArchiveOwner &owner)
{
    const Json tweet = entry["tweet"].isThere() ? entry["tweet"] : entry;
    const QString id = tweet["id_str"].textOr(tweet["id"].token());
    if (id.isEmpty())
        return Verdict::refusal(
            number, QStringLiteral("id_str"), Words::tr("The post has no id, so it cannot be told from others."));
    Verdict verdict;
    verdict.row = number;
    Arrival &arrival = verdict.arrival;
    arrival.body = tweet["full_text"].textOr(tweet["text"].textOr());
    if (arrival.body.startsWith(QLatin1String("RT @")))
        return Verdict::refusal(number, QStringLiteral("full_text"),
            Words::tr("This is a repost of somebody else's post; it is left out."));
    if (!readTime(tweet["created_at"], verdict))
        return verdict;
    arrival.globalName = named(id);
    const QString parent = tweet["in_reply_to_status_id_str"].textOr(tweet["in_reply_to_status_id"].token());
    if (!parent.isEmpty())
        arrival.inReplyTo = named(parent);
    const QList<Json> links = tweet["entities"]["urls"].items();
    for (const Json &each : links)
        writeOut(arrival.body, each["url"].textOr(), each["expanded_url"].textOr(each["url"].textOr()));
    readMedia(tweet, arrival);
    arrival.body = unescaped(arrival.body).trimmed();
    const QString language = tweet["lang"].textOr();
    static const QSet<QString> notLanguages { QStringLiteral("und"), QStringLiteral("zxx"), QStringLiteral("qme"),
        QStringLiteral("qam"), QStringLiteral("qct"), QStringLiteral("qht"), QStringLiteral("qst") };
    arrival.language = notLanguages.contains(language) ? QString() : language;
    Author &author = arrival.author;
    author.globalName = named(QLatin1String("author:") + (owner.id.isEmpty() ? QStringLiteral("owner") : owner.id));
    author.handle = owner.handle.isEmpty() ? QString() : QLatin1Char('@') + owner.handle;
    author.displayName =
        owner.handle.isEmpty() && owner.name.isEmpty() ? Words::tr("Owner of the archive") : owner.name;
    author.isUs = true;
    arrival.url = QStringLiteral("https://twitter.com/%1/status/%2")
                      .arg(owner.handle.isEmpty() ? QStringLiteral("i/web") : owner.handle, id);
    return verdict;
}

ArchiveOwner archiveOwner(const QByteArray &accountJs)
{
    const qsizetype bracket = accountJs.indexOf('[');
    const auto all = Json::parse(QByteArrayView(accountJs).sliced(std::max<qsizetype>(bracket, 0)));
    if (!all || all->items().isEmpty())
        return {};
    const Json account = all->items().first()["account"];
    return { account["accountId"].textOr(), account["username"].textOr(), account["accountDisplayName"].textOr() };
}

} // namespace wheelhouse
