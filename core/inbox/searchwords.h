#pragma once

#include "core/inbox/query.h"

#include <QByteArray>
#include <QByteArrayView>

#include <functional>

struct sqlite3;
struct Fts5Tokenizer;

namespace wheelhouse {

/// Part of a text, in UTF-16 units.
struct TextRange {
    int start = 0;
    int length = 0;
    friend bool operator==(const TextRange &, const TextRange &) = default;
};

/// Cuts text into words just as the search index does, with FTS5's own unicode61: no capitals, no accents.
class Tokenizer {
public:
    Tokenizer();
    ~Tokenizer();
    Tokenizer(const Tokenizer &) = delete;
    Tokenizer &operator=(const Tokenizer &) = delete;

    /// Calls \a look with each word (folded, UTF-8) and its bytes in \a utf8, until it answers false.
    void each(QByteArrayView utf8, const std::function<bool(QByteArrayView word, int start, int end)> &look) const;
    [[nodiscard]] QList<QByteArray> words(const QString &text) const;

private:
    sqlite3 *m_handle = nullptr;
    Fts5Tokenizer *m_tokenizer = nullptr;
    int (*m_cut)(
        Fts5Tokenizer *, void *, int, const char *, int, int (*)(void *, int, const char *, int, int, int)) = nullptr;
    void (*m_end)(Fts5Tokenizer *) = nullptr;
};

/// Words in a row that a text may hold.
struct Phrase {
    QList<QByteArray> words; ///< folded; empty: no letter in it
    QByteArray literal; ///< what is looked for as it stands, such as an emoji, when there is no letter in it
    bool isPrefix = false;
    [[nodiscard]] bool isNothing() const { return words.isEmpty() && literal.isEmpty(); }
};

/// Finds the words of a question in texts: to check them, and to mark them. Any thread, one thread at a time.
class Marker {
public:
    explicit Marker(const Query &query = {});

    /// What to paint: ranges in \a text, in order, not overlapping. Words that the question excludes are not marked.
    [[nodiscard]] QList<TextRange> marks(const QString &text) const;
    [[nodiscard]] bool holds(const Phrase &phrase, QByteArrayView utf8) const;
    [[nodiscard]] Phrase phrase(const QString &words, bool isPrefix) const;

private:
    void gather(const QueryNode &node);

    Tokenizer m_tokenizer;
    QList<Phrase> m_phrases;
};

} // namespace wheelhouse
