#pragma once

#include "core/approval/presets.h"
#include "core/approval/signatory.h"

namespace wheelhouse::test {

/// A company of seven departments, two of them hubs under the first one, with people in each.
struct House {
    DepartmentId marketing = DepartmentId::fromName("test", "Marketing");
    DepartmentId care = DepartmentId::fromName("test", "Care");
    DepartmentId repairs = DepartmentId::fromName("test", "Repairs");
    DepartmentId refunds = DepartmentId::fromName("test", "Refunds");
    DepartmentId people = DepartmentId::fromName("test", "People");
    DepartmentId hiring = DepartmentId::fromName("test", "Hiring");
    DepartmentId legal = DepartmentId::fromName("test", "Legal");
    QList<Signatory> staff;

    House()
    {
        const QList<DepartmentId> departments { marketing, care, repairs, refunds, people, hiring, legal };
        for (qsizetype i = 0; i < departments.size(); ++i)
            for (int person = 0; person < 3; ++person) {
                Signatory one;
                one.id = member(int(i), person);
                one.department = departments.at(i);
                one.belt = person * 2;
                if (departments.at(i) == legal)
                    one.roles.append(QStringLiteral("legal"));
                staff.append(one);
            }
    }
    static MemberId member(int department, int person)
    {
        return MemberId::fromName("test", QByteArray::number(department) + '/' + QByteArray::number(person));
    }
    [[nodiscard]] Seats seats() const
    {
        Seats seats;
        seats.hub = marketing;
        seats.hubName = QStringLiteral("Marketing");
        seats.others = { { care, QStringLiteral("Care"), {} }, { repairs, QStringLiteral("Repairs"), care },
            { refunds, QStringLiteral("Refunds"), care }, { people, QStringLiteral("People"), {} },
            { hiring, QStringLiteral("Hiring"), people }, { legal, QStringLiteral("Legal"), {} } };
        seats.duties = { { care, {}, {} }, { repairs, QStringLiteral("repair"), {} },
            { refunds, QStringLiteral("refund"), {} }, { hiring, QStringLiteral("jobs"), {} },
            { marketing, QStringLiteral("refund"), QStringLiteral("bluesky") } };
        return seats;
    }
};

} // namespace wheelhouse::test
