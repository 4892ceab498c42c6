#pragma once

#include "core/operations/operationlog.h"
#include "core/team/member.h"

namespace wheelhouse {

/// The members and departments as they are kept. Reading works on any connection; adding needs the writer and its log.
class Roster {
public:
    explicit Roster(Database &database);

    [[nodiscard]] Result<QList<Member>> members();
    [[nodiscard]] Result<QList<Department>> departments();
    /// The person at this desk; Missing before they were named.
    [[nodiscard]] Result<Member> me();

    /// Names the person at this desk. Not an operation: operations need a person first.
    [[nodiscard]] Result<Member> beginAs(Transaction &transaction, const QString &name);
    [[nodiscard]] Result<Member> add(Transaction &transaction, OperationLog &log, Member member);
    [[nodiscard]] Result<Department> add(Transaction &transaction, OperationLog &log, Department department);

private:
    [[nodiscard]] Result<Member> insert(Member member);

    Statement m_members;
    Statement m_departments;
    Statement m_insertMember;
    Statement m_insertDepartment;
    Statement m_lastRow;
};

} // namespace wheelhouse
