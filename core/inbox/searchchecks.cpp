#include "core/inbox/searchchecks.h"

#include "core/inbox/promisepolicy.h"

#include <algorithm>

namespace wheelhouse {

using Field = QueryFilter::Field;
using Kind = QueryNode::Kind;

namespace {

constexpr int timeBits = 12; // a mention's row is its ms << 12 and a tie-breaker

BoundSql isIn(const QByteArray &column, const QList<qint64> &rows)
{
    if (rows.isEmpty())
        return { "0", {} };
    return { column + " IN (" + marksFor(rows.size()) + ')', asValues(rows) };
}

} // namespace

QByteArray marksFor(qsizetype count)
{
    return QByteArray("?,").repeated(count).chopped(1);
}

QList<QVariant> asValues(const QList<qint64> &rows)
{
    return { rows.begin(), rows.end() };
}

qint64 RowChecks::rowOf(const QueryFilter &filter) const
{
    return filter.day.on(m_now.date()).startOfDay().toMSecsSinceEpoch() * (1LL << timeBits);
}

bool RowChecks::holdsWords(const QueryNode &node)
{
    return node.kind == Kind::Words || std::any_of(node.parts.begin(), node.parts.end(), &holdsWords);
}

void RowChecks::append(BoundSql &all, const BoundSql &one, const char *between)
{
    if (one.isEmpty())
        return;
    all.sql += (all.isEmpty() ? QByteArray() : QByteArray(between)) + one.sql;
    all.values += one.values;
}

BoundSql RowChecks::check(const QueryNode &node)
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

BoundSql RowChecks::checkFilter(const QueryFilter &filter)
{
    switch (filter.field) {
    case Field::From:
        if (isUs(filter))
            return { "m.is_ours", {} };
        return { "wh_from(?, m.identity)", { people(filter) } };
    case Field::Channel:
    case Field::In:
        return isIn("m.channel", m_names.channels(filter));
    case Field::Lang:
        return { "(m.language = ? OR m.language LIKE ?)", { filter.value, QString(filter.value + u"-%"_qs) } };
    case Field::Need:
        return { "m.need = ?", { filter.value } };
    case Field::Mood:
        return { "m.mood = ?", { filter.value } };
    case Field::Before:
        return { "m.row < ?", { rowOf(filter) } };
    case Field::After:
        return { "m.row >= ?", { rowOf(filter) } };
    case Field::Is:
        return { isWhat(filter.value), {} };
    case Field::Turn:
        return { '(' + isTurn.toByteArray() + " AND c.assignee = (SELECT row FROM member WHERE is_me = 1))", {} };
    case Field::Label:
        if (const QList<qint64> rows = m_names.labels(filter); !rows.isEmpty())
            return { "EXISTS (SELECT 1 FROM conversation_label WHERE conversation = c.row AND label IN ("
                    + marksFor(rows.size()) + "))",
                asValues(rows) };
        return { "0", {} };
    case Field::Has:
        return { hasWhat(filter.value), {} };
    case Field::Assigned:
        if (filter.value.compare(u"nobody", Qt::CaseInsensitive) == 0)
            return { "c.assignee IS NULL", {} };
        return isIn("c.assignee", m_names.members(filter));
    case Field::Promised:
        return { isPromised(filter.value), {} };
    case Field::Due:
        return { "c.due_at <= ?",
            { m_now.toMSecsSinceEpoch() + (filter.value == u"over" ? 0 : spanFromText(filter.value)) } };
    }
    return {};
}

QByteArray RowChecks::isWhat(const QString &word)
{
    if (word == QLatin1String("escalated") || word == QLatin1String("unread"))
        return "c." + word.toLatin1() + " = 1";
    return word == QLatin1String("open") ? isTurn.toByteArray() : "c.state = '" + word.toLatin1() + '\'';
}

QByteArray RowChecks::isPromised(const QString &word)
{
    if (word == QLatin1String("yes") || word == QLatin1String("no"))
        return word == QLatin1String("yes") ? "c.due_at IS NOT NULL" : "c.due_at IS NULL";
    return "EXISTS (SELECT 1 FROM promise WHERE conversation = c.row AND standing = '" + word.toLatin1() + "')";
}

QByteArray RowChecks::hasWhat(const QString &word)
{
    if (word == QLatin1String("media"))
        return "m.media IS NOT NULL";
    if (word == QLatin1String("link"))
        return "coalesce(instr(m.spans, '\"link\"'), 0)";
    if (word == QLatin1String("note"))
        return "EXISTS (SELECT 1 FROM note WHERE conversation = c.row AND withdrawn = 0)";
    return "EXISTS (SELECT 1 FROM post WHERE conversation = c.row AND state = 'draft')";
}

/// The place in the plan of the people whom \a filter means, found once.
qsizetype RowChecks::people(const QueryFilter &filter)
{
    const QString words = m_names.peopleWords(filter);
    const auto known = m_people.constFind(words);
    if (known != m_people.cend())
        return *known;
    m_plan.people.append(m_names.people(words));
    m_people.insert(words, m_plan.people.size() - 1);
    return m_plan.people.size() - 1;
}

} // namespace wheelhouse
