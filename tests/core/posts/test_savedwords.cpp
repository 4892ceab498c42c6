#include "core/posts/savedwords.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

namespace {

struct Room : TestDesk {
    SavedWords words { writer(), log, undo };
    SavedWordsReader reader { writer() };

    QStringList texts()
    {
        QStringList all;
        for (const SavedReply &each : must(reader.replies()))
            all.append(QStringLiteral("%1: %2").arg(each.name, each.text));
        return all;
    }
    SavedReply first() { return must(reader.replies()).first(); }
};

} // namespace

class TestSavedWords : public QObject {
    Q_OBJECT
private slots:
    void aReplyIsMadeChangedRemovedAndAllOfItTakenBack()
    {
        Room room;
        TestDesk::must(
            room.words.put(SavedReply { {}, QStringLiteral("Batch"), QStringLiteral("It is {batch}."), {}, 0 }));
        SavedReply reply = room.first();
        TestDesk::must(room.words.use(reply.id));
        reply.text = QStringLiteral("Batch {batch}.");
        TestDesk::must(room.words.put(reply));
        QCOMPARE(room.texts(), QStringList { QStringLiteral("Batch: Batch {batch}.") });
        QCOMPARE(room.first().used, 1);
        TestDesk::must(room.words.remove(room.first().id));
        QVERIFY(room.texts().isEmpty());
        TestDesk::must(room.undo.back());
        QCOMPARE(room.texts(), QStringList { QStringLiteral("Batch: Batch {batch}.") });
        TestDesk::must(room.undo.back());
        QCOMPARE(room.texts(), QStringList { QStringLiteral("Batch: It is {batch}.") });
        TestDesk::must(room.undo.again());
        QCOMPARE(room.texts(), QStringList { QStringLiteral("Batch: Batch {batch}.") });
        TestDesk::must(room.undo.back());
        TestDesk::must(room.undo.back());
        QVERIFY(room.texts().isEmpty());
    }

    void theLogNamesNoWords()
    {
        Room room;
        TestDesk::must(
            room.words.put(SavedReply { {}, QStringLiteral("Secretname"), QStringLiteral("Secrettext"), {}, 0 }));
        QCOMPARE(
            TestDesk::must(room.writer().number("SELECT count(*) FROM operation WHERE payload LIKE '%Secret%'")), 0);
    }

    void namesAndWordsAreNeeded()
    {
        Room room;
        QCOMPARE(room.words.put(SavedReply { {}, QStringLiteral(" "), QStringLiteral("a"), {}, 0 }).error().kind,
            Error::Kind::Refused);
        QCOMPARE(room.words.put(SavedReply { {}, QStringLiteral("a"), QStringLiteral(" "), {}, 0 }).error().kind,
            Error::Kind::Refused);
        TestDesk::must(
            room.words.put(SavedReply { {}, QStringLiteral("Thanks"), QStringLiteral("Thank you."), {}, 0 }));
        QCOMPARE(room.words.put(SavedReply { {}, QStringLiteral("thanks"), QStringLiteral("b"), {}, 0 }).error().kind,
            Error::Kind::Conflict);
        QCOMPARE(room.texts().size(), 1);
    }

    void aTemplateKeepsAllItsContent()
    {
        Room room;
        PostTemplate made { {}, QStringLiteral("Launch"), {} };
        made.content.parts = { { QStringLiteral("{name} is here."), {} }, { QStringLiteral("2"), {} } };
        made.content.language = QStringLiteral("nl");
        TestDesk::must(room.words.put(made));
        const auto kept = TestDesk::must(room.reader.templates());
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.first().content, made.content);
        TestDesk::must(room.words.remove(kept.first().id));
        QVERIFY(TestDesk::must(room.reader.templates()).isEmpty());
        TestDesk::must(room.undo.back());
        QCOMPARE(TestDesk::must(room.reader.templates()), kept);
    }
};

QTEST_GUILESS_MAIN(TestSavedWords)
#include "test_savedwords.moc"
