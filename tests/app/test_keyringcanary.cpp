#include "tests/core/connectors/fakemastodon.h"
#include "tests/support/canary.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;
using namespace Qt::Literals::StringLiterals;

/// A token on its whole way through the program itself, over the keyring of a computer: typed, kept, read again by
/// another process, used, and taken out (K01).
class TestKeyringCanary : public QObject {
    Q_OBJECT
private slots:
    void k01_aTokenInTheKeyringIsNowhereElse()
    {
        const Canary canary;
        FakeMastodon fake;
        fake.newest = 2;
        fake.first = [](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            if (asked.path() != "/api/v2/instance")
                return false;
            ScriptedServer::answer(socket, "200 OK", "Content-Type: application/json\r\n",
                "{\"domain\":\"s.example\",\"version\":\"4.5.1\"}");
            return true;
        };
        ScriptedServer server(
            [&](const ScriptedServer::Asked &asked, QTcpSocket &socket) { fake.answer(asked, socket); });
        QTemporaryDir home;
        QProcess session;
        session.setProcessEnvironment(environmentIn(home.path()));
        session.setWorkingDirectory(home.path());
        session.start(QStringLiteral(WH_TEST_SERVERS "/keyring"),
            { u"sh"_s, u"-c"_s,
                uR"sh(set -e
                    cli() { act="$1"; shift; "$CLI" "$act" --workspace desk "$@"; }
                    cli new --person Ada
                    cli account add mastodon "$URL" --name us
                    cli fetch
                    "$CLI" agent --workspace desk & echo $! > agent
                    read -r go # until they have looked
                    kill "$(cat agent)" && wait || true
                    cli account remove us || true
                    cli account add mastodon "$URL" --name again < /dev/null && exit 9
                    echo over)sh"_s.replace(u"$CLI"_s, QStringLiteral(WH_CLI))
                    .replace(u"$URL"_s, server.url().toString()) });
        session.write(canary.token() + '\n');
        QByteArray said;
        const auto says = [&](const char *words) {
            return QTest::qWaitFor(
                       [&] {
                           said += session.readAllStandardOutput();
                           return said.contains(words) || session.state() == QProcess::NotRunning;
                       },
                       60'000)
                && said.contains(words);
        };
        QVERIFY2(says("The engine runs here."), said + session.readAllStandardError());
        // A process of its own read it from the keyring and used it.
        QVERIFY(std::any_of(server.asked.begin(), server.asked.end(), [&](const ScriptedServer::Asked &asked) {
            return asked.path().startsWith("/api/v1/notifications")
                && asked.header("Authorization") == "Bearer " + canary.token();
        }));
        for (const ScriptedServer::Asked &asked : std::as_const(server.asked))
            QVERIFY2(!asked.line.contains(canary.token()), asked.line.constData());
        QCOMPARE(canary.inProcesses(), QStringList());
        QVERIFY(QFileInfo::exists(home.filePath(u"desk.wheelhouse"_s)));
        QCOMPARE(canary.inFiles(home.path()), QStringList());
        QVERIFY2(!canary.isIn(said), said.constData());
        session.write("go\n");
        QVERIFY2(says("over"), said + session.readAllStandardError());
        QTRY_COMPARE_WITH_TIMEOUT(session.state(), QProcess::NotRunning, 60'000); // it may be so already
        QCOMPARE(canary.inFiles(home.path()), QStringList());
        QVERIFY(!canary.isIn(said) && !canary.isIn(session.readAllStandardError()));
    }

private:
    static QProcessEnvironment environmentIn(const QString &home)
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const auto &[name, folder] : { std::pair("XDG_STATE_HOME", "state"), std::pair("XDG_DATA_HOME", "data"),
                 std::pair("XDG_CONFIG_HOME", "config"), std::pair("XDG_CACHE_HOME", "cache") })
            environment.insert(QString::fromLatin1(name), home + u'/' + QString::fromLatin1(folder));
        environment.insert(u"HOME"_s, home);
        return environment;
    }
};

QTEST_GUILESS_MAIN(TestKeyringCanary)
#include "test_keyringcanary.moc"
