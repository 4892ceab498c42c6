#pragma once

#include "core/inbox/triage.h"
#include "core/reading/taught.h"

#include <functional>
#include <optional>

namespace wheelhouse {

/// What a person says of a mention where the reading was wrong; none: said nothing of it.
struct Correction {
    std::optional<Need> need;
    std::optional<Mood> mood;
};

/// Corrects readings: mark, search tags, the team's lesson and the operation in one transaction, a step to undo. A mark
/// is only a word beside a mention: no correction moves, hides or ends anything. Lives on the engine lane.
class Corrections {
public:
    Corrections(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// Says \a correction of every mention of \a mentions (rows); our own and those that bear it already are left.
    [[nodiscard]] Result<Acted> correct(const QList<qint64> &mentions, const Correction &correction);
    /// Every mood and need that a person said and did not take back: the last of each mention, the newest 2,000.
    [[nodiscard]] Result<QList<Lesson>> lessons();
    /// Called after lessons() may have changed.
    void whenChanged(std::function<void()> tell) { m_tell = std::move(tell); }

private:
    /// A mention as it is, with what the log needs to name it.
    struct Subject {
        qint64 row = 0;
        MentionId id;
        qint64 conversation = 0;
        QString snippet;
        ReadingMark mark;
    };
    [[nodiscard]] Result<std::optional<Subject>> subject(qint64 row);
    [[nodiscard]] Result<void> write(qint64 row, const ReadingMark &mark);
    [[nodiscard]] Result<void> keep(
        const QList<Subject> &changed, const Correction &correction, const Operation &operation);
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<bool> invertOne(const QJsonObject &target, Undo::Way way, Undone &undone);
    void tell() const;

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    std::function<void()> m_tell;
    Statement m_subject;
    Statement m_find;
    Statement m_unindex;
    Statement m_write;
    Statement m_index;
    Statement m_keep;
    Statement m_withdraw;
    Statement m_touch;
    Statement m_stir;
    Statement m_lessons;
};

/// Need, mood and its tone as one reading, and back: how the log says it.
QJsonObject markToJson(const ReadingMark &mark);
ReadingMark markFromJson(const QJsonObject &json);

} // namespace wheelhouse
