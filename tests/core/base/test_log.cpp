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
        QTest::newRow("in a URL") << u"postgres://ada:canary@db.example/team"_s;
    }
    void k02SecretsAreTakenOut()
    {
        QFETCH(QString, line);
        const QString safe = withoutSecrets(line);
        QVERIFY2(!safe.contains(u"canary"_s), qPrintable(safe));
        QVERIFY(safe.contains(u"[secret]"_s));
    }
    void whatIsNotSecretStays()
    {
        const QString line = u"wh.store: backup of 3,000 rows at https://example.com/a?b=c took 12 ms"_s;
        QCOMPARE(withoutSecrets(line), line);
    }
};

QTEST_GUILESS_MAIN(TestLog)
#include "test_log.moc"
