#pragma once

#include "core/approval/signatory.h"

#include <QDateTime>

#include <optional>

namespace wheelhouse {

/// What is asked of a quorum: one binding, before its gates.
struct ApprovalRequest {
    QByteArray binding; ///< digest, 32 bytes
    QList<MemberId> authors; ///< everybody who wrote of it; none of them counts, nor what they lent
    QList<Gate> gates; ///< of the version it was submitted under, by stage
    QDateTime dueAt; ///< UTC, when it goes out; invalid: no hour yet
};

/// Where one gate stands.
struct GateStanding {
    /// Waiting: a lower stage has not passed. Open: signatures are missing.
    enum class State { Waiting, Open, Passed, SentBack, Refused };
    GateId gate;
    State state = State::Waiting;
    QList<SignOff> counted; ///< the signatures that count, oldest first
    std::optional<SignOff> against; ///< who sent it back or refused
    int missing = 0; ///< signatures, or further departments, still to come
    QDateTime signBy; ///< UTC; invalid: no hour
    bool isLate = false; ///< signBy is over and it has not passed: nobody agrees for anybody by that
    friend bool operator==(const GateStanding &, const GateStanding &) = default;
};

/// Where it stands as a whole.
struct ApprovalStanding {
    enum class State { Open, Passed, SentBack, Refused };
    State state = State::Open;
    QList<GateStanding> gates; ///< as asked
    [[nodiscard]] bool hasPassed() const { return state == State::Passed; }
};

/// Why a sign-off does not count; Counts: it does.
enum class Weight { Counts, OtherBinding, Author, NotAsked, NotLent, Over, Suspended };

/// What \a signOff weighs at \a gate at \a now. Whoever is suspended now has signed nothing, whenever
/// it was: what they signed waits for somebody else, or for their return. Pure.
[[nodiscard]] Weight weightOf(const SignOff &signOff, const Gate &gate, const ApprovalRequest &asked,
    const QList<Signatory> &people, const QList<Delegation> &lent, const QDateTime &now);
/// A sentence for a person, of what does not count; empty of what does.
[[nodiscard]] QString weightWords(Weight weight);

/// Judges: a pure function of what was said, who people are, what was lent, and the hour. \a said in the order it was
/// written; the signatures themselves (isSignedBy) are checked before. Of what one person said at a gate the last
/// counts. Without a gate it has passed.
[[nodiscard]] ApprovalStanding standingOf(const ApprovalRequest &asked, const QList<SignOff> &said,
    const QList<Signatory> &people, const QList<Delegation> &lent, const QDateTime &now);

/// Whether \a who could sign at \a gate now, in their own right or by \a lent.
[[nodiscard]] bool maySign(const Signatory &who, const Gate &gate, const ApprovalRequest &asked,
    const QList<Signatory> &people, const QList<Delegation> &lent, const QDateTime &now);

} // namespace wheelhouse
