#pragma once

#include "core/connectors/mastodon/mastodonwire.h"

#include <QHash>
#include <QJsonObject>
#include <QSet>

namespace wheelhouse {

/// How far one list of a server was read; part of a channel's cursor.
struct MastodonMark {
    bool isKnown = false; ///< it was asked before: what is new on it is news, not history
    bool isLater = false; ///< it joined a channel that was asked before, and was not handed over yet
    QStringList seen; ///< ids of what was on top when it was read last
    qint64 at = 0; ///< of the newest of them, UTC ms; 0: none told
    /// A walk back to what is known: the max_id of each page ("" is the first), the last one to be asked or handed over
    /// next. Empty: none is under way.
    QStringList pages;
    QStringList top; ///< becomes seen when the walk has ended
    qint64 topAt = 0;
    bool isReached = false; ///< the walk met what is known
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static MastodonMark fromJson(const QJsonObject &json);
    friend bool operator==(const MastodonMark &, const MastodonMark &) = default;
};

/// Reads a list that servers give newest first, so that it can be handed on oldest first: it walks back, page by page,
/// to what is known, then hands over from there. The mark says at every moment how to go on, also in another process:
/// nothing is left out and little is asked twice. A list that never ends, goes in a circle or stands still ends the
/// walk. No I/O.
class MastodonWalk {
public:
    static constexpr qsizetype enough = 500; ///< entries that are handed over at once, where there are so many

    struct Habits {
        qint64 since = 0; ///< UTC ms, how far back the first walk goes; 0: one page is enough
        bool tellsLate = false; ///< what other servers told late stands where it was written, below what is known
    };
    explicit MastodonWalk(MastodonMark mark, Habits habits);
    explicit MastodonWalk(MastodonMark mark)
        : MastodonWalk(std::move(mark), Habits())
    {
    }

    /// The max_id to ask for next ("": the first page); none: enough is there to hand over, or it is done.
    [[nodiscard]] std::optional<QString> wants() const;
    /// The answer to wants(). \a next is the max_id of the page behind it; empty: there is none.
    void take(const mastodon::Sheet &sheet, const QString &next);
    /// Whether handOver() has something: only then may it be called.
    [[nodiscard]] bool hasNext() const;
    /// The oldest page that was not handed over yet, oldest first.
    [[nodiscard]] QList<mastodon::Heard> handOver();
    /// Nothing is left to ask or to hand over, until begin().
    [[nodiscard]] bool isDone() const { return m_isDone; }
    void begin() { m_isDone = false; }
    [[nodiscard]] const MastodonMark &mark() const { return m_mark; }
    /// Whether what is handed over was there before anybody listened.
    [[nodiscard]] bool isHistory() const { return !m_mark.isKnown; }
    /// Which of a channel's lists come first: what was there before anybody listened; then what is new; then what was
    /// on a list that joined later, so that what is said to us is news whatever other list has it too.
    enum class Turn { History, News, NewList };
    [[nodiscard]] Turn turn() const
    {
        return m_mark.isKnown ? Turn::News : m_mark.isLater ? Turn::NewList : Turn::History;
    }
    /// The walk was ended since the list does not get on; said once.
    [[nodiscard]] bool takeStuck() { return std::exchange(m_isStuck, false); }
    /// The list ended before it came to what is known, though it is long: some servers keep the newest of a list only,
    /// and what stood between is not to be had from it. Until when all is known, UTC ms; said once.
    [[nodiscard]] std::optional<qint64> takeGap() { return std::exchange(m_gap, std::nullopt); }
    /// No more of it until begin(): the server lacks the list, or it cannot be read now. Its mark stays.
    void pass() { m_isDone = true; }

private:
    struct Page {
        QList<mastodon::Heard> fresh; ///< newest first
        QStringList ids;
        qint64 at = 0;
    };
    [[nodiscard]] std::optional<QString> wantsAgain() const;
    [[nodiscard]] qint64 firstUntil() const;
    [[nodiscard]] Page pageOf(const mastodon::Sheet &sheet, bool &isMet) const;
    [[nodiscard]] bool standsStill(const Page &page, const QString &next) const;
    void keep(const QString &asked, Page page);

    MastodonMark m_mark;
    Habits m_habits;
    QHash<QString, Page> m_pages; ///< those still in memory
    QStringList m_kept; ///< their names, in the order they came
    QSet<QString> m_met; ///< ids of this walk
    bool m_isDone = false;
    bool m_isStuck = false;
    std::optional<qint64> m_gap;
};

} // namespace wheelhouse
