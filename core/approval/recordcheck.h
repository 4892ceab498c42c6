#pragma once

#include "core/approval/submission.h"
#include "core/operations/heads.h"
#include "core/operations/operationlog.h"

#include <QStringList>

namespace wheelhouse {

/// What a walk along the whole record found: the chain, its heads, every sign-off, and what was known outside.
struct RecordReport {
    qint64 entries = 0;
    qint64 heads = 0;
    qint64 signOffs = 0;
    qint64 anchors = 0;
    QStringList troubles; ///< a sentence each, for a person; empty: all of it holds
    [[nodiscard]] bool holds() const { return troubles.isEmpty(); }
};

/// Where desks' logs stood when somebody looked, kept outside of the workspace: in a backup, an export, another desk. A
/// cut tail and a full rewrite are seen against these, and against nothing else.
using Anchors = QList<LogHead>;

/// Checks all of the record; tools/verify-audit.py checks the same with nothing of ours. Memory grows by 60 bytes an
/// entry.
[[nodiscard]] Result<RecordReport> checkRecord(Database &database, OperationLog &log, const Anchors &anchors);

/// Where each desk's log stands now.
[[nodiscard]] Result<Anchors> anchorsOf(Database &database);
/// A line of JSON each: {"at":…,"desk":"…","hash":"…","seq":…}.
[[nodiscard]] QByteArray anchorsToLines(const Anchors &anchors);
/// Malformed, naming the line, where one cannot be read.
[[nodiscard]] Result<Anchors> anchorsFromLines(const QByteArray &lines);

} // namespace wheelhouse
