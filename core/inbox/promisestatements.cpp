#include "core/inbox/promiserow.h"

namespace wheelhouse {

Promises::Statements::Statements(Database &database)
    : read(database, R"(
        SELECT c.state, c.snooze_mode, c.snooze_until, c.done_at, c.woke, c.channel, c.department, c.due_at,
               c.promise_began, (SELECT need FROM mention WHERE row = coalesce(nullif(c.latest, 0), c.row))
          FROM conversation c WHERE c.row = ?1)")
    , labels(database, "SELECT label FROM conversation_label WHERE conversation = ?1 ORDER BY label")
    , mentions(database, R"(
        SELECT row, written_at, is_ours,
               is_history = 1 OR (gone_at IS NOT NULL AND NOT EXISTS (
                   SELECT 1 FROM promise p WHERE p.mention = m.row AND p.answered = 1))
                   OR (gone_at IS NULL AND erased_at IS NOT NULL AND NOT EXISTS (
                   SELECT 1 FROM promise p WHERE p.mention = m.row AND p.standing <> 'void')),
               CASE WHEN length(text) <= 40 THEN text ELSE '' END
          FROM mention m
         WHERE conversation = ?1 AND NOT EXISTS (SELECT 1 FROM mention_copy c WHERE c.row = m.row) ORDER BY row)")
    , facts(database, R"(
        SELECT at, state, snooze_mode, snooze_until FROM promise_fact
         WHERE conversation = ?1 AND taken_back = 0 ORDER BY row)")
    , operation(database, R"(
        SELECT o.row, o.hlc >> 16, o.kind = 'undo', json_extract(o.payload, '$.way') = 'back', u.row
          FROM operation o LEFT JOIN operation u ON u.id = o.undoes WHERE o.row = ?1)")
    , addFact(database, R"(
        INSERT INTO promise_fact (conversation, operation, at, state, snooze_mode, snooze_until)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6))")
    , takeBack(database, "UPDATE promise_fact SET taken_back = ?3 WHERE conversation = ?1 AND operation = ?2")
    , promises(database, R"(
        SELECT row, mention, kind, policy, terms_at, began_at, due_at, stopped_at, standing, answered, late_ms, warned,
               warn_at, conversation
          FROM promise WHERE mention = ?1)")
    , insert(database, R"(
        INSERT INTO promise (mention, conversation, kind, policy, terms_at, began_at, due_at, stopped_at, standing,
                             answered, late_ms, warned, warn_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13))")
    , update(database, R"(
        UPDATE promise
           SET conversation = ?2, kind = ?3, policy = ?4, terms_at = ?5, began_at = ?6, due_at = ?7, stopped_at = ?8,
               standing = ?9, answered = ?10, late_ms = ?11, warned = ?12, warn_at = ?13
         WHERE row = ?1)")
    , voidAll(database, R"(
        UPDATE promise SET standing = 'void', due_at = NULL, stopped_at = NULL, warn_at = NULL
         WHERE conversation = ?1 AND standing <> 'void' AND mention NOT IN (SELECT value FROM json_each(?2)))")
    , mark(database, "UPDATE conversation SET due_at = ?2, promise_began = ?3 WHERE row = ?1")
    , open(database, "SELECT row FROM conversation WHERE state IN ('new', 'open', 'snoozed') ORDER BY soonest")
    , warnings(database, R"(
        SELECT p.row, p.conversation, p.policy, p.due_at, p.warn_at, p.warned
          FROM promise p WHERE p.warn_at <= ?1 ORDER BY p.warn_at)")
    , warned(database, "UPDATE promise SET warned = ?2, warn_at = ?3 WHERE row = ?1")
    , nextWarning(database, "SELECT min(warn_at) FROM promise WHERE warn_at IS NOT NULL")
    , who(database, R"(
        SELECT coalesce(nullif(i.name, ''), i.handle), substr(m.text, 1, 240)
          FROM conversation c JOIN mention m ON m.row = coalesce(nullif(c.latest, 0), c.row)
          JOIN identity i ON i.row = m.identity WHERE c.row = ?1)")
    , mentionId(database, "SELECT id FROM mention WHERE row = ?1")
    , mentionRow(database, "SELECT row, conversation FROM mention WHERE id = ?1")
    , terms(database, "UPDATE promise SET terms_at = ?2 WHERE mention = ?1")
    , addCalendar(database, "INSERT INTO calendar (id, hours) VALUES (?1, ?2)")
    , addPolicy(database, R"(
        INSERT INTO promise_policy (id, version, name, reason, channel, department, label, need, first_ms, next_ms,
                                    pauses_in_snooze, calendar, from_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, last_insert_rowid(), ?12))")
    , closePolicy(database, "UPDATE promise_policy SET until_at = ?2 WHERE row = ?1")
    , versions(database, R"(
        SELECT row, version FROM promise_policy
         WHERE id = ?1 AND (until_at IS NULL OR until_at > from_at OR version = ?2) ORDER BY row)")
    // Versions are only added and ended, so that these three together never come back to what they were.
    , policyMark(database,
          "SELECT coalesce(max(row), 0) * 1000003 + count(until_at) * 7919 + coalesce(sum(until_at % 1000000007 + "
          "from_at % 999983), 0) "
          "FROM promise_policy")
{
}

} // namespace wheelhouse
