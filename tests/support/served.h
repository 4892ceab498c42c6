#pragma once

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace wheelhouse {

/// One of the real servers of tests/servers, for as long as it lives.
class Served {
public:
    explicit Served(const QString &script, const QStringList &more = {})
        : m_script(QStringLiteral(WH_TEST_SERVERS "/") + script)
    {
        const QByteArray said = run(QStringList { QStringLiteral("start"), folder() } + more);
        for (const QByteArray &line : said.split('\n'))
            m_values.insert(line.left(line.indexOf('=')), line.mid(line.indexOf('=') + 1));
    }
    ~Served() { run({ QStringLiteral("stop"), folder() }); }
    Q_DISABLE_COPY_MOVE(Served)
    [[nodiscard]] bool isUp() const { return m_isUp; }
    [[nodiscard]] QByteArray value(const QByteArray &name) const { return m_values.value(name); }
    /// Has the script do \a what in the server's folder; what it prints.
    QByteArray tell(const QString &what, const QString &with) { return run({ what, folder(), with }); }

private:
    [[nodiscard]] QString folder() const { return m_folder.path() + QStringLiteral("/s"); }
    QByteArray run(const QStringList &arguments)
    {
        QProcess script;
        script.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        // What it leaves running must not hold our pipe: a file takes its words.
        const QString said = m_folder.filePath(QStringLiteral("said"));
        script.setStandardOutputFile(said);
        script.start(m_script, arguments);
        m_isUp = script.waitForFinished(180'000) && script.exitCode() == 0;
        QFile file(said);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    QString m_script;
    QTemporaryDir m_folder;
    QHash<QByteArray, QByteArray> m_values;
    bool m_isUp = false;
};

} // namespace wheelhouse
