#include "core/base/worddiff.h"

#include <algorithm>
#include <vector>

namespace wheelhouse {

namespace {

constexpr qsizetype mostCells = 4'000'000;

using Words = QList<QStringView>;

bool isOfWord(QChar each)
{
    return each.isLetterOrNumber() || each.isMark() || each.isSurrogate();
}

/// Words, runs of spaces, and every other sign by itself.
Words wordsOf(QStringView text)
{
    Words words;
    for (qsizetype from = 0; from < text.size();) {
        const QChar first = text.at(from);
        qsizetype end = from + 1;
        if (isOfWord(first))
            while (end < text.size() && isOfWord(text.at(end)))
                ++end;
        else if (first.isSpace())
            while (end < text.size() && text.at(end).isSpace())
                ++end;
        words.append(text.mid(from, end - from));
        from = end;
    }
    return words;
}

void put(QList<DiffPiece> &pieces, DiffPiece::Kind kind, QStringView text)
{
    if (text.isEmpty())
        return;
    if (!pieces.isEmpty() && pieces.constLast().kind == kind)
        pieces.last().text += text;
    else
        pieces.append({ kind, text.toString() });
}

void putAll(QList<DiffPiece> &pieces, DiffPiece::Kind kind, const Words &words)
{
    for (const QStringView word : words)
        put(pieces, kind, word);
}

/// How long the longest common subsequence of what follows is, for every pair of places.
std::vector<quint16> lengths(const Words &a, const Words &b)
{
    const auto width = size_t(b.size() + 1);
    std::vector<quint16> table(size_t(a.size() + 1) * width, 0);
    for (qsizetype i = a.size() - 1; i >= 0; --i)
        for (qsizetype j = b.size() - 1; j >= 0; --j) {
            const size_t at = size_t(i) * width + size_t(j);
            table[at] =
                a.at(i) == b.at(j) ? quint16(table[at + width + 1] + 1) : std::max(table[at + width], table[at + 1]);
        }
    return table;
}

void putDifference(QList<DiffPiece> &pieces, const Words &a, const Words &b)
{
    using Kind = DiffPiece::Kind;
    if ((a.size() + 1) * (b.size() + 1) > mostCells) {
        putAll(pieces, Kind::Gone, a);
        return putAll(pieces, Kind::Fresh, b);
    }
    const auto table = lengths(a, b);
    const auto width = size_t(b.size() + 1);
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < a.size() && j < b.size()) {
        const size_t at = size_t(i) * width + size_t(j);
        if (a.at(i) == b.at(j)) {
            put(pieces, Kind::Same, a.at(i));
            ++i;
            ++j;
        } else if (table[at + width] >= table[at + 1]) {
            put(pieces, Kind::Gone, a.at(i++));
        } else {
            put(pieces, Kind::Fresh, b.at(j++));
        }
    }
    putAll(pieces, Kind::Gone, a.mid(i));
    putAll(pieces, Kind::Fresh, b.mid(j));
}

} // namespace

QList<DiffPiece> wordDiff(const QString &before, const QString &after)
{
    const Words a = wordsOf(before);
    const Words b = wordsOf(after);
    const qsizetype shorter = std::min(a.size(), b.size());
    qsizetype same = 0;
    while (same < shorter && a.at(same) == b.at(same))
        ++same;
    qsizetype end = 0;
    while (end < shorter - same && a.at(a.size() - 1 - end) == b.at(b.size() - 1 - end))
        ++end;
    QList<DiffPiece> pieces;
    putAll(pieces, DiffPiece::Kind::Same, a.mid(0, same));
    putDifference(pieces, a.mid(same, a.size() - same - end), b.mid(same, b.size() - same - end));
    putAll(pieces, DiffPiece::Kind::Same, a.mid(a.size() - end));
    return pieces;
}

} // namespace wheelhouse
