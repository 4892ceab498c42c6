#include "core/base/log.h"
#include "core/housekeeping/supportbundle.h"
#include "core/team/roster.h"
#include "tests/support/testworkspace.h"

#include <QLoggingCategory>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {
Q_LOGGING_CATEGORY(store, "wh.store")
}

class TestSupportBundle : public QObject {
    Q_OBJECT
private slots:
    void k01_noCanaryIsInTheBundle()
    {
        TestWorkspace desk;
        QTemporaryDir logs;
        const auto file = desk.open();
        const auto writer = desk.writer();
        auto transaction = Transaction::begin(*writer);
        QVERIFY(Roster(*writer).beginAs(*transaction, u"Canaryname Okafor"_s));
        QVERIFY(transaction->commit());
        QVERIFY(writer->run("INSERT INTO channel (id, network, name, handle) VALUES (randomblob(16), 'mastodon', "
                            "'canarychannel', '@canaryhandle');"
                            "INSERT INTO account (channel, address, first_address, pace, added_at, salt) SELECT row,"
                            " 'https://blog.canarynow.example/feed', 'https://canarythen.example/', 3600, 0, x''"
                            " FROM channel"));
        startLog(logs.path());
        qCWarning(store, "token=canarytoken was refused, Authorization: Bearer canarybearer");
        qCWarning(store,
            "no room in /ho"
            "me/canaryuser/my canaryfolder/desk.wheelhouse: disk full");
        qCWarning(store, "“canary words of a person” at https://canary.example/@canaryperson by ada@canary.example");
        qCWarning(store, "Canaryname Okafor closed canarychannel, 12 rows in 3 ms");
        qCWarning(store, "backup failed: SQL logic error (1) \"canaryquoted\"");
        qCWarning(store, "a redirect of blog.canarynow.example was refused: canarythen.example leads home");
        qWarning("a line of a library that names canarylibrary");
        stopLog();
        const QVariantMap settings { { u"look/dark"_s, true }, { u"desk/last"_s, u"/ho"_s + u"me/canaryuser/x"_s },
            { u"search/@canarykey"_s, 1 }, { u"window/width"_s, 1024 } };
        const auto bundle = SupportBundle::collect(**file, settings, u"0.1"_s, logs.path(), desk.clock);
        QVERIFY2(bundle, bundle ? "" : qPrintable(bundle.error().detail));
        const QString path = desk.folder() + u"/bundle.zip"_s;
        QVERIFY(bundle->save(path, WholeFile::Existing::Refuse, desk.clock.now()));
        const QByteArray bytes = bytesOf(path);
        QVERIFY2(!bytes.toLower().contains("canary"), qPrintable(bundle->shown()));
        QVERIFY(!bytes.contains("Okafor"));
        QVERIFY(!bytes.contains("Harbour")); // the workspace's name
        // And still it tells what helps.
        QVERIFY(bytes.contains("12 rows in 3 ms"));
        QVERIFY(bytes.contains("disk full"));
        QVERIFY(bytes.contains("SQL logic error"));
        QVERIFY(bytes.contains("window/width = 1024"));
        QVERIFY(bytes.contains("mention 0"));
        QVERIFY(bytes.contains("clean"));
    }
    void k07_theBundleIsItsOwnersAlone()
    {
        TestWorkspace desk;
        const QString path = desk.folder() + u"/bundle.zip"_s;
        const SupportBundle bundle { { { u"a.txt"_s, "one" } } };
        QVERIFY(bundle.save(path, WholeFile::Existing::Refuse, desk.clock.now()));
        QCOMPARE(
            QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther), QFile::Permissions());
        QCOMPARE(bundle.save(path, WholeFile::Existing::Refuse, desk.clock.now()).error().kind, Error::Kind::Conflict);
        QVERIFY(bundle.save(path, WholeFile::Existing::Replace, desk.clock.now()));
    }
    void anyProgramOpensTheZip()
    {
        if (QStandardPaths::findExecutable(u"python3"_s).isEmpty())
            QSKIP("no other reader of ZIP here");
        TestWorkspace desk;
        const QString path = desk.folder() + u"/bundle.zip"_s;
        const SupportBundle bundle { { { u"ä.txt"_s, "one" }, { u"b.txt"_s, QByteArray(70'000, 'x') } } };
        QVERIFY(bundle.save(path, WholeFile::Existing::Refuse, desk.clock.now()));
        QProcess other;
        other.start(u"python3"_s,
            { u"-c"_s,
                u"import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None;"
                "print(sorted((i.filename,i.file_size) for i in z.infolist()))"_s,
                path });
        QVERIFY(other.waitForFinished());
        const QByteArray said = other.readAllStandardOutput();
        QVERIFY2(said.contains("wheelhouse-support/ä.txt', 3") && said.contains("b.txt', 70000"),
            (said + other.readAllStandardError()).constData());
    }
};

QTEST_GUILESS_MAIN(TestSupportBundle)
#include "test_supportbundle.moc"
