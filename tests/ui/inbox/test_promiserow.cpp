#include "core/inbox/promises.h"
#include "tests/support/desk.h"
#include "ui/inbox/conversationlist.h"
#include "ui/inbox/listgroups.h"
#include "ui/inbox/waiting.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace wheelhouse;

class TestPromiseRow : public QObject {
    Q_OBJECT
private slots:
    void whatIsLeftOfAPromise_data();
    void whatIsLeftOfAPromise();
    void theListIsGroupedAsDrawn();
    void aBreachIsToldOnce();
    void aRowSaysWhyThisTime();

private:
    struct Desk : TestDesk {
        Desk()
        {
            PromisePolicy one;
            one.name = QStringLiteral("Everyone");
            one.reason = QStringLiteral("They wait");
            one.firstMs = 60 * 60'000;
            one.hours = WorkingHours::allTheTime();
            must(promises.setPolicy(one, clock.now().addDays(-30)));
        }
        Promises promises { writer(), log, undo, clock };
        NameBook names { mentions, roster };
        ConversationListModel list { mentions, names, clock };
    };
};

void TestPromiseRow::whatIsLeftOfAPromise_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<QString>("words");
    QTest::addColumn<bool>("isSoon");
    QTest::addColumn<bool>("isOver");
    QTest::addColumn<double>("left");
    QTest::newRow("all of it") << 3'600 << QStringLiteral("1 h") << false << false << 1.0;
    QTest::newRow("more than half an hour") << 1'801 << QStringLiteral("31 min") << false << false << 0.5;
    QTest::newRow("half an hour") << 1'800 << QStringLiteral("30 min") << true << false << 0.5;
    QTest::newRow("a second") << 1 << QStringLiteral("1 min") << true << false << 0.0;
    QTest::newRow("a second over") << -1 << QStringLiteral("over") << false << true << 0.0;
    QTest::newRow("eight minutes over") << -8 * 60 - 3 << QStringLiteral("8 min over") << false << true << 0.0;
    QTest::newRow("a day over") << -26 * 3'600 << QStringLiteral("1 d over") << false << true << 0.0;
}

void TestPromiseRow::whatIsLeftOfAPromise()
{
    QFETCH(int, seconds);
    const QDateTime now(QDate(2026, 10, 12), QTime(10, 42), Qt::UTC);
    ConversationItem item;
    QVERIFY(!promiseLeft(item, now).isPromised);
    item.promiseDue = now.addSecs(seconds);
    item.promiseBegan = item.promiseDue.addSecs(-3'600);
    const PromiseLeft found = promiseLeft(item, now);
    QTEST(found.words, "words");
    QTEST(found.isSoon, "isSoon");
    QTEST(found.isOver, "isOver");
    QFETCH(double, left);
    QVERIFY(std::abs(found.left - left) < 0.01);
    item.state = TriageState::Done;
    QVERIFY(!promiseLeft(item, now).isPromised);
}

void TestPromiseRow::theListIsGroupedAsDrawn()
{
    Desk desk;
    QList<Arrival> arrivals;
    const QList<int> ages { 68, 54, 49, 41, 32, 20, 5, 1 };
    for (const int age : ages)
        arrivals.append(desk.saying(QString::number(age), QStringLiteral("Hello?"), age, {}, QString::number(age)));
    arrivals.append(
        desk.saying(QStringLiteral("old"), QStringLiteral("Hello?"), 60 * 24 * 31, {}, QStringLiteral("old")));
    desk.receive(arrivals);
    QAbstractItemModelTester tester(&desk.list, QAbstractItemModelTester::FailureReportingMode::QtTest);
    desk.list.showView({ View::Kind::AllOpen, 0 }, Order::Soonest);
    QStringList told;
    for (int row = 0; row < desk.list.rowCount(); ++row) {
        const auto line = desk.list.index(row).data(ConversationListModel::LineRole).value<ListLine>();
        told.append(line.isGroup ? QStringLiteral("%1 %2").arg(line.title).arg(line.count) : line.time);
    }
    QCOMPARE(told,
        QStringList({ QStringLiteral("Past its promise 1"), QStringLiteral("8 min over"),
            QStringLiteral("Due within 30 minutes 4"), QStringLiteral("6 min"), QStringLiteral("11 min"),
            QStringLiteral("19 min"), QStringLiteral("28 min"), QStringLiteral("Later today 3"),
            QStringLiteral("40 min"), QStringLiteral("55 min"), QStringLiteral("59 min"),
            QStringLiteral("Longer than a week 1"), QStringLiteral("31 d") }));
    const QString sentence = desk.list.index(1).data(Qt::AccessibleTextRole).toString();
    QVERIFY2(sentence.contains(QStringLiteral("past its promise, 8 min over")), qPrintable(sentence));
}

void TestPromiseRow::aBreachIsToldOnce()
{
    Desk desk;
    desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("Hello?"), 59) });
    desk.list.showView({ View::Kind::AllOpen, 0 }, Order::Soonest);
    QSignalSpy spy(&desk.list, &ConversationListModel::breached);
    desk.list.tick();
    QCOMPARE(spy.size(), 0);
    desk.clock.advance(std::chrono::seconds(90));
    desk.list.tick();
    QCOMPARE(spy.size(), 1);
    desk.clock.advance(std::chrono::seconds(90));
    desk.list.tick();
    QCOMPARE(spy.size(), 1);
}

void TestPromiseRow::aRowSaysWhyThisTime()
{
    Desk desk;
    desk.receive({ desk.saying(QStringLiteral("a"), QStringLiteral("Hello?"), 5),
        desk.saying(QStringLiteral("t"), QStringLiteral("thanks"), 5, {}, QStringLiteral("bo")) });
    desk.list.showView({ View::Kind::AllOpen, 0 }, Order::Soonest);
    const auto why = [&](const char *name) {
        return desk.list.indexOf(desk.conversationOf(QString::fromLatin1(name)))
            .data(ConversationListModel::WhyRole)
            .toString();
    };
    QVERIFY(why("a").contains(QStringLiteral("They wait")));
    QVERIFY(why("a").contains(QStringLiteral("a first reply within 1 h")));
    QCOMPARE(why("t"), QString());
}

QTEST_MAIN(TestPromiseRow)
#include "test_promiserow.moc"
