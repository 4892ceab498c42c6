#include "core/approval/approvalstore.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

constexpr char submissionColumns[] = R"(
    SELECT s.row, s.id, s.post, s.revision, r.number, s.authority, s.gates, s.binding, s.digest, s.authors, s.due_at,
           s.made_at, s.ending
      FROM submission s JOIN revision r ON r.row = s.revision )";

QByteArray submissions(const char *where)
{
    return QByteArray(submissionColumns) + where;
}

QList<MemberId> membersOf(const QByteArray &json)
{
    QList<MemberId> members;
    for (const QJsonValue &each : QJsonDocument::fromJson(json).array())
        members.append(MemberId::fromString(each.toString()));
    return members;
}

Submission::Ending endingOf(const QString &word)
{
    return word == QLatin1String("recalled") ? Submission::Ending::Recalled
        : word.isEmpty()                     ? Submission::Ending::None
                                             : Submission::Ending::Superseded;
}

/// What is read, and what could not be understood of it.
struct Kept {
    Submission submission;
    std::optional<Error> trouble;
};

Kept readSubmission(const Row &row)
{
    Kept kept;
    Submission &one = kept.submission;
    one.row = row.number(0);
    one.id = row.id<SubmissionId>(1);
    one.post = row.number(2);
    one.revision = row.number(3);
    one.number = int(row.number(4));
    one.authority = row.number(5);
    one.binding = row.bytes(7);
    one.digest = row.bytes(8);
    one.authors = membersOf(row.bytes(9));
    one.dueAt = row.time(10);
    one.madeAt = row.time(11);
    one.ending = endingOf(row.text(12));
    // Gates that cannot be read are not no gates.
    one.gatesJson = row.bytes(6);
    if (auto gates = gatesFromJson(one.gatesJson))
        one.gates = *gates;
    else
        kept.trouble = gates.error();
    return kept;
}

Result<std::optional<Submission>> understood(const Result<std::optional<Kept>> &found)
{
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return std::nullopt;
    if ((*found)->trouble)
        return tl::unexpected(*(*found)->trouble);
    return (*found)->submission;
}

QStringList wordsOf(const QByteArray &json)
{
    QStringList words;
    for (const QJsonValue &each : QJsonDocument::fromJson(json).array())
        words.append(each.toString());
    return words;
}

} // namespace

QByteArray gatesToJson(const QList<Gate> &gates)
{
    Authority only;
    only.gates = gates;
    return QJsonDocument(toJson(only)).toJson(QJsonDocument::Compact);
}

Result<QList<Gate>> gatesFromJson(const QByteArray &utf8)
{
    auto read = authorityFromJson(utf8);
    if (!read)
        return tl::unexpected(read.error());
    return read->gates;
}

ApprovalReader::ApprovalReader(Database &database)
    : m_inForce(database, "SELECT number, document, why FROM authority ORDER BY number DESC LIMIT 1")
    , m_people(database, R"(
        SELECT m.id, d.id, coalesce(r.roles, '[]'), coalesce(r.belt, 0), r.suspended_at IS NOT NULL
          FROM member m LEFT JOIN department d ON d.row = m.department LEFT JOIN member_right r ON r.member = m.row
         ORDER BY m.row)")
    , m_lent(database, R"(
        SELECT a.id, b.id, d.begins, min(d.ends, coalesce(d.ended_at, d.ends)), d.gate
          FROM delegation d JOIN member a ON a.row = d.lender JOIN member b ON b.row = d.borrower ORDER BY d.row)")
    , m_at(database, submissions("WHERE s.id = ?1"))
    , m_openOf(database, submissions("WHERE s.post = ?1 AND s.ended_at IS NULL"))
    , m_ofRevision(database, submissions("WHERE s.revision = ?1 ORDER BY s.row DESC LIMIT 1"))
    , m_signOffs(database, R"(
        SELECT o.statement, o.signature, k.public_key, m.id, k.made_at, k.ended_at, o.note
          FROM sign_off o JOIN signing_key k ON k.row = o.signer JOIN member m ON m.row = k.member
         WHERE o.submission = ?1 ORDER BY o.row)")
{
}

Result<AuthorityVersion> ApprovalReader::inForce()
{
    struct Found {
        AuthorityVersion version;
        QByteArray document;
    };
    auto found = m_inForce.one<Found>([](const Row &row) {
        return Found { { row.number(0), {}, row.text(2) }, row.bytes(1) };
    });
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return AuthorityVersion();
    auto authority = authorityFromJson((*found)->document);
    if (!authority)
        return tl::unexpected(authority.error());
    (*found)->version.authority = *authority;
    return (*found)->version;
}

Result<QList<Signatory>> ApprovalReader::people()
{
    return m_people.all<Signatory>([](const Row &row) {
        return Signatory { row.id<MemberId>(0), row.id<DepartmentId>(1), wordsOf(row.bytes(2)), int(row.number(3)),
            row.flag(4) };
    });
}

Result<QList<Delegation>> ApprovalReader::lent()
{
    return m_lent.all<Delegation>([](const Row &row) {
        return Delegation { row.id<MemberId>(0), row.id<MemberId>(1), row.time(2), row.time(3), row.id<GateId>(4) };
    });
}

Result<std::optional<Submission>> ApprovalReader::at(SubmissionId id)
{
    return understood(m_at.one<Kept>(&readSubmission, id));
}

Result<std::optional<Submission>> ApprovalReader::openOf(qint64 post)
{
    return understood(m_openOf.one<Kept>(&readSubmission, post));
}

Result<std::optional<Submission>> ApprovalReader::ofRevision(qint64 revision)
{
    return understood(m_ofRevision.one<Kept>(&readSubmission, revision));
}

Result<QList<KeptSignOff>> ApprovalReader::signOffs(qint64 submission)
{
    return m_signOffs.all<KeptSignOff>(
        [](const Row &row) {
            return KeptSignOff { row.bytes(0), row.bytes(1), row.bytes(2), row.id<MemberId>(3), row.time(4),
                row.time(5), row.text(6) };
        },
        submission);
}

Result<SubmissionStanding> ApprovalReader::standing(const Submission &submission, const QDateTime &now)
{
    const auto kept = signOffs(submission.row);
    const auto everybody = people();
    const auto rights = lent();
    if (!kept || !everybody || !rights)
        return tl::unexpected(!kept ? kept.error() : !everybody ? everybody.error() : rights.error());
    return standingOf(submission, *kept, *everybody, *rights, now);
}

} // namespace wheelhouse
