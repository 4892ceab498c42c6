#pragma once

#include "core/store/migrations.h"
#include "core/store/statement.h"

#include <QTemporaryDir>
#include <QtTest>

namespace wheelhouse {

/// A migrated workspace file of its own in a temporary folder, with its writing connection.
class TestDatabase {
public:
    TestDatabase()
        : m_path(m_folder.filePath(QStringLiteral("desk.wheelhouse")))
    {
        auto opened = Database::open(m_path, Database::Mode::Write);
        if (!opened || !migrate(**opened, [] { return Result<void>(); }))
            qFatal("no database to test with");
        m_writer = std::move(*opened);
    }
    [[nodiscard]] Database &writer() { return *m_writer; }
    [[nodiscard]] const QString &path() const { return m_path; }
    [[nodiscard]] qint64 number(const char *sql)
    {
        auto found = m_writer->number(sql);
        if (!found)
            qFatal("%s: %s", sql, qPrintable(found.error().detail));
        return *found;
    }

private:
    QTemporaryDir m_folder;
    QString m_path;
    std::unique_ptr<Database> m_writer;
};

} // namespace wheelhouse
