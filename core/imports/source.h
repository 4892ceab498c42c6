#pragma once

#include "core/base/record.h"
#include "core/imports/archives.h"
#include "core/imports/mapping.h"
#include "core/imports/proposal.h"

#include <memory>

namespace wheelhouse {

/// What a file turned out to be.
enum class ImportKind { Csv, JsonLines, MastodonArchive, XArchive };

/// A row as the preview shows it: the cells as they stand in the file, and what would become of it.
struct PreviewRow {
    QStringList cells;
    Verdict verdict;
};

/// Some verdicts in the order of the file, and where to go on behind them.
struct ImportBatch {
    QList<Verdict> verdicts;
    ImportPosition after;
    bool atEnd = false;
};

/// A file to be imported: knows its kind, proposes a map, and gives verdicts a batch at a time from any place that it
/// has told before. Reading changes nothing. One thread at a time.
class ImportSource {
public:
    /// Opens \a path and finds out what it is by its content. \a asked: what a person has said already; roles that it
    /// names are kept, the others proposed when it names none. Fails with words: not there, a ZIP or another packed
    /// file (never unpacked), no text.
    static Result<std::unique_ptr<ImportSource>> open(const QString &path, const ColumnMap &asked = {});

    [[nodiscard]] ImportKind kind() const { return m_kind; }
    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QStringList columns() const { return m_columns; }
    [[nodiscard]] bool takesMap() const { return m_kind == ImportKind::Csv || m_kind == ImportKind::JsonLines; }
    [[nodiscard]] const Proposal &proposal() const { return m_proposal; }
    [[nodiscard]] const ColumnMap &map() const { return m_map; }
    /// Fails as RowMapping::make does, and changes nothing then. Encoding, delimiter and header are those of open().
    Result<void> setMap(const ColumnMap &map);

    /// The first \a rows with their verdicts; afterwards the source stands at its beginning.
    [[nodiscard]] Result<QList<PreviewRow>> preview(int rows);
    /// At most \a rows more. Fails as setMap where there is no map yet.
    [[nodiscard]] Result<ImportBatch> next(int rows);
    void seek(const ImportPosition &position);
    [[nodiscard]] qint64 bytesDone() const { return m_reader->bytesRead(); }
    [[nodiscard]] qint64 bytesTotal() const { return m_reader->bytesTotal(); }
    [[nodiscard]] QString encodingName() const { return m_reader->encodingName(); }
    /// SHA-256 over the size (8 bytes, big-endian), the first and the last MB: the same file under another name has
    /// the same digest, and a file of gigabytes is told in milliseconds.
    [[nodiscard]] Result<QByteArray> digest() const;
    [[nodiscard]] NetworkId network() const;
    /// Where the ids of its rows are unique: the map's source, or the network of an archive.
    [[nodiscard]] QString sourceName() const;

private:
    ImportSource() = default;
    Result<void> openReader();
    [[nodiscard]] tl::unexpected<Error> brokenOff() const;
    [[nodiscard]] Verdict judge(const Record &record);
    [[nodiscard]] QList<QStringList> sample(int rows);

    QString m_path;
    ImportKind m_kind = ImportKind::Csv;
    bool m_jsonArray = false; ///< one array of objects instead of lines
    std::unique_ptr<RecordReader> m_reader;
    QStringList m_columns;
    Proposal m_proposal;
    ColumnMap m_map;
    std::optional<RowMapping> m_mapping;
    ArchiveOwner m_owner;
};

} // namespace wheelhouse
