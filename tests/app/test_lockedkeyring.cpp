#include "tests/core/secrets/realkeyring.h"
#include "tests/support/cliperson.h"
#include "tests/support/countingmastodon.h"

#include <csignal>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A session of a desktop with a keyring that can be locked, as after a reboot.
class Session {
public:
    Session()
    {
        m_shell.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_shell.start(QStringLiteral(WH_TEST_SERVERS "/keyring"), { u"sh"_s });
        bus = say("echo \"$DBUS_SESSION_BUS_ADDRESS\"");
    }
    ~Session()
    {
        m_shell.closeWriteChannel();
        m_shell.waitForFinished(30'000);
    }
    Q_DISABLE_COPY_MOVE(Session)
    [[nodiscard]] bool lock() const { return realkeyring::lock(connection()); }
    [[nodiscard]] bool unlock() const { return realkeyring::unlock(connection()); }
    QString bus;

private:
    QString say(const QByteArray &command)
    {
        m_shell.write(command + '\n');
        while (!m_shell.canReadLine() && m_shell.waitForReadyRead(60'000)) { }
        return QString::fromUtf8(m_shell.readLine().trimmed());
    }
    [[nodiscard]] QDBusConnection connection() const { return QDBusConnection::connectToBus(bus, bus); }
    QProcess m_shell;
};

/// Somebody with an account, a post that is due, and an agent; the keyring was locked before the agent came.
class Locked {
public:
    Locked()
    {
        m_server.instead([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            const bool isNews = asked.path().startsWith("/api/v1/notifications");
            if (isNews) // there is nothing new
                ScriptedServer::answer(socket, "200 OK", "Content-Type: application/json\r\n", "[]");
            return isNews;
        });
        ada.bus = session.bus;
        isReady = signIn() && session.lock() && plan();
    }
    ~Locked() { leave(); }
    Q_DISABLE_COPY_MOVE(Locked)
    void begin() { ada.begin(m_agent, { u"agent"_s }); }
    bool leave()
    {
        if (m_agent.state() == QProcess::NotRunning)
            return true;
        ::kill(pid_t(m_agent.processId()), SIGTERM);
        return m_agent.waitForFinished(120'000);
    }
    [[nodiscard]] QJsonObject standing() { return ada.run({ u"account"_s, u"list"_s }).row(); }
    [[nodiscard]] QString delivery() { return ada.run({ u"outbox"_s }).row().value(u"state"_s).toString(); }
    [[nodiscard]] CountingMastodon &server() { return m_server; }

    Session session;
    CliPerson ada { QStringLiteral(WH_CLI) };
    bool isReady = false;

private:
    bool signIn()
    {
        const QStringList add { u"account"_s, u"add"_s, u"mastodon"_s, u"http://localhost:%1"_s.arg(m_server.port()),
            u"--name"_s, u"us"_s };
        return !session.bus.isEmpty() && ada.run({ u"new"_s, u"--person"_s, u"Ada"_s }).code == 0
            && ada.run(add, { u"token"_s }).code == 0 && ada.run({ u"fetch"_s }).code == 0
            && standing().value(u"state"_s) == u"fine"_s;
    }
    bool plan()
    {
        static_cast<void>(m_server.asked());
        QFile words(ada.home() + u"/words.txt"_s);
        if (!words.open(QIODevice::WriteOnly) || words.write("Hello, valley") < 0)
            return false;
        words.close();
        return ada.run({ u"post"_s, u"--channel"_s, u"us"_s, u"--at"_s, u"now"_s, u"--text-file"_s, words.fileName() })
                   .code
            == 0;
    }

    CountingMastodon m_server;
    QProcess m_agent;
};

} // namespace

/// After a reboot the keyring is locked: the agent says so wherever somebody may look, and says nothing in our
/// name.
class TestLockedKeyring : public QObject {
    Q_OBJECT
private slots:
    void whatCannotBeReadIsSaidAndNothingGoesOut()
    {
        Locked locked;
        QVERIFY(locked.isReady);
        locked.begin();
        QTRY_VERIFY_WITH_TIMEOUT(locked.standing().value(u"reason"_s).toString().contains(u"keyring"_s), 120'000);
        QCOMPARE(locked.standing().value(u"state"_s).toString(), u"failing"_s);
        const QByteArray list = locked.ada.run({ u"account"_s, u"list"_s }).out;
        QVERIFY2(list.contains("locked"), list);
        QVERIFY(locked.leave());
        QVERIFY(locked.server().said().isEmpty());
        const auto asked = locked.server().asked();
        QVERIFY2(
            std::none_of(asked.cbegin(), asked.cend(), [](const QByteArray &each) { return each.contains("/v1/"); }),
            asked.join('\n'));
        QCOMPARE(locked.delivery(), u"queued"_s);
    }

    /// The same agent, which nobody starts again: what is due goes, once, by the account that was there.
    void openedAgainTheAgentGoesOnByItself()
    {
        Locked locked;
        QVERIFY(locked.isReady);
        locked.begin();
        QTRY_VERIFY_WITH_TIMEOUT(locked.standing().value(u"reason"_s).toString().contains(u"keyring"_s), 120'000);
        QVERIFY(locked.session.unlock());
        QTRY_COMPARE_WITH_TIMEOUT(locked.delivery(), u"sent"_s, 600'000);
        QTRY_COMPARE_WITH_TIMEOUT(locked.standing().value(u"state"_s).toString(), u"fine"_s, 600'000);
        QCOMPARE(locked.server().said().size(), 1);
        QVERIFY(locked.leave());
    }
};

QTEST_GUILESS_MAIN(TestLockedKeyring)
#include "test_lockedkeyring.moc"
