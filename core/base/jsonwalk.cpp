#include "core/base/json.h"

#include "core/base/jsonletters.h"

#include <QCoreApplication>

#include <string>

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

} // namespace wheelhouse
