#pragma once

#include "core/base/clock.h"
#include "core/inbox/mentionstore.h"
#include "core/inbox/query.h"
#include "core/store/wholefile.h"

#include <variant>

namespace wheelhouse {

/// What a column of an export tells of a message. Its word heads the column, and imports know it again.
enum class ExportColumn {
    Id,
    WrittenAt,
    Network,
    Channel,
    Author,
    AuthorName,
    AuthorId,
    Title,
    Text,
    Url,
    Language,
    ReplyTo,
    IsOurs,
    State,
    Labels,
    Assignee,
    Conversation
};
inline constexpr int exportColumns = 17;
QString exportWord(ExportColumn column); ///< "written_at"
QString exportName(ExportColumn column); ///< "When", for a person
QList<ExportColumn> allExportColumns();

/// What is exported, and how.
struct ExportWish {
    enum class Form { Csv, JsonLines };
    /// A list: every message of its conversations, in the order of the list. A question: the messages it finds, newest
    /// first.
    std::variant<View, Query> what;
    Order order = Order::LongestWaiting;
    qint64 since = 0; ///< for View::Kind::DoneToday: UTC ms at which today began
    QString path;
    Form form = Form::Csv;
    QList<ExportColumn> columns = allExportColumns();
    bool isGuarded = true; ///< CSV: a cell that a spreadsheet would run as a formula gets an apostrophe
    bool hasMark = false; ///< CSV: begins with the byte order mark, by which old spreadsheets know UTF-8
    WholeFile::Existing existing = WholeFile::Existing::Refuse;
};

struct ExportReport {
    qint64 rows = 0;
    qint64 bytes = 0;
    [[nodiscard]] QString sentence(const QString &path) const;
};

/// Writes messages into a file that is whole or not there, from one moment of the workspace, with memory for one page
/// of them. \a reader is a reading connection that nobody else uses meanwhile, away from the window's thread. \a watch
/// is told the rows so far and answers false to break off (Cancelled, and nothing is left behind). Erased messages are
/// left out: there is nothing of them to export.
[[nodiscard]] Result<ExportReport> exportView(
    Database &reader, const ExportWish &wish, const Clock &clock, const std::function<bool(qint64)> &watch = {});

} // namespace wheelhouse
