#include "core/store/backup.h"

#include "core/base/failpoint.h"
#include "core/base/id.h"
#include "core/store/fileheader.h"
#include "core/store/filelock.h"
#include "core/store/files.h"
#include "core/store/migrations.h"
#include "core/store/statement.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Backups)
};

constexpr int kept = 7;
constexpr qint64 dayMs = 24 * 60 * 60 * 1000;
constexpr int pagesAStep = 1000; // 4 MB between two looks at whether it was cancelled
constexpr int workBetweenLooks = 20'000; // SQLite's instructions, a few milliseconds

constexpr std::pair<Backup::Why, QLatin1String> words[] = {
    { Backup::Why::Daily, QLatin1String("daily") },
    { Backup::Why::BeforeMigration, QLatin1String("before-migration") },
    { Backup::Why::BeforeRestore, QLatin1String("before-restore") },
    { Backup::Why::ByHand, QLatin1String("by-hand") },
};

QString timeFormat()
{
    return QStringLiteral("yyyy-MM-ddTHHmmss'Z'");
}

/// Also by a link that leads nowhere, behind which a copy must not come to lie.
bool isTaken(const QString &name)
{
    const QFileInfo file(name);
    return file.exists() || file.isSymLink();
}

QString hiddenName(const QString &folder, const QString &ending)
{
    return QStringLiteral("%1/.%2.%3").arg(folder, freshUuid().toString(QUuid::WithoutBraces), ending);
}

void removeWithSidecars(const QString &path)
{
    for (const auto *suffix : { "", "-wal", "-shm", "-journal" })
        QFile::remove(path + QLatin1String(suffix));
}

Error damagedCopy(const QString &detail)
{
    return { Error::Kind::Malformed,
        Words::tr("This backup is damaged and was not used. Nothing was changed. Choose another one."), detail };
}

/// What quick_check says: empty where all is well. Stops when \a cancelled becomes true.
Result<QString> trouble(const QString &path, Database::Mode mode, const std::atomic<bool> &cancelled)
{
    auto database = Database::open(path, mode);
    if (!database)
        return tl::unexpected(database.error());
    sqlite3_progress_handler((*database)->handle(), workBetweenLooks,
        [](void *flag) { return static_cast<const std::atomic<bool> *>(flag)->load() ? 1 : 0; },
        const_cast<std::atomic<bool> *>(&cancelled));
    Statement check(**database, "PRAGMA quick_check(1)");
    auto said = check.one<QString>([](const Row &row) { return row.text(0); });
    if (!said)
        return tl::unexpected(said.error());
    return said->value_or(QString()) == QStringLiteral("ok") ? QString() : said->value_or(QStringLiteral("nothing"));
}

/// Moves what is in the write-ahead log into the file, and the log away.
Result<void> settle(const QString &path)
{
    {
        auto writer = Database::open(path, Database::Mode::Write);
        if (!writer)
            return tl::unexpected(writer.error());
        if (auto done = (*writer)->run("PRAGMA wal_checkpoint(TRUNCATE)"); !done)
            return done;
    }
    if (QFileInfo(path + QStringLiteral("-wal")).size() > 0)
        return fail(Error::Kind::Storage,
            Words::tr("The workspace that is there could not be put aside whole. Nothing was changed. Free some space "
                      "on the disk, then restore again."));
    return syncFile(path);
}

} // namespace

QString toWord(Backup::Why why)
{
    const auto *found = std::find_if(std::begin(words), std::end(words), [&](const auto &w) { return w.first == why; });
    return found->second;
}

QString asideName(const QString &path, const QString &what, const QDateTime &at)
{
    const QFileInfo file(path);
    const QString stem = QStringLiteral("%1/%2 (%3 %4")
                             .arg(file.absolutePath(), file.completeBaseName(), what, at.toString(timeFormat()));
    const QString ending = QStringLiteral(").") + file.suffix();
    QString name = stem + ending;
    for (int i = 2; isTaken(name); ++i)
        name = stem + QLatin1Char(' ') + QString::number(i) + ending;
    return name;
}

QString Backups::freeName(const QString &stem) const
{
    QString name = QStringLiteral("%1/%2.wheelhouse").arg(folder(), stem);
    for (int i = 2; isTaken(name); ++i)
        name = QStringLiteral("%1/%2-%3.wheelhouse").arg(folder(), stem).arg(i);
    return name;
}

Result<Backup> Backups::make(Backup::Why why)
{
    m_cancelled = false;
    if (auto made = makePrivateFolder(folder()); !made)
        return tl::unexpected(made.error());
    const QString part = hiddenName(folder(), QStringLiteral("part"));
    const auto at = m_clock.now();
    const QString name = freeName(at.toString(timeFormat()) + QLatin1Char('-') + toWord(why));
    auto done = copyTo(part);
    // Before it has its name: a backup that is there has its pictures.
    auto lost = done ? copyPictures(part) : Result<QList<LostPicture>>(tl::unexpected(done.error()));
    if (!lost)
        done = tl::unexpected(lost.error());
    if (done)
        done = renameNew(part, name);
    if (done)
        done = syncNames(name);
    if (!done) {
        removeWithSidecars(part);
        return tl::unexpected(done.error());
    }
    const Backup made { name, at, why, QFileInfo(name).size(), true, std::move(*lost) };
    forgetOldest(made);
    return made;
}

