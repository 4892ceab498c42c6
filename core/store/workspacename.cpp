#include "core/store/workspacename.h"

#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace wheelhouse {

namespace {

// Linux, limits.h: bytes of a whole path, and of each name in it.
constexpr qsizetype longestPath = 4095;
constexpr qsizetype longestName = 255;
constexpr qsizetype besides = 16; // for what stands beside the file: "-wal", ".lock"

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WorkspaceName)
};

bool hasOddLetters(const QString &text)
{
    return std::any_of(text.begin(), text.end(),
        [](QChar c) { return c.category() == QChar::Other_Control || c == QChar::ReplacementCharacter; });
}

bool isTooLong(const QString &path)
{
    const QByteArray bytes = QFile::encodeName(path);
    const QList<QByteArray> names = bytes.split('/');
    return bytes.size() > longestPath - besides || std::any_of(names.begin(), names.end(), [](const QByteArray &name) {
        return name.size() > longestName - besides;
    });
}

} // namespace

Result<QString> readWorkspaceName(const QString &given)
{
    const auto refuse = [](const QString &words) { return fail(Error::Kind::Refused, words); };
    if (given.isEmpty())
        return refuse(Words::tr("Say which workspace: --workspace FILE."));
    if (given.startsWith(QLatin1Char('-')))
        return refuse(
            Words::tr("“%1” stands where a workspace should, and looks like an option. A file of that name is "
                      "./%1.")
                .arg(given.left(60)));
    if (given.contains(QLatin1String("://")))
        return refuse(Words::tr("“%1” is an address. A workspace is a file on this computer.").arg(given.left(60)));
    if (hasOddLetters(given))
        return refuse(Words::tr("The name of the workspace has letters in it that cannot be shown. Nothing was made or "
                                "opened; rename it, or look at what was copied with it."));
    const QString path = workspacePath(given);
    if (isTooLong(path))
        return refuse(Words::tr("The name of the workspace is longer than names of files may be."));
    if (const QFileInfo file(path); file.exists() && !file.isFile())
        return refuse(Words::tr("At %1 is no file, but a folder, a device or a pipe. It was not opened.").arg(path));
    return given;
}

} // namespace wheelhouse
