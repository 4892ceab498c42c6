#include "core/inbox/standing.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace wheelhouse {

namespace {

const QString stateKey = QStringLiteral("state");
const QString escalatedKey = QStringLiteral("escalated");
const QString unreadKey = QStringLiteral("unread");
const QString assigneeKey = QStringLiteral("assignee");
const QString departmentKey = QStringLiteral("department");
const QString snoozeKey = QStringLiteral("snooze");
const QString wallKey = QStringLiteral("wall");
const QString modeKey = QStringLiteral("mode");
const QString previousKey = QStringLiteral("previous");
const QString wokeKey = QStringLiteral("woke");
const QString doneKey = QStringLiteral("done_at");
const QString claimKey = QStringLiteral("claim");
const QString claimUntilKey = QStringLiteral("claim_until");
const QString priorityKey = QStringLiteral("priority");
const QString labelsKey = QStringLiteral("labels");

Subject readSubject(const Row &row)
{
    Subject subject;
    subject.row = row.number(0);
    subject.channel = row.number(1);
    Standing &s = subject.standing;
    s.state = stateFromWord(row.text(2)).value_or(TriageState::Open);
    s.escalated = row.flag(3);
    s.unread = row.flag(4);
    s.assignee = row.number(5);
    s.department = row.number(6);
    s.snoozeUntil = row.number(7);
    s.snoozeWall = row.text(8);
    s.snoozeMode = snoozeFromWord(row.text(9));
    s.previousUntil = row.number(10);
    s.woke = row.text(11);
    s.doneAt = row.number(12);
    s.claimedBy = row.number(13);
    s.claimedUntil = row.number(14);
    s.priority = int(row.number(15));
    subject.byPerson = int(row.number(16));
    subject.anchor = row.id<MentionId>(17);
    const QByteArray text = row.bytes(19);
    subject.seen = saltedDigest(row.bytes(18), text);
    subject.snippet = QString::fromUtf8(text.left(400)).simplified();
    return subject;
}

std::optional<qint64> orNull(qint64 value)
{
    return value == 0 ? std::nullopt : std::optional(value);
}

/// Whether \a wanted puts a conversation where nobody looks for what is to be answered.
bool filesAway(const QJsonObject &wanted)
{
    const auto state = stateFromWord(wanted.value(stateKey).toString());
    return state && *state != TriageState::New && *state != TriageState::Open;
}

} // namespace

void takeState(Standing &to, const Standing &from)
{
    to.state = from.state;
    to.snoozeUntil = from.snoozeUntil;
    to.snoozeWall = from.snoozeWall;
    to.snoozeMode = from.snoozeMode;
    to.previousUntil = from.previousUntil;
    to.woke = from.woke;
    to.doneAt = from.doneAt;
}

Standing together(Standing here, const Standing &there)
{
    if (here.state == there.state)
        here.doneAt = std::max(here.doneAt, there.doneAt); // a reply is late by the later of the two
    else if (settle(here.state, there.state, false) == there.state)
        takeState(here, there);
    here.escalated = here.escalated || there.escalated;
    here.unread = here.unread || there.unread;
    here.assignee = here.assignee == 0 ? there.assignee : here.assignee;
    here.department = here.department == 0 ? there.department : here.department;
    if (here.priority == 0 || (there.priority != 0 && there.priority < here.priority))
        here.priority = there.priority; // what is first of either is first
    for (const qint64 label : there.labels)
        if (!here.labels.contains(label))
            here.labels.append(label);
    std::sort(here.labels.begin(), here.labels.end());
    return here;
}

Hands handsBetween(const Standing &was, const Standing &now)
{
    Hands hands = 0;
    const auto touch = [&hands](bool touched, Hand hand) { hands |= touched ? int(hand) : 0; };
    const auto misses = [](const QList<qint64> &some, const QList<qint64> &others) {
        return std::any_of(some.begin(), some.end(), [&](qint64 each) { return !others.contains(each); });
    };
    touch(was.assignee != now.assignee || was.department != now.department, Hand::Who);
    touch(was.priority != now.priority, Hand::Priority);
    touch(was.state != now.state || was.snoozeUntil != now.snoozeUntil, Hand::State);
    touch(misses(was.labels, now.labels), Hand::TookLabelOff);
    touch(misses(now.labels, was.labels), Hand::PutLabelOn);
    touch(was.escalated != now.escalated, Hand::Escalation);
    return hands;
}

std::optional<Standing> moved(Standing standing, TriageEvent event, qint64 now)
{
    const auto state = next(standing.state, event, standing.snoozeMode);
    if (!state)
        return std::nullopt;
    if (standing.state == TriageState::Snoozed && *state != TriageState::Snoozed) {
        standing.snoozeUntil = 0;
        standing.snoozeWall.clear();
        standing.snoozeMode = SnoozeMode::None;
    }
    if (*state != standing.state) {
        standing.woke.clear();
        standing.doneAt = *state == TriageState::Done || *state == TriageState::Spam ? now : 0;
    }
    standing.state = *state;
    return standing;
}

