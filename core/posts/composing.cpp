#include "core/posts/composing.h"

#include "core/posts/composingsteps.h"
#include "core/posts/variantrow.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <sqlite3.h>

namespace wheelhouse {

using namespace composingsteps;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Composing)
};

QByteArray sharedJson(const PostContent &shared)
{
    return QJsonDocument(toJson(shared)).toJson(QJsonDocument::Compact);
}

QJsonObject objectiveJson(const Objective &objective)
{
    return { { QStringLiteral("words"), objective.words }, { QStringLiteral("none"), objective.isNone } };
}

Objective readObjective(const Row &row)
{
    return { row.text(0), row.flag(1) };
}

} // namespace

Composing::Composing(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_reader(database)
    , m_draft(database, "SELECT row FROM post WHERE id = ?1 AND state = 'draft'")
    , m_channel(database, "SELECT row, name FROM channel WHERE id = ?1")
    , m_campaign(database, "SELECT row FROM campaign WHERE name = ?1 AND removed = 0")
    , m_addPost(database, R"(
        INSERT INTO post (id, author, state, title, shared, campaign, objective, aimless, made_at)
        VALUES (?1, (SELECT row FROM member WHERE is_me = 1), 'draft', ?2, ?3, ?4, ?5, ?6, ?7))")
    , m_putWords(database, "UPDATE post SET title = ?2, shared = ?3 WHERE row = ?1")
    , m_put(database, R"(
        INSERT INTO variant (id, post, channel, text, more, follows, salt, saved_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))")
    , m_save(database, R"(
        UPDATE variant SET text = ?3, more = ?4, follows = ?5, saved_at = ?6
         WHERE post = ?1 AND channel = (SELECT row FROM channel WHERE id = ?2))")
    , m_changeState(database, "UPDATE post SET state = ?3 WHERE id = ?1 AND state = ?2 RETURNING row")
    , m_setState(database, "UPDATE post SET state = ?2 WHERE id = ?1")
    , m_keepAside(database, R"(
        INSERT INTO variant_aside (post, channel, why, text, more, follows)
        SELECT post, channel, ?3, text, more, follows FROM variant WHERE post = ?1 AND channel = ?2
        ON CONFLICT (post, channel, why) DO UPDATE
           SET text = excluded.text, more = excluded.more, follows = excluded.follows)")
    , m_readAside(database, R"(
        SELECT text, more, follows FROM variant_aside WHERE post = ?1 AND channel = ?2 AND why = ?3)")
    , m_forgetAside(database, "DELETE FROM variant_aside WHERE post = ?1 AND channel = ?2 AND why = ?3")
    , m_remove(database, "DELETE FROM variant WHERE post = ?1 AND channel = ?2")
    , m_variant(database, "SELECT text, more, follows FROM variant WHERE post = ?1 AND channel = ?2")
    , m_objective(database, "SELECT objective, aimless FROM post WHERE id = ?1")
    , m_setObjective(database, "UPDATE post SET objective = ?2, aimless = ?3 WHERE id = ?1")
    , m_namePicture(database, "INSERT OR IGNORE INTO picture_name (digest, name, size) VALUES (?1, ?2, ?3)")
{
    using Way = Undo::Way;
    undo.teach(beginKind,
        [this](Transaction &, const Operation &step, Way way) { return invertState(step, way == Way::Again); });
    undo.teach(discardKind,
        [this](Transaction &, const Operation &step, Way way) { return invertState(step, way == Way::Back); });
    undo.teach(channelKind, [this](Transaction &, const Operation &step, Way way) { return invertChannel(step, way); });
    undo.teach(followKind, [this](Transaction &, const Operation &step, Way way) { return invertFollow(step, way); });
    undo.teach(
        objectiveKind, [this](Transaction &, const Operation &step, Way way) { return invertObjective(step, way); });
}

Result<void> Composing::finish(Transaction &transaction, const QString &kind, const QJsonObject &payload)
{
    auto logged = m_log.append(transaction, { kind, payload, {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    return transaction.commit();
}

Result<qint64> Composing::draft(PostId post)
{
    auto row = m_draft.number(post);
    if (!row)
        return tl::unexpected(row.error());
    if (!*row)
        return fail(Error::Kind::Missing, Words::tr("This post is no longer a draft."));
    return **row;
}

Result<Composing::Place> Composing::place(PostId post, ChannelId channel)
{
    auto row = draft(post);
    if (!row)
        return tl::unexpected(row.error());
    auto found = m_channel.one<Place>(
        [&row](const Row &each) {
            return Place { *row, each.number(0), each.text(1) };
        },
        channel);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Missing, Words::tr("This outpost is no longer here."));
    return **found;
}

Result<qint64> Composing::insert(PostId id, const NewComposition &made)
{
    std::optional<qint64> campaign;
    if (!made.campaign.isEmpty()) {
        auto row = m_campaign.number(made.campaign);
        if (!row)
            return tl::unexpected(row.error());
        if (!*row)
            return fail(Error::Kind::Missing, Words::tr("The campaign “%1” is no longer here.").arg(made.campaign));
        campaign = **row;
    }
    auto done = m_addPost.run(id, made.words.title, Utf8 { sharedJson(made.words.shared) }, campaign,
        made.objective.words, made.objective.isNone, m_clock.now());
    if (!done)
        return tl::unexpected(done.error());
    return qint64(sqlite3_last_insert_rowid(m_database.handle()));
}

Result<void> Composing::put(qint64 post, const ComposedVariant &variant)
{
    auto channel = m_channel.number(variant.channel.id);
    if (!channel)
        return tl::unexpected(channel.error());
    if (!*channel)
        return fail(Error::Kind::Missing, Words::tr("This outpost is no longer here."));
    return m_put.run(VariantId::fresh(), post, **channel, variant.content.parts.constFirst().text,
        Utf8 { variantMore(variant.content) }, variant.follows, freshSalt(), m_clock.now());
}

Result<Composed> Composing::begin(const NewComposition &made)
{
    NewComposition whole = made;
    if (whole.words.shared.parts.isEmpty())
        whole.words.shared.parts = { { QString(), {} } };
    follow(whole.words);
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const PostId id = PostId::fresh();
    auto row = insert(id, whole);
    if (!row)
        return tl::unexpected(row.error());
    for (const ComposedVariant &each : whole.words.variants)
        if (auto done = put(*row, each); !done)
            return tl::unexpected(done.error());
    if (auto done = finish(*transaction, beginKind, { { postKey, id.toString() } }); !done)
        return tl::unexpected(done.error());
    return Composed { Words::tr("Began a draft"), id };
}

Result<QDateTime> Composing::save(PostId post, const ComposedWords &words)
{
    ComposedWords whole = words;
    follow(whole);
    const QDateTime now = m_clock.now();
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto row = draft(post);
    if (!row)
        return tl::unexpected(row.error());
    if (auto done = m_putWords.run(*row, whole.title, Utf8 { sharedJson(whole.shared) }); !done)
        return tl::unexpected(done.error());
    for (const ComposedVariant &each : whole.variants)
        if (auto done = m_save.run(*row, each.channel.id, each.content.parts.constFirst().text,
                Utf8 { variantMore(each.content) }, each.follows, now);
            !done)
            return tl::unexpected(done.error());
    if (auto done = transaction->commit(); !done)
        return tl::unexpected(done.error());
    return now;
}

Result<void> Composing::takeOff(const Place &place)
{
    auto kept = m_keepAside.run(place.post, place.channel, wasOff);
    if (!kept)
        return kept;
    return m_remove.run(place.post, place.channel);
}

Result<PostContent> Composing::shared(PostId post)
{
    auto composed = m_reader.read(post);
    if (!composed)
        return tl::unexpected(composed.error());
    if (!*composed)
        return fail(Error::Kind::Missing, Words::tr("This post is no longer a draft."));
    return (*composed)->words.shared;
}

/// What was put aside comes back, and where that followed, it follows what the shared text says now.
Result<void> Composing::putOn(PostId post, const Place &place, ChannelId channel)
{
    auto aside = m_readAside.one<Kept>(&readKept, place.post, place.channel, wasOff);
    auto shared = aside ? this->shared(post) : tl::unexpected(aside.error());
    auto content = shared && *aside ? variantContent((*aside)->text, (*aside)->more) : Result<PostContent>();
    if (!shared || !content)
        return tl::unexpected(!shared ? shared.error() : content.error());
    ComposedWords words { {}, std::move(*shared), {} };
    words.variants.append({ { channel, {}, {}, {} }, !*aside || (*aside)->follows, std::move(*content) });
    follow(words);
    if (auto done = put(place.post, words.variants.constFirst()); !done)
        return done;
    return m_forgetAside.run(place.post, place.channel, wasOff);
}

Result<Composed> Composing::setChannel(PostId post, ChannelId channel, bool goes)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto where = place(post, channel);
    auto is = where ? m_variant.one<Kept>(&readKept, where->post, where->channel) : tl::unexpected(where.error());
    if (!is)
        return tl::unexpected(is.error());
    if (is->has_value() == goes)
        return Composed { {}, post };
    auto done = goes ? putOn(post, *where, channel) : takeOff(*where);
    if (done)
        done = finish(*transaction, channelKind,
            { { postKey, post.toString() }, { channelKey, channel.toString() }, { goesKey, goes } });
    if (!done)
        return tl::unexpected(done.error());
    return Composed { goes ? Words::tr("Goes to %1").arg(where->name) : Words::tr("Does not go to %1").arg(where->name),
        post };
}

Result<void> Composing::write(qint64 post, ChannelId channel, const PostContent &content, bool follows)
{
    return m_save.run(
        post, channel, content.parts.constFirst().text, Utf8 { variantMore(content) }, follows, m_clock.now());
}

/// False: it follows already, or does not go there.
Result<bool> Composing::makeFollow(PostId post, const Place &place, ChannelId channel)
{
    auto own = m_variant.one<Kept>(&readKept, place.post, place.channel);
    if (!own)
        return tl::unexpected(own.error());
    if (!*own || (*own)->follows)
        return false;
    auto content = variantContent((*own)->text, (*own)->more);
    auto shared = content ? this->shared(post) : content;
    auto kept = shared ? m_keepAside.run(place.post, place.channel, didNotFollow) : tl::unexpected(shared.error());
    if (!kept)
        return tl::unexpected(kept.error());
    content->parts = shared->parts;
    content->language = shared->language;
    return write(place.post, channel, *content, true).map([] { return true; });
}

/// False: it was changed anew since, or its words are not there.
Result<bool> Composing::bringBack(const Place &place, ChannelId channel)
{
    auto own = m_variant.one<Kept>(&readKept, place.post, place.channel);
    auto aside = own ? m_readAside.one<Kept>(&readKept, place.post, place.channel, didNotFollow) : own;
    if (!aside)
        return tl::unexpected(aside.error());
    if (!*own || !(*own)->follows || !*aside)
        return false;
    auto content = variantContent((*aside)->text, (*aside)->more);
    if (!content)
        return tl::unexpected(content.error());
    if (auto done = write(place.post, channel, *content, false); !done)
        return tl::unexpected(done.error());
    return m_forgetAside.run(place.post, place.channel, didNotFollow).map([] { return true; });
}

Result<Composed> Composing::followAgain(PostId post, ChannelId channel)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto where = place(post, channel);
    auto done = where ? makeFollow(post, *where, channel) : tl::unexpected(where.error());
    if (!done)
        return tl::unexpected(done.error());
    if (!*done)
        return Composed { {}, post };
    auto logged =
        finish(*transaction, followKind, { { postKey, post.toString() }, { channelKey, channel.toString() } });
    if (!logged)
        return tl::unexpected(logged.error());
    return Composed { Words::tr("%1 follows the shared text again").arg(where->name), post };
}

Result<void> Composing::writeObjective(PostId post, const Objective &objective)
{
    return m_setObjective.run(post, objective.isNone ? QString() : objective.words, objective.isNone);
}

Result<Composed> Composing::setObjective(PostId post, const Objective &objective)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto row = draft(post);
    auto was = row ? m_objective.one<Objective>(&readObjective, post) : tl::unexpected(row.error());
    if (!was)
        return tl::unexpected(was.error());
    if (*was == objective)
        return Composed { {}, post };
    auto done = writeObjective(post, objective);
    if (done)
        done = finish(*transaction, objectiveKind,
            { { postKey, post.toString() }, { wasKey, objectiveJson(was->value_or(Objective())) },
                { nowKey, objectiveJson(objective) } });
    if (!done)
        return tl::unexpected(done.error());
    return Composed { objective.isNone ? Words::tr("Goes out without an objective")
                                       : Words::tr("Written for “%1”").arg(objective.words),
        post };
}

Result<Composed> Composing::discard(PostId post)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto row = draft(post);
    auto done = row ? m_setState.run(post, QStringLiteral("discarded")) : tl::unexpected(row.error());
    if (done)
        done = finish(*transaction, discardKind, { { postKey, post.toString() } });
    if (!done)
        return tl::unexpected(done.error());
    return Composed { Words::tr("Draft discarded"), post };
}

Result<void> Composing::namePicture(const QByteArray &digest, const PictureName &name)
{
    return m_namePicture.run(digest, name.name, name.size);
}

} // namespace wheelhouse
