#include "core/approval/submission.h"

#include "core/base/fields.h"
#include "core/planning/recurrence.h"
#include "core/secrets/signer.h"

#include <QCoreApplication>
#include <QCryptographicHash>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Submission)
};

QString troubleOf(const KeptSignOff &kept, const SignOff &said)
{
    if (said.by != kept.holder)
        return Words::tr("It names somebody else than the holder of its key.");
    if (said.at < kept.keyMadeAt || (kept.keyEndedAt.isValid() && said.at >= kept.keyEndedAt))
        return Words::tr("Its key did not stand when it was given.");
    if (!isSignedBy(kept.publicKey, kept.statement, kept.signature))
        return Words::tr("Its signature is not good: it was changed, or somebody else made it.");
    // A note may be gone; where it is there it is the one that was signed.
    const bool isItsNote =
        kept.note.isEmpty() || QCryptographicHash::hash(kept.note.toUtf8(), QCryptographicHash::Sha256) == said.note;
    return isItsNote ? QString() : Words::tr("Its note is not the one that was signed.");
}

/// The wall time that was signed for this occurrence; none: the rule that was signed gives no such.
std::optional<WallTime> wallOf(const BoundTime &signedFor, const QString &name)
{
    const auto start = readWallTime(signedFor.wall, signedFor.zone.toUtf8());
    if (!start || signedFor.repeats.isEmpty())
        return start && name.isEmpty() ? std::optional(*start) : std::nullopt;
    const auto rule = readRule(signedFor.repeats.toUtf8(), *start);
    if (!rule)
        return std::nullopt;
    const auto found = occurrence(Series { *start, *rule, {}, {}, {} }, name);
    return found ? std::optional(found->at) : std::nullopt;
}

} // namespace

QByteArray rulesBytes(const QByteArray &gatesJson, const QList<MemberId> &authors)
{
    QList<QByteArray> ids;
    for (const MemberId &author : authors)
        ids.append(author.bytes());
    std::sort(ids.begin(), ids.end());
    FieldWriter to(QByteArrayLiteral("wheelhouse-rules-1"));
    to.field(gatesJson);
    for (const QByteArray &id : ids)
        to.field(id);
    return to.bytes();
}

ReadSignOff readKept(const KeptSignOff &kept)
{
    const auto said = readSignOff(kept.statement);
    if (!said)
        return { {}, kept.note, said.error().message };
    return { *said, kept.note, troubleOf(kept, *said) };
}

Result<SubmissionStanding> standingOf(const Submission &submission, const QList<KeptSignOff> &kept,
    const QList<Signatory> &people, const QList<Delegation> &lent, const QDateTime &now)
{
    const auto binding = readBinding(submission.binding);
    if (!binding)
        return tl::unexpected(binding.error());
    const QByteArray rules = rulesBytes(submission.gatesJson, submission.authors);
    if (bindingDigest(submission.binding) != submission.digest
        || QCryptographicHash::hash(rules, QCryptographicHash::Sha256) != binding->rules)
        return fail(Error::Kind::Malformed,
            Words::tr("What was submitted for signing was changed afterwards. Nothing that was signed counts for it."));
    SubmissionStanding result;
    QList<SignOff> good;
    for (const KeptSignOff &each : kept) {
        result.signOffs.append(readKept(each));
        if (result.signOffs.constLast().trouble.isEmpty())
            good.append(result.signOffs.constLast().said);
    }
    result.standing =
        standingOf(ApprovalRequest { submission.digest, submission.authors, submission.gates, submission.dueAt }, good,
            people, lent, now);
    return result;
}

bool isWithin(const BoundTime &signedFor, const QDateTime &dueAt, const QString &occurrence)
{
    const auto wall = wallOf(signedFor, occurrence);
    const Result<ResolvedTime> at = wall ? resolve(*wall) : fail(Error::Kind::Missing, QString());
    return at && dueAt >= at->utc.addSecs(-qint64(signedFor.early) * 60)
        && dueAt <= at->utc.addSecs(qint64(signedFor.late) * 60);
}

} // namespace wheelhouse
