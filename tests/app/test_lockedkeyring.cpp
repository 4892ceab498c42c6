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
    bool lock()
    {
        return say("dbus-send --session --print-reply --dest=org.freedesktop.secrets /org/freedesktop/secrets "
                   "org.freedesktop.Secret.Service.Lock array:objpath:/org/freedesktop/secrets/collection/login "
                   "> /dev/null && echo locked")
            == u"locked"_s;
    }
    QString bus;

private:
    QString say(const QByteArray &command)
    {
        m_shell.write(command + '\n');
        while (!m_shell.canReadLine() && m_shell.waitForReadyRead(60'000)) { }
        return QString::fromUtf8(m_shell.readLine().trimmed());
    }
    QProcess m_shell;
};

} // namespace

/// After a reboot the keyring is locked: the agent says so wherever somebody may look, and says nothing in our
/// name.
class TestLockedKeyring : public QObject {
    Q_OBJECT
private slots:
    void whatCannotBeReadIsSaidAndNothingGoesOut()
    {
        Session session;
        QVERIFY(!session.bus.isEmpty());
        CountingMastodon server;
        server.instead([](const ScriptedServer::Asked &asked, QTcpSocket &socket) {
            const bool isNews = asked.path().startsWith("/api/v1/notifications");
            if (isNews) // there is nothing new
                ScriptedServer::answer(socket, "200 OK", "Content-Type: application/json\r\n", "[]");
            return isNews;
        });
        CliPerson ada(QStringLiteral(WH_CLI));
        ada.bus = session.bus;
        QCOMPARE(ada.run({ u"new"_s, u"--person"_s, u"Ada"_s }).code, 0);
        const QStringList add { u"account"_s, u"add"_s, u"mastodon"_s, u"http://localhost:%1"_s.arg(server.port()),
            u"--name"_s, u"us"_s };
        const CliSaid added = ada.run(add, { u"token"_s });
        QVERIFY2(added.code == 0, added.err);
        QCOMPARE(ada.run({ u"fetch"_s }).code, 0);
        QCOMPARE(standing(ada).value(u"state"_s).toString(), u"fine"_s);

        QVERIFY(session.lock());
        static_cast<void>(server.asked());
        QFile words(ada.home() + u"/words.txt"_s);
        QVERIFY(words.open(QIODevice::WriteOnly) && words.write("Hello, valley") > 0);
        words.close();
        const CliSaid planned =
            ada.run({ u"post"_s, u"--channel"_s, u"us"_s, u"--at"_s, u"now"_s, u"--text-file"_s, words.fileName() });
        QVERIFY2(planned.code == 0, planned.err);
        QProcess agent;
        ada.begin(agent, { u"agent"_s });
        QTRY_VERIFY_WITH_TIMEOUT(standing(ada).value(u"reason"_s).toString().contains(u"keyring"_s), 120'000);
        QCOMPARE(standing(ada).value(u"state"_s).toString(), u"failing"_s);
        const QByteArray list = ada.run({ u"account"_s, u"list"_s }).out;
        QVERIFY2(list.contains("locked"), list);
        ::kill(pid_t(agent.processId()), SIGTERM);
        QVERIFY(agent.waitForFinished(120'000));
        QVERIFY(server.said().isEmpty());
        const auto asked = server.asked();
        QVERIFY2(
            std::none_of(asked.cbegin(), asked.cend(), [](const QByteArray &each) { return each.contains("/v1/"); }),
            asked.join('\n'));
        QCOMPARE(ada.run({ u"outbox"_s }).row().value(u"state"_s).toString(), u"queued"_s);
    }

private:
    static QJsonObject standing(CliPerson &ada) { return ada.run({ u"account"_s, u"list"_s }).row(); }
};

QTEST_GUILESS_MAIN(TestLockedKeyring)
#include "test_lockedkeyring.moc"
