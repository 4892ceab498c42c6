#include "tests/support/desk.h"
#include "ui/inbox/conversationlist.h"
#include "ui/inbox/streammodel.h"
#include "ui/inbox/waiting.h"

#include <QAbstractItemModelTester>

using namespace wheelhouse;
using namespace std::chrono_literals;

namespace {

/// A desk with a list over it; everything on one thread.
struct Shelf {
    TestDesk desk;
    NameBook names { desk.mentions, desk.roster };
    ConversationListModel list { desk.mentions, names, desk.clock };
    std::optional<QAbstractItemModelTester> tester; // it fetches whatever can be fetched, so only over short lists

    void fill(int count)
    {
        if (count < ConversationListModel::pageSize)
            tester.emplace(&list, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QList<Arrival> arrivals;
        for (int i = 0; i < count; ++i)
            arrivals.append(desk.saying(QStringLiteral("m%1").arg(i), QStringLiteral("Number %1").arg(i), count - i, {},
                QStringLiteral("person%1").arg(i)));
        desk.receive(arrivals);
        QVERIFY(names.read());
        list.showView({ View::Kind::AllOpen, 0 }, Order::LongestWaiting);
    }
    qint64 row(int number) { return desk.conversationOf(QStringLiteral("m%1").arg(number)); }
    QList<qint64> shown() const
    {
        QList<qint64> rows;
        for (int i = 0; i < list.rowCount(); ++i)
            if (const qint64 row = list.index(i).data(ConversationListModel::ConversationRole).toLongLong(); row != 0)
                rows.append(row);
        return rows;
    }
};

} // namespace

class TestConversationList : public QObject {
    Q_OBJECT
private slots:
    void pagesComeByKeyFromBothEnds();
    void theWindowStaysSmall();
    void whatLeavesIsOneRowAndTheRestStays();
    void aRefusedActBringsItsRowBack();
    void groupsSayHowLongTheyWait();
    void aCutGroupHasNoCount();
    void wordsOfWaiting();
    void countsAreToldWithoutAReset();
};

void TestConversationList::pagesComeByKeyFromBothEnds()
{
    Shelf shelf;
    shelf.fill(350);
    QCOMPARE(shelf.list.conversations(), 100);
    QCOMPARE(shelf.shown().first(), shelf.row(0));
    QVERIFY(shelf.list.canFetchMore({}));
    shelf.list.fetchMore({});
    QCOMPARE(shelf.list.conversations(), 200);
    shelf.list.toEnd();
    QCOMPARE(shelf.list.conversations(), 100);
    QCOMPARE(shelf.shown().last(), shelf.row(349));
    QVERIFY(!shelf.list.canFetchMore({}));
    shelf.list.fetchBefore();
    QCOMPARE(shelf.shown().first(), shelf.row(150));
    shelf.list.toStart();
    QCOMPARE(shelf.shown().first(), shelf.row(0));
}

void TestConversationList::theWindowStaysSmall()
{
    Shelf shelf;
    shelf.fill(650);
    while (shelf.list.canFetchMore({})) {
        shelf.list.fetchMore({});
        shelf.list.trim(shelf.shown().last());
    }
    QCOMPARE(shelf.list.conversations(), ConversationListModel::largest);
    QVERIFY(!shelf.list.isAtStart());
    QCOMPARE(shelf.shown().last(), shelf.row(649));
    shelf.list.refresh();
    QCOMPARE(shelf.list.conversations(), ConversationListModel::largest);
    QCOMPARE(shelf.shown().last(), shelf.row(649));
}

void TestConversationList::whatLeavesIsOneRowAndTheRestStays()
{
    Shelf shelf;
    shelf.fill(20);
    const QPersistentModelIndex eighth = shelf.list.indexOf(shelf.row(8));
    QSignalSpy removed(&shelf.list, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&shelf.list, &QAbstractItemModel::modelReset);
    QVERIFY(shelf.desk.triage.done({ shelf.row(5) }));
    shelf.desk.receive(
        { shelf.desk.saying(QStringLiteral("new"), QStringLiteral("Just now"), 0, {}, QStringLiteral("zoe")) });
    shelf.list.refresh();
    QCOMPARE(removed.size(), 1);
    QCOMPARE(reset.size(), 0);
    QCOMPARE(eighth.data(ConversationListModel::ConversationRole).toLongLong(), shelf.row(8));
    QCOMPARE(shelf.shown().last(), shelf.desk.conversationOf(QStringLiteral("new")));
}

void TestConversationList::aRefusedActBringsItsRowBack()
{
    Shelf shelf;
    shelf.fill(5);
    shelf.list.leave({ shelf.row(2) });
    QVERIFY(!shelf.list.indexOf(shelf.row(2)).isValid());
    shelf.list.refresh();
    QVERIFY(!shelf.list.indexOf(shelf.row(2)).isValid());
    shelf.list.stay({ shelf.row(2) });
    QCOMPARE(shelf.shown().at(2), shelf.row(2));
}

void TestConversationList::groupsSayHowLongTheyWait()
{
    Shelf shelf;
    shelf.desk.receive(
        { shelf.desk.saying(QStringLiteral("old"), QStringLiteral("Old"), 60 * 50, {}, QStringLiteral("a")),
            shelf.desk.saying(QStringLiteral("fresh"), QStringLiteral("Fresh"), 5, {}, QStringLiteral("b")) });
    QVERIFY(shelf.names.read());
    shelf.list.showView({ View::Kind::AllOpen, 0 }, Order::LongestWaiting);
    QCOMPARE(shelf.list.rowCount(), 4);
    QCOMPARE(shelf.list.index(0).data().toString(), groupTitle(WaitGroup::OverADay));
    QCOMPARE(shelf.list.index(2).data().toString(), groupTitle(WaitGroup::LastHour));
    const auto old = shelf.list.index(1).data(ConversationListModel::LineRole).value<ListLine>();
    QVERIFY(old.isLate);
    QCOMPARE(old.time, waitWords(50h));
    QCOMPARE(shelf.list.index(0).data(ConversationListModel::LineRole).value<ListLine>().count, 1);
    QVERIFY(!(shelf.list.flags(shelf.list.index(0)) & Qt::ItemIsSelectable));
}

void TestConversationList::aCutGroupHasNoCount()
{
    Shelf shelf;
    shelf.fill(150);
    const int last = shelf.list.rowCount() - 1;
    for (int row = last; row >= 0; --row) {
        const auto line = shelf.list.index(row).data(ConversationListModel::LineRole).value<ListLine>();
        if (line.isGroup) {
            QCOMPARE(line.count, -1);
            return;
        }
    }
    QFAIL("no group");
}

void TestConversationList::wordsOfWaiting()
{
    QCOMPARE(waitWords(20s), QStringLiteral("now"));
    QCOMPARE(waitWords(8min), QStringLiteral("8 min"));
    QCOMPARE(waitWords(100min), QStringLiteral("1 h 40"));
    QCOMPARE(waitWords(125min), QStringLiteral("2 h 05"));
    QCOMPARE(waitWords(180min), QStringLiteral("3 h"));
    QCOMPARE(waitWords(15h + 30min), QStringLiteral("15 h"));
    QCOMPARE(waitWords(50h), QStringLiteral("2 d"));
    QCOMPARE(waitWords(24h * 800), QStringLiteral("2 y"));
}

void TestConversationList::countsAreToldWithoutAReset()
{
    Shelf shelf;
    shelf.fill(3);
    StreamModel streams;
    const QAbstractItemModelTester tester(&streams, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const auto read = [&] {
        return TestDesk::must(readStreams(shelf.desk.mentions, shelf.names, 0, shelf.desk.clock.now()));
    };
    streams.setSections(read());
    QSignalSpy reset(&streams, &QAbstractItemModel::modelReset);
    QVERIFY(shelf.desk.triage.done({ shelf.row(0) }));
    streams.setSections(read());
    QCOMPARE(reset.size(), 0);
    Stream open;
    open.view.kind = View::Kind::AllOpen;
    QCOMPARE(streams.indexOf(open).data(StreamModel::CountRole).toString(), QStringLiteral("2"));
    QCOMPARE(streams.indexOf(open).data(Qt::AccessibleTextRole).toString(), QStringLiteral("All open, 2"));
}

QTEST_MAIN(TestConversationList)
#include "test_conversationlist.moc"
