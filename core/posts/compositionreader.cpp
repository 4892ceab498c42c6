#include "core/posts/compositionreader.h"

#include "core/base/plaintext.h"
#include "core/base/text.h"
#include "core/posts/variantrow.h"

#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int titleLength = 60; // graphemes of how a post begins

Composition::State stateOf(const QString &word)
{
    return word == QLatin1String("draft")    ? Composition::State::Draft
        : word == QLatin1String("submitted") ? Composition::State::Submitted
                                             : Composition::State::Discarded;
}

Channel channelOf(const Row &row)
{
    return { row.id<ChannelId>(0), networkFromWord(row.text(1)), row.text(2), row.text(3) };
}

/// A post that was begun elsewhere has no shared text yet: what its first variant says becomes it.
void settle(ComposedWords &words)
{
    if (!words.shared.parts.isEmpty())
        return follow(words);
    words.shared.parts = { { QString(), {} } };
    if (words.variants.isEmpty())
        return;
    const PostContent &first = words.variants.constFirst().content;
    words.shared.parts = first.parts;
    words.shared.language = first.language;
    for (ComposedVariant &each : words.variants)
        each.follows = each.content.parts == first.parts && each.content.language == first.language;
}

bool saysNothing(const PostContent &content)
{
    const auto isEmpty = [](const PostPart &part) { return part.text.trimmed().isEmpty() && part.pictures.isEmpty(); };
    return std::all_of(content.parts.cbegin(), content.parts.cend(), isEmpty) && content.title.trimmed().isEmpty()
        && content.warning.trimmed().isEmpty() && !content.poll;
}

} // namespace

bool isBlank(const Composition &composition)
{
    const ComposedWords &words = composition.words;
    return composition.state == Composition::State::Draft && words.title.trimmed().isEmpty()
        && saysNothing(words.shared) && !composition.objective.isDecided() && composition.campaign.isEmpty()
        && std::all_of(words.variants.cbegin(), words.variants.cend(),
            [](const ComposedVariant &each) { return saysNothing(each.content); });
}

void follow(ComposedWords &words)
{
    for (ComposedVariant &each : words.variants) {
        if (!each.follows)
            continue;
        each.content.parts = words.shared.parts;
        each.content.language = words.shared.language;
    }
}

CompositionReader::CompositionReader(Database &database)
    : m_post(database, R"(
        SELECT p.state, p.title, p.shared, p.objective, p.aimless, coalesce(c.name, ''),
               coalesce((SELECT max(saved_at) FROM variant v WHERE v.post = p.row), p.made_at)
          FROM post p LEFT JOIN campaign c ON c.row = p.campaign WHERE p.id = ?1)")
    , m_variants(database, R"(
        SELECT c.id, c.network, c.name, c.handle, v.follows, v.text, v.more
          FROM post p JOIN variant v ON v.post = p.row JOIN channel c ON c.row = v.channel
         WHERE p.id = ?1 ORDER BY c.row)")
    , m_drafts(database, R"(
        SELECT p.row, p.id, p.title, coalesce(json_extract(nullif(p.shared, ''), '$.parts[0].text'),
               (SELECT text FROM variant v WHERE v.post = p.row ORDER BY v.row LIMIT 1), ''),
               coalesce((SELECT max(saved_at) FROM variant v WHERE v.post = p.row), p.made_at) AS saved
          FROM post p WHERE p.state = 'draft' AND p.conversation IS NULL AND p.reply_to IS NULL
         ORDER BY saved DESC, p.row DESC LIMIT ?1)")
    , m_nameless(database)
    , m_draftCount(database, R"(
        SELECT count(*) FROM post WHERE state = 'draft' AND conversation IS NULL AND reply_to IS NULL)")
    , m_channels(database, R"(
        SELECT c.id, c.network, c.name, c.handle
          FROM post p JOIN variant v ON v.post = p.row JOIN channel c ON c.row = v.channel
         WHERE p.id = ?1 ORDER BY c.row)")
    , m_outposts(database, R"(
        SELECT c.id, c.network, c.name, c.handle FROM channel c
         WHERE c.network IN ('mastodon', 'bluesky', 'wordpress')
           AND (EXISTS (SELECT 1 FROM account a WHERE a.channel = c.row AND a.removed = 0 AND a.global_name <> '')
                OR (SELECT kind FROM workspace) = 'sample')
         ORDER BY c.row)")
    , m_picture(database, "SELECT name, size FROM picture_name WHERE digest = ?1")
    , m_objectives(database, R"(
        SELECT objective FROM post WHERE objective <> '' AND state <> 'discarded'
         GROUP BY objective ORDER BY max(row) DESC LIMIT ?1)")
    , m_campaigns(database, "SELECT name FROM campaign WHERE removed = 0 ORDER BY name")
{
}

