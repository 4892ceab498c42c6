#include "core/approval/signatory.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Authority)
};

using Arrows = QHash<DepartmentId, QSet<DepartmentId>>;

/// Whether a walk along \a arrows comes back to where it was. An arrow to itself is no circle: a department may sign
/// what its own people write, since authors never count.
bool comesBack(const Arrows &arrows, const DepartmentId &from, const DepartmentId &at, QSet<DepartmentId> &seen)
{
    const auto onward = arrows.value(at);
    return std::any_of(onward.cbegin(), onward.cend(), [&](const DepartmentId &next) {
        if (next == at)
            return false;
        if (next == from)
            return true;
        if (seen.contains(next))
            return false;
        seen.insert(next);
        return comesBack(arrows, from, next, seen);
    });
}

bool hasCircle(const Arrows &arrows)
{
    const auto starts = arrows.keys();
    return std::any_of(starts.cbegin(), starts.cend(), [&arrows](const DepartmentId &from) {
        QSet<DepartmentId> seen;
        return comesBack(arrows, from, from, seen);
    });
}

Arrows routesOf(const Authority &authority)
{
    Arrows arrows;
    for (const Route &route : authority.routes)
        arrows[route.from].insert(route.to);
    return arrows;
}

Arrows signingOf(const Authority &authority)
{
    Arrows arrows;
    for (const Gate &gate : authority.gates)
        for (const Who &who : gate.of)
            if (who.kind == Who::Kind::Department)
                for (const DepartmentId &over : gate.over)
                    arrows[who.department].insert(over);
    return arrows;
}

Arrows parentsOf(const Authority &authority)
{
    Arrows arrows;
    for (const Unit &unit : authority.units)
        if (!unit.parent.isNull())
            arrows[unit.department].insert(unit.parent);
    return arrows;
}

void lookAtGate(const Gate &gate, const QList<Signatory> &people, QStringList &troubles)
{
    if (gate.why.trimmed().isEmpty())
        troubles.append(Words::tr("“%1” does not say why it is asked.").arg(gate.name));
    QSet<MemberId> who;
    QSet<DepartmentId> departments;
    for (const Signatory &person : people)
        if (isOneOf(person, gate.of)) {
            who.insert(person.id);
            departments.insert(person.department);
        }
    if (gate.needed < 1 || gate.departments > gate.needed)
        troubles.append(Words::tr("“%1” asks for fewer signatures than departments.").arg(gate.name));
    else if (who.size() < gate.needed)
        troubles.append(Words::tr("Nobody can pass “%1”: it needs %2 and %3 may sign.")
                            .arg(gate.name)
                            .arg(gate.needed)
                            .arg(who.size()));
    else if (departments.size() < gate.departments)
        troubles.append(Words::tr("Nobody can pass “%1”: who may sign there is of %2 departments, and it asks for %3.")
                            .arg(gate.name)
                            .arg(departments.size())
                            .arg(gate.departments));
    if (gate.late == Gate::Late::Deputies && gate.deputies.isEmpty())
        troubles.append(Words::tr("“%1” is handed to deputies when it is late, and names none.").arg(gate.name));
}

} // namespace

QStringList troublesOf(const Authority &authority, const QList<Signatory> &people)
{
    QStringList troubles;
    const auto roots = std::count_if(
        authority.units.cbegin(), authority.units.cend(), [](const Unit &unit) { return unit.parent.isNull(); });
    if (roots != 1)
        troubles.append(Words::tr("There has to be one hub above all others. There are %1.").arg(roots));
    if (hasCircle(parentsOf(authority)))
        troubles.append(Words::tr("Departments stand above each other in a circle."));
    if (hasCircle(routesOf(authority)))
        troubles.append(Words::tr("Messages would be handed on in a circle."));
    if (hasCircle(signingOf(authority)))
        troubles.append(Words::tr("Departments sign for each other in a circle."));
    for (const Route &route : authority.routes)
        if (route.why.trimmed().isEmpty())
            troubles.append(Words::tr("A way on does not say why."));
    for (const Gate &gate : authority.gates)
        lookAtGate(gate, people, troubles);
    return troubles;
}

} // namespace wheelhouse
