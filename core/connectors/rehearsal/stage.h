#pragma once

#include "core/connectors/rehearsal/plot.h"

namespace wheelhouse::rehearsal {

/// A thread that is written out in full in drawn-*.txt, and how the team has dealt with it when the curtain rises.
struct StagedThread {
    struct Note {
        QString who; ///< a member's short name: "tomasz"
        int minutes = 0; ///< from the curtain; below 0: before it
        QString words; ///< "{curtain-6}" stands for a time of day
    };
    QString key; ///< "kofi"
    QList<Line> lines; ///< oldest first; the last is the one that is drawn; times are set
    QStringList labels;
    QString assigned; ///< a member's short name; empty: nobody's
    QString department; ///< empty: none
    QList<Note> notes;
    bool escalated = false;
    bool read = false; ///< somebody has looked at it
};

/// Reads all threads of drawn-*.txt and sets them around \a curtain (UTC ms). Numbers are below 100,000 and stay the
/// same as long as the order of the threads does.
QList<StagedThread> stagedThreads(const Cast &cast, qint64 curtain);

} // namespace wheelhouse::rehearsal
