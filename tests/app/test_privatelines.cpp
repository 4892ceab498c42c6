#include "tests/core/connectors/fakemastodon.h"
#include "tests/support/canary.h"
#include "tests/support/cliperson.h"
#include "tests/support/privateca.h"

using namespace wheelhouse;
using namespace wheelhouse::fakemastodon;
using namespace Qt::Literals::StringLiterals;

namespace {

const QString passphrase = u"a passphrase of mine"_s;

} // namespace

/// The program itself, at a server that speaks TLS: whose word it takes, and what it lets be named but never fetches.
class TestPrivateLines : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        m_ca.sign(u"good"_s);
        m_ca.sign(u"expired"_s, u"localhost"_s, u"20200101000000Z"_s, u"20210101000000Z"_s);
        m_ca.sign(u"other"_s, u"other.test"_s);
        m_ca.signItself(u"self"_s);
        m_other.sign(u"removed"_s);
        m_fake.newest = 2;
        m_fake.first = [this](const ScriptedServer::Asked &asked, QTcpSocket &socket) { return first(asked, socket); };
    }
    void init()
    {
        m_person = std::make_unique<CliPerson>(QStringLiteral(WH_CLI));
        qputenv("SSL_CERT_FILE", QFile::encodeName(m_ca.store()));
        qputenv("SSL_CERT_DIR", QFile::encodeName(m_person->home() + u"/run"_s));
        m_server = std::make_unique<ScriptedServer>(m_ca.tls(u"good"_s),
            [this](const ScriptedServer::Asked &asked, QTcpSocket &socket) { m_fake.answer(asked, socket); });
        QCOMPARE(run({ u"vault"_s, u"make"_s }, { passphrase }).code, 0);
        QCOMPARE(run({ u"new"_s, u"--person"_s, u"Ada"_s }).code, 0);
    }
    void k05_theProgramGivesNoTokenToWhoCannotProveItself_data()
    {
        QTest::addColumn<QString>("shows");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("self-signed") << u"self"_s << QByteArray("nobody whom this computer trusts");
        QTest::newRow("expired") << u"expired"_s << QByteArray("has ended");
        QTest::newRow("for another name") << u"other"_s << QByteArray("is for another name");
        QTest::newRow("a root that was removed") << u"removed"_s << QByteArray("nobody whom this computer trusts");
    }
    void k05_theProgramGivesNoTokenToWhoCannotProveItself()
    {
        QFETCH(QString, shows);
        QFETCH(QByteArray, says);
        const QString token = QString::fromLatin1(m_canary.token());
        const QStringList add { u"account"_s, u"add"_s, u"mastodon"_s, url() };
        m_server->setTls(tlsOf(shows));
        const CliSaid refused = run(add, { passphrase, token });
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains(says) && refused.err.contains("Nothing was sent"), refused.err.constData());
        QVERIFY(m_server->handshakes > 0 && m_server->asked.isEmpty());
        // One that proved itself once, and does not any more.
        m_server->setTls(m_ca.tls(u"good"_s));
        const CliSaid added = run(add, { passphrase, token });
        QVERIFY2(added.code == 0, added.err.constData());
        QCOMPARE(run({ u"fetch"_s }, { passphrase }).code, 0);
        const qsizetype before = m_server->asked.size();
        m_server->setTls(tlsOf(shows));
        QCOMPARE(run({ u"fetch"_s }, { passphrase }).code, 1);
        QCOMPARE(m_server->asked.size(), before);
        const QJsonObject account = run({ u"account"_s, u"list"_s }).row();
        QVERIFY2(account.value(u"reason"_s).toString().contains(QString::fromUtf8(says)),
            qPrintable(account.value(u"reason"_s).toString()));
    }
    /// Of people, of what they attach, and of pages they link to, over an open line from a private one.
    void k06_whatIsNamedIsNotFetched()
    {
        ScriptedServer eye(ScriptedServer::always("200 OK", "Content-Type: image/png\r\n", "x"));
        m_eye = eye.url(u"/"_s, u"localhost"_s).toString();
        const CliSaid added = run({ u"account"_s, u"add"_s, u"mastodon"_s, url(), u"--since-days"_s, u"9999"_s },
            { passphrase, QString::fromLatin1(m_canary.token()) });
        QVERIFY2(added.code == 0, added.err.constData());
        QCOMPARE(run({ u"fetch"_s }, { passphrase }).code, 0);
        const auto items = run({ u"inbox"_s }).rows();
        QVERIFY(!items.isEmpty());
        const CliSaid shown = run({ u"show"_s, items.first().value(u"id"_s).toString() });
        QVERIFY2(shown.out.contains(m_eye.toUtf8()), shown.out.constData()); // it is named
        QCOMPARE(run({ u"export"_s, u"--csv"_s, m_person->home() + u"/all.csv"_s }).code, 0);
        QProcess window;
        m_person->begin(window, { u"--bench-first-paint"_s }, QStringLiteral(WH_WINDOW));
        QVERIFY(QTest::qWaitFor([&] { return window.state() == QProcess::NotRunning; }, 60'000));
        QVERIFY(window.readAllStandardOutput().contains("first-paint-ms"));
        QCOMPARE(eye.touched, 0);
        m_eye.clear();
    }

private:
    [[nodiscard]] QString url() const { return m_server->url({}, u"localhost"_s, u"https"_s).toString(); }
    [[nodiscard]] QSslConfiguration tlsOf(const QString &shows) const
    {
        return shows == u"removed"_s ? m_other.tls(shows) : m_ca.tls(shows);
    }
    bool first(const ScriptedServer::Asked &asked, QTcpSocket &socket) const
    {
        if (asked.path() == "/api/v2/instance") {
            m_fake.say(socket, "{\"domain\":\"s.example\",\"version\":\"4.5.1\"}");
            return true;
        }
        if (m_eye.isEmpty() || !asked.path().startsWith("/api/v1/notifications"))
            return false;
        const auto at = [this](const char *name) { return QJsonValue(m_eye + QString::fromLatin1(name)); };
        const QJsonArray emoji { QJsonObject {
            { u"shortcode"_s, u"blob"_s }, { u"url"_s, at("emoji.png") }, { u"static_url"_s, at("emoji.png") } } };
        QJsonObject who = account(u"ada"_s);
        for (const QString &name : { u"avatar"_s, u"avatar_static"_s, u"header"_s, u"header_static"_s })
            who.insert(name, at("avatar.png"));
        who.insert(u"emojis"_s, emoji);
        QJsonObject said = status(7, u"ada"_s, u"<p>look :blob: <img src=\"%1img.png\"></p>"_s.arg(m_eye));
        said.insert(u"account"_s, who);
        said.insert(u"emojis"_s, emoji);
        said.insert(u"media_attachments"_s,
            QJsonArray { QJsonObject { { u"id"_s, u"1"_s }, { u"type"_s, u"image"_s }, { u"url"_s, at("media.png") },
                { u"preview_url"_s, at("small.png") }, { u"remote_url"_s, at("far.png") },
                { u"description"_s, u"A red dot"_s } } });
        said.insert(u"card"_s,
            QJsonObject { { u"url"_s, at("page") }, { u"title"_s, u"A page"_s }, { u"image"_s, at("card.png") },
                { u"type"_s, u"link"_s } });
        QJsonObject told = mention(7);
        told.insert(u"account"_s, who);
        told.insert(u"status"_s, said);
        m_fake.say(socket, bytes(QJsonArray { told }));
        return true;
    }
    CliSaid run(const QStringList &arguments, const QStringList &typed = {})
    {
        QProcess program;
        m_person->begin(program, arguments);
        program.write((typed.join(u'\n') + u'\n').toUtf8());
        program.closeWriteChannel();
        // The server of this program answers meanwhile.
        if (!QTest::qWaitFor([&] { return program.state() == QProcess::NotRunning; }, 120'000))
            qFatal("wheelhouse-cli does not end");
        return { program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError() };
    }
    PrivateCa m_ca;
    PrivateCa m_other; ///< whom nobody trusts any more
    Canary m_canary;
    FakeMastodon m_fake;
    QString m_eye; ///< where everything that is named lies; empty: nothing is named
    std::unique_ptr<CliPerson> m_person;
    std::unique_ptr<ScriptedServer> m_server;
};

QTEST_GUILESS_MAIN(TestPrivateLines)
#include "test_privatelines.moc"
