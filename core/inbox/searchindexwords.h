#pragma once

#include "core/inbox/searchnames.h"

namespace wheelhouse {

/// How far the index is asked about a prefix: Narrow gathers all rows of all words that begin so, Wide only those of
/// the three letters for which the index keeps a list.
enum class Prefixes { Narrow, Wide };

/// What mention_index can say of a part of a question, as an FTS5 expression. isExact: it says all of it; otherwise
/// every row that fits is among those it gives.
struct Said {
    QString words; ///< empty: nothing
    bool isExact = false;
};

/// Says parts of a question in the words of mention_index.
class IndexWords {
public:
    IndexWords(SearchNames &names, const Marker &marker)
        : m_names(names)
        , m_marker(marker)
    {
    }
    Said say(const QueryNode &node, Prefixes prefixes);
    /// What a negation is of. What is excluded by a short prefix is nearly everything, and gathering it never pays.
    Said sayInside(const QueryNode &negation, Prefixes prefixes);
    /// True when the index says all of \a part, so that nothing of it is left to check.
    bool isSaid(const QueryNode &part, Prefixes prefixes);
    /// All of \a with and none of \a without; empty when both are.
    static QString joined(QStringList with, const QStringList &without);

private:
    [[nodiscard]] bool hasShortPrefix(const QueryNode &node) const;
    Said sayAny(const QueryNode &node, Prefixes prefixes);
    Said sayEvery(const QueryNode &node, Prefixes prefixes);
    static Said sayPhrase(const Phrase &phrase, Prefixes prefixes);
    Said sayFilter(const QueryFilter &filter);

    SearchNames &m_names;
    const Marker &m_marker;
};

} // namespace wheelhouse
