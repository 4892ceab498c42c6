#pragma once

#include "core/base/csv.h"
#include "core/base/walltime.h"

#include <QStringList>

#include <array>
#include <memory>
#include <optional>

namespace wheelhouse {

/// A post as a row of a sheet plans it.
struct PlannedRow {
    QString id; ///< of a post that is there already; empty: a new one
    std::optional<WallTime> at; ///< none: it has no date yet; without a time ("any" in a sheet): any time that day
    QStringList channels;
    QString text;
    QStringList alts; ///< of its pictures, in their order
    QString campaign;
    QString contents {}; ///< as PlanEntry::contents
    QString objective {}; ///< why it is written; empty: not said
    bool isAimless = false; ///< it says "none": that it has no objective was decided
    friend bool operator==(const PlannedRow &, const PlannedRow &) = default;
};

/// What a column of a sheet means. Alternative texts are columns of their own, as many as there are.
enum class PlanColumn { Id, Date, Time, Zone, Channels, Text, Campaign, Objective };
inline constexpr int planColumns = 8;

/// Which of two numbers is the day, where a sheet writes 3/4/2026.
enum class DayOrder { Unknown, DayFirst, MonthFirst };

/// Which column of a sheet is what, and how its cells are read; a person may change any of it.
struct PlanSheetMap {
    std::array<int, planColumns> columns { -1, -1, -1, -1, -1, -1, -1, -1 }; ///< from 0; -1: the sheet has none
    QList<int> alts;
    int contents = -1; ///< what each channel says; only in a sheet of ours
    bool isGuarded = false; ///< a sheet of ours: apostrophes before = + - @ are taken off again
    QByteArray zone; ///< where a row names none; empty: it must
    DayOrder order = DayOrder::Unknown; ///< Unknown: 3/4/2026 is refused, 30/11/2026 is not
    QStringList channels; ///< those there are, by name; empty: names are not looked at

    [[nodiscard]] int column(PlanColumn which) const { return columns[static_cast<size_t>(which)]; }
    int &column(PlanColumn which) { return columns[static_cast<size_t>(which)]; }
    /// By the names of columns, in English and as planWords() writes them; what is not found stays as it is here.
    void find(const QStringList &header);
    friend bool operator==(const PlanSheetMap &, const PlanSheetMap &) = default;
};

/// Something about one cell of a row.
struct PlanCellRemark {
    int column = -1; ///< from 0; -1: the row as a whole
    bool isRefusal = false;
    QString words;
};

/// What becomes of a row: planned, planned with a word to it, or refused; everything that is wrong with it at once.
struct PlanVerdict {
    qint64 row = 0; ///< as a person counts, the header being row 1
    QStringList cells; ///< as they stand there, to be mended in place
    PlannedRow planned; ///< as far as it was read
    QList<PlanCellRemark> remarks;

    [[nodiscard]] bool isTaken() const;
    /// "Row 17, column time: There is no time of day 25:00. …", a line each.
    [[nodiscard]] QString sentence(const QStringList &header) const;
};

/// Judges one row by itself, as when a cell of it was mended.
[[nodiscard]] PlanVerdict judgePlanRow(const QStringList &cells, qint64 row, const PlanSheetMap &map);

/// A plan as CSV, read a lot of rows at a time: any number of rows in bounded memory.
class PlanSheet {
public:
    /// Finds out letters, separator and columns of \a path. Fails with words where it is no table.
    [[nodiscard]] static Result<std::unique_ptr<PlanSheet>> open(const QString &path);

    [[nodiscard]] QStringList header() const { return m_reader.columns(); }
    [[nodiscard]] const PlanSheetMap &map() const { return m_map; }
    /// Begins again with another map. Refused where it names no text or no date, or a column that is not there.
    [[nodiscard]] Result<void> setMap(const PlanSheetMap &map);
    /// At most \a most more rows; none: the sheet is at its end. Fails where the file can no longer be read.
    [[nodiscard]] Result<QList<PlanVerdict>> next(int most);
    [[nodiscard]] qint64 bytesDone() const { return m_reader.bytesRead(); }
    [[nodiscard]] qint64 bytesTotal() const { return m_reader.bytesTotal(); }

private:
    PlanSheet() = default;
    CsvReader m_reader;
    PlanSheetMap m_map;
    QHash<QByteArray, qint64> m_seen; ///< digests of rows taken, and where they stood
};

/// The first line of a sheet with \a alts columns for alternative texts, and one row of it: UTF-8, RFC 4180, cells that
/// a spreadsheet would run as a formula behind an apostrophe. PlanSheet reads them back equal; a row with more
/// alternative texts than columns loses those.
[[nodiscard]] QByteArray planSheetHead(int alts);
[[nodiscard]] QByteArray planSheetLine(const PlannedRow &row, int alts);

} // namespace wheelhouse
