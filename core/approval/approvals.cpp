#include "core/approval/approvals.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Approvals)
};

QByteArray sha256(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

QByteArray idsToJson(const QList<MemberId> &ids)
{
    QJsonArray json;
    for (const MemberId &id : ids)
        json.append(id.toString());
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QString hex(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toHex());
}

Binding bindingOf(const NewSubmission &submission, PostId post, const QByteArray &gatesJson)
{
    Binding binding;
    binding.post = post;
    binding.revision = submission.revision->digest;
    binding.rules = sha256(rulesBytes(gatesJson, submission.authors));
    binding.answers = submission.answers;
    binding.time = submission.time;
    for (const RevisionVariant &variant : submission.revision->variants)
        binding.variants.append({ variant.canonical.channel, variant.digest });
    return binding;
}

const Gate *gateOf(const Submission &submission, const GateId &id)
{
    const auto found = std::find_if(
        submission.gates.cbegin(), submission.gates.cend(), [&id](const Gate &gate) { return gate.id == id; });
    return found == submission.gates.cend() ? nullptr : &*found;
}

QString sentenceOf(SignOff::Word word, int revision)
{
    switch (word) {
    case SignOff::Word::Sign:
        return Words::tr("Signed revision %1").arg(revision);
    case SignOff::Word::SendBack:
        return Words::tr("Sent revision %1 back").arg(revision);
    case SignOff::Word::Refuse:
        return Words::tr("Refused revision %1").arg(revision);
    case SignOff::Word::Withdraw:
        return Words::tr("Withdrew what you said of revision %1").arg(revision);
    }
    return {};
}

} // namespace

