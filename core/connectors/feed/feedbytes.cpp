#include "core/connectors/feed/feedbytes.h"

#include "core/base/encoding.h"

#include <QCoreApplication>
#include <QStringDecoder>

#include <array>
#include <optional>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Feed)
};

struct Shape {
    std::string_view bytes;
    const char *encoding;
    int passOver; ///< bytes of a mark
};
// W3C XML 1.0, appendix F. The longer ones first: the mark of UTF-32 LE begins with that of UTF-16 LE.
constexpr std::array<Shape, 12> shapes { { { { "\xff\xfe\0\0", 4 }, "utf-32le", 4 },
    { { "\0\0\xfe\xff", 4 }, "utf-32be", 4 }, { { "\xef\xbb\xbf", 3 }, "utf-8", 3 },
    { { "\xff\xfe", 2 }, "utf-16le", 2 }, { { "\xfe\xff", 2 }, "utf-16be", 2 }, { { "\0\0\0<", 4 }, "utf-32be", 0 },
    { { "<\0\0\0", 4 }, "utf-32le", 0 }, { { "\0<\0", 3 }, "utf-16be", 0 }, { { "<\0", 2 }, "utf-16le", 0 },
    { { "\0{\0", 3 }, "utf-16be", 0 }, { { "{\0", 2 }, "utf-16le", 0 }, { { "\x4c\x6f\xa7\x94", 4 }, "ebcdic", 0 } } };

struct Alias {
    const char *name;
    const char *means;
};
/// Labels that mean more than they say; encoding.spec.whatwg.org/#names-and-labels
constexpr std::array<Alias, 13> aliases { { { "gb2312", "gb18030" }, { "gbk", "gb18030" }, { "x-gbk", "gb18030" },
    { "chinese", "gb18030" }, { "utf8", "utf-8" }, { "unicode-1-1-utf-8", "utf-8" }, { "ks_c_5601-1987", "euc-kr" },
    { "x-sjis", "shift_jis" }, { "sjis", "shift_jis" }, { "ascii", "us-ascii" }, { "latin1", "iso-8859-1" },
    { "latin-1", "iso-8859-1" }, { "iso8859-1", "iso-8859-1" } } };

QByteArray plainName(const QByteArray &label)
{
    QByteArray name = label.trimmed().toLower();
    while (!name.isEmpty() && (name.front() == '"' || name.front() == '\''))
        name = name.mid(1).trimmed();
    while (!name.isEmpty() && (name.back() == '"' || name.back() == '\''))
        name = name.chopped(1).trimmed();
    for (const Alias &alias : aliases)
        if (name == alias.name)
            return alias.means;
    return name;
}

/// Reads \a bytes as \a name; none: nobody knows that name, or too much of it is no such letter.
std::optional<QString> readAs(QByteArrayView bytes, const QByteArray &name)
{
    // Qt knows few names, and none of two that are common; ICU behind it knows the others.
    const auto known = encodingNamed(QString::fromLatin1(name == "us-ascii" ? QByteArray("windows-1252") : name));
    if (!known)
        return {};
    if (known->kind == Encoding::Kind::Windows1252)
        return QString::fromUtf8(utf8FromWindows1252(bytes));
    // "utf-16" without a mark is big endian by its RFC and little endian in the field; the shape has been asked before.
    QStringDecoder decoder(known->name.constData());
    if (!decoder.isValid())
        return {};
    QString text = decoder.decode(bytes);
    return text;
}

bool isReadable(const QString &text)
{
    return !text.contains(QChar::ReplacementCharacter);
}

/// The encoding that the XML declaration at the beginning names, in letters of ASCII.
QByteArray declaredIn(QByteArrayView bytes)
{
    // Real feeds put a comment or a blank before it; whatever stands in the first kilobyte counts.
    const QByteArray head = bytes.first(qMin(bytes.size(), qsizetype(1024))).toByteArray();
    const qsizetype begin = head.indexOf("<?xml");
    const qsizetype end = begin < 0 ? -1 : head.indexOf('>', begin);
    const QByteArray declaration = end < 0 ? QByteArray() : head.mid(begin, end - begin);
    qsizetype at = declaration.indexOf("encoding");
    at = at < 0 ? -1 : declaration.indexOf('=', at);
    if (at < 0)
        return {};
    const QByteArray value = declaration.mid(at + 1).trimmed();
    const char quote = value.isEmpty() ? '\0' : value.front();
    if (quote != '"' && quote != '\'')
        return {};
    const qsizetype close = value.indexOf(quote, 1);
    return close < 0 ? QByteArray() : plainName(value.mid(1, close - 1));
}

/// How many characters of more than one byte stand in \a bytes where they are UTF-8; -1: they are not.
qsizetype wideCharacters(QByteArrayView bytes)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError() || !isReadable(text))
        return -1;
    return std::count_if(bytes.begin(), bytes.end(), [](char c) { return (c & 0xc0) == 0xc0; });
}

