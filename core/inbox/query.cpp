#include "core/inbox/query.h"

#include "core/inbox/queryfields.h"
#include "core/inbox/querylexer.h"

#include <algorithm>

namespace wheelhouse {

namespace {

using Field = QueryFilter::Field;
using Kind = QueryNode::Kind;

constexpr int mostNested = 32;

QueryNode joined(Kind kind, const QList<QueryNode> &parts)
{
    QueryNode node { kind, {}, {}, false, {} };
    for (const QueryNode &part : parts) {
        if (part.kind == kind)
            node.parts += part.parts;
        else if (part.kind != Kind::All)
            node.parts.append(part);
    }
    if (node.parts.isEmpty())
        return {};
    return node.parts.size() == 1 ? QueryNode(node.parts.first()) : node;
}

QueryNode negated(const QueryNode &node)
{
    if (node.kind == Kind::All)
        return node;
    return node.kind == Kind::Not ? node.parts.first() : QueryNode { Kind::Not, { node }, {}, false, {} };
}

/// Or of ands of parts; NOT binds closest.
class Parser {
public:
    explicit Parser(const QList<Lexeme> &lexemes)
        : m_lexemes(lexemes)
    {
    }
    QueryNode whole()
    {
        QList<QueryNode> parts;
        while (m_at < m_lexemes.size()) {
            parts.append(either());
            if (m_at < m_lexemes.size())
                ++m_at; // a parenthesis that closes nothing
        }
        return joined(Kind::And, parts);
    }
    QList<QueryChip> chips;

private:
    [[nodiscard]] bool stands(Lexeme::Kind kind) const
    {
        return m_at < m_lexemes.size() && m_lexemes.at(m_at).kind == kind;
    }
    QueryNode either()
    {
        QList<QueryNode> parts { every() };
        while (stands(Lexeme::Kind::Or)) {
            ++m_at;
            parts.append(every());
        }
        return joined(Kind::Or, parts);
    }
    QueryNode every()
    {
        QList<QueryNode> parts;
        while (m_at < m_lexemes.size() && !stands(Lexeme::Kind::Or) && !stands(Lexeme::Kind::Close)) {
            if (stands(Lexeme::Kind::And))
                ++m_at;
            else
                parts.append(part(-1));
        }
        return joined(Kind::And, parts);
    }
    /// \a minus: where the negation before it stands; -1: none.
    QueryNode part(int minus)
    {
        if (m_at >= m_lexemes.size())
            return {};
        const Lexeme &one = m_lexemes.at(m_at);
        switch (one.kind) {
        case Lexeme::Kind::Not:
            ++m_at;
            return negated(part(minus < 0 ? one.start : -1));
        case Lexeme::Kind::Open:
            return group();
        case Lexeme::Kind::Filter:
            ++m_at;
            chips.append(
                { minus < 0 ? one.start : minus, one.end - (minus < 0 ? one.start : minus), one.filter, minus >= 0 });
            return { Kind::Filter, {}, {}, false, one.filter };
        case Lexeme::Kind::Words:
            ++m_at;
            return { Kind::Words, {}, one.text, one.isPrefix, {} };
        default:
            return {};
        }
    }
    QueryNode group()
    {
        ++m_at;
        if (m_nested >= mostNested)
            return {}; // so deep that only a machine means it: the parenthesis is passed over
        ++m_nested;
        QueryNode inside = either();
        --m_nested;
        if (stands(Lexeme::Kind::Close))
            ++m_at;
        return inside;
    }

    const QList<Lexeme> &m_lexemes;
    qsizetype m_at = 0;
    int m_nested = 0;
};

bool isPlain(const QString &word)
{
    if (word.isEmpty() || word.startsWith(u'-') || isOneOf(word, { "AND", "OR", "NOT" }))
        return false;
    return std::all_of(word.begin(), word.end(),
        [](QChar c) { return c.isLetterOrNumber() || QStringLiteral("_'@#.+-").contains(c); });
}

QString inQuotes(const QString &words)
{
    return isPlain(words) ? words : u'"' + words + u'"';
}

QString filterText(const QueryFilter &filter)
{
    return nameOf(filter.field) + u':' + inQuotes(filter.value);
}

QString joinedText(const QueryNode &node, const QString &between, Kind inParentheses)
{
    QStringList parts;
    for (const QueryNode &part : node.parts)
        parts.append(part.kind == inParentheses ? u'(' + queryText(part) + u')' : queryText(part));
    return parts.join(between);
}

bool isDue(const QueryNode &node)
{
    const bool here = node.kind == Kind::Filter && node.filter.field == Field::Due;
    return here || std::any_of(node.parts.begin(), node.parts.end(), &isDue);
}

bool moves(const QueryNode &node)
{
    const bool isDay = node.kind == Kind::Filter
        && (node.filter.field == Field::Before || node.filter.field == Field::After) && !node.filter.day.date;
    return isDay || std::any_of(node.parts.begin(), node.parts.end(), &moves);
}

} // namespace

bool Query::movesWithClock() const
{
    return moves(root) || isDue(root);
}

bool Query::movesEachMinute() const
{
    return isDue(root);
}

Query parseQuery(const QString &text, Typing typing)
{
    const auto lexemes = lexemesOf(text, typing);
    Parser parser(lexemes);
    Query query;
    query.root = parser.whole();
    query.chips = parser.chips;
    query.canonical = queryText(query.root);
    return query;
}

QString queryText(const QueryNode &node)
{
    switch (node.kind) {
    case Kind::All:
        return {};
    case Kind::And:
        return joinedText(node, QStringLiteral(" "), Kind::Or);
    case Kind::Or:
        return joinedText(node, QStringLiteral(" OR "), Kind::All);
    case Kind::Not: {
        const QueryNode &inside = node.parts.first();
        const bool isJoined = inside.kind == Kind::And || inside.kind == Kind::Or;
        return isJoined ? u"-("_qs + queryText(inside) + u')' : u'-' + queryText(inside);
    }
    case Kind::Words:
        return inQuotes(node.words) + (node.isPrefix ? u"*"_qs : QString());
    case Kind::Filter:
        return filterText(node.filter);
    }
    return {};
}

} // namespace wheelhouse
