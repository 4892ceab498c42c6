#include "core/gestures/gestures.h"

#include "core/gestures/gesturerow.h"
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

/// What waits and whose turn it is; \a at when, UTC ms.
constexpr const char *turns = R"(
    WITH waiting AS (
        SELECT row, channel, mention, identity, not_before, rests_until,
               kind IN ('follow', 'unfollow', 'mute', 'unmute', 'block', 'unblock') AS of_person
          FROM gesture WHERE state = 'waiting' OR state = 'trying'),
    placed AS (
        SELECT row, channel, max(not_before, max(rests_until) OVER (PARTITION BY channel)) AS at,
               min(row) OVER (PARTITION BY channel, of_person,
                   coalesce(iif(of_person, identity, mention), -row)) AS first
          FROM waiting),
    turn AS (SELECT row, channel, at FROM placed WHERE row = first) )";

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
         WHERE row = ?1)")
    , m_end(database, R"(
        UPDATE gesture SET state = iif(state = 'waiting', 'done', state), is_taken_back = 1, reason = '',
               ended_at = iif(state = 'waiting', ?2, ended_at)
         WHERE row = ?1)")
    , m_find(database, R"(
        SELECT row, mention, was, state, may_be_made FROM gesture
         WHERE id = ?1 AND state <> 'dropped' AND state <> 'refused')")
    , m_of(database, QByteArray(gesturerow::columns) + "WHERE g.mention = ?1 AND g.state <> 'dropped' ORDER BY g.row")
    , m_due(database, QByteArray(turns) + gesturerow::columns + R"(
         WHERE g.row IN (SELECT row FROM (
                   SELECT row, row_number() OVER (PARTITION BY channel ORDER BY at, row) AS place FROM turn WHERE at <= ?1)
                WHERE place = 1)
         ORDER BY g.row)")
    , m_nextDue(database, QByteArray(turns) + "SELECT min(at) FROM turn")
    , m_begin(database, "UPDATE gesture SET state = 'trying', tries = tries + 1, may_be_made = 1 WHERE row = ?1")
    , m_done(database,
          R"(
        UPDATE gesture SET state = 'done', reason = '', remote_id = ?2, ended_at = ?3, words = '',
               was = CASE WHEN ?4 AND was = '' THEN 'so' ELSE was END
         WHERE row = ?1)")
    , m_refuse(database, "UPDATE gesture SET state = 'refused', reason = ?2, ended_at = ?3 WHERE row = ?1")
    , m_postpone(database, R"(
        UPDATE gesture SET state = iif(is_taken_back, 'done', 'waiting'), reason = iif(is_taken_back, '', ?2),
               not_before = ?3, rests_until = ?4, may_be_made = ?5, failures = failures + ?6,
               failing_since = iif(?6, coalesce(failing_since, ?7), failing_since),
               ended_at = iif(is_taken_back, ?7, ended_at)
         WHERE row = ?1)")
    , m_moderated(database, "UPDATE mention SET moderation = ?2 WHERE row = ?1")
    , m_revive(database, R"(
        UPDATE gesture SET state = 'waiting', ended_at = NULL, not_before = 0, rests_until = 0, failures = 0,
               failing_since = NULL
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

/// Whether it could be taken back. What was certainly not made is dropped; what may have been counts as made, and is
/// not tried again.
Result<bool> Gestures::takeBack(const QByteArray &id, Kind kind)
{
    struct Was {
        qint64 row = 0;
        qint64 mention = 0;
        QString was;
        State state = State::Waiting;
        bool mayBeMade = false;
    };
    const auto found = m_find.one<Was>(
        [](const Row &row) {
            return Was { row.number(0), row.number(1), row.text(2), gesturerow::stateOf(row.text(3)), row.flag(4) };
        },
        id);
    if (!found || !*found)
        return found ? Result<bool>(false) : tl::unexpected(found.error());
    const Was &was = **found;
    const bool isModeration = !moderationOf(kind).isEmpty();
    const auto back = isModeration ? moderationBack(was.was) : oppositeOf(kind);
    if (was.state == State::Waiting && (!was.mayBeMade || !back))
        return drop(was.row).map([&was] { return !was.mayBeMade; });
    // It stood so before we wished it: there is nothing of ours to take back.
    if (!isModeration && was.was == QLatin1String("so"))
        return true;
    if (!back)
        return false;
    if (auto ended = was.state == State::Done ? Result<void>() : m_end.run(was.row, m_clock.nowMs()); !ended)
        return tl::unexpected(ended.error());
    auto on = target(was.mention);
    if (!on || !*on)
        return on ? Result<bool>(false) : tl::unexpected(on.error());
    return put(**on, *back, GestureId::fresh().bytes(), {}).map([](bool) { return true; });
}

Result<void> Gestures::drop(qint64 row)
{
    auto back = m_moderatedBack.run(row);
    return back ? m_drop.run(row, m_clock.nowMs()) : back;
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
    return m_of.all<WishedGesture>(&gesturerow::read, mention);
}

Result<QList<WishedGesture>> Gestures::due()
{
    return m_due.all<WishedGesture>(&gesturerow::read, m_clock.nowMs());
}

Result<std::optional<qint64>> Gestures::nextDue()
{
    return m_nextDue.number();
}

/// Only what is committed as a transaction is told to the screens.
Result<void> Gestures::told(const std::function<Result<void>()> &write)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto done = write();
    return done ? transaction->commit() : done;
}

Result<void> Gestures::begin(qint64 row)
{
    return m_begin.run(row);
}

Result<void> Gestures::succeed(const WishedGesture &made, const GestureDone &done)
{
    // After a try of which nobody knows what became, it may stand so because of us.
    return told(
        [&] { return m_done.run(made.row, done.remoteId, m_clock.nowMs(), done.wasSoBefore && !made.mayBeMade); });
}

Result<void> Gestures::refuse(qint64 row, const QString &reason)
{
    return told([&] {
        auto back = m_moderatedBack.run(row);
        return back ? m_refuse.run(row, reason, m_clock.nowMs()) : back;
    });
}

Result<void> Gestures::postpone(const WishedGesture &made, const GesturePause &pause)
{
    return told([&] {
        return m_postpone.run(made.row, pause.reason, pause.until, pause.channelUntil,
            made.mayBeMade || pause.mayBeMade, pause.isServersFault, m_clock.nowMs());
    });
}

} // namespace wheelhouse
