#include "core/inbox/triagestate.h"

#include <QtTest>

using namespace wheelhouse;

Q_DECLARE_METATYPE(wheelhouse::TriageState)
Q_DECLARE_METATYPE(wheelhouse::TriageEvent)

class TestTriageState : public QObject {
    Q_OBJECT
private slots:
    void theWholeTable_data()
    {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("leadsTo"); // events in the order of TriageEvent; "-": may not be
        //                       they wrote, thanked, we answered, time, take up, wait, snooze, done, reopen, spam, not
        //                       spam, merge
        QTest::newRow("new") << "new"
                             << "new new waiting - open waiting snoozed done - spam - merged";
        QTest::newRow("open") << "open"
                              << "open open waiting - open waiting snoozed done - spam - merged";
        QTest::newRow("waiting") << "waiting"
                                 << "open waiting waiting - waiting waiting snoozed done open spam - merged";
        QTest::newRow("snoozed") << "snoozed"
                                 << "open snoozed waiting open open waiting snoozed done open spam - merged";
        QTest::newRow("done") << "done"
                              << "open done done - - waiting snoozed done open spam - merged";
        QTest::newRow("spam") << "spam"
                              << "spam spam - - - - - - open spam open -";
        QTest::newRow("merged") << "merged"
                                << "- - - - - - - - - - - -";
    }
    void theWholeTable()
    {
        QFETCH(QString, state);
        QFETCH(QString, leadsTo);
        const QStringList wanted = leadsTo.split(QLatin1Char(' '));
        QCOMPARE(wanted.size(), int(TriageEvent::Merge) + 1);
        for (int event = 0; event <= int(TriageEvent::Merge); ++event) {
            const auto found = next(*stateFromWord(state), TriageEvent(event), SnoozeMode::TimeOrReply);
            QCOMPARE(found ? stateWord(*found) : QStringLiteral("-"), wanted.at(event));
        }
    }
    void whatEndsASnooze_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("byAnswer");
        QTest::addColumn<bool>("byHour");
        QTest::addColumn<bool>("dot");
        QTest::newRow("until the hour") << int(SnoozeMode::UntilTime) << false << true << true;
        QTest::newRow("until an answer") << int(SnoozeMode::UntilReply) << true << false << true;
        QTest::newRow("whichever comes first") << int(SnoozeMode::TimeOrReply) << true << true << true;
        QTest::newRow("until the hour, come what may") << int(SnoozeMode::TimeRegardless) << false << true << false;
    }
    void whatEndsASnooze()
    {
        QFETCH(int, mode);
        QFETCH(bool, byAnswer);
        QFETCH(bool, byHour);
        QFETCH(bool, dot);
        const auto m = SnoozeMode(mode);
        QCOMPARE(next(TriageState::Snoozed, TriageEvent::TheyWrote, m) == TriageState::Open, byAnswer);
        QCOMPARE(next(TriageState::Snoozed, TriageEvent::TimeCame, m) == TriageState::Open, byHour);
        QCOMPARE(raisesDot(TriageState::Snoozed, TriageEvent::TheyThanked, m), dot);
        QCOMPARE(next(TriageState::Snoozed, TriageEvent::TheyThanked, m), std::optional(TriageState::Snoozed));
    }
    void twoDesksThatDidOppositeThingsAgree()
    {
        // The less final state wins, from whichever side it is looked at; a later message of theirs opens.
        for (int a = 0; a <= int(TriageState::Spam); ++a)
            for (int b = 0; b <= int(TriageState::Spam); ++b) {
                QCOMPARE(settle(TriageState(a), TriageState(b), false), settle(TriageState(b), TriageState(a), false));
                QCOMPARE(settle(TriageState(a), TriageState(b), false), TriageState(std::min(a, b)));
            }
        QCOMPARE(settle(TriageState::Done, TriageState::Snoozed, true), TriageState::Open);
        QCOMPARE(settle(TriageState::Done, TriageState::Waiting, true), TriageState::Open);
        // One took it for spam, the other answered it: the message after both is not lost between them.
        QCOMPARE(settle(TriageState::Spam, TriageState::Done, true), TriageState::Open);
        QCOMPARE(settle(TriageState::Spam, TriageState::Spam, true), TriageState::Spam);
        QCOMPARE(settle(TriageState::New, TriageState::Spam, true), TriageState::New);
    }
    void thanksAreKnownAndQuestionsAreNot_data()
    {
        QTest::addColumn<bool>("courtesy");
        for (const char *text :
            { "Thanks!", "ok thanks", "@marlowe thank you so much", "👍", "Danke sehr", "merci beaucoup 🙏" })
            QTest::newRow(text) << true;
        for (const char *text :
            { "Thanks, but it still leaks", "ok?", "No thanks to you", "", "Thanks! When will it ship?" })
            QTest::newRow(text) << false;
    }
    void thanksAreKnownAndQuestionsAreNot()
    {
        QFETCH(bool, courtesy);
        QCOMPARE(isCourtesy(QString::fromUtf8(QTest::currentDataTag())), courtesy);
    }
};

QTEST_GUILESS_MAIN(TestTriageState)
#include "test_triagestate.moc"
