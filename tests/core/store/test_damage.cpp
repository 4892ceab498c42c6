#include "core/store/backup.h"
#include "core/store/check.h"
#include "core/store/salvage.h"
#include "core/store/statement.h"
#include "tests/support/testworkspace.h"

#include <sqlite3.h>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A workspace of \a count mentions, five to a conversation, indexed and counted.
void fill(const TestWorkspace &desk, int count)
{
    const auto writer = desk.writer();
    const QByteArray rows =
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT " + QByteArray::number(count) + ") ";
    const auto done = [&](const QByteArray &sql) { return writer->run(sql.constData()).has_value(); };
    QVERIFY(done("PRAGMA foreign_keys = OFF"));
    QVERIFY(done("INSERT INTO channel (row, id, network, name) VALUES (1, randomblob(16), 'x', 'Brand')"));
    QVERIFY(done("INSERT INTO contact (row, id) " + rows + "SELECT i, randomblob(16) FROM n WHERE i % 5 = 1"));
    QVERIFY(done("INSERT INTO identity (row, id, contact, network, global_name, handle, name, folded, first_at) " + rows
        + "SELECT i, randomblob(16), i, 'x', 'x:' || i, 'h' || i, '', 'h', 0 FROM n WHERE i % 5 = 1"));
    QVERIFY(done("INSERT INTO conversation (row, id, channel, identity, state, latest, since) " + rows
        + "SELECT i << 12, randomblob(16), 1, i, 'open', i << 12, i << 12 FROM n WHERE i % 5 = 1"));
    QVERIFY(done("INSERT INTO mention (row, id, conversation, identity, channel, is_ours, written_at, received_at, "
                 "time_doubt, language, global_name, url, title, text, salt) "
        + rows
        + "SELECT i << 12, randomblob(16), (i - (i - 1) % 5) << 12, i - (i - 1) % 5, 1, 0, i, i, 0, 'en', 'g' || i, '',"
          "'', 'the harbour parcel ' || i || ' is late ' || hex(randomblob(40)), randomblob(8) FROM n"));
    QVERIFY(rebuildIndexes(*writer) && rebuildTallies(*writer));
}

qint64 matches(Database &database)
{
    return database.number("SELECT count(*) FROM mention_index WHERE mention_index MATCH 'parcel'").value_or(-1);
}

qint64 peopleNamed(Database &database)
{
    return database.number("SELECT count(*) FROM identity_index WHERE identity_index MATCH 'h'").value_or(-1);
}

Result<CheckReport> checked(const QString &path, bool thorough)
{
    auto reader = Database::open(path, Database::Mode::Read);
    if (!reader)
        return tl::unexpected(reader.error());
    return checkWorkspace(std::move(*reader), thorough);
}

