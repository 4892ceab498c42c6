#include "core/connectors/bluesky/lexiconcheck.h"

#include "core/base/text.h"
#include "core/connectors/bluesky/lexiconfields.h"
#include "core/connectors/bluesky/lexiconformats.h"

#include <algorithm>

namespace wheelhouse::bluesky::lexicon {

namespace {

constexpr int mostLevels = 64; // of values in values; what a post nests stays under 10

tl::unexpected<Error> refused(const Json &value, const QString &wanted)
{
    return tl::unexpected(wrong(value, wanted));
}

QString said(const Bounds &bounds)
{
    const auto end = [](const std::optional<qint64> &at) { return at ? QString::number(*at) : QStringLiteral("any"); };
    return QStringLiteral("%1..%2").arg(end(bounds.least), end(bounds.most));
}

bool accepts(const QStringList &patterns, const QString &mediaType)
{
    const auto fits = [&mediaType](const QString &pattern) {
        if (pattern.endsWith(QLatin1String("/*")))
            return pattern == QLatin1String("*/*") || mediaType.startsWith(pattern.chopped(1));
        return pattern == mediaType;
    };
    return patterns.isEmpty() || std::any_of(patterns.begin(), patterns.end(), fits);
}

/// The type that a name stands for; null: it stands for no value.
const Type *valueOf(const Definition *definition)
{
    if (!definition)
        return nullptr;
    if (const auto *record = std::get_if<Record>(definition))
        return record->record.get();
    const auto *type = std::get_if<TypePtr>(definition);
    return type ? type->get() : nullptr;
}

/// One value and the rules of its type, one after the other.
class Check {
public:
    Check(const Json &value, const Lexicons &lexicons, int level)
        : m_value(value)
        , m_lexicons(lexicons)
        , m_level(level)
    {
    }
    Result<void> operator()(const Boolean &type) const;
    Result<void> operator()(const Integer &type) const;
    Result<void> operator()(const Text &type) const;
    Result<void> operator()(const Bytes &type) const;
    Result<void> operator()(const CidLink &type) const;
    Result<void> operator()(const Blob &type) const;
    Result<void> operator()(const Array &type) const;
    Result<void> operator()(const Object &type) const;
    Result<void> operator()(const Ref &type) const { return named(type.to); }
    Result<void> operator()(const Union &type) const;
    Result<void> operator()(const Token &type) const;
    Result<void> operator()(const Unknown &type) const;

private:
    [[nodiscard]] Result<void> named(const QString &name) const;
    [[nodiscard]] Result<void> inside(const Json &part, const Type &type) const;

