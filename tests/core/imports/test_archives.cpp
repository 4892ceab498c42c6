#include "core/imports/source.h"

#include <QtTest>

using namespace wheelhouse;

class TestArchives : public QObject {
    Q_OBJECT
    static QList<Verdict> all(const QString &file, ImportKind kind)
    {
        const auto source = ImportSource::open(QStringLiteral(WH_TEST_DATA "/imports/") + file);
        if (!source || (*source)->kind() != kind)
            return {};
        return (*source)->next(100)->verdicts;
    }

private slots:
    void aMastodonArchiveGivesItsOwnPosts()
    {
        const auto verdicts = all(QStringLiteral("mastodon/outbox.json"), ImportKind::MastodonArchive);
        QCOMPARE(verdicts.size(), 4);
        const Arrival &first = verdicts.at(0).arrival;
        QCOMPARE(first.globalName, QStringLiteral("https://harbour.example/users/marlowe/statuses/101"));
        QCOMPARE(first.form, Arrival::Form::Html);
        QVERIFY(first.body.startsWith(QStringLiteral("<p>The new roast")));
        QCOMPARE(first.language, QStringLiteral("en"));
        QCOMPARE(first.author.handle, QStringLiteral("@marlowe@harbour.example"));
        QVERIFY(first.author.isUs);
        QCOMPARE(first.writtenAt->toString(Qt::ISODate), QStringLiteral("2026-01-05T08:00:00Z"));
        QCOMPARE(first.attachments,
            QList<Attachment>({ { QStringLiteral("/media_attachments/files/001/cup.png"), QStringLiteral("image"),
                QStringLiteral("A cup beside a window, with \"steam\" [still] rising") } }));
        QVERIFY(!verdicts.at(1).isTaken());
        QVERIFY(verdicts.at(1).words.contains(QStringLiteral("boost")));
        QCOMPARE(verdicts.at(2).arrival.inReplyTo, QStringLiteral("https://lighthouse.example/users/bo/statuses/10"));
        QCOMPARE(verdicts.at(2).arrival.title, QStringLiteral("Opening hours"));
        QVERIFY(!verdicts.at(3).isTaken());
        QVERIFY(verdicts.at(3).sentence().contains(QStringLiteral("object.published")));
    }
    void anXArchiveGivesItsOwnPosts()
    {
        const auto verdicts = all(QStringLiteral("x/tweets.js"), ImportKind::XArchive);
        QCOMPARE(verdicts.size(), 3);
        const Arrival &first = verdicts.at(0).arrival;
        QCOMPARE(first.globalName, QStringLiteral("import:twitter:1700000000000000001"));
        QCOMPARE(first.body, QStringLiteral("The new roast & you https://marlowe.example/roast?a=1&b=2"));
        QCOMPARE(first.attachments.size(), 2);
        QCOMPARE(first.attachments.at(1).url, QStringLiteral("https://video.example/large.mp4"));
        QCOMPARE(first.author.handle, QStringLiteral("@marlowe"));
        QCOMPARE(first.author.globalName, QStringLiteral("import:twitter:author:4200000042"));
        QVERIFY(first.author.isUs);
        QCOMPARE(first.url, QStringLiteral("https://twitter.com/marlowe/status/1700000000000000001"));
        QCOMPARE(verdicts.at(1).arrival.inReplyTo, first.globalName);
        QVERIFY(verdicts.at(1).arrival.language.isEmpty());
        QVERIFY(!verdicts.at(2).isTaken());
    }
    void anArchiveCanBeResumedBehindEveryPost()
    {
        const QString path = QStringLiteral(WH_TEST_DATA "/imports/x/tweets.js");
        const auto whole = ImportSource::open(path);
        const auto one = (*whole)->next(1);
        const auto again = ImportSource::open(path);
        (*again)->seek(one->after);
        const auto rest = (*again)->next(9);
        QCOMPARE(rest->verdicts.size(), 2);
        QCOMPARE(rest->verdicts.first().row, 2);
        QVERIFY(rest->atEnd);
    }
};

QTEST_GUILESS_MAIN(TestArchives)
#include "test_archives.moc"
