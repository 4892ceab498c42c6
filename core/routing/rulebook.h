#pragma once

#include "core/inbox/triage.h"
#include "core/routing/rule.h"

namespace wheelhouse {

/// Writes, orders, switches and removes rules and macros. Every step is an operation that can be taken back, also after
/// a restart. The log names a rule by id and version and its words by salted digest only. Lives on the engine lane.
class RuleBook {
public:
    RuleBook(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// Adds behind the others. Refused where something is missing: a name, acts, a reason.
    [[nodiscard]] Result<Acted> add(Rule::Kind kind, const RuleText &text);
    /// A new version; the old one is kept.
    [[nodiscard]] Result<Acted> edit(RuleId id, const RuleText &text);
    /// To \a place, 0 first.
    [[nodiscard]] Result<Acted> move(RuleId id, int place);
    [[nodiscard]] Result<Acted> setOn(RuleId id, bool on);
    [[nodiscard]] Result<Acted> remove(RuleId id);
    [[nodiscard]] Result<QList<Rule>> list(Rule::Kind kind) { return m_list.list(kind); }
    [[nodiscard]] Result<QList<Rule>> versions(RuleId id) { return m_list.versions(id); }

private:
    [[nodiscard]] Result<Rule> need(RuleId id);
    [[nodiscard]] Result<QByteArray> saltOf(qint64 row);
    [[nodiscard]] Result<void> writeVersion(qint64 rule, int version, const RuleText &text);
    [[nodiscard]] Result<Acted> write(
        Transaction &transaction, const QString &kind, QJsonObject payload, RuleId id, const QString &sentence);
    /// The id of the rule before \a id; empty: it is the first.
    [[nodiscard]] static QString before(const QList<Rule> &all, RuleId id);
    [[nodiscard]] Result<void> place(QList<Rule> all, RuleId id, int place);
    [[nodiscard]] Result<Undone> invert(const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<Undone> invertEdit(const Rule &rule, const QJsonObject &payload, Undo::Way way);
    [[nodiscard]] Result<Undone> invertMove(const Rule &rule, const QJsonObject &payload, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    RuleList m_list;
    Statement m_insert;
    Statement m_insertVersion;
    Statement m_salt;
    Statement m_newest;
    Statement m_setVersion;
    Statement m_setPosition;
    Statement m_setOn;
    Statement m_setRemoved;
};

} // namespace wheelhouse
