#include "core/store/wholefile.h"

#include "core/base/id.h"
#include "core/store/files.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Store)
};

constexpr qsizetype pieceBytes = 1 << 16;

Result<void> mayStandAt(const QString &path, WholeFile::Existing existing)
{
    const QFileInfo there(path);
    if (there.isSymLink())
        return fail(Error::Kind::Refused,
            Words::tr("%1 is a link to another place. Nothing was written. Choose another name.").arg(path));
    if (!there.exists())
        return {};
    if (there.isDir())
        return fail(
            Error::Kind::Refused, Words::tr("%1 is a folder. Nothing was written. Choose a name in it.").arg(path));
    if (existing == WholeFile::Existing::Refuse)
        return tl::unexpected(fileError(EEXIST, QStringLiteral("write")));
    if ((there.permissions() & QFile::WriteOwner) == 0 || !there.isWritable())
        return fail(
            Error::Kind::Refused, Words::tr("%1 can only be read. It was not changed. Choose another name.").arg(path));
    return {};
}

} // namespace

WholeFile::WholeFile(QString path, QString part, Existing existing)
    : m_path(std::move(path))
    , m_part(std::move(part))
    , m_existing(existing)
    , m_file(m_part)
{
}

WholeFile::~WholeFile()
{
    m_file.close();
    if (!m_isDone)
        QFile::remove(m_part);
}

Result<std::unique_ptr<WholeFile>> WholeFile::begin(const QString &path, Existing existing)
{
    if (auto may = mayStandAt(path, existing); !may)
        return tl::unexpected(may.error());
    const QString part =
        QStringLiteral("%1/.%2.part").arg(QFileInfo(path).absolutePath(), freshUuid().toString(QUuid::WithoutBraces));
    if (auto made = makePrivateFile(part); !made)
        return tl::unexpected(made.error());
    std::unique_ptr<WholeFile> file(new WholeFile(path, part, existing));
    if (!file->m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return tl::unexpected(fileError(errno, QStringLiteral("write")));
    return file;
}

Result<void> WholeFile::write(const QByteArray &bytes)
{
    m_waiting += bytes;
    return m_waiting.size() < pieceBytes ? Result<void>() : flush();
}

Result<void> WholeFile::flush()
{
    if (m_file.write(m_waiting) != m_waiting.size())
        return tl::unexpected(fileError(errno, QStringLiteral("write")));
    m_waiting.clear();
    return {};
}

Result<void> WholeFile::finish()
{
    auto done = flush();
    m_file.close();
    if (done)
        done = syncFile(m_part);
    if (done)
        done = m_existing == Existing::Replace ? renameOver(m_part, m_path) : renameNew(m_part, m_path);
    if (!done)
        return done;
    m_isDone = true;
    return syncNames(m_path);
}

} // namespace wheelhouse
