#include "tests/support/cliperson.h"
#include "tests/support/scriptedserver.h"

#include <sys/stat.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray canary = "canary5f1e0c77a1";

/// How a program ended, and what it said.
struct Ended {
    int code = -1;
    bool hasCrashed = true;
    QByteArray out;
    QByteArray err;
};

} // namespace

/// Both programs, called with what nobody means well by (K10): refused with the place and the reason, nothing made,
/// nothing sent.
class TestHostileArguments : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_person = std::make_unique<CliPerson>(QStringLiteral(WH_CLI));
        const QDir home(m_person->home());
        QCOMPARE(::mkfifo(qPrintable(home.filePath(u"pipe.wheelhouse"_s)), 0600), 0);
        QVERIFY(home.mkdir(u"folder.wheelhouse"_s));
        QVERIFY(QFile::link(u"/dev/zero"_s, home.filePath(u"device.wheelhouse"_s)));
        QCOMPARE(run({ u"new"_s, u"--person"_s, u"Ada"_s, u"--workspace"_s, desk() }).code, 0);
    }
    void k10_aNameThatIsNoWorkspaceIsRefused_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << QByteArray() << u"Say which workspace"_s;
        QTest::newRow("an option") << QByteArray("--json") << u"looks like an option"_s;
        QTest::newRow("a short option") << QByteArray("-platform") << u"looks like an option"_s;
        QTest::newRow("a file's address") << QByteArray("file:///etc/passwd") << u"is an address"_s;
        QTest::newRow("a page's address") << QByteArray("http://user:pw@host/x") << u"is an address"_s;
        QTest::newRow("a terminal's colours") << QByteArray("a\x1b[31mb") << u"cannot be shown"_s;
        QTest::newRow("a line break") << QByteArray("a\nb") << u"cannot be shown"_s;
        QTest::newRow("no UTF-8") << QByteArray("a\xff\xfe") << u"cannot be shown"_s;
        QTest::newRow("a long name") << QByteArray(300, 'x') << u"longer than"_s;
        QTest::newRow("a long path") << QByteArray("y/").repeated(3'000) << u"longer than"_s;
        QTest::newRow("a pipe") << QByteArray("pipe") << u"is no file"_s;
        QTest::newRow("a device") << QByteArray("device") << u"is no file"_s;
        QTest::newRow("a folder") << QByteArray("folder") << u"is no file"_s;
    }
    void k10_aNameThatIsNoWorkspaceIsRefused()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, says);
        const QStringList before = listing();
        for (const QByteArrayList &command :
            { QByteArrayList { "new", "--person", "Ada" }, { "agent" }, { "restore", QFile::encodeName(desk()) } }) {
            const Ended ended = start(QStringLiteral(WH_CLI), command + QByteArrayList { "--workspace", name });
            QVERIFY2(!ended.hasCrashed && ended.code == 2, command.first() + ended.err);
            QVERIFY2(ended.err.contains(says.toUtf8()), ended.err.constData());
            QVERIFY(ended.out.isEmpty() && !ended.err.contains('\x1b'));
        }
        if (!name.isEmpty()) { // without one the window asks
            const Ended ended = start(QStringLiteral(WH_WINDOW), { "--workspace", name });
            QVERIFY2(!ended.hasCrashed && ended.code == 2 && !ended.err.isEmpty(), ended.err.constData());
        }
        QCOMPARE(listing(), before);
    }
    void k10_aServerThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QString>("server"); ///< %1: the port of one that listens
        for (const char *each : { "javascript:alert(1)", "file:///etc/passwd", "http://user:pw@localhost:%1/",
                 "https://user:pw@localhost:%1/", "user:pw@localhost:%1", "@user:pw@localhost:%1",
                 "ftp://localhost:%1/", "data:text/html,x", "smb://localhost:%1/x", "view-source:http://localhost:%1/",
                 "\x1b[31mlocalhost:%1", "localhost:%1 x", "localhost:%1\nx", "localhost\\@localhost:%1",
                 "\\\\localhost:%1\\x", "http://", "http://[::1", "http://localhost:99999", "http://localhost:0", "..",
                 "%00", "did:plc:", "at://localhost:%1/x", "wheelhouse://connect?server=localhost:%1" })
            QTest::newRow(QByteArray(each).replace('\x1b', "ESC")) << QString::fromLatin1(each);
        QTest::newRow("long") << QString(20'000, u'x');
        QTest::newRow("a long host") << u"http://"_s + QString(300, u'a') + u".test"_s;
    }
    void k10_aServerThatIsNoneIsRefused()
    {
        QFETCH(QString, server);
        const ScriptedServer listens(ScriptedServer::always("200 OK", {}, "{}"));
        const bool mayTouch = server.contains(u"%1"_s);
        server.replace(u"%1"_s, QString::number(listens.port()));
        QList<QStringList> commands { { u"account"_s, u"add"_s, u"mastodon"_s, server } };
        if (mayTouch)
            commands += { { u"account"_s, u"add"_s, u"bluesky"_s, server, u"--user"_s, u"ada"_s },
                { u"account"_s, u"add"_s, u"wordpress"_s, server, u"--user"_s, u"ada"_s }, { u"follow"_s, server } };
        for (const QStringList &command : std::as_const(commands)) {
            const Ended ended =
                run(command + QStringList { u"--workspace"_s, desk() }, { QString::fromLatin1(canary) });
            QVERIFY2(!ended.hasCrashed && ended.code != 0 && !ended.err.isEmpty(), ended.err.constData());
            QVERIFY2(!ended.err.contains("pw@") && !ended.err.contains(canary), ended.err.constData());
            QVERIFY(!ended.err.contains('\x1b'));
        }
        QVERIFY(listens.asked.isEmpty());
        QCOMPARE(listens.touched, 0);
        QVERIFY(run({ u"account"_s, u"list"_s, u"--workspace"_s, desk(), u"--json"_s }).out.isEmpty());
    }
    void k10_wordsThatMeanNothingAreRefused_data()
    {
        QTest::addColumn<QStringList>("words");
        const auto row = [](const QStringList &words) {
            QTest::newRow(qPrintable(words.join(u' ').left(60))) << words;
        };
        row({ u"fetch"_s, u"more"_s });
        row({ u"agent"_s, u"@file"_s });
        row({ u"accounts"_s, u"' OR 1=1 --"_s });
        row({ u"account"_s, u"add"_s, u"nonsense"_s, u"localhost"_s });
        row({ u"account"_s, u"add"_s, u"mastodon"_s, u"localhost"_s, u"more"_s });
        row({ u"account"_s, u"add"_s, u"mastodon"_s, u"localhost"_s, u"--token"_s, u"x"_s });
        row({ u"account"_s, u"add"_s, u"mastodon"_s, u"localhost"_s, u"--every"_s, u"1"_s });
        row({ u"account"_s, u"add"_s, u"mastodon"_s, u"localhost"_s, u"--every"_s, u"often"_s });
        row({ u"account"_s, u"add"_s, u"mastodon"_s, u"localhost"_s, u"--since-days"_s, u"-5"_s });
        row({ u"account"_s, u"add"_s, u"mastodon"_s, u"localhost"_s, u"--since-days"_s, u"99999999999"_s });
        row({ u"follow"_s, u"localhost"_s, u"--every"_s, u"99999999999999999999"_s });
        row({ u"fetch"_s, u"-platform"_s, u"xcb"_s });
        row({ u"fetch"_s, u"--insecure"_s });
        row({ u"fetch"_s, u"--ignore-certificates"_s });
        row({ u"fetch"_s, u"--json=5"_s });
        row({ u"gesture"_s, u"nuke"_s, u"1"_s });
        row({ u"vault"_s, u"nuke"_s });
        row({ u"\x1b]0;title\x07"_s });
        row({ u"--workspace"_s });
        row({ QString(100'000, u'x') });
    }
    void k10_wordsThatMeanNothingAreRefused()
    {
        QFETCH(QStringList, words);
        const Ended ended = run(words + QStringList { u"--workspace"_s, desk() });
        QVERIFY2(!ended.hasCrashed && ended.code == 2 && !ended.err.isEmpty(), ended.err.left(500).constData());
        QVERIFY(!ended.err.contains('\x1b') && !ended.err.contains('\x07'));
    }
    void k10_theWindowRefusesToo_data()
    {
        QTest::addColumn<QByteArrayList>("words");
        QTest::newRow("an address") << QByteArrayList { "wheelhouse://send?text=now" };
        QTest::newRow("two desks") << QByteArrayList { "one.wheelhouse", "two.wheelhouse" };
        QTest::newRow("a desk twice") << QByteArrayList { "--workspace", "one", "two" };
        QTest::newRow("an option of nobody") << QByteArrayList { "--ignore-certificates" };
        QTest::newRow("a value that is missing") << QByteArrayList { "--tour" };
        QTest::newRow("an act of nobody") << QByteArrayList { "--rehearse", "revolution" };
        QTest::newRow("colours") << QByteArrayList { "\x1b[31m" };
    }
    void k10_theWindowRefusesToo()
    {
        QFETCH(QByteArrayList, words);
        const QStringList before = listing();
        const Ended ended = start(QStringLiteral(WH_WINDOW), words);
        QVERIFY2(!ended.hasCrashed && ended.code == 2 && !ended.err.isEmpty(), ended.err.constData());
        QVERIFY(!ended.err.contains('\x1b'));
        QCOMPARE(listing(), before);
    }
    /// Who has not said what lets in has not said yes.
    void k10_nothingIsSentWithoutAPersonsWord()
    {
        const ScriptedServer server([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            const bool isInstance = asked.path() == "/api/v2/instance";
            ScriptedServer::answer(socket, isInstance ? "200 OK" : "404 No", "Content-Type: application/json\r\n",
                isInstance ? "{\"domain\":\"coffee.example\",\"version\":\"4.5.1\"}" : "{}");
        });
        const Ended ended =
            run({ u"account"_s, u"add"_s, u"mastodon"_s, server.url().toString(), u"--workspace"_s, desk() });
        QVERIFY2(ended.code == 1 && ended.err.contains("Nothing was given"), ended.err.constData());
        QVERIFY(!server.asked.isEmpty());
        for (const ScriptedServer::Asked &asked : server.asked)
            QVERIFY2(asked.line.startsWith("GET ") && asked.header("Authorization").isEmpty(), asked.line.constData());
    }

private:
    [[nodiscard]] QString desk() const { return m_person->home() + u"/mine.wheelhouse"_s; }
    /// What lies in the person's home, but for logs.
    [[nodiscard]] QStringList listing() const
    {
        QStringList all;
        QDirIterator files(m_person->home(), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
            QDirIterator::Subdirectories);
        while (files.hasNext())
            if (const QString path = files.next(); !path.contains(u"/state"_s) && !path.endsWith(u".lock"_s))
                all.append(path);
        all.sort();
        return all;
    }
    [[nodiscard]] Ended run(const QStringList &words, const QStringList &typed = {})
    {
        QByteArrayList bytes;
        for (const QString &each : words)
            bytes.append(each.toUtf8());
        return start(QStringLiteral(WH_CLI), bytes, (typed.join(u'\n') + u'\n').toUtf8());
    }
    /// By a shell, since a QProcess gives no bytes that are not letters.
    [[nodiscard]] Ended start(const QString &program, const QByteArrayList &words, const QByteArray &typed = {})
    {
        QFile script(m_person->home() + u"/state.sh"_s);
        if (!script.open(QIODevice::WriteOnly | QIODevice::Truncate))
            qFatal("no place for a script");
        QByteArray line = "exec '" + QFile::encodeName(program) + '\'';
        for (QByteArray word : words)
            line += " '" + word.replace('\'', "'\\''") + '\'';
        script.write(line + '\n');
        script.close();
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : { "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" })
            environment.insert(QString::fromLatin1(name), m_person->home() + u"/state"_s);
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere"_s);
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_person->home());
        process.start(u"sh"_s, { script.fileName() });
        process.write(typed);
        process.closeWriteChannel();
        // Servers of this program answer meanwhile.
        if (!QTest::qWaitFor([&] { return process.state() == QProcess::NotRunning; }, 60'000)) {
            process.kill();
            process.waitForFinished();
            return {};
        }
        return { process.exitCode(), process.exitStatus() != QProcess::NormalExit, process.readAllStandardOutput(),
            process.readAllStandardError() };
    }
    std::unique_ptr<CliPerson> m_person;
};

QTEST_GUILESS_MAIN(TestHostileArguments)
#include "test_hostilearguments.moc"
