#include "core/connectors/bluesky/blueskywire.h"

#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/facets.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

constexpr int deepestThread = 1000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyWire)
};

/// When it was written: what its author's program says, but no later than the network heard of it.
std::optional<QDateTime> timeOf(const std::optional<QDateTime> &told, const std::optional<QDateTime> &heard)
{
    return told && heard ? std::min(*told, *heard) : (told ? told : heard);
}

/// A field that must be a list.
Result<QList<Json>> listOf(const Json &field)
{
    if (field.kind() != Json::Kind::Array)
        return tl::unexpected(field.text().error());
    return field.items();
}

void take(PostPage &page, Result<PostView> post, const Json &from)
{
    if (post)
        page.posts.append(std::move(*post));
    else
        page.refused.append({ from.path(), post.error().message });
}

} // namespace

QString remoteIdOf(const StrongRef &post)
{
    return post.cid.isEmpty() ? QString() : post.uri + u' ' + post.cid;
}

StrongRef readRemoteId(const QString &remoteId)
{
    const auto parts = remoteId.split(u' ');
    if (parts.size() != 2 || !isRecordUri(parts[0]) || !isCid(parts[1]))
        return {};
    return { parts[0], parts[1] };
}

Result<PostView> readPost(const Json &view, const QString &ours)
{
    const auto ref = readStrongRef(view);
    if (!ref)
        return tl::unexpected(ref.error());
    auto author = readAuthor(view["author"], ours);
    if (!author)
        return tl::unexpected(author.error());
    const auto record = readPostRecord(view["record"]);
    if (!record)
        return tl::unexpected(record.error());
    const QByteArray text = record->text.toUtf8();
    const auto facets = readFacets(view["record"]["facets"], text);
    PostView post;
    Arrival &arrival = post.arrival;
    arrival.globalName = ref->uri;
    arrival.inReplyTo = record->parent;
    arrival.author = std::move(*author);
    arrival.body = facets.isEmpty() ? record->text : htmlOf(text, facets);
    arrival.form = facets.isEmpty() ? Arrival::Form::Plain : Arrival::Form::Html;
    arrival.url = pageOf(ref->uri);
    arrival.writtenAt = timeOf(record->writtenAt, readDatetime(view["indexedAt"].textOr()));
    arrival.language = record->language;
    arrival.attachments = readEmbed(view["embed"]);
    arrival.copyOf = record->copyOf;
    arrival.remoteId = remoteIdOf(*ref);
    arrival.warning = warningOf(view["labels"]);
    post.ties = readTies(view["viewer"]);
    post.quoted = record->quoted;
    return post;
}

Result<PostPage> readPosts(const QByteArray &body, const QString &ours)
{
    const auto json = Json::parse(body);
    const auto list = json ? listOf((*json)["posts"]) : tl::unexpected(json.error());
    if (!list)
        return tl::unexpected(list.error());
    PostPage page;
    for (const Json &each : *list)
        take(page, readPost(each, ours), each);
    page.cursor = (*json)["cursor"].textOr();
    return page;
}

Result<PostPage> readFeed(const QByteArray &body, const QString &ours)
{
    const auto json = Json::parse(body);
    const auto list = json ? listOf((*json)["feed"]) : tl::unexpected(json.error());
    if (!list)
        return tl::unexpected(list.error());
    PostPage page;
    QSet<QString> met;
    for (const Json &each : *list) {
        const QString reason = each["reason"]["$type"].textOr();
        const QString uri = each["post"]["uri"].textOr();
        if (reason == QLatin1String("app.bsky.feed.defs#reasonRepost") || met.contains(uri))
            continue;
        met.insert(uri);
        take(page, readPost(each["post"], ours), each["post"]);
    }
    page.cursor = (*json)["cursor"].textOr();
    return page;
}

namespace {

/// Walks a thread, parents first.
class ThreadWalk {
public:
    explicit ThreadWalk(const QString &ours)
        : m_ours(ours)
    {
    }
    void up(const Json &node, int depth)
    {
        if (node["parent"].kind() == Json::Kind::Object && depth < deepestThread)
            up(node["parent"], depth + 1);
        take(node);
    }
    void down(const Json &node, int depth)
    {
        for (const Json &each : node["replies"].items()) {
            take(each);
            if (depth < deepestThread)
                down(each, depth + 1);
        }
    }
    ThreadPage page;

private:
    void take(const Json &node)
    {
        const QString uri = node["uri"].textOr();
        if (node["notFound"].truth().value_or(false) && isRecordUri(uri)) {
            page.gone.append(uri);
        } else if (node["blocked"].truth().value_or(false)) {
            page.refused.append({ node.path(), Words::tr("This post is hidden: one of us blocks the other.") });
        } else if (auto post = readPost(node["post"], m_ours)) {
            post->arrival.kind = Arrival::Kind::Context;
            page.posts.append(std::move(*post));
        } else {
            page.refused.append({ node["post"].path(), post.error().message });
        }
    }
    QString m_ours;
};

} // namespace

Result<ThreadPage> readThread(const QByteArray &body, const QString &ours)
{
    const auto json = Json::parse(body);
    if (!json)
        return tl::unexpected(json.error());
    const Json root = (*json)["thread"];
    if (root.kind() != Json::Kind::Object)
        return tl::unexpected(root.text().error());
    ThreadWalk walk(ours);
    walk.up(root, 0);
    walk.down(root, 0);
    return walk.page;
}

} // namespace wheelhouse::bluesky
