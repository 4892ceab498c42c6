#include "core/publishing/replies.h"

#include "core/networks/limitsbook.h"
#include "core/posts/validation.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Replies)
};

using State = Delivery::State;
const QString sendKind = QStringLiteral("reply.send");

PlannedAt atInstant(const QDateTime &utc)
{
    const QTime time = utc.time();
    return { { utc.date(), QTime(time.hour(), time.minute(), time.second()), QByteArrayLiteral("UTC"),
                 WallTime::Turn::First },
        utc };
}

} // namespace

QString addressed(const QString &text, const QString &handle, NetworkId network)
{
    const QString name = handle.startsWith(u'@') ? handle : QLatin1Char('@') + handle;
    if (network != NetworkId::Mastodon || handle.isEmpty())
        return text;
    // As a word of its own: "@ada" is not in "@adam", nor in "mail@ada.example".
    for (qsizetype at = text.indexOf(name, 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(name, at + 1, Qt::CaseInsensitive)) {
        const QChar before = at == 0 ? QChar(u' ') : text.at(at - 1);
        const QChar after = at + name.size() < text.size() ? text.at(at + name.size()) : QChar(u' ');
        const auto belongs = [](QChar c) { return c.isLetterOrNumber() || c == u'_' || c == u'@' || c == u'-'; };
        if (!belongs(before) && !belongs(after))
            return text;
    }
    return name + QLatin1Char(' ') + text;
}

/// What is answered.
struct ReplyReader::Target {
    AnswerTo answer;
    Visibility widest = Visibility::Direct;
    QString warning;
    QString language;
    QString handle;
    ChannelId channel;
    NetworkId network = NetworkId::Other;
    qint64 newest = 0;
};

/// An account of ours that signs in.
struct ReplyReader::Voice {
    Channel channel;
    QString server; ///< host and port
};

namespace {

/// What a message is called by number is its own server's affair, on the networks of the Fediverse and on blogs.
bool isBoundToServer(NetworkId network)
{
    return network == NetworkId::Mastodon || network == NetworkId::WordPress;
}

/// Who reads an answer in private is whom the question was written to: nobody else of us was meant.
QString whyNot(NetworkId network, Visibility widest, const QString &server, const QString &addressed)
{
    if (widest == Visibility::Direct || widest == Visibility::Followers)
        return Words::tr("It was not written for everybody: only the account that it was written to may answer.");
    if (isBoundToServer(network) && server != addressed)
        return Words::tr("It lies on another server than what it would answer.");
    return {};
}

} // namespace

ReplyReader::ReplyReader(Database &database)
    : m_target(database, R"(
        SELECT m.id, m.global_name, coalesce(m.remote_id, ''), m.audience, CASE WHEN m.is_warned THEN m.title ELSE '' END,
               m.language, i.handle, h.id, h.network, max(c.latest, c.answered, c.row)
          FROM conversation c JOIN mention m ON m.row = coalesce(nullif(c.latest, 0), c.row)
          JOIN identity i ON i.row = m.identity JOIN channel h ON h.row = m.channel
         WHERE c.row = ?1)")
    , m_channel(database, "SELECT id, network, name, handle FROM channel WHERE id = ?1")
    , m_newest(database, "SELECT max(latest, answered, row) FROM conversation WHERE row = ?1")
    , m_voices(database, R"(
        SELECT c.id, c.network, c.name, c.handle, a.address FROM account a JOIN channel c ON c.row = a.channel
         WHERE a.removed = 0 AND a.global_name <> '' AND c.network = ?1 ORDER BY c.name, c.row)")
{
}

Result<qint64> ReplyReader::newest(qint64 conversation)
{
    auto row = m_newest.number(conversation);
    if (!row)
        return tl::unexpected(row.error());
    return row->value_or(0);
}

Result<std::optional<ReplyReader::Target>> ReplyReader::target(qint64 conversation)
{
    return m_target.one<Target>(
        [](const Row &row) {
            return Target { { row.bytes(0), { row.text(1), row.text(2) } },
                visibilityFromWord(row.text(3)).value_or(Visibility::Direct), row.text(4), row.text(5), row.text(6),
                row.id<ChannelId>(7), networkFromWord(row.text(8)), row.number(9) };
        },
        conversation);
}

Result<QList<ReplyReader::Voice>> ReplyReader::voices(NetworkId network)
{
    return m_voices.all<Voice>(
        [](const Row &row) {
            return Voice { { row.id<ChannelId>(0), networkFromWord(row.text(1)), row.text(2), row.text(3) },
                QUrl(row.text(4)).authority(QUrl::FullyEncoded).toLower() };
        },
        networkWord(network));
}

Result<QList<ReplyAccount>> ReplyReader::accounts(qint64 conversation)
{
    auto answered = target(conversation);
    if (!answered)
        return tl::unexpected(answered.error());
    if (!*answered)
        return QList<ReplyAccount>();
    auto ours = voices((*answered)->network);
    if (!ours)
        return tl::unexpected(ours.error());
    const Target &it = **answered;
    const auto addressed =
        std::find_if(ours->cbegin(), ours->cend(), [&it](const Voice &each) { return each.channel.id == it.channel; });
    const QString server = addressed == ours->cend() ? QString() : addressed->server;
    QList<ReplyAccount> accounts;
    for (const Voice &each : std::as_const(*ours)) {
        const bool isIt = each.channel.id == it.channel;
        accounts.insert(isIt ? 0 : accounts.size(),
            { each.channel, isIt, isIt ? QString() : whyNot(it.network, it.widest, each.server, server) });
    }
    return accounts;
}

Result<Channel> ReplyReader::channelFor(const ReplyWish &wish, const Target &target)
{
    const ChannelId from = wish.from.isNull() ? target.channel : wish.from;
    auto channel = m_channel.one<Channel>(
        [](const Row &row) {
            return Channel { row.id<ChannelId>(0), networkFromWord(row.text(1)), row.text(2), row.text(3) };
        },
        from);
    if (!channel)
        return tl::unexpected(channel.error());
    if (!*channel)
        return fail(Error::Kind::Missing, Words::tr("The account it would go from is no longer here."));
    if (from == target.channel)
        return **channel;
    if ((*channel)->network != target.network)
        return fail(Error::Kind::Refused, Words::tr("An answer stays on the network on which it was asked."));
    auto all = accounts(wish.conversation);
    if (!all)
        return tl::unexpected(all.error());
    for (const ReplyAccount &each : std::as_const(*all))
        if (each.channel.id == from)
            return each.whyNot.isEmpty() ? Result<Channel>(each.channel) : fail(Error::Kind::Refused, each.whyNot);
    return fail(Error::Kind::Missing, Words::tr("The account it would go from is no longer here."));
}

Result<ReplyPlan> ReplyReader::plan(const ReplyWish &wish, const QString &text)
{
    auto answered = target(wish.conversation);
    if (!answered)
        return tl::unexpected(answered.error());
    if (!*answered)
        return fail(Error::Kind::Missing, Words::tr("This conversation is no longer here. Your text is kept."));
    const Target &it = **answered;
    auto channel = channelFor(wish, it);
    if (!channel)
        return tl::unexpected(channel.error());
    ReplyPlan plan { it.answer, *channel, {}, it.handle, it.newest > wish.seen };
    plan.content.parts = { { addressed(text, it.handle, channel->network), {} } };
    plan.content.warning = channel->network == NetworkId::Mastodon ? it.warning : QString();
    plan.content.language = it.language;
    plan.content.visibility = wish.visibility.value_or(it.widest);
    return plan;
}

Replies::Replies(
    Database &database, OperationLog &log, Undo &undo, PostStore &posts, Outbox &outbox, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_posts(posts)
    , m_outbox(outbox)
    , m_clock(clock)
    , m_drafts(database)
    , m_plans(database)
    , m_limits(database)
    , m_book(database)
    , m_retarget(database, "UPDATE post SET reply_to = ?2 WHERE id = ?1")
    , m_state(database, "UPDATE post SET state = ?2 WHERE id = ?1")
    , m_newDraft(database, R"(
        SELECT EXISTS (SELECT 1 FROM post o JOIN post p ON o.conversation = p.conversation
                        WHERE p.id = ?1 AND o.state = 'draft' AND o.row <> p.row))")
    , m_movedOn(database, R"(
        SELECT EXISTS (SELECT 1 FROM variant v JOIN delivery d ON d.post = v.post AND d.channel = v.channel
                         JOIN revision_variant s ON s.row = d.variant JOIN revision r ON r.row = s.revision
                        WHERE d.id = ?1 AND v.saved_at > r.made_at)
            OR EXISTS (SELECT 1 FROM mention m JOIN post p ON p.conversation = m.conversation
                         JOIN delivery d ON d.post = p.row JOIN revision_variant s ON s.row = d.variant
                         JOIN revision r ON r.row = s.revision WHERE d.id = ?1 AND m.received_at > r.made_at))")
    , m_stands(database, R"(
        UPDATE delivery SET state = ?2, due_at = ?3, fence = fence + 1, ended_at = NULL, reason = '' WHERE id = ?1)")
{
    undo.teach(sendKind, [this](Transaction &, const Operation &step, Undo::Way way) { return invert(step, way); });
}

Result<void> Replies::judge(const ReplyPlan &plan)
{
    if (plan.isMoved)
        return fail(Error::Kind::Conflict,
            Words::tr("Somebody wrote meanwhile. Your text is kept: read it once more, then send it."));
    auto limits = m_limits.of(plan.channel.id);
    if (!limits)
        return tl::unexpected(limits.error());
    Outgoing out;
    out.text = plan.content.parts.constFirst().text;
    out.warning = plan.content.warning;
    out.visibility = plan.content.visibility;
    if (const auto findings = findingsOf(out, *limits); isStopped(findings))
        return fail(Error::Kind::Refused, findings.constFirst().sentence);
    return {};
}

Result<DeliveryId> Replies::queue(
    Transaction &transaction, const ReplyDraft &draft, const ReplyPlan &plan, const QDateTime &leaves)
{
    if (auto done = m_retarget.run(draft.post, plan.answerTo.mention); !done)
        return tl::unexpected(done.error());
    auto revision = m_posts.submit(transaction, draft.post, { { plan.channel.id, plan.content } });
    if (!revision)
        return tl::unexpected(revision.error());
    auto made = m_outbox.add(transaction, *revision, atInstant(leaves));
    if (!made)
        return tl::unexpected(made.error());
    auto logged = m_log.append(transaction,
        { sendKind,
            { { QStringLiteral("post"), draft.post.toString() },
                { QStringLiteral("delivery"), made->constFirst().toString() } },
            {}, true });
    if (!logged)
        return tl::unexpected(logged.error());
    return made->constFirst();
}

Result<Replies::Ready> Replies::ready(const ReplyWish &wish)
{
    auto draft = m_drafts.reply(wish.conversation);
    if (!draft)
        return tl::unexpected(draft.error());
    if (!*draft)
        return fail(Error::Kind::Missing, Words::tr("There is nothing to send yet."));
    auto plan = m_plans.plan(wish, (*draft)->text);
    auto judged = plan ? judge(*plan) : tl::unexpected(plan.error());
    if (!judged)
        return tl::unexpected(judged.error());
    return Ready { **draft, std::move(*plan) };
}

Result<void> Replies::check(const ReplyWish &wish)
{
    auto is = ready(wish);
    if (!is)
        return tl::unexpected(is.error());
    return {};
}

Result<ReplySent> Replies::send(const ReplyWish &wish)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto is = ready(wish);
    if (!is)
        return tl::unexpected(is.error());
    const QDateTime leaves = m_clock.now().addSecs(takeBack.count());
    auto delivery = queue(*transaction, is->draft, is->plan, leaves);
    if (!delivery)
        return tl::unexpected(delivery.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return ReplySent { Words::tr("Answer leaves in %n second(s)", nullptr, int(takeBack.count())), *delivery, leaves };
}

/// What began to leave stays: it is out there, or nobody knows. Nobody's newer draft is put aside.
Result<Undone> Replies::invert(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const auto post = PostId::fromString(payload.value(QLatin1String("post")).toString());
    const auto id = DeliveryId::fromString(payload.value(QLatin1String("delivery")).toString());
    const bool isBack = way == Undo::Way::Back;
    auto delivery = m_book.find(id);
    auto newer = m_newDraft.number(post);
    auto movedOn = m_movedOn.number(id);
    if (!delivery || !newer || !movedOn)
        return tl::unexpected(!delivery ? delivery.error() : !newer ? newer.error() : movedOn.error());
    const bool mayGoBack = *delivery && (*delivery)->partsOut == 0 && !(*delivery)->mayBeOut
        && ((*delivery)->state == State::Queued || (*delivery)->state == State::Held
            || (*delivery)->state == State::Missed || (*delivery)->state == State::Rejected);
    // What was written anew, or answered meanwhile, is read once more before it goes: it stays a draft.
    const bool mayGoAgain = *delivery && (*delivery)->state == State::Withdrawn && movedOn->value_or(1) == 0;
    if (isBack ? !mayGoBack : !mayGoAgain)
        return Undone { isBack ? Words::tr("The answer has left already: it can only be followed by another")
                               : Words::tr("The answer was changed since: it stays as it is"),
            1, {} };
    const QDateTime leaves = m_clock.now().addSecs(takeBack.count());
    if (auto done = m_stands.run(id, stateWord(isBack ? State::Withdrawn : State::Queued), leaves); !done)
        return tl::unexpected(done.error());
    if (auto done = m_state.run(post, isBack ? QStringLiteral("draft") : QStringLiteral("submitted")); !done)
        return tl::unexpected(done.error());
    Undone undone;
    undone.sentence =
        isBack ? Words::tr("The answer was not sent: it is a draft again") : Words::tr("The answer is sent after all");
    if (isBack && newer->value_or(0) != 0) {
        undone.kept = 1;
        undone.sentence = Words::tr("The answer was not sent: it is a draft, beside the one begun since");
    }
    return undone;
}

} // namespace wheelhouse
