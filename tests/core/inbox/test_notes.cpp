#include "core/inbox/merging.h"
#include "core/inbox/notes.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

class TestNotes : public QObject {
    Q_OBJECT
private slots:
    void twoHalfWrittenNotesOfAMergeStayTwo()
    {
        TestDesk desk;
        Notes notes(desk.writer(), desk.log, desk.undo, desk.clock);
        const qint64 a = mergedWithDrafts(desk, notes);
        QCOMPARE(shown(desk, a), QStringLiteral("the second"));
        desk.clock.advance(std::chrono::seconds(1));
        QVERIFY(notes.keep(a, QStringLiteral("the second, longer")));
        QCOMPARE(shown(desk, a), QStringLiteral("the second, longer"));
        QVERIFY(notes.keep(a, QString()));
        QCOMPARE(shown(desk, a), QStringLiteral("the first"));
        QVERIFY(notes.keep(a, QString()));
        QVERIFY(!TestDesk::must(desk.mentions.noteDraft(a)));
    }
    void addingANoteLeavesTheOtherHalfWrittenOne()
    {
        TestDesk desk;
        Notes notes(desk.writer(), desk.log, desk.undo, desk.clock);
        const qint64 a = mergedWithDrafts(desk, notes);
        QVERIFY(notes.add(a, QStringLiteral("the second, whole")));
        QCOMPARE(shown(desk, a), QStringLiteral("the first"));
        QCOMPARE(desk.mentions.notes(a)->size(), 1);
    }
    void aNoteOnAConversationThatIsGoneSaysSo()
    {
        TestDesk desk;
        Notes notes(desk.writer(), desk.log, desk.undo, desk.clock);
        const auto added = notes.add(12345, QStringLiteral("The lab cleared line 1"));
        QVERIFY(!added);
        QCOMPARE(added.error().kind, Error::Kind::Missing);
        QVERIFY2(added.error().message.contains(QStringLiteral("no longer here")), qPrintable(added.error().message));
        QCOMPARE(desk.database.number("SELECT count(*) FROM note"), 0);
    }

private:
    /// The conversation made of two, in each of which a note was begun.
    static qint64 mergedWithDrafts(TestDesk &desk, Notes &notes)
    {
        Merging merging(desk.writer(), desk.log, desk.undo, desk.clock);
        desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("My parcel is late"), 30),
            desk.saying(QStringLiteral("b"), QStringLiteral("Still no parcel"), 20) });
        const qint64 a = desk.conversationOf(QStringLiteral("a"));
        const qint64 b = desk.conversationOf(QStringLiteral("b"));
        TestDesk::must(notes.keep(a, QStringLiteral("the first")));
        desk.clock.advance(std::chrono::seconds(1));
        TestDesk::must(notes.keep(b, QStringLiteral("the second")));
        TestDesk::must(merging.merge({ a, b }));
        return a;
    }
    static QString shown(TestDesk &desk, qint64 conversation)
    {
        const auto draft = TestDesk::must(desk.mentions.noteDraft(conversation));
        return draft ? draft->text : QString();
    }
};

QTEST_GUILESS_MAIN(TestNotes)
#include "test_notes.moc"
