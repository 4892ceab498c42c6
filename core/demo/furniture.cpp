#include "core/demo/furniture.h"

#include "core/inbox/labels.h"
#include "core/inbox/savedfilters.h"

#include <array>

namespace wheelhouse {

namespace {

struct Person {
    const char *shortName;
    const char *name;
    const char *department;
    const char *hours;
};
constexpr std::array departments { "Care", "PR", "People", "Product", "Marketing", "Legal" };
constexpr std::array people {
    Person { "tomasz", "Tomasz Wren", "Care", "Mon-Fri 08:00-16:00 Europe/Amsterdam" },
    Person { "dalia", "Dalia Haddad", "Legal", "Mon-Thu 09:00-17:00 Europe/Amsterdam" },
    Person { "priya", "Priya Nair", "PR", "Mon-Fri 09:00-18:00 Europe/Amsterdam" },
    Person { "jonas", "Jonas Lindqvist", "Marketing", "Mon-Fri 09:00-17:00 Europe/Amsterdam" },
    Person { "mei", "Mei Castellano", "People", "Mon-Fri 13:00-18:00 Europe/Amsterdam" },
    Person { "sam", "Sam Adeyemi", "Product", "Mon-Fri 09:00-17:00 Europe/Amsterdam" },
    Person { "noor", "Noor Bakker", "Legal", "Tue-Fri 09:00-17:00 Europe/Amsterdam" },
    Person { "rafa", "Rafa Jansen", "Product", "Mon-Fri 06:00-14:00 Europe/Amsterdam" },
    Person { "lena", "Lena Voss", "Care", "Wed-Sun 07:00-15:00 Europe/Amsterdam" },
};

struct Tint {
    const char *name;
    const char *colour;
};
constexpr std::array labels { Tint { "Allergen", "red" }, Tint { "Hazelnut", "red" }, Tint { "Refund", "plain" },
    Tint { "Loud", "vio" }, Tint { "Stillwater", "acc" }, Tint { "Jobs", "blu" }, Tint { "Idea", "grn" },
    Tint { "Press", "amb" }, Tint { "Care", "plain" } };

struct Filter {
    const char *name;
    const char *query;
};
constexpr std::array filters { Filter { "Due within 30 min", "due:30m is:open" },
    Filter { "Hazelnut incident", "label:Hazelnut is:open" }, Filter { "Loud and cross", "label:Loud is:open" },
    Filter { "Stillwater launch", "label:Stillwater is:open" }, Filter { "Job questions", "label:Jobs is:open" } };

Result<void> addPeople(Transaction &transaction, OperationLog &log, Roster &roster, Furniture &made)
{
    for (const char *name : departments) {
        auto department = roster.add(transaction, log, Department { 0, {}, QString::fromLatin1(name) });
        if (!department)
            return tl::unexpected(department.error());
        made.departments.insert(department->name, department->row);
    }
    for (const Person &person : people) {
        Member member;
        member.name = QString::fromLatin1(person.name);
        member.department = made.departments.value(QString::fromLatin1(person.department));
        member.hours = QString::fromLatin1(person.hours);
        auto added = roster.add(transaction, log, member);
        if (!added)
            return tl::unexpected(added.error());
        made.members.insert(QString::fromLatin1(person.shortName), added->row);
    }
    return {};
}

Result<void> addLabels(LabelBook &book, Furniture &made)
{
    for (const Tint &label : labels) {
        auto added = book.called(QString::fromLatin1(label.name), QString::fromLatin1(label.colour));
        if (!added)
            return tl::unexpected(added.error());
        made.labels.insert(added->name, added->row);
    }
    return {};
}

Result<void> addFilters(SavedFilters &kept)
{
    for (const Filter &filter : filters)
        if (auto added = kept.add(QString::fromLatin1(filter.name), QString::fromLatin1(filter.query)); !added)
            return tl::unexpected(added.error());
    return {};
}

/// The person at this desk, the others and their departments.
Result<void> addTeam(Database &database, OperationLog &log, Furniture &made)
{
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    Roster roster(database);
    auto me = roster.me();
    if (!me && me.error().kind == Error::Kind::Missing)
        me = roster.beginAs(*transaction, QStringLiteral("Ines Okafor"));
    if (!me)
        return tl::unexpected(me.error());
    made.members.insert(QStringLiteral("ines"), me->row);
    if (auto done = addPeople(*transaction, log, roster, made); !done)
        return done;
    return transaction->commit();
}

} // namespace

Result<Furniture> furnish(Database &database, OperationLog &log, Undo &undo)
{
    Furniture made;
    LabelBook book(database, log);
    SavedFilters kept(database, log, undo);
    if (auto done = addTeam(database, log, made); !done)
        return tl::unexpected(done.error());
    if (auto done = addLabels(book, made); !done)
        return tl::unexpected(done.error());
    if (auto done = addFilters(kept); !done)
        return tl::unexpected(done.error());
    return made;
}

} // namespace wheelhouse
