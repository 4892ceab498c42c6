#include "core/connectors/samewords.h"

#include <QHash>
#include <QUrl>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr qsizetype fewWords = 4; // below it half of the words being the same says nothing
constexpr qsizetype fewLetters = 20;

/// Where it leads, as people read it.
QString withoutScheme(const QString &target)
{
    const QUrl url(target);
    const auto how = QUrl::FullyDecoded;
    QString plain = url.isValid() && !url.host().isEmpty()
        ? url.host() + url.path(how) + u' ' + url.query(how) + u' ' + url.fragment(how)
        : target;
    plain = plain.trimmed();
    while (plain.endsWith(u'/'))
        plain.chop(1);
    return plain;
}

QString wordsOf(const Span &span, QStringView shown)
{
    if (shown.startsWith(u'@')) {
        const auto second = shown.indexOf(u'@', 1);
        return shown.first(second < 0 ? shown.size() : second).toString();
    }
    return span.kind == Span::Kind::Link ? withoutScheme(span.target) : shown.toString();
}

bool isName(const Span &span)
{
    return span.kind == Span::Kind::Link || span.kind == Span::Kind::Mention || span.kind == Span::Kind::Hashtag;
}

/// \a text with \a spans as wordsOf() has them; \a between does the rest.
template<typename Between> QString replaced(QStringView text, const QList<Span> &spans, Between between)
{
    QString all;
    qsizetype at = 0;
    for (const Span &span : spans) {
        if (!isName(span) || span.start < at)
            continue;
        all += between(text.sliced(at, span.start - at));
        all += wordsOf(span, text.sliced(span.start, span.length));
        at = span.start + span.length;
    }
    return all + between(text.sliced(at));
}

/// One line in which links and mentions are as everybody writes them, whether a network knew them or left them alone.
QString canonical(const PlainText &plain)
{
    const auto asTyped = [](QStringView text) { return text.toString(); };
    const auto found = [&asTyped](QStringView text) { return replaced(text, findSpans(text), asTyped); };
    return replaced(plain.text, plain.spans, found).normalized(QString::NormalizationForm_C).simplified();
}

/// Letters and digits of every script, with their marks; of signs those that no markup uses.
bool isKept(char32_t c)
{
    const bool isVariant = (c >= 0xfe00 && c <= 0xfe0f) || c == 0x20e3;
    if (QChar::isLetterOrNumber(c) || (QChar::isMark(c) && !isVariant))
        return true;
    return c > 0x7f && QChar::isSymbol(c);
}

QString lettersOf(const QString &text)
{
    QList<uint> kept = text.toUcs4();
    kept.removeIf([](uint c) { return !isKept(c); });
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(kept.constData()), kept.size());
}

/// How many words of \a a stand in \a b too.
qsizetype common(const QStringList &a, const QStringList &b)
{
    QHash<QString, int> left;
    for (const QString &word : b)
        ++left[word];
    return std::count_if(a.begin(), a.end(), [&left](const QString &word) { return left[word]-- > 0; });
}

/// Most words are the same, or the longer one goes on where the shorter ends. The second is for scripts without spaces.
bool isSimilar(const QString &a, const QString &b)
{
    const QStringList first = a.split(u' ', Qt::SkipEmptyParts);
    const QStringList second = b.split(u' ', Qt::SkipEmptyParts);
    const auto most = std::max(first.size(), second.size());
    if (most >= fewWords && 2 * common(first, second) > most)
        return true;
    const auto end = std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first;
    const auto longest = std::max(a.size(), b.size());
    return longest >= fewLetters && 2 * std::distance(a.begin(), end) > longest;
}

} // namespace

Likeness likeness(const PlainText &said, const PlainText &there)
{
    const QString ours = canonical(said);
    const QString theirs = canonical(there);
    if (ours == theirs)
        return Likeness::Exact;
    const QString letters = lettersOf(ours);
    if (!letters.isEmpty() && letters == lettersOf(theirs))
        return Likeness::Letters;
    return isSimilar(ours, theirs) ? Likeness::Similar : Likeness::Other;
}

} // namespace wheelhouse
