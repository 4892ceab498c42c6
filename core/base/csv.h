#pragma once

#include "core/base/bytefeed.h"
#include "core/base/record.h"

#include <deque>
#include <string>

namespace wheelhouse {

/// How a table of text is written. Empty and 0: to be found out.
struct CsvForm {
    QString encoding;
    char delimiter = 0; ///< one of , ; tab |
    bool header = true; ///< the first row names the columns; else they are called 1, 2, 3
};

inline constexpr qsizetype csvRowBytes = 1 << 20; ///< a longer row is not read

/// Reads CSV as people's programs write it (RFC 4180 and what departs from it): quotes with doubled quotes inside,
/// line ends CR, LF and CRLF, also inside quotes; a quote in the middle of a bare cell is a letter. Rows that are too
/// short or too long are kept with a remark; a row over 1 MB, or whose quote is never closed, is told as trouble and
/// reading goes on with the next line. Empty lines are no rows.
class CsvReader final : public RecordReader {
public:
    Result<void> open(const QString &path, const CsvForm &form);

    [[nodiscard]] QStringList columns() const override { return m_columns; }
    bool next(Record &record) override;
    [[nodiscard]] bool failed() const override { return m_feed.failed(); }
    [[nodiscard]] ImportPosition position() const override { return { m_feed.offset(), m_records }; }
    void seek(const ImportPosition &position) override;
    [[nodiscard]] qint64 bytesRead() const override { return m_feed.offset(); }
    [[nodiscard]] qint64 bytesTotal() const override { return m_feed.size(); }
    [[nodiscard]] QString encodingName() const override { return QString::fromLatin1(m_feed.encoding().name); }
    [[nodiscard]] char delimiter() const { return m_delimiter; }

private:
    enum class Cut { Row, More, Unclosed };
    void readHeader(const CsvForm &form);
    Cut cut(std::string_view text, bool atEnd, Record &record, size_t &used);
    Cut cutQuoted(std::string_view text, bool atEnd, size_t &at, std::string_view &cell);
    bool cutNext(Record &record);
    void giveUp(Record &record);

    ByteFeed m_feed;
    QStringList m_columns;
    char m_delimiter = ',';
    bool m_header = true;
    qint64 m_records = 0;
    qint64 m_start = 0; ///< where the first record begins
    bool m_atEnd = false;
    std::deque<std::string> m_unquoted; ///< cells that are not written as they are meant
    size_t m_unquotedUsed = 0;
};

/// Which of , ; tab | parts the columns of \a head, the beginning of a table: the one that gives the most columns in
/// rows that agree with the first. ',' where nothing tells.
char sniffDelimiter(std::string_view head);

} // namespace wheelhouse
