#include "core/store/fileheader.h"

#include "core/store/migrations.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace wheelhouse {

namespace {

constexpr int headerBytes = 100;
constexpr int logHeaderBytes = 32;
constexpr int frameHeaderBytes = 24;

quint32 number(const QByteArray &bytes, int at)
{
    return qFromBigEndian<quint32>(bytes.constData() + at);
}

qint64 pageSizeOf(const QByteArray &header)
{
    const auto written = qFromBigEndian<quint16>(header.constData() + 16);
    return written == 1 ? 65536 : written;
}

/// The newest committed header in the write-ahead log; empty where it holds none. A frame belongs to the log as it is
/// now when it bears the log's two salts; it is committed when a frame at or after it names the size of the database.
QByteArray headerInLog(const QString &path)
{
    QFile log(path + QStringLiteral("-wal"));
    if (!log.open(QIODevice::ReadOnly))
        return {};
    const QByteArray start = log.read(logHeaderBytes);
    if (start.size() < logHeaderBytes)
        return {};
    const qint64 page = number(start, 8);
    QByteArray seen;
    QByteArray committed;
    for (qint64 at = logHeaderBytes; page > 0 && log.seek(at); at += frameHeaderBytes + page) {
        const QByteArray frame = log.read(frameHeaderBytes);
        if (frame.size() < frameHeaderBytes || frame.mid(8, 8) != start.mid(16, 8))
            break;
        if (number(frame, 0) == 1)
            seen = log.read(headerBytes);
        if (number(frame, 4) != 0)
            committed = seen;
    }
    return committed.size() == headerBytes ? committed : QByteArray();
}

FileHeader::Look lookAt(const QByteArray &header, qint64 bytes, bool hasLog)
{
    if (!header.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return FileHeader::Look::NotSqlite;
    // With a log beside it a file may rightly be shorter: a checkpoint that was broken off writes page 1 early.
    const bool sizeIsKnown = number(header, 24) == number(header, 92);
    if (!hasLog && sizeIsKnown && pageSizeOf(header) * number(header, 28) > bytes)
        return FileHeader::Look::Short;
    return qint64(number(header, 68)) == workspaceApplicationId ? FileHeader::Look::Workspace
                                                                : FileHeader::Look::Foreign;
}

} // namespace

Result<FileHeader> readHeader(const QString &path)
{
    FileHeader found;
    if (!QFileInfo::exists(path))
        return found;
    QFile file(path);
    // Whoever opens a pipe waits for somebody at its other end.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Refused,
            QCoreApplication::translate(
                "Store", "The workspace file cannot be opened. Check that it is there and that you may read it."),
            file.errorString());
    found.bytes = file.size();
    QByteArray header = file.read(headerBytes);
    const bool hasLog = QFileInfo(path + QStringLiteral("-wal")).size() > 0;
    if (found.bytes == 0 && !hasLog) {
        found.look = FileHeader::Look::Empty;
        return found;
    }
    if (const QByteArray newer = hasLog ? headerInLog(path) : QByteArray(); !newer.isEmpty())
        header = newer;
    if (header.size() < headerBytes) {
        found.look = FileHeader::Look::NotSqlite;
        return found;
    }
    found.look = lookAt(header, found.bytes, hasLog);
    found.version = number(header, 60);
    return found;
}

} // namespace wheelhouse
