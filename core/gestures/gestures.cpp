#include "core/gestures/gestures.h"

#include "core/gestures/gesturewords.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

using Kind = Gesture::Kind;
using State = WishedGesture::State;
using GestureId = Id<Gesture>;

const QString logKind = QStringLiteral("gesture");
const QString kindKey = QStringLiteral("kind");
const QString onKey = QStringLiteral("on");
const QString idKey = QStringLiteral("id");
const QString mentionKey = QStringLiteral("mention");

bool isOfPerson(Kind kind)
{
    return kind == Kind::Follow || kind == Kind::Unfollow || kind == Kind::Mute || kind == Kind::Unmute
        || kind == Kind::Block || kind == Kind::Unblock;
}

/// What brings a comment back to where a moderation queue had it; none where nobody told.
std::optional<Kind> moderationBack(const QString &was)
{
    if (was == QLatin1String("approved"))
        return Kind::Approve;
    if (was == QLatin1String("hold"))
        return Kind::Hold;
    if (was == QLatin1String("spam"))
        return Kind::MarkSpam;
    return was == QLatin1String("trash") ? std::optional(Kind::Trash) : std::nullopt;
}

QString moderationOf(Kind kind)
{
    switch (kind) {
    case Kind::Approve:
        return QStringLiteral("approved");
    case Kind::Hold:
        return QStringLiteral("hold");
    case Kind::MarkSpam:
        return QStringLiteral("spam");
    case Kind::Trash:
        return QStringLiteral("trash");
    default:
        return {};
    }
}

State stateFromWord(const QString &word)
{
    return word == QLatin1String("waiting") ? State::Waiting
        : word == QLatin1String("trying")   ? State::Trying
        : word == QLatin1String("done")     ? State::Done
        : word == QLatin1String("refused")  ? State::Refused
                                            : State::Dropped;
}

constexpr const char *columns = R"(
    SELECT g.row, g.channel, c.id, g.kind, coalesce(m.global_name, ''), coalesce(m.remote_id, ''), i.global_name, g.words,
           g.id, g.wished_at, g.mention, g.state, g.tries, g.reason
      FROM gesture g JOIN channel c ON c.row = g.channel LEFT JOIN mention m ON m.row = g.mention
      LEFT JOIN identity i ON i.row = g.identity )";

WishedGesture readWished(const Row &row)
{
    WishedGesture one;
    one.row = row.number(0);
    one.channel = row.number(1);
    one.channelId = row.id<ChannelId>(2);
    one.gesture.kind = gestureFromWord(row.text(3)).value_or(Kind::MarkRead);
    one.gesture.message = { row.text(4), row.text(5) };
    one.gesture.person = row.text(6);
    one.gesture.words = row.text(7);
    one.gesture.key = row.bytes(8);
    one.gesture.wishedAt = row.time(9);
    one.mention = row.number(10);
    one.state = stateFromWord(row.text(11));
    one.tries = int(row.number(12));
    one.reason = row.text(13);
    return one;
}

} // namespace

struct Gestures::Target {
    qint64 row = 0;
    MentionId id;
    qint64 channel = 0;
    qint64 identity = 0;
    bool isOurs = false;
    bool leadsBack = false;
    QString moderation;
    QString snippet;
};

