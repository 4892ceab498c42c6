#pragma once

#include "core/approval/binding.h"
#include "core/approval/quorum.h"

namespace wheelhouse {

using SubmissionId = Id<struct Submission>;

/// A sign-off as it is kept: the bytes that were signed, and by which key.
struct KeptSignOff {
    QByteArray statement; ///< signOffBytes()
    QByteArray signature; ///< 64 bytes
    QByteArray publicKey; ///< 32 bytes, of the key that it is kept under
    MemberId holder; ///< whose key that is
    QDateTime keyMadeAt; ///< UTC
    QDateTime keyEndedAt; ///< UTC; invalid: it stands
    QString note; ///< may have gone where a person was erased
};

/// A revision before its gates, as it is kept.
struct Submission {
    enum class Ending { None, Recalled, Superseded };
    qint64 row = 0;
    SubmissionId id;
    qint64 post = 0; ///< row
    qint64 revision = 0; ///< row
    int number = 0; ///< of the revision
    qint64 authority = 0; ///< number of the version
    QList<Gate> gates;
    QByteArray gatesJson; ///< what they were read from
    QByteArray binding; ///< bindingBytes()
    QByteArray digest; ///< as kept; what counts is the digest of the bytes
    QList<MemberId> authors;
    QDateTime dueAt; ///< UTC; invalid: no hour yet
    QDateTime madeAt; ///< UTC
    Ending ending = Ending::None;
    [[nodiscard]] bool isOpen() const { return ending == Ending::None; }
};

/// A sign-off that was looked at: what it says, and why it counts for nothing, if so.
struct ReadSignOff {
    SignOff said;
    QString note;
    QString trouble; ///< for a person; empty: the signature is good, and quorum decides what it weighs
};

/// The bytes whose SHA-256 a binding holds as its rules: "wheelhouse-rules-1" and then, each with its length as 4 bytes
/// big-endian before it, \a gatesJson and by id, lowest first, the authors' ids (16). Whoever lifts a gate afterwards
/// changes what was signed.
[[nodiscard]] QByteArray rulesBytes(const QByteArray &gatesJson, const QList<MemberId> &authors);

/// Reads what is kept, and trusts nothing but bytes and keys: a statement that is not canonical, not of its holder,
/// signed with a key that did not stand then, or not signed by it at all says so in trouble. Pure.
[[nodiscard]] ReadSignOff readKept(const KeptSignOff &kept);

/// Where a submission stands, by what is good of \a kept. Pure. Malformed where its binding's bytes are not the ones of
/// its digest, or its gates and authors not those of the binding: nothing that was signed says anything of it then.
struct SubmissionStanding {
    ApprovalStanding standing;
    QList<ReadSignOff> signOffs; ///< all of them, oldest first
};
[[nodiscard]] Result<SubmissionStanding> standingOf(const Submission &submission, const QList<KeptSignOff> &kept,
    const QList<Signatory> &people, const QList<Delegation> &lent, const QDateTime &now);

/// Whether \a dueAt lies within the time that was signed. Never where no hour was. A series is signed by its rule, and
/// each occurrence has its own hour: \a occurrence is its name (core/planning/recurrence.h); empty: once.
[[nodiscard]] bool isWithin(const BoundTime &signedFor, const QDateTime &dueAt, const QString &occurrence);

} // namespace wheelhouse
