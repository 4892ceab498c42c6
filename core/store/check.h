#pragma once

#include "core/store/namedpictures.h"

#include <QStringList>

#include <atomic>

namespace wheelhouse {

/// What was found wrong in a workspace file. Pages are for a backup or salvage; the rest repair() puts right.
struct CheckReport {
    QStringList pages; ///< as SQLite says it, at most 100 lines; empty: every page is sound
    qint64 strayKeys = 0; ///< rows that name a row which is not there
    bool isIndexInStep = true; ///< the search index says what the mentions say
    bool arePeopleInStep = true; ///< the index for from: says how people are called
    qint64 wrongTallies = 0; ///< kept counts that differ from counting
    qint64 wrongPlanLines = 0; ///< lines of the calendar that do not say what stands in the posts
    QList<LostPicture> lostPictures; ///< of posts; repair() brings back what a backup has
    [[nodiscard]] bool isSound() const { return pages.isEmpty() && strayKeys == 0; }
    [[nodiscard]] bool isClean() const
    {
        return isSound() && isIndexInStep && arePeopleInStep && wrongTallies == 0 && wrongPlanLines == 0
            && lostPictures.isEmpty();
    }
    /// For a person, a line each; empty where nothing is wrong.
    [[nodiscard]] QStringList sentences() const;
};

/// Looks at everything, at one moment of the workspace while others go on writing (about 2 s for 100,000 mentions).
/// \a reader is a reading connection of its own. \a thorough asks integrity_check, which compares the indexes too,
/// instead of quick_check.
Result<CheckReport> checkWorkspace(std::unique_ptr<Database> reader, bool thorough);

/// Writes the search indexes and the counts anew where the report found them out of step, and brings back from the
/// backups the pictures that are lost.
Result<void> repair(Database &writer, const CheckReport &found);
Result<void> rebuildIndexes(Database &writer);
Result<void> rebuildTallies(Database &writer);
Result<void> rebuildPlanLines(Database &writer);
Result<void> bringPictures(Database &writer);

/// The look at every page after the first paint: opens a reading connection of its own, runs on the thread that calls,
/// ends early when cancelled from another.
class BackgroundCheck {
public:
    explicit BackgroundCheck(QString path)
        : m_path(std::move(path))
    {
    }
    /// What is wrong; empty: nothing. Cancelled when it was broken off.
    [[nodiscard]] Result<QStringList> run() const;
    void cancel() { m_cancelled = true; }

private:
    QString m_path;
    std::atomic<bool> m_cancelled = false;
};

} // namespace wheelhouse
