#pragma once

#include "core/approval/approvalstore.h"
#include "core/base/clock.h"
#include "core/operations/operationlog.h"
#include "core/posts/poststore.h"
#include "core/secrets/signer.h"

namespace wheelhouse {

/// What is submitted for signing.
struct NewSubmission {
    const Revision *revision = nullptr;
    BoundTime time;
    QDateTime dueAt; ///< UTC; invalid: no hour yet
    QList<MemberId> authors; ///< at least one
    AuthorityFacts facts;
    QByteArray answers; ///< digest of what is answered, 32 bytes; empty: nothing is
};

/// What came of a sign-off.
struct Said {
    QString sentence; ///< for the status bar: "Signed “What went wrong in line 2”, revision 4"
    SignOff signOff;
    ApprovalStanding standing; ///< afterwards
};

/// Puts revisions before their gates and takes what people say of them. Each is an operation that is not taken back:
/// who thinks otherwise says so in another one. Lives on the engine lane.
class Approvals {
public:
    Approvals(Database &database, OperationLog &log, const Clock &clock);

    /// Decides on a version of who answers and who signs; what runs keeps the one it began under. Refused without a
    /// reason, and where troublesOf() finds any.
    [[nodiscard]] Result<AuthorityVersion> decide(const Authority &authority, const QString &why);

    /// Whose key \a publicKey is from now on; the one before it ends. Refused where somebody has it already.
    [[nodiscard]] Result<void> bind(MemberId member, const QByteArray &publicKey);

    /// Puts a revision before the gates of the version in force. What was open of its post ends. Refused where none was
    /// decided yet.
    [[nodiscard]] Result<SubmissionId> submit(Transaction &transaction, const NewSubmission &submission);
    /// Takes it back; Conflict where it is ended.
    [[nodiscard]] Result<QString> recall(SubmissionId id);

    /// What somebody says of exactly \a digest, in the name of \a by, with \a signer.
    struct Saying {
        SubmissionId submission;
        QByteArray digest; ///< of the binding that was on the screen
        GateId gate;
        SignOff::Word word = SignOff::Word::Sign;
        MemberId by;
        MemberId insteadOf; ///< null: in one's own right
        QString note; ///< asked for where it is sent back or refused
        QDateTime until; ///< invalid: it stays
    };
    /// Signs and keeps it. Conflict where another revision came meanwhile; Refused, in words, where it would count for
    /// nothing.
    [[nodiscard]] Result<Said> say(const Saying &saying, const Signer &signer);
    /// Keeps what was signed elsewhere: the same checks, and its sequence is one that this key did not use. Refused of
    /// a key that is nobody's.
    [[nodiscard]] Result<Said> take(SubmissionId submission, const KeptSignOff &kept);

    /// Lends a right to sign. Refused where it ends before it begins, or to oneself.
    [[nodiscard]] Result<DelegationId> lend(const Delegation &delegation);
    [[nodiscard]] Result<void> endLoan(DelegationId id);
    /// Suspends a member at once, with a reason; or ends that (empty).
    [[nodiscard]] Result<void> suspend(MemberId member, const QString &why);
    [[nodiscard]] Result<void> setRights(MemberId member, const QStringList &roles, int belt);

private:
    struct Key {
        qint64 row = 0;
        MemberId holder;
        QDateTime madeAt;
        QDateTime endedAt;
    };
    [[nodiscard]] Result<Key> keyOf(const QByteArray &publicKey);
    [[nodiscard]] Result<void> mayCount(const Submission &submission, const SignOff &said);
    [[nodiscard]] Result<Submission> open(SubmissionId id, const QByteArray &digest);
    [[nodiscard]] Result<Said> keep(Transaction &transaction, const Submission &submission, const SignOff &said,
        const Key &key, const KeptSignOff &kept);
    [[nodiscard]] Result<void> log(Transaction &transaction, const QString &kind, const QJsonObject &payload);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    ApprovalReader m_reader;
    Statement m_addVersion;
    Statement m_key;
    Statement m_endKey;
    Statement m_addKey;
    Statement m_endOpen;
    Statement m_add;
    Statement m_recall;
    Statement m_lastSequence;
    Statement m_addSignOff;
    Statement m_lend;
    Statement m_endLoan;
    Statement m_suspend;
    Statement m_rights;
    Statement m_post;
};

} // namespace wheelhouse
