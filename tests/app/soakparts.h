#pragma once

#include "tests/support/cliperson.h"
#include "tests/support/served.h"

#include <csignal>

#include <sqlite3.h>

namespace wheelhouse {

/// The agent of somebody's workspace, killed and begun again.
class Agent {
public:
    Agent(const CliPerson &person, QString passphrase)
        : m_person(person)
        , m_passphrase(std::move(passphrase))
    {
        begin();
    }
    ~Agent() { end(SIGTERM); }
    Q_DISABLE_COPY_MOVE(Agent)
    void killAndBegin()
    {
        end(SIGKILL);
        begin();
    }
    void end(int signal)
    {
        if (m_program.state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(m_program.processId()), signal);
        if (!m_program.waitForFinished(60'000))
            qFatal("the agent does not end");
    }
    /// In pages; 0 where it does not run.
    [[nodiscard]] qint64 memory() const
    {
        QFile file(QStringLiteral("/proc/%1/statm").arg(m_program.processId()));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() : 0;
    }

private:
    void begin()
    {
        m_person.begin(m_program, { QStringLiteral("agent") });
        if (!m_program.waitForStarted())
            qFatal("the agent does not start");
        m_program.write((m_passphrase + u'\n').toUtf8());
        m_program.closeWriteChannel();
    }
    const CliPerson &m_person;
    QString m_passphrase;
    QProcess m_program;
};

/// One row after another of \a sql, its first column.
inline QStringList column(const QString &workspace, const char *sql)
{
    sqlite3 *raw = nullptr;
    sqlite3_stmt *statement = nullptr;
    QStringList found;
    if (sqlite3_open_v2(QFile::encodeName(workspace).constData(), &raw, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK
        && sqlite3_prepare_v2(raw, sql, -1, &statement, nullptr) == SQLITE_OK)
        while (sqlite3_step(statement) == SQLITE_ROW)
            found.append(QString::fromUtf8(reinterpret_cast<const char *>(sqlite3_column_text(statement, 0))));
    sqlite3_finalize(statement);
    sqlite3_close(raw);
    return found;
}

inline qint64 number(const QString &workspace, const char *sql)
{
    const QStringList found = column(workspace, sql);
    return found.isEmpty() ? -1 : found.first().toLongLong();
}

/// What a proxy heard: when, and what was answered.
struct Heard {
    qint64 at = 0; ///< ms
    int status = 0;
};

/// A real server behind a proxy that breaks in every way.
class Sea {
public:
    Sea(const QString &script, const char *port, const QStringList &more = {})
        : m_server(script, more)
        , m_faults(QStringLiteral("faults"), { QString::fromLatin1(m_server.value(port)) })
    {
    }
    [[nodiscard]] bool isUp() const { return m_server.isUp() && m_faults.isUp(); }
    [[nodiscard]] QString value(const char *name) const { return QString::fromLatin1(m_server.value(name)); }
    QByteArray tell(const QString &what, const QString &with) { return m_server.tell(what, with); }
    void be(const QString &mode) { m_faults.tell(QStringLiteral("mode"), mode); }
    [[nodiscard]] QString through() const
    {
        return QStringLiteral("http://localhost:") + QString::fromLatin1(m_faults.value("FAULTS_PORT"));
    }
    [[nodiscard]] QList<Heard> heard()
    {
        QList<Heard> all;
        const QByteArray said = m_faults.tell(QStringLiteral("heard"), {});
        for (const QByteArray &line : said.split('\n'))
            if (const auto words = line.split(' '); words.size() >= 3)
                all.append({ words.at(1).toLongLong(), words.at(2).toInt() });
        return all;
    }

private:
    Served m_server;
    Served m_faults;
};

/// The most that \a heard has within \a ms.
inline int mostWithin(const QList<Heard> &heard, qint64 ms)
{
    int most = 0;
    for (int first = 0, last = 0; last < heard.size(); ++last) {
        while (heard.at(last).at - heard.at(first).at >= ms)
            ++first;
        most = std::max(most, last - first + 1);
    }
    return most;
}

/// How often somebody asked although the answer before said: not within \a ms. What was under way already may arrive.
inline int unheeded(const QList<Heard> &heard, qint64 ms)
{
    constexpr qint64 underWay = 300;
    int found = 0;
    qint64 asked = 0;
    for (const Heard &each : heard) {
        if (each.at - asked > underWay && each.at - asked < ms)
            ++found;
        if (each.status == 429)
            asked = each.at;
    }
    return found;
}

} // namespace wheelhouse
