#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/lexiconfields.h"

namespace wheelhouse::bluesky::lexicon {

namespace {

template<typename T> Result<Definition> made(const Fields &fields, T definition)
{
    if (fields.fault())
        return tl::unexpected(*fields.fault());
    return Definition(std::move(definition));
}

bool isKeyOfRecords(const QString &key)
{
    constexpr QStringView literal = u"literal:";
    return key == QLatin1String("tid") || key == QLatin1String("nsid") || key == QLatin1String("any")
        || (key.startsWith(literal) && isRecordKey(QStringView(key).sliced(literal.size())));
}

Result<Definition> readRecord(const Json &definition, const QString &nsid)
{
    Fields fields(definition);
    Record record { fields.neededText("key"), nullptr };
    if (!isKeyOfRecords(record.key))
        fields.refuse(definition["key"], QStringLiteral("a kind of record key"));
    const Json described = definition["record"];
    if (described["type"].textOr() != QLatin1String("object"))
        fields.refuse(described["type"], QStringLiteral("\"object\""));
    record.record = fields.take(readObject(described, nsid, 0, false));
    return made(fields, record);
}

TypePtr readParameters(Fields &fields, const QString &nsid)
{
    const Json described = fields.object()["parameters"];
    if (described.kind() == Json::Kind::Missing)
        return nullptr;
    if (described["type"].textOr() != QLatin1String("params"))
        fields.refuse(described["type"], QStringLiteral("\"params\""));
    return fields.take(readObject(described, nsid, 0, true));
}

/// \a of: the types that it may be.
TypePtr readSchema(Fields &body, const QString &nsid, const QStringList &of)
{
    const Json described = body.object()["schema"];
    if (described.kind() == Json::Kind::Missing)
        return nullptr;
    if (!of.contains(described["type"].textOr()))
        body.refuse(described["type"], QStringLiteral("any of: %1").arg(of.join(u", ")));
    return body.take(readType(described, nsid));
}

std::optional<Endpoint::Body> readBody(Fields &fields, const char *name, const QString &nsid)
{
    const Json described = fields.object()[name];
    if (described.kind() == Json::Kind::Missing)
        return std::nullopt;
    Fields body(described);
    Endpoint::Body read { body.neededText("encoding"), nullptr };
    read.schema = readSchema(body, nsid, { QStringLiteral("object"), QStringLiteral("ref"), QStringLiteral("union") });
    fields.inherit(body);
    return read;
}

std::optional<Endpoint::Body> readMessage(Fields &fields, const QString &nsid)
{
    const Json described = fields.object()["message"];
    if (described.kind() == Json::Kind::Missing)
        return std::nullopt;
    Fields body(described);
    const Endpoint::Body read { {}, readSchema(body, nsid, { QStringLiteral("union") }) };
    fields.inherit(body);
    return read;
}

QStringList readErrors(Fields &fields)
{
    const Json described = fields.object()["errors"];
    if (described.kind() != Json::Kind::Array && described.kind() != Json::Kind::Missing)
        fields.refuse(described, QStringLiteral("a list of errors"));
    QStringList names;
    for (const Json &each : described.items()) {
        names.append(each["name"].textOr());
        if (names.last().isEmpty() || names.last().contains(u' '))
            fields.refuse(each["name"], QStringLiteral("the name of an error"));
    }
    return names;
}

Result<Definition> readEndpoint(const Json &definition, const QString &nsid, Endpoint::Kind kind)
{
    Fields fields(definition);
    Endpoint endpoint { kind, readParameters(fields, nsid), {}, {}, readErrors(fields) };
    if (kind == Endpoint::Kind::Procedure)
        endpoint.input = readBody(fields, "input", nsid);
    endpoint.output =
        kind == Endpoint::Kind::Subscription ? readMessage(fields, nsid) : readBody(fields, "output", nsid);
    return made(fields, endpoint);
}

/// Names of records or methods, or "*".
QStringList readNames(Fields &fields, const char *name)
{
    const QStringList names = fields.texts(name).value_or(QStringList());
    for (const QString &each : names)
        if (each != QLatin1String("*") && !isNsid(each))
            fields.refuse(fields.object()[name], QStringLiteral("a list of NSIDs"));
    if (names.isEmpty())
        fields.refuse(fields.object()[name], QStringLiteral("a list of NSIDs"));
    return names;
}

Result<PermissionSet::Permission> readPermission(const Json &described)
{
    Fields fields(described);
    if (fields.neededText("type") != QLatin1String("permission"))
        fields.refuse(described["type"], QStringLiteral("\"permission\""));
    PermissionSet::Permission permission { fields.neededText("resource"), {}, {}, {} };
    if (permission.resource == QLatin1String("repo")) {
        permission.names = readNames(fields, "collection");
        permission.actions = fields.texts("action").value_or(QStringList());
    } else if (permission.resource == QLatin1String("rpc")) {
        permission.names = readNames(fields, "lxm");
        permission.audience = fields.text("aud").value_or(QString());
        if (permission.audience.isEmpty() == !fields.truth("inheritAud").value_or(false))
            fields.refuse(described["aud"], QStringLiteral("there, or inherited, and not both"));
    }
    if (fields.fault())
        return tl::unexpected(*fields.fault());
    return permission;
}

Result<Definition> readPermissionSet(const Json &definition)
{
    Fields fields(definition);
    PermissionSet set { fields.neededText("title"), fields.text("detail").value_or(QString()), {} };
    const Json permissions = definition["permissions"];
    if (permissions.kind() != Json::Kind::Array)
        fields.refuse(permissions, QStringLiteral("a list of permissions"));
    for (const Json &each : permissions.items())
        set.permissions.append(fields.take(readPermission(each)));
    return made(fields, set);
}

std::optional<Endpoint::Kind> kindOfEndpoint(const QString &type)
{
    if (type == QLatin1String("query"))
        return Endpoint::Kind::Query;
    if (type == QLatin1String("procedure"))
        return Endpoint::Kind::Procedure;
    return type == QLatin1String("subscription") ? std::optional(Endpoint::Kind::Subscription) : std::nullopt;
}

/// A name that stands for another name, or for anything, defines nothing.
bool maySayNothing(const QString &type)
{
    return type == QLatin1String("ref") || type == QLatin1String("union") || type == QLatin1String("unknown");
}

Result<Definition> readDefinition(const Json &definition, const QString &nsid, bool isMain)
{
    const QString type = definition["type"].textOr();
    const auto endpoint = kindOfEndpoint(type);
    const bool isRecord = type == QLatin1String("record");
    const bool isPrimary = isRecord || endpoint || type == QLatin1String("permission-set");
    if (isPrimary && !isMain)
        return tl::unexpected(wrong(definition, QStringLiteral("\"main\", as a %1 has to be").arg(type)));
    if (maySayNothing(type))
        return tl::unexpected(wrong(definition["type"], QStringLiteral("a type that defines something")));
    if (isRecord)
        return readRecord(definition, nsid);
    if (endpoint)
        return readEndpoint(definition, nsid, *endpoint);
    if (isPrimary)
        return readPermissionSet(definition);
    const auto read = readType(definition, nsid);
    return read ? Result<Definition>(*read) : tl::unexpected(read.error());
}

} // namespace

Result<Document> readDocument(const Json &document)
{
    Fields fields(document);
    static_cast<void>(fields.text("description"));
    if (fields.number("lexicon") != 1)
        fields.refuse(document["lexicon"], QStringLiteral("1, the version that we know"));
    Document read { fields.neededText("id"), {} };
    if (!isNsid(read.id))
        fields.refuse(document["id"], QStringLiteral("an NSID"));
    const Json definitions = document["defs"];
    const QStringList names = definitions.keys();
    if (names.isEmpty() || names.size() > mostNames)
        fields.refuse(definitions, QStringLiteral("an object of definitions, %1 at most").arg(mostNames));
    for (const QString &name : names) {
        if (fields.fault())
            break;
        const Json definition = at(definitions, name);
        if (!isDefinitionName(name))
            fields.refuse(definition, QStringLiteral("the name of a definition"));
        read.definitions.insert(name, fields.take(readDefinition(definition, read.id, name == QLatin1String("main"))));
    }
    if (fields.fault())
        return tl::unexpected(*fields.fault());
    return read;
}

} // namespace wheelhouse::bluesky::lexicon