Standings::Standings(Database &database)
    : m_read(database, R"(
        SELECT c.row, c.channel, c.state, c.escalated, c.unread, c.assignee, c.department, c.snooze_until, c.snooze_wall,
               c.snooze_mode, c.previous_until, c.woke, c.done_at, c.claimed_by, c.claimed_until, c.priority,
               c.by_person, a.id, m.salt, m.text
          FROM conversation c
          JOIN mention a ON a.row = c.row
          JOIN mention m ON m.row = coalesce(nullif(c.latest, 0), c.row)
         WHERE c.row = ?1)")
    , m_labels(database, "SELECT label FROM conversation_label WHERE conversation = ?1 ORDER BY label")
    , m_write(database, R"(
        UPDATE conversation
           SET state = ?2, escalated = ?3, unread = ?4, assignee = ?5, department = ?6, snooze_until = ?7, snooze_wall = ?8,
               snooze_mode = ?9, previous_until = ?10, woke = ?11, done_at = ?12, claimed_by = ?13, claimed_until = ?14,
               priority = ?15, by_person = ?16
         WHERE row = ?1)")
    , m_addLabel(database, "INSERT INTO conversation_label (conversation, label) VALUES (?1, ?2)")
    , m_dropLabel(database, "DELETE FROM conversation_label WHERE conversation = ?1 AND label = ?2")
    , m_find(database, R"(
        SELECT coalesce(c.merged_into, c.row) FROM mention m JOIN conversation c ON c.row = m.conversation WHERE m.id = ?1)")
    , m_memberId(database, "SELECT id FROM member WHERE row = ?1")
    , m_memberRow(database, "SELECT row FROM member WHERE id = ?1")
    , m_departmentId(database, "SELECT id FROM department WHERE row = ?1")
    , m_departmentRow(database, "SELECT row FROM department WHERE id = ?1")
    , m_labelId(database, "SELECT id FROM label WHERE row = ?1")
    , m_labelRow(database, "SELECT row FROM label WHERE id = ?1")
{
}

Result<Subject> Standings::read(qint64 conversation)
{
    auto found = m_read.one<Subject>(&readSubject, conversation);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Missing, QCoreApplication::translate("Inbox", "This conversation is no longer here."));
    auto labels = m_labels.all<qint64>([](const Row &row) { return row.number(0); }, conversation);
    if (!labels)
        return tl::unexpected(labels.error());
    (*found)->standing.labels = *labels;
    return **found;
}

Result<void> Standings::writeLabels(qint64 conversation, const QList<qint64> &was, const QList<qint64> &now)
{
    for (const qint64 label : was)
        if (!now.contains(label))
            if (auto done = m_dropLabel.run(conversation, label); !done)
                return done;
    for (const qint64 label : now)
        if (!was.contains(label))
            if (auto done = m_addLabel.run(conversation, label); !done)
                return done;
    return {};
}

Result<void> Standings::write(Transaction &, Counters &counters, const Subject &subject, const Standing &now, By by)
{
    const Hands hands = subject.byPerson | (by == By::Person ? handsBetween(subject.standing, now) : 0);
    auto done = m_write.run(subject.row, stateWord(now.state), now.escalated, now.unread, orNull(now.assignee),
        orNull(now.department), orNull(now.snoozeUntil), now.snoozeWall, snoozeWord(now.snoozeMode),
        orNull(now.previousUntil), now.woke, orNull(now.doneAt), orNull(now.claimedBy), orNull(now.claimedUntil),
        now.priority, hands);
    if (!done)
        return done;
    if (auto labelled = writeLabels(subject.row, subject.standing.labels, now.labels); !labelled)
        return labelled;
    counters.leaves(subject.place());
    Subject after = subject;
    after.standing = now;
    counters.enters(after.place());
    return {};
}

Result<std::optional<qint64>> Standings::find(MentionId mention)
{
    return m_find.number(mention);
}

Result<QString> Standings::idOf(Statement &statement, qint64 row)
{
    if (row == 0)
        return QString();
    auto id = statement.one<QString>([](const Row &r) { return r.id<MemberId>(0).toString(); }, row);
    if (!id)
        return tl::unexpected(id.error());
    return id->value_or(QString());
}

Result<qint64> Standings::rowOf(Statement &statement, const QString &id)
{
    if (id.isEmpty())
        return 0;
    auto row = statement.number(MemberId::fromString(id));
    if (!row)
        return tl::unexpected(row.error());
    return row->value_or(0);
}

