#include "core/imports/source.h"

#include <QDir>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

class TestSource : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString written(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        return path;
    }

private slots:
    void h12WhatIsPackedOrNoTextIsRefusedWithWords()
    {
        for (const QByteArray &magic : { QByteArray("PK\x03\x04rest"), QByteArray("\x1f\x8brest"),
                 QByteArray("%PDF-1.7"), QByteArray("\x89PNG\r\n") }) {
            const auto source = ImportSource::open(written(QStringLiteral("a.zip"), magic));
            QVERIFY(!source);
            QCOMPARE(source.error().kind, Error::Kind::Refused);
            QVERIFY(source.error().message.contains(QStringLiteral("a.zip")));
        }
        QVERIFY(!ImportSource::open(m_dir.path()));
        QCOMPARE(ImportSource::open(m_dir.filePath(QStringLiteral("not there"))).error().kind, Error::Kind::Missing);
    }
    void h12TheZipOfTheCorpusIsRefused()
    {
        const QString zip = qEnvironmentVariable("WH_SHARED_DATA") + QStringLiteral("/archives/zip-slip.zip");
        if (!QFile::exists(zip))
            QSKIP("the archives are not here");
        QCOMPARE(ImportSource::open(zip).error().kind, Error::Kind::Refused);
    }
    void theKindIsToldByWhatIsInside()
    {
        const auto kind = [this](const QByteArray &bytes) {
            return (*ImportSource::open(written(QStringLiteral("x.txt"), bytes)))->kind();
        };
        QCOMPARE(kind("id,text\n1,x\n"), ImportKind::Csv);
        QCOMPARE(kind("{\"id\":1,\"text\":\"x\"}\n"), ImportKind::JsonLines);
        QCOMPARE(kind("[{\"id\":1,\"text\":\"x\"}]"), ImportKind::JsonLines);
        QCOMPARE(kind("{\"orderedItems\":[]}"), ImportKind::MastodonArchive);
        QCOMPARE(kind("window.YTD.tweet.part0 = [ ]"), ImportKind::XArchive);
    }
    void h16WhatBreaksOffIsNotTheEnd()
    {
        const QString path =
            written(QStringLiteral("long.csv"), "id,text\n" + QByteArray("1,some words of a row\n").repeated(60'000));
        auto source = ImportSource::open(path);
        QVERIFY(source);
        const auto first = (*source)->next(100);
        QVERIFY(first);
        qputenv("WH_FAIL", "import.read:io");
        Result<ImportBatch> batch = (*source)->next(100'000);
        qunsetenv("WH_FAIL");
        QVERIFY(!batch);
        QCOMPARE(batch.error().kind, Error::Kind::Storage);
        QVERIFY(batch.error().message.contains(QStringLiteral("goes on where it stopped")));
        (*source)->seek(first->after); // the disk is back
        batch = (*source)->next(100'000);
        QVERIFY(batch && batch->atEnd);
        QCOMPARE(batch->verdicts.size(), 59'900);
    }
    void theDigestIsOfTheContentNotTheName()
    {
        const QByteArray bytes = "id,text\n1,x\n";
        const auto one = (*ImportSource::open(written(QStringLiteral("a.csv"), bytes)))->digest();
        QCOMPARE((*ImportSource::open(written(QStringLiteral("b.csv"), bytes)))->digest().value(), one.value());
        QVERIFY(
            (*ImportSource::open(written(QStringLiteral("b.csv"), bytes + "2,y\n")))->digest().value() != one.value());
    }
    void aPreviewLeavesTheSourceAtItsBeginning()
    {
        const auto source = ImportSource::open(
            written(QStringLiteral("a.csv"), "id,text,date\n1,x,2026-01-01 10:00 UTC\n2,,\n3,y,never\n"));
        const auto preview = (*source)->preview(2);
        QCOMPARE(preview->size(), 2);
        QVERIFY(preview->at(0).verdict.isTaken());
        QVERIFY(!preview->at(1).verdict.isTaken());
        QCOMPARE((*source)->next(10)->verdicts.size(), 3);
    }
    void aMapThatDoesNotFitChangesNothing()
    {
        const auto source = ImportSource::open(written(QStringLiteral("a.csv"), "id,text\n1,x\n"));
        const ColumnMap before = (*source)->map();
        QVERIFY(!(*source)->setMap(*ColumnMap::read(u"text=gone")));
        QCOMPARE((*source)->map(), before);
        QVERIFY(
            !ImportSource::open(written(QStringLiteral("a.csv"), "id,text\n1,x\n"), *ColumnMap::read(u"text=gone")));
    }
    void wellKnownFilesNeedNoMap_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("map");
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("ours");
        QTest::addColumn<int>("answers");
        QTest::newRow("airline") << QStringLiteral("airline_2015")
                                 << QStringLiteral("id=tweet_id,text=text,author=name,time=tweet_created,channel="
                                                   "airline,network=twitter,source=airline_2015")
                                 << 6746 << 0 << 0;
        QTest::newRow("customer support")
            << QStringLiteral("customer_support_2017")
            << QStringLiteral("id=tweet_id,text=text,author=author_id,time=created_at,reply=in_response_to_tweet_id,"
                              "ours=!inbound,network=twitter,source=customer_support_2017")
            << 2766 << 1244 << 2008;
        QTest::newRow("Sanders")
            << QStringLiteral("sanders_2011")
            << QStringLiteral(
                   "id=TweetId,text=TweetText,time=TweetDate,channel=Topic,network=twitter,source=sanders_2011")
            << 2459 << 0 << 0;
    }
    void wellKnownFilesNeedNoMap()
    {
        QFETCH(QString, file);
        QFETCH(QString, map);
        QFETCH(int, rows);
        QFETCH(int, ours);
        QFETCH(int, answers);
        const QString path = qEnvironmentVariable("WH_SHARED_DATA") + QStringLiteral("/mentions/%1.csv").arg(file);
        if (!QFile::exists(path))
            QSKIP("the mentions are not here");
        const auto source = ImportSource::open(path);
        QVERIFY(source);
        QCOMPARE((*source)->map().write(), map);
        const auto batch = (*source)->next(10000);
        QCOMPARE(batch->verdicts.size(), rows);
        QSet<QString> names;
        int our = 0;
        for (const Verdict &each : batch->verdicts) {
            QVERIFY2(each.kind == Verdict::Kind::Take, qPrintable(each.sentence()));
            names.insert(each.arrival.globalName);
            our += each.arrival.author.isUs;
        }
        int joined = 0;
        for (const Verdict &each : batch->verdicts)
            joined += names.contains(each.arrival.inReplyTo);
        QCOMPARE(names.size(), rows);
        QCOMPARE(our, ours);
        QCOMPARE(joined, answers);
    }
};

QTEST_GUILESS_MAIN(TestSource)
#include "test_source.moc"