Gestures::Gestures(Database &database, OperationLog &log, Undo &undo, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_target(database, R"(
        SELECT m.row, m.id, m.channel, m.identity, m.is_ours,
               m.remote_id IS NOT NULL AND m.gone_at IS NULL
                   AND EXISTS (SELECT 1 FROM account a WHERE a.channel = m.channel AND a.removed = 0),
               m.moderation, substr(m.text, 1, 240)
          FROM mention m WHERE m.row = ?1)")
    , m_newest(database, R"(
        SELECT m.row, c.network FROM mention m JOIN channel c ON c.row = m.channel
         WHERE m.conversation = ?1 AND m.is_ours = 0 ORDER BY m.row DESC LIMIT 1)")
    , m_held(database, R"(
        SELECT m.row, c.network FROM mention m JOIN channel c ON c.row = m.channel
         WHERE m.conversation = ?1 AND m.is_ours = 0 AND m.moderation = 'hold' ORDER BY m.row)")
    // The newest of a kind and its opposite says how things are wished to stand.
    , m_same(database, R"(
        SELECT kind FROM gesture
         WHERE channel = ?1 AND (kind = ?2 OR kind = ?3) AND identity = ?5 AND (?6 OR mention = ?4)
           AND state <> 'dropped' AND state <> 'refused'
         ORDER BY row DESC LIMIT 1)")
    , m_insert(database, R"(
        INSERT INTO gesture (id, channel, kind, mention, identity, words, was, wished_at, state)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 'waiting'))")
    , m_drop(database, R"(
        UPDATE gesture SET state = 'dropped', ended_at = ?2
         WHERE id = ?1 AND state = 'waiting' AND tries = 0 RETURNING row)")
    , m_find(
          database, "SELECT row, mention, was FROM gesture WHERE id = ?1 AND state <> 'dropped' AND state <> 'refused'")
    , m_of(database, QByteArray(columns) + "WHERE g.mention = ?1 AND g.state <> 'dropped' ORDER BY g.row")
    , m_due(database, QByteArray(columns) + R"(
         WHERE g.row IN (SELECT min(row) FROM gesture WHERE state = 'waiting' OR state = 'trying' GROUP BY channel)
           AND g.not_before <= ?1
         ORDER BY g.row)")
    , m_nextDue(database, R"(
        SELECT min(not_before) FROM gesture
         WHERE row IN (SELECT min(row) FROM gesture WHERE state = 'waiting' OR state = 'trying' GROUP BY channel))")
    , m_begin(database, "UPDATE gesture SET state = 'trying', tries = tries + 1 WHERE row = ?1")
    , m_done(database,
          R"(
        UPDATE gesture SET state = 'done', reason = '', remote_id = ?2, ended_at = ?3, words = '',
               was = CASE WHEN ?4 AND was = '' THEN 'so' ELSE was END
         WHERE row = ?1)")
    , m_refuse(database, "UPDATE gesture SET state = 'refused', reason = ?2, ended_at = ?3 WHERE row = ?1")
    , m_postpone(database, "UPDATE gesture SET state = 'waiting', reason = ?2, not_before = ?3 WHERE row = ?1")
    , m_moderated(database, "UPDATE mention SET moderation = ?2 WHERE row = ?1")
    , m_revive(database, R"(
        UPDATE gesture SET state = 'waiting', ended_at = NULL, not_before = 0
         WHERE id = ?1 AND state = 'dropped' RETURNING row)")
    , m_moderatedBack(database, R"(
        UPDATE mention SET moderation = (SELECT was FROM gesture WHERE row = ?1)
         WHERE row = (SELECT mention FROM gesture WHERE row = ?1)
           AND moderation = (SELECT CASE kind WHEN 'approve' THEN 'approved' ELSE kind END FROM gesture WHERE row = ?1))")
{
    undo.teach(logKind, [this](Transaction &transaction, const Operation &operation, Undo::Way way) {
        return invert(transaction, operation, way);
    });
}

Result<std::optional<Gestures::Target>> Gestures::target(qint64 mention)
{
    return m_target.one<Target>(
        [](const Row &row) {
            return Target { row.number(0), row.id<MentionId>(1), row.number(2), row.number(3), row.flag(4), row.flag(5),
                row.text(6), row.text(7) };
        },
        mention);
}

/// Whether something had to be wished.
Result<bool> Gestures::put(const Target &target, Kind kind, const QByteArray &id, const QString &words)
{
    const Kind back = oppositeOf(kind).value_or(kind);
    auto same = m_same.one<QString>([](const Row &row) { return row.text(0); }, target.channel, gestureWord(kind),
        gestureWord(back), target.row, target.identity, isOfPerson(kind));
    if (!same)
        return tl::unexpected(same.error());
    const QString moderation = moderationOf(kind);
    const bool isSo = moderation.isEmpty() ? *same == gestureWord(kind) : target.moderation == moderation;
    if (isSo && kind != Kind::Report)
        return false;
    auto put = m_insert.run(
        id, target.channel, gestureWord(kind), target.row, target.identity, words, target.moderation, m_clock.nowMs());
    if (!put)
        return tl::unexpected(put.error());
    // Seen at once; the next look at the network says how it is.
    if (auto shown = moderation.isEmpty() ? Result<void>() : m_moderated.run(target.row, moderation); !shown)
        return tl::unexpected(shown.error());
    return true;
}