/// Changes the file as a failing disk would: SQLite's own guard of the indexes' tables does not know of it.
void harmBehindItsBack(const QString &path, const QByteArray &sql)
{
    sqlite3 *raw = nullptr;
    QCOMPARE(sqlite3_open(qPrintable(path), &raw), SQLITE_OK);
    QCOMPARE(sqlite3_exec(raw, sql.constData(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(raw);
}

} // namespace

class TestDamage : public QObject {
    Q_OBJECT
private slots:
    void aSoundWorkspaceIsClean()
    {
        TestWorkspace desk;
        fill(desk, 500);
        const auto writer = desk.writer();
        const auto found = checked(desk.path(), true);
        QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
        QVERIFY(found->isClean());
        QVERIFY(found->sentences().isEmpty());
        QCOMPARE(BackgroundCheck(desk.path()).run().value(), QStringList());
    }
    void a09ALostHeaderOrLengthIsSaidAtOnceWithTheOffers_data()
    {
        QTest::addColumn<bool>("header");
        QTest::addColumn<bool>("backup");
        QTest::newRow("header, with a backup") << true << true;
        QTest::newRow("header, without") << true << false;
        QTest::newRow("cut to half, with a backup") << false << true;
        QTest::newRow("cut to half, without") << false << false;
    }
    void a09ALostHeaderOrLengthIsSaidAtOnceWithTheOffers()
    {
        QFETCH(bool, header);
        QFETCH(bool, backup);
        TestWorkspace desk;
        fill(desk, 500);
        if (backup)
            QVERIFY(Backups(desk.path(), desk.clock).make(Backup::Why::Daily));
        QFile file(desk.path());
        if (header)
            scribble(desk.path(), 0, QByteArray(100, 'x'));
        else
            QVERIFY(file.resize(file.size() / 2));
        const QByteArray before = bytesOf(desk.path());
        const auto refused = desk.open();
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Malformed);
        QCOMPARE(refused.error().message.contains(u"Restore the backup of"_s), backup);
        QVERIFY(refused.error().message.contains(u"save what can be read"_s));
        QCOMPARE(bytesOf(desk.path()), before);
        if (!backup)
            return;
        const auto aside =
            Backups(desk.path(), desk.clock).restore(Backups(desk.path(), desk.clock).newestGood()->path);
        QVERIFY(aside);
        QVERIFY(aside->aside.contains(u"(damaged "_s));
        QCOMPARE(bytesOf(aside->aside), before);
        QVERIFY(desk.open());
    }
    void a09ADamagedPageIsFoundByTheCheckInTheBackground()
    {
        TestWorkspace desk;
        fill(desk, 2000);
        scribble(desk.path(), QFileInfo(desk.path()).size() / 8192 * 4096, QByteArray(4096, '\xff'));
        QVERIFY(desk.open());
        const auto found = BackgroundCheck(desk.path()).run();
        QVERIFY(found);
        QVERIFY(!found->isEmpty());
    }
    void theCheckInTheBackgroundEndsWhenAsked()
    {
        TestWorkspace desk;
        fill(desk, 20'000);
        BackgroundCheck check(desk.path());
        check.cancel();
        const auto cancelled = check.run();
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.error().kind, Error::Kind::Cancelled);
    }
    void i06AnIndexOutOfStepIsFoundAndRebuilt_data()
    {
        QTest::addColumn<QByteArray>("harm");
        QTest::addColumn<bool>("people");
        QTest::newRow("a mention changed behind its back")
            << QByteArray("UPDATE mention SET text = 'other' WHERE row = 4096") << false;
        QTest::newRow("somebody renamed behind its back")
            << QByteArray("UPDATE identity SET folded = 'other' WHERE row = 1") << true;
        for (const QByteArray &index : { QByteArray("mention_index"), QByteArray("identity_index") }) {
            const auto row = [&](const char *what, const QByteArray &harm) {
                QTest::addRow("%s: %s", index.constData(), what) << harm << index.startsWith("identity");
            };
            row("leaves lost", "DELETE FROM " + index + "_data WHERE id > 1000");
            row("all lost", "DELETE FROM " + index + "_data");
            row("letters flipped", "UPDATE " + index + "_data SET block = x'ffffffffffff'");
            row("the way to the leaves lost", "DELETE FROM " + index + "_idx");
            row("the way to one leaf lost",
                "DELETE FROM " + index + "_idx WHERE pgno = (SELECT max(pgno) FROM " + index + "_idx)");
            row("what it is made of lost", "DELETE FROM " + index + "_config");
        }
    }
    void i06AnIndexOutOfStepIsFoundAndRebuilt()
    {
        QFETCH(QByteArray, harm);
        QFETCH(bool, people);
        TestWorkspace desk;
        fill(desk, 2000);
        const qint64 before = matches(*desk.writer()) - (harm.startsWith("UPDATE mention SET") ? 1 : 0);
        const qint64 named = peopleNamed(*desk.writer()) - (harm.startsWith("UPDATE identity SET") ? 1 : 0);
        harmBehindItsBack(desk.path(), harm);
        const auto found = checked(desk.path(), false);
        QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
        QVERIFY(found->isSound());
        QCOMPARE(found->isIndexInStep, people);
        QCOMPARE(found->arePeopleInStep, !people);
        QCOMPARE(found->sentences().size(), 1);
        const auto writer = desk.writer();
        const auto done = repair(*writer, *found);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QVERIFY(checked(desk.path(), false)->isClean());
        QCOMPARE(matches(*writer), before);
        QCOMPARE(peopleNamed(*writer), named);
        QVERIFY(before > 0 && named > 0);
    }
    void i06WhoeverWritesDoesNotWaitForTheCheck()
    {
        TestWorkspace desk;
        fill(desk, 500);
        const auto writer = desk.writer();
        QVERIFY(writer->run("BEGIN IMMEDIATE; UPDATE tally SET n = n + 1"));
        const auto found = checked(desk.path(), false); // Busy if it wanted the writer's place
        QVERIFY2(found, found ? "" : qPrintable(found.error().detail));
        QVERIFY(found->isClean()); // of the moment before
        QVERIFY(writer->run("COMMIT"));
        QVERIFY(checked(desk.path(), false)->wrongTallies > 0);
    }
    void i06AnIndexThatGrewByManyHandsIsInStep()
    {
        TestWorkspace desk;
        fill(desk, 500);
        // Many small writes, renames and merges between them, as a year of use leaves it.
        const auto writer = desk.writer();
        for (int i = 0; i < 300; ++i) {
            const QByteArray n = QByteArray::number(i * 5 + 1);
            const QByteArray row = QByteArray::number((i % 500 + 1) << 12);
            QVERIFY(writer->run(("INSERT INTO mention_index (mention_index, rowid, text, tags) SELECT 'delete', row, "
                                 "text, tags FROM mention_words WHERE row = "
                + row + "; UPDATE mention SET text = 'the boat " + n + " ' || hex(randomblob(400)) WHERE row = " + row
                + "; INSERT INTO mention_index (rowid, text, tags) SELECT row, text, tags FROM mention_words WHERE "
                  "row = "
                + row)
                                    .constData()));
            if (i % 50 == 0)
                QVERIFY(writer->run("INSERT INTO mention_index (mention_index, rank) VALUES ('merge', 5)"));
        }
        const auto found = checked(desk.path(), false);
        QVERIFY(found && found->isIndexInStep);
    }
    void wrongCountsAreFoundAndCountedAgain()
    {
        TestWorkspace desk;
        fill(desk, 500);
        const auto writer = desk.writer();
        QVERIFY(writer->run("UPDATE tally SET n = n + 1 WHERE kind = 'all'; DELETE FROM tally WHERE kind = 'channel'"));
        const auto found = checked(desk.path(), false);
        QCOMPARE(found->wrongTallies, 3); // one wrong on both sides, one missing
        QVERIFY(repair(*writer, *found));
        QVERIFY(checked(desk.path(), false)->isClean());
        QCOMPARE(writer->number("SELECT n FROM tally WHERE kind = 'all' AND state = 'open'").value(), 100);
    }
    void whatReadsIsSavedAndCounted_data()
    {
        QTest::addColumn<QString>("harm");
        QTest::addColumn<int>("atLeast");
        QTest::newRow("nothing") << u"nothing"_s << 5000;
        QTest::newRow("header") << u"header"_s << 5000;
        QTest::newRow("first page") << u"page"_s << 5000;
        QTest::newRow("cut to half") << u"half"_s << 1;
        QTest::newRow("every 40th page") << u"holes"_s << 4000;
    }
    void whatReadsIsSavedAndCounted()
    {
        QFETCH(QString, harm);
        QFETCH(int, atLeast);
        TestWorkspace desk;
        fill(desk, 5000);
        QSet<qint64> schema;
        {
            const auto writer = desk.writer();
            Statement pages(*writer, "SELECT pageno FROM dbstat WHERE name = 'sqlite_schema'");
            QVERIFY(pages.each([&schema](const Row &row) {
                schema.insert(row.number(0));
                return true;
            }));
        }
        const qint64 size = QFileInfo(desk.path()).size();
        QFile file(desk.path());
        if (harm == u"header"_s || harm == u"page"_s)
            scribble(desk.path(), 0, QByteArray(harm == u"page"_s ? 4096 : 100, '\xff'));
        if (harm == u"half"_s)
            QVERIFY(file.resize(size / 2 / 4096 * 4096));
        for (qint64 page = 80; harm == u"holes"_s && page < size / 4096; page += 40)
            if (!schema.contains(page + 1)) // where the tables are named; only its first page can be had again
                scribble(desk.path(), page * 4096, QByteArray(4096, '\xff'));
        const QByteArray before = bytesOf(desk.path());
        const auto saved = salvage(desk.path(), desk.folder() + u"/saved"_s, desk.clock);
        QVERIFY2(saved, saved ? "" : qPrintable(saved.error().message + saved.error().detail));
        QCOMPARE(bytesOf(desk.path()), before);
        qInfo("%s", qPrintable(saved->sentences().join(u' ')));
        QVERIFY(saved->saved(u"mention"_s) >= atLeast);
        const auto fresh = WorkspaceFile::open(saved->path, desk.clock);
        QVERIFY(fresh);
        const auto writer = (*fresh)->openWriter();
        QCOMPARE((*writer)->number("SELECT count(*) FROM mention").value(), saved->saved(u"mention"_s));
        QCOMPARE(matches(**writer), saved->saved(u"mention"_s));
        const auto clean = checked(saved->path, true);
        QVERIFY2(clean && clean->isClean(), clean ? qPrintable(clean->sentences().join(u' ')) : "");
        if (atLeast == 5000)
            QCOMPARE((*fresh)->workspace().name, u"Harbour Coffee"_s);
        else
            QVERIFY(saved->saved(u"mention"_s) < 5000);
    }
    void whereNothingReadsNothingIsLeft()
    {
        TestWorkspace desk;
        QFile file(desk.path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(100'000, 'x')) == 100'000);
        file.close();
        const auto none = salvage(desk.path(), desk.folder() + u"/saved"_s, desk.clock);
        QVERIFY(!none);
        QCOMPARE(none.error().kind, Error::Kind::Malformed);
        QCOMPARE(desk.names().filter(u"saved"_s), QStringList());
        QCOMPARE(desk.names().filter(u"salvage"_s), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestDamage)
#include "test_damage.moc"
