#include "core/people/influence.h"
#include "core/people/tolerance.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;

namespace {

QList<Standpoint> crowd(quint32 seed, int count)
{
    QRandomGenerator dice(seed);
    QList<Standpoint> people;
    for (int i = 0; i < count; ++i)
        people.append({ i + 1, dice.bounded(100.0), dice.bounded(120.0), dice.bounded(50) == 0 });
    return people;
}

ToleranceCurve randomCurve(QRandomGenerator &dice)
{
    ToleranceCurve curve;
    for (int i = 0; i < 20; ++i)
        curve = withPointAt(curve, dice.bounded(int(curve.points.size())), { dice.bounded(101), dice.bounded(101) });
    return curve;
}

/// Whether the point lies between the two lines \a share of the curves, found apart from outcomeFor(): by the sign of
/// the cross product with the segment above which it stands.
bool isBetween(const ToleranceCurve &a, const ToleranceCurve &b, double share, const Standpoint &who)
{
    const auto isAbove = [&](const ToleranceCurve &curve) {
        for (qsizetype i = 1; i < curve.points.size(); ++i) {
            const auto &from = curve.points.at(i - 1);
            const auto &to = curve.points.at(i);
            if (who.influence < from.influence || who.influence > to.influence)
                continue;
            return (to.influence - from.influence) * (who.strain - share * from.strain)
                >= share * (to.strain - from.strain) * (who.influence - from.influence);
        }
        return false;
    };
    return isAbove(a) != isAbove(b);
}

} // namespace

