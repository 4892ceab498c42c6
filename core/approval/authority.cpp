#include "core/approval/authority.h"

#include "core/approval/signatory.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Authority)
};

bool matches(const QString &wanted, const QString &found)
{
    return wanted.isEmpty() || wanted == found;
}

DepartmentId branchOf(const Authority &authority, const DepartmentId &unit)
{
    // The branch is the unit just below the root; a walk of more steps than there are units goes in a circle.
    DepartmentId at = unit;
    for (qsizetype i = 0; i < authority.units.size(); ++i) {
        const auto found = std::find_if(authority.units.cbegin(), authority.units.cend(),
            [&at](const Unit &candidate) { return candidate.department == at; });
        if (found == authority.units.cend() || found->parent.isNull())
            return at;
        const auto parent = std::find_if(authority.units.cbegin(), authority.units.cend(),
            [&found](const Unit &candidate) { return candidate.department == found->parent; });
        if (parent == authority.units.cend() || parent->parent.isNull())
            return at;
        at = parent->department;
    }
    return at;
}

bool isAcrossUnits(const Authority &authority, const AuthorityFacts &facts)
{
    QSet<DepartmentId> branches;
    for (const DepartmentId &unit : facts.units)
        branches.insert(branchOf(authority, unit));
    if (!facts.unit.isNull())
        branches.insert(branchOf(authority, facts.unit));
    return branches.size() > 1;
}

bool holds(const Condition &when, const Authority &authority, const AuthorityFacts &facts)
{
    return (when.network.isEmpty() || facts.networks.contains(when.network)) && matches(when.need, facts.need)
        && facts.risk >= when.risk && (when.flag.isEmpty() || facts.flags.contains(when.flag))
        && (!when.acrossUnits || isAcrossUnits(authority, facts));
}

/// How particular a duty is for these facts; -1: it is none.
int particular(const Duty &duty, const AuthorityFacts &facts)
{
    if (!matches(duty.need, facts.need) || (!duty.network.isEmpty() && !facts.networks.contains(duty.network)))
        return -1;
    return (duty.need.isEmpty() ? 0 : 2) + (duty.network.isEmpty() ? 0 : 1);
}

DepartmentId rootOf(const Authority &authority)
{
    for (const Unit &unit : authority.units)
        if (unit.parent.isNull())
            return unit.department;
    return {};
}

AuthorityPath::Step firstStep(const Authority &authority, const AuthorityFacts &facts)
{
    if (!facts.unit.isNull())
        return { facts.unit, Words::tr("It is theirs already.") };
    const Duty *best = nullptr;
    for (const Duty &duty : authority.duties)
        if (particular(duty, facts) > (best ? particular(*best, facts) : -1))
            best = &duty;
    if (!best)
        return { rootOf(authority), Words::tr("It is nobody's duty, so it is the hub's.") };
    return { best->unit,
        best->need.isEmpty() ? Words::tr("They answer for whatever comes there.")
                             : Words::tr("They answer for “%1”.").arg(best->need) };
}

const Route *routeFrom(const DepartmentId &unit, const Authority &authority, const AuthorityFacts &facts)
{
    for (const Route &route : authority.routes)
        if (route.from == unit && holds(route.when, authority, facts))
            return &route;
    return nullptr;
}

} // namespace

bool isOneOf(const Signatory &who, const QList<Who> &of)
{
    if (who.isSuspended)
        return false;
    return std::any_of(of.cbegin(), of.cend(), [&who](const Who &line) {
        switch (line.kind) {
        case Who::Kind::Member:
            return !line.member.isNull() && line.member == who.id;
        case Who::Kind::Department:
            return !line.department.isNull() && line.department == who.department;
        case Who::Kind::Role:
            return !line.role.isEmpty() && who.roles.contains(line.role);
        case Who::Kind::Belt:
            return line.belt > 0 && who.belt >= line.belt;
        }
        return false;
    });
}

AuthorityPath pathOf(const Authority &authority, const AuthorityFacts &facts)
{
    AuthorityPath path { { firstStep(authority, facts) } };
    QSet<DepartmentId> passed { path.accountable() };
    while (const Route *route = routeFrom(path.accountable(), authority, facts)) {
        if (passed.contains(route->to))
            break; // no sound graph has this; whoever has it now keeps it
        passed.insert(route->to);
        path.steps.append({ route->to, route->why });
    }
    return path;
}

QList<Gate> gatesFor(const Authority &authority, const AuthorityFacts &facts)
{
    QList<Gate> gates;
    for (const Gate &gate : authority.gates)
        if ((gate.over.isEmpty() || gate.over.contains(facts.unit)) && holds(gate.when, authority, facts))
            gates.append(gate);
    std::stable_sort(
        gates.begin(), gates.end(), [](const Gate &one, const Gate &other) { return one.stage < other.stage; });
    return gates;
}

} // namespace wheelhouse
