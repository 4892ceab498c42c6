#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QHash>

namespace wheelhouse {

/// How far a blog's comments were read; a channel's cursor.
///
/// They are read oldest first, from a date on, by offset: each step begins with the last comment of the one before, and
/// where another stands there (something was deleted meanwhile) a new window begins two hours before the newest that
/// was read. Once at the end, every look goes back two hours, since WordPress compares the blog's own local time, which
/// an autumn night has twice; what is known and unchanged is left out.
struct WordPressMark {
    static constexpr int back = 2 * 3600; ///< seconds

    QDateTime from; ///< comments written after it; null: all
    int offset = 0; ///< of the next step, in the window that begins there
    QString last; ///< number of the comment that stands at that offset; empty: nobody knows
    QDateTime newest {}; ///< of the comments read in this window; null: none
    int restarts = 0; ///< without getting on
    bool isHistory = true; ///< what was there before anybody listened has not all been read
    QDateTime began; ///< of the first look, by the blog's clock; what is older is history
    QHash<QString, QString> seen; ///< of the last hours: number and digest of what was told

    /// A new window.
    void beginAt(const QDateTime &time);
    [[nodiscard]] QByteArray toBytes() const;
    [[nodiscard]] static WordPressMark fromBytes(const QByteArray &cursor); ///< unreadable: as if never asked
};

} // namespace wheelhouse
