#include "core/team/roster.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Roster)
};

Member readMember(const Row &row)
{
    return { row.number(0), row.id<MemberId>(1), row.text(2), row.number(3), row.text(4), row.flag(5) };
}

} // namespace

Roster::Roster(Database &database)
    : m_members(database, "SELECT row, id, name, coalesce(department, 0), hours, is_me FROM member ORDER BY name")
    , m_departments(database, "SELECT row, id, name FROM department ORDER BY position, name")
    , m_insertMember(
          database, "INSERT INTO member (id, name, department, hours, is_me) VALUES (?1, ?2, nullif(?3, 0), ?4, ?5)")
    , m_insertDepartment(
          database, "INSERT INTO department (id, name, position) VALUES (?1, ?2, (SELECT count(*) FROM department))")
    , m_lastRow(database, "SELECT last_insert_rowid()")
{
}

Result<QList<Member>> Roster::members()
{
    return m_members.all<Member>(&readMember);
}

Result<QList<Department>> Roster::departments()
{
    return m_departments.all<Department>([](const Row &row) {
        return Department { row.number(0), row.id<DepartmentId>(1), row.text(2) };
    });
}

Result<Member> Roster::me()
{
    auto everybody = members();
    if (!everybody)
        return tl::unexpected(everybody.error());
    for (const Member &each : std::as_const(*everybody))
        if (each.isMe)
            return each;
    return fail(Error::Kind::Missing, Words::tr("This workspace does not know yet who you are."));
}

Result<Member> Roster::insert(Member member)
{
    if (member.id.isNull())
        member.id = MemberId::fresh();
    if (auto written = m_insertMember.run(member.id, member.name, member.department, member.hours, member.isMe);
        !written)
        return tl::unexpected(written.error());
    auto row = m_lastRow.number();
    if (!row)
        return tl::unexpected(row.error());
    member.row = row->value_or(0);
    return member;
}

Result<Member> Roster::beginAs(Transaction &, const QString &name)
{
    if (name.trimmed().isEmpty())
        return fail(Error::Kind::Refused, Words::tr("A name is needed, so that the team sees who did what."));
    return insert({ 0, {}, name.trimmed(), 0, {}, true });
}

Result<Member> Roster::add(Transaction &transaction, OperationLog &log, Member member)
{
    if (member.name.trimmed().isEmpty())
        return fail(Error::Kind::Refused, Words::tr("A member needs a name."));
    member.isMe = false;
    auto made = insert(std::move(member));
    if (!made)
        return made;
    // A member's name is the team's own word, not a customer's: it may stand in the log.
    auto logged = log.append(transaction,
        { QStringLiteral("team.member"),
            { { QStringLiteral("id"), made->id.toString() }, { QStringLiteral("name"), made->name } }, {}, false });
    if (!logged)
        return tl::unexpected(logged.error());
    return made;
}

Result<Department> Roster::add(Transaction &transaction, OperationLog &log, Department department)
{
    if (department.name.trimmed().isEmpty())
        return fail(Error::Kind::Refused, Words::tr("A department needs a name."));
    if (department.id.isNull())
        department.id = DepartmentId::fresh();
    if (auto written = m_insertDepartment.run(department.id, department.name); !written)
        return tl::unexpected(written.error());
    auto row = m_lastRow.number();
    if (!row)
        return tl::unexpected(row.error());
    department.row = row->value_or(0);
    auto logged = log.append(transaction,
        { QStringLiteral("team.department"),
            { { QStringLiteral("id"), department.id.toString() }, { QStringLiteral("name"), department.name } }, {},
            false });
    if (!logged)
        return tl::unexpected(logged.error());
    return department;
}

} // namespace wheelhouse