/// In EBCDIC the declaration itself says which page; the letters of names are the same in all.
QByteArray ebcdicPage(QByteArrayView bytes)
{
    const auto head = readAs(bytes.first(qMin(bytes.size(), qsizetype(200))), "ibm-37");
    const QByteArray named = head ? declaredIn(head->toLatin1()) : QByteArray();
    return named.isEmpty() || named == "utf-8" ? QByteArray("ibm-37") : named;
}

class Finder {
public:
    Finder(QByteArrayView bytes, const QByteArray &contentType)
        : m_bytes(bytes)
        , m_contentType(contentType)
    {
    }
    DecodedText find()
    {
        if (!byShape())
            byLabel();
        tidy();
        return std::move(m_out);
    }

private:
    bool byShape()
    {
        for (const Shape &shape : shapes) {
            if (!m_bytes.startsWith(QByteArrayView(shape.bytes.data(), qsizetype(shape.bytes.size()))))
                continue;
            QByteArray name = shape.encoding;
            if (name == "ebcdic")
                name = ebcdicPage(m_bytes);
            if (name == "utf-8" && wideCharacters(m_bytes.sliced(shape.passOver)) < 0) {
                m_bytes = m_bytes.sliced(shape.passOver); // the mark lies
                return false;
            }
            return take(name, m_bytes.sliced(shape.passOver), false);
        }
        return false;
    }
    void byLabel()
    {
        const QByteArray header = charsetOf(m_contentType);
        const QByteArray declared = declaredIn(m_bytes);
        const qsizetype wide = wideCharacters(m_bytes);
        for (const QByteArray &label : { header, declared }) {
            if (label.isEmpty() || label == "utf-8" || isBelied(label, wide))
                continue;
            if (take(label, m_bytes, true))
                return;
        }
        if (wide >= 0) {
            (void)take(wide == 0 && !header.isEmpty() && header == declared ? header : "utf-8", m_bytes, false);
            return;
        }
        if (header.isEmpty() && declared.isEmpty())
            m_out.problems +=
                Words::tr("The feed does not say in which letters it is written; it was read as Western.");
        else
            belie(declared.isEmpty() ? header : declared);
        (void)take("windows-1252", m_bytes, false);
    }
    /// Whether bytes with so many characters of UTF-8 cannot be what \a label says.
    bool isBelied(const QByteArray &label, qsizetype wide)
    {
        const bool isEightBit = std::any_of(m_bytes.begin(), m_bytes.end(), [](char c) { return c < 0; });
        const bool isNarrow = label == "us-ascii" || label.startsWith("iso-8859-") || label.startsWith("windows-12");
        // Text of a single-byte page that by chance is UTF-8 throughout, in more than one place, does not happen.
        if ((label == "us-ascii" && isEightBit) || (isNarrow && wide > 1)) {
            belie(label);
            return true;
        }
        const bool isWide = label.startsWith("utf-16") || label.startsWith("utf-32") || label.contains("ucs-");
        if (isWide) // its bytes would have had that shape
            belie(label);
        return isWide;
    }
    void belie(const QByteArray &label)
    {
        const QString sentence =
            Words::tr("The feed says that it is written in %1, but it is not.").arg(QString::fromLatin1(label));
        if (!m_out.problems.contains(sentence))
            m_out.problems += sentence;
    }
    bool take(const QByteArray &name, QByteArrayView bytes, bool mustFit)
    {
        const auto text = readAs(bytes, name);
        if (!text || (mustFit && !isReadable(*text) && wideCharacters(bytes) >= 0)) {
            belie(name);
            return false;
        }
        m_out.text = *text;
        m_out.encoding = QString::fromLatin1(name);
        return true;
    }
    void tidy()
    {
        if (m_out.text.startsWith(QChar::ByteOrderMark))
            m_out.text.remove(0, 1);
        if (m_out.text.contains(QChar::Null)) {
            m_out.text.remove(QChar::Null);
            m_out.problems += Words::tr("The feed holds bytes of zero; they were left out.");
        }
        if (!isReadable(m_out.text))
            m_out.problems += Words::tr("Some letters of the feed cannot be read.");
    }

    QByteArrayView m_bytes;
    QByteArray m_contentType;
    DecodedText m_out;
};

} // namespace

QByteArray charsetOf(const QByteArray &contentType)
{
    for (const QByteArray &part : contentType.split(';')) {
        const qsizetype equals = part.indexOf('=');
        if (equals > 0 && part.first(equals).trimmed().toLower() == "charset")
            return plainName(part.mid(equals + 1));
    }
    return {};
}

DecodedText decodedText(QByteArrayView bytes, const QByteArray &contentType)
{
    return Finder(bytes, contentType).find();
}

} // namespace wheelhouse
