#include "core/store/migrations.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace wheelhouse {

namespace {

struct Refusal {
    Q_DECLARE_TR_FUNCTIONS(Store)
};

QStringList files()
{
    return QDir(QStringLiteral(":/sql/store")).entryList({ QStringLiteral("*.sql") }, QDir::Files, QDir::Name);
}

Result<void> apply(Database &database, const QString &name, int version)
{
    QFile file(QStringLiteral(":/sql/store/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Missing, Refusal::tr("The program is incomplete. Install it again."), name);
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    const QByteArray sql = file.readAll() + "\n;PRAGMA application_id = " + QByteArray::number(workspaceApplicationId)
        + ";PRAGMA user_version = " + QByteArray::number(version);
    if (auto done = database.run(sql.constData()); !done)
        return done;
    return transaction->commit();
}

} // namespace

int newestMigration()
{
    static const auto count = int(files().size());
    return count;
}

Result<FileKind> lookAtFile(Database &database)
{
    auto application = database.number("PRAGMA application_id");
    if (!application)
        return tl::unexpected(application.error());
    auto version = database.number("PRAGMA user_version");
    auto tables = database.number("SELECT count(*) FROM sqlite_schema");
    if (!version || !tables)
        return tl::unexpected(!version ? version.error() : tables.error());
    if (*application == 0 && *version == 0 && *tables == 0)
        return FileKind::Empty;
    if (*application != workspaceApplicationId)
        return FileKind::Foreign;
    if (*version > newestMigration())
        return FileKind::Newer;
    return *version < newestMigration() ? FileKind::Older : FileKind::Current;
}

Result<void> migrate(Database &database, const std::function<Result<void>()> &beforeFirst)
{
    auto kind = lookAtFile(database);
    if (!kind)
        return tl::unexpected(kind.error());
    if (*kind == FileKind::Foreign)
        return fail(Error::Kind::Refused, Refusal::tr("This file belongs to another program. It was not changed."));
    auto version = database.number("PRAGMA user_version");
    if (!version)
        return tl::unexpected(version.error());
    if (*kind == FileKind::Newer)
        return fail(Error::Kind::Refused,
            Refusal::tr("This workspace was made by a newer Wheelhouse (store version %1; this one knows %2). "
                        "It was not changed. Install the newer version to open it.")
                .arg(*version)
                .arg(newestMigration()));
    if (*kind == FileKind::Older)
        if (auto kept = beforeFirst(); !kept)
            return kept;
    const auto names = files();
    for (auto next = int(*version); next < names.size(); ++next)
        if (auto done = apply(database, names.at(next), next + 1); !done)
            return done;
    return {};
}

} // namespace wheelhouse
