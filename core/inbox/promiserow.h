#pragma once

#include "core/inbox/promises.h"

// What the files that write Promises share: not for others.
namespace wheelhouse {

/// A row of promise.
struct Promises::Kept {
    qint64 row = 0; ///< 0: none yet
    qint64 mention = 0;
    Owed::Kind kind = Owed::Kind::First;
    qint64 policy = 0; ///< row of the version; 0: nothing is promised
    std::optional<qint64> termsAt;
    qint64 beganAt = 0;
    qint64 dueAt = 0;
    qint64 stoppedAt = 0;
    QString standing; ///< as stored; empty: there is no row
    bool answered = false;
    qint64 lateMs = 0;
    int warned = 0;
    qint64 warnAt = 0;
    qint64 conversation = 0; ///< a merge moves the message, and its clock with it
    [[nodiscard]] bool isLive() const
    {
        return standing == QLatin1String("running") || standing == QLatin1String("paused");
    }
    friend bool operator==(const Kept &, const Kept &) = default;
};

/// A conversation with all that its promises depend on.
struct Promises::Case {
    qint64 row = 0;
    TriageState state = TriageState::New;
    SnoozeMode mode = SnoozeMode::None;
    qint64 snoozeUntil = 0;
    qint64 doneAt = 0;
    QString woke;
    PromiseSubject subject;
    qint64 dueAt = 0; ///< as the row says it
    qint64 beganAt = 0;
    QList<PromiseFact> facts;
    [[nodiscard]] QList<Owed> owed() const;
};

/// The operation that is being written.
struct Promises::Step {
    qint64 operation = 0; ///< row; 0: nobody's act
    qint64 at = 0; ///< UTC ms
    qint64 undoes = 0; ///< row; 0: it takes nothing back
    bool isBack = false;
};

struct Promises::Statements {
    explicit Statements(Database &database);
    Statement read;
    Statement labels;
    Statement mentions;
    Statement facts;
    Statement operation;
    Statement addFact;
    Statement takeBack;
    Statement promises;
    Statement insert;
    Statement update;
    Statement voidAll;
    Statement mark;
    Statement open;
    Statement warnings;
    Statement warned;
    Statement nextWarning;
    Statement who;
    Statement mentionId;
    Statement mentionRow;
    Statement terms;
    Statement addCalendar;
    Statement addPolicy;
    Statement closePolicy;
    Statement versions;
    Statement policyMark;
};

} // namespace wheelhouse
