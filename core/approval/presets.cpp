#include "core/approval/presets.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Presets)
};

constexpr std::array words { std::pair(Preset::Centralised, "centralised"),
    std::pair(Preset::Decentralised, "decentralised"), std::pair(Preset::HubAndSpoke, "hub-and-spoke"),
    std::pair(Preset::Dandelion, "dandelion"), std::pair(Preset::Honeycomb, "honeycomb") };

Who everybodyOf(const DepartmentId &department)
{
    Who who;
    who.kind = Who::Kind::Department;
    who.department = department;
    return who;
}

Gate gateOf(const DepartmentId &department, const QByteArray &part, const QString &name, const QString &why)
{
    Gate gate;
    gate.id = GateId::fromName("gate", part + department.bytes());
    gate.name = name;
    gate.why = why;
    gate.of = { everybodyOf(department) };
    return gate;
}

/// Everybody's own department looks: one colleague who did not write it.
QList<Gate> ownGates(const Seats &seats)
{
    QList<Gate> gates;
    const auto add = [&gates](const DepartmentId &department, const QString &name) {
        Gate gate = gateOf(department, "own", Words::tr("%1 signs").arg(name),
            Words::tr("A second pair of eyes sees what the first one wrote."));
        gate.over = { department };
        gates.append(gate);
    };
    add(seats.hub, seats.hubName);
    for (const Seat &seat : seats.others)
        add(seat.department, seat.name);
    return gates;
}

Gate hubGate(const Seats &seats, const QString &why)
{
    return gateOf(seats.hub, "hub", Words::tr("%1 signs").arg(seats.hubName), why);
}

void centralise(Authority &authority, const Seats &seats)
{
    for (const Seat &seat : seats.others)
        authority.routes.append(
            { seat.department, seats.hub, {}, Words::tr("Whatever is said in public is answered in one place.") });
    authority.gates = { hubGate(seats, Words::tr("One place answers for what is said in public.")) };
}

void coordinate(Authority &authority, const Seats &seats)
{
    authority.gates = ownGates(seats);
    Gate hub = hubGate(seats, Words::tr("A guideline asks that the hub looks."));
    hub.stage = 1;
    hub.when.flag = policyFlag();
    authority.gates.append(hub);
}

DepartmentId above(const Seats &seats, const Seat &seat)
{
    return seat.under.isNull() ? seats.hub : seat.under;
}

void spread(Authority &authority, const Seats &seats)
{
    QHash<DepartmentId, QString> names { { seats.hub, seats.hubName } };
    for (const Seat &seat : seats.others)
        names.insert(seat.department, seat.name);
    QHash<DepartmentId, QList<DepartmentId>> below;
    for (const Seat &seat : seats.others)
        below[above(seats, seat)].append(seat.department);
    // A sub-hub signs what its spokes write, and its own people's what one of them wrote.
    for (const Seat &seat : seats.others) {
        if (!below.contains(seat.department))
            continue;
        Gate gate = gateOf(seat.department, "sub-hub", Words::tr("%1 signs").arg(names.value(seat.department)),
            Words::tr("It knows what its departments promise."));
        gate.over = below.value(seat.department) + QList { seat.department };
        authority.gates.append(gate);
    }
    Gate own = hubGate(seats, Words::tr("No hub of their own stands between."));
    own.over = { seats.hub };
    for (const DepartmentId &direct : below.value(seats.hub))
        if (!below.contains(direct))
            own.over.append(direct);
    authority.gates.append(own);
    Gate across = gateOf(seats.hub, "across", Words::tr("%1 signs what concerns several").arg(seats.hubName),
        Words::tr("It promises something for departments of more than one branch."));
    across.stage = 1;
    across.when.acrossUnits = true;
    authority.gates.append(across);
}

void openUp(Authority &authority, const Seats &seats)
{
    Gate belt = gateOf(seats.hub, "belt", Words::tr("Somebody of the green belt signs"),
        Words::tr("Anybody who has learned it may answer for it, in every department."));
    belt.of = {};
    Who green;
    green.kind = Who::Kind::Belt;
    green.belt = honeycombBelt;
    belt.of.append(green);
    Gate red = hubGate(seats, Words::tr("On this topic a wrong word does harm."));
    red.stage = 1;
    red.when.risk = Risk::Red;
    authority.gates = { belt, red };
}

} // namespace

QList<Preset> allPresets()
{
    QList<Preset> all;
    for (const auto &[preset, word] : words)
        all.append(preset);
    return all;
}

QString presetWord(Preset preset)
{
    for (const auto &[known, word] : words)
        if (known == preset)
            return QString::fromLatin1(word);
    return {};
}

std::optional<Preset> presetFromWord(QStringView word)
{
    for (const auto &[known, text] : words)
        if (word == QLatin1String(text))
            return known;
    return std::nullopt;
}

QString presetName(Preset preset)
{
    switch (preset) {
    case Preset::Centralised:
        return Words::tr("Centralised");
    case Preset::Decentralised:
        return Words::tr("Decentralised");
    case Preset::HubAndSpoke:
        return Words::tr("Hub and spoke");
    case Preset::Dandelion:
        return Words::tr("Dandelion");
    case Preset::Honeycomb:
        return Words::tr("Honeycomb");
    }
    return {};
}

QString presetWords(Preset preset)
{
    switch (preset) {
    case Preset::Centralised:
        return Words::tr("One department answers and signs. One voice; it is slow where much is asked.");
    case Preset::Decentralised:
        return Words::tr("Every department answers and signs for itself. Fast; customers hear several voices.");
    case Preset::HubAndSpoke:
        return Words::tr(
            "Departments answer; the hub signs what a guideline flags. The hub has to help, not to police.");
    case Preset::Dandelion:
        return Words::tr("Several hubs, each with its departments; the first one signs what concerns more than one.");
    case Preset::Honeycomb:
        return Words::tr("Whoever has learned it may answer and sign; the hub signs on red topics. Leaders let go.");
    }
    return {};
}

QString policyFlag()
{
    return QStringLiteral("policy");
}

Authority authorityOf(Preset preset, const Seats &seats)
{
    Authority authority;
    authority.preset = presetWord(preset);
    authority.duties = seats.duties;
    authority.units.append({ seats.hub, {}, Unit::Part::Hub });
    QSet<DepartmentId> hubs;
    for (const Seat &seat : seats.others)
        hubs.insert(preset == Preset::Dandelion ? seat.under : DepartmentId());
    for (const Seat &seat : seats.others)
        authority.units.append({ seat.department, preset == Preset::Dandelion ? above(seats, seat) : seats.hub,
            hubs.contains(seat.department) ? Unit::Part::Hub : Unit::Part::Spoke });
    switch (preset) {
    case Preset::Centralised:
        centralise(authority, seats);
        break;
    case Preset::Decentralised:
        authority.gates = ownGates(seats);
        break;
    case Preset::HubAndSpoke:
        coordinate(authority, seats);
        break;
    case Preset::Dandelion:
        spread(authority, seats);
        break;
    case Preset::Honeycomb:
        openUp(authority, seats);
        break;
    }
    return authority;
}

} // namespace wheelhouse