Approvals::Approvals(Database &database, OperationLog &log, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_reader(database)
    , m_addVersion(database, R"(
        INSERT INTO authority (number, document, why, made_by, made_at)
        VALUES ((SELECT coalesce(max(number), 0) + 1 FROM authority), ?1, ?2,
                (SELECT row FROM member WHERE is_me = 1), ?3))")
    , m_key(database, R"(
        SELECT k.row, m.id, k.made_at, k.ended_at
          FROM signing_key k JOIN member m ON m.row = k.member WHERE k.public_key = ?1)")
    , m_endKey(database, R"(
        UPDATE signing_key SET ended_at = ?2
         WHERE ended_at IS NULL AND member = (SELECT row FROM member WHERE id = ?1))")
    , m_addKey(database, R"(
        INSERT INTO signing_key (member, public_key, made_at)
        SELECT row, ?2, ?3 FROM member WHERE id = ?1 RETURNING row)")
    , m_endOpen(
          database, "UPDATE submission SET ended_at = ?2, ending = 'superseded' WHERE post = ?1 AND ended_at IS NULL")
    , m_add(database, R"(
        INSERT INTO submission (id, post, revision, authority, gates, binding, digest, authors, due_at, made_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10))")
    , m_recall(database, R"(
        UPDATE submission SET ended_at = ?2, ending = 'recalled' WHERE id = ?1 AND ended_at IS NULL RETURNING row)")
    , m_lastSequence(database, "SELECT max(sequence) FROM sign_off WHERE signer = ?1")
    , m_addSignOff(database, R"(
        INSERT INTO sign_off (id, submission, signer, sequence, statement, signature, note, kept_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8))")
    , m_lend(database, R"(
        INSERT INTO delegation (id, lender, borrower, gate, begins, ends)
        SELECT ?1, a.row, b.row, nullif(?4, x''), ?5, ?6 FROM member a JOIN member b ON b.id = ?3 WHERE a.id = ?2 RETURNING row)")
    , m_endLoan(database, "UPDATE delegation SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL RETURNING row")
    , m_suspend(database, R"(
        INSERT INTO member_right (member, suspended_at, suspended_why)
        SELECT row, ?2, ?3 FROM member WHERE id = ?1
        ON CONFLICT (member) DO UPDATE SET suspended_at = ?2, suspended_why = ?3 RETURNING row)")
    , m_rights(database, R"(
        INSERT INTO member_right (member, roles, belt) SELECT row, ?2, ?3 FROM member WHERE id = ?1
        ON CONFLICT (member) DO UPDATE SET roles = ?2, belt = ?3 RETURNING row)")
    , m_post(database, "SELECT id FROM post WHERE row = ?1")
{
}

Result<void> Approvals::log(Transaction &transaction, const QString &kind, const QJsonObject &payload)
{
    auto logged = m_log.append(transaction, { kind, payload, {}, false });
    return logged ? Result<void>() : tl::unexpected(logged.error());
}

Result<SubmissionId> Approvals::submit(Transaction &transaction, const NewSubmission &submission)
{
    const auto version = m_reader.inForce();
    if (!version)
        return tl::unexpected(version.error());
    if (version->number == 0 || submission.authors.isEmpty())
        return fail(Error::Kind::Refused,
            Words::tr("Nobody has decided yet who signs. Choose how your team signs under Team → Who signs."));
    const auto post = m_post.one<PostId>([](const Row &row) { return row.id<PostId>(0); }, submission.revision->post);
    if (!post)
        return tl::unexpected(post.error());
    const QByteArray gates = gatesToJson(gatesFor(version->authority, submission.facts));
    const auto binding = bindingBytes(bindingOf(submission, post->value_or(PostId()), gates));
    if (!binding)
        return tl::unexpected(binding.error());
    if (auto done = m_endOpen.run(submission.revision->post, m_clock.now()); !done)
        return tl::unexpected(done.error());
    const SubmissionId id = SubmissionId::fresh();
    const QByteArray digest = bindingDigest(*binding);
    if (auto done = m_add.run(id, submission.revision->post, submission.revision->row, version->number, Utf8 { gates },
            *binding, digest, Utf8 { idsToJson(submission.authors) }, submission.dueAt, m_clock.now());
        !done)
        return tl::unexpected(done.error());
    auto logged = log(transaction, QStringLiteral("approval.submit"),
        { { QStringLiteral("submission"), id.toString() }, { QStringLiteral("digest"), hex(digest) },
            { QStringLiteral("authority"), version->number } });
    return logged ? Result<SubmissionId>(id) : tl::unexpected(logged.error());
}

Result<QString> Approvals::recall(SubmissionId id)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto ended = m_recall.number(id, m_clock.now());
    if (!ended)
        return tl::unexpected(ended.error());
    if (!*ended)
        return fail(Error::Kind::Conflict, Words::tr("It is not before anybody any more. Nothing was changed."));
    if (auto done =
            log(*transaction, QStringLiteral("approval.recall"), { { QStringLiteral("submission"), id.toString() } });
        !done)
        return tl::unexpected(done.error());
    auto committed = transaction->commit();
    return committed ? Result<QString>(Words::tr("Taken back; it is a draft again"))
                     : tl::unexpected(committed.error());
}

Result<Submission> Approvals::open(SubmissionId id, const QByteArray &digest)
{
    auto found = m_reader.at(id);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Missing, Words::tr("This is not waiting for anybody's signature."));
    if (!(*found)->isOpen() || (*found)->digest != digest)
        return fail(Error::Kind::Conflict,
            Words::tr(
                "It was changed while you looked. What you said was not kept: look at the newer revision first."));
    return **found;
}

/// Refuses, in words, what would count for nothing.
Result<void> Approvals::mayCount(const Submission &submission, const SignOff &said)
{
    const Gate *gate = gateOf(submission, said.gate);
    if (!gate || said.authority != submission.authority)
        return fail(Error::Kind::Refused, Words::tr("It was given at a gate that this does not have to pass."));
    const auto people = m_reader.people();
    const auto lent = m_reader.lent();
    if (!people || !lent)
        return tl::unexpected(!people ? people.error() : lent.error());
    const ApprovalRequest request { submission.digest, submission.authors, submission.gates, submission.dueAt };
    const Weight weight = weightOf(said, *gate, request, *people, *lent, m_clock.now());
    return weight == Weight::Counts ? Result<void>() : fail(Error::Kind::Refused, weightWords(weight));
}

Result<Approvals::Key> Approvals::keyOf(const QByteArray &publicKey)
{
    auto found = m_key.one<Key>(
        [](const Row &row) {
            return Key { row.number(0), row.id<MemberId>(1), row.time(2), row.time(3) };
        },
        publicKey);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(Error::Kind::Refused, Words::tr("Nobody here signs with this key."));
    return **found;
}

