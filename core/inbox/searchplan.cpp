#include "core/inbox/searchplan.h"

#include "core/networks/network.h"

#include <algorithm>

namespace wheelhouse {

namespace {

using Field = QueryFilter::Field;
using Kind = QueryNode::Kind;
using Rows = QList<qint64>;

enum class Prefixes { Narrow, Wide };

constexpr int indexedPrefix = 3; // as mention_index says in resources/sql/store
constexpr int timeBits = 12; // a mention's row is its ms << 12 and a tie-breaker
const QString everything = QStringLiteral("(tags : \"ours\" OR tags : \"theirs\")");
const QByteArray isTurn = QByteArrayLiteral("c.state IN ('new', 'open')");

/// What the index can say of a part. exact: it says all of it; otherwise every row that fits is among those it gives.
struct Said {
    QString words; ///< empty: nothing
    bool isExact = false;
};

QString inQuotes(const QByteArray &word)
{
    return u'"' + QString::fromUtf8(word).replace(u'"', QStringLiteral("\"\"")) + u'"';
}

int letters(const QByteArray &utf8)
{
    return int(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (uchar(c) & 0xc0) != 0x80; }));
}

QByteArray firstLetters(const QByteArray &utf8, int count)
{
    const auto points = QString::fromUtf8(utf8).toUcs4();
    return QString::fromUcs4(
        reinterpret_cast<const char32_t *>(points.constData()), std::min<qsizetype>(count, points.size()))
        .toUtf8();
}

/// Tags stand in the same index; only a word that could be one must say that it means the text. Asking always would
/// cost the index a look at every position.
bool mayBeTag(const QByteArray &word, bool isPrefix)
{
    for (const char *tag : { "ours", "theirs", "hasmedia", "haslink" })
        if (word == tag || (isPrefix && QByteArrayView(tag).startsWith(word)))
            return true;
    const bool isChannel =
        word.startsWith('c') && std::all_of(word.begin() + 1, word.end(), [](char c) { return c >= '0' && c <= '9'; });
    return isChannel || (word.startsWith('l') && word.size() <= 4);
}

QByteArray marksFor(qsizetype count)
{
    return QByteArray("?,").repeated(count).chopped(1);
}

QList<QVariant> asValues(const Rows &rows)
{
    return { rows.begin(), rows.end() };
}

BoundSql isIn(const QByteArray &column, const Rows &rows)
{
    if (rows.isEmpty())
        return { "0", {} };
    return { column + " IN (" + marksFor(rows.size()) + ')', asValues(rows) };
}

class Planner {
public:
    Planner(Database &database, const Marker &marker, const QDateTime &now)
        : m_database(database)
        , m_marker(marker)
        , m_now(now)
    {
    }
    Result<SearchPlan> plan(const QueryNode &root)
    {
        const QList<QueryNode> parts = root.kind == Kind::And ? root.parts : QList<QueryNode> { root };
        QList<QueryNode> rest;
        for (const QueryNode &part : parts)
            if (!takeBounds(part))
                rest.append(part);
        m_plan.narrow = lead(rest, Prefixes::Narrow);
        m_plan.wide = lead(rest, Prefixes::Wide);
        m_plan.none.check = checks(rest, [](const QueryNode &) { return true; });
        for (const QueryNode &part : std::as_const(rest))
            if (part.kind == Kind::Filter) {
                addSide(part.filter);
                addNewest(part.filter);
            }
        if (m_failure)
            return tl::unexpected(*m_failure);
        return m_plan;
    }

private:
    // --- before: and after: at the top are bounds of the row
    bool takeBounds(const QueryNode &part)
    {
        if (part.kind != Kind::Filter)
            return false;
        if (part.filter.field == Field::Before)
            m_plan.until = std::min(m_plan.until, rowOf(part.filter));
        else if (part.filter.field == Field::After)
            m_plan.from = std::max(m_plan.from, rowOf(part.filter));
        else
            return false;
        return true;
    }
    [[nodiscard]] qint64 rowOf(const QueryFilter &filter) const
    {
        return filter.day.on(m_now.date()).startOfDay().toMSecsSinceEpoch() * (1LL << timeBits);
    }

