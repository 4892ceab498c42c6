#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"

#include <QDateTime>
#include <QList>

#include <atomic>

namespace wheelhouse {

/// A whole copy of a workspace, in the folder "NAME.wheelhouse.backups" beside it.
struct Backup {
    enum class Why { Daily, BeforeMigration, BeforeRestore, ByHand };
    QString path;
    QDateTime madeAt; ///< UTC, to the second; from its name
    Why why = Why::Daily;
    qint64 bytes = 0;
    bool isGood = false; ///< as far as the list looked
};

/// The copies of one workspace: made with SQLite's backup API from one moment of it while others write, checked,
/// brought to the disk, then named. They are read by their owner only. Used on one thread, away from the window's;
/// only cancel() may be called from another.
class Backups {
public:
    /// How closely a list looks at each copy: its header, or every page of it (seconds for each million mentions).
    enum class Look { Header, Pages };

    Backups(QString workspacePath, const Clock &clock)
        : m_workspace(std::move(workspacePath))
        , m_clock(clock)
    {
    }

    [[nodiscard]] QString folder() const { return m_workspace + QStringLiteral(".backups"); }
    /// Makes a copy that has passed quick_check. Refused (disk full, not writable), Malformed (the workspace is
    /// damaged; the copies there are kept as they are), Cancelled. Of each automatic kind the last seven are kept,
    /// those made by hand all.
    [[nodiscard]] Result<Backup> make(Backup::Why why);
    /// Makes the daily copy when the newest daily one is older than 24 hours, or is dated in the future.
    [[nodiscard]] Result<std::optional<Backup>> makeDailyIfDue();
    /// Newest first. Files that are not backups of ours by name are left out.
    [[nodiscard]] QList<Backup> list(Look look) const;
    /// The newest that passes a look at every page; none where there is none.
    [[nodiscard]] std::optional<Backup> newestGood() const;
    /// Every page of it: Malformed where it is damaged, Refused where it is another program's or too new.
    [[nodiscard]] Result<void> examine(const QString &path) const;

    /// Puts a copy in the place of the workspace and answers the path under which the workspace that was there is
    /// kept, whole or damaged as it was (empty: there was none). Busy while anybody has it open. Whatever breaks it
    /// off, one whole file stands at the workspace's path: the old one or the new one.
    [[nodiscard]] Result<QString> restore(const QString &backup);

    /// Breaks off the copy being made, from any thread.
    void cancel() { m_cancelled = true; }

private:
    [[nodiscard]] Result<void> copyTo(const QString &path);
    [[nodiscard]] Result<void> turnPages(Database &from, const QString &path);
    [[nodiscard]] Result<QString> putInPlace(const QString &fresh);
    [[nodiscard]] Result<QString> keepAside();
    [[nodiscard]] QString freeName(const QString &stem) const;
    void forgetOldest(const Backup &made) const;

    QString m_workspace;
    const Clock &m_clock;
    std::atomic<bool> m_cancelled = false;
};

/// The word for why in file names and in JSON: "daily", "before-migration", "before-restore", "by-hand".
QString toWord(Backup::Why why);

/// A name for what is kept beside \a path: "NAME (damaged 2026-11-22T030348Z).wheelhouse", not yet taken.
QString asideName(const QString &path, const QString &what, const QDateTime &at);

} // namespace wheelhouse
