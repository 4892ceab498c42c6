#include "core/approval/authority.h"

#include "core/base/json.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <functional>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Authority)
};

QString riskWord(Risk risk)
{
    switch (risk) {
    case Risk::Green:
        return QStringLiteral("green");
    case Risk::Amber:
        return QStringLiteral("amber");
    case Risk::Red:
        return QStringLiteral("red");
    }
    return {};
}

/// Reads fields and keeps the first trouble: whoever reads goes on, and asks at the end.
class Reader {
public:
    [[nodiscard]] QString text(const Json &from, const char *key) { return value(from[key].text(), QString()); }
    [[nodiscard]] int number(const Json &from, const char *key) { return int(value(from[key].number(), qint64(0))); }
    [[nodiscard]] bool truth(const Json &from, const char *key) { return value(from[key].truth(), false); }
    template<typename Of> [[nodiscard]] Id<Of> id(const Json &from, const char *key, bool mayBeNone)
    {
        const QString text = mayBeNone ? from[key].textOr() : value(from[key].text(), QString());
        const auto id = Id<Of>::fromString(text);
        if (id.isNull() && !(mayBeNone && text.isEmpty()))
            wrong(from[key].path());
        return id;
    }
    template<typename T>
    [[nodiscard]] QList<T> list(const Json &from, const char *key, std::function<T(const Json &)> one)
    {
        QList<T> all;
        if (from[key].kind() != Json::Kind::Array)
            wrong(from[key].path());
        for (const Json &item : from[key].items())
            all.append(one(item));
        return all;
    }
    void wrong(const QString &path)
    {
        if (!m_trouble)
            m_trouble = Error { Error::Kind::Malformed,
                Words::tr("The rules of who signs cannot be read at “%1”. The version before stays in force.")
                    .arg(path),
                path };
    }
    [[nodiscard]] const std::optional<Error> &trouble() const { return m_trouble; }

private:
    template<typename T> T value(const Result<T> &read, T otherwise)
    {
        if (!read && !m_trouble)
            m_trouble = read.error();
        return read ? *read : otherwise;
    }
    std::optional<Error> m_trouble;
};

QString whoWord(Who::Kind kind)
{
    switch (kind) {
    case Who::Kind::Member:
        return QStringLiteral("member");
    case Who::Kind::Department:
        return QStringLiteral("department");
    case Who::Kind::Role:
        return QStringLiteral("role");
    case Who::Kind::Belt:
        return QStringLiteral("belt");
    }
    return {};
}

QJsonObject write(const Who &who)
{
    const QString word = whoWord(who.kind);
    switch (who.kind) {
    case Who::Kind::Member:
        return { { word, who.member.toString() } };
    case Who::Kind::Department:
        return { { word, who.department.toString() } };
    case Who::Kind::Role:
        return { { word, who.role } };
    case Who::Kind::Belt:
        return { { word, who.belt } };
    }
    return {};
}

Who readWho(const Json &json, Reader &reader)
{
    Who who;
    if (json["member"].isThere()) {
        who.member = reader.id<struct Member>(json, "member", false);
    } else if (json["department"].isThere()) {
        who.kind = Who::Kind::Department;
        who.department = reader.id<struct Department>(json, "department", false);
    } else if (json["role"].isThere()) {
        who.kind = Who::Kind::Role;
        who.role = reader.text(json, "role");
    } else {
        who.kind = Who::Kind::Belt;
        who.belt = reader.number(json, "belt");
    }
    return who;
}

QJsonObject write(const Condition &when)
{
    QJsonObject json { { QStringLiteral("risk"), riskWord(when.risk) } };
    if (!when.network.isEmpty())
        json.insert(QStringLiteral("network"), when.network);
    if (!when.need.isEmpty())
        json.insert(QStringLiteral("need"), when.need);
    if (!when.flag.isEmpty())
        json.insert(QStringLiteral("flag"), when.flag);
    if (when.acrossUnits)
        json.insert(QStringLiteral("across"), true);
    return json;
}

Condition readCondition(const Json &json, Reader &reader)
{
    Condition when;
    const QString risk = reader.text(json, "risk");
    if (risk == riskWord(Risk::Amber))
        when.risk = Risk::Amber;
    else if (risk == riskWord(Risk::Red))
        when.risk = Risk::Red;
    else if (risk != riskWord(Risk::Green))
        reader.wrong(json["risk"].path());
    when.network = json["network"].textOr();
    when.need = json["need"].textOr();
    when.flag = json["flag"].textOr();
    when.acrossUnits = json["across"].isThere() && reader.truth(json, "across");
    return when;
}

template<typename T> QJsonArray array(const QList<T> &of, const std::function<QJsonValue(const T &)> &one)
{
    QJsonArray all;
    for (const T &item : of)
        all.append(one(item));
    return all;
}

QJsonArray writeAll(const QList<Who> &of)
{
    return array<Who>(of, [](const Who &who) { return write(who); });
}

