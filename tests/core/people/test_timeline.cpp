#include "core/people/pledgewords.h"
#include "core/people/timeline.h"
#include "tests/support/desk.h"
#include "tests/support/owntime.h"

using namespace wheelhouse;

namespace {

const QDateTime monday { QDate(2026, 10, 12), QTime(10, 42), Qt::UTC };

struct History : TestDesk {
    Timeline timeline { writer() };
    Pledges pledges { writer(), log, undo };

    void says(const QString &name, const QString &author, const QString &text, const QString &to = {})
    {
        receive({ saying(name, text, 0, to, author) });
        clock.advance(std::chrono::minutes(5));
    }
    qint64 ada() { return database.number("SELECT row FROM identity WHERE handle = '@ada'"); }
    TimelineSheet sheet() { return must(timeline.of(ada(), clock.now())); }
    qint64 reply() { return database.number("SELECT min(row) FROM mention WHERE is_ours = 1"); }
};

} // namespace

class TestTimeline : public QObject {
    Q_OBJECT
private slots:
    void promisesAreFoundInFiveLanguages_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QDateTime>("due"); // invalid: no promise
        const auto at = [](int day, int hour) { return QDateTime(QDate(2026, 10, day), QTime(hour, 0), Qt::UTC); };
        const auto row = [](const char *text, const QDateTime &due) {
            QTest::newRow(text) << QString::fromUtf8(text) << due;
        };
        row("Sorry to hear that. I'll get back to you tomorrow.", at(13, 17));
        row("We will look into it and let you know by Friday", at(16, 17));
        row("I’ll check with the roastery today and reply here.", at(12, 17));
        row("We'll send you a new lid within 3 days.", at(15, 17));
        row("Let me find out.", at(14, 17));
        row("We will refund you next week.", at(23, 17));
        row("Wir melden uns morgen bei dir.", at(13, 17));
        row("Guten Morgen! Ich kläre das und melde mich bis Mittwoch.", at(14, 17));
        row("Guten Morgen, ich kümmere mich darum.", at(14, 17));
        row("Ich werde nachfragen und dir Bescheid sagen.", at(14, 17));
        row("Je reviens vers vous demain.", at(13, 17));
        row("Nous vous répondrons dans 2 jours.", at(14, 17));
        row("Je vais vérifier auprès de l'atelier.", at(14, 17));
        row("Te responderemos mañana.", at(13, 17));
        row("Lo consulto con el equipo y te aviso el jueves.", at(15, 17));
        row("Vamos a revisar tu pedido hoy.", at(12, 17));
        row("Ik kom er morgen op terug.", at(13, 17));
        row("We laten het je vrijdag weten.", at(16, 17));
        row("Thanks for telling us!", {});
        row("Shall I send you a new one tomorrow?", {});
        row("Please get back to us by Friday.", {});
        row("We will not refund this.", {});
        row("The café opens tomorrow at nine.", {});
        row("Danke für den Hinweis, schönen Tag!", {});
        row("Merci beaucoup, bonne journée !", {});
        row("Gracias por escribirnos.", {});
        row("Bedankt voor je bericht!", {});
    }
    void promisesAreFoundInFiveLanguages()
    {
        QFETCH(QString, text);
        QFETCH(QDateTime, due);
        const auto found = findPledge(text, monday);
        QCOMPARE(found.has_value(), due.isValid());
        if (found)
            QCOMPARE(found->due, due);
    }
    void hoursCountFromTheReply()
    {
        QCOMPARE(findPledge(u"We will answer within 4 hours.", monday)->due, monday.addSecs(4 * 3600));
        // At night, by tonight is meant; on a Friday two working days later is Tuesday.
        const QDateTime late(QDate(2026, 10, 12), QTime(20, 0), Qt::UTC);
        QCOMPARE(findPledge(u"I'll check that today.", late)->due, late.addSecs(2 * 3600));
        const QDateTime friday(QDate(2026, 10, 16), QTime(9, 0), Qt::UTC);
        QCOMPARE(findPledge(u"Let me check.", friday)->due, QDateTime(QDate(2026, 10, 20), QTime(17, 0), Qt::UTC));
        QVERIFY(!findPledge(u"Let me check.", friday)->saysWhen);
    }
    void aLongTextIsReadInTime()
    {
        QString text;
        for (int i = 0; i < 20'000; ++i)
            text += QStringLiteral("we will nous on va je ich werde ");
        QElapsedTimer watch;
        watch.start();
        (void)findPledge(text, monday);
        QVERIFY2(watch.elapsed() < 2000, qPrintable(QString::number(watch.elapsed())));
    }
    void aPromiseIsProposedConfirmedAndKeptOrBroken()
    {
        History desk;
        desk.says(QStringLiteral("1"), QStringLiteral("ada"), QStringLiteral("Where is my parcel?"));
        desk.says(QStringLiteral("2"), QStringLiteral("us"), QStringLiteral("I'll get back to you tomorrow."),
            QStringLiteral("1"));
        QCOMPARE(desk.sheet().pledges.size(), 1);
        QCOMPARE(desk.sheet().pledges.first().state, PledgeState::Proposed);
        QVERIFY(desk.pledges.confirm(desk.reply(), desk.sheet().pledges.first().due));
        QCOMPARE(desk.sheet().pledges.first().state, PledgeState::Due);
        desk.clock.advance(std::chrono::hours(72));
        QCOMPARE(desk.sheet().pledges.first().state, PledgeState::Broken);
        QCOMPARE(desk.sheet().broken, 1);
        desk.says(QStringLiteral("3"), QStringLiteral("us"), QStringLiteral("It is on its way."), QStringLiteral("1"));
        QCOMPARE(desk.sheet().pledges.first().state, PledgeState::Late);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.sheet().pledges.first().state, PledgeState::Proposed);
        QVERIFY(desk.undo.again());
        QVERIFY(desk.pledges.refuse(desk.reply()));
        QCOMPARE(desk.sheet().pledges.first().state, PledgeState::Refused);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.sheet().pledges.first().state, PledgeState::Late);
    }
    void whatFollowedInTimeKeepsIt()
    {
        QCOMPARE(pledgeStateOf(true, 100, 90, 200), PledgeState::Kept);
        QCOMPARE(pledgeStateOf(true, 100, 100, 200), PledgeState::Kept);
        QCOMPARE(pledgeStateOf(true, 100, 101, 200), PledgeState::Late);
        QCOMPARE(pledgeStateOf(true, 100, {}, 100), PledgeState::Due);
        QCOMPARE(pledgeStateOf(true, 100, {}, 101), PledgeState::Broken);
        QCOMPARE(pledgeStateOf({}, 100, {}, 101), PledgeState::Proposed);
        QCOMPARE(pledgeStateOf(false, 100, 90, 101), PledgeState::Refused);
    }
    void whatWasAskedStandsNewestFirstWithItsOutcome()
    {
        History desk;
        desk.says(QStringLiteral("1"), QStringLiteral("ada"), QStringLiteral("Where is my parcel?"));
        desk.says(QStringLiteral("2"), QStringLiteral("us"), QStringLiteral("Here."), QStringLiteral("1"));
        desk.says(QStringLiteral("3"), QStringLiteral("ada"), QStringLiteral("A wish: decaf pods"));
        QVERIFY(desk.triage.done({ desk.conversationOf(QStringLiteral("1")) }));
        const auto sheet = desk.sheet();
        QCOMPARE(sheet.entries.size(), 2);
        QCOMPARE(sheet.entries.first().asked, QStringLiteral("A wish: decaf pods"));
        QVERIFY(!sheet.entries.first().isAnswered);
        QVERIFY(sheet.entries.last().isAnswered);
        QVERIFY(sheet.entries.last().state == TriageState::Done);
        QCOMPARE(sheet.firstTouch, sheet.entries.last().at);
    }
    void somebodyWithManyMessagesCostsNoMore()
    {
        History desk;
        desk.says(QStringLiteral("1"), QStringLiteral("ada"), QStringLiteral("first"));
        desk.must(desk.writer().run(R"(
            WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
            INSERT INTO mention (row, id, conversation, identity, channel, is_ours, written_at, received_at, time_doubt,
                                 language, global_name, url, title, text, salt)
            SELECT m.row + n.i, randomblob(16), m.conversation, m.identity, m.channel, 0, m.written_at + n.i, 0, 0, 'en',
                   'g' || n.i, '', '', 'again and again', x'00' FROM n, mention m)"));
        (void)desk.sheet();
        const OwnTime own;
        const auto sheet = desk.sheet();
        QVERIFY2(own.ms() < 60, qPrintable(QString::number(own.ms())));
        QCOMPARE(sheet.entries.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestTimeline)
#include "test_timeline.moc"
