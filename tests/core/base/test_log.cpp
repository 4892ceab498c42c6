#include "core/base/log.h"

#include <QLoggingCategory>
#include <QtTest>

#include <sys/stat.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(inbox, "wh.inbox")

QByteArray textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestLog : public QObject {
    Q_OBJECT
private slots:
    void cleanup() { stopLog(); }
    void aLineNamesItsCategory()
    {
        QTemporaryDir folder;
        startLog(folder.filePath(u"log"_s));
        qCWarning(inbox, "conversation 7 healed");
        const QString path = folder.filePath(u"log/wheelhouse.log"_s);
        QVERIFY(textOf(path).contains("wh.inbox: conversation 7 healed"));
        struct stat found { };
        QCOMPARE(::stat(QFile::encodeName(path).constData(), &found), 0);
        QCOMPARE(int(found.st_mode & 07777), 0600);
    }
    void a20TheLogIsCapped()
    {
        QTemporaryDir folder;
        {
            QFile old(folder.filePath(u"wheelhouse.log"_s));
            QVERIFY(old.open(QIODevice::WriteOnly) && old.resize(2'000'000'000)); // holes: takes no room
        }
        startLog(folder.path(), 10'000);
        for (int i = 0; i < 2'000; ++i)
            qCWarning(inbox, "line %d of a very talkative folder", i);
        stopLog();
        qint64 bytes = 0;
        const auto files = QDir(folder.path()).entryInfoList(QDir::Files);
        for (const auto &file : files)
            bytes += file.size();
        QCOMPARE(files.size(), 3);
        QVERIFY(bytes <= 3 * 10'000);
        QVERIFY(textOf(folder.filePath(u"wheelhouse.log"_s)).contains("line 1999 "));
    }
    void a20WithoutAPlaceForTheLogTheProgramGoesOn()
    {
        QTemporaryDir folder;
        QFile inTheWay(folder.filePath(u"log"_s));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        startLog(folder.filePath(u"log"_s));
        qCWarning(inbox, "still here");
        QCOMPARE(QFileInfo(inTheWay).size(), 0);
    }
    void k02SecretsAreTakenOut_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("header") << u"Authorization: Bearer canary-123.abc and more"_s;
        QTest::newRow("bearer alone") << u"sent with bearer canary-123"_s;
        QTest::newRow("JSON") << u"{\"access_token\":\"canary-1 23\",\"id\":\"7\"}"_s;
        QTest::newRow("form") << u"grant=x&refresh_token=canary&client_secret=canary2"_s;
        QTest::newRow("password") << u"password = canary"_s;
        QTest::newRow("cookie") << u"Set-Cookie: a=canary; b=canary"_s;
        QTest::newRow("code in a query") << u"GET /back?code=canary&state=canary2 HTTP/1.1"_s;
        QTest::newRow("state first") << u"http://127.0.0.1:4000/?state=canary&code=canary2"_s;
        QTest::newRow("fragment") << u"https://a.example/#access_token=canary&state=canary"_s;
        QTest::newRow("verifier") << u"code_verifier=canary"_s;
        QTest::newRow("Bluesky session") << u"{\"accessJwt\":\"canary\",\"refreshJwt\":\"canary\"}"_s;
        QTest::newRow("Bluesky token alone") << u"sent eyJhbGciOiJFUzI1NksifQ.canary.canary-_x off"_s;
        QTest::newRow("in a URL") << u"postgres://ada:canary@db.example/team"_s;
    }
    void k02SecretsAreTakenOut()
    {
        QFETCH(QString, line);
        const QString safe = withoutSecrets(line);
        QVERIFY2(!safe.contains(u"canary"_s), qPrintable(safe));
        QVERIFY(safe.contains(u"[secret]"_s));
    }
    void k02ApplicationPasswordsAreTakenOutWhereverTheyStand()
    {
        QCOMPARE(withoutSecrets(u"tried Ab3d efgh IJ5l mnop qrst uvwx."_s), u"tried [secret]."_s);
        QCOMPARE(withoutSecrets(u"tried abcd-efgh-2345-wxyz once"_s), u"tried [secret] once"_s);
    }
    void whatIsNotSecretStays()
    {
        for (const QString &line : { u"wh.store: backup of 3,000 rows at https://example.com/a?b=c took 12 ms"_s,
                 u"wh.cli: fetch ended with code=7 in state=open"_s, u"error code: 404 of this very long page"_s,
                 u"3f2504e0-4f89-11d3-9a0c-0305e82c3301 was 2026-11-22T12:00"_s,
                 u"they said that when this came from here"_s })
            QCOMPARE(withoutSecrets(line), line);
    }
};

QTEST_GUILESS_MAIN(TestLog)
#include "test_log.moc"