    // --- what the index says
    SearchLead lead(const QList<QueryNode> &parts, Prefixes prefixes)
    {
        SearchLead lead;
        QStringList with;
        QStringList without;
        for (const QueryNode &part : parts) {
            if (part.kind == Kind::Not) {
                const Said said = sayInside(part, prefixes);
                if (said.isExact)
                    without.append(said.words);
            } else if (const Said said = say(part, prefixes); !said.words.isEmpty()) {
                with.append(said.words);
            }
        }
        lead.check = checks(parts, [&](const QueryNode &part) { return !isSaid(part, prefixes); });
        lead.words = joinedWords(with, without);
        return lead;
    }
    static QString joinedWords(QStringList with, const QStringList &without)
    {
        if (with.isEmpty() && without.isEmpty())
            return {};
        if (with.isEmpty())
            with.append(everything);
        QString all = u'(' + with.join(QStringLiteral(" AND ")) + u')';
        if (!without.isEmpty())
            all += QStringLiteral(" NOT (") + without.join(QStringLiteral(" OR ")) + u')';
        return u'(' + all + u')';
    }
    bool isSaid(const QueryNode &part, Prefixes prefixes)
    {
        return (part.kind == Kind::Not ? sayInside(part, prefixes) : say(part, prefixes)).isExact;
    }
    /// What a negation is of. What is excluded by a short prefix is nearly everything, and gathering it never pays.
    Said sayInside(const QueryNode &negation, Prefixes prefixes)
    {
        const QueryNode &inside = negation.parts.first();
        return say(inside, hasShortPrefix(inside) ? Prefixes::Wide : prefixes);
    }
    bool hasShortPrefix(const QueryNode &node) const
    {
        if (node.kind == Kind::Words && node.isPrefix) {
            const Phrase phrase = m_marker.phrase(node.words, true);
            return !phrase.words.isEmpty() && letters(phrase.words.last()) < indexedPrefix;
        }
        return std::any_of(
            node.parts.begin(), node.parts.end(), [this](const QueryNode &part) { return hasShortPrefix(part); });
    }
    Said say(const QueryNode &node, Prefixes prefixes)
    {
        switch (node.kind) {
        case Kind::All:
            return {};
        case Kind::Words:
            return sayPhrase(m_marker.phrase(node.words, node.isPrefix), prefixes);
        case Kind::Filter:
            return sayFilter(node.filter);
        case Kind::Not: {
            const Said inside = sayInside(node, prefixes);
            return inside.isExact ? Said { joinedWords({}, { inside.words }), true } : Said {};
        }
        case Kind::Or:
            return sayAny(node, prefixes);
        case Kind::And:
            return sayEvery(node, prefixes);
        }
        return {};
    }
    Said sayAny(const QueryNode &node, Prefixes prefixes)
    {
        QStringList all;
        bool isExact = true;
        for (const QueryNode &part : node.parts) {
            const Said said = say(part, prefixes);
            if (said.words.isEmpty())
                return {};
            all.append(said.words);
            isExact = isExact && said.isExact;
        }
        return { u'(' + all.join(QStringLiteral(" OR ")) + u')', isExact };
    }
    Said sayEvery(const QueryNode &node, Prefixes prefixes)
    {
        QStringList all;
        bool isExact = true;
        for (const QueryNode &part : node.parts) {
            const Said said = say(part, prefixes);
            if (!said.words.isEmpty())
                all.append(said.words);
            isExact = isExact && said.isExact;
        }
        return { joinedWords(all, {}), isExact && !all.isEmpty() };
    }
    static Said sayPhrase(const Phrase &phrase, Prefixes prefixes)
    {
        if (phrase.words.isEmpty())
            return {};
        const auto tagged = [&](const QString &words) {
            const bool may = std::any_of(phrase.words.begin(), phrase.words.end(), [&](const QByteArray &word) {
                return mayBeTag(word, phrase.isPrefix && &word == &phrase.words.last());
            });
            return may ? QStringLiteral("(text : ") + words + u')' : words;
        };
        QStringList quoted;
        for (const QByteArray &word : phrase.words)
            quoted.append(inQuotes(word));
        if (!phrase.isPrefix)
            return { tagged(quoted.join(QStringLiteral(" + "))), true };
        const QByteArray &last = phrase.words.last();
        const int length = letters(last);
        if (prefixes == Prefixes::Narrow || length == indexedPrefix)
            return { tagged(quoted.join(QStringLiteral(" + ")) + u'*'), true };
        quoted.removeLast();
        QStringList parts;
        if (!quoted.isEmpty())
            parts.append(tagged(quoted.join(QStringLiteral(" + "))));
        if (length > indexedPrefix) {
            const QByteArray begin = firstLetters(last, indexedPrefix);
            const QString words = inQuotes(begin) + u'*';
            parts.append(mayBeTag(begin, true) ? QStringLiteral("(text : ") + words + u')' : words);
        }
        return { parts.isEmpty() ? QString() : u'(' + parts.join(QStringLiteral(" AND ")) + u')', false };
    }
    Said sayFilter(const QueryFilter &filter)
    {
        const auto tag = [](const QString &word) { return QStringLiteral("(tags : \"%1\")").arg(word); };
        if (filter.field == Field::Lang)
            return { tag(u'l' + filter.value), true };
        if (filter.field == Field::Has && filter.value == QLatin1String("media"))
            return { tag(QStringLiteral("hasmedia")), true };
        if (filter.field == Field::Has && filter.value == QLatin1String("link"))
            return { tag(QStringLiteral("haslink")), true };
        if (isUs(filter))
            return { tag(QStringLiteral("ours")), true };
        if (filter.field != Field::Channel && filter.field != Field::In)
            return {};
        QStringList tags;
        const Rows rows = channels(filter);
        for (const qint64 row : rows)
            tags.append(QStringLiteral("\"c%1\"").arg(row));
        if (tags.isEmpty()) // no such channel: a tag that no mention bears
            return { tag(QStringLiteral("c0")), true };
        return { QStringLiteral("(tags : (") + tags.join(QStringLiteral(" OR ")) + QStringLiteral("))"), true };
    }

