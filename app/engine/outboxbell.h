#pragma once

#include "app/engine/desktopnotes.h"
#include "core/publishing/outboxbook.h"
#include "core/store/changes.h"

#include <QTimer>

namespace wheelhouse {

/// Says when something that was to go out waits for a person now: its time went by, it was refused, it is in doubt and
/// stays so, it was held. What comes together is told together, and no two notes come within a minute. What waited
/// already when it starts is known. Only while this process holds the engine. Lives on the engine lane.
class OutboxBell : public QObject {
    Q_OBJECT
public:
    struct Habits {
        std::chrono::milliseconds settle { 5'000 }; ///< in which what comes together comes
        std::chrono::milliseconds doubt { 30'000 }; ///< that a doubt lasts before it is told; most end by themselves
        std::chrono::milliseconds apart { 60'000 }; ///< between two notes
    };
    /// All of them outlive it.
    OutboxBell(Database &database, Changes &changes, const Clock &clock, const Habits &habits);

    void start();
    void stop();
    /// That accounts cannot be asked, since what lets us in is locked away; told once for each \a words.
    void hearLocked(const QString &words);
    void look(); ///< what it does by itself after a change, or when it is time

signals:
    void rang(const wheelhouse::DesktopNote &note);

private:
    struct Seen {
        Delivery::State state = Delivery::State::Missed;
        qint64 since = 0; ///< UTC ms
        bool isTold = false;
    };
    [[nodiscard]] bool isRipe(const Seen &seen, qint64 now) const;
    void follow(const QList<Waiting> &waiting, qint64 now);
    void tell(const QList<qint64> &rows, qint64 now);
    void setTimer(qint64 now);

    OutboxBook m_book;
    DeliveryBook m_deliveries;
    const Clock &m_clock;
    Habits m_habits;
    QHash<qint64, Seen> m_seen; ///< by row
    QSet<QString> m_locked;
    qint64 m_lastTold = 0; ///< UTC ms
    bool m_isRunning = false;
    QTimer m_timer;
};

/// What is said of those that wait now; \a only the one there is, where it is one.
[[nodiscard]] DesktopNote noteOf(const QHash<Delivery::State, int> &counts, const std::optional<Delivery> &only);

} // namespace wheelhouse
