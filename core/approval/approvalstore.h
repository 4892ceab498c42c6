#pragma once

#include "core/approval/submission.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// A version of the authority graph as it is kept.
struct AuthorityVersion {
    qint64 number = 0; ///< 0: none was decided yet
    Authority authority;
    QString why;
    friend bool operator==(const AuthorityVersion &, const AuthorityVersion &) = default;
};

/// A lent right as it is kept.
using DelegationId = Id<struct Delegation>;

/// What is kept of who agreed to what, as it stands; judges nothing. Any connection.
class ApprovalReader {
public:
    explicit ApprovalReader(Database &database);

    /// The version in force; number 0 where none was decided.
    [[nodiscard]] Result<AuthorityVersion> inForce();
    /// Everybody who works here, as they stand now.
    [[nodiscard]] Result<QList<Signatory>> people();
    [[nodiscard]] Result<QList<Delegation>> lent();
    [[nodiscard]] Result<std::optional<Submission>> at(SubmissionId id);
    /// The one that is before its gates, or has passed them; none: nothing of this post is.
    [[nodiscard]] Result<std::optional<Submission>> openOf(qint64 post);
    /// The one under which \a revision (row) was submitted last, open or ended.
    [[nodiscard]] Result<std::optional<Submission>> ofRevision(qint64 revision);
    /// Oldest first.
    [[nodiscard]] Result<QList<KeptSignOff>> signOffs(qint64 submission);
    /// Judged from what is kept, at \a now.
    [[nodiscard]] Result<SubmissionStanding> standing(const Submission &submission, const QDateTime &now);

private:
    Statement m_inForce;
    Statement m_people;
    Statement m_lent;
    Statement m_at;
    Statement m_openOf;
    Statement m_ofRevision;
    Statement m_signOffs;
};

/// JSON of a list of gates, as a submission keeps them; and back.
[[nodiscard]] QByteArray gatesToJson(const QList<Gate> &gates);
[[nodiscard]] Result<QList<Gate>> gatesFromJson(const QByteArray &utf8);

} // namespace wheelhouse
