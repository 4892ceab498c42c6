#pragma once

#include "core/base/clock.h"
#include "core/inbox/triage.h"
#include "core/networks/gesture.h"

#include <QSet>

#include <functional>

namespace wheelhouse {

/// A gesture that was wished, and where it stands.
struct WishedGesture {
    enum class State { Waiting, Trying, Done, Refused, Dropped };
    qint64 row = 0;
    qint64 channel = 0; ///< row
    ChannelId channelId;
    Gesture gesture;
    qint64 mention = 0; ///< row; 0: done to a person alone
    State state = State::Waiting;
    int tries = 0; ///< begun
    QString reason; ///< why it is not done, for a person; empty: nothing is wrong
    bool mayBeMade = false; ///< an earlier try may have made it though nobody answered
    int failures = 0; ///< how often its server itself failed at it
    QDateTime failingSince; ///< UTC, the first of them; null: none
    QDateTime endedAt; ///< UTC, when it was done or refused; null: it is on its way
    friend bool operator==(const WishedGesture &, const WishedGesture &) = default;
};

/// Until when a gesture waits after a try that failed, and what is known of it then. Times are UTC ms.
struct GesturePause {
    QString reason; ///< for a person
    qint64 until = 0;
    qint64 channelUntil = 0; ///< nothing of its channel is made before, <= until
    bool mayBeMade = false;
    bool isServersFault = false; ///< it was reached, and failed
};

/// Wishes gestures, and keeps what became of each. Every wish is one operation and one step to undo, for any number of
/// messages. Lives on the engine lane.
class Gestures {
public:
    Gestures(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// \a mentions rows; what concerns a person (follow, mute, block) is done to their author. What is wished already,
    /// ours, or came without a way back is left. \a words of a report; refused without.
    [[nodiscard]] Result<Acted> wish(Gesture::Kind kind, const QList<qint64> &mentions, const QString &words = {});
    /// To which messages (rows) a gesture at \a conversations (rows) is made, of those on one of \a networks:
    /// approving, to all that wait for it; everything else to the newest of somebody else in each.
    [[nodiscard]] Result<QList<qint64>> aimedAt(
        Gesture::Kind kind, const QList<qint64> &conversations, const QSet<NetworkId> &networks);
    /// What was wished of a message and not dropped, oldest first.
    [[nodiscard]] Result<QList<WishedGesture>> of(qint64 mention);

    /// The next that may be made now, of each channel one: whose turn came first, or was wished first. None that has a
    /// pause, or follows one to the same message or person that is not done: among those the order counts.
    [[nodiscard]] Result<QList<WishedGesture>> due();
    /// UTC ms when there is one again; none: nothing waits.
    [[nodiscard]] Result<std::optional<qint64>> nextDue();
    /// That it is being asked for, before it is: after a kill it is known that it may have been made.
    [[nodiscard]] Result<void> begin(qint64 row);
    /// \a made as due() gave it, before it was begun.
    [[nodiscard]] Result<void> succeed(const WishedGesture &made, const GestureDone &done);
    [[nodiscard]] Result<void> refuse(qint64 row, const QString &reason);
    /// \a made as due() gave it. What was taken back while it was being made ends instead.
    [[nodiscard]] Result<void> postpone(const WishedGesture &made, const GesturePause &pause);

private:
    struct Target;
    [[nodiscard]] Result<void> told(const std::function<Result<void>()> &write);
    [[nodiscard]] Result<std::optional<Target>> target(qint64 mention);
    [[nodiscard]] Result<bool> put(
        const Target &target, Gesture::Kind kind, const QByteArray &id, const QString &words);
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<bool> doAgain(const QByteArray &id, qint64 mention, Gesture::Kind kind);
    [[nodiscard]] Result<bool> takeBack(const QByteArray &id, Gesture::Kind kind);
    [[nodiscard]] Result<void> drop(qint64 row);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Statement m_target;
    Statement m_newest;
    Statement m_held;
    Statement m_same;
    Statement m_insert;
    Statement m_drop;
    Statement m_end;
    Statement m_find;
    Statement m_of;
    Statement m_due;
    Statement m_nextDue;
    Statement m_begin;
    Statement m_done;
    Statement m_refuse;
    Statement m_postpone;
    Statement m_moderated;
    Statement m_revive;
    Statement m_moderatedBack;
};

} // namespace wheelhouse
