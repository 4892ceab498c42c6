#include "core/base/encoding.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <array>
#include <optional>

#include <simdjson.h>

namespace wheelhouse {

namespace {

using Kind = Encoding::Kind;

// encoding.spec.whatwg.org/index-windows-1252.txt, 0x80 to 0x9f
constexpr std::array<char16_t, 32> highControls { 0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6,
    0x2030, 0x160, 0x2039, 0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178 };

struct Mark {
    std::string_view bytes;
    Kind kind;
    const char *name;
};
// The longer marks first: the one of UTF-32 LE begins with that of UTF-16 LE.
constexpr std::array<Mark, 5> marks { { { { "\xff\xfe\0\0", 4 }, Kind::Utf32Le, "UTF-32LE" },
    { { "\0\0\xfe\xff", 4 }, Kind::Utf32Be, "UTF-32BE" }, { { "\xef\xbb\xbf", 3 }, Kind::Utf8, "UTF-8" },
    { { "\xff\xfe", 2 }, Kind::Utf16Le, "UTF-16LE" }, { { "\xfe\xff", 2 }, Kind::Utf16Be, "UTF-16BE" } } };

constexpr qint64 block = 1 << 20;

/// UTF-16 without a mark: in western text every other byte is zero.
std::optional<Encoding> unmarkedUtf16(const QByteArray &head)
{
    qsizetype zeros[2] = { 0, 0 };
    for (qsizetype i = 0; i < head.size(); ++i)
        if (head.at(i) == '\0')
            ++zeros[i % 2];
    const qsizetype half = head.size() / 2;
    if (half < 4)
        return {};
    if (zeros[1] > half * 4 / 10 && zeros[0] < half / 20)
        return Encoding { Kind::Utf16Le, "UTF-16LE", 0 };
    if (zeros[0] > half * 4 / 10 && zeros[1] < half / 20)
        return Encoding { Kind::Utf16Be, "UTF-16BE", 0 };
    return {};
}

/// How many bytes at the end of \a bytes belong to a character that goes on in the next block.
qsizetype openEnd(const QByteArray &bytes)
{
    for (qsizetype back = 1; back <= 3 && back <= bytes.size(); ++back) {
        const auto c = static_cast<unsigned char>(bytes.at(bytes.size() - back));
        if (c < 0x80)
            return 0;
        if (c >= 0xc0)
            return back < (c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2) ? back : 0;
    }
    return 0;
}

bool isUtf8(QIODevice &file)
{
    QByteArray rest;
    while (true) {
        QByteArray bytes = rest + file.read(block);
        const bool last = file.atEnd();
        const qsizetype open = last ? 0 : openEnd(bytes);
        if (!simdjson::validate_utf8(bytes.constData(), static_cast<size_t>(bytes.size() - open)))
            return false;
        if (last)
            return true;
        rest = bytes.right(open);
    }
}

} // namespace

Result<Encoding> encodingNamed(const QString &name)
{
    struct Known {
        const char *word;
        Kind kind;
        const char *name;
    };
    static constexpr std::array<Known, 12> known { { { "utf8", Kind::Utf8, "UTF-8" },
        { "utf16", Kind::Utf16Le, "UTF-16LE" }, { "utf16le", Kind::Utf16Le, "UTF-16LE" },
        { "utf16be", Kind::Utf16Be, "UTF-16BE" }, { "utf32", Kind::Utf32Le, "UTF-32LE" },
        { "utf32le", Kind::Utf32Le, "UTF-32LE" }, { "utf32be", Kind::Utf32Be, "UTF-32BE" },
        { "windows1252", Kind::Windows1252, "windows-1252" }, { "cp1252", Kind::Windows1252, "windows-1252" },
        { "latin1", Kind::Windows1252, "windows-1252" }, { "iso88591", Kind::Windows1252, "windows-1252" },
        { "ansi", Kind::Windows1252, "windows-1252" } } };
    QString word = name.trimmed().toLower();
    word.remove(QLatin1Char('-')).remove(QLatin1Char('_')).remove(QLatin1Char(' '));
    for (const Known &each : known)
        if (word == QLatin1String(each.word))
            return Encoding { each.kind, each.name, 0 };
    const QByteArray asked = name.trimmed().toLatin1();
    if (!asked.isEmpty() && QStringDecoder(asked.constData()).isValid())
        return Encoding { Kind::Other, asked, 0 };
    return fail(Error::Kind::Refused,
        QCoreApplication::translate("Imports",
            "The encoding “%1” is not known. Names that are: UTF-8, UTF-16, windows-1252, windows-1251, Shift_JIS.")
            .arg(name));
}

Result<Encoding> detectEncoding(QIODevice &file, bool jsonOnly)
{
    file.seek(0);
    const QByteArray head = file.peek(4096);
    for (const Mark &mark : marks)
        if (head.startsWith(QByteArrayView(mark.bytes.data(), static_cast<qsizetype>(mark.bytes.size()))))
            return Encoding { mark.kind, mark.name, static_cast<qint64>(mark.bytes.size()) };
    if (const auto utf16 = unmarkedUtf16(head))
        return *utf16;
    const bool utf8 = jsonOnly || isUtf8(file);
    if (!file.seek(0))
        return fail(Error::Kind::Storage, QCoreApplication::translate("Imports", "The file cannot be read."),
            file.errorString());
    return utf8 ? Encoding {} : Encoding { Kind::Windows1252, "windows-1252", 0 };
}

QByteArray utf8FromWindows1252(QByteArrayView bytes)
{
    QByteArray out;
    out.reserve(bytes.size() + bytes.size() / 8);
    for (const char byte : bytes) {
        const auto c = static_cast<unsigned char>(byte);
        const char16_t unit = c >= 0x80 && c < 0xa0 ? highControls[c - 0x80] : c;
        if (unit < 0x80) {
            out += byte;
        } else if (unit < 0x800) {
            out += static_cast<char>(0xc0 | (unit >> 6));
            out += static_cast<char>(0x80 | (unit & 0x3f));
        } else {
            out += static_cast<char>(0xe0 | (unit >> 12));
            out += static_cast<char>(0x80 | ((unit >> 6) & 0x3f));
            out += static_cast<char>(0x80 | (unit & 0x3f));
        }
    }
    return out;
}

qint64 bytesInFile(const Encoding &encoding, std::string_view utf8)
{
    if (encoding.kind == Kind::Utf8)
        return static_cast<qint64>(utf8.size());
    if (encoding.kind == Kind::Other)
        return -1;
    qint64 characters = 0;
    qint64 pairs = 0;
    for (const char byte : utf8) {
        const auto c = static_cast<unsigned char>(byte);
        characters += (c & 0xc0) != 0x80;
        pairs += c >= 0xf0;
    }
    switch (encoding.kind) {
    case Kind::Utf16Le:
    case Kind::Utf16Be:
        return 2 * (characters + pairs);
    case Kind::Utf32Le:
    case Kind::Utf32Be:
        return 4 * characters;
    default:
        return characters;
    }
}

} // namespace wheelhouse
