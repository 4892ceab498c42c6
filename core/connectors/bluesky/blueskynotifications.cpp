#include "core/base/text.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/blueskywire.h"

#include <QCoreApplication>

namespace wheelhouse::bluesky {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyNotifications)
};

/// The network's own news as a sentence of ours.
QString sentence(const QString &reason, const QString &who)
{
    if (reason == QLatin1String("starterpack-joined"))
        return Words::tr("%1 joined Bluesky by a starter pack of ours.").arg(who);
    if (reason == QLatin1String("verified"))
        return Words::tr("%1 states that this account is who it says.").arg(who);
    if (reason == QLatin1String("unverified"))
        return Words::tr("%1 took back that this account is who it says.").arg(who);
    if (reason == QLatin1String("subscribed-post"))
        return Words::tr("%1, whom we asked to hear of, wrote a post.").arg(who);
    if (reason == QLatin1String("contact-match"))
        return Words::tr("%1, who is in our contacts, is on Bluesky.").arg(who);
    return Words::tr("Bluesky tells something of %1 that Wheelhouse does not know: “%2”.")
        .arg(who, shorten(oneLine(reason), 60));
}

Arrival noticeOf(const QString &reason, const QString &uri, const Author &author, const QDateTime &at)
{
    Arrival notice;
    // The same record is told of twice: when it was made and when it was taken back.
    notice.globalName = uri + u'#' + reason.left(100);
    notice.author = author;
    notice.body = sentence(reason, author.displayName.isEmpty() ? author.handle : oneLine(author.displayName));
    notice.url = pageOf(uri);
    notice.writtenAt = at;
    notice.kind = Arrival::Kind::Notice;
    return notice;
}

std::optional<Response::Kind> responseOf(const QString &reason)
{
    if (reason == QLatin1String("like") || reason == QLatin1String("like-via-repost"))
        return Response::Kind::Favourite;
    if (reason == QLatin1String("repost") || reason == QLatin1String("repost-via-repost"))
        return Response::Kind::Boost;
    if (reason == QLatin1String("follow"))
        return Response::Kind::Follow;
    return std::nullopt;
}

/// What a response is about; empty where it is about nobody's words. A like of somebody's repost is of the post in it.
Result<QString> aboutOf(const Json &line, Response::Kind kind)
{
    const Json record = line["record"];
    if (kind == Response::Kind::Follow) {
        const auto followed = readFollowed(record);
        return followed ? Result<QString>(QString()) : tl::unexpected(followed.error());
    }
    const auto subject = readSubject(record);
    return subject ? Result<QString>(subject->uri) : tl::unexpected(subject.error());
}

Result<Heard> readLine(const Json &line, const QString &ours)
{
    const auto uri = readName(line["uri"], isRecordUri, "at:// URI of a record");
    if (!uri)
        return tl::unexpected(uri.error());
    const auto reason = line["reason"].text();
    if (!reason)
        return tl::unexpected(reason.error());
    const auto indexed = line["indexedAt"].text();
    const auto at = indexed ? readDatetime(*indexed) : std::nullopt;
    if (!at)
        return tl::unexpected(line["indexedAt"].number().error());
    Heard heard { *at, *uri, false, {}, {} };
    if (*reason == QLatin1String("mention") || *reason == QLatin1String("reply") || *reason == QLatin1String("quote")) {
        auto post = readPost(line, ours);
        if (!post)
            return tl::unexpected(post.error());
        heard.isPost = true;
        heard.arrival = std::move(post->arrival);
        return heard;
    }
    const auto author = readAuthor(line["author"], ours);
    if (!author)
        return tl::unexpected(author.error());
    if (const auto kind = responseOf(*reason)) {
        const auto about = aboutOf(line, *kind);
        if (!about)
            return tl::unexpected(about.error());
        heard.response = Response { *uri, *kind, *author, *about, at };
    } else {
        heard.arrival = noticeOf(*reason, *uri, *author, *at);
    }
    return heard;
}

} // namespace

Result<HeardPage> readNotifications(const QByteArray &body, const QString &ours)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    const Json list = (*json)["notifications"];
    if (list.kind() != Json::Kind::Array)
        return tl::unexpected(list.text().error());
    HeardPage page;
    for (const Json &each : list.items()) {
        if (auto heard = readLine(each, ours))
            page.heard.append(std::move(*heard));
        else
            page.refused.append({ each.path(), heard.error().message });
    }
    page.cursor = (*json)["cursor"].textOr();
    return page;
}

} // namespace wheelhouse::bluesky
