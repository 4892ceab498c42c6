#include "core/posts/poststore.h"

#include "core/posts/variantrow.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PostStore)
};

tl::unexpected<Error> goneDraft()
{
    return fail(Error::Kind::Missing, Words::tr("This post is no longer a draft."));
}

Result<DraftVariant> draftOf(const Row &row)
{
    auto content = variantContent(row.text(1), row.bytes(2));
    if (!content)
        return tl::unexpected(content.error());
    return DraftVariant { row.id<ChannelId>(0), std::move(*content) };
}

} // namespace

PostStore::PostStore(Database &database, OperationLog &log, const Clock &clock)
    : m_log(log)
    , m_clock(clock)
    , m_answered(database, "SELECT row FROM mention WHERE id = ?1")
    , m_addPost(database, R"(
        INSERT INTO post (id, author, state, campaign, objective, aimless, made_at, reply_to, conversation)
        VALUES (?1, (SELECT row FROM member WHERE is_me = 1), 'draft', ?2, ?3, ?6, ?4, ?5,
                (SELECT conversation FROM mention WHERE id = ?5)))")
    , m_findCampaign(database, "SELECT row FROM campaign WHERE name = ?1 AND removed = 0")
    , m_addCampaign(database, "INSERT INTO campaign (id, name) VALUES (?1, ?2) RETURNING row")
    , m_channel(database, "SELECT row FROM channel WHERE id = ?1")
    , m_put(database, R"(
        INSERT INTO variant (id, post, channel, text, more, salt, saved_at)
        VALUES (?1, (SELECT row FROM post WHERE id = ?2), ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT (post, channel) DO UPDATE SET text = ?4, more = ?5, saved_at = ?7)")
    , m_isDraft(database, "SELECT row FROM post WHERE id = ?1 AND state = 'draft'")
    , m_isSubmitted(database, "SELECT row FROM post WHERE id = ?1 AND state = 'submitted'")
    , m_drafts(database, R"(
        SELECT c.id, v.text, v.more FROM variant v JOIN channel c ON c.row = v.channel JOIN post p ON p.row = v.post
         WHERE p.id = ?1 ORDER BY v.row)")
    , m_target(database, R"(
        SELECT p.reply_to, m.global_name, m.remote_id, m.audience, m.gone_at IS NOT NULL
          FROM post p LEFT JOIN mention m ON m.id = p.reply_to WHERE p.id = ?1)")
    , m_number(database, "SELECT coalesce(max(number), 0) + 1 FROM revision WHERE post = ?1")
    , m_addRevision(database, R"(
        INSERT INTO revision (id, post, number, author, digest, made_at)
        VALUES (?1, ?2, ?3, (SELECT row FROM member WHERE is_me = 1), zeroblob(32), ?4) RETURNING row)")
    , m_setDigest(database, "UPDATE revision SET digest = ?2 WHERE row = ?1")
    , m_addVariant(database, R"(
        INSERT INTO revision_variant (revision, channel, content, digest) VALUES (?1, ?2, ?3, ?4) RETURNING row)")
    , m_state(database, "UPDATE post SET state = ?2 WHERE id = ?1")
{
}

Result<qint64> PostStore::campaign(const QString &name)
{
    auto known = m_findCampaign.number(name);
    if (!known)
        return tl::unexpected(known.error());
    if (*known)
        return **known;
    auto made = m_addCampaign.number(Id<struct Campaign>::fresh(), name);
    if (!made)
        return tl::unexpected(made.error());
    return made->value_or(0);
}

Result<PostId> PostStore::begin(Transaction &transaction, const NewPost &post)
{
    if (post.variants.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say on which outpost it goes out."));
    auto answered = post.answers.isEmpty() ? Result<std::optional<qint64>>(0) : m_answered.number(post.answers);
    if (!answered)
        return tl::unexpected(answered.error());
    if (!*answered)
        return fail(Error::Kind::Missing, Words::tr("What you answer is no longer here."));
    std::optional<qint64> campaignRow;
    if (!post.campaign.isEmpty()) {
        auto row = campaign(post.campaign);
        if (!row)
            return tl::unexpected(row.error());
        campaignRow = *row;
    }
    const PostId id = post.id.isNull() ? PostId::fresh() : post.id;
    if (auto made = m_addPost.run(id, campaignRow, post.objective, m_clock.now(),
            post.answers.isEmpty() ? std::nullopt : std::optional(post.answers), post.isAimless);
        !made)
        return tl::unexpected(made.error());
    for (const DraftVariant &each : post.variants)
        if (auto done = put(transaction, id, each); !done)
            return tl::unexpected(done.error());
    auto logged = m_log.append(
        transaction, { QStringLiteral("post.draft"), { { QStringLiteral("post"), id.toString() } }, {}, false });
    if (!logged)
        return tl::unexpected(logged.error());
    return id;
}

Result<void> PostStore::put(Transaction &, PostId post, const DraftVariant &variant)
{
    auto row = m_isDraft.number(post);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return goneDraft();
    auto channel = m_channel.number(variant.channel);
    if (!channel)
        return tl::unexpected(channel.error());
    if (!*channel)
        return fail(Error::Kind::Missing, Words::tr("This outpost is no longer here."));
    if (variant.content.parts.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("There is nothing to say yet."));
    return m_put.run(VariantId::fresh(), post, **channel, variant.content.parts.constFirst().text,
        Utf8 { variantMore(variant.content) }, freshSalt(), m_clock.now());
}

Result<QList<DraftVariant>> PostStore::drafts(PostId post)
{
    QList<DraftVariant> drafts;
    std::optional<Error> wrong;
    auto read = m_drafts.each(
        [&](const Row &row) {
            auto draft = draftOf(row);
            if (draft)
                drafts.append(std::move(*draft));
            else
                wrong = draft.error();
            return !wrong;
        },
        post);
    if (!read)
        return tl::unexpected(read.error());
    if (wrong)
        return tl::unexpected(*wrong);
    return drafts;
}

Result<std::optional<PostStore::Target>> PostStore::target(PostId post)
{
    return m_target.one<Target>(
        [](const Row &row) {
            Target target { { row.bytes(0), { row.text(1), row.text(2) } }, Visibility::Public, row.flag(4) };
            if (!target.answer.mention.isEmpty()) // whose audience nobody knows counts as the narrowest
                target.widest = visibilityFromWord(row.text(3)).value_or(Visibility::Direct);
            return target;
        },
        post);
}

Result<RevisionVariant> PostStore::freeze(qint64 revision, const DraftVariant &draft, const AnswerTo &answer)
{
    RevisionVariant variant;
    variant.canonical = { draft.channel, draft.content, answer, freshSalt() };
    auto bytes = canonicalBytes(variant.canonical);
    if (!bytes)
        return tl::unexpected(bytes.error());
    variant.digest = digestOf(*bytes);
    auto channel = m_channel.number(draft.channel);
    if (!channel)
        return tl::unexpected(channel.error());
    variant.channelRow = channel->value_or(0);
    auto row = m_addVariant.number(revision, variant.channelRow, *bytes, variant.digest);
    if (!row)
        return tl::unexpected(row.error());
    variant.row = row->value_or(0);
    return variant;
}

Result<void> PostStore::mayAnswer(const Target &target, const QList<DraftVariant> &drafts)
{
    if (target.isGone)
        return fail(Error::Kind::Refused,
            Words::tr("What you answer was taken away by its author. Your text is kept; nothing was sent."));
    for (const DraftVariant &each : drafts)
        if (isWider(each.content.visibility, target.widest))
            return fail(Error::Kind::Refused,
                Words::tr("More people would read your answer than read what you answer. Make it as private."));
    return {};
}

Result<Revision> PostStore::makeRevision(qint64 post, const QList<DraftVariant> &drafts, const AnswerTo &answer)
{
    auto number = m_number.number(post);
    Revision revision { 0, RevisionId::fresh(), post, number ? int(number->value_or(1)) : 0, {}, {} };
    auto row = number ? m_addRevision.number(revision.id, post, revision.number, m_clock.now()) : number;
    if (!row)
        return tl::unexpected(row.error());
    revision.row = row->value_or(0);
    QList<Canonical> canonicals;
    QList<QByteArray> digests;
    for (const DraftVariant &each : drafts) {
        auto variant = freeze(revision.row, each, answer);
        if (!variant)
            return tl::unexpected(variant.error());
        canonicals.append(variant->canonical);
        digests.append(variant->digest);
        revision.variants.append(std::move(*variant));
    }
    revision.digest = revisionDigest(canonicals, digests);
    if (auto done = m_setDigest.run(revision.row, revision.digest); !done)
        return tl::unexpected(done.error());
    return revision;
}

Result<Revision> PostStore::submit(Transaction &transaction, PostId post, const QList<DraftVariant> &instead)
{
    auto postRow = m_isDraft.number(post);
    auto to = postRow && *postRow ? target(post) : Result<std::optional<Target>>();
    auto draft = !instead.isEmpty() ? Result<QList<DraftVariant>>(instead)
        : to && *to                 ? drafts(post)
                                    : Result<QList<DraftVariant>>();
    if (!postRow || !to || !draft)
        return tl::unexpected(!postRow ? postRow.error() : !to ? to.error() : draft.error());
    if (!*postRow || !*to || draft->isEmpty())
        return goneDraft();
    if (instead.isEmpty() && m_makeReady)
        draft = m_makeReady(*draft);
    if (!draft)
        return tl::unexpected(draft.error());
    auto may = mayAnswer(**to, *draft);
    auto revision =
        may ? makeRevision(**postRow, *draft, (*to)->answer) : Result<Revision>(tl::unexpected(may.error()));
    if (!revision)
        return revision;
    if (auto done = m_state.run(post, QStringLiteral("submitted")); !done)
        return tl::unexpected(done.error());
    return logged(transaction, post, std::move(revision));
}

Result<Revision> PostStore::logged(Transaction &transaction, PostId post, Result<Revision> revision)
{
    auto logged = m_log.append(transaction,
        { QStringLiteral("post.submit"),
            { { QStringLiteral("post"), post.toString() }, { QStringLiteral("revision"), revision->id.toString() },
                { QStringLiteral("digest"), QString::fromLatin1(revision->digest.toHex()) } },
            {}, false });
    if (!logged)
        return tl::unexpected(logged.error());
    return revision;
}

Result<Revision> PostStore::revise(Transaction &transaction, PostId post, const QList<DraftVariant> &variants)
{
    auto postRow = m_isSubmitted.number(post);
    auto to = postRow && *postRow ? target(post) : Result<std::optional<Target>>();
    if (!postRow || !to)
        return tl::unexpected(!postRow ? postRow.error() : to.error());
    if (!*postRow || !*to)
        return fail(Error::Kind::Missing, Words::tr("This post was never submitted."));
    auto may = mayAnswer(**to, variants);
    auto revision =
        may ? makeRevision(**postRow, variants, (*to)->answer) : Result<Revision>(tl::unexpected(may.error()));
    return revision ? logged(transaction, post, std::move(revision)) : revision;
}

} // namespace wheelhouse
