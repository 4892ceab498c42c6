#include "core/connectors/bluesky/lexiconformats.h"

#include "core/connectors/bluesky/blueskysyntax.h"

#include <algorithm>
#include <array>

namespace wheelhouse::bluesky::lexicon {

namespace {

bool isOfScheme(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'+' || c == u'-'
        || c == u'.';
}

/// Any URI with a scheme; RFC 3986 3.1, and no space or control character in it, 8 KiB at most.
bool isUri(QStringView text)
{
    const auto colon = text.indexOf(u':');
    const QStringView scheme = text.first(std::max<qsizetype>(0, colon));
    if (scheme.isEmpty() || colon + 1 == text.size() || text.size() > 8 * 1024)
        return false;
    return scheme.front().isLetter() && std::all_of(scheme.begin(), scheme.end(), isOfScheme)
        && std::none_of(
            text.begin(), text.end(), [](QChar c) { return c.isSpace() || c.category() == QChar::Other_Control; });
}

bool isAtUri(QStringView text)
{
    return readAtUri(text).has_value();
}

/// A time that the calendar knows.
bool isTime(QStringView text)
{
    return readDatetime(text).has_value();
}

struct Format {
    QLatin1String name;
    bool (*is)(QStringView);
};
constexpr std::array<Format, 11> formats { { { QLatin1String("at-identifier"), isAtIdentifier },
    { QLatin1String("at-uri"), isAtUri }, { QLatin1String("cid"), isCid }, { QLatin1String("datetime"), isTime },
    { QLatin1String("did"), isDid }, { QLatin1String("handle"), isHandle }, { QLatin1String("language"), isLanguage },
    { QLatin1String("nsid"), isNsid }, { QLatin1String("record-key"), isRecordKey }, { QLatin1String("tid"), isTid },
    { QLatin1String("uri"), isUri } } };

} // namespace

bool isFormat(const QString &name)
{
    return std::any_of(formats.begin(), formats.end(), [&name](const Format &each) { return each.name == name; });
}

bool isOfFormat(const QString &format, QStringView text)
{
    return std::any_of(
        formats.begin(), formats.end(), [&](const Format &each) { return each.name == format && each.is(text); });
}

} // namespace wheelhouse::bluesky::lexicon