Result<Acted> Gestures::wish(Kind kind, const QList<qint64> &mentions, const QString &words)
{
    if (kind == Kind::Report && words.trimmed().isEmpty())
        return tl::unexpected(gesturewords::needsWords());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    QJsonArray on;
    QString snippet;
    bool leadsBack = false;
    for (const qint64 mention : mentions) {
        auto found = target(mention);
        if (!found)
            return tl::unexpected(found.error());
        if (!*found || !(*found)->leadsBack || ((*found)->isOurs && moderationOf(kind).isEmpty()))
            continue;
        leadsBack = true;
        const auto id = GestureId::fresh();
        auto made = put(**found, kind, id.bytes(), words.trimmed());
        if (!made)
            return tl::unexpected(made.error());
        if (!*made)
            continue;
        on.append(QJsonObject { { idKey, id.toString() }, { mentionKey, (*found)->id.toString() } });
        snippet = (*found)->snippet;
    }
    if (!leadsBack)
        return tl::unexpected(gesturewords::notThere());
    if (on.isEmpty())
        return Acted { {}, 0, int(mentions.size()), 0 };
    auto operation = m_log.append(
        *transaction, { logKind, QJsonObject { { kindKey, gestureWord(kind) }, { onKey, on } }, {}, true });
    if (!operation)
        return tl::unexpected(operation.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return Acted { gesturewords::wished(kind, quoted(snippet), int(on.size())), int(on.size()),
        int(mentions.size() - on.size()), operation->row };
}

/// Whether it could be taken back.
Result<bool> Gestures::takeBack(const QByteArray &id, Kind kind)
{
    struct Was {
        qint64 row = 0;
        qint64 mention = 0;
        QString moderation;
    };
    auto was = m_find.one<Was>([](const Row &row) { return Was { row.number(0), row.number(1), row.text(2) }; }, id);
    if (!was || !*was)
        return was ? Result<bool>(false) : tl::unexpected(was.error());
    auto dropped = m_drop.number(id, m_clock.nowMs());
    if (!dropped)
        return tl::unexpected(dropped.error());
    const bool isModeration = !moderationOf(kind).isEmpty();
    // It stood so before we wished it: there is nothing of ours to take back.
    if (!*dropped && !isModeration && (*was)->moderation == QLatin1String("so"))
        return true;
    if (*dropped)
        return isModeration ? m_moderated.run((*was)->mention, (*was)->moderation).map([] { return true; })
                            : Result<bool>(true);
    const auto back = isModeration ? moderationBack((*was)->moderation) : oppositeOf(kind);
    if (!back)
        return false;
    auto found = target((*was)->mention);
    if (!found || !*found)
        return found ? Result<bool>(false) : tl::unexpected(found.error());
    return put(**found, *back, GestureId::fresh().bytes(), {}).map([](bool) { return true; });
}

/// The same wish where it was only dropped, so that the next undo finds it; else a new one.
Result<bool> Gestures::doAgain(const QByteArray &id, qint64 mention, Kind kind)
{
    auto revived = m_revive.number(id);
    if (!revived)
        return tl::unexpected(revived.error());
    const QString moderation = moderationOf(kind);
    if (*revived)
        return moderation.isEmpty() ? Result<bool>(true)
                                    : m_moderated.run(mention, moderation).map([] { return true; });
    auto found = target(mention);
    if (!found || !*found || kind == Kind::Report)
        return found ? Result<bool>(false) : tl::unexpected(found.error());
    return put(**found, kind, GestureId::fresh().bytes(), {});
}

Result<Undone> Gestures::invert(Transaction &, const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = QJsonDocument::fromJson(operation.payload).object();
    const auto kind = gestureFromWord(payload.value(kindKey).toString());
    const QJsonArray on = payload.value(onKey).toArray();
    Undone undone;
    int done = 0;
    Statement row(m_database, "SELECT row, conversation FROM mention WHERE id = ?1");
    for (const auto &each : on) {
        const QJsonObject one = each.toObject();
        qint64 mention = 0;
        auto read = row.each(
            [&](const Row &r) {
                mention = r.number(0);
                undone.conversations.append(r.number(1));
                return false;
            },
            MentionId::fromString(one.value(mentionKey).toString()));
        if (!read)
            return tl::unexpected(read.error());
        Result<bool> took = false;
        if (kind && way == Undo::Way::Back)
            took = takeBack(GestureId::fromString(one.value(idKey).toString()).bytes(), *kind);
        else if (kind)
            took = doAgain(GestureId::fromString(one.value(idKey).toString()).bytes(), mention, *kind);
        if (!took)
            return tl::unexpected(took.error());
        done += *took ? 1 : 0;
        undone.kept += *took ? 0 : 1;
    }
    const Kind said = kind.value_or(Kind::MarkRead);
    undone.sentence = way == Undo::Way::Back ? gesturewords::takenBack(said, done)
                                             : gesturewords::wished(said, QString(), std::max(done, 2));
    return undone;
}

Result<QList<qint64>> Gestures::aimedAt(Kind kind, const QList<qint64> &conversations, const QSet<NetworkId> &networks)
{
    QList<qint64> mentions;
    const auto take = [&](const Row &row) {
        if (networks.contains(networkFromWord(row.text(1))))
            mentions.append(row.number(0));
        return true;
    };
    for (const qint64 conversation : conversations) {
        const auto before = mentions.size();
        auto done = kind == Kind::Approve ? m_held.each(take, conversation) : Result<void>();
        if (done && mentions.size() == before)
            done = m_newest.each(take, conversation);
        if (!done)
            return tl::unexpected(done.error());
    }
    return mentions;
}

Result<QList<WishedGesture>> Gestures::of(qint64 mention)
{
    return m_of.all<WishedGesture>(&readWished, mention);
}

Result<QList<WishedGesture>> Gestures::due()
{
    return m_due.all<WishedGesture>(&readWished, m_clock.nowMs());
}

Result<std::optional<qint64>> Gestures::nextDue()
{
    return m_nextDue.number();
}

Result<void> Gestures::begin(qint64 row)
{
    return m_begin.run(row);
}

Result<void> Gestures::succeed(const WishedGesture &made, const GestureDone &done)
{
    return m_done.run(made.row, done.remoteId, m_clock.nowMs(), done.wasSoBefore);
}

Result<void> Gestures::refuse(qint64 row, const QString &reason)
{
    auto back = m_moderatedBack.run(row);
    return back ? m_refuse.run(row, reason, m_clock.nowMs()) : back;
}

Result<void> Gestures::postpone(qint64 row, const QString &reason, qint64 at)
{
    return m_postpone.run(row, reason, at);
}

} // namespace wheelhouse