Result<QList<ComposedVariant>> CompositionReader::variants(PostId post)
{
    QList<ComposedVariant> all;
    std::optional<Error> wrong;
    auto done = m_variants.each(
        [&](const Row &row) {
            auto content = variantContent(row.text(5), row.bytes(6));
            if (content)
                all.append({ channelOf(row), row.flag(4), std::move(*content) });
            else
                wrong = content.error();
            return !wrong;
        },
        post);
    if (!done)
        return tl::unexpected(done.error());
    if (wrong)
        return tl::unexpected(*wrong);
    return all;
}

Result<std::optional<Composition>> CompositionReader::read(PostId post)
{
    QByteArray shared;
    auto found = m_post.one<Composition>(
        [&](const Row &row) {
            shared = row.bytes(2);
            return Composition { post, stateOf(row.text(0)), { row.text(1), {}, {} }, { row.text(3), row.flag(4) },
                row.text(5), row.time(6) };
        },
        post);
    if (!found || !*found)
        return found;
    auto variants = this->variants(post);
    if (!variants)
        return tl::unexpected(variants.error());
    ComposedWords &words = (*found)->words;
    words.variants = std::move(*variants);
    if (!shared.isEmpty()) {
        auto content = contentFromJson(QJsonDocument::fromJson(shared).object());
        if (!content)
            return tl::unexpected(content.error());
        words.shared = std::move(*content);
    }
    settle(words);
    return found;
}

Result<QList<DraftLine>> CompositionReader::drafts(int most)
{
    QList<qint64> rows;
    auto lines = m_drafts.all<DraftLine>(
        [&rows](const Row &row) {
            const QString title = row.text(2).isEmpty() ? shorten(oneLine(row.text(3)), titleLength) : row.text(2);
            rows.append(row.number(0));
            return DraftLine { row.id<PostId>(1), title, {}, row.time(4) };
        },
        most);
    if (!lines)
        return lines;
    for (qsizetype i = 0; i < lines->size(); ++i) {
        DraftLine &each = (*lines)[i];
        auto held = each.title.isEmpty() ? m_nameless.read(rows.at(i)) : Result<Nameless>();
        if (!held)
            return tl::unexpected(held.error());
        each.pictures = held->pictures;
        auto channels = m_channels.all<Channel>(&channelOf, each.post);
        if (!channels)
            return tl::unexpected(channels.error());
        each.channels = std::move(*channels);
    }
    return lines;
}

Result<qint64> CompositionReader::draftCount()
{
    auto count = m_draftCount.number();
    if (!count)
        return tl::unexpected(count.error());
    return count->value_or(0);
}

Result<QList<Channel>> CompositionReader::outposts()
{
    return m_outposts.all<Channel>(&channelOf);
}

Result<std::optional<PictureName>> CompositionReader::pictureName(const QByteArray &digest)
{
    return m_picture.one<PictureName>(
        [](const Row &row) {
            return PictureName { row.text(0), row.number(1) };
        },
        digest);
}

Result<QStringList> CompositionReader::objectives(int most)
{
    return m_objectives.all<QString>([](const Row &row) { return row.text(0); }, most);
}

Result<QStringList> CompositionReader::campaigns()
{
    return m_campaigns.all<QString>([](const Row &row) { return row.text(0); });
}

} // namespace wheelhouse
