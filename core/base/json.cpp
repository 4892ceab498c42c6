#include "core/base/json.h"

#include "core/base/jsonletters.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include <simdjson.h>

namespace wheelhouse {

namespace {

namespace ondemand = simdjson::ondemand;

tl::unexpected<Error> malformed(const QString &message, const char *detail)
{
    return fail(Error::Kind::Malformed, message, QString::fromLatin1(detail));
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Json)
};

enum class Fault { None, Syntax, Deep };

/// One walk: every value is looked at, since what on-demand parsing passes over it does not check.
class Walk {
public:
    Walk(JsonVisitor &visitor, const char *limit)
        : m_visitor(visitor)
        , m_limit(limit)
    {
    }

    template<typename Value> Fault value(Value &value, int depth)
    {
        if (depth > jsonDepth)
            return Fault::Deep;
        ondemand::json_type type {};
        if (value.type().get(type))
            return Fault::Syntax;
        if (type == ondemand::json_type::object)
            return object(value, depth);
        if (type == ondemand::json_type::array)
            return array(value, depth);
        std::string_view token;
        if (simdjson::simdjson_result<std::string_view>(value.raw_json_token()).get(token))
            return Fault::Syntax;
        return scalar(trimmed(token));
    }

    Fault scalar(std::string_view token)
    {
        if (token.empty())
            return Fault::Syntax;
        if (token.front() == '"')
            return string(token.data(), Json::Kind::String);
        Json::Kind kind = Json::Kind::Number;
        if (token == "true" || token == "false")
            kind = Json::Kind::Bool;
        else if (token == "null")
            kind = Json::Kind::Null;
        else if (!isNumber(token))
            return Fault::Syntax;
        m_visitor.scalar(kind, token);
        return Fault::None;
    }

private:
    Fault string(const char *quote, Json::Kind kind)
    {
        std::string_view text = insideQuotes(quote, m_limit);
        if (hasControl(text))
            return Fault::Syntax;
        if (text.find('\\') != std::string_view::npos) {
            if (!unescape(text, m_text))
                return Fault::Syntax;
            text = m_text;
        }
        if (kind == Json::Kind::Object)
            m_visitor.key(text);
        else
            m_visitor.scalar(kind, text);
        return Fault::None;
    }

    template<typename Value> Fault object(Value &value, int depth)
    {
        ondemand::object fields;
        if (value.get_object().get(fields))
            return Fault::Syntax;
        m_visitor.enter(Json::Kind::Object);
        for (auto each : fields) {
            ondemand::field field;
            if (std::move(each).get(field))
                return Fault::Syntax;
            if (const Fault fault = string(field.key().raw() - 1, Json::Kind::Object); fault != Fault::None)
                return fault;
            ondemand::value inner = field.value();
            if (const Fault fault = this->value(inner, depth + 1); fault != Fault::None)
                return fault;
        }
        m_visitor.leave();
        return Fault::None;
    }

    template<typename Value> Fault array(Value &value, int depth)
    {
        ondemand::array elements;
        if (value.get_array().get(elements))
            return Fault::Syntax;
        m_visitor.enter(Json::Kind::Array);
        for (auto each : elements) {
            ondemand::value inner;
            if (std::move(each).get(inner))
                return Fault::Syntax;
            if (const Fault fault = this->value(inner, depth + 1); fault != Fault::None)
                return fault;
        }
        m_visitor.leave();
        return Fault::None;
    }

    JsonVisitor &m_visitor;
    const char *m_limit;
    std::string m_text;
};

} // namespace

struct JsonWalker::Parser {
    ondemand::parser parser { static_cast<size_t>(jsonBytes) + 16 };
};

JsonWalker::JsonWalker()
    : m_parser(std::make_unique<Parser>())
{
}

JsonWalker::~JsonWalker() = default;

Result<void> JsonWalker::walk(std::string_view text, JsonVisitor &visitor)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    if (static_cast<qsizetype>(text.size()) > jsonBytes)
        return malformed(
            Words::tr("This part is longer than 32 MB, which Wheelhouse does not read."), "json: too long");
    const std::string_view inner = trimmed(text);
    if (inner.empty())
        return malformed(Words::tr("There is nothing here."), "json: empty");
    Walk walk(visitor, inner.data() + inner.size());
    ondemand::document document;
    const simdjson::padded_string_view padded(inner.data(), inner.size(), inner.size() + jsonPadding);
    if (const auto error = m_parser->parser.iterate(padded).get(document)) {
        if (error == simdjson::DEPTH_ERROR)
            return malformed(Words::tr("This is nested deeper than 512 levels."), "json: depth");
        return malformed(Words::tr("This is not valid JSON."), simdjson::error_message(error));
    }
    Fault fault = Fault::None;
    if (inner.front() == '{' || inner.front() == '[') {
        fault = walk.value(document, 1);
        if (fault == Fault::None && document.current_location().error() != simdjson::OUT_OF_BOUNDS)
            fault = Fault::Syntax;
    } else {
        fault =
            inner.front() == '"' && insideQuotes(inner.data(), inner.data() + inner.size()).size() + 2 != inner.size()
            ? Fault::Syntax
            : walk.scalar(inner);
    }
    if (fault == Fault::Deep)
        return malformed(Words::tr("This is nested deeper than 512 levels."), "json: depth");
    if (fault == Fault::Syntax)
        return malformed(Words::tr("This is not valid JSON."), "json: syntax");
    return {};
}

