#include "core/publishing/termsdesk.h"
#include "tests/support/desk.h"

using namespace wheelhouse;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What the team decided about publishing is changed by a step that can be taken back, also after a restart.
class TestTerms : public QObject {
    Q_OBJECT
private slots:
    void aDecisionIsTakenBackAndDoneAgain()
    {
        TestDesk desk;
        const PublishingTerms first;
        const PublishingTerms strict { 30min, true, 90min, true };
        {
            TermsDesk terms(desk.writer(), desk.log, desk.undo);
            QVERIFY(!TestDesk::must(terms.set(strict)).isEmpty());
            QVERIFY2(TestDesk::must(terms.set(strict)).isEmpty(), "what changes nothing is no step");
        }
        Undo fresh(desk.writer(), desk.log); // as after a restart: nothing is remembered but the log
        TermsDesk terms(desk.writer(), desk.log, fresh);
        QCOMPARE(TestDesk::must(terms.read()), strict);
        TestDesk::must(fresh.back());
        QCOMPARE(TestDesk::must(terms.read()), first);
        TestDesk::must(fresh.again());
        QCOMPARE(TestDesk::must(terms.read()), strict);
    }
    void whatSomebodyDecidedSinceStays()
    {
        TestDesk desk;
        TermsDesk terms(desk.writer(), desk.log, desk.undo);
        TestDesk::must(terms.set({ 30min, true, 90min }));
        PublishingTermsStore store(desk.writer());
        auto transaction = Transaction::begin(desk.writer());
        TestDesk::must(store.write(*transaction, { 5min, true, 15min }));
        TestDesk::must(transaction->commit());
        QCOMPARE(TestDesk::must(desk.undo.back()).kept, 1);
        QCOMPARE(TestDesk::must(terms.read()), PublishingTerms({ 5min, true, 15min }));
    }
    void whatIsNoTimeIsRefused_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::newRow("less than nothing") << -1;
        QTest::newRow("more than a day") << 24 * 60 + 1;
    }
    void whatIsNoTimeIsRefused()
    {
        QFETCH(int, minutes);
        TestDesk desk;
        TermsDesk terms(desk.writer(), desk.log, desk.undo);
        QCOMPARE(terms.set({ std::chrono::minutes(minutes), false, 60min }).error().kind, Error::Kind::Refused);
        QCOMPARE(terms.set({ 10min, false, std::chrono::minutes(minutes) }).error().kind, Error::Kind::Refused);
        QCOMPARE(TestDesk::must(terms.read()), PublishingTerms());
    }
};

QTEST_GUILESS_MAIN(TestTerms)
#include "test_terms.moc"
