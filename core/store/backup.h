#pragma once

#include "core/base/clock.h"
#include "core/store/picturecopies.h"

#include <QDateTime>
#include <QList>

#include <atomic>

namespace wheelhouse {

/// A whole copy of a workspace, in the folder "NAME.wheelhouse.backups" beside it. The pictures it names lie in the
/// folder "pictures" there, each once however many backups name it.
struct Backup {
    enum class Why { Daily, BeforeMigration, BeforeRestore, ByHand };
    QString path;
    QDateTime madeAt; ///< UTC, to the second; from its name
    Why why = Why::Daily;
    qint64 bytes = 0;
    bool isGood = false; ///< as far as the list looked
    QList<LostPicture> lost; ///< which it names and cannot bring back, as far as the list looked
};

/// What was put in the place of a workspace.
struct Restored {
    QString aside; ///< where what was there is kept; empty: there was none
    QList<LostPicture> lost; ///< pictures it names that are neither among the backups nor beside the workspace
};

/// The copies of one workspace: made with SQLite's backup API from one moment of it while others write, checked,
/// brought to the disk, then named. They are read by their owner only. Used on one thread, away from the window's;
/// only cancel() may be called from another.
class Backups {
public:
    /// How closely a list looks at each copy: its header, or every page and picture of it (seconds for each million
    /// mentions, and for each gigabyte of pictures).
    enum class Look { Header, Pages };

    Backups(QString workspacePath, const Clock &clock)
        : m_workspace(std::move(workspacePath))
        , m_clock(clock)
    {
    }

    [[nodiscard]] QString folder() const { return m_workspace + QStringLiteral(".backups"); }
    /// Where the pictures of all of them lie.
    [[nodiscard]] MediaStore pictures() const { return MediaStore::in(folder() + QStringLiteral("/pictures")); }
    /// Told while pictures are copied, on the thread that copies.
    void setProgress(PictureCopies::Progress progress) { m_progress = std::move(progress); }
    /// Makes a copy that has passed quick_check, and copies the pictures that no backup had yet; what of them is lost
    /// already stops no backup and is said in it. Refused (disk full, not writable), Malformed (the workspace is
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

    /// Puts a copy in the place of the workspace, its pictures before it, and keeps the workspace that was there, whole
    /// or damaged as it was. Busy while anybody has it open. Whatever breaks it off, one whole file stands at the
    /// workspace's path: the old one or the new one.
    [[nodiscard]] Result<Restored> restore(const QString &backup);

    /// Breaks off the copy being made, from any thread.
    void cancel() { m_cancelled = true; }

private:
    [[nodiscard]] Result<void> copyTo(const QString &path);
    [[nodiscard]] Result<void> turnPages(Database &from, const QString &path);
    [[nodiscard]] Result<QString> putInPlace(const QString &fresh);
    [[nodiscard]] Result<QString> keepAside();
    [[nodiscard]] QString freeName(const QString &stem) const;
    [[nodiscard]] Result<QList<LostPicture>> copyPictures(const QString &backup) const;
    [[nodiscard]] Result<QList<LostPicture>> bringPictures(const QString &backup) const;
    [[nodiscard]] QList<LostPicture> lostPictures(const QString &backup) const;
    void forgetPictures() const;
    void forgetOldest(const Backup &made) const;

    QString m_workspace;
    const Clock &m_clock;
    PictureCopies::Progress m_progress;
    std::atomic<bool> m_cancelled = false;
};

/// The word for why in file names and in JSON: "daily", "before-migration", "before-restore", "by-hand".
QString toWord(Backup::Why why);

/// A name for what is kept beside \a path: "NAME (damaged 2026-11-22T030348Z).wheelhouse", not yet taken.
QString asideName(const QString &path, const QString &what, const QDateTime &at);

} // namespace wheelhouse
