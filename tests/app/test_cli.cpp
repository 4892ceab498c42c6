#include "app/engine/engine.h"

#include <QDirIterator>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <sqlite3.h>
#include <sys/stat.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Said {
    int code = -1;
    QByteArray out;
    QByteArray err;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

int modeOf(const QString &path)
{
    struct stat found { };
    return ::stat(QFile::encodeName(path).constData(), &found) == 0 ? int(found.st_mode & 07777) : -1;
}

/// True too where there is no such folder.
bool copyFolder(const QString &from, const QString &to)
{
    bool isCopied = true;
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QString there = to + file.mid(from.size());
        isCopied = QDir().mkpath(QFileInfo(there).path()) && QFile::copy(file, there) && isCopied;
    }
    return isCopied;
}

} // namespace

/// The program itself, as a person starts it.
class TestCli : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(Engine::makeSample(path(), m_clock)); }
    void aWorkspaceOfOursIsClean()
    {
        const Said said = run({ u"check"_s, u"--thorough"_s, u"--json"_s });
        QVERIFY2(said.code == 0, said.err.constData());
        QVERIFY(said.json().value(u"clean"_s).toBool());
        QVERIFY(said.json().value(u"chain_holds"_s).toBool());
        QVERIFY(said.json().value(u"people_in_step"_s).toBool());
        QVERIFY(said.json().value(u"operations"_s).toInt() > 0);
    }
    void d08CheckNamesTheEntryThatWasTouched_data()
    {
        QTest::addColumn<QByteArray>("harm");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("edited") << QByteArray("UPDATE operation SET kind = 'x' WHERE seq = 3")
                                << QByteArray("Entry 3 was changed");
        QTest::newRow("reordered") << QByteArray("UPDATE operation SET seq = -seq WHERE seq IN (3, 4)")
                                   << QByteArray("before number");
        QTest::newRow("its hash") << QByteArray("UPDATE operation SET hash = randomblob(32) WHERE seq = 3")
                                  << QByteArray("Entry 3 was changed");
        QTest::newRow("what it stands on") << QByteArray("UPDATE operation SET prev = randomblob(32) WHERE seq = 3")
                                           << QByteArray("Entry 3 does not follow");
    }
    void d08CheckNamesTheEntryThatWasTouched()
    {
        QFETCH(QByteArray, harm);
        QFETCH(QByteArray, says);
        const QString copy = m_folder.filePath(u"harmed.wheelhouse"_s);
        QFile::remove(copy);
        QVERIFY(QFile::copy(path(), copy));
        sqlite3 *raw = nullptr;
        QCOMPARE(sqlite3_open(qPrintable(copy), &raw), SQLITE_OK);
        // As a person with sqlite3 in their hands may.
        sqlite3_exec(raw, "PRAGMA ignore_check_constraints = ON", nullptr, nullptr, nullptr);
        QCOMPARE(sqlite3_exec(raw, harm.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(raw);
        const Said said = run({ u"check"_s }, copy);
        QCOMPARE(said.code, 1);
        QVERIFY2(said.out.contains(says), said.out.constData());
        QVERIFY(!run({ u"check"_s, u"--json"_s }, copy).json().value(u"chain_holds"_s).toBool());
        QCOMPARE(run({ u"check"_s, u"--repair"_s }, copy).code, 1); // a broken log is not mended away
    }
    void i06CheckFindsAndMendsTheIndexes()
    {
        const QString copy = m_folder.filePath(u"unindexed.wheelhouse"_s);
        QVERIFY(QFile::copy(path(), copy));
        QVERIFY(copyFolder(path() + u".media"_s, copy + u".media"_s)); // who moves the one moves the other
        sqlite3 *raw = nullptr;
        QCOMPARE(sqlite3_open(qPrintable(copy), &raw), SQLITE_OK);
        QCOMPARE(sqlite3_exec(
                     raw, "DELETE FROM identity_index_idx; DELETE FROM mention_index_idx", nullptr, nullptr, nullptr),
            SQLITE_OK);
        sqlite3_close(raw);
        const Said found = run({ u"check"_s, u"--json"_s }, copy);
        QCOMPARE(found.code, 1);
        QVERIFY(!found.json().value(u"index_in_step"_s).toBool());
        QVERIFY(!found.json().value(u"people_in_step"_s).toBool());
        QCOMPARE(run({ u"check"_s, u"--repair"_s }, copy).code, 0);
        QCOMPARE(run({ u"check"_s }, copy).code, 0);
    }
    void k07EveryFileItMakesIsForItsOwnerOnly()
    {
        QCOMPARE(run({ u"new"_s, u"--person"_s, u"Ada"_s }, m_folder.filePath(u"mine.wheelhouse"_s)).code, 0);
        QCOMPARE(run({ u"backup"_s }).code, 0);
        QCOMPARE(run({ u"inbox"_s }).code, 0);
        const QString log = stateFolder() + u"/wheelhouse/log"_s;
        QCOMPARE(modeOf(log), 0700);
        QVERIFY(QFileInfo::exists(log + u"/wheelhouse-cli.log"_s));
        int files = 0;
        QDirIterator all(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (all.hasNext()) {
            const QString file = all.next();
            // Those copied by the test itself keep the sample's mode; everything else was made by the program.
            QVERIFY2(modeOf(file) == 0600, qPrintable(file));
            ++files;
        }
        QVERIFY(files >= 5);
    }
    void anImportIsTakenBackFromTheCommandLine()
    {
        const QString desk = m_folder.filePath(u"imported.wheelhouse"_s);
        QFile file(m_folder.filePath(u"rows.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("id,text,author,time\n1,hello,ada,2026-01-01T10:00:00Z\n2,again,bob,2026-01-01T11:00:00Z\n");
        file.close();
        const QString missing = m_folder.filePath(u"not-there.csv"_s);
        const Said rehearsed = run({ u"import"_s, u"--dry-run"_s, u"--json"_s, missing, file.fileName() }, desk);
        QCOMPARE(rehearsed.code, 1);
        QCOMPARE(rehearsed.json().value(u"added"_s).toInt(), 2); // the second is read all the same
        QCOMPARE(run({ u"import"_s, file.fileName() }, desk).code, 0);
        QCOMPARE(run({ u"search"_s, u"hello"_s }, desk).out.count("hello"), 1);
        const Said undone = run({ u"triage"_s, u"undo"_s }, desk);
        QVERIFY2(undone.code == 0, undone.err.constData());
        QVERIFY2(undone.out.contains("rows.csv"), undone.out.constData());
        QCOMPARE(run({ u"search"_s, u"hello"_s }, desk).out.count("hello"), 0);
    }
    void theAgentSaysAtOnceThatTheEngineRunsHere()
    {
        QProcess agent;
        agent.start(program(), { u"agent"_s, u"--workspace"_s, path() });
        QVERIFY(agent.waitForStarted());
        QByteArray said;
        while (!said.contains("The engine runs here.") && agent.waitForReadyRead(20'000))
            said += agent.readAllStandardOutput();
        QVERIFY2(said.contains("The engine runs here."), said.constData());
        agent.terminate();
        QVERIFY(agent.waitForFinished(20'000));
    }
    void k02TheLogSaysWhatWasRunAndNoSecret()
    {
        run({ u"search"_s, u"token=canary-123 batch"_s });
        QCOMPARE(run({ u"check"_s }, m_folder.filePath(u"token=canary-456.wheelhouse"_s)).code, 1);
        QFile log(stateFolder() + u"/wheelhouse/log/wheelhouse-cli.log"_s);
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray text = log.readAll();
        QVERIFY2(text.contains("wh.cli: search ended with 1"), text.constData());
        QVERIFY(text.contains("wh.cli: check ended with 1"));
        QVERIFY(!text.contains("canary"));
    }
    void a20AnOldLogOfAnyLengthIsThrownAwayAndWithoutAPlaceItGoesOn()
    {
        const QString path = stateFolder() + u"/wheelhouse/log/wheelhouse-cli.log"_s;
        QFile old(path);
        QVERIFY(old.open(QIODevice::ReadWrite) && old.resize(2'000'000'000)); // holes: takes no room
        old.close();
        QCOMPARE(run({ u"inbox"_s }).code, 0);
        QVERIFY(QFileInfo(path).size() < 10'000'000);
        m_state = m_folder.filePath(u"in-the-way"_s);
        QFile inTheWay(m_state);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QCOMPARE(run({ u"inbox"_s }).code, 0);
        m_state.clear();
    }

private:
    [[nodiscard]] QString path() const { return m_folder.filePath(u"sample.wheelhouse"_s); }
    [[nodiscard]] QString stateFolder() const { return m_state.isEmpty() ? m_folder.filePath(u"state"_s) : m_state; }
    [[nodiscard]] static QString program()
    {
        return QCoreApplication::applicationDirPath() + u"/../../app/cli/wheelhouse-cli"_s;
    }
    Said run(const QStringList &arguments, const QString &workspace = {})
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_STATE_HOME"_s, stateFolder());
        program.setProcessEnvironment(environment);
        program.start(
            TestCli::program(), arguments + QStringList { u"--workspace"_s, workspace.isEmpty() ? path() : workspace });
        if (!program.waitForFinished(120'000))
            qFatal("wheelhouse-cli does not end");
        return { program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError() };
    }

    QTemporaryDir m_folder;
    QString m_state;
    SystemClock m_clock;
};

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
