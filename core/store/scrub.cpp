#include "core/store/scrub.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QtEndian>

#include <algorithm>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

constexpr int busyMs = 10'000; // as Database::open sets it
// Pages that are no b-tree begin with a page number; below this one its first byte is none of the b-trees'.
constexpr qint64 mostPages = 0x02000000;

struct Gap {
    int from = 0;
    int to = 0;
};

/// The room between cell pointers and cells, by sqlite.org/fileformat2.html 1.6; empty for what is no b-tree page.
Gap gapOf(const char *page, int header, int pageBytes)
{
    const int type = static_cast<unsigned char>(page[header]);
    const bool isLeaf = type == 10 || type == 13;
    if (!isLeaf && type != 2 && type != 5)
        return {};
    const int cells = qFromBigEndian<quint16>(page + header + 3);
    const int content = qFromBigEndian<quint16>(page + header + 5);
    const int from = header + (isLeaf ? 8 : 12) + 2 * cells;
    const int to = content == 0 ? 65'536 : content;
    return from < to && to <= pageBytes ? Gap { from, to } : Gap {};
}

/// The open file of the connection: opening it a second time and closing it would drop SQLite's locks of this process.
sqlite3_file *fileOf(Database &database)
{
    sqlite3_file *file = nullptr;
    sqlite3_file_control(database.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file);
    return file;
}

Result<void> scrub(Database &writer, quint32 first, int pages, int pageBytes)
{
    sqlite3_file *file = fileOf(writer);
    QByteArray bytes(qsizetype(pages) * pageBytes, '\0');
    const qint64 begin = qint64(first - 1) * pageBytes;
    int code = file->pMethods->xRead(file, bytes.data(), int(bytes.size()), begin);
    const QByteArray zeros(pageBytes, '\0');
    for (int i = 0; code == SQLITE_OK && i < pages; ++i) {
        const char *page = bytes.constData() + qsizetype(i) * pageBytes;
        const Gap gap = gapOf(page, first + quint32(i) == 1 ? 100 : 0, pageBytes);
        if (std::any_of(page + gap.from, page + gap.to, [](char c) { return c != 0; }))
            code = file->pMethods->xWrite(
                file, zeros.constData(), gap.to - gap.from, begin + qint64(i) * pageBytes + gap.from);
    }
    if (code == SQLITE_OK)
        code = file->pMethods->xSync(file, SQLITE_SYNC_NORMAL);
    if (code != SQLITE_OK)
        return tl::unexpected(storageError(writer.handle(), code, QStringLiteral("scrub")));
    return {};
}

} // namespace

Result<bool> emptyLog(Database &writer)
{
    sqlite3_busy_timeout(writer.handle(), 0);
    const int code = sqlite3_wal_checkpoint_v2(writer.handle(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    sqlite3_busy_timeout(writer.handle(), busyMs);
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_LOCKED)
        return false;
    if (code != SQLITE_OK)
        return tl::unexpected(storageError(writer.handle(), code, QStringLiteral("checkpoint")));
    return true;
}

Result<quint32> scrubPages(Database &writer, quint32 first, int pages)
{
    // A page that this connection remembers would bring its old bytes back with its next change.
    sqlite3_db_release_memory(writer.handle());
    auto transaction = Transaction::begin(writer);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (QFileInfo(writer.path() + QStringLiteral("-wal")).size() > 0)
        return fail(Error::Kind::Busy,
            QCoreApplication::translate(
                "Store", "Another program is writing to this workspace. Nothing was changed; try again in a moment."),
            QStringLiteral("scrub"));
    auto pageBytes = writer.number("PRAGMA page_size");
    auto count = writer.number("PRAGMA page_count");
    if (!pageBytes || !count)
        return tl::unexpected(!count ? count.error() : pageBytes.error());
    const int now = int(std::min<qint64>(pages, *count - first + 1));
    if (now <= 0 || *count >= mostPages)
        return quint32(0);
    if (auto done = scrub(writer, first, now, int(*pageBytes)); !done)
        return tl::unexpected(done.error());
    return first + quint32(now) > *count ? quint32(0) : first + quint32(now);
}

} // namespace wheelhouse