struct Json::Node {
    Kind kind = Kind::Missing;
    QByteArray token; ///< UTF-8: a string's text, or a scalar's own letters
    std::vector<std::pair<QByteArray, std::shared_ptr<const Node>>> children; ///< keys are empty in an array
};

namespace {

class TreeBuilder final : public JsonVisitor {
public:
    void enter(Json::Kind container) override
    {
        auto node = std::make_shared<Json::Node>();
        node->kind = container;
        add(node);
        m_open.push_back(std::move(node));
    }
    void leave() override { m_open.pop_back(); }
    void key(std::string_view name) override { m_key = QByteArray(name.data(), static_cast<qsizetype>(name.size())); }
    void scalar(Json::Kind kind, std::string_view token) override
    {
        auto node = std::make_shared<Json::Node>();
        node->kind = kind;
        node->token = QByteArray(token.data(), static_cast<qsizetype>(token.size()));
        add(std::move(node));
    }
    std::shared_ptr<const Json::Node> root;

private:
    void add(std::shared_ptr<const Json::Node> node)
    {
        if (m_open.empty())
            root = std::move(node);
        else
            m_open.back()->children.emplace_back(std::exchange(m_key, {}), std::move(node));
    }
    std::vector<std::shared_ptr<Json::Node>> m_open;
    QByteArray m_key;
};

} // namespace

Json::Json(std::shared_ptr<const Node> node, QString path)
    : m_node(std::move(node))
    , m_path(std::move(path))
{
}

Result<Json> Json::parse(QByteArrayView utf8)
{
    std::string padded;
    padded.reserve(static_cast<size_t>(utf8.size() + jsonPadding));
    padded.assign(utf8.data(), static_cast<size_t>(utf8.size()));
    TreeBuilder tree;
    JsonWalker walker;
    if (const auto walked = walker.walk(padded, tree); !walked)
        return tl::unexpected(walked.error());
    return Json(tree.root, {});
}

Json::Kind Json::kind() const
{
    return m_node ? m_node->kind : Kind::Missing;
}

Json Json::operator[](const char *key) const
{
    const QString name = QString::fromLatin1(key);
    const QString path = m_path.isEmpty() ? name : m_path + QLatin1Char('.') + name;
    if (kind() != Kind::Object)
        return Json(nullptr, path);
    const auto &children = m_node->children;
    const auto found =
        std::find_if(children.rbegin(), children.rend(), [key](const auto &child) { return child.first == key; });
    return Json(found == children.rend() ? nullptr : found->second, path);
}

QList<Json> Json::items() const
{
    QList<Json> all;
    if (kind() != Kind::Array)
        return all;
    for (const auto &[key, node] : m_node->children)
        all.append(Json(node, m_path + QStringLiteral("[%1]").arg(all.size())));
    return all;
}

QStringList Json::keys() const
{
    QStringList all;
    if (kind() == Kind::Object)
        for (const auto &[key, node] : m_node->children)
            all.append(QString::fromUtf8(key));
    return all;
}

tl::unexpected<Error> Json::wrong(const char *wanted) const
{
    const QString where = m_path.isEmpty() ? QStringLiteral("the document") : m_path;
    return fail(Error::Kind::Malformed,
        (kind() == Kind::Missing ? Words::tr("The field “%1” is missing.")
                                 : Words::tr("The field “%1” has a value of the wrong kind."))
            .arg(where),
        QStringLiteral("json: %1 is no %2").arg(where, QString::fromLatin1(wanted)));
}

Result<QString> Json::text() const
{
    if (kind() != Kind::String)
        return wrong("string");
    return QString::fromUtf8(m_node->token);
}

Result<qint64> Json::number() const
{
    bool whole = false;
    const qint64 number = kind() == Kind::Number ? m_node->token.toLongLong(&whole) : 0;
    if (!whole)
        return wrong("whole number");
    return number;
}

Result<bool> Json::truth() const
{
    if (kind() != Kind::Bool)
        return wrong("truth");
    return m_node->token == "true";
}

QString Json::textOr(const QString &other) const
{
    return kind() == Kind::String ? QString::fromUtf8(m_node->token) : other;
}

QString Json::token() const
{
    return isThere() ? QString::fromUtf8(m_node->token) : QString();
}

} // namespace wheelhouse
