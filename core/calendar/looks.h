#pragma once

#include "core/calendar/plansteps.h"

#include <functional>

namespace wheelhouse {

/// Things whose whole look is put in place of another in one step: a campaign, the days off of a calendar, the slots of
/// a channel. Words are kept beside the log, which names them. Lives on the engine lane.
class Looks {
public:
    /// How a thing looks, and how it is made to look so; key: which one.
    struct Thing {
        std::function<Result<QString>(const QString &key)> look;
        std::function<Result<void>(const QString &key, const QString &look)> put;
        QString back; ///< sentence: it was taken back
        QString again;
    };
    Looks(Database &database, OperationLog &log, Undo &undo, PlanSteps &words);

    void teach(const QString &kind, const Thing &thing);
    /// One step; nothing where it looks so already.
    [[nodiscard]] Result<void> put(const QString &kind, const QString &key, const QString &look);
    /// The same inside another transaction, which commits it.
    [[nodiscard]] Result<void> put(
        Transaction &transaction, const QString &kind, const QString &key, const QString &look);

private:
    [[nodiscard]] Result<Undone> invert(const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    Undo &m_undo;
    PlanSteps &m_words;
    QHash<QString, Thing> m_things;
};

} // namespace wheelhouse
