#include "core/base/bytefeed.h"

#include "core/base/failpoint.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstring>

namespace wheelhouse {

namespace {

constexpr qint64 block = 256 * 1024;
constexpr size_t padding = 64; // simdjson reads this far past the end

QStringConverter::Encoding qtEncoding(Encoding::Kind kind)
{
    switch (kind) {
    case Encoding::Kind::Utf16Le:
        return QStringConverter::Utf16LE;
    case Encoding::Kind::Utf16Be:
        return QStringConverter::Utf16BE;
    case Encoding::Kind::Utf32Le:
        return QStringConverter::Utf32LE;
    case Encoding::Kind::Utf32Be:
        return QStringConverter::Utf32BE;
    default:
        return QStringConverter::Utf8;
    }
}

} // namespace

Result<void> ByteFeed::open(const QString &path, const QString &chosen, bool jsonOnly)
{
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(Error::Kind::Missing,
            QCoreApplication::translate("Imports", "The file “%1” cannot be opened: %2")
                .arg(path, m_file.errorString()));
    auto encoding = detectEncoding(m_file, jsonOnly);
    if (!encoding)
        return tl::unexpected(encoding.error());
    if (!chosen.isEmpty()) {
        const qint64 bom = encoding->bom;
        encoding = encodingNamed(chosen);
        if (!encoding)
            return tl::unexpected(encoding.error());
        encoding->bom = bom;
    }
    m_encoding = *encoding;
    seek(0);
    return {};
}

void ByteFeed::restartDecoder()
{
    m_decoder = m_encoding.kind == Encoding::Kind::Other ? QStringDecoder(m_encoding.name.constData())
                                                         : QStringDecoder(qtEncoding(m_encoding.kind));
    m_encoder.resetState();
}

void ByteFeed::seek(qint64 offset)
{
    m_offset = std::max(offset, m_encoding.bom);
    m_file.seek(m_offset);
    m_from = m_to = 0;
    if (m_buffer.size() < static_cast<size_t>(block) * 2)
        m_buffer.resize(static_cast<size_t>(block) * 2);
    restartDecoder();
}

void ByteFeed::append(QByteArrayView utf8)
{
    const auto more = static_cast<size_t>(utf8.size());
    if (m_from > 0 && m_to + more + padding > m_buffer.size()) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_from, m_to - m_from);
        m_to -= m_from;
        m_from = 0;
    }
    if (m_to + more + padding > m_buffer.size())
        m_buffer.resize(std::max(m_buffer.size() * 2, m_to + more + padding));
    std::memcpy(m_buffer.data() + m_to, utf8.data(), more);
    m_to += more;
}

bool ByteFeed::fill()
{
    m_isBroken = !failpoint("import.read").has_value();
    const QByteArray bytes = m_isBroken ? QByteArray() : m_file.read(block);
    if (bytes.isEmpty())
        return false;
    switch (m_encoding.kind) {
    case Encoding::Kind::Utf8:
        append(bytes);
        break;
    case Encoding::Kind::Windows1252:
        append(utf8FromWindows1252(bytes));
        break;
    default: {
        const QString text = m_decoder.decode(bytes);
        append(QByteArray(m_encoder.encode(text)));
    }
    }
    return true;
}

void ByteFeed::consume(size_t bytes)
{
    const qint64 width = bytesInFile(m_encoding, ahead().substr(0, bytes));
    m_from += bytes;
    m_offset = width < 0 ? m_file.pos() : m_offset + width;
}

} // namespace wheelhouse
