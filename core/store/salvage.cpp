#include "core/store/salvage.h"

#include "core/store/backup.h"
#include "core/store/check.h"
#include "core/store/fileheader.h"
#include "core/store/files.h"
#include "core/store/mend.h"
#include "core/store/rescue.h"
#include "core/store/statement.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QTemporaryDir>
#include <QtEndian>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Check)
};

constexpr int pageBytes = 4096; // SQLite's own default, which no migration changes

/// Gives a copy whose header is lost the first page of a fresh workspace, which names the same tables in the same
/// places, and a copy that was cut off the number of pages it still has.
void mendHeader(const QString &copy, const QString &fresh, bool wholePage)
{
    QFile file(copy);
    QFile pattern(fresh);
    if (!file.open(QIODevice::ReadWrite) || !pattern.open(QIODevice::ReadOnly))
        return;
    QByteArray page = wholePage ? pattern.read(pageBytes) : file.read(pageBytes);
    if (page.size() < pageBytes)
        return;
    qToBigEndian(quint32(file.size() / pageBytes), page.data() + 28);
    page.replace(92, 4, page.mid(24, 4));
    file.seek(0);
    file.write(page);
}

QStringList tablesOf(Database &database)
{
    Statement select(database,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE '%\\_index%' ESCAPE '\\' AND name NOT IN ('tally', 'lease', 'plan_line') ORDER BY rowid");
    return select.all<QString>([](const Row &row) { return row.text(0); }).value_or(QList<QString>());
}

/// The copy, opened; with a header mended once where SQLite cannot make sense of it.
Result<std::unique_ptr<Database>> openCopy(const QString &copy, const QString &fresh)
{
    const auto header = readHeader(copy);
    const bool isLost = !header || header->look != FileHeader::Look::Workspace;
    if (isLost)
        mendHeader(copy, fresh, header && header->look == FileHeader::Look::NotSqlite);
    for (const bool again : { false, true }) {
        auto opened = Database::open(copy, Database::Mode::Read);
        if (!opened || !tablesOf(**opened).isEmpty() || again)
            return opened;
        opened->reset();
        mendHeader(copy, fresh, true);
    }
    return fail(Error::Kind::Malformed, QString());
}

Result<Salvage> fillFrom(Database &source, Database &target)
{
    Salvage found;
    if (auto ready = target.run("PRAGMA foreign_keys = OFF"); !ready)
        return tl::unexpected(ready.error());
    const auto tables = tablesOf(target);
    for (const QString &table : tables) {
        auto saved = rescueTable(source, target, table.toUtf8());
        if (!saved)
            return tl::unexpected(saved.error());
        const auto total = source.number(("SELECT count(*) FROM " + table.toUtf8()).constData());
        if (*saved > 0 || total.value_or(1) > 0)
            found.tables.append({ table, *saved, total ? std::optional(*total) : std::nullopt });
    }
    auto mended = mendReferences(target);
    if (!mended)
        return tl::unexpected(mended.error());
    found.mended = *mended;
    if (auto done = rebuildTallies(target); !done)
        return tl::unexpected(done.error());
    if (auto done = rebuildPlanLines(target); !done)
        return tl::unexpected(done.error());
    if (auto done = rebuildIndexes(target); !done)
        return tl::unexpected(done.error());
    return found;
}

/// What lies beside the damaged file, and what its backups have of the rest.
Result<QList<LostPicture>> picturesInto(const QString &damaged, Database &fresh)
{
    const std::atomic<bool> isNeverCancelled = false;
    const PictureCopies copies(isNeverCancelled);
    MediaStore beside(fresh.path());
    if (auto first = copies.carry(fresh, MediaStore(damaged), beside); !first || first->isEmpty())
        return first;
    return copies.carry(fresh, Backups(damaged, SystemClock()).pictures(), beside);
}

Result<Salvage> readInto(const QString &damaged, const WorkspaceFile &fresh)
{
    QTemporaryDir folder(QFileInfo(fresh.path()).absolutePath() + QStringLiteral("/.salvage-XXXXXX"));
    const QString copy = folder.filePath(QStringLiteral("copy"));
    if (auto done = copyWhole(damaged, copy); !done)
        return tl::unexpected(done.error());
    if (QFileInfo::exists(damaged + QStringLiteral("-wal")))
        if (auto done = copyWhole(damaged + QStringLiteral("-wal"), copy + QStringLiteral("-wal")); !done)
            return tl::unexpected(done.error());
    auto source = openCopy(copy, fresh.path());
    if (!source)
        return tl::unexpected(source.error());
    auto target = fresh.openWriter();
    if (!target)
        return tl::unexpected(target.error());
    auto found = fillFrom(**source, **target);
    auto lost = found ? picturesInto(damaged, **target) : tl::unexpected(found.error());
    if (!lost)
        return tl::unexpected(lost.error());
    found->lostPictures = std::move(*lost);
    return found;
}

} // namespace

qint64 Salvage::saved(const QString &table) const
{
    for (const Table &each : tables)
        if (each.name == table)
            return each.saved;
    return 0;
}

QStringList Salvage::sentences() const
{
    const QList<std::pair<QString, QString>> known {
        { QStringLiteral("mention"), Words::tr("mentions") },
        { QStringLiteral("conversation"), Words::tr("conversations") },
        { QStringLiteral("identity"), Words::tr("people") },
        { QStringLiteral("note"), Words::tr("notes") },
        { QStringLiteral("variant"), Words::tr("drafts") },
        { QStringLiteral("operation"), Words::tr("acts in the log") },
    };
    QStringList said;
    for (const auto &[table, word] : known)
        for (const Table &each : tables)
            if (each.name == table)
                said.append(each.of ? Words::tr("%1 of %2 %3.", "12,004 of 12,010 mentions")
                                          .arg(QLocale().toString(each.saved), QLocale().toString(*each.of), word)
                                    : Words::tr("%1 %2; how many there were cannot be read.", "12,004 mentions")
                                          .arg(QLocale().toString(each.saved), word));
    return said + lostSentences(lostPictures);
}

Result<Salvage> salvage(const QString &damaged, const QString &fresh, const Clock &clock)
{
    if (!QFileInfo::exists(damaged))
        return fail(Error::Kind::Missing, Words::tr("There is no workspace at %1.").arg(damaged));
    Result<Salvage> found;
    QString path;
    {
        auto made = WorkspaceFile::create(fresh, {}, Workspace::Kind::Desk, clock);
        if (!made)
            return tl::unexpected(made.error());
        path = (*made)->path();
        found = readInto(damaged, **made);
    }
    qint64 rows = 0;
    if (found)
        for (const auto &table : std::as_const(found->tables))
            rows += table.saved;
    if (rows == 0) {
        for (const auto *suffix : { "", "-wal", "-shm", ".lock" })
            QFile::remove(path + QLatin1String(suffix));
        return found ? fail(Error::Kind::Malformed,
                   Words::tr("Nothing could be read of this workspace. It was not changed. Restore a backup."))
                     : found;
    }
    found->path = path;
    return found;
}

} // namespace wheelhouse
