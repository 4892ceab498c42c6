#include "core/inbox/query.h"

#include "core/networks/network.h"

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

using Field = QueryFilter::Field;
using Kind = QueryNode::Kind;

constexpr int mostWords = 200;
constexpr int mostNested = 32;
constexpr int mostDays = 36'500;

struct FieldWord {
    const char *word;
    Field field;
};
constexpr std::array<FieldWord, 11> fieldWords { {
    { "from", Field::From },
    { "channel", Field::Channel },
    { "in", Field::In },
    { "is", Field::Is },
    { "turn", Field::Turn },
    { "label", Field::Label },
    { "lang", Field::Lang },
    { "before", Field::Before },
    { "after", Field::After },
    { "has", Field::Has },
    { "assigned", Field::Assigned },
} };

bool isBlank(QChar c)
{
    return c.isSpace() || c.unicode() < 0x20 || c.unicode() == 0x7f;
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\u201c' || c == u'\u201d' || c == u'\u201e';
}

/// Whether there is anything in it to look for: a letter, a digit, or a sign that stands for itself, like an emoji.
bool saysSomething(const QString &text)
{
    for (const uint point : text.toUcs4()) {
        const auto category = QChar::category(point);
        if (QChar::isLetterOrNumber(point) || category == QChar::Symbol_Other || category == QChar::Symbol_Currency)
            return true;
    }
    return false;
}

std::optional<Field> fieldOf(QStringView word)
{
    for (const auto &[name, field] : fieldWords)
        if (word.compare(QLatin1String(name), Qt::CaseInsensitive) == 0)
            return field;
    return std::nullopt;
}

QString nameOf(Field field)
{
    const auto found =
        std::find_if(fieldWords.begin(), fieldWords.end(), [=](const FieldWord &each) { return each.field == field; });
    return QString::fromLatin1(found->word);
}

std::optional<QDate> dateOf(const QString &value)
{
    const QStringList parts = value.split(u'-');
    if (parts.first().size() != 4 || parts.size() > 3)
        return std::nullopt;
    std::array<int, 3> numbers { 0, 1, 1 };
    for (int i = 0; i < parts.size(); ++i) {
        bool isNumber = false;
        numbers[size_t(i)] = parts.at(i).toInt(&isNumber);
        if (!isNumber || parts.at(i).size() > 4)
            return std::nullopt;
    }
    const QDate date(numbers[0], numbers[1], numbers[2]);
    return date.isValid() && date.year() > 0 ? std::optional(date) : std::nullopt;
}

std::optional<QueryFilter::Day> dayOf(const QString &value)
{
    if (value == QLatin1String("today"))
        return QueryFilter::Day { {}, 0 };
    if (value == QLatin1String("yesterday"))
        return QueryFilter::Day { {}, 1 };
    if (const auto date = dateOf(value))
        return QueryFilter::Day { date, 0 };
    const int unit = value.endsWith(u'd') ? 1 : value.endsWith(u'w') ? 7 : 0;
    bool isNumber = false;
    const int count = QStringView(value).chopped(1).toInt(&isNumber);
    if (unit == 0 || !isNumber || count < 0 || count > mostDays / unit)
        return std::nullopt;
    return QueryFilter::Day { {}, count * unit };
}

bool isOneOf(const QString &value, std::initializer_list<const char *> words)
{
    return std::any_of(words.begin(), words.end(), [&](const char *word) { return value == QLatin1String(word); });
}

