#pragma once

#include <QList>
#include <QString>
#include <QStringView>

#include <utility>

namespace wheelhouse {

/// A stretch of a text that is more than letters. Positions are UTF-16 units in PlainText::text.
struct Span {
    enum class Kind { Bold, Italic, Code, Quote, Link, Mention, Hashtag };
    int start = 0;
    int length = 0;
    Kind kind = Kind::Bold;
    QString target; ///< Link: the address; Mention, Hashtag: the address, or where there is none what was written
    friend bool operator==(const Span &, const Span &) = default;
};

/// Words from outside, made safe to lay out. No markup is left in them: a "<" here is a letter.
/// Spans are sorted by start (the longer first); two of one kind never overlap.
struct PlainText {
    QString text;
    QList<Span> spans;
    bool shortened = false; ///< something of what was sent is not here: too long, too many marks, or cut off
    friend bool operator==(const PlainText &, const PlainText &) = default;
};

/// What a text may cost whoever draws it. Qt 6.4 lays out one unbroken word in quadratic time (50,000 characters
/// 0.9 s, 200,000 25 s) and a letter with 200,000 combining marks in 7.5 s.
namespace textbounds {
constexpr int characters = 100'000; ///< UTF-16 units in all
constexpr int run = 5'000; ///< units without a break; then a zero-width space is put in
constexpr int marks = 8; ///< combining marks on one character
} // namespace textbounds

/// Plain input (a cell of a CSV file, a post of a network without HTML) within the bounds: control characters but
/// \n and \t dropped, CRLF and CR to \n, lone surrogates to U+FFFD; addresses, @handles and #tags found.
/// Does not trim and does not decode. Cheap: what has nothing to mend is only scanned and copied.
PlainText plainFromText(QStringView in);

/// \a in with &amp;, the other everyday names and numbers decoded, once; unknown names stay as written.
/// For formats that escape their plain text (tweets do). Without "&" it is a copy.
QString unescapeEntities(QStringView in);

/// Addresses, @handles and #tags in \a text, in order, never overlapping. An address bears no user name and a dot in
/// its host; whether it may be opened is asked of checkLink() when somebody wants to.
QList<Span> findSpans(QStringView text);

/// Writes text within the bounds; the one place that knows them. What it wrote it leaves unchanged the second time.
class BoundedText {
public:
    void append(QStringView in);
    [[nodiscard]] int size() const { return static_cast<int>(m_text.size()); }
    [[nodiscard]] bool isFull() const { return m_full; }
    [[nodiscard]] bool isShortened() const { return m_shortened; }
    [[nodiscard]] QStringView view() const { return m_text; }
    [[nodiscard]] QString take() { return std::exchange(m_text, {}); }
    void reserve(qsizetype units);

private:
    [[nodiscard]] qsizetype appendPlain(QStringView in);
    void put(char32_t c);
    bool makeRoom(int units);

    QString m_text;
    int m_run = 0;
    int m_marks = 0;
    bool m_full = false;
    bool m_shortened = false;
};

} // namespace wheelhouse
