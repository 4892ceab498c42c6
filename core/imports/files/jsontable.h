#pragma once

#include "core/base/json.h"
#include "core/imports/files/jsonpieces.h"

#include <QHash>

#include <string>

namespace wheelhouse {

/// JSON Lines, or an array of objects, read as a table: a field is a column, named by its path ("author.handle").
/// Cells hold a string's text or a number's own digits, never a number that went through a double. A bad line is
/// told as trouble and the rest goes in. Arrays are looked at but are no columns.
class JsonTable final : public RecordReader {
public:
    /// The columns are the paths of the first 500 records; \a also are added when they are not among them.
    Result<void> open(const QString &path, const QString &encoding, JsonPieces::Cut cut, const QStringList &also);

    [[nodiscard]] QStringList columns() const override { return m_columns; }
    bool next(Record &record) override;
    [[nodiscard]] bool failed() const override { return m_pieces.feed().failed(); }
    [[nodiscard]] ImportPosition position() const override;
    void seek(const ImportPosition &position) override;
    [[nodiscard]] qint64 bytesRead() const override { return m_pieces.position().offset; }
    [[nodiscard]] qint64 bytesTotal() const override { return m_pieces.feed().size(); }
    [[nodiscard]] QString encodingName() const override;

private:
    class Flatten;
    void learnColumns();
    void addColumn(const QString &path);

    JsonPieces m_pieces;
    JsonWalker m_walker;
    QStringList m_columns;
    QHash<QByteArray, qsizetype> m_columnOf; ///< by path
    std::vector<std::string> m_cells; ///< the record's own, reused
};

} // namespace wheelhouse
