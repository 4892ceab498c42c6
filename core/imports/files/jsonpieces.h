#pragma once

#include "core/base/bytefeed.h"
#include "core/base/record.h"

namespace wheelhouse {

/// Cuts a file into its JSON documents without reading it whole: the lines of JSON Lines, or the elements of the one
/// array that matters in an archive. A piece over 32 MB is told as trouble and passed over without being kept.
class JsonPieces {
public:
    enum class Cut {
        Lines, ///< a document a line
        Elements, ///< the elements of the array that begins at the place given to open()
    };

    /// \a arrayAfter: the array begins at the first '[' behind these letters; empty: at the first '[' of the file.
    /// Fails as Malformed where there is none in the first 1 MB.
    Result<void> open(const QString &path, const QString &encoding, Cut cut, std::string_view arrayAfter);

    /// Sets number, offset, whole and trouble of \a record; false: no more.
    bool next(Record &record);
    [[nodiscard]] ImportPosition position() const;
    void seek(const ImportPosition &position);
    [[nodiscard]] const ByteFeed &feed() const { return m_feed; }

private:
    enum class Found { Piece, Nothing, TooLong };
    Found line(size_t &end);
    Found element(size_t &end);
    bool skipBetween();
    size_t scanElement(std::string_view text, size_t from);
    void discardPiece();
    Result<void> findArray(const QString &path, std::string_view after);

    ByteFeed m_feed;
    Cut m_cut = Cut::Lines;
    qint64 m_records = 0;
    qint64 m_start = 0;
    bool m_atEnd = false;
    size_t m_done = 0; ///< of the piece in the window, used up when the next is asked for
    int m_depth = 0; ///< of the element being scanned
    bool m_inString = false;
    bool m_escaped = false;
};

} // namespace wheelhouse
