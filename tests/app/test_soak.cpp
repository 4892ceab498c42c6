#include "tests/support/cliperson.h"
#include "tests/support/rounds.h"
#include "tests/support/served.h"

#include <QElapsedTimer>
#include <QRandomGenerator>

#include <csignal>

#include <sqlite3.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString passphrase = u"a passphrase of mine"_s;

/// The agent, killed and begun again.
class Agent {
public:
    explicit Agent(const CliPerson &person)
        : m_person(person)
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
        QVERIFY(m_program.waitForFinished(30'000));
    }

private:
    void begin()
    {
        m_person.begin(m_program, { u"agent"_s });
        QVERIFY(m_program.waitForStarted());
        m_program.write((passphrase + u'\n').toUtf8());
        m_program.closeWriteChannel();
    }
    const CliPerson &m_person;
    QProcess m_program;
};

qint64 number(const QString &workspace, const char *sql)
{
    sqlite3 *raw = nullptr;
    sqlite3_stmt *statement = nullptr;
    qint64 found = -1;
    if (sqlite3_open_v2(QFile::encodeName(workspace).constData(), &raw, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK
        && sqlite3_prepare_v2(raw, sql, -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
        found = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(raw);
    return found;
}

} // namespace

/// A network that breaks in every way while it is listened to, and a program that is killed meanwhile.
class TestSoak : public QObject {
    Q_OBJECT
private slots:
    void noMentionIsLostAndNoneIsThereTwice()
    {
        const int seconds = rounds("seconds of a network that breaks", 40, 3'600);
        const int kills = rounds("kills while it breaks", 3, 50);
        Served snac(u"snac"_s);
        QVERIFY(snac.isUp());
        Served faults(u"faults"_s, { QString::fromLatin1(snac.value("SNAC_PORT")) });
        QVERIFY(faults.isUp());
        CliPerson person(QStringLiteral(WH_CLI));
        QCOMPARE(person.run({ u"vault"_s, u"make"_s }, { passphrase }).code, 0);
        QCOMPARE(person.run({ u"new"_s, u"--person"_s, u"Ada"_s }).code, 0);
        const CliSaid added = person.run(
            { u"account"_s, u"add"_s, u"mastodon"_s,
                u"http://localhost:"_s + QString::fromLatin1(faults.value("FAULTS_PORT")), u"--every"_s, u"15"_s },
            { passphrase, QString::fromLatin1(snac.value("SNAC_ALICE_TOKEN")) });
        QVERIFY2(added.code == 0, added.err.constData());
        QCOMPARE(person.run({ u"fetch"_s }, { passphrase }).code, 0);

        const QList<QString> modes { u"ok"_s, u"429"_s, u"503"_s, u"badjson"_s, u"slow"_s, u"reset"_s, u"lost"_s,
            u"badgw"_s };
        QRandomGenerator dice(11);
        Agent agent(person);
        QElapsedTimer clock;
        clock.start();
        int said = 0;
        int killed = 0;
        qint64 nextMode = 0;
        while (clock.elapsed() < qint64(seconds) * 1'000) {
            snac.tell(u"post"_s, u"@alice soak number %1 here"_s.arg(++said));
            QTest::qWait(seconds > 100 ? 2'000 : 500);
            if (clock.elapsed() >= nextMode) {
                faults.tell(u"mode"_s, modes.at(dice.bounded(int(modes.size()))));
                nextMode = clock.elapsed() + 5'000;
            }
            if (killed < kills && clock.elapsed() > qint64(seconds) * 1'000 * (killed + 1) / (kills + 1)) {
                ++killed;
                agent.killAndBegin();
            }
        }
        faults.tell(u"mode"_s, u"ok"_s);
        agent.end(SIGTERM);
        const auto there = [&] {
            return number(person.workspace(), "SELECT count(*) FROM mention WHERE text LIKE '%soak number%'");
        };
        // A server that asked to be left alone is left alone for as long as it said.
        QTRY_VERIFY_WITH_TIMEOUT(person.run({ u"fetch"_s }, { passphrase }).code >= 0 && there() >= said, 90'000);
        QCOMPARE(there(), said);
        QCOMPARE(number(person.workspace(), "SELECT count(DISTINCT text) FROM mention WHERE text LIKE '%soak number%'"),
            said);
        QCOMPARE(killed, kills);
        QCOMPARE(person.run({ u"check"_s }).row().value(u"clean"_s).toBool(), true);
    }
};

QTEST_GUILESS_MAIN(TestSoak)
#include "test_soak.moc"
