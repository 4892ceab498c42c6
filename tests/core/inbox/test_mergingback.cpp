#include "core/inbox/merging.h"
#include "core/inbox/notes.h"
#include "core/posts/drafting.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

/// Taking a merge or a split back, and doing it again, with what was written and what came in.
class TestMergingBack : public QObject {
    Q_OBJECT
private slots:
    void notesAndDraftsGoBackWithTheirConversation()
    {
        Room room;
        room.keepSome();
        const QString before = room.belongings();
        QVERIFY(room.merging.merge({ room.a, room.b }));
        QCOMPARE(room.desk.mentions.notes(room.a)->size(), 2);
        QCOMPARE(room.desk.mentions.notes(room.b)->size(), 0);
        for (int round = 0; round < 2; ++round) {
            QVERIFY(room.desk.undo.back());
            QCOMPARE(room.belongings(), before);
            QVERIFY(room.desk.undo.again());
            QCOMPARE(room.desk.mentions.notes(room.a)->size(), 2);
            QVERIFY(!TestDesk::must(room.drafts.reply(room.b)));
        }
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%half%'"), 0);
    }
    void whatWasWrittenInASplitIsThereWhenItIsSplitAgain()
    {
        Room room;
        room.desk.receive(
            { room.desk.saying(QStringLiteral("c"), QStringLiteral("Namely this"), 5, QStringLiteral("a")) });
        const qint64 from = room.desk.database.number("SELECT row FROM mention WHERE global_name LIKE '%/c'");
        QVERIFY(room.merging.split(room.a, from));
        QVERIFY(room.notes.add(from, QStringLiteral("The lab cleared line 1")));
        QVERIFY(room.drafting.save(from, QStringLiteral("Hello Ada")));
        QVERIFY(room.desk.undo.back());
        QVERIFY(room.desk.undo.back());
        QCOMPARE(TestDesk::must(room.drafts.reply(room.a))->text, QStringLiteral("Hello Ada"));
        QVERIFY(room.desk.undo.again());
        QVERIFY(room.desk.undo.again());
        QCOMPARE(room.desk.mentions.notes(room.a)->size(), 0);
        QCOMPARE(room.desk.mentions.notes(from)->size(), 1);
        QVERIFY(!TestDesk::must(room.drafts.reply(room.a)));
        QCOMPARE(TestDesk::must(room.drafts.reply(from))->text, QStringLiteral("Hello Ada"));
    }
    void aDraftGoesWithTheMessageItAnswers()
    {
        Room room;
        room.desk.receive(
            { room.desk.saying(QStringLiteral("c"), QStringLiteral("Namely this"), 5, QStringLiteral("a")) });
        const qint64 from = room.desk.database.number("SELECT row FROM mention WHERE global_name LIKE '%/c'");
        QVERIFY(room.drafting.save(room.a, QStringLiteral("Hello Ada")));
        QVERIFY(room.merging.split(room.a, from));
        QVERIFY(TestDesk::must(room.drafts.reply(from)));
        QVERIFY(room.desk.undo.back());
        QCOMPARE(TestDesk::must(room.drafts.reply(room.a))->text, QStringLiteral("Hello Ada"));
    }
    void whatCameInAfterAMergeIsNotFiledAsDone()
    {
        Room room;
        QVERIFY(room.desk.triage.done({ room.a }));
        QVERIFY(room.merging.merge({ room.a, room.b }));
        room.answer(QStringLiteral("a"));
        const auto undone = room.desk.undo.back();
        QVERIFY(undone);
        QCOMPARE(undone->kept, 1);
        QCOMPARE(room.desk.conversationOf(QStringLiteral("new")), room.a);
        QCOMPARE(room.desk.stateOf(room.a), QStringLiteral("new"));
        QCOMPARE(room.desk.stateOf(room.b), QStringLiteral("new"));
        QVERIFY(room.desk.talliesAreTrue());
    }
    void whereNothingCameInBothStandAsTheyStood()
    {
        Room room;
        QVERIFY(room.desk.triage.done({ room.a }));
        QVERIFY(room.merging.merge({ room.a, room.b }));
        QVERIFY(room.desk.triage.seen(room.a));
        QCOMPARE(room.desk.undo.back()->kept, 0);
        QCOMPARE(room.desk.stateOf(room.a), QStringLiteral("done"));
        QCOMPARE(room.desk.stateOf(room.b), QStringLiteral("new"));
        QVERIFY(room.desk.talliesAreTrue());
    }
    void whatWasOpenedSinceASplitStaysOpenWhenPutTogether()
    {
        Room room;
        room.desk.receive(
            { room.desk.saying(QStringLiteral("c"), QStringLiteral("Namely this"), 5, QStringLiteral("a")) });
        const qint64 from = room.desk.database.number("SELECT row FROM mention WHERE global_name LIKE '%/c'");
        QVERIFY(room.desk.triage.done({ room.a }));
        QVERIFY(room.merging.split(room.a, from));
        room.answer(QStringLiteral("c"));
        QCOMPARE(room.desk.stateOf(from), QStringLiteral("open"));
        QVERIFY(room.desk.undo.back());
        QCOMPARE(room.desk.conversationOf(QStringLiteral("new")), room.a);
        QCOMPARE(room.desk.stateOf(room.a), QStringLiteral("open"));
        QVERIFY(room.desk.talliesAreTrue());
    }
    void whatWasOpenedInBetweenStaysOpenWhenMergedAgain()
    {
        Room room;
        QVERIFY(room.desk.triage.wait({ room.a }));
        QVERIFY(room.desk.triage.done({ room.b }));
        QVERIFY(room.merging.merge({ room.a, room.b }));
        QCOMPARE(room.desk.stateOf(room.a), QStringLiteral("waiting"));
        QVERIFY(room.desk.undo.back());
        room.answer(QStringLiteral("b"));
        QCOMPARE(room.desk.stateOf(room.b), QStringLiteral("open"));
        QVERIFY(room.desk.undo.again());
        QCOMPARE(room.desk.conversationOf(QStringLiteral("new")), room.a);
        QCOMPARE(room.desk.stateOf(room.a), QStringLiteral("open"));
        QVERIFY(room.desk.talliesAreTrue());
    }

private:
    /// A desk with two conversations of one person.
    struct Room {
        Room()
        {
            desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("My parcel is late"), 30),
                desk.saying(QStringLiteral("b"), QStringLiteral("Still no parcel"), 20) });
            a = desk.conversationOf(QStringLiteral("a"));
            b = desk.conversationOf(QStringLiteral("b"));
        }
        void keepSome()
        {
            QVERIFY(notes.add(a, QStringLiteral("The lab cleared line 1")));
            QVERIFY(notes.add(b, QStringLiteral("Same customer as last week")));
            QVERIFY(notes.keep(b, QStringLiteral("half a note")));
            QVERIFY(drafting.save(b, QStringLiteral("half a reply")));
        }
        void answer(const QString &to)
        {
            desk.clock.advance(std::chrono::minutes(5));
            desk.receive({ desk.saying(QStringLiteral("new"), QStringLiteral("It is still not here"), 0, to) });
        }
        QString belongings()
        {
            Statement all(desk.writer(),
                "SELECT conversation, text FROM note UNION ALL SELECT p.conversation, v.text FROM post p "
                "JOIN variant v ON v.post = p.row ORDER BY 1, 2");
            QStringList lines;
            TestDesk::must(all.each([&](const Row &row) {
                lines.append(row.text(0) + QLatin1Char(' ') + row.text(1));
                return true;
            }));
            return lines.join(QLatin1Char('\n'));
        }
        TestDesk desk;
        Merging merging { desk.writer(), desk.log, desk.undo, desk.clock };
        Notes notes { desk.writer(), desk.log, desk.undo, desk.clock };
        Drafting drafting { desk.writer(), desk.log, desk.undo, desk.clock };
        DraftReader drafts { desk.writer() };
        qint64 a = 0;
        qint64 b = 0;
    };
};

QTEST_GUILESS_MAIN(TestMergingBack)
#include "test_mergingback.moc"