bool isLanguage(const QString &value)
{
    return (value.size() == 2 || value.size() == 3)
        && std::all_of(value.begin(), value.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
}

/// The filter that field and value make; none where the value means nothing to the field.
std::optional<QueryFilter> filterOf(Field field, const QString &value)
{
    QueryFilter filter { field, value, {} };
    const QString lower = value.toLower();
    switch (field) {
    case Field::From:
    case Field::Channel:
    case Field::Label:
    case Field::Assigned:
        return saysSomething(value) ? std::optional(filter) : std::nullopt;
    case Field::In:
        filter.value = lower;
        return lower == networkWord(networkFromWord(lower)) ? std::optional(filter) : std::nullopt;
    case Field::Is:
        filter.value = lower;
        return isOneOf(lower, { "open", "new", "waiting", "snoozed", "done", "spam", "escalated", "unread", "merged" })
            ? std::optional(filter)
            : std::nullopt;
    case Field::Turn:
        filter.value = lower;
        return lower == QLatin1String("me") ? std::optional(filter) : std::nullopt;
    case Field::Has:
        filter.value = lower;
        return isOneOf(lower, { "media", "link", "note", "draft" }) ? std::optional(filter) : std::nullopt;
    case Field::Lang:
        filter.value = lower.section(u'-', 0, 0);
        return isLanguage(filter.value) ? std::optional(filter) : std::nullopt;
    case Field::Before:
    case Field::After:
        filter.value = lower;
        if (const auto day = dayOf(lower)) {
            filter.day = *day;
            return filter;
        }
        return std::nullopt;
    }
    return std::nullopt;
}

struct Lexeme {
    enum class Kind { Words, Filter, Open, Close, And, Or, Not };
    Kind kind = Kind::Words;
    int start = 0;
    int end = 0;
    QString text;
    bool isPrefix = false;
    QueryFilter filter;
};

/// Cuts the text into words, phrases, filters, operators and parentheses.
class Lexer {
public:
    Lexer(const QString &text, Typing typing)
        : m_text(text)
        , m_typing(typing)
    {
    }
    QList<Lexeme> all()
    {
        while (m_at < m_text.size() && m_found.size() < mostWords) {
            if (isBlank(m_text.at(m_at)))
                ++m_at;
            else
                take();
        }
        settleOperators();
        return m_found;
    }

private:
    void take()
    {
        const QChar c = m_text.at(m_at);
        const int start = m_at;
        if (c == u'(' || c == u')') {
            ++m_at;
            add(c == u'(' ? Lexeme::Kind::Open : Lexeme::Kind::Close, start);
        } else if (isQuote(c)) {
            addWords(quoted(), start);
        } else if (c == u'-' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) != u'-'
            && !isBlank(m_text.at(m_at + 1))) {
            ++m_at;
            add(Lexeme::Kind::Not, start);
        } else {
            takeWord(start);
        }
    }
    void takeWord(int start)
    {
        while (m_at < m_text.size() && !endsWord(m_text.at(m_at))) {
            const bool isFirstColon = m_text.at(m_at) == u':';
            const auto field =
                isFirstColon ? fieldOf(QStringView(m_text).mid(start, m_at - start)) : std::optional<Field>();
            ++m_at;
            if (field)
                return takeFilter(*field, start);
        }
        const QString word = m_text.mid(start, m_at - start);
        if (word == QLatin1String("AND") || word == QLatin1String("OR") || word == QLatin1String("NOT"))
            add(word == QLatin1String("AND")      ? Lexeme::Kind::And
                    : word == QLatin1String("OR") ? Lexeme::Kind::Or
                                                  : Lexeme::Kind::Not,
                start);
        else
            addWords(word, start);
    }
    void takeFilter(Field field, int start)
    {
        QString value;
        if (m_at < m_text.size() && isQuote(m_text.at(m_at))) {
            value = quoted();
        } else {
            const int from = m_at;
            while (m_at < m_text.size() && !endsWord(m_text.at(m_at)))
                ++m_at;
            value = m_text.mid(from, m_at - from);
        }
        if (value.isEmpty())
            return; // still being typed
        if (const auto filter = filterOf(field, value)) {
            Lexeme found { Lexeme::Kind::Filter, start, m_at, {}, false, *filter };
            m_found.append(found);
        } else {
            addWords(nameOf(field) + u':' + value, start);
        }
    }
    QString quoted()
    {
        const int from = ++m_at;
        while (m_at < m_text.size() && !isQuote(m_text.at(m_at)))
            ++m_at;
        const QString inside = m_text.mid(from, m_at - from);
        m_isOpen = m_at >= m_text.size();
        if (!m_isOpen)
            ++m_at;
        return inside;
    }
    void addWords(QString words, int start)
    {
        const bool isOpen = std::exchange(m_isOpen, false);
        Lexeme found { Lexeme::Kind::Words, start, m_at, {}, false, {} };
        const bool wasQuoted = isQuote(m_text.at(start));
        if (wasQuoted && !isOpen && m_at < m_text.size() && m_text.at(m_at) == u'*') {
            found.isPrefix = true;
            ++m_at;
        }
        while (!wasQuoted && words.endsWith(u'*')) {
            found.isPrefix = true;
            words.chop(1);
        }
        std::replace_if(words.begin(), words.end(), &isBlank, u' ');
        found.text = words.simplified();
        const bool isLast = m_at >= m_text.size() && (!wasQuoted || isOpen) && !words.endsWith(u' ');
        found.isPrefix = found.isPrefix || (m_typing == Typing::GoesOn && isLast);
        found.end = m_at;
        if (saysSomething(found.text))
            m_found.append(found);
    }
    void add(Lexeme::Kind kind, int start)
    {
        m_found.append({ kind, start, m_at, m_text.mid(start, m_at - start), false, {} });
    }
    static bool endsWord(QChar c) { return isBlank(c) || c == u'(' || c == u')' || isQuote(c); }

    /// An operator with nothing to work on is a word, or, while it is typed, nothing yet.
    void settleOperators()
    {
        for (qsizetype i = m_found.size() - 1; i >= 0; --i) {
            const Lexeme::Kind kind = m_found.at(i).kind;
            if (kind != Lexeme::Kind::And && kind != Lexeme::Kind::Or && kind != Lexeme::Kind::Not)
                continue;
            const bool isJoining = kind != Lexeme::Kind::Not;
            const bool hasRight = i + 1 < m_found.size() && begins(m_found.at(i + 1).kind);
            const bool hasLeft = i > 0 && ends(m_found.at(i - 1).kind);
            if (hasRight && (hasLeft || !isJoining))
                continue;
            const bool isMinus = m_found.at(i).text == QLatin1String("-");
            if (isMinus || (m_typing == Typing::GoesOn && i + 1 == m_found.size()))
                m_found.removeAt(i);
            else
                m_found[i].kind = Lexeme::Kind::Words;
        }
    }
    static bool begins(Lexeme::Kind kind)
    {
        return kind == Lexeme::Kind::Words || kind == Lexeme::Kind::Filter || kind == Lexeme::Kind::Open
            || kind == Lexeme::Kind::Not;
    }
    // What stands before an operator is settled after it, so another operator may still become a word.
    static bool ends(Lexeme::Kind kind)
    {
        return kind == Lexeme::Kind::Words || kind == Lexeme::Kind::Filter || kind == Lexeme::Kind::Close;
    }

    const QString &m_text;
    Typing m_typing;
    int m_at = 0;
    bool m_isOpen = false;
    QList<Lexeme> m_found;
};

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

bool moves(const QueryNode &node)
{
    const bool isDay = node.kind == Kind::Filter
        && (node.filter.field == Field::Before || node.filter.field == Field::After) && !node.filter.day.date;
    return isDay || std::any_of(node.parts.begin(), node.parts.end(), &moves);
}

} // namespace

bool Query::movesWithClock() const
{
    return moves(root);
}

Query parseQuery(const QString &text, Typing typing)
{
    const auto lexemes = Lexer(text, typing).all();
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
