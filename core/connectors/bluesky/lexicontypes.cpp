#include "core/connectors/bluesky/lexiconfields.h"
#include "core/connectors/bluesky/lexiconformats.h"

#include <algorithm>
#include <array>

namespace wheelhouse::bluesky::lexicon {

namespace {

constexpr int mostLevels = 32; // of types in types; the network's own stay under 6

/// What a type is being read from: its fields, the document it stands in, and how deep.
struct Place {
    Fields fields;
    QString nsid;
    int level = 0;
};

Type readBoolean(Place &place)
{
    static_cast<void>(place.fields.truth("default"));
    return { Boolean { place.fields.truth("const") } };
}

Type readInteger(Place &place)
{
    static_cast<void>(place.fields.number("default"));
    return { Integer {
        place.fields.range("minimum", "maximum"), place.fields.number("const"), place.fields.numbers("enum") } };
}

Type readText(Place &place)
{
    Fields &fields = place.fields;
    static_cast<void>(fields.text("default"));
    const auto format = fields.text("format");
    if (format && !isFormat(*format))
        fields.refuse(fields.object()["format"], QStringLiteral("a format of strings"));
    return { Text { format.value_or(QString()), fields.amount("minLength", "maxLength"),
        fields.amount("minGraphemes", "maxGraphemes"), fields.text("const"), fields.texts("enum"),
        fields.texts("knownValues").value_or(QStringList()) } };
}

Type readBytes(Place &place)
{
    return { Bytes { place.fields.amount("minLength", "maxLength") } };
}

Type readBlob(Place &place)
{
    Fields &fields = place.fields;
    Blob blob;
    blob.accept = fields.texts("accept").value_or(QStringList());
    for (const QString &each : std::as_const(blob.accept))
        if (each.count(u'/') != 1)
            fields.refuse(fields.object()["accept"], QStringLiteral("a list of media types"));
    blob.mostBytes = fields.number("maxSize");
    if (blob.mostBytes.value_or(0) < 0)
        fields.refuse(fields.object()["maxSize"], QStringLiteral("an amount"));
    return { blob };
}

Type readArray(Place &place)
{
    Fields &fields = place.fields;
    const TypePtr items = fields.take(readType(fields.object()["items"], place.nsid, place.level + 1));
    return { Array { items, fields.amount("minLength", "maxLength") } };
}

Type readRef(Place &place)
{
    const QString to = fullName(place.fields.neededText("ref"), place.nsid);
    if (to.isEmpty())
        place.fields.refuse(place.fields.object()["ref"], QStringLiteral("the name of a definition"));
    return { Ref { to } };
}

Type readUnion(Place &place)
{
    Fields &fields = place.fields;
    const Json refs = fields.object()["refs"];
    if (refs.kind() != Json::Kind::Array)
        fields.refuse(refs, QStringLiteral("a list of names"));
    Union made;
    for (const Json &each : refs.items()) {
        made.of.append(fullName(each.textOr(), place.nsid));
        if (made.of.last().isEmpty())
            fields.refuse(each, QStringLiteral("the name of a definition"));
    }
    made.isClosed = fields.truth("closed").value_or(false);
    if (made.isClosed && made.of.isEmpty())
        fields.refuse(refs, QStringLiteral("a choice: it is closed and empty"));
    return { made };
}

Type readFields(Place &place)
{
    const TypePtr object = place.fields.take(readObject(place.fields.object(), place.nsid, place.level, false));
    return object ? *object : Type {};
}

Type readToken(Place &place)
{
    if (place.level > 0)
        place.fields.refuse(place.fields.object()["type"], QStringLiteral("a type of values: tokens are referred to"));
    return { Token {} };
}

struct Reader {
    QLatin1String type;
    Type (*read)(Place &);
};
constexpr std::array<Reader, 12> readers { { { QLatin1String("boolean"), readBoolean },
    { QLatin1String("integer"), readInteger }, { QLatin1String("string"), readText },
    { QLatin1String("bytes"), readBytes }, { QLatin1String("cid-link"), [](Place &) { return Type { CidLink {} }; } },
    { QLatin1String("blob"), readBlob }, { QLatin1String("array"), readArray }, { QLatin1String("object"), readFields },
    { QLatin1String("ref"), readRef }, { QLatin1String("union"), readUnion }, { QLatin1String("token"), readToken },
    { QLatin1String("unknown"), [](Place &) { return Type { Unknown {} }; } } } };

bool isOfParams(const Type &type)
{
    if (const auto *list = std::get_if<Array>(&type.is))
        return !std::holds_alternative<Array>(list->items->is) && isOfParams(*list->items);
    return std::holds_alternative<Boolean>(type.is) || std::holds_alternative<Integer>(type.is)
        || std::holds_alternative<Text>(type.is) || std::holds_alternative<Unknown>(type.is);
}

QStringList namesOfFields(Fields &fields, const char *list, const Object &object)
{
    const QStringList names = fields.texts(list).value_or(QStringList());
    for (const QString &name : names)
        if (!object.properties.contains(name))
            fields.refuse(fields.object()[list], QStringLiteral("a list of its fields: %1").arg(name));
    return names;
}

} // namespace

Result<TypePtr> readObject(const Json &schema, const QString &nsid, int level, bool isParams)
{
    Fields fields(schema);
    Object object;
    const Json properties = schema["properties"];
    const QStringList names = properties.keys();
    const bool isMissing = properties.kind() == Json::Kind::Missing;
    if ((properties.kind() != Json::Kind::Object && !isMissing) || names.size() > mostNames)
        fields.refuse(properties, QStringLiteral("an object of fields, %1 at most").arg(mostNames));
    for (const QString &name : names) {
        const Json property = at(properties, name);
        const TypePtr type = fields.take(readType(property, nsid, level + 1));
        if (fields.fault())
            return tl::unexpected(*fields.fault());
        if (isParams && !isOfParams(*type))
            fields.refuse(property["type"], QStringLiteral("a type of parameters"));
        object.properties.insert(name, type);
    }
    object.required = namesOfFields(fields, "required", object);
    object.nullable = namesOfFields(fields, "nullable", object);
    if (fields.fault())
        return tl::unexpected(*fields.fault());
    return std::make_shared<const Type>(Type { std::move(object) });
}

Result<TypePtr> readType(const Json &schema, const QString &nsid, int level)
{
    if (level > mostLevels)
        return tl::unexpected(wrong(schema, QStringLiteral("nested in %1 levels at most").arg(mostLevels)));
    Place place { Fields(schema), nsid, level };
    static_cast<void>(place.fields.text("description"));
    const QString name = place.fields.neededText("type");
    const auto *reader =
        std::find_if(readers.begin(), readers.end(), [&name](const Reader &each) { return each.type == name; });
    if (reader == readers.end())
        place.fields.refuse(schema["type"], QStringLiteral("a type of values"));
    if (place.fields.fault())
        return tl::unexpected(*place.fields.fault());
    Type type = reader->read(place);
    if (place.fields.fault())
        return tl::unexpected(*place.fields.fault());
    return std::make_shared<const Type>(std::move(type));
}

} // namespace wheelhouse::bluesky::lexicon
