#include "core/store/backup.h"

#include <QFileInfo>

#include <ctime>

namespace wheelhouse {

namespace {

// A backup that is being made beside this one has no name yet, and may take long; what it brought is younger.
constexpr qint64 youngNs = qint64 { 24 } * 60 * 60 * 1'000'000'000;

/// Beside the backup itself, which may be another workspace's: so a workspace is moved, by restoring it elsewhere.
MediaStore picturesOf(const QString &backup)
{
    return MediaStore::in(QFileInfo(backup).absolutePath() + QStringLiteral("/pictures"));
}

qint64 nowNs()
{
    struct timespec now { };
    ::clock_gettime(CLOCK_REALTIME, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

} // namespace

Result<QList<LostPicture>> Backups::copyPictures(const QString &backup) const
{
    auto copy = Database::open(backup, Database::Mode::Frozen);
    if (!copy)
        return tl::unexpected(copy.error());
    const MediaStore beside(m_workspace);
    MediaStore kept = pictures();
    return PictureCopies(m_cancelled, m_progress).carry(**copy, beside, kept);
}

Result<QList<LostPicture>> Backups::bringPictures(const QString &backup) const
{
    auto copy = Database::open(backup, Database::Mode::Frozen);
    if (!copy)
        return tl::unexpected(copy.error());
    MediaStore beside(m_workspace);
    return PictureCopies(m_cancelled, m_progress).carry(**copy, picturesOf(backup), beside);
}

QList<LostPicture> Backups::lostPictures(const QString &backup) const
{
    auto copy = Database::open(backup, Database::Mode::Frozen);
    if (!copy)
        return {};
    return PictureCopies(m_cancelled).lost(**copy, picturesOf(backup)).value_or(QList<LostPicture>());
}

/// Those that no backup names any more. Where one cannot be read nobody knows what it names, and all stay.
void Backups::forgetPictures() const
{
    MediaStore kept = pictures();
    const QList<QByteArray> there = kept.digests();
    if (there.isEmpty())
        return;
    QSet<QByteArray> named;
    const auto all = list(Look::Header);
    for (const Backup &backup : all) {
        auto copy = Database::open(backup.path, Database::Mode::Frozen);
        auto names = copy ? picturesNamedIn(**copy) : tl::unexpected(copy.error());
        if (!names)
            return;
        named.unite(*names);
    }
    for (const QByteArray &digest : there)
        if (const qint64 stamp = kept.stamp(digest); !named.contains(digest) && nowNs() - stamp > youngNs)
            (void)kept.remove(digest, stamp); // what cannot be removed now is at the next backup
}

} // namespace wheelhouse