    const Json &m_value;
    const Lexicons &m_lexicons;
    int m_level;
};

Result<void> Check::inside(const Json &part, const Type &type) const
{
    if (m_level >= mostLevels)
        return refused(part, QStringLiteral("nested in %1 levels at most").arg(mostLevels));
    return std::visit(Check(part, m_lexicons, m_level + 1), type.is);
}

/// Every name counts as a level, so that names that lead to names come to an end.
Result<void> Check::named(const QString &name) const
{
    const Definition *definition = m_lexicons.find(name);
    const Type *type = valueOf(definition);
    if (!type)
        return refused(m_value, QStringLiteral("what we have a schema for: %1").arg(name));
    if (std::holds_alternative<Token>(type->is))
        return m_value.textOr() == name ? Result<void>() : refused(m_value, QStringLiteral("\"%1\"").arg(name));
    return inside(m_value, *type);
}

Result<void> Check::operator()(const Boolean &type) const
{
    const auto truth = m_value.truth();
    if (!truth || (type.constant && *type.constant != *truth))
        return refused(m_value, QStringLiteral("the truth that it has to be"));
    return {};
}

Result<void> Check::operator()(const Integer &type) const
{
    const auto number = whole(m_value);
    if (!number)
        return refused(m_value, QStringLiteral("a whole number"));
    if (!type.range.hold(*number))
        return refused(m_value, QStringLiteral("in %1").arg(said(type.range)));
    if ((type.constant && *type.constant != *number) || (type.choices && !type.choices->contains(*number)))
        return refused(m_value, QStringLiteral("a number that may stand there"));
    return {};
}

Result<void> Check::operator()(const Text &type) const
{
    const auto text = m_value.text();
    if (!text)
        return refused(m_value, QStringLiteral("a string"));
    if (!type.format.isEmpty() && !isOfFormat(type.format, *text))
        return refused(m_value, QStringLiteral("of the format %1").arg(type.format));
    if (!type.bytes.hold(text->toUtf8().size()))
        return refused(m_value, QStringLiteral("%1 bytes long").arg(said(type.bytes)));
    if (type.graphemes != Bounds() && !type.graphemes.hold(graphemeCount(*text)))
        return refused(m_value, QStringLiteral("%1 characters long").arg(said(type.graphemes)));
    if ((type.constant && *type.constant != *text) || (type.choices && !type.choices->contains(*text)))
        return refused(m_value, QStringLiteral("a word that may stand there"));
    return {};
}

Result<void> Check::operator()(const Bytes &type) const
{
    const auto base64 = m_value["$bytes"].text();
    const auto bytes = QByteArray::fromBase64Encoding(
        base64.value_or(QString()).toLatin1(), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!base64 || !bytes)
        return refused(m_value, QStringLiteral("bytes"));
    if (!type.length.hold(bytes.decoded.size()))
        return refused(m_value, QStringLiteral("%1 bytes long").arg(said(type.length)));
    return {};
}

/// The data model has looked at the link itself.
Result<void> Check::operator()(const CidLink &) const
{
    return m_value["$link"].isThere() ? Result<void>() : refused(m_value, QStringLiteral("a link"));
}

Result<void> Check::operator()(const Blob &type) const
{
    if (m_value["$type"].textOr() != QLatin1String("blob"))
        return refused(m_value, QStringLiteral("a file"));
    if (!accepts(type.accept, m_value["mimeType"].textOr()))
        return refused(m_value["mimeType"], QStringLiteral("any of: %1").arg(type.accept.join(u", ")));
    const auto size = whole(m_value["size"]);
    if (!size || !Bounds { 0, type.mostBytes }.hold(*size))
        return refused(m_value["size"], QStringLiteral("in %1").arg(said({ 0, type.mostBytes })));
    return {};
}

Result<void> Check::operator()(const Array &type) const
{
    if (m_value.kind() != Json::Kind::Array)
        return refused(m_value, QStringLiteral("a list"));
    const QList<Json> items = m_value.items();
    if (!type.length.hold(items.size()))
        return refused(m_value, QStringLiteral("%1 long").arg(said(type.length)));
    for (const Json &each : items)
        if (const auto item = inside(each, *type.items); !item)
            return item;
    return {};
}

Result<void> Check::operator()(const Object &type) const
{
    if (m_value.kind() != Json::Kind::Object)
        return refused(m_value, QStringLiteral("an object"));
    for (auto each = type.properties.begin(); each != type.properties.end(); ++each) {
        const Json field = at(m_value, each.key());
        if (field.kind() == Json::Kind::Missing && !type.required.contains(each.key()))
            continue;
        if (field.kind() == Json::Kind::Null && type.nullable.contains(each.key()))
            continue;
        if (!field.isThere())
            return refused(field, QStringLiteral("there"));
        if (const auto part = inside(field, *each.value()); !part)
            return part;
    }
    return {};
}

Result<void> Check::operator()(const Union &type) const
{
    const Json kind = m_value["$type"];
    const QString name = fullName(kind.textOr(), {});
    if (name.isEmpty())
        return refused(kind, QStringLiteral("the name of a kind"));
    if (type.of.contains(name))
        return named(name);
    return type.isClosed ? refused(kind, QStringLiteral("any of: %1").arg(type.of.join(u", "))) : Result<void>();
}

Result<void> Check::operator()(const Token &) const
{
    return refused(m_value, QStringLiteral("a value: a token is referred to"));
}

Result<void> Check::operator()(const Unknown &) const
{
    const bool isData = m_value.kind() == Json::Kind::Object && !m_value["$bytes"].isThere()
        && !m_value["$link"].isThere() && m_value["$type"].textOr() != QLatin1String("blob");
    return isData ? Result<void>() : refused(m_value, QStringLiteral("an object"));
}

} // namespace

Result<void> check(const Json &value, const Type &type, const Lexicons &lexicons)
{
    return std::visit(Check(value, lexicons, 0), type.is);
}

} // namespace wheelhouse::bluesky::lexicon