    // --- what is checked row by row
    template<typename Wants> BoundSql checks(const QList<QueryNode> &parts, Wants wants)
    {
        BoundSql first;
        BoundSql last; // words last: cutting a text costs more than any filter
        for (const QueryNode &part : parts)
            if (part.kind != Kind::All && wants(part))
                append(holdsWords(part) ? last : first, check(part), " AND ");
        append(first, last, " AND ");
        return first;
    }
    static bool holdsWords(const QueryNode &node)
    {
        return node.kind == Kind::Words || std::any_of(node.parts.begin(), node.parts.end(), &holdsWords);
    }
    static void append(BoundSql &all, const BoundSql &one, const char *between)
    {
        if (one.isEmpty())
            return;
        all.sql += (all.isEmpty() ? QByteArray() : QByteArray(between)) + one.sql;
        all.values += one.values;
    }
    BoundSql check(const QueryNode &node)
    {
        switch (node.kind) {
        case Kind::All:
            return { "1", {} };
        case Kind::Words:
            m_plan.phrases.append(m_marker.phrase(node.words, node.isPrefix));
            return { "wh_holds(?, m.title, m.text)", { m_plan.phrases.size() - 1 } };
        case Kind::Filter:
            return checkFilter(node.filter);
        case Kind::Not: {
            const BoundSql inside = check(node.parts.first());
            // What is null is not so: nobody's conversation is not Ada's.
            return { "NOT coalesce(" + inside.sql + ", 0)", inside.values };
        }
        case Kind::And:
        case Kind::Or: {
            BoundSql all;
            for (const QueryNode &part : node.parts)
                append(all, check(part), node.kind == Kind::And ? " AND " : " OR ");
            return { '(' + all.sql + ')', all.values };
        }
        }
        return {};
    }
    BoundSql checkFilter(const QueryFilter &filter)
    {
        switch (filter.field) {
        case Field::From:
            if (isUs(filter))
                return { "m.is_ours", {} };
            return { "wh_from(?, m.identity)", { people(filter) } };
        case Field::Channel:
        case Field::In:
            return isIn("m.channel", channels(filter));
        case Field::Lang:
            return { "(m.language = ? OR m.language LIKE ?)", { filter.value, QString(filter.value + u"-%"_qs) } };
        case Field::Before:
            return { "m.row < ?", { rowOf(filter) } };
        case Field::After:
            return { "m.row >= ?", { rowOf(filter) } };
        case Field::Is:
            return { isWhat(filter.value), {} };
        case Field::Turn:
            return { '(' + isTurn + " AND c.assignee = (SELECT row FROM member WHERE is_me = 1))", {} };
        case Field::Label:
            if (const Rows rows = labels(filter); !rows.isEmpty())
                return { "EXISTS (SELECT 1 FROM conversation_label WHERE conversation = c.row AND label IN ("
                        + marksFor(rows.size()) + "))",
                    asValues(rows) };
            return { "0", {} };
        case Field::Has:
            return { hasWhat(filter.value), {} };
        case Field::Assigned:
            if (filter.value.compare(u"nobody", Qt::CaseInsensitive) == 0)
                return { "c.assignee IS NULL", {} };
            return isIn("c.assignee", members(filter));
        }
        return {};
    }
    /// is:open is what the list calls open: new or open, somebody's turn.
    static QByteArray isWhat(const QString &word)
    {
        if (word == QLatin1String("escalated") || word == QLatin1String("unread"))
            return "c." + word.toLatin1() + " = 1";
        return word == QLatin1String("open") ? isTurn : "c.state = '" + word.toLatin1() + '\'';
    }
    static QByteArray hasWhat(const QString &word)
    {
        if (word == QLatin1String("media"))
            return "m.media IS NOT NULL";
        if (word == QLatin1String("link"))
            return "coalesce(instr(m.spans, '\"link\"'), 0)";
        if (word == QLatin1String("note"))
            return "EXISTS (SELECT 1 FROM note WHERE conversation = c.row AND withdrawn = 0)";
        return "EXISTS (SELECT 1 FROM post WHERE conversation = c.row AND state = 'draft')";
    }

