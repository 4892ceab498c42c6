#include "core/people/contacts.h"
#include "core/people/figures.h"
#include "core/people/judgements.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

namespace {

struct Judging : TestDesk {
    Judgements judgements { writer(), log, undo, clock };
    JudgementReader reader { writer() };
    Figures figures { writer(), clock };
    FigureReader figureReader { writer() };
    Contacts contacts { writer(), log, undo, clock };

    qint64 says(const QString &name, const QString &author)
    {
        receive({ saying(name, QStringLiteral("words"), 0, {}, author) });
        clock.advance(std::chrono::minutes(1));
        Statement find(writer(), "SELECT row FROM identity WHERE handle = ?1");
        return must(find.number(QLatin1Char('@') + author)).value_or(0);
    }
    PersonFigures of(qint64 identity)
    {
        return must(figureReader.of(must(figureReader.contactOf(identity)).value_or(0), clock.nowMs()));
    }
    qint64 kept(const char *column)
    {
        const QByteArray sql = QByteArray("SELECT coalesce(max(") + column + "), -1) FROM standing_figure";
        return database.number(sql.constData());
    }
};

} // namespace

class TestJudgements : public QObject {
    Q_OBJECT
private slots:
    void strainHalvesInThirtyDays()
    {
        const qint64 day = 24LL * 3600 * 1000;
        QCOMPARE(strainOf({ { 18, 0 } }, 0), 18.0);
        QCOMPARE(strainOf({ { 18, 0 }, { 6, 30 * day } }, 30 * day), 15.0);
        QCOMPARE(strainOf({ { 16, 0 } }, 120 * day), 1.0);
        QCOMPARE(strainOf({ { 18, 5 * day } }, 0), 18.0); // a clock that went back
        QCOMPARE(decayed(decayed(50, 0, 10 * day), 10 * day, 60 * day), decayed(50, 0, 60 * day));
    }
    void aMarkIsSetTakenBackAndSetAgain()
    {
        Judging desk;
        const qint64 ada = desk.says(QStringLiteral("1"), QStringLiteral("ada"));
        QVERIFY(desk.judgements.markStrain(ada, StrainKind::Abuse));
        QCOMPARE(desk.of(ada).strain, 18.0);
        QCOMPARE(desk.kept("strain"), 18'000);
        QVERIFY(desk.judgements.markStrain(ada, StrainKind::Threat));
        QVERIFY(desk.of(ada).hasThreatened);
        QVERIFY(desk.undo.back() && desk.undo.back());
        QCOMPARE(desk.of(ada).strain, 0.0);
        QVERIFY(!desk.of(ada).hasThreatened);
        QCOMPARE(desk.kept("strain"), 0);
        QVERIFY(desk.undo.again());
        QCOMPARE(desk.of(ada).strain, 18.0);
        desk.clock.advance(std::chrono::hours(24 * 30));
        QVERIFY(qAbs(desk.of(ada).strain - 9.0) < 0.01);
        QCOMPARE(desk.must(desk.figureReader.strained(desk.clock.nowMs(), 10)).size(), 1);
    }
    void evidenceLiftsThePersonAboveTheLoud()
    {
        Judging desk;
        Arrival loud = desk.saying(QStringLiteral("1"), QStringLiteral("words"), 0, {}, QStringLiteral("star"));
        loud.author.followers = 5'000'000;
        desk.receive({ loud });
        for (int i = 2; i < 60; ++i)
            desk.says(QString::number(i), QStringLiteral("star"));
        const qint64 star = desk.says(QStringLiteral("60"), QStringLiteral("star"));
        QCOMPARE(desk.of(star).influence.score, 40);
        QCOMPARE(desk.judgements.addEvidence(star, QStringLiteral("javascript:alert(1)"), QStringLiteral("article"))
                     .error()
                     .kind,
            Error::Kind::Refused);
        QVERIFY(desk.judgements.addEvidence(star, QStringLiteral("https://made.example/a"), QStringLiteral("article")));
        QVERIFY(desk.of(star).influence.score > 60);
        QCOMPARE(desk.must(desk.reader.evidence(star)).size(), 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%made.example%'"), 0);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.of(star).influence.score, 40);
        QVERIFY(desk.must(desk.reader.evidence(star)).isEmpty());
    }
    void whatWasSaidOfAPersonFollowsTheIdentity()
    {
        Judging desk;
        const qint64 ada = desk.says(QStringLiteral("1"), QStringLiteral("ada"));
        const qint64 bo = desk.says(QStringLiteral("2"), QStringLiteral("bo"));
        QVERIFY(desk.judgements.markStrain(ada, StrainKind::Abuse));
        QVERIFY(desk.judgements.addEvidence(bo, QStringLiteral("https://made.example/b"), QStringLiteral("talk")));
        QVERIFY(desk.contacts.merge(ada, bo));
        QVERIFY(desk.of(bo).strain > 17.9);
        QCOMPARE(desk.must(desk.reader.evidence(ada)).size(), 1);
        QVERIFY(desk.contacts.split(bo));
        QCOMPARE(desk.of(bo).strain, 0.0);
        QVERIFY(desk.must(desk.reader.evidence(ada)).isEmpty());
    }
    void theTeamAgreesWithAReasonAndCanGoBack()
    {
        Judging desk;
        QCOMPARE(desk.must(desk.reader.agreement()).row, 0);
        const ToleranceCurve gentle = withPointAt({}, 0, { 0, 10 });
        QCOMPARE(desk.judgements.agree(gentle, QStringLiteral("  ")).error().kind, Error::Kind::Refused);
        QCOMPARE(desk.judgements.agree({ {}, 85, 70 }, QStringLiteral("why")).error().kind, Error::Kind::Refused);
        QVERIFY(desk.judgements.agree(gentle, QStringLiteral("New people get less rope")));
        QVERIFY(desk.must(desk.reader.agreement()).curve == gentle);
        QCOMPARE(desk.must(desk.reader.agreement()).why, QStringLiteral("New people get less rope"));
        const ToleranceCurve gentler = withPointAt(gentle, 1, { 35, 20 });
        QVERIFY(desk.judgements.agree(gentler, QStringLiteral("And regulars")));
        QVERIFY(desk.undo.back());
        QVERIFY(desk.must(desk.reader.agreement()).curve == gentle);
        QVERIFY(desk.undo.back());
        QVERIFY(desk.must(desk.reader.agreement()).curve == ToleranceCurve());
        QVERIFY(desk.undo.again() && desk.undo.again());
        QVERIFY(desk.must(desk.reader.agreement()).curve == gentler);
        QVERIFY(!desk.writer().run("INSERT INTO tolerance (id, points, ceiling, floor, why, salt, agreed_at) "
                                   "VALUES (randomblob(16), '[]', 80, 60, '', x'', 0)"));
    }
    void listsShowWhatStandsOfWhoeverWrote()
    {
        Judging desk;
        desk.admission.follow(
            [&desk](Transaction &t, const QList<qint64> &mentions) { return desk.figures.follow(t, mentions); });
        desk.says(QStringLiteral("1"), QStringLiteral("ada"));
        const qint64 before = desk.kept("influence");
        QVERIFY(before >= 0);
        for (int i = 2; i < 12; ++i)
            desk.says(QString::number(i), QStringLiteral("ada"));
        QVERIFY(desk.kept("influence") > before);
    }
};

QTEST_GUILESS_MAIN(TestJudgements)
#include "test_judgements.moc"