Result<void> Backups::copyTo(const QString &path)
{
    if (auto made = makePrivateFile(path); !made)
        return made;
    auto source = Database::open(m_workspace, Database::Mode::Read);
    if (!source)
        return tl::unexpected(source.error());
    if (auto done = turnPages(**source, path); !done)
        return done;
    auto said = trouble(path, Database::Mode::Frozen, m_cancelled);
    if (!said)
        return tl::unexpected(said.error());
    if (!said->isEmpty())
        return fail(Error::Kind::Malformed,
            Words::tr("The workspace is damaged, so no backup was made of it; the backups you have were kept. "
                      "Restore one of them, or save what can be read."),
            *said);
    if (auto done = failpoint("backup.sync"); !done)
        return done;
    return syncFile(path);
}

Result<void> Backups::turnPages(Database &from, const QString &path)
{
    // One read transaction from the first page to the last: the copy is of one moment, and a commit of somebody else
    // does not make SQLite begin anew.
    if (auto begun = from.run("BEGIN; SELECT count(*) FROM sqlite_schema"); !begun)
        return begun;
    sqlite3 *copy = nullptr;
    int code =
        sqlite3_open_v2(path.toUtf8().constData(), &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
    if (code == SQLITE_OK)
        code = sqlite3_exec(copy, "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF", nullptr, nullptr, nullptr);
    sqlite3_backup *pages = code == SQLITE_OK ? sqlite3_backup_init(copy, "main", from.handle(), "main") : nullptr;
    if (pages) {
        while ((code = sqlite3_backup_step(pages, pagesAStep)) == SQLITE_OK)
            if (m_cancelled)
                break;
        const int ended = sqlite3_backup_finish(pages);
        code = ended != SQLITE_OK ? ended : code;
    }
    // Not in WAL mode, a copy is one file also while it is looked at.
    if (code == SQLITE_DONE)
        code = sqlite3_exec(copy, "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    Result<void> answer;
    if (m_cancelled)
        answer = fail(Error::Kind::Cancelled, Words::tr("The backup was broken off. The ones you have were kept."));
    else if (!pages || code != SQLITE_OK)
        answer = tl::unexpected(storageError(copy, code, QStringLiteral("backup")));
    sqlite3_close_v2(copy);
    return answer;
}

Result<std::optional<Backup>> Backups::makeDailyIfDue()
{
    const auto now = m_clock.now();
    const auto all = list(Look::Header);
    const bool isFresh = std::any_of(all.begin(), all.end(), [&](const Backup &backup) {
        const qint64 age = backup.madeAt.msecsTo(now);
        return backup.why == Backup::Why::Daily && backup.isGood && age >= -1000 && age < dayMs;
    });
    if (isFresh)
        return std::optional<Backup>();
    auto made = make(Backup::Why::Daily);
    if (!made)
        return tl::unexpected(made.error());
    return std::optional<Backup>(*made);
}

QList<Backup> Backups::list(Look look) const
{
    static const QRegularExpression shape(
        QStringLiteral("^(\\d{4}-\\d\\d-\\d\\dT\\d{6}Z)-([a-z-]+?)(-\\d+)?\\.wheelhouse$"));
    QList<Backup> found;
    const auto files = QDir(folder()).entryInfoList(QDir::Files, QDir::Name | QDir::Reversed);
    for (const QFileInfo &file : files) {
        const auto match = shape.match(file.fileName());
        const auto *word = std::find_if(
            std::begin(words), std::end(words), [&](const auto &w) { return w.second == match.captured(2); });
        auto at = QDateTime::fromString(match.captured(1), timeFormat());
        if (!match.hasMatch() || word == std::end(words) || !at.isValid())
            continue;
        at.setTimeSpec(Qt::UTC);
        const auto header = readHeader(file.filePath());
        bool isGood = header && header->look == FileHeader::Look::Workspace;
        if (isGood && look == Look::Pages)
            isGood = examine(file.filePath()).has_value();
        Backup backup { file.filePath(), at, word->first, file.size(), isGood, {} };
        if (isGood && look == Look::Pages)
            backup.lost = lostPictures(backup.path);
        found.append(std::move(backup));
    }
    std::stable_sort(found.begin(), found.end(), [](const Backup &a, const Backup &b) { return a.madeAt > b.madeAt; });
    return found;
}

std::optional<Backup> Backups::newestGood() const
{
    const auto all = list(Look::Header);
    for (const Backup &backup : all)
        if (backup.isGood && examine(backup.path))
            return backup;
    return std::nullopt;
}

Result<void> Backups::examine(const QString &path) const
{
    const auto header = readHeader(path);
    if (!header)
        return tl::unexpected(header.error());
    if (header->look == FileHeader::Look::Missing)
        return fail(Error::Kind::Missing, Words::tr("There is no such backup. Nothing was changed."), path);
    if (header->look == FileHeader::Look::Foreign)
        return fail(Error::Kind::Refused, Words::tr("This file belongs to another program. Nothing was changed."));
    if (header->look != FileHeader::Look::Workspace)
        return tl::unexpected(damagedCopy(QStringLiteral("header")));
    if (header->version > newestMigration())
        return fail(Error::Kind::Refused,
            Words::tr("This backup was made by a newer Wheelhouse. Nothing was changed. Install the newer version to "
                      "restore it."));
    const auto said = trouble(path, Database::Mode::Frozen, m_cancelled);
    if (!said)
        return said.error().kind == Error::Kind::Malformed ? tl::unexpected(damagedCopy(said.error().detail))
                                                           : tl::unexpected(said.error());
    if (!said->isEmpty())
        return tl::unexpected(damagedCopy(*said));
    return {};
}

void Backups::forgetOldest(const Backup &made) const
{
    if (made.why != Backup::Why::Daily && made.why != Backup::Why::BeforeMigration)
        return;
    int seen = 0;
    const auto all = list(Look::Header);
    // The one just made has passed its check and stays, also where a wrong clock dates it before the others.
    for (const Backup &backup : all)
        if (backup.why == made.why && ++seen > kept && backup.path != made.path)
            QFile::remove(backup.path);
    forgetPictures();
}

Result<Restored> Backups::restore(const QString &backup)
{
    m_cancelled = false;
    if (auto good = examine(backup); !good)
        return tl::unexpected(good.error());
    auto lock = FileLock::open(m_workspace);
    if (!lock)
        return tl::unexpected(lock.error());
    if (!lock->take(FileLock::Part::Presence))
        return fail(Error::Kind::Busy,
            Words::tr("This workspace is open in another window or in the agent. Nothing was changed. Close it there, "
                      "then restore again."));
    const QString fresh = hiddenName(QFileInfo(m_workspace).absolutePath(), QStringLiteral("restoring"));
    auto done = copyWhole(backup, fresh);
    if (done)
        done = settle(fresh); // into WAL mode, as whoever opens it expects
    auto lost = done ? bringPictures(backup) : Result<QList<LostPicture>>(tl::unexpected(done.error()));
    auto aside = lost ? putInPlace(fresh) : Result<QString>(tl::unexpected(lost.error()));
    if (!aside) {
        removeWithSidecars(fresh);
        return tl::unexpected(aside.error());
    }
    return Restored { std::move(*aside), std::move(*lost) };
}

Result<QString> Backups::putInPlace(const QString &fresh)
{
    if (auto ready = failpoint("restore.copied"); !ready)
        return tl::unexpected(ready.error());
    auto aside = keepAside();
    if (!aside)
        return aside;
    auto done = failpoint("restore.aside");
    if (done)
        done = renameOver(fresh, m_workspace);
    if (done)
        done = failpoint("restore.renamed");
    if (done)
        done = syncNames(m_workspace);
    if (!done)
        return tl::unexpected(done.error());
    return aside;
}

Result<QString> Backups::keepAside()
{
    const bool isThere = QFileInfo::exists(m_workspace);
    const auto said = isThere ? trouble(m_workspace, Database::Mode::Read, m_cancelled) : Result<QString>();
    const bool isSound = isThere && said && said->isEmpty();
    QString aside = asideName(m_workspace, QStringLiteral("damaged"), m_clock.now());
    if (isSound) {
        // A log must not stand beside the copy that comes: SQLite would play it into the wrong file.
        if (auto done = settle(m_workspace); !done)
            return tl::unexpected(done.error());
        if (auto made = makePrivateFolder(folder()); !made)
            return tl::unexpected(made.error());
        aside = freeName(m_clock.now().toString(timeFormat()) + QLatin1Char('-') + toWord(Backup::Why::BeforeRestore));
    }
    // A damaged file is not opened to write: what is kept is byte for byte what was found, its log with it.
    auto done = isThere ? keepAlso(m_workspace, aside) : Result<void>();
    const QStringList beside { QStringLiteral("-wal"), QStringLiteral("-shm") };
    for (const QString &suffix : beside)
        if (done && !isSound && QFileInfo::exists(m_workspace + suffix))
            done = copyWhole(m_workspace + suffix, aside + suffix);
    if (done)
        done = syncNames(aside);
    auto lost = done && isSound ? copyPictures(aside) : Result<QList<LostPicture>>();
    if (!done || !lost)
        return tl::unexpected(!done ? done.error() : lost.error());
    for (const QString &suffix : beside)
        QFile::remove(m_workspace + suffix);
    return isThere ? aside : QString();
}

} // namespace wheelhouse