class TestTolerance : public QObject {
    Q_OBJECT
private slots:
    void theCurveThatWeBeginWithIsSound()
    {
        const ToleranceCurve curve;
        QVERIFY(check(curve));
        QCOMPARE(kneeOf(curve), 60);
        QCOMPARE(allowedStrain(curve, 0), 35.0);
        QCOMPARE(allowedStrain(curve, 30), 35 + 10 * 30 / 35.0);
        QCOMPARE(allowedStrain(curve, 100), 15.0);
    }
    void patienceFallsBehindTheKneeOnEveryCurve()
    {
        QRandomGenerator dice(31);
        for (int i = 0; i < 300; ++i) {
            const ToleranceCurve curve = randomCurve(dice);
            QVERIFY(check(curve));
            for (int at = 1; at <= 100; ++at) {
                const double here = allowedStrain(curve, at);
                const double before = allowedStrain(curve, at - 1);
                QVERIFY(at <= kneeOf(curve) ? here >= before : here < before);
            }
        }
    }
    void aboveTheCeilingNobodyIsExempt()
    {
        QRandomGenerator dice(32);
        for (int i = 0; i < 100; ++i) {
            const ToleranceCurve curve = randomCurve(dice);
            for (const double influence : { 0.0, 50.0, 99.5, 100.0 })
                for (const double over : { 0.0, 0.1, 15.0, 400.0 })
                    QCOMPARE(outcomeFor(curve, { 1, influence, curve.ceiling + over, false }), Outcome::Stop);
        }
        QVERIFY(suggestionFor({}, { 1, 100, 90, false }).reasons.first().contains(QLatin1String("nobody is exempt")));
    }
    void movingAPointChangesExactlyThoseInTheSweptArea()
    {
        QRandomGenerator dice(33);
        const auto people = crowd(34, 2000);
        int moved = 0;
        for (int i = 0; i < 60; ++i) {
            const ToleranceCurve before = randomCurve(dice);
            const ToleranceCurve after =
                withPointAt(before, dice.bounded(int(before.points.size())), { dice.bounded(101), dice.bounded(101) });
            QSet<qint64> swept;
            for (const Standpoint &who : people) {
                // The ceiling, the line that protects the team and threats do not move with the curve.
                if (who.hasThreatened || who.strain >= before.floor || who.strain <= 0)
                    continue;
                if (isBetween(before, after, 1.0, who) || isBetween(before, after, nearShare, who))
                    swept.insert(who.contact);
            }
            const auto changed = changedBy(before, after, people);
            QCOMPARE(QSet<qint64>(changed.begin(), changed.end()), swept);
            moved += int(swept.size());
        }
        QVERIFY(moved > 500);
    }
    void theTeamIsProtectedAndThreatsGoOn()
    {
        const ToleranceCurve high { { { 0, 80 }, { 50, 84 }, { 100, 78 } }, 85, 70 };
        QVERIFY(check(high));
        QCOMPARE(outcomeFor(high, { 1, 50, 69, false }), Outcome::AnswerOnce);
        QCOMPARE(outcomeFor(high, { 1, 50, 70, false }), Outcome::HandOver);
        QCOMPARE(outcomeFor(high, { 1, 0, 0, true }), Outcome::HandOver);
        QCOMPARE(outcomeFor(high, { 1, 0, 0, false }), Outcome::KeepTalking);
        QVERIFY(!suggestionFor(high, { 1, 0, 0, false }).reasons.isEmpty());
        QVERIFY(suggestionFor(high, { 1, 0, 0, true }).reasons.first().contains(QLatin1String("threat")));
    }
    void whatIsNoCurveIsRefusedWithWords_data()
    {
        using Points = QList<TolerancePoint>;
        QTest::addColumn<Points>("points");
        QTest::addColumn<int>("ceiling");
        QTest::addColumn<int>("floor");
        const Points good { { 0, 30 }, { 60, 60 }, { 100, 10 } };
        QTest::newRow("too few") << Points { { 0, 30 }, { 100, 10 } } << 85 << 70;
        QTest::newRow("begins late") << Points { { 5, 30 }, { 60, 60 }, { 100, 10 } } << 85 << 70;
        QTest::newRow("two at one place") << Points { { 0, 30 }, { 60, 60 }, { 60, 50 }, { 100, 10 } } << 85 << 70;
        QTest::newRow("above the ceiling") << good << 50 << 40;
        QTest::newRow("two knees") << Points { { 0, 30 }, { 30, 60 }, { 50, 40 }, { 70, 50 }, { 100, 10 } } << 85 << 70;
        QTest::newRow("never falls") << Points { { 0, 30 }, { 60, 60 }, { 100, 60 } } << 85 << 70;
        QTest::newRow("flat behind the knee") << Points { { 0, 30 }, { 60, 60 }, { 80, 20 }, { 100, 20 } } << 85 << 70;
        QTest::newRow("no protection") << good << 85 << 86;
        QTest::newRow("ceiling past the end") << good << 101 << 70;
    }
    void whatIsNoCurveIsRefusedWithWords()
    {
        QFETCH(QList<TolerancePoint>, points);
        QFETCH(int, ceiling);
        QFETCH(int, floor);
        const auto checked = check({ points, ceiling, floor });
        QVERIFY(!checked);
        QCOMPARE(checked.error().kind, Error::Kind::Refused);
        QVERIFY(!checked.error().message.isEmpty());
    }
    void aPointGoesNoFurtherThanTheRulesAllow()
    {
        const ToleranceCurve curve;
        QCOMPARE(withPointAt(curve, 0, { 50, 40 }).points.first(), (TolerancePoint { 0, 40 }));
        QCOMPARE(withPointAt(curve, 2, { 0, 100 }).points.at(2), (TolerancePoint { 36, 85 }));
        QCOMPARE(withPointAt(curve, 4, { 100, 90 }).points.last(), (TolerancePoint { 100, 39 }));
        QVERIFY(withPointAt(curve, 9, { 1, 1 }) == curve);
    }
    void theExplanationOfInfluenceAddsUp()
    {
        QRandomGenerator dice(35);
        for (int i = 0; i < 2000; ++i) {
            InfluenceFacts facts { dice.bounded(200), dice.bounded(100), {}, dice.bounded(5) };
            if (dice.bounded(4) > 0)
                facts.followers = qint64(std::pow(10.0, dice.bounded(8.0)));
            const Influence influence = influenceOf(facts);
            int sum = 0;
            for (const InfluencePart &part : influence.parts) {
                sum += part.points;
                QVERIFY(!part.words.isEmpty());
            }
            QCOMPARE(sum, influence.score);
            QVERIFY(influence.score >= 0 && influence.score <= 100);
            if (facts.evidence == 0)
                QVERIFY(influence.score <= loudAlone);
        }
    }
    void whoIsOnlyLoudStaysAtForty()
    {
        QCOMPARE(influenceOf({ 500, 500, 5'000'000, 0 }).score, 40);
        QCOMPARE(influenceOf({ 500, 500, 5'000'000, 3 }).score, 100);
        QCOMPARE(influenceOf({ 0, 0, {}, 0 }).score, 0);
    }
};

QTEST_GUILESS_MAIN(TestTolerance)
#include "test_tolerance.moc"
