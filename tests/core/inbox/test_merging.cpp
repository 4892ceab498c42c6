#include "core/inbox/merging.h"
#include "core/inbox/notes.h"
#include "core/people/contactbook.h"
#include "core/posts/drafting.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

class TestMerging : public QObject {
    Q_OBJECT
private slots:
    void aMergeIsTakenApartExactlyAsItStood()
    {
        TestDesk desk;
        Merging merging(desk.writer(), desk.log, desk.undo, desk.clock);
        Notes notes(desk.writer(), desk.log, desk.undo, desk.clock);
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("My parcel is late"), 30),
            desk.saying(QStringLiteral("b"), QStringLiteral("Still no parcel"), 20),
            desk.saying(QStringLiteral("c"), QStringLiteral("Hello?"), 10) });
        const qint64 a = desk.conversationOf(QStringLiteral("a"));
        const qint64 b = desk.conversationOf(QStringLiteral("b"));
        const qint64 c = desk.conversationOf(QStringLiteral("c"));
        QVERIFY(desk.triage.done({ b }));
        QVERIFY(desk.triage.assign({ c }, desk.me()));
        const QString before = dump(desk);
        qint64 into = 0;
        QVERIFY(merging.merge({ c, a, b }, &into));
        QCOMPARE(into, a);
        QCOMPARE(desk.database.number("SELECT count(DISTINCT conversation) FROM mention"), 1);
        QCOMPARE(desk.stateOf(b), QStringLiteral("merged"));
        QVERIFY(desk.talliesAreTrue());
        // A late answer to what went in finds where it lives now.
        desk.receive({ desk.saying(QStringLiteral("d"), QStringLiteral("Anyone?"), 1, QStringLiteral("b")) });
        QCOMPARE(desk.conversationOf(QStringLiteral("d")), a);
        QVERIFY(desk.undo.back());
        QVERIFY(desk.talliesAreTrue());
        QCOMPARE(desk.conversationOf(QStringLiteral("b")), b);
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.database.number("SELECT count(DISTINCT conversation) FROM mention"), 1);
        QVERIFY(desk.undo.back());
        QVERIFY(desk.writer().run("DELETE FROM mention WHERE global_name LIKE '%/d'"));
        QVERIFY(desk.writer().run(
            ("UPDATE conversation SET latest = row, since = row, unread = 0 WHERE row = " + QByteArray::number(a))
                .constData()));
        QCOMPARE(dump(desk).count(QStringLiteral("merged")), 0);
        QCOMPARE(before.count(QStringLiteral("done")), dump(desk).count(QStringLiteral("done")));
    }
    void aSplitIsPutTogetherAgain()
    {
        TestDesk desk;
        Merging merging(desk.writer(), desk.log, desk.undo, desk.clock);
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("Late parcel"), 30),
            desk.saying(QStringLiteral("b"), QStringLiteral("And something else"), 20, QStringLiteral("a")),
            desk.saying(QStringLiteral("c"), QStringLiteral("Namely this"), 10, QStringLiteral("b")) });
        const QString before = dump(desk);
        const qint64 a = desk.conversationOf(QStringLiteral("a"));
        const qint64 from = desk.database.number("SELECT row FROM mention WHERE global_name LIKE '%/b'");
        QCOMPARE(merging.split(a, a).error().kind, Error::Kind::Refused);
        qint64 made = 0;
        QVERIFY(merging.split(a, from, &made));
        QCOMPARE(desk.conversationOf(QStringLiteral("c")), made);
        QCOMPARE(desk.conversationOf(QStringLiteral("a")), a);
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.conversationOf(QStringLiteral("c")), a);
        QVERIFY(desk.talliesAreTrue());
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.conversationOf(QStringLiteral("c")), made);
        QVERIFY(desk.undo.back());
        QVERIFY(dump(desk).startsWith(before));
        QVERIFY(desk.talliesAreTrue());
    }
    void whatWasMergedAlreadyIsNotMergedAgain()
    {
        TestDesk desk;
        Merging merging(desk.writer(), desk.log, desk.undo, desk.clock);
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("My parcel is late"), 30),
            desk.saying(QStringLiteral("b"), QStringLiteral("Still no parcel"), 20),
            desk.saying(QStringLiteral("c"), QStringLiteral("Hello?"), 10) });
        const qint64 a = desk.conversationOf(QStringLiteral("a"));
        const qint64 b = desk.conversationOf(QStringLiteral("b"));
        const qint64 c = desk.conversationOf(QStringLiteral("c"));
        QVERIFY(merging.merge({ a, b }));
        const QString before = dump(desk);
        for (const QList<qint64> &stale : { QList<qint64> { b, c }, QList<qint64> { a, c, b } }) {
            const auto merged = merging.merge(stale);
            QVERIFY(!merged);
            QCOMPARE(merged.error().kind, Error::Kind::Conflict);
        }
        QCOMPARE(dump(desk), before);
        QVERIFY(desk.talliesAreTrue());
    }
    void whereTheFirstMessageCameLateEveryLaterOneCanBeSplitOff()
    {
        TestDesk desk;
        Merging merging(desk.writer(), desk.log, desk.undo, desk.clock);
        desk.receive(
            { desk.saying(QStringLiteral("b"), QStringLiteral("And something else"), 20, QStringLiteral("a")) });
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("Late parcel"), 30),
            desk.saying(QStringLiteral("c"), QStringLiteral("Namely this"), 10, QStringLiteral("b")) });
        const qint64 whole = desk.conversationOf(QStringLiteral("b"));
        const qint64 first = desk.database.number("SELECT row FROM mention WHERE global_name LIKE '%/a'");
        QCOMPARE(desk.conversationOf(QStringLiteral("a")), whole);
        const QString before = dump(desk);
        QCOMPARE(merging.split(whole, first).error().kind, Error::Kind::Refused);
        qint64 made = 0;
        QVERIFY(merging.split(whole, whole, &made));
        QCOMPARE(made, first);
        for (int round = 0; round < 2; ++round) {
            QCOMPARE(desk.conversationOf(QStringLiteral("a")), first);
            QCOMPARE(desk.conversationOf(QStringLiteral("b")), whole);
            QCOMPARE(desk.conversationOf(QStringLiteral("c")), whole);
            QVERIFY(desk.talliesAreTrue());
            QVERIFY(desk.undo.back());
            QCOMPARE(desk.conversationOf(QStringLiteral("a")), whole);
            QVERIFY(dump(desk).endsWith(before));
            QVERIFY(desk.talliesAreTrue());
            QVERIFY(desk.undo.again());
        }
    }
    void aSplitLeavesAConversationTheMessageThatStepsNameItBy()
    {
        TestDesk desk;
        Merging merging(desk.writer(), desk.log, desk.undo, desk.clock);
        desk.receive({ desk.saying(QStringLiteral("c"), QStringLiteral("Namely this"), 10, QStringLiteral("b")) });
        desk.receive({ desk.saying(QStringLiteral("b"), QStringLiteral("And more"), 20, QStringLiteral("a")) });
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("Late parcel"), 30) });
        const qint64 whole = desk.conversationOf(QStringLiteral("c"));
        const qint64 second = desk.database.number("SELECT row FROM mention WHERE global_name LIKE '%/b'");
        QVERIFY(merging.split(whole, second));
        QCOMPARE(desk.conversationOf(QStringLiteral("c")), whole);
        QCOMPARE(desk.conversationOf(QStringLiteral("b")), whole);
        QVERIFY(desk.triage.done({ whole }));
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.stateOf(whole), QStringLiteral("new"));
    }
    void aNoteComesAndGoesAndIsInNoOperation()
    {
        TestDesk desk;
        Notes notes(desk.writer(), desk.log, desk.undo, desk.clock);
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("Late parcel"), 30) });
        const qint64 a = desk.conversationOf(QStringLiteral("a"));
        QCOMPARE(notes.add(a, QStringLiteral("   ")).error().kind, Error::Kind::Refused);
        QVERIFY(notes.add(a, QStringLiteral("The lab cleared line 1")));
        QCOMPARE(desk.mentions.notes(a)->size(), 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%lab%'"), 0);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.mentions.notes(a)->size(), 0);
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.mentions.notes(a)->constFirst().text, QStringLiteral("The lab cleared line 1"));
        QVERIFY(notes.withdraw(desk.mentions.notes(a)->constFirst().id));
        QCOMPARE(desk.mentions.notes(a)->size(), 0);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.mentions.notes(a)->size(), 1);
    }
    void aDraftIsKeptAsTypedAndComesBackWhenThrownAway()
    {
        TestDesk desk;
        Drafting drafting(desk.writer(), desk.log, desk.undo, desk.clock);
        DraftReader reader(desk.writer());
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("Late parcel"), 30) });
        const qint64 a = desk.conversationOf(QStringLiteral("a"));
        QVERIFY(drafting.save(a, QStringLiteral("Hel")));
        QVERIFY(drafting.save(a, QStringLiteral("Hello Ada\n")));
        QCOMPARE(reader.reply(a).value()->text, QStringLiteral("Hello Ada\n"));
        QCOMPARE(desk.database.number("SELECT count(*) FROM post"), 1);
        QCOMPARE(drafting.discard(a).value(), true);
        QVERIFY(!reader.reply(a).value());
        QVERIFY(desk.undo.back());
        QCOMPARE(reader.reply(a).value()->text, QStringLiteral("Hello Ada\n"));
    }
    void theCardKnowsThePersonsHistory()
    {
        TestDesk desk;
        ContactBook book(desk.writer());
        desk.receive(
            { desk.saying(QStringLiteral("a"), QStringLiteral("The parcel that I ordered has not arrived"), 3000),
                desk.saying(QStringLiteral("b"), QStringLiteral("Thank you, it came on Monday morning"), 2000,
                    QStringLiteral("a")),
                desk.saying(QStringLiteral("c"), QStringLiteral("Do you sell the grinder separately?"), 10) });
        QVERIFY(desk.triage.done({ desk.conversationOf(QStringLiteral("a")) }));
        const auto sheet = book.sheet(1, 10);
        QVERIFY(sheet);
        QCOMPARE(sheet->messages, 3);
        QCOMPARE(sheet->conversations, 2);
        QCOMPARE(sheet->closed, 1);
        QCOMPARE(sheet->earlier.size(), 2);
        QCOMPARE(sheet->earlier.constFirst().snippet, QStringLiteral("Do you sell the grinder separately?"));
        QCOMPARE(sheet->languages, QStringList { QStringLiteral("en") });
        QCOMPARE(book.sheet(99, 10).error().kind, Error::Kind::Missing);
    }

private:
    static QString dump(TestDesk &desk)
    {
        Statement all(desk.writer(),
            "SELECT row, state, coalesce(assignee, 0), latest, answered, since, identity FROM conversation ORDER BY "
            "row");
        QStringList lines;
        TestDesk::must(all.each([&](const Row &row) {
            QStringList cells;
            for (int i = 0; i < 7; ++i)
                cells.append(row.text(i));
            lines.append(cells.join(QLatin1Char(' ')));
            return true;
        }));
        return lines.join(QLatin1Char('\n'));
    }
};

QTEST_GUILESS_MAIN(TestMerging)
#include "test_merging.moc"
