#include "core/base/text.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/connectors/bluesky/facets.h"

#include <QSet>
#include <QUrl>

#include <algorithm>
#include <optional>

namespace wheelhouse::bluesky {

namespace {

constexpr int tagGraphemes = 64; // app.bsky.richtext.facet#tag
constexpr int tagBytes = 640;

/// What was found, in UTF-16 units.
struct Found {
    qsizetype end = 0;
    Facet::Kind kind = Facet::Kind::Link;
    QString target;
};

bool isAsciiAlnum(QChar c)
{
    return c.unicode() < 0x80 && c.isLetterOrNumber();
}

/// Ends of file names, which nobody means as a host though some are countries.
bool isOfFiles(const QString &label)
{
    static const QSet<QString> ends { QStringLiteral("php"), QStringLiteral("html"), QStringLiteral("htm"),
        QStringLiteral("txt"), QStringLiteral("pdf"), QStringLiteral("doc"), QStringLiteral("docx"),
        QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("png"), QStringLiteral("gif"),
        QStringLiteral("mp3"), QStringLiteral("mp4"), QStringLiteral("json"), QStringLiteral("xml"),
        QStringLiteral("csv"), QStringLiteral("exe"), QStringLiteral("py"), QStringLiteral("js"), QStringLiteral("sh"),
        QStringLiteral("cpp"), QStringLiteral("md") };
    return ends.contains(label);
}

bool isBareHost(QStringView text)
{
    const QList<QStringView> labels = text.split(u'.');
    const QString last = labels.last().toString().toLower();
    const bool letters = std::all_of(last.begin(), last.end(), [](QChar c) { return c.isLetter(); });
    return isHandle(text) && text.front().isLetter() && last.size() >= 2 && letters && !isOfFiles(last);
}

qsizetype wordEnd(QStringView text, qsizetype from)
{
    while (from < text.size() && !text[from].isSpace())
        ++from;
    return from;
}

/// Marks of the sentence, and a bracket that was opened before the address, are none of it.
QStringView withoutMarks(QStringView address)
{
    const auto isOfSentence = [&address] {
        const QChar last = address.back();
        return QStringView(u".,;:!?'\"").contains(last) || (last == u')' && !address.contains(u'('));
    };
    while (!address.isEmpty() && isOfSentence())
        address.chop(1);
    return address;
}

std::optional<Found> linkAt(QStringView text, qsizetype at)
{
    const QStringView word = withoutMarks(text.sliced(at, wordEnd(text, at) - at));
    const bool hasScheme =
        word.startsWith(u"https://", Qt::CaseInsensitive) || word.startsWith(u"http://", Qt::CaseInsensitive);
    qsizetype host = 0;
    while (host < word.size() && (isAsciiAlnum(word[host]) || word[host] == u'.' || word[host] == u'-'))
        ++host;
    if (!hasScheme && (host == 0 || !isBareHost(withoutMarks(word.first(host)))))
        return std::nullopt;
    if (!hasScheme && host < word.size() && word[host] == u'@')
        return std::nullopt; // a mail address
    const QString target = hasScheme ? word.toString() : QStringLiteral("https://") + word.toString();
    if (QUrl(target, QUrl::StrictMode).host().isEmpty())
        return std::nullopt;
    return Found { at + word.size(), Facet::Kind::Link, target };
}

std::optional<Found> mentionAt(QStringView text, qsizetype at)
{
    qsizetype end = at + 1;
    while (end < text.size() && (isAsciiAlnum(text[end]) || text[end] == u'.' || text[end] == u'-'))
        ++end;
    const bool goesOn = end < text.size() && text[end] == u'_';
    while (end > at + 1 && !isAsciiAlnum(text[end - 1]))
        --end;
    const QStringView handle = text.sliced(at + 1, end - at - 1);
    if (goesOn || !isHandle(handle))
        return std::nullopt;
    return Found { end, Facet::Kind::Mention, handle.toString() };
}

/// Letters without a width, and the ring that turns a sign into a picture, end a tag.
bool endsTag(char32_t c)
{
    return QChar::isSpace(c) || c == 0xad || c == 0x2060 || (c >= 0x200a && c <= 0x200d) || c == 0x20e2;
}

std::optional<Found> tagAt(QStringView text, qsizetype at)
{
    const QList<uint> letters = text.sliced(at + 1, wordEnd(text, at) - at - 1).toUcs4();
    if (!letters.isEmpty() && letters.first() == 0xfe0f)
        return std::nullopt; // "#" as a picture of a key
    const auto stop = std::find_if(letters.begin(), letters.end(), endsTag);
    QList<uint> tag(letters.begin(), stop);
    const bool hasWord =
        std::any_of(tag.begin(), tag.end(), [](uint c) { return !(c >= U'0' && c <= U'9') && !QChar::isPunct(c); });
    while (!tag.isEmpty() && QChar::isPunct(tag.last()))
        tag.removeLast();
    const QString name = QString::fromUcs4(reinterpret_cast<const char32_t *>(tag.constData()), tag.size());
    if (!hasWord || name.isEmpty() || graphemeCount(name) > tagGraphemes || name.toUtf8().size() > tagBytes)
        return std::nullopt;
    return Found { at + 1 + name.size(), Facet::Kind::Tag, name };
}

std::optional<Found> foundAt(QStringView text, qsizetype at)
{
    const QChar before = at == 0 ? QChar(u' ') : text[at - 1];
    if (!before.isSpace() && before != u'(')
        return std::nullopt;
    if (text[at] == u'@')
        return mentionAt(text, at);
    if (text[at] == u'#' || text[at] == QChar(0xff03))
        return before == u'(' ? std::nullopt : tagAt(text, at);
    return isAsciiAlnum(text[at]) ? linkAt(text, at) : std::nullopt;
}

} // namespace

QList<Facet> findFacets(const QString &text)
{
    QList<Facet> all;
    qsizetype bytes = 0; // of what lies before \c at
    qsizetype counted = 0;
    const auto bytesBefore = [&](qsizetype at) {
        bytes += QStringView(text).sliced(counted, at - counted).toUtf8().size();
        counted = at;
        return bytes;
    };
    for (qsizetype at = 0; at < text.size(); ++at) {
        const auto found = foundAt(text, at);
        if (!found)
            continue;
        const qsizetype start = bytesBefore(at);
        all.append({ start, bytesBefore(found->end), found->kind, found->target });
        at = found->end - 1;
    }
    return all;
}

} // namespace wheelhouse::bluesky
