#pragma once

#include "core/base/clock.h"
#include "core/store/namedpictures.h"

#include <QList>
#include <QString>

#include <optional>

namespace wheelhouse {

/// What could be read of a damaged workspace.
struct Salvage {
    struct Table {
        QString name;
        qint64 saved = 0;
        std::optional<qint64> of; ///< how many there were; none: that could not be read either
    };
    QString path; ///< the fresh workspace
    QList<Table> tables; ///< those that held or hold a row
    QList<LostPicture> lostPictures; ///< of posts that were saved
    qint64 mended = 0; ///< rows put right because what they named was lost
    [[nodiscard]] qint64 saved(const QString &table) const;
    /// "12,004 of 12,010 mentions", a line for each thing a person knows.
    [[nodiscard]] QStringList sentences() const;
};

/// Reads \a damaged table by table and row by row into a workspace made at \a fresh, going round what cannot be read.
/// The damaged file is only copied from, never written; its pictures, or those of its backups, are copied too. Search
/// index and counts are made anew. Conflict where \a fresh exists; Malformed where nothing at all could be read, and
/// then no file is left at \a fresh.
Result<Salvage> salvage(const QString &damaged, const QString &fresh, const Clock &clock);

} // namespace wheelhouse
