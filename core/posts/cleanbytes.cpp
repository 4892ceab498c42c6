#include "core/posts/cleanbytes.h"

#include "core/base/pictureformat.h"

#include <algorithm>

namespace wheelhouse {

namespace {

namespace marker {
constexpr uchar baseline = 0xc0;
constexpr uchar extended = 0xc1;
constexpr uchar progressive = 0xc2;
constexpr uchar huffmanTables = 0xc4;
constexpr uchar start = 0xd8;
constexpr uchar end = 0xd9;
constexpr uchar scan = 0xda;
constexpr uchar quantisationTables = 0xdb;
constexpr uchar restartInterval = 0xdd;
constexpr uchar application0 = 0xe0;
constexpr uchar application14 = 0xee;
constexpr uchar application15 = 0xef;
constexpr uchar comment = 0xfe;
} // namespace marker

/// A JFIF head that says nothing but what it is: version 1.1, no density, no preview (T.871, 10.1).
QByteArray plainJfif()
{
    return QByteArray::fromHex("ffe000104a46494600010100000100010000");
}

bool isFrame(uchar which)
{
    return which == marker::baseline || which == marker::extended || which == marker::progressive;
}

/// 8 bits a sample, grey or three colours whose names no reader takes for R, G and B.
bool isEverydayFrame(const QByteArray &frame)
{
    const auto colours = frame.size() > 9 ? uchar(frame[9]) : uchar(0);
    if (frame.size() != 10 + 3 * qsizetype(colours) || frame[4] != 8)
        return false;
    return colours == 1 || (colours == 3 && uchar(frame[10]) <= 1 && uchar(frame[16]) <= 3);
}

/// Adobe's segment with its one needed byte, the transform, which must be that of YCbCr. T.872, 6.5.3.
std::optional<QByteArray> plainAdobe(const QByteArray &segment)
{
    if (segment.size() != 16 || segment.mid(4, 5) != "Adobe" || segment[15] != 1)
        return {};
    return QByteArray::fromHex("ffee000e41646f626500640000000001");
}

/// Reads a GIF from front to back, and copies what is asked for.
class GifWalk {
public:
    explicit GifWalk(const QByteArray &gif)
        : m_in(gif)
    {
    }
    [[nodiscard]] int byte(qsizetype ahead = 0) const
    {
        return m_at + ahead < m_in.size() ? uchar(m_in[m_at + ahead]) : -1;
    }
    /// False: there are not as many.
    bool take(qsizetype count)
    {
        if (count > m_in.size() - m_at)
            return false;
        m_out += m_in.mid(m_at, count);
        m_at += count;
        return true;
    }
    /// A colour table as the flags byte says that it follows.
    bool takeTable(int flags) { return (flags & 0x80) == 0 || take(qsizetype(3) << ((flags & 7) + 1)); }
    /// Blocks with their lengths before them, to the empty one.
    bool takeBlocks() { return walkBlocks(true); }
    bool skipBlocks() { return walkBlocks(false); }
    void skip(qsizetype count) { m_at += count; }
    void write(const QByteArray &bytes) { m_out += bytes; }
    [[nodiscard]] QByteArray ahead(qsizetype count) const { return m_in.mid(m_at, count); }
    [[nodiscard]] QByteArray written() const { return m_out; }

private:
    bool walkBlocks(bool copies)
    {
        for (int length = byte(); length >= 0; length = byte()) {
            if (length + 1 > m_in.size() - m_at)
                return false;
            if (copies)
                m_out += m_in.mid(m_at, length + 1);
            m_at += length + 1;
            if (length == 0)
                return true;
        }
        return false;
    }

    const QByteArray &m_in;
    QByteArray m_out;
    qsizetype m_at = 0;
};

/// What follows 0x21. The count of repeats is written anew: its application block may hold other things too.
bool walkExtension(GifWalk &walk)
{
    constexpr int timing = 0xf9;
    constexpr int words = 0x01; // text that is drawn: nobody makes it, nobody draws it
    constexpr int application = 0xff;
    const int label = walk.byte(1);
    if (label == timing)
        return walk.byte(2) == 4 && walk.byte(7) == 0 && walk.take(8);
    if (label == words)
        return false;
    const QByteArray head = walk.ahead(18);
    if (label == application && head.mid(2, 14) == QByteArray("\x0bNETSCAPE2.0\x03\x01"))
        walk.write(head + QByteArray(1, '\0'));
    walk.skip(2);
    return walk.skipBlocks();
}

bool walkFrame(GifWalk &walk)
{
    const int flags = walk.byte(9);
    return flags >= 0 && walk.take(10) && walk.takeTable(flags) && walk.take(1) && walk.takeBlocks();
}

} // namespace

std::optional<QByteArray> jpegWithoutMetadata(const QByteArray &jpeg)
{
    const QList<JpegPart> parts = jpegParts(jpeg);
    if (parts.size() < 3 || parts.constFirst().marker != marker::start || parts.constLast().marker != marker::end)
        return {};
    QByteArray clean = jpeg.left(2) + plainJfif();
    int frames = 0;
    for (const JpegPart &part : parts.mid(1)) {
        const QByteArray bytes = jpeg.mid(part.at, part.length);
        const uchar which = part.marker;
        if (which == marker::application14 && bytes.mid(4, 5) == "Adobe") {
            const auto adobe = plainAdobe(bytes);
            if (!adobe)
                return {};
            clean += *adobe;
        } else if ((which >= marker::application0 && which <= marker::application15) || which == marker::comment) {
            continue;
        } else if (isFrame(which)) {
            if (++frames > 1 || !isEverydayFrame(bytes))
                return {};
            clean += bytes;
        } else if (which == marker::huffmanTables || which == marker::quantisationTables || which == marker::scan
            || which == marker::restartInterval || which == marker::end) {
            clean += bytes;
        } else {
            return {};
        }
    }
    return frames == 1 ? std::optional(clean) : std::nullopt;
}

std::optional<QByteArray> gifWithoutMetadata(const QByteArray &gif)
{
    constexpr int extension = 0x21;
    constexpr int frame = 0x2c;
    constexpr int trailer = 0x3b;
    GifWalk walk(gif);
    const int flags = walk.byte(10);
    if (flags < 0 || !walk.take(13) || !walk.takeTable(flags))
        return {};
    for (;;) {
        bool isWell = false;
        if (walk.byte() == trailer && walk.take(1))
            return walk.written();
        if (walk.byte() == extension)
            isWell = walkExtension(walk);
        else if (walk.byte() == frame)
            isWell = walkFrame(walk);
        if (!isWell)
            return {};
    }
}

} // namespace wheelhouse
