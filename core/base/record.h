#pragma once

#include <QString>
#include <QStringList>

#include <string_view>
#include <vector>

namespace wheelhouse {

/// Where an import stands in its file: it goes on with the record that begins here.
struct ImportPosition {
    qint64 offset = 0; ///< bytes from the beginning of the file
    qint64 record = 0; ///< how many records lie before it (the header is none)
    friend bool operator==(const ImportPosition &, const ImportPosition &) = default;
};

/// One row of a table, one line of JSON, one post of an archive: not yet understood. Its views end when the next
/// record is read.
struct Record {
    qint64 number = 0; ///< as a person counts in the file: CSV rows with the header as row 1, JSON lines from 1
    qint64 offset = 0; ///< where it begins, in bytes of the file
    std::vector<std::string_view> cells; ///< UTF-8; as many as there are columns, or more in a row that is too long
    std::string_view whole; ///< JSON: all of it
    QString remark; ///< it is kept, but a person should know this; empty: nothing odd
    QString trouble; ///< it cannot be read, and why; empty: it can
};

/// Hands out the records of one file, one after the other, in bounded memory.
class RecordReader {
public:
    RecordReader() = default;
    RecordReader(const RecordReader &) = delete;
    RecordReader &operator=(const RecordReader &) = delete;
    virtual ~RecordReader() = default;

    [[nodiscard]] virtual QStringList columns() const = 0;
    virtual bool next(Record &record) = 0; ///< false: the file is at its end, or failed() to be read any further
    [[nodiscard]] virtual bool failed() const = 0;
    [[nodiscard]] virtual ImportPosition position() const = 0; ///< of the record that next() gives next
    virtual void seek(const ImportPosition &position) = 0; ///< to a place that position() told, of the same file
    [[nodiscard]] virtual qint64 bytesRead() const = 0;
    [[nodiscard]] virtual qint64 bytesTotal() const = 0;
    [[nodiscard]] virtual QString encodingName() const = 0;
};

} // namespace wheelhouse
