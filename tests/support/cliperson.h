#pragma once

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

namespace wheelhouse {

/// What a program said, and how it ended.
struct CliSaid {
    int code = -1;
    QByteArray out;
    QByteArray err;
    /// One JSON value a line.
    [[nodiscard]] QList<QJsonObject> rows() const
    {
        QList<QJsonObject> all;
        for (const QByteArray &line : out.split('\n'))
            if (!line.trimmed().isEmpty())
                all.append(QJsonDocument::fromJson(line).object());
        return all;
    }
    [[nodiscard]] QJsonObject row() const { return rows().value(0); }
};

/// Somebody at a computer of their own, without a keyring unless one is given, who uses wheelhouse-cli on one
/// workspace.
class CliPerson {
public:
    static constexpr int longest = 30 * 60'000; ///< ms
    explicit CliPerson(QString program)
        : m_program(std::move(program))
    {
        QDir(m_home.path()).mkpath(QStringLiteral("run"));
    }
    [[nodiscard]] QString home() const { return m_home.path(); }
    [[nodiscard]] QString workspace() const { return m_home.filePath(QStringLiteral("desk.wheelhouse")); }
    /// \a typed lines of standard input.
    CliSaid run(const QStringList &arguments, const QStringList &typed = {})
    {
        QProcess program;
        begin(program, arguments);
        program.write((typed.join(QLatin1Char('\n')) + QLatin1Char('\n')).toUtf8());
        program.closeWriteChannel();
        if (!program.waitForFinished(longest)) // much may be due, and the machine slow
            qFatal("wheelhouse-cli does not end");
        return { program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError() };
    }
    /// Starts \a instead (none: wheelhouse-cli) on the same workspace.
    void begin(QProcess &program, const QStringList &arguments, const QString &instead = {}) const
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const auto &[name, folder] : { std::pair("XDG_STATE_HOME", "state"), std::pair("XDG_DATA_HOME", "data"),
                 std::pair("XDG_CONFIG_HOME", "config"), std::pair("XDG_CACHE_HOME", "cache") })
            environment.insert(QString::fromLatin1(name), m_home.filePath(QString::fromLatin1(folder)));
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), bus);
        program.setProcessEnvironment(environment);
        const QStringList more { QStringLiteral("--workspace"), workspace() };
        if (instead.isEmpty())
            program.start(m_program, arguments + more + QStringList { QStringLiteral("--json") });
        else
            program.start(instead, arguments + more);
    }

    QString bus = QStringLiteral("unix:path=/nowhere"); ///< where a keyring may answer

private:
    QTemporaryDir m_home;
    QString m_program;
};

} // namespace wheelhouse
