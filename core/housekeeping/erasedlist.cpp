#include "core/housekeeping/erasedlist.h"

#include "core/store/files.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

namespace wheelhouse {

namespace {
const QByteArray notesWord = QByteArrayLiteral("notes");
} // namespace

QString ErasedList::pathFor(const QString &workspace)
{
    return workspace + QStringLiteral(".backups/erased");
}

Result<QList<ErasedOne>> ErasedList::read(const QString &workspace)
{
    QFile file(pathFor(workspace));
    if (!file.exists())
        return QList<ErasedOne>();
    if (!file.open(QIODevice::ReadOnly))
        return tl::unexpected(fileError(EACCES, QStringLiteral("read the list of the erased")));
    QList<ErasedOne> ones;
    const auto lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        const auto words = line.simplified().split(' ');
        if (const auto id = IdentityId::fromString(QString::fromLatin1(words.constFirst())); !id.isNull())
            ones.append({ id, words.contains(notesWord) });
    }
    return ones;
}

Result<void> ErasedList::add(const QString &workspace, const QList<ErasedOne> &ones)
{
    auto known = read(workspace);
    if (!known)
        return tl::unexpected(known.error());
    const auto before = *known;
    for (const ErasedOne &one : ones) {
        const auto same =
            std::find_if(known->begin(), known->end(), [&](const ErasedOne &each) { return each.id == one.id; });
        if (same == known->end())
            known->append(one);
        else
            same->withNotes |= one.withNotes;
    }
    if (*known == before)
        return {};
    const QString path = pathFor(workspace);
    if (auto made = makePrivateFolder(QFileInfo(path).absolutePath()); !made)
        return made;
    QByteArray bytes;
    for (const ErasedOne &one : std::as_const(*known))
        bytes += one.id.toString().toLatin1() + (one.withNotes ? ' ' + notesWord : QByteArray()) + '\n';
    return writeWhole(path, bytes);
}

} // namespace wheelhouse