QJsonObject write(const Gate &gate)
{
    return { { QStringLiteral("id"), gate.id.toString() }, { QStringLiteral("name"), gate.name },
        { QStringLiteral("why"), gate.why }, { QStringLiteral("stage"), gate.stage },
        { QStringLiteral("needed"), gate.needed }, { QStringLiteral("departments"), gate.departments },
        { QStringLiteral("of"), writeAll(gate.of) }, { QStringLiteral("refuse"), writeAll(gate.mayRefuse) },
        { QStringLiteral("over"),
            array<DepartmentId>(gate.over, [](const DepartmentId &unit) { return unit.toString(); }) },
        { QStringLiteral("when"), write(gate.when) }, { QStringLiteral("lead"), int(gate.lead.count()) },
        { QStringLiteral("late"),
            gate.late == Gate::Late::Deputies ? QStringLiteral("deputies") : QStringLiteral("hold") },
        { QStringLiteral("deputies"), writeAll(gate.deputies) } };
}

Gate readGate(const Json &json, Reader &reader)
{
    const auto who = [&reader](const Json &item) { return readWho(item, reader); };
    Gate gate;
    gate.id = reader.id<struct Gate>(json, "id", false);
    gate.name = reader.text(json, "name");
    gate.why = reader.text(json, "why");
    gate.stage = reader.number(json, "stage");
    gate.needed = reader.number(json, "needed");
    gate.departments = reader.number(json, "departments");
    gate.of = reader.list<Who>(json, "of", who);
    gate.mayRefuse = reader.list<Who>(json, "refuse", who);
    gate.over = reader.list<DepartmentId>(json, "over", [&reader](const Json &item) {
        const auto id = DepartmentId::fromString(item.textOr());
        if (id.isNull())
            reader.wrong(item.path());
        return id;
    });
    gate.when = readCondition(json["when"], reader);
    gate.lead = std::chrono::minutes(reader.number(json, "lead"));
    gate.late = reader.text(json, "late") == QLatin1String("deputies") ? Gate::Late::Deputies : Gate::Late::Hold;
    gate.deputies = reader.list<Who>(json, "deputies", who);
    // A gate that asks for nobody's signature would be open to everybody: what cannot be meant is not read as no gate.
    if (gate.needed < 1 || gate.departments < 1 || gate.lead.count() < 0)
        reader.wrong(json["needed"].path());
    return gate;
}

QJsonObject write(const Unit &unit)
{
    return { { QStringLiteral("department"), unit.department.toString() },
        { QStringLiteral("parent"), unit.parent.isNull() ? QString() : unit.parent.toString() },
        { QStringLiteral("part"), unit.part == Unit::Part::Hub ? QStringLiteral("hub") : QStringLiteral("spoke") } };
}

QJsonObject write(const Route &route)
{
    return { { QStringLiteral("from"), route.from.toString() }, { QStringLiteral("to"), route.to.toString() },
        { QStringLiteral("when"), write(route.when) }, { QStringLiteral("why"), route.why } };
}

QJsonObject write(const Duty &duty)
{
    return { { QStringLiteral("unit"), duty.unit.toString() }, { QStringLiteral("need"), duty.need },
        { QStringLiteral("network"), duty.network } };
}

} // namespace

QJsonObject toJson(const Authority &authority)
{
    return { { QStringLiteral("format"), 1 }, { QStringLiteral("preset"), authority.preset },
        { QStringLiteral("units"), array<Unit>(authority.units, [](const Unit &unit) { return write(unit); }) },
        { QStringLiteral("duties"), array<Duty>(authority.duties, [](const Duty &duty) { return write(duty); }) },
        { QStringLiteral("routes"), array<Route>(authority.routes, [](const Route &route) { return write(route); }) },
        { QStringLiteral("gates"), array<Gate>(authority.gates, [](const Gate &gate) { return write(gate); }) } };
}

Result<Authority> authorityFromJson(const QByteArray &utf8)
{
    auto json = Json::parse(utf8);
    if (!json)
        return tl::unexpected(json.error());
    Reader reader;
    Authority authority;
    if (reader.number(*json, "format") != 1)
        reader.wrong(QStringLiteral("format"));
    authority.preset = reader.text(*json, "preset");
    authority.units = reader.list<Unit>(*json, "units", [&reader](const Json &item) {
        return Unit { reader.id<struct Department>(item, "department", false),
            reader.id<struct Department>(item, "parent", true),
            reader.text(item, "part") == QLatin1String("hub") ? Unit::Part::Hub : Unit::Part::Spoke };
    });
    authority.duties = reader.list<Duty>(*json, "duties", [&reader](const Json &item) {
        return Duty { reader.id<struct Department>(item, "unit", false), reader.text(item, "need"),
            reader.text(item, "network") };
    });
    authority.routes = reader.list<Route>(*json, "routes", [&reader](const Json &item) {
        return Route { reader.id<struct Department>(item, "from", false),
            reader.id<struct Department>(item, "to", false), readCondition(item["when"], reader),
            reader.text(item, "why") };
    });
    authority.gates = reader.list<Gate>(*json, "gates", [&reader](const Json &item) { return readGate(item, reader); });
    if (reader.trouble())
        return tl::unexpected(*reader.trouble());
    return authority;
}

} // namespace wheelhouse
