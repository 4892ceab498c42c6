#pragma once

#include "core/inbox/searchnames.h"
#include "core/inbox/searchplan.h"

#include <QHash>

namespace wheelhouse {

/// `is:open` and `turn:`: what the list calls open, new or open, somebody's turn.
inline constexpr QByteArrayView isTurn = "c.state IN ('new', 'open')";

/// As many question marks as \a count, with commas.
[[nodiscard]] QByteArray marksFor(qsizetype count);
[[nodiscard]] QList<QVariant> asValues(const QList<qint64> &rows);

/// Says parts of a question as conditions on m (mention) and c (conversation). Phrases and people that a condition
/// asks for are put into the plan.
class RowChecks {
public:
    RowChecks(SearchNames &names, const Marker &marker, const QDateTime &now, SearchPlan &plan)
        : m_names(names)
        , m_marker(marker)
        , m_now(now)
        , m_plan(plan)
    {
    }

    /// All of \a parts that \a wants, joined. Words come last: cutting a text costs more than any filter.
    template<typename Wants> BoundSql all(const QList<QueryNode> &parts, Wants wants)
    {
        BoundSql first;
        BoundSql last;
        for (const QueryNode &part : parts)
            if (part.kind != QueryNode::Kind::All && wants(part))
                append(holdsWords(part) ? last : first, check(part), " AND ");
        append(first, last, " AND ");
        return first;
    }
    BoundSql checkFilter(const QueryFilter &filter);
    /// The first mention row of the day that `before:` and `after:` name.
    [[nodiscard]] qint64 rowOf(const QueryFilter &filter) const;

    static bool holdsWords(const QueryNode &node);

private:
    static void append(BoundSql &all, const BoundSql &one, const char *between);
    BoundSql check(const QueryNode &node);
    static QByteArray isWhat(const QString &word);
    static QByteArray isPromised(const QString &word);
    static QByteArray hasWhat(const QString &word);
    qsizetype people(const QueryFilter &filter);

    SearchNames &m_names;
    const Marker &m_marker;
    QDateTime m_now;
    SearchPlan &m_plan;
    QHash<QString, qsizetype> m_people; ///< places in the plan, by what was asked
};

} // namespace wheelhouse
