#include "core/inbox/search.h"
#include "core/people/contactbook.h"
#include "core/store/check.h"
#include "tests/support/desk.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>

using namespace wheelhouse;

namespace {

constexpr int accounts = 10;
const QString shouted = QStringLiteral("BOYCOTT Marlowe now, they poison us all!");

/// What the flood brings in one page, as a network gives it: the same words from ten accounts, in five minutes.
QList<Arrival> wave(TestDesk &desk, QRandomGenerator &dice, int from, int count)
{
    QList<Arrival> arrivals;
    for (int i = from; i < from + count; ++i) {
        auto one = desk.saying(QStringLiteral("f%1").arg(i), shouted, 0, {},
            QStringLiteral("bot%1").arg(int(dice.bounded(quint32(accounts)))));
        one.writtenAt = desk.clock.now().addMSecs(-qint64(dice.bounded(300'000)));
        arrivals.append(one);
    }
    return arrivals;
}

} // namespace

class TestFlood : public QObject {
    Q_OBJECT
private slots:
    void l05TheSameWordsFromTenAccountsBreakNothing()
    {
        const int mentions = rounds("identical mentions in five minutes", 5'000, 50'000);
        constexpr int page = 250;
        TestDesk desk;
        QRandomGenerator dice(20261122);
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Where is my parcel?"), 60) });
        for (int from = 0; from < mentions; from += page) {
            const auto arrivals = wave(desk, dice, from, page);
            QCOMPARE(desk.receive(arrivals).added, page);
            if (from % 1000 == 0)
                QCOMPARE(desk.receive(arrivals).known, page); // the network repeats itself under load
        }
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention"), mentions + 1);
        QCOMPARE(desk.database.number("SELECT count(DISTINCT row) FROM mention"), mentions + 1);
        QVERIFY(desk.talliesAreTrue());

        // Ten people, not fifty thousand: each is told from the others, and each has one card.
        QCOMPARE(desk.database.number("SELECT count(*) FROM identity"), accounts + 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM contact"), accounts + 1);
        ContactBook book(desk.writer());
        const auto sheet =
            TestDesk::must(book.sheet(desk.database.number("SELECT row FROM identity WHERE handle = '@bot3'"), 10));
        QCOMPARE(sheet.name, QStringLiteral("bot3"));
        const auto ofBot = int(desk.database.number(
            "SELECT count(*) FROM mention m JOIN identity i ON i.row = m.identity WHERE i.handle = '@bot3'"));
        QCOMPARE(sheet.messages, std::min(ofBot, ContactBook::countLimit));
        QCOMPARE(sheet.earlier.size(), 10);
        QSet<QString> shown;
        std::optional<ListPlace> after;
        for (int pages = 0; pages < 4; ++pages) {
            const auto items = TestDesk::must(desk.mentions.page({ View::Kind::AllOpen, 0 }, Order::Newest, after, 40));
            QCOMPARE(items.size(), 40);
            for (const ConversationItem &item : items)
                shown.insert(item.handle);
            after = items.constLast().place();
        }
        QCOMPARE(shown.size(), accounts);

        // It is found as one thing, by words and by who said it; who asked before it is still there.
        Search search(desk.writer(), desk.clock);
        const auto all = TestDesk::must(search.countUpTo(parseQuery(QStringLiteral("boycott poison")), 1000));
        QCOMPARE(all, (BoundedCount { 1000, true }));
        const auto ofOne = TestDesk::must(search.countUpTo(parseQuery(QStringLiteral("from:bot3")), mentions));
        QCOMPARE(ofOne, (BoundedCount { ofBot, false }));
        const auto first =
            TestDesk::must(desk.mentions.page({ View::Kind::AllOpen, 0 }, Order::LongestWaiting, std::nullopt, 1));
        QCOMPARE(first.constFirst().row, desk.conversationOf(QStringLiteral("q")));
    }
    void l05TheFloodGoesInOneStepAndComesBackInOne()
    {
        const int mentions = rounds("identical mentions called spam at once", 2'000, 50'000);
        TestDesk desk;
        QRandomGenerator dice(20261123);
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Where is my parcel?"), 60) });
        desk.receive(wave(desk, dice, 0, mentions));
        Statement flood(desk.writer(), "SELECT conversation FROM mention WHERE text = ?1");
        const auto rows = TestDesk::must(flood.all<qint64>([](const Row &row) { return row.number(0); }, shouted));
        QCOMPARE(rows.size(), mentions);
        QCOMPARE(TestDesk::must(desk.triage.spam(rows)).changed, mentions);
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE state = 'spam'"), mentions);
        QCOMPARE(desk.stateOf(desk.conversationOf(QStringLiteral("q"))), QStringLiteral("new"));
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation"), 1);
        QVERIFY(desk.talliesAreTrue());
        QCOMPARE(TestDesk::must(desk.undo.back()).kept, 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE state = 'new'"), mentions + 1);
        QVERIFY(desk.talliesAreTrue());
        const auto report =
            checkWorkspace(TestDesk::must(Database::open(desk.database.path(), Database::Mode::Read)), true);
        QVERIFY2(report && report->isClean(), report ? qPrintable(report->sentences().join(u' ')) : "");
        // The words of whoever shouted are in no operation.
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%BOYCOTT%'"), 0);
    }
};

QTEST_GUILESS_MAIN(TestFlood)
#include "test_flood.moc"
