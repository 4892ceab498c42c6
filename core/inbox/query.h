#pragma once

#include <QDate>
#include <QList>
#include <QString>

#include <optional>

namespace wheelhouse {

/// What a person can narrow a search to, besides words.
struct QueryFilter {
    enum class Field {
        From,
        Channel,
        In,
        Is,
        Turn,
        Label,
        Lang,
        Before,
        After,
        Has,
        Assigned,
        Promised,
        Due,
        Need,
        Mood
    };
    /// A day as it was written: a date, or so many days ago (0: today). Whether it moves with the clock is its form.
    struct Day {
        std::optional<QDate> date;
        int daysAgo = 0;
        /// The day as seen on \a today, both on the wall of this desk.
        [[nodiscard]] QDate on(QDate today) const { return date ? *date : today.addDays(-daysAgo); }
        friend bool operator==(const Day &, const Day &) = default;
    };
    Field field = Field::From;
    QString value; ///< as the canonical text has it: folded where the field knows only certain words
    Day day; ///< of before: and after:
    friend bool operator==(const QueryFilter &, const QueryFilter &) = default;
};

/// One node of what was asked. All: everything there is (an empty question).
struct QueryNode {
    enum class Kind { All, And, Or, Not, Words, Filter };
    Kind kind = Kind::All;
    QList<QueryNode> parts; ///< of And, Or (two or more) and Not (one)
    QString words; ///< of Words: one word or a phrase, as typed, no quotes
    bool isPrefix = false; ///< of Words: the last of them may go on
    QueryFilter filter;
    friend bool operator==(const QueryNode &, const QueryNode &) = default;
};

/// A filter that was recognised, with its place in the text: the search field draws it as a chip.
struct QueryChip {
    int start = 0; ///< UTF-16 units, the minus before it included
    int length = 0;
    QueryFilter filter;
    bool excluded = false; ///< a minus or NOT stands before it
    friend bool operator==(const QueryChip &, const QueryChip &) = default;
};

/// A question as it was understood.
struct Query {
    QueryNode root;
    QList<QueryChip> chips; ///< in the order of the text
    QString canonical; ///< says the same in one way: saved filters are kept like this; asking it again changes nothing
    [[nodiscard]] bool isEmpty() const { return root.kind == QueryNode::Kind::All; }
    /// before: and after: with "today" or "7d" mean another day tomorrow, due: something else each minute.
    [[nodiscard]] bool movesWithClock() const;
    [[nodiscard]] bool movesEachMinute() const; ///< of those: due:
    friend bool operator==(const Query &, const Query &) = default;
};

/// Whether the person is still at the last word, which then matches whatever begins with it.
enum class Typing { Ended, GoesOn };

/// Reads any text; nothing is an error, what is no filter is words.
///
///     from:ada channel:journal in:mastodon is:new turn:me label:refund lang:de assigned:nobody
///     need:help mood:negative
///     before:2026-11-20 after:7d has:media|link|note|draft     "exact words"  begin*  -without
///     promised:yes|no|kept|broken  due:over  due:30m (or sooner, what is over included)
///     a AND b, a OR b, NOT c, (…); side by side is AND; operators only in capitals
///
/// Quotes and parentheses that were left open close at the end. A field or value that is not known is searched as
/// words. At most 200 words and 32 parentheses deep; what is beyond is left out.
Query parseQuery(const QString &text, Typing typing = Typing::Ended);

/// The canonical text of a part.
QString queryText(const QueryNode &node);

} // namespace wheelhouse
