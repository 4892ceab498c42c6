#pragma once

#include "core/store/migrations.h"
#include "core/store/workspacefile.h"
#include "tests/support/testclock.h"

#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>

namespace wheelhouse {

/// Makes the workspace at \a path one of the store's \a version, as an older Wheelhouse would have left it: its tables,
/// and nothing in them but who it is. Whoever has it open goes on having it open.
inline void makeOlder(const QString &path, int version)
{
    auto old = Database::open(QStringLiteral(":memory:"), Database::Mode::Write);
    const QDir files(QStringLiteral(":/sql/store"));
    for (const QString &name : files.entryList(QDir::Files, QDir::Name).first(version)) {
        QFile file(files.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly) && (*old)->run(file.readAll().constData()));
    }
    const QByteArray rest = "INSERT INTO workspace (row, id, name, kind, desk, made_at) "
                            "VALUES (1, randomblob(16), 'Harbour Coffee', 'desk', randomblob(16), 0);"
                            "PRAGMA application_id = "
        + QByteArray::number(workspaceApplicationId) + ";PRAGMA user_version = " + QByteArray::number(version);
    QVERIFY((*old)->run(rest.constData()));
    auto there = Database::open(path, Database::Mode::Write);
    auto *copy = sqlite3_backup_init((*there)->handle(), "main", (*old)->handle(), "main");
    QCOMPARE(sqlite3_backup_step(copy, -1), SQLITE_DONE);
    QCOMPARE(sqlite3_backup_finish(copy), SQLITE_OK);
}

/// A workspace of its own in a temporary folder; open() opens it as another process would.
class TestWorkspace {
public:
    TestWorkspace()
        : m_path(m_folder.filePath(QStringLiteral("desk.wheelhouse")))
    {
        if (!WorkspaceFile::create(m_path, QStringLiteral("Harbour Coffee"), Workspace::Kind::Desk, clock))
            qFatal("no workspace to test with");
    }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] QStringList names() const
    {
        return QDir(m_folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    [[nodiscard]] Result<std::unique_ptr<WorkspaceFile>> open() const { return WorkspaceFile::open(m_path, clock); }
    [[nodiscard]] std::unique_ptr<Database> writer() const
    {
        auto opened = Database::open(m_path, Database::Mode::Write);
        return opened ? std::move(*opened) : nullptr;
    }
    /// \a count contacts, each in a row of its own.
    void addContacts(int count) const
    {
        const auto database = writer();
        const QByteArray sql =
            "INSERT INTO contact (id) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "LIMIT "
            + QByteArray::number(count) + ") SELECT randomblob(16) FROM n";
        QVERIFY(database->run(sql.constData()));
    }
    /// -1: it could not be asked.
    [[nodiscard]] static qint64 contacts(const QString &path)
    {
        auto reader = Database::open(path, Database::Mode::Read);
        return reader ? (*reader)->number("SELECT count(*) FROM contact").value_or(-1) : -1;
    }
    [[nodiscard]] qint64 contacts() const { return contacts(m_path); }

    TestClock clock;

private:
    QTemporaryDir m_folder;
    QString m_path;
};

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Writes \a bytes into the file at \a offset, as a failing disk would.
inline void scribble(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(offset) && file.write(bytes) == bytes.size());
}

} // namespace wheelhouse
