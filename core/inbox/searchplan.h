#pragma once

#include "core/inbox/searchwords.h"
#include "core/store/statement.h"

#include <QSet>
#include <QVariant>

#include <limits>

namespace wheelhouse {

/// SQL with the values it wants, in order.
struct BoundSql {
    QByteArray sql; ///< empty: nothing
    QList<QVariant> values;
    [[nodiscard]] bool isEmpty() const { return sql.isEmpty(); }
};

/// One way to come by candidates, newest first, and what is still to be checked of each.
struct SearchLead {
    QString words; ///< an FTS5 expression for mention_index; empty: it says nothing about words
    BoundSql check; ///< on m (mention) and c (conversation); empty: every candidate fits
    [[nodiscard]] bool needsConversation() const { return check.sql.contains("c."); }
};

/// A filter that may have so few rows that it should lead.
struct SearchSide {
    BoundSql estimate; ///< one number: about how many conversations or mentions
    BoundSql rows; ///< their mention rows, in any order
};

/// How a question is asked of SQLite.
struct SearchPlan {
    SearchLead narrow; ///< all that the index can say; a prefix costs all rows of all words that begin so
    SearchLead wide; ///< as narrow, but only with prefixes of the three letters for which the index keeps a list
    SearchLead none; ///< nothing from the index; everything is checked
    QList<SearchSide> sides;
    BoundSql newest; ///< where a state is asked for: the newest mention row that can fit
    QList<Phrase> phrases; ///< wh_holds(place, title, text) asks for these
    QList<QSet<qint64>> people; ///< identity rows; wh_from(place, identity) asks for these
    qint64 from = 0; ///< mention rows at and above this
    qint64 until = std::numeric_limits<qint64>::max(); ///< and below this
};

/// Makes plans. Names of channels, members and labels are looked up on \a database; days are counted from \a now,
/// which is local time.
Result<SearchPlan> planSearch(Database &database, const Marker &marker, const Query &query, const QDateTime &now);

/// How several questions are asked of the same rows.
struct ScanPlan {
    struct One {
        BoundSql check; ///< all that was asked, on m and c; empty: everything
        SearchLead byWords; ///< where it names words: what the index says, and what is left; else empty
    };
    QList<One> questions;
    QList<Phrase> phrases;
    QList<QSet<qint64>> people;
};
Result<ScanPlan> planScan(
    Database &database, const Marker &marker, const QList<Query> &questions, const QDateTime &now);

} // namespace wheelhouse