    // --- filters that may lead
    void addSide(const QueryFilter &filter)
    {
        const BoundSql check = checkFilter(filter);
        const QByteArray ofConversations =
            "SELECT m.row FROM conversation c CROSS JOIN mention m ON m.conversation = c.row WHERE " + check.sql;
        const auto tally = [&](const char *kind, const Rows &keys, const QByteArray &states) {
            return BoundSql { QByteArray("SELECT coalesce(sum(n), 0) FROM tally WHERE kind = '") + kind
                    + "' AND key IN (" + marksFor(keys.size()) + ')' + states,
                asValues(keys) };
        };
        const auto probed = [&](const QByteArray &rows, const QList<QVariant> &values) {
            return SearchSide { { "SELECT count(*) FROM (" + rows + " LIMIT 3001)", values }, { rows, values } };
        };
        if (filter.field == Field::From && !isUs(filter)) {
            m_plan.sides.append(probed("SELECT m.row FROM mention m WHERE m.identity IN "
                                       "(SELECT rowid FROM identity_index WHERE identity_index MATCH ?)",
                { peopleWords(filter) }));
        } else if (filter.field == Field::Is && filter.value == QLatin1String("escalated")) {
            m_plan.sides.append(probed(ofConversations, check.values));
        } else if (filter.field == Field::Is && filter.value != QLatin1String("unread")) {
            m_plan.sides.append(
                { tally("all", { 0 }, " AND " + QByteArray(check.sql).replace("c.", "")), { ofConversations, {} } });
        } else if (filter.field == Field::Label) {
            if (const Rows rows = labels(filter); !rows.isEmpty())
                m_plan.sides.append({ tally("label", rows, {}),
                    { "SELECT m.row FROM conversation_label l CROSS JOIN mention m ON m.conversation = l.conversation "
                      "WHERE l.label IN ("
                            + marksFor(rows.size()) + ')',
                        asValues(rows) } });
        } else if (filter.field == Field::Turn) {
            m_plan.sides.append(probed(ofConversations, check.values));
        } else if (filter.field == Field::Assigned && filter.value.compare(u"nobody", Qt::CaseInsensitive) != 0) {
            if (const Rows rows = members(filter); !rows.isEmpty())
                m_plan.sides.append({ tally("assignee", rows, {}), { ofConversations, check.values } });
        } else if (filter.field == Field::Has
            && (filter.value == QLatin1String("note") || filter.value == QLatin1String("draft"))) {
            const QByteArray table =
                filter.value == QLatin1String("note") ? "note WHERE withdrawn = 0" : "post WHERE state = 'draft'";
            m_plan.sides.append(probed("SELECT m.row FROM (SELECT DISTINCT conversation FROM " + table
                    + " AND conversation IS NOT NULL) n CROSS JOIN mention m ON m.conversation = n.conversation",
                {}));
        }
    }

