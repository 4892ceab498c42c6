#pragma once

#include "core/base/encoding.h"

#include <QFile>
#include <QStringDecoder>
#include <QStringEncoder>

#include <string_view>
#include <vector>

namespace wheelhouse {

/// A file as a window of UTF-8 that moves along, whatever the file is written in. It holds what its reader has not
/// yet consumed and one block more; 64 readable bytes stand behind the window.
class ByteFeed {
public:
    ByteFeed() = default;
    ByteFeed(const ByteFeed &) = delete;
    ByteFeed &operator=(const ByteFeed &) = delete;
    ~ByteFeed() = default;

    /// Opens \a path and finds its encoding (see detectEncoding), or takes \a chosen by its name when not empty.
    Result<void> open(const QString &path, const QString &chosen, bool jsonOnly);

    [[nodiscard]] std::string_view ahead() const { return { m_buffer.data() + m_from, m_to - m_from }; }
    /// Brings another block into the window; false: the file is at its end. Views into the window end.
    bool fill();
    void consume(size_t bytes);
    /// Where the window begins, in bytes of the file; for an encoding that cannot tell (bytesInFile) what was read so
    /// far.
    [[nodiscard]] qint64 offset() const { return m_offset; }
    [[nodiscard]] bool tellsOffsets() const { return m_encoding.kind != Encoding::Kind::Other; }
    /// Moves the window to \a offset, which offset() has told before; 0 is the beginning, past the mark.
    void seek(qint64 offset);
    [[nodiscard]] qint64 size() const { return m_file.size(); }
    [[nodiscard]] qint64 readSoFar() const { return m_file.pos(); }
    [[nodiscard]] const Encoding &encoding() const { return m_encoding; }
    /// The file is there but can no longer be read; what fill() calls the end is none.
    [[nodiscard]] bool failed() const { return m_isBroken || m_file.error() != QFileDevice::NoError; }

private:
    void append(QByteArrayView utf8);
    void restartDecoder();

    QFile m_file;
    Encoding m_encoding;
    QStringDecoder m_decoder;
    QStringEncoder m_encoder { QStringConverter::Utf8 };
    std::vector<char> m_buffer;
    size_t m_from = 0;
    size_t m_to = 0;
    qint64 m_offset = 0;
    bool m_isBroken = false;
};

} // namespace wheelhouse
