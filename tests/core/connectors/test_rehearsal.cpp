#include "core/connectors/rehearsal/rehearsal.h"
#include "core/connectors/rehearsal/tides.h"

#include <QtTest>

using namespace wheelhouse;
using namespace wheelhouse::rehearsal;
using namespace std::chrono_literals;

namespace {

const qint64 noon = 1'791'900'000'000; // Tuesday 13 October 2026, 14:00 UTC

class SetClock final : public Clock {
public:
    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC); }
    qint64 ms = noon;
};

Scenario scenario(Act act = Act::Quiet)
{
    Scenario one;
    one.act = act;
    one.opens = QDateTime::fromMSecsSinceEpoch(noon - 6 * 3'600'000, Qt::UTC);
    one.from = QDateTime::fromMSecsSinceEpoch(noon, Qt::UTC).addDays(-2);
    one.curtain = QDateTime::fromMSecsSinceEpoch(noon, Qt::UTC);
    return one;
}

Page fetched(Connector &place, const QByteArray &cursor)
{
    return place.fetch(cursor).result().value_or(Page {});
}

/// Everything that the place gives, from the cursor on, and the cursor after it.
QList<Arrival> all(Connector &place, QByteArray &cursor)
{
    QList<Arrival> arrivals;
    for (Page page;;) {
        page = fetched(place, cursor);
        arrivals.append(page.arrivals);
        cursor = page.cursor;
        if (!page.more)
            return arrivals;
    }
}

QList<Arrival> everywhere(const Scenario &of, const Clock &clock)
{
    QList<Arrival> arrivals;
    for (const auto &place : rehearse(of, clock)) {
        QByteArray cursor;
        arrivals.append(all(*place, cursor));
    }
    return arrivals;
}

int doubled(const QList<Arrival> &arrivals)
{
    QSet<QString> names;
    for (const Arrival &arrival : arrivals)
        names.insert(arrival.globalName);
    return int(arrivals.size() - names.size());
}

} // namespace

