#include "core/housekeeping/erasedlist.h"

#include "core/store/files.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

namespace wheelhouse {

QString ErasedList::pathFor(const QString &workspace)
{
    return workspace + QStringLiteral(".backups/erased");
}

Result<QList<IdentityId>> ErasedList::read(const QString &workspace)
{
    QFile file(pathFor(workspace));
    if (!file.exists())
        return QList<IdentityId>();
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(fileError(EACCES, QStringLiteral("read the list of the erased")));
    QList<IdentityId> ids;
    const auto lines = file.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (const auto id = IdentityId::fromString(QString::fromLatin1(line.trimmed())); !id.isNull())
            ids.append(id);
    return ids;
}

Result<void> ErasedList::add(const QString &workspace, const QList<IdentityId> &ids)
{
    auto known = read(workspace);
    if (!known)
        return tl::unexpected(known.error());
    const qsizetype before = known->size();
    for (const IdentityId &id : ids)
        if (!known->contains(id))
            known->append(id);
    if (known->size() == before)
        return {};
    const QString path = pathFor(workspace);
    if (auto made = makePrivateFolder(QFileInfo(path).absolutePath()); !made)
        return made;
    QByteArray bytes;
    for (const IdentityId &id : std::as_const(*known))
        bytes += id.toString().toLatin1() + '\n';
    return writeWhole(path, bytes);
}

} // namespace wheelhouse
