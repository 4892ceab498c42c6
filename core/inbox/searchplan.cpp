#include "core/inbox/searchplan.h"

#include "core/inbox/searchchecks.h"
#include "core/inbox/searchindexwords.h"

#include <algorithm>

namespace wheelhouse {

namespace {

using Field = QueryFilter::Field;
using Kind = QueryNode::Kind;
using Rows = QList<qint64>;

class Planner {
public:
    Planner(Database &database, const Marker &marker, const QDateTime &now)
        : m_names(database, marker)
        , m_index(m_names, marker)
        , m_checks(m_names, marker, now, m_plan)
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
        m_plan.none.check = m_checks.all(rest, [](const QueryNode &) { return true; });
        for (const QueryNode &part : std::as_const(rest))
            if (part.kind == Kind::Filter) {
                addSide(part.filter);
                addNewest(part.filter);
            }
        if (m_names.failure())
            return tl::unexpected(*m_names.failure());
        return m_plan;
    }

    Result<ScanPlan> scan(const QList<Query> &questions)
    {
        ScanPlan scan;
        for (const Query &question : questions) {
            const QueryNode &root = question.root;
            const QList<QueryNode> parts = root.kind == Kind::And ? root.parts : QList<QueryNode> { root };
            ScanPlan::One one;
            one.check = m_checks.all(parts, [](const QueryNode &) { return true; });
            if (RowChecks::holdsWords(root))
                one.byWords = lead(parts, Prefixes::Narrow);
            scan.questions.append(one);
        }
        if (m_names.failure())
            return tl::unexpected(*m_names.failure());
        scan.phrases = m_plan.phrases;
        scan.people = m_plan.people;
        return scan;
    }

private:
    // --- before: and after: at the top are bounds of the row
    bool takeBounds(const QueryNode &part)
    {
        if (part.kind != Kind::Filter)
            return false;
        if (part.filter.field == Field::Before)
            m_plan.until = std::min(m_plan.until, m_checks.rowOf(part.filter));
        else if (part.filter.field == Field::After)
            m_plan.from = std::max(m_plan.from, m_checks.rowOf(part.filter));
        else
            return false;
        return true;
    }

    // --- what the index says
    SearchLead lead(const QList<QueryNode> &parts, Prefixes prefixes)
    {
        SearchLead lead;
        QStringList with;
        QStringList without;
        for (const QueryNode &part : parts) {
            if (part.kind == Kind::Not) {
                const Said said = m_index.sayInside(part, prefixes);
                if (said.isExact)
                    without.append(said.words);
            } else if (const Said said = m_index.say(part, prefixes); !said.words.isEmpty()) {
                with.append(said.words);
            }
        }
        lead.check = m_checks.all(parts, [&](const QueryNode &part) { return !m_index.isSaid(part, prefixes); });
        lead.words = IndexWords::joined(with, without);
        return lead;
    }
    // --- filters that may lead
    void addSide(const QueryFilter &filter)
    {
        const BoundSql check = m_checks.checkFilter(filter);
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
                { m_names.peopleWords(filter) }));
        } else if (filter.field == Field::Is && filter.value == QLatin1String("escalated")) {
            m_plan.sides.append(probed(ofConversations, check.values));
        } else if (filter.field == Field::Is && filter.value != QLatin1String("unread")) {
            m_plan.sides.append(
                { tally("all", { 0 }, " AND " + QByteArray(check.sql).replace("c.", "")), { ofConversations, {} } });
        } else if (filter.field == Field::Label) {
            if (const Rows rows = m_names.labels(filter); !rows.isEmpty())
                m_plan.sides.append({ tally("label", rows, {}),
                    { "SELECT m.row FROM conversation_label l CROSS JOIN mention m ON m.conversation = l.conversation "
                      "WHERE l.label IN ("
                            + marksFor(rows.size()) + ')',
                        asValues(rows) } });
        } else if (filter.field == Field::Due || (filter.field == Field::Promised && filter.value == u"yes")) {
            m_plan.sides.append(probed(ofConversations, check.values));
        } else if (filter.field == Field::Turn) {
            m_plan.sides.append(probed(ofConversations, check.values));
        } else if (filter.field == Field::Assigned && filter.value.compare(u"nobody", Qt::CaseInsensitive) != 0) {
            if (const Rows rows = m_names.members(filter); !rows.isEmpty())
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

    SearchPlan m_plan;
    SearchNames m_names;
    IndexWords m_index;
    RowChecks m_checks;
};

} // namespace

Result<ScanPlan> planScan(Database &database, const Marker &marker, const QList<Query> &questions, const QDateTime &now)
{
    return Planner(database, marker, now).scan(questions);
}

Result<SearchPlan> planSearch(Database &database, const Marker &marker, const Query &query, const QDateTime &now)
{
    return Planner(database, marker, now).plan(query.root);
}

} // namespace wheelhouse
