#include "core/connectors/bluesky/lexiconfields.h"

#include "core/connectors/bluesky/blueskysyntax.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace wheelhouse::bluesky::lexicon {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyLexicon)
};

constexpr double wholeFrom = -9'007'199'254'740'992.0; // where a double still tells each whole number
constexpr double wholeTo = -wholeFrom;

bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

} // namespace

Error wrong(const Json &field, const QString &wanted)
{
    const QString where = field.path().isEmpty() ? QStringLiteral("the document") : field.path();
    return { Error::Kind::Malformed,
        Words::tr("The field “%1” is not what the network's own rules ask for.").arg(where),
        QStringLiteral("bluesky: %1 is not %2").arg(where, wanted), std::chrono::seconds { 0 } };
}

Json at(const Json &object, const QString &name)
{
    return object[name.toUtf8().constData()];
}

std::optional<qint64> whole(const Json &value)
{
    if (value.kind() != Json::Kind::Number)
        return std::nullopt;
    if (const auto number = value.number())
        return *number;
    const double number = value.token().toDouble();
    const bool isExact = number >= wholeFrom && number <= wholeTo && std::floor(number) == number;
    return isExact ? std::optional(static_cast<qint64>(number)) : std::nullopt;
}

bool isDefinitionName(const QString &name)
{
    return !name.isEmpty() && name.size() <= 63 && isAsciiLetter(name.front())
        && std::all_of(name.begin(), name.end(), [](QChar c) { return isAsciiLetter(c) || (c >= u'0' && c <= u'9'); });
}

QString fullName(const QString &name, const QString &nsid)
{
    const auto hash = name.indexOf(u'#');
    const QString document = hash == 0 ? nsid : name.left(hash);
    const QString part = hash < 0 ? QStringLiteral("main") : name.mid(hash + 1);
    return isNsid(document) && isDefinitionName(part) ? document + u'#' + part : QString();
}

Fields::Fields(Json object)
    : m_object(std::move(object))
{
    if (m_object.kind() != Json::Kind::Object)
        refuse(m_object, QStringLiteral("an object"));
}

void Fields::refuse(const Json &field, const QString &wanted)
{
    if (!m_fault)
        m_fault = wrong(field, wanted);
}

std::optional<bool> Fields::truth(const char *name)
{
    const Json field = m_object[name];
    if (field.kind() == Json::Kind::Missing)
        return std::nullopt;
    if (const auto truth = field.truth())
        return *truth;
    refuse(field, QStringLiteral("a truth"));
    return std::nullopt;
}

std::optional<qint64> Fields::number(const char *name)
{
    const Json field = m_object[name];
    if (field.kind() == Json::Kind::Missing)
        return std::nullopt;
    const auto number = whole(field);
    if (!number)
        refuse(field, QStringLiteral("a whole number"));
    return number;
}

std::optional<QString> Fields::text(const char *name)
{
    const Json field = m_object[name];
    if (field.kind() == Json::Kind::Missing)
        return std::nullopt;
    if (const auto text = field.text())
        return *text;
    refuse(field, QStringLiteral("a string"));
    return std::nullopt;
}

QString Fields::neededText(const char *name)
{
    const auto said = text(name);
    if (!said || said->isEmpty())
        refuse(m_object[name], QStringLiteral("there"));
    return said.value_or(QString());
}

std::optional<QStringList> Fields::texts(const char *name)
{
    const Json field = m_object[name];
    if (field.kind() == Json::Kind::Missing)
        return std::nullopt;
    if (field.kind() != Json::Kind::Array)
        refuse(field, QStringLiteral("a list of strings"));
    QStringList all;
    for (const Json &each : field.items()) {
        if (each.kind() != Json::Kind::String)
            refuse(each, QStringLiteral("a string"));
        all.append(each.textOr());
    }
    return all;
}

std::optional<QList<qint64>> Fields::numbers(const char *name)
{
    const Json field = m_object[name];
    if (field.kind() == Json::Kind::Missing)
        return std::nullopt;
    if (field.kind() != Json::Kind::Array)
        refuse(field, QStringLiteral("a list of whole numbers"));
    QList<qint64> all;
    for (const Json &each : field.items()) {
        if (!whole(each))
            refuse(each, QStringLiteral("a whole number"));
        all.append(whole(each).value_or(0));
    }
    return all;
}

Bounds Fields::range(const char *least, const char *most)
{
    const Bounds bounds { number(least), number(most) };
    if (bounds.least && bounds.most && *bounds.least > *bounds.most)
        refuse(m_object[most], QStringLiteral("at or above %1").arg(QLatin1String(least)));
    return bounds;
}

Bounds Fields::amount(const char *least, const char *most)
{
    const Bounds bounds = range(least, most);
    if (bounds.least.value_or(0) < 0)
        refuse(m_object[least], QStringLiteral("an amount"));
    if (bounds.most.value_or(0) < 0)
        refuse(m_object[most], QStringLiteral("an amount"));
    return bounds;
}

} // namespace wheelhouse::bluesky::lexicon
