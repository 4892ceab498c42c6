#pragma once

#include "core/store/backup.h"

namespace wheelhouse {

/// Copies of a workspace that still hold the words of somebody who was erased since: backups of every kind, what was
/// put aside as damaged, and what a killed copy left. At their turn a fresh backup is made and they are removed; never
/// the other way round. On one thread, away from the window's.
class OldCopies {
public:
    static constexpr int turnDays = 7; ///< as many days as daily backups are kept

    OldCopies(QString workspacePath, const Clock &clock)
        : m_workspace(std::move(workspacePath))
        , m_clock(clock)
    {
    }

    /// Whole paths of all that was made at or before \a at.
    [[nodiscard]] QStringList madeBefore(const QDateTime &at) const;
    /// Until when copies hold words that were erased; null: none does.
    [[nodiscard]] Result<QDateTime> until() const;
    enum class When { Due, Now };
    /// Replaces those whose turn has come, or all; answers how many are gone.
    [[nodiscard]] Result<int> replace(Backups &backups, When when) const;

private:
    [[nodiscard]] Result<QDateTime> newestErasure(const QDateTime &before) const;

    QString m_workspace;
    const Clock &m_clock;
};

} // namespace wheelhouse
