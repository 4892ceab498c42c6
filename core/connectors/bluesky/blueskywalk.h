#pragma once

#include "core/connectors/bluesky/blueskysheets.h"
#include "core/connectors/bluesky/blueskytrail.h"

#include <QSet>

namespace wheelhouse::bluesky {

/// Reads one list, which runs from new to old, back to what is known. Where an answer fails to come it stands where it
/// is, and goes on from there when it is asked again: a long way back would else never be walked in one go. A list that
/// goes in a circle or never ends is ended. No I/O.
class Walk {
public:
    static constexpr int mostItems = 20'000; ///< that are kept; of more the newest are let go, to be walked to again

    struct Start {
        std::optional<Trail> trail; ///< how far the list was read; none: never
        bool isLater = false; ///< it was never read, and others of the channel were
        qint64 newsSince = 0; ///< UTC ms; what a list that is read for the first time is read back to; 0: a few sheets
    };
    explicit Walk(Start start);

    /// Whether it begins where the list now stands.
    [[nodiscard]] bool isFrom(const std::optional<Trail> &trail) const { return m_start.trail == trail; }
    [[nodiscard]] bool isFirst() const { return !m_start.trail; }
    [[nodiscard]] bool isDone() const { return m_isDone; }
    [[nodiscard]] bool isEndless() const { return m_isEndless; } ///< and was stopped
    [[nodiscard]] bool isCut() const { return m_isCut; }
    [[nodiscard]] bool hasFound() const { return !m_found.isEmpty(); }
    /// Of the next sheet.
    [[nodiscard]] const QString &cursor() const { return m_cursor; }
    void take(Sheet sheet);
    /// The sheet did not come. Whether it is of use to ask for it again: a server may know the cursor no more.
    [[nodiscard]] bool stumble(const Error &why);
    [[nodiscard]] QList<Item> takeFound() { return std::exchange(m_found, {}); }
    /// Where the list stands that was read for the first time: before anything of it was passed on.
    [[nodiscard]] Trail begun() const;

private:
    void keep(QList<Item> items);
    [[nodiscard]] bool isLast(const Sheet &sheet) const;

    Start m_start;
    QString m_cursor;
    QSet<QString> m_cursors; ///< met
    QList<Item> m_found;
    qint64 m_newest = 0;
    int m_sheets = 0;
    int m_stumbles = 0;
    bool m_isDone = false;
    bool m_isEndless = false;
    bool m_isCut = false;
};

} // namespace wheelhouse::bluesky
