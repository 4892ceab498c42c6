#include "core/inbox/searchwords.h"

#include <QVarLengthArray>

#include <sqlite3.h>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

using Look = std::function<bool(QByteArrayView, int, int)>;

/// sqlite.org/fts5.html, 7 "Extending FTS5": the API is handed out through a bound pointer.
fts5_api *apiOf(sqlite3 *handle)
{
    fts5_api *api = nullptr;
    sqlite3_stmt *ask = nullptr;
    if (sqlite3_prepare_v2(handle, "SELECT fts5(?1)", -1, &ask, nullptr) == SQLITE_OK) {
        sqlite3_bind_pointer(ask, 1, &api, "fts5_api_ptr", nullptr);
        sqlite3_step(ask);
    }
    sqlite3_finalize(ask);
    return api;
}

int handOn(void *look, int, const char *word, int length, int start, int end)
{
    return (*static_cast<const Look *>(look))(QByteArrayView(word, length), start, end) ? SQLITE_OK : SQLITE_DONE;
}

/// Where the UTF-16 unit stands that begins at a byte of UTF-8, asked with rising bytes.
class Place {
public:
    explicit Place(QByteArrayView utf8)
        : m_utf8(utf8)
    {
    }
    int of(int byte)
    {
        for (; m_byte < byte; ++m_byte) {
            const auto unit = static_cast<unsigned char>(m_utf8[m_byte]);
            if ((unit & 0xc0) != 0x80)
                m_units += unit >= 0xf0 ? 2 : 1;
        }
        return m_units;
    }

private:
    QByteArrayView m_utf8;
    int m_byte = 0;
    int m_units = 0;
};

/// A word of a text with its bytes.
struct Cut {
    QByteArray word;
    int start = 0;
    int end = 0;
};

bool fits(const QByteArray &word, const QByteArray &wanted, bool isPrefix)
{
    return isPrefix ? word.startsWith(wanted) : word == wanted;
}

/// Whether \a phrase stands at word \a at of \a cuts.
bool standsAt(const QList<Cut> &cuts, qsizetype at, const Phrase &phrase)
{
    if (at + phrase.words.size() > cuts.size())
        return false;
    for (qsizetype i = 0; i < phrase.words.size(); ++i)
        if (!fits(cuts.at(at + i).word, phrase.words.at(i), phrase.isPrefix && i + 1 == phrase.words.size()))
            return false;
    return true;
}

void mergeInto(QList<TextRange> &ranges, TextRange range)
{
    if (!ranges.isEmpty() && range.start <= ranges.last().start + ranges.last().length) {
        TextRange &last = ranges.last();
        last.length = std::max(last.start + last.length, range.start + range.length) - last.start;
    } else {
        ranges.append(range);
    }
}

} // namespace

Tokenizer::Tokenizer()
{
    if (sqlite3_open_v2(":memory:", &m_handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr) != SQLITE_OK)
        return;
    fts5_api *api = apiOf(m_handle);
    void *context = nullptr;
    fts5_tokenizer made {};
    if (!api || api->xFindTokenizer(api, "unicode61", &context, &made) != SQLITE_OK)
        return;
    // As mention_index says in resources/sql/store.
    std::array<const char *, 2> terms { "remove_diacritics", "2" };
    if (made.xCreate(context, terms.data(), int(terms.size()), &m_tokenizer) != SQLITE_OK)
        return;
    m_cut = made.xTokenize;
    m_end = made.xDelete;
}

Tokenizer::~Tokenizer()
{
    if (m_tokenizer)
        m_end(m_tokenizer);
    sqlite3_close_v2(m_handle);
}

void Tokenizer::each(QByteArrayView utf8, const Look &look) const
{
    if (m_cut && !utf8.isEmpty())
        m_cut(m_tokenizer, const_cast<Look *>(&look), FTS5_TOKENIZE_DOCUMENT, utf8.data(), int(utf8.size()), &handOn);
}

QList<QByteArray> Tokenizer::words(const QString &text) const
{
    QList<QByteArray> all;
    const QByteArray utf8 = text.toUtf8();
    each(utf8, [&](QByteArrayView word, int, int) {
        all.append(word.toByteArray());
        return true;
    });
    return all;
}

Marker::Marker(const Query &query)
{
    gather(query.root);
}

void Marker::gather(const QueryNode &node)
{
    if (node.kind == QueryNode::Kind::Not)
        return;
    if (node.kind == QueryNode::Kind::Words)
        m_phrases.append(phrase(node.words, node.isPrefix));
    for (const QueryNode &part : node.parts)
        gather(part);
}

Phrase Marker::phrase(const QString &words, bool isPrefix) const
{
    Phrase phrase { m_tokenizer.words(words), {}, isPrefix };
    if (phrase.words.isEmpty())
        phrase.literal = words.toUtf8();
    return phrase;
}

bool Marker::holds(const Phrase &phrase, QByteArrayView utf8) const
{
    if (phrase.words.isEmpty())
        return !phrase.literal.isEmpty() && utf8.indexOf(phrase.literal) >= 0;
    // One pass that keeps how many words of the phrase stand so far, for every place where it may have begun.
    const qsizetype wanted = phrase.words.size();
    QVarLengthArray<bool, 16> stands(wanted + 1, false);
    bool found = false;
    m_tokenizer.each(utf8, [&](QByteArrayView word, int, int) {
        stands[0] = true;
        for (qsizetype i = wanted - 1; i >= 0; --i) {
            const bool isPrefix = phrase.isPrefix && i + 1 == wanted;
            const QByteArrayView at = phrase.words.at(i);
            stands[i + 1] = stands[i] && (isPrefix ? word.startsWith(at) : word == at);
        }
        found = stands[wanted];
        return !found;
    });
    return found;
}

QList<TextRange> Marker::marks(const QString &text) const
{
    const QByteArray utf8 = text.toUtf8();
    QList<Cut> cuts;
    m_tokenizer.each(utf8, [&](QByteArrayView word, int start, int end) {
        cuts.append({ word.toByteArray(), start, end });
        return true;
    });
    QList<QPair<int, int>> bytes;
    for (const Phrase &phrase : m_phrases) {
        for (qsizetype i = 0; !phrase.words.isEmpty() && i < cuts.size(); ++i)
            if (standsAt(cuts, i, phrase))
                bytes.append({ cuts.at(i).start, cuts.at(i + phrase.words.size() - 1).end });
        for (qsizetype at = 0; !phrase.literal.isEmpty() && (at = utf8.indexOf(phrase.literal, at)) >= 0; ++at)
            bytes.append({ int(at), int(at + phrase.literal.size()) });
    }
    std::sort(bytes.begin(), bytes.end());
    QList<TextRange> ranges;
    Place start(utf8);
    Place end(utf8);
    int furthest = 0;
    for (const auto &[from, to] : std::as_const(bytes)) {
        furthest = std::max(furthest, to);
        const int begin = start.of(from);
        mergeInto(ranges, { begin, end.of(furthest) - begin });
    }
    return ranges;
}

} // namespace wheelhouse