Result<Said> Approvals::keep(Transaction &transaction, const Submission &submission, const SignOff &said,
    const Key &key, const KeptSignOff &kept)
{
    if (auto done = m_addSignOff.run(
            said.id, submission.row, key.row, said.sequence, kept.statement, kept.signature, kept.note, m_clock.now());
        !done)
        return tl::unexpected(done.error());
    // The note is named by its digest, so that erasing a person breaks no chain.
    if (auto done = log(transaction, QStringLiteral("approval.say"),
            { { QStringLiteral("submission"), submission.id.toString() },
                { QStringLiteral("statement"), hex(kept.statement) },
                { QStringLiteral("signature"), hex(kept.signature) }, { QStringLiteral("key"), hex(kept.publicKey) } });
        !done)
        return tl::unexpected(done.error());
    auto standing = m_reader.standing(submission, m_clock.now());
    if (!standing)
        return tl::unexpected(standing.error());
    return Said { sentenceOf(said.word, submission.number), said, standing->standing };
}

Result<Said> Approvals::say(const Saying &saying, const Signer &signer)
{
    if (saying.note.trimmed().isEmpty()
        && (saying.word == SignOff::Word::SendBack || saying.word == SignOff::Word::Refuse))
        return fail(Error::Kind::Refused, Words::tr("Say why, so that it can be mended."));
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto submission = open(saying.submission, saying.digest);
    const auto key = keyOf(signer.publicKey());
    if (!submission || !key)
        return tl::unexpected(!submission ? submission.error() : key.error());
    const auto last = m_lastSequence.number(key->row);
    if (!last)
        return tl::unexpected(last.error());
    SignOff said { SignOffId::fresh(), submission->digest, saying.gate, saying.word, saying.by, saying.insteadOf,
        submission->authority, last->value_or(0) + 1, m_clock.now(), saying.until, {} };
    if (!saying.note.isEmpty())
        said.note = sha256(saying.note.toUtf8());
    const QByteArray statement = signOffBytes(said);
    const KeptSignOff kept { statement, signer.sign(statement), signer.publicKey(), key->holder, key->madeAt,
        key->endedAt, saying.note };
    if (const ReadSignOff read = readKept(kept); !read.trouble.isEmpty())
        return fail(Error::Kind::Refused, read.trouble);
    if (auto may = mayCount(*submission, said); !may)
        return tl::unexpected(may.error());
    auto done = keep(*transaction, *submission, said, *key, kept);
    if (!done)
        return done;
    auto committed = transaction->commit();
    return committed ? done : tl::unexpected(committed.error());
}

Result<Said> Approvals::take(SubmissionId submissionId, const KeptSignOff &given)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const auto key = keyOf(given.publicKey);
    if (!key)
        return tl::unexpected(key.error());
    // Who holds the key, and since when, is what this desk knows, whatever came with it.
    KeptSignOff kept = given;
    kept.holder = key->holder;
    kept.keyMadeAt = key->madeAt;
    kept.keyEndedAt = key->endedAt;
    const ReadSignOff read = readKept(kept);
    if (!read.trouble.isEmpty())
        return fail(Error::Kind::Refused, read.trouble);
    const auto submission = open(submissionId, read.said.binding);
    const auto last = m_lastSequence.number(key->row);
    if (!submission || !last)
        return tl::unexpected(!submission ? submission.error() : last.error());
    if (read.said.sequence <= last->value_or(0))
        return fail(
            Error::Kind::Refused, Words::tr("This answer was taken already, or a newer one of the same key was."));
    if (read.said.at > m_clock.now().addSecs(300))
        return fail(
            Error::Kind::Refused, Words::tr("This answer is dated in the future. One of the two clocks is wrong."));
    if (auto may = mayCount(*submission, read.said); !may)
        return tl::unexpected(may.error());
    auto done = keep(*transaction, *submission, read.said, *key, kept);
    if (!done)
        return done;
    auto committed = transaction->commit();
    return committed ? done : tl::unexpected(committed.error());
}

} // namespace wheelhouse