    void addNewest(const QueryFilter &filter)
    {
        if (filter.field != Field::Is || filter.value == QLatin1String("escalated")
            || filter.value == QLatin1String("unread"))
            return;
        const QByteArray of = "SELECT max(max(latest, answered)) AS at FROM conversation WHERE state = ";
        m_plan.newest.sql = filter.value == QLatin1String("open")
            ? "SELECT coalesce(max(at), 0) FROM (" + of + "'new' UNION ALL " + of + "'open')"
            : "SELECT coalesce(max(at), 0) FROM (" + of + '\'' + filter.value.toLatin1() + "')";
    }

    // --- names
    static bool isUs(const QueryFilter &filter)
    {
        return filter.field == Field::From && filter.value.compare(u"us", Qt::CaseInsensitive) == 0;
    }
    /// The words of a name in a row, the last of them as a prefix.
    QString peopleWords(const QueryFilter &filter) const
    {
        const Phrase phrase = m_marker.phrase(filter.value.toCaseFolded(), true);
        QStringList quoted;
        for (const QByteArray &word : phrase.words)
            quoted.append(inQuotes(word));
        return quoted.isEmpty() ? QStringLiteral("\"\"") : quoted.join(QStringLiteral(" + ")) + u'*';
    }
    /// The place in the plan of the people whom \a filter means, found once.
    qsizetype people(const QueryFilter &filter)
    {
        const QString words = peopleWords(filter);
        const auto known = m_people.constFind(words);
        if (known != m_people.cend())
            return *known;
        QSet<qint64> rows;
        Statement find(m_database, "SELECT rowid FROM identity_index WHERE identity_index MATCH ?1");
        auto done = find.each(
            [&](const Row &row) {
                rows.insert(row.number(0));
                return true;
            },
            words);
        if (!done && !m_failure)
            m_failure = done.error();
        m_plan.people.append(rows);
        m_people.insert(words, m_plan.people.size() - 1);
        return m_plan.people.size() - 1;
    }
    template<typename Fits> Rows rowsWhere(const char *sql, Fits fits)
    {
        Rows rows;
        Statement all(m_database, sql);
        auto done = all.each([&](const Row &row) {
            if (fits(row))
                rows.append(row.number(0));
            return true;
        });
        if (!done && !m_failure)
            m_failure = done.error();
        return rows;
    }
    Rows channels(const QueryFilter &filter)
    {
        const QString wanted = filter.value.toCaseFolded();
        return rowsWhere("SELECT row, network, name, handle FROM channel", [&](const Row &row) {
            if (filter.field == Field::In)
                return row.text(1) == wanted;
            return row.text(2).toCaseFolded().contains(wanted) || row.text(3).toCaseFolded().contains(wanted);
        });
    }
    Rows labels(const QueryFilter &filter)
    {
        const QString wanted = filter.value.toCaseFolded();
        return rowsWhere(
            "SELECT row, name FROM label", [&](const Row &row) { return row.text(1).toCaseFolded() == wanted; });
    }
    Rows members(const QueryFilter &filter)
    {
        const QString wanted = filter.value.toCaseFolded();
        return rowsWhere("SELECT row, name, is_me FROM member", [&](const Row &row) {
            return wanted == QLatin1String("me") ? row.flag(2) : row.text(1).toCaseFolded().contains(wanted);
        });
    }

    Database &m_database;
    const Marker &m_marker;
    QDateTime m_now;
    SearchPlan m_plan;
    QHash<QString, qsizetype> m_people; ///< places in the plan, by what was asked
    std::optional<Error> m_failure;
};

} // namespace

Result<SearchPlan> planSearch(Database &database, const Marker &marker, const Query &query, const QDateTime &now)
{
    return Planner(database, marker, now).plan(query.root);
}

} // namespace wheelhouse
