#include "core/base/plaintext.h"

#include <array>

namespace wheelhouse {

namespace {

struct Name {
    QStringView name;
    char16_t means;
};

/// What writers of plain text really escape; whole HTML goes through plainFromHtml(), which knows all 2,231.
constexpr std::array<Name, 16> everyday { {
    { u"amp", u'&' },
    { u"lt", u'<' },
    { u"gt", u'>' },
    { u"quot", u'"' },
    { u"apos", u'\'' },
    { u"nbsp", u'\u00a0' },
    { u"hellip", u'\u2026' },
    { u"ndash", u'\u2013' },
    { u"mdash", u'\u2014' },
    { u"lsquo", u'\u2018' },
    { u"rsquo", u'\u2019' },
    { u"ldquo", u'\u201c' },
    { u"rdquo", u'\u201d' },
    { u"euro", u'\u20ac' },
    { u"copy", u'\u00a9' },
    { u"reg", u'\u00ae' },
} };

/// "#39" or "#x27" as a character; 0: it is not a number
char32_t fromNumber(QStringView body)
{
    const bool hex = body.size() > 1 && (body[1] == u'x' || body[1] == u'X');
    bool number = false;
    const uint code = body.sliced(hex ? 2 : 1).toUInt(&number, hex ? 16 : 10);
    if (!number)
        return 0;
    const bool usable = code != 0 && code <= QChar::LastValidCodePoint && !QChar::isSurrogate(code);
    return usable ? code : static_cast<char32_t>(QChar::ReplacementCharacter);
}

char32_t meaning(QStringView body)
{
    if (body.startsWith(u'#'))
        return body.size() > 1 ? fromNumber(body) : 0;
    for (const Name &known : everyday)
        if (known.name == body)
            return known.means;
    return 0;
}

} // namespace

QString unescapeEntities(QStringView in)
{
    constexpr qsizetype longest = 10;
    qsizetype at = in.indexOf(u'&');
    if (at < 0)
        return in.toString();
    QString out;
    out.reserve(in.size());
    qsizetype done = 0;
    for (; at >= 0; at = in.indexOf(u'&', at)) {
        const qsizetype end = in.sliced(at, qMin(longest, in.size() - at)).indexOf(u';');
        const char32_t c = end > 1 ? meaning(in.sliced(at + 1, end - 1)) : 0;
        if (c == 0) {
            ++at;
            continue;
        }
        out += in.sliced(done, at - done);
        out += QChar::fromUcs4(c);
        at = done = at + end + 1;
    }
    out += in.sliced(done);
    return out;
}

} // namespace wheelhouse