class TestRehearsal : public QObject {
    Q_OBJECT
private slots:
    void sameScenarioAndClockSayTheSameBytes_data()
    {
        QTest::addColumn<int>("act");
        QTest::newRow("a quiet week") << int(Act::Quiet);
        QTest::newRow("a launch") << int(Act::Launch);
        QTest::newRow("a storm") << int(Act::Storm);
    }
    void sameScenarioAndClockSayTheSameBytes()
    {
        QFETCH(int, act);
        const SetClock clock;
        const QList<Arrival> once = everywhere(scenario(Act(act)), clock);
        QVERIFY(once.size() > 60);
        QVERIFY(once == everywhere(scenario(Act(act)), clock));
    }
    void anotherSeedIsAnotherTown()
    {
        const SetClock clock;
        Scenario other = scenario();
        other.seed = 2;
        other.curtain = {};
        Scenario first = scenario();
        first.curtain = {};
        const QList<Arrival> here = everywhere(first, clock);
        const QList<Arrival> there = everywhere(other, clock);
        QVERIFY(here.constFirst().globalName.startsWith(QStringLiteral("rehearsal:1887:")));
        QVERIFY(there.constFirst().globalName.startsWith(QStringLiteral("rehearsal:2:")));
        QVERIFY(here.constFirst().body != there.constFirst().body);
    }
    void theRhythmOfPollingChangesNothing()
    {
        SetClock clock;
        clock.ms = noon - 86'400'000;
        for (int place = 0; place < 4; ++place) {
            auto often = rehearse(scenario(Act::Storm), clock);
            QByteArray cursor;
            QList<Arrival> piecemeal;
            for (clock.ms = noon - 86'400'000; clock.ms < noon; clock.ms += 613'000)
                piecemeal.append(all(*often[size_t(place)], cursor));
            clock.ms = noon;
            piecemeal.append(all(*often[size_t(place)], cursor));
            auto seldom = rehearse(scenario(Act::Storm), clock);
            QByteArray whole;
            QVERIFY(piecemeal == all(*seldom[size_t(place)], whole));
        }
    }
    void aPollSeesNothingThatIsNotYetSaid()
    {
        const SetClock clock;
        const QList<Arrival> arrivals = everywhere(scenario(Act::Launch), clock);
        for (const Arrival &arrival : arrivals)
            QVERIFY(arrival.writtenAt <= clock.now());
    }
    void noNameComesTwiceAndEveryAnswerFollowsWhatItAnswers()
    {
        const SetClock clock;
        Scenario week = scenario(Act::Storm);
        week.from = clock.now().addDays(-20);
        const QList<Arrival> arrivals = everywhere(week, clock);
        QCOMPARE(doubled(arrivals), 0);
        QHash<QString, QDateTime> when;
        for (const Arrival &arrival : arrivals)
            when.insert(arrival.globalName, *arrival.writtenAt);
        int answers = 0;
        for (const Arrival &arrival : arrivals)
            if (const auto parent = when.constFind(arrival.inReplyTo); parent != when.constEnd()) {
                QVERIFY2(*parent < *arrival.writtenAt, qPrintable(arrival.globalName));
                ++answers;
            }
        QVERIFY2(answers > 500, qPrintable(QString::number(answers)));
    }
    void quietDaysStayTheSameUnderAnyAct()
    {
        const SetClock clock;
        QSet<QString> underStorm;
        for (const Arrival &arrival : everywhere(scenario(Act::Storm), clock))
            underStorm.insert(arrival.globalName + arrival.body);
        for (const Arrival &arrival : everywhere(scenario(Act::Quiet), clock))
            QVERIFY(underStorm.contains(arrival.globalName + arrival.body));
    }
    void aStormRisesWithinMinutesAndEnds()
    {
        const QDateTime opens = QDateTime::fromMSecsSinceEpoch(noon, Qt::UTC);
        QCOMPARE(actTide(Act::Storm, 0, opens), 0.0);
        QVERIFY(actTide(Act::Storm, 0.1, opens) > 30 * quietTide(opens));
        QVERIFY(actTide(Act::Storm, 11.5, opens) < quietTide(opens) * 2);
        QCOMPARE(actTide(Act::Storm, 13, opens), 0.0);
    }
    void aQuietWeekHasFortyConversationsADay()
    {
        double hours = 0;
        for (int hour = 0; hour < 168; ++hour)
            hours += quietTide(QDateTime(QDate(2026, 10, 12), QTime(0, 0), Qt::UTC).addSecs(hour * 3600));
        QVERIFY2(hours / 7 > 38 && hours / 7 < 44, qPrintable(QString::number(hours / 7)));
    }
    void speedBringsTheActSooner()
    {
        SetClock clock;
        Scenario slow = scenario(Act::Storm);
        slow.opens = clock.now().addSecs(-60);
        Scenario fast = slow;
        fast.speed = 30;
        QVERIFY(everywhere(fast, clock).size() > everywhere(slow, clock).size() + 100);
    }
    void aSlowAnswerComesLaterAndFallsWithTheConnector()
    {
        const SetClock clock;
        auto places = rehearse(scenario(), clock);
        places[0]->setFaults({ .slow = 30ms });
        const auto answer = places[0]->fetch({});
        QVERIFY(!answer.isFinished());
        QTRY_VERIFY(answer.isFinished());
        QVERIFY(answer.result().has_value());
        const auto lost = places[0]->fetch({});
        places.clear();
        QTRY_VERIFY(lost.isCanceled());
    }
    void aRefusalSaysWhichKind()
    {
        const SetClock clock;
        auto places = rehearse(scenario(), clock);
        places[1]->setFaults({ .refuse = 1.0 });
        QSet<int> kinds;
        for (int i = 0; i < 20; ++i) {
            const auto answer = places[1]->fetch({}).result();
            QVERIFY(!answer.has_value());
            QVERIFY(!answer.error().message.isEmpty());
            QCOMPARE(answer.error().retryAfter > 0s, answer.error().kind == Error::Kind::Busy);
            kinds.insert(int(answer.error().kind));
        }
        QCOMPARE(kinds, (QSet<int> { int(Error::Kind::Busy), int(Error::Kind::Offline) }));
    }
    void aRepeatHasTheSameNameAndAnotherServerNumber()
    {
        const SetClock clock;
        auto places = rehearse(scenario(), clock);
        places[0]->setFaults({ .repeat = 1.0 });
        const Page page = fetched(*places[0], {});
        QCOMPARE(doubled(page.arrivals), int(page.arrivals.size() / 2));
        QCOMPARE(page.arrivals.at(0).globalName, page.arrivals.at(1).globalName);
        QVERIFY(page.arrivals.at(0).url != page.arrivals.at(1).url);
    }
    void aLieIsHostileAndItsCursorGoesBack()
    {
        const SetClock clock;
        auto places = rehearse(scenario(Act::Storm), clock);
        places[0]->setFaults({ .lie = 1.0 });
        const QByteArray before = Rehearsal::cursorAt(clock.now().addSecs(-3600));
        const Page page = fetched(*places[0], before);
        QCOMPARE(page.cursor, before);
        const auto is = [&](auto test) { return std::any_of(page.arrivals.begin(), page.arrivals.end(), test); };
        QVERIFY(is([](const Arrival &one) { return one.body.contains(QStringLiteral("<script>")); }));
        QVERIFY(is([](const Arrival &one) { return one.globalName.isEmpty(); }));
        QVERIFY(is([](const Arrival &one) { return !one.writtenAt; }));
    }
    void aCursorThatIsNotOursBeginsAtTheBeginning()
    {
        const SetClock clock;
        auto places = rehearse(scenario(), clock);
        QCOMPARE(fetched(*places[0], "nonsense 1 2 3").arrivals, fetched(*places[0], {}).arrivals);
    }
};

QTEST_GUILESS_MAIN(TestRehearsal)
#include "test_rehearsal.moc"
