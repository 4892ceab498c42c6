#include "core/housekeeping/oldcopies.h"

#include "core/store/files.h"
#include "core/store/statement.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>

namespace wheelhouse {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(Housekeeping)
};
} // namespace

QStringList OldCopies::madeBefore(const QDateTime &at) const
{
    const Backups backups(m_workspace, m_clock);
    QStringList found;
    const auto all = backups.list(Backups::Look::Header);
    for (const Backup &backup : all)
        if (backup.madeAt <= at)
            found.append(backup.path);
    const QFileInfo file(m_workspace);
    const auto aside = file.dir().entryInfoList(
        { file.completeBaseName() + QStringLiteral(" (damaged *).*") }, QDir::Files | QDir::Hidden);
    const auto parts =
        QDir(backups.folder())
            .entryInfoList({ QStringLiteral(".*.part*"), QStringLiteral(".*.restoring*") }, QDir::Files | QDir::Hidden);
    for (const QFileInfo &each : aside + parts)
        if (each.lastModified() <= at)
            found.append(each.filePath());
    // Of a restore that was killed: a copy of any backup, also of one made before. One that still runs is young.
    const auto restored = file.dir().entryInfoList({ QStringLiteral(".*.restoring") }, QDir::Files | QDir::Hidden);
    for (const QFileInfo &each : restored)
        if (each.lastModified() <= std::max(at, m_clock.now().addDays(-1)))
            found.append(each.filePath());
    return found;
}

/// When the last person was erased, of those erased before \a before; null: nobody.
Result<QDateTime> OldCopies::newestErasure(const QDateTime &before) const
{
    auto reader = Database::open(m_workspace, Database::Mode::Read);
    if (!reader)
        return tl::unexpected(reader.error());
    Statement newest(
        **reader, "SELECT max(ended_at) FROM erasing WHERE step = 'done' AND retention IS NULL AND ended_at <= ?1");
    auto at = newest.one<QDateTime>([](const Row &row) { return row.time(0); }, before);
    return at.map([](const std::optional<QDateTime> &found) { return found.value_or(QDateTime()); });
}

Result<QDateTime> OldCopies::until() const
{
    auto erased = newestErasure(m_clock.now());
    if (!erased || !erased->isValid() || madeBefore(*erased).isEmpty())
        return erased ? Result<QDateTime>(QDateTime()) : erased;
    return erased->addDays(turnDays);
}

Result<int> OldCopies::replace(Backups &backups, When when) const
{
    auto erased = newestErasure(when == When::Now ? m_clock.now() : m_clock.now().addDays(-turnDays));
    if (!erased)
        return tl::unexpected(erased.error());
    const QStringList old = erased->isValid() ? madeBefore(*erased) : QStringList();
    if (old.isEmpty())
        return 0;
    const auto fresh = backups.newestGood();
    if (!fresh || fresh->madeAt <= *erased)
        if (auto made = backups.make(Backup::Why::Daily); !made)
            return tl::unexpected(made.error());
    int gone = 0;
    for (const QString &path : old)
        for (const auto *suffix : { "", "-wal", "-shm", "-journal" }) {
            const QString name = path + QLatin1String(suffix);
            if (!QFile::exists(name))
                continue;
            if (!QFile::remove(name))
                return fail(Error::Kind::Refused,
                    Words::tr("A backup that still holds erased words could not be removed: %1. Make its folder "
                              "writable.")
                        .arg(name));
            gone += *suffix == '\0' ? 1 : 0;
        }
    if (auto synced = syncNames(backups.folder() + QStringLiteral("/x")); !synced)
        return tl::unexpected(synced.error());
    return gone;
}

} // namespace wheelhouse
