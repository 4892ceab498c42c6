#include "core/posts/drafting.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

class TestDrafting : public QObject {
    Q_OBJECT
private slots:
    void whatWasThrownAwayComesBackBehindWhatIsBeingWritten()
    {
        TestDesk desk;
        Drafting drafting(desk.writer(), desk.log, desk.undo, desk.clock);
        const qint64 a = oneQuestion(desk);
        QVERIFY(drafting.save(a, QStringLiteral("the first")));
        QVERIFY(TestDesk::must(drafting.discard(a)));
        QVERIFY(drafting.save(a, QStringLiteral("the second")));
        const auto undone = desk.undo.back();
        QVERIFY(undone);
        QCOMPARE(undone->kept, 1);
        QVERIFY2(undone->sentence.contains(QStringLiteral("behind")), qPrintable(undone->sentence));
        QCOMPARE(shown(desk, a), QStringLiteral("the second"));
        QVERIFY(drafting.save(a, QStringLiteral("the second, longer")));
        QVERIFY(TestDesk::must(drafting.discard(a)));
        QCOMPARE(shown(desk, a), QStringLiteral("the first"));
    }
    void whereNothingElseIsWrittenItIsJustBack()
    {
        TestDesk desk;
        Drafting drafting(desk.writer(), desk.log, desk.undo, desk.clock);
        const qint64 a = oneQuestion(desk);
        QVERIFY(drafting.save(a, QStringLiteral("the first")));
        QVERIFY(TestDesk::must(drafting.discard(a)));
        const auto undone = desk.undo.back();
        QVERIFY(undone);
        QCOMPARE(undone->kept, 0);
        QVERIFY(!undone->sentence.contains(QStringLiteral("behind")));
        QCOMPARE(shown(desk, a), QStringLiteral("the first"));
        QVERIFY(desk.undo.again());
        QCOMPARE(shown(desk, a), QString());
    }

private:
    static qint64 oneQuestion(TestDesk &desk)
    {
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Where is my parcel?"), 10) });
        return desk.conversationOf(QStringLiteral("q"));
    }
    static QString shown(TestDesk &desk, qint64 conversation)
    {
        DraftReader reader(desk.writer());
        const auto draft = TestDesk::must(reader.reply(conversation));
        return draft ? draft->text : QString();
    }
};

QTEST_GUILESS_MAIN(TestDrafting)
#include "test_drafting.moc"
