#include "core/store/statement.h"
#include "tests/support/cliperson.h"
#include "tests/support/countingmastodon.h"
#include "tests/support/rounds.h"
#include "tests/support/served.h"

#include <QImage>
#include <QRandomGenerator>

#include <csignal>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kinds = 3; // of programs that may send: the window, the agent, a command
constexpr int killsEach = 50; // kills of one workspace
constexpr auto longest = 15min; // for what comes about by itself, on a machine that is slow

/// A bus with an open keyring, as on the computer of somebody who is signed in.
class Keyring {
public:
    Keyring()
    {
        m_session.start(QStringLiteral(WH_TEST_SERVERS "/keyring"),
            { u"sh"_s, u"-c"_s, u"echo \"$DBUS_SESSION_BUS_ADDRESS\"; read -r over"_s });
        while (!m_session.canReadLine() && m_session.waitForReadyRead(30'000)) { }
        bus = QString::fromUtf8(m_session.readLine().trimmed());
    }
    ~Keyring()
    {
        m_session.closeWriteChannel();
        m_session.waitForFinished(10'000);
    }
    Q_DISABLE_COPY_MOVE(Keyring)
    QString bus;

private:
    QProcess m_session;
};

/// One workspace, and a window, an agent and commands that come and die on it, before a server that is not to be
/// trusted, behind a proxy that loses answers.
class Crowd {
public:
    explicit Crowd(quint32 seed)
        : dice(seed)
    {
        m_person.bus = m_keyring.bus;
        QImage picture(64, 48, QImage::Format_RGB32);
        picture.fill(Qt::darkGreen);
        picture.save(file(u"tin.png"_s));
        must({ u"new"_s, u"--person"_s, u"Ada"_s });
        // A machine that is busy may not reach its own proxy in the seconds that a program waits for an answer.
        const QStringList add { u"account"_s, u"add"_s, u"mastodon"_s, u"http://localhost:"_s + proxyPort(),
            u"--name"_s, u"us"_s };
        for (QDeadlineTimer patience(longest); !m_hasAccount && !patience.hasExpired();)
            m_hasAccount = m_person.run(add, { u"token"_s }).code == 0;
    }
    ~Crowd()
    {
        for (QProcess &each : m_running)
            end(each);
    }
    Q_DISABLE_COPY_MOVE(Crowd)

    [[nodiscard]] bool isUp() const { return m_hasAccount && m_faults.isUp(); }
    /// Plans one more post, due now or in some seconds: words alone, with a picture, or a thread of three.
    void plan()
    {
        const QString words = u"Post %1 "_s.arg(++m_posts, 4, 10, QLatin1Char('0'));
        const QStringList picture { u"--media"_s, file(u"tin.png"_s), u"--alt"_s, u"A tin"_s };
        const QDateTime at = QDateTime::currentDateTimeUtc().addSecs(dice.bounded(8) - 2);
        QStringList how { u"post"_s, u"--channel"_s, u"us"_s, u"--at"_s, at.toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s) };
        QStringList texts;
        for (int part = 1; part <= (m_posts % 3 == 0 ? 3 : 1); ++part) {
            texts.append(words + u"part %1"_s.arg(part));
            how += { u"--text-file"_s, text(texts.last()) };
            if (m_posts % 2 == 0)
                how += picture;
        }
        const QString id = must(how).row().value(u"id"_s).toString();
        m_texts.insert(id, texts);
    }
    /// A person at the command line: moves what waits, decides about what is in doubt or was refused.
    void decide()
    {
        const auto all = rows();
        if (all.isEmpty())
            return;
        const QJsonObject row = all.at(dice.bounded(int(all.size())));
        const QString id = row.value(u"id"_s).toString();
        const bool isAsking = row.value(u"needs_person"_s).toBool();
        // What changed meanwhile is refused with words; that is an answer too.
        if (isAsking)
            m_person.run({ u"outbox"_s, u"--resolve"_s, id, u"--as"_s, u"send"_s });
        else if (row.value(u"state"_s) == u"queued"_s)
            m_person.run({ u"outbox"_s, u"--move"_s, id, u"--at"_s,
                QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-dd HH:mm:ss 'UTC'"_s) });
    }
    /// Starts what is not running, and kills one of those that are.
    void kill()
    {
        const int which = dice.bounded(kinds);
        QProcess &one = m_running.at(size_t(which));
        for (int i = 0; i < kinds; ++i)
            if (m_running.at(size_t(i)).state() == QProcess::NotRunning && (i == which || dice.bounded(2) == 0))
                begin(i);
        QTest::qWait(dice.bounded(150, 1'600));
        ++m_held[holder()];
        if (one.state() == QProcess::NotRunning) // the command was done: the next one is killed
            begin(which);
        end(one);
    }
    void trouble()
    {
        static const QStringList modes { u"ok"_s, u"ok"_s, u"lostpost"_s, u"badgw"_s, u"reset"_s, u"503"_s };
        m_faults.tell(u"mode"_s, modes.at(dice.bounded(int(modes.size()))));
        m_server.trouble(30, dice.generate());
    }
    /// Whatever asked for patience has had it.
    void letTimePass()
    {
        auto store = Database::open(m_person.workspace(), Database::Mode::Write);
        QVERIFY(store && (*store)->run("UPDATE delivery SET not_before = 0"));
    }
    /// All die; then one command after the other on a good day, until nothing moves.
    bool settle()
    {
        for (QProcess &each : m_running)
            end(each);
        m_faults.tell(u"mode"_s, u"ok"_s);
        m_server.trouble(0, 0);
        for (QDeadlineTimer patience(longest); !patience.hasExpired();) {
            letTimePass();
            m_person.run({ u"fetch"_s });
            const auto all = rows();
            if (std::all_of(all.cbegin(), all.cend(), [](const QJsonObject &row) {
                    return row.value(u"state"_s) == u"sent"_s || row.value(u"needs_person"_s).toBool();
                }))
                return true;
        }
        return false;
    }
    /// Has a person send whatever waits for one.
    void sendRest()
    {
        for (const QJsonObject &row : rows())
            if (row.value(u"state"_s) != u"sent"_s)
                must({ u"outbox"_s, u"--resolve"_s, row.value(u"id"_s).toString(), u"--as"_s, u"send"_s });
    }
    /// What is wrong; empty: every part is out there at most once, and where it is not a person sees it.
    QString verdict()
    {
        out = notOut = 0;
        QHash<QString, int> said;
        const auto all = m_server.said();
        for (const auto &each : all)
            ++said[each.text];
        const auto deliveries = rows();
        if (deliveries.size() != m_texts.size())
            return u"%1 planned, %2 there"_s.arg(m_texts.size()).arg(deliveries.size());
        for (const QJsonObject &row : deliveries) {
            const bool isSent = row.value(u"state"_s) == u"sent"_s;
            const QStringList texts = m_texts.value(row.value(u"id"_s).toString());
            for (const QString &text : texts) {
                const int there = said.value(text);
                if (there > 1 || (isSent && there == 0))
                    return u"%1 times, and %2: %3"_s.arg(there).arg(row.value(u"state"_s).toString(), text);
                ++(there == 1 ? out : notOut);
            }
        }
        const CliSaid checked = m_person.run({ u"check"_s });
        return checked.code == 0 ? QString() : QString::fromUtf8(checked.out + checked.err);
    }
    [[nodiscard]] QString held() const
    {
        return u"window %1, agent or command %2"_s.arg(m_held.value(u"window"_s)).arg(m_held.value(u"agent"_s));
    }

    QRandomGenerator dice;
    int out = 0; ///< parts
    int notOut = 0;

private:
    [[nodiscard]] QString proxyPort() const { return QString::fromLatin1(m_faults.value("FAULTS_PORT")); }
    [[nodiscard]] QString file(const QString &name) const { return m_person.home() + u'/' + name; }
    QString text(const QString &words)
    {
        const QString name = file(words + u".txt"_s);
        QFile to(name);
        if (!to.open(QIODevice::WriteOnly) || to.write(words.toUtf8()) < 0)
            qFatal("no file to test with");
        return name;
    }
    CliSaid must(const QStringList &arguments, const QStringList &typed = {})
    {
        CliSaid said = m_person.run(arguments, typed);
        if (said.code != 0)
            qFatal("%s: %s", qPrintable(arguments.join(u' ')), said.err.constData());
        return said;
    }
    QList<QJsonObject> rows() { return m_person.run({ u"outbox"_s }).rows(); }
    QString holder()
    {
        auto store = Database::open(m_person.workspace(), Database::Mode::Read);
        if (!store)
            return {};
        Statement read(**store, "SELECT holder FROM lease WHERE name = 'engine'");
        const auto found = read.one<QString>([](const Row &row) { return row.text(0); });
        return found ? found->value_or(QString()).section(u',', 0, 0) : QString();
    }
    void begin(int kind)
    {
        QProcess &program = m_running.at(size_t(kind));
        program.setStandardOutputFile(QProcess::nullDevice());
        program.setStandardErrorFile(file(u"said"_s), QIODevice::Append);
        if (kind == 0)
            m_person.begin(program, {}, QStringLiteral(WH_WINDOW));
        else
            m_person.begin(program, { kind == 1 ? u"agent"_s : u"fetch"_s });
        program.waitForStarted();
    }
    static void end(QProcess &program)
    {
        if (program.state() == QProcess::NotRunning)
            return;
        ::kill(pid_t(program.processId()), SIGKILL);
        program.waitForFinished();
    }

    Keyring m_keyring;
    CountingMastodon m_server;
    Served m_faults { u"faults"_s, { QString::number(m_server.port()) } };
    CliPerson m_person { QStringLiteral(WH_CLI) };
    std::array<QProcess, kinds> m_running;
    QHash<QString, QStringList> m_texts; ///< by delivery
    QHash<QString, int> m_held;
    int m_posts = 0;
    bool m_hasAccount = false;
};

} // namespace

/// A window, an agent and a command on one workspace, killed at random, before a proxy that loses answers.
class TestPublishingCrowd : public QObject {
    Q_OBJECT
private slots:
    /// A row is one workspace: the full number may be shared out among processes by naming rows.
    void C09_windowAgentAndCommandKilledAtRandomSayNothingTwice_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("kills");
        const int kills = rounds("kills of window, agent and command while publishing", 18, 1000);
        for (int from = 0; from < kills; from += killsEach)
            QTest::addRow("from %d", from) << from << std::min(killsEach, kills - from);
    }
    void C09_windowAgentAndCommandKilledAtRandomSayNothingTwice()
    {
        QFETCH(const int, from);
        QFETCH(const int, kills);
        Crowd crowd(20'261'123 + quint32(from));
        QVERIFY(crowd.isUp());
        for (int i = 0; i < kills; ++i) {
            crowd.trouble();
            if (i < kills - 2) // the last deaths have something to leave behind
                crowd.plan();
            if (crowd.dice.bounded(2) == 0)
                crowd.decide();
            if (i % 8 == 7)
                crowd.letTimePass();
            crowd.kill();
        }
        QVERIFY2(crowd.settle(), "something neither goes out nor waits for a person");
        QString verdict = crowd.verdict();
        QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
        QVERIFY(crowd.out > 0);
        m_kills += kills;
        m_out += crowd.out;
        m_notOut += crowd.notOut;
        qInfo("%d kills, %d parts out there once, %d not, where a person sees why; seen at the engine: %s", kills,
            crowd.out, crowd.notOut, qPrintable(crowd.held()));
        // A person has the rest sent: nothing is lost, and still nothing is there twice.
        crowd.sendRest();
        QVERIFY(crowd.settle());
        verdict = crowd.verdict();
        QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
        QCOMPARE(crowd.notOut, 0);
    }
    void cleanupTestCase()
    {
        qInfo(
            "%d kills: %d parts out there once, %d not, where a person sees why; none twice", m_kills, m_out, m_notOut);
    }

private:
    int m_kills = 0;
    int m_out = 0; ///< parts
    int m_notOut = 0;
};

QTEST_GUILESS_MAIN(TestPublishingCrowd)
#include "test_publishingcrowd.moc"