Result<QJsonObject> Standings::difference(const Standing &was, const Standing &now)
{
    QJsonObject part;
    const auto putNumber = [&](const QString &key, qint64 before, qint64 after) {
        if (before != after)
            part.insert(key, after);
    };
    const auto putText = [&](const QString &key, const QString &before, const QString &after) {
        if (before != after)
            part.insert(key, after);
    };
    putText(stateKey, stateWord(was.state), stateWord(now.state));
    putNumber(escalatedKey, was.escalated, now.escalated);
    putNumber(unreadKey, was.unread, now.unread);
    putNumber(snoozeKey, was.snoozeUntil, now.snoozeUntil);
    putText(wallKey, was.snoozeWall, now.snoozeWall);
    putText(modeKey, snoozeWord(was.snoozeMode), snoozeWord(now.snoozeMode));
    putNumber(previousKey, was.previousUntil, now.previousUntil);
    putText(wokeKey, was.woke, now.woke);
    putNumber(doneKey, was.doneAt, now.doneAt);
    putNumber(claimUntilKey, was.claimedUntil, now.claimedUntil);
    putNumber(priorityKey, was.priority, now.priority);
    const auto putId = [&](const QString &key, Statement &statement, qint64 before, qint64 after) -> Result<void> {
        if (before == after)
            return {};
        auto id = idOf(statement, after);
        if (!id)
            return tl::unexpected(id.error());
        part.insert(key, *id);
        return {};
    };
    if (auto done = putId(assigneeKey, m_memberId, was.assignee, now.assignee); !done)
        return tl::unexpected(done.error());
    if (auto done = putId(departmentKey, m_departmentId, was.department, now.department); !done)
        return tl::unexpected(done.error());
    if (auto done = putId(claimKey, m_memberId, was.claimedBy, now.claimedBy); !done)
        return tl::unexpected(done.error());
    if (was.labels == now.labels)
        return part;
    QJsonArray labels;
    for (const qint64 label : now.labels) {
        auto id = idOf(m_labelId, label);
        if (!id)
            return tl::unexpected(id.error());
        labels.append(*id);
    }
    part.insert(labelsKey, labels);
    return part;
}

Result<Standing> Standings::with(Standing standing, const QJsonObject &part)
{
    const auto number = [&](const QString &key, qint64 kept) {
        return part.contains(key) ? part.value(key).toInteger() : kept;
    };
    const auto text = [&](const QString &key, const QString &kept) {
        return part.contains(key) ? part.value(key).toString() : kept;
    };
    standing.state = stateFromWord(text(stateKey, stateWord(standing.state))).value_or(standing.state);
    standing.escalated = number(escalatedKey, standing.escalated) != 0;
    standing.unread = number(unreadKey, standing.unread) != 0;
    standing.snoozeUntil = number(snoozeKey, standing.snoozeUntil);
    standing.snoozeWall = text(wallKey, standing.snoozeWall);
    standing.snoozeMode = snoozeFromWord(text(modeKey, snoozeWord(standing.snoozeMode)));
    standing.previousUntil = number(previousKey, standing.previousUntil);
    standing.woke = text(wokeKey, standing.woke);
    standing.doneAt = number(doneKey, standing.doneAt);
    standing.claimedUntil = number(claimUntilKey, standing.claimedUntil);
    standing.priority = int(number(priorityKey, standing.priority));
    const auto takeId = [&](const QString &key, Statement &statement, qint64 &field) -> Result<void> {
        if (!part.contains(key))
            return {};
        auto row = rowOf(statement, part.value(key).toString());
        if (!row)
            return tl::unexpected(row.error());
        field = *row;
        return {};
    };
    if (auto done = takeId(assigneeKey, m_memberRow, standing.assignee); !done)
        return tl::unexpected(done.error());
    if (auto done = takeId(departmentKey, m_departmentRow, standing.department); !done)
        return tl::unexpected(done.error());
    if (auto done = takeId(claimKey, m_memberRow, standing.claimedBy); !done)
        return tl::unexpected(done.error());
    if (!part.contains(labelsKey))
        return standing;
    standing.labels.clear();
    for (const auto &each : part.value(labelsKey).toArray()) {
        auto row = rowOf(m_labelRow, each.toString());
        if (!row)
            return tl::unexpected(row.error());
        if (*row != 0)
            standing.labels.append(*row);
    }
    std::sort(standing.labels.begin(), standing.labels.end());
    return standing;
}

Result<QJsonObject> Standings::stillStanding(
    const Standing &current, const QJsonObject &expected, const QJsonObject &wanted, bool news)
{
    // Field by field, so that an answer that came in between does not keep an assignment from being taken back; but
    // what belongs to the state goes with it, or not at all.
    static const QStringList ofState { stateKey, snoozeKey, wallKey, modeKey, previousKey, wokeKey, doneKey };
    QJsonObject part;
    bool stateStands = !news || !filesAway(wanted);
    for (auto field = expected.begin(); field != expected.end(); ++field) {
        auto same = with(current, { { field.key(), field.value() } });
        if (!same)
            return tl::unexpected(same.error());
        if (*same == current)
            part.insert(field.key(), wanted.value(field.key()));
        else if (ofState.contains(field.key()))
            stateStands = false;
    }
    if (!stateStands)
        for (const QString &field : ofState)
            part.remove(field);
    if (news && wanted.value(unreadKey).toInteger() == 0)
        part.remove(unreadKey);
    // The dot alone is nobody's loss: bringing only it back would be no undo.
    if (part.size() == 1 && expected.size() > 1 && part.contains(unreadKey))
        return QJsonObject();
    return part;
}

} // namespace wheelhouse
