#include "core/launch/readiness.h"
#include "tests/core/launch/launchdeskroom.h"

using namespace wheelhouse;

/// What people do with a launch, over a real workspace file with its calendar and its outbox.
class TestLaunchDesk : public QObject {
    Q_OBJECT
private slots:
    void aSlipMovesStepsAndPostsInOneStep();
    void whatStandsInTheOutboxMovesWithTheLaunch();
    void aSlipKeepsTheHourAcrossAClockChange_data();
    void aSlipKeepsTheHourAcrossAClockChange();
    void doorsInAGapAreSaidAndGoOnThere();
    void aSlipThatWouldSendInThePastIsRefusedWhole();
    void aPostThatIsOutStaysWhereItWentOut();
    void theEmbargoMovesWithTheDoors();
    void aLaterEmbargoOfTheCampaignStays();
    void aCircleIsRefusedWithItsNames();
    void aLaneWithOpenGatesCannotSayGo();
    void eachStepIsTakenBackAndDoneAgainAfterARestart();
    void aWhatIfMovesNothingUntilItIsDone();
    void whoWorksFromAnOlderPlanIsToldWhatChanged();
    void aVersionIsNeverUsedTwice();
    void carryIsAllOrNothing();
    void theLogNamesNoWords();
};

void TestLaunchDesk::aSlipMovesStepsAndPostsInOneStep()
{
    LaunchDeskRoom room;
    const StepId lab = room.task(room.product, QStringLiteral("Lab retest"), -5, true, 2);
    const StepId teaser = room.post(room.product, QStringLiteral("Teaser"), -2, QTime(15, 0));
    QCOMPARE(room.at(lab), QStringLiteral("2026-10-17"));
    QCOMPARE(room.at(teaser), QStringLiteral("2026-10-20 15:00"));
    const qint64 before = room.desk.database.number("SELECT count(*) FROM operation");
    const LaunchDone done = LaunchDeskRoom::must(room.launches().slip(room.launch, room.wall("2026-10-25 09:00")));
    QCOMPARE(room.desk.database.number("SELECT count(*) FROM operation"), before + 1);
    QVERIFY2(done.sentence.contains(QStringLiteral("later")), qPrintable(done.sentence));
    QCOMPARE(room.at(lab), QStringLiteral("2026-10-20"));
    QCOMPARE(room.at(teaser), QStringLiteral("2026-10-23 15:00"));
    QCOMPARE(room.doors(), QStringLiteral("2026-10-25 09:00 Europe/Amsterdam"));
    room.undo();
    QCOMPARE(room.at(lab), QStringLiteral("2026-10-17"));
    QCOMPARE(room.at(teaser), QStringLiteral("2026-10-20 15:00"));
}

void TestLaunchDesk::whatStandsInTheOutboxMovesWithTheLaunch()
{
    LaunchDeskRoom room;
    const StepId post = room.queuedPost(room.product, QStringLiteral("It is back"), room.wall("2026-10-22 09:00"));
    const PostId id = room.plan().step(post)->post;
    LaunchDeskRoom::must(room.launches().slip(room.launch, room.wall("2026-10-25 09:00")));
    // Clocks go back that night: the wall stays, the instant is an hour later by UTC.
    QCOMPARE(room.queued(id), QStringList { QStringLiteral("2026-10-25 09:00 Europe/Amsterdam") });
    QCOMPARE(room.desk.database.number("SELECT due_at FROM delivery"),
        QDateTime(QDate(2026, 10, 25), QTime(8, 0), Qt::UTC).toMSecsSinceEpoch());
    room.open();
    room.undo();
    QCOMPARE(room.queued(id), QStringList { QStringLiteral("2026-10-22 09:00 Europe/Amsterdam") });
    room.redo();
    QCOMPARE(room.queued(id), QStringList { QStringLiteral("2026-10-25 09:00 Europe/Amsterdam") });
}

void TestLaunchDesk::aSlipKeepsTheHourAcrossAClockChange_data()
{
    QTest::addColumn<QString>("from");
    QTest::addColumn<int>("days");
    QTest::addColumn<QDateTime>("utc");
    QTest::newRow("Amsterdam goes back") << QStringLiteral("2026-10-24 09:00 Europe/Amsterdam") << 2
                                         << QDateTime(QDate(2026, 10, 26), QTime(8, 0), Qt::UTC);
    QTest::newRow("Amsterdam goes forward") << QStringLiteral("2027-03-27 09:00 Europe/Amsterdam") << 3
                                            << QDateTime(QDate(2027, 3, 30), QTime(7, 0), Qt::UTC);
    QTest::newRow("New York goes back") << QStringLiteral("2026-10-30 09:00 America/New_York") << 3
                                        << QDateTime(QDate(2026, 11, 2), QTime(14, 0), Qt::UTC);
    QTest::newRow("New York goes forward") << QStringLiteral("2027-03-12 09:00 America/New_York") << 3
                                           << QDateTime(QDate(2027, 3, 15), QTime(13, 0), Qt::UTC);
}

void TestLaunchDesk::aSlipKeepsTheHourAcrossAClockChange()
{
    QFETCH(QString, from);
    QFETCH(int, days);
    QFETCH(QDateTime, utc);
    LaunchDeskRoom room;
    const WallTime doors = *readWallTime(from);
    room.launch = room.make(QStringLiteral("Elsewhere"), doors);
    const LaneId lane = room.lane(QStringLiteral("PR"));
    const StepId post = room.post(lane, QStringLiteral("Now"), 0, doors.time);
    const Slip slip = slipOf(room.plan(), days, {}, room.desk.clock.now());
    QVERIFY(!slip.clocks.isEmpty());
    QCOMPARE(slip.posts, 1);
    LaunchDeskRoom::must(room.launches().slip(room.launch, slip.to));
    const LaunchPlan plan = room.plan();
    QCOMPARE(plan.launch.doors.time, doors.time);
    QCOMPARE(resolve(plan.launch.doors)->utc, utc);
    QCOMPARE(resolve(*plan.step(post)->card->at)->utc, utc);
}

void TestLaunchDesk::doorsInAGapAreSaidAndGoOnThere()
{
    LaunchDeskRoom room;
    room.launch = room.make(QStringLiteral("By night"), *readWallTime(u"2027-03-07 02:30 America/New_York"));
    const Slip slip = slipOf(room.plan(), 7, {}, room.desk.clock.now()); // 14 March, 02:30 does not exist
    QVERIFY2(slip.clocks.contains(QStringLiteral("02:30")), qPrintable(slip.clocks));
    LaunchDeskRoom::must(room.launches().slip(room.launch, slip.to));
    QCOMPARE(room.doors(), QStringLiteral("2027-03-14 02:30 America/New_York")); // what was meant stays
    QCOMPARE(resolve(room.plan().launch.doors)->utc, QDateTime(QDate(2027, 3, 14), QTime(7, 30), Qt::UTC));
    LaunchDeskRoom::must(room.launches().slip(room.launch, *readWallTime(u"2027-03-15 02:30 America/New_York")));
    QCOMPARE(resolve(room.plan().launch.doors)->utc, QDateTime(QDate(2027, 3, 15), QTime(6, 30), Qt::UTC));
}

void TestLaunchDesk::aSlipThatWouldSendInThePastIsRefusedWhole()
{
    LaunchDeskRoom room;
    const StepId task = room.task(room.legal, QStringLiteral("Clearance"), -1);
    room.queuedPost(room.product, QStringLiteral("Teaser"), room.wall("2026-10-14 09:00"));
    const QString before = room.dump();
    const auto refused = room.launches().slip(room.launch, room.wall("2026-10-19 09:00"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::Refused);
    QVERIFY2(refused.error().message.contains(QStringLiteral("Teaser")), qPrintable(refused.error().message));
    QCOMPARE(room.dump(), before);
    QCOMPARE(room.at(task), QStringLiteral("2026-10-21"));
}

void TestLaunchDesk::aPostThatIsOutStaysWhereItWentOut()
{
    LaunchDeskRoom room;
    const StepId teaser = room.queuedPost(room.product, QStringLiteral("Teaser"), room.wall("2026-10-12 15:00"));
    const StepId later = room.queuedPost(room.product, QStringLiteral("It is back"), room.wall("2026-10-22 09:00"));
    room.wait(std::chrono::hours { 4 }, std::chrono::minutes { 10 });
    QCOMPARE(room.plan().step(teaser)->card->state, CardState::Published);
    const Slip slip = slipOf(room.plan(), 3, {}, room.desk.clock.now());
    QCOMPARE(slip.stays, 1);
    QCOMPARE(slip.posts, 1);
    LaunchDeskRoom::must(room.launches().slip(room.launch, slip.to));
    QCOMPARE(room.at(teaser), QStringLiteral("2026-10-12 15:00"));
    QCOMPARE(room.at(later), QStringLiteral("2026-10-25 09:00"));
}

void TestLaunchDesk::theEmbargoMovesWithTheDoors()
{
    LaunchDeskRoom room;
    room.launch =
        room.make(QStringLiteral("Sealed"), room.wall("2026-10-22 09:00"), QStringLiteral("Stillwater"), true);
    const auto embargo = [&room] {
        return room.desk.database.number("SELECT coalesce(embargo_until, 0) FROM campaign");
    };
    const auto ms = [](int day, int hour) {
        return QDateTime(QDate(2026, 10, day), QTime(hour, 0), Qt::UTC).toMSecsSinceEpoch();
    };
    QCOMPARE(embargo(), ms(22, 7));
    LaunchDeskRoom::must(room.launches().slip(room.launch, room.wall("2026-10-26 09:00")));
    QCOMPARE(embargo(), ms(26, 8));
    room.undo();
    QCOMPARE(embargo(), ms(22, 7));
    LaunchTerms terms = termsOf(room.plan().launch);
    QVERIFY(terms.isEmbargoed);
    terms.isEmbargoed = false;
    LaunchDeskRoom::must(room.launches().change(room.launch, terms));
    QCOMPARE(embargo(), 0);
    LaunchDeskRoom::must(room.launches().slip(room.launch, room.wall("2026-10-28 09:00")));
    QCOMPARE(embargo(), 0);
}

/// Legal's embargo until the evening is not lifted by a launch in the morning, nor by one that slips.
void TestLaunchDesk::aLaterEmbargoOfTheCampaignStays()
{
    LaunchDeskRoom room;
    const auto embargo = [&room] {
        return room.desk.database.number("SELECT coalesce(embargo_until, 0) FROM campaign");
    };
    const auto ms = [](int day, int hour) {
        return QDateTime(QDate(2026, 10, day), QTime(hour, 0), Qt::UTC).toMSecsSinceEpoch();
    };
    room.launch =
        room.make(QStringLiteral("Sealed"), room.wall("2026-10-22 09:00"), QStringLiteral("Stillwater"), true);
    Statement legal(room.desk.writer(), "UPDATE campaign SET embargo_until = ?1");
    LaunchDeskRoom::must(legal.run(ms(23, 18)));
    room.make(QStringLiteral("Another"), room.wall("2026-10-22 10:00"), QStringLiteral("Stillwater"), true);
    QCOMPARE(embargo(), ms(23, 18));
    LaunchDeskRoom::must(room.launches().slip(room.launch, room.wall("2026-10-23 09:00")));
    QCOMPARE(embargo(), ms(23, 18));
}

void TestLaunchDesk::aCircleIsRefusedWithItsNames()
{
    LaunchDeskRoom room;
    const StepId lab = room.task(room.product, QStringLiteral("Lab retest"), -5);
    const StepId clearance = room.task(room.legal, QStringLiteral("Final clearance"), -3);
    const StepId post = room.task(room.product, QStringLiteral("It is back"), 0);
    LaunchDeskRoom::must(room.launches().need(clearance, lab));
    LaunchDeskRoom::must(room.launches().need(post, clearance));
    const auto circle = room.launches().need(lab, post);
    QVERIFY(!circle);
    for (const char *name : { "Lab retest", "Final clearance", "It is back" })
        QVERIFY2(circle.error().message.contains(QLatin1String(name)), qPrintable(circle.error().message));
    QVERIFY(!room.launches().need(lab, lab));
    QCOMPARE(room.plan().needs.size(), 2);
    room.undo();
    QCOMPARE(room.plan().needs.size(), 1);
    QVERIFY(room.launches().need(lab, post)); // no circle any more
}

void TestLaunchDesk::aLaneWithOpenGatesCannotSayGo()
{
    LaunchDeskRoom room;
    const StepId gate = room.task(room.legal, QStringLiteral("Label text"), -4, true);
    const auto refused = room.launches().vote(room.legal, Vote::Go);
    QVERIFY(!refused);
    QVERIFY2(refused.error().message.contains(QStringLiteral("Label text")), qPrintable(refused.error().message));
    QVERIFY(room.launches().vote(room.legal, Vote::NoGo, QStringLiteral("not read yet")));
    QVERIFY(room.launches().vote(room.product, Vote::Go)); // it has no gate
    LaunchDeskRoom::must(room.launches().setState({ gate }, LaunchStep::State::Done));
    QVERIFY(!readiness(room.plan(), QDate(2026, 10, 12)).isGo);
    LaunchDeskRoom::must(room.launches().vote(room.legal, Vote::Go));
    QVERIFY(readiness(room.plan(), QDate(2026, 10, 12)).isGo);
    // A gate that opens again takes the go with it, whatever was said.
    LaunchDeskRoom::must(room.launches().setState({ gate }, LaunchStep::State::Open));
    const Readiness ready = readiness(room.plan(), QDate(2026, 10, 12));
    QVERIFY(!ready.isGo);
    QVERIFY2(ready.whyNot.contains(QStringLiteral("Legal")), qPrintable(ready.whyNot));
}

void TestLaunchDesk::eachStepIsTakenBackAndDoneAgainAfterARestart()
{
    LaunchDeskRoom room;
    QStringList dumps { room.dump() };
    const auto did = [&](auto done) {
        LaunchDeskRoom::must(std::move(done));
        dumps.append(room.dump());
    };
    const auto added = [&](StepId id) {
        dumps.append(room.dump());
        return id;
    };
    const StepId lab = added(room.task(room.product, QStringLiteral("Lab retest"), -5, true));
    const StepId post = added(room.post(room.product, QStringLiteral("It is back"), 0, QTime(9, 0)));
    did(room.launches().need(post, lab));
    did(room.launches().carry({ lab, post }, 2));
    did(room.launches().carry({ lab }, 0, room.legal));
    did(room.launches().setState({ lab }, LaunchStep::State::Done));
    did(room.launches().vote(room.legal, Vote::Go));
    StepTerms terms = termsOf(*room.plan().step(post), room.plan().launch);
    terms.name = QStringLiteral("It is truly back");
    terms.time = QTime(10, 30);
    did(room.launches().changeStep(post, terms));
    LaunchTerms page = termsOf(room.plan().launch);
    page.says = QStringLiteral("Every batch is tested.");
    did(room.launches().change(room.launch, page));
    did(room.launches().moveLane(room.legal, -1));
    did(room.launches().slip(room.launch, room.wall("2026-10-26 10:00")));
    did(room.launches().removeSteps({ lab }));
    did(room.launches().removeLane(room.product));
    did(room.launches().remove(room.launch));
    room.open();
    for (qsizetype i = dumps.size() - 2; i >= 0; --i) {
        room.undo();
        QCOMPARE(room.dump().split(QLatin1Char('\n')), dumps.at(i).split(QLatin1Char('\n')));
    }
    room.open();
    for (qsizetype i = 1; i < dumps.size(); ++i) {
        room.redo();
        QCOMPARE(room.dump().split(QLatin1Char('\n')), dumps.at(i).split(QLatin1Char('\n')));
    }
}

void TestLaunchDesk::aWhatIfMovesNothingUntilItIsDone()
{
    LaunchDeskRoom room;
    const StepId lab = room.task(room.product, QStringLiteral("Lab retest"), -5);
    const StepId post = room.queuedPost(room.product, QStringLiteral("It is back"), room.wall("2026-10-22 09:00"));
    const QString before = room.dump();
    const SlipLayer layer = LaunchDeskRoom::must(room.launches().trySlip(room.launch, 3));
    QCOMPARE(room.dump(), before);
    LaunchBook book(room.desk.writer());
    const LaunchPlan thought = *LaunchDeskRoom::must(book.plan(room.launch, layer.row));
    QCOMPARE(thought.launch.doors.date, QDate(2026, 10, 25));
    QCOMPARE(daysOf(*thought.step(lab), thought.launch).first, QDate(2026, 10, 20));
    QCOMPARE(daysOf(*thought.step(post), thought.launch).first, QDate(2026, 10, 25));
    QVERIFY(thought.step(post)->card->isImagined);
    QVERIFY(!room.calendar->apply(layer.id)); // the launch must move with it
    LaunchDeskRoom::must(room.launches().apply(room.launch, layer));
    QCOMPARE(room.at(lab), QStringLiteral("2026-10-20"));
    QCOMPARE(room.at(post), QStringLiteral("2026-10-25 09:00"));
    QVERIFY(LaunchDeskRoom::must(book.slipLayers(room.launch)).isEmpty());
    QVERIFY(!room.launches().apply(room.launch, layer));
    room.undo();
    QCOMPARE(room.dump(), before);
    QCOMPARE(LaunchDeskRoom::must(book.slipLayers(room.launch)).size(), 1);
}

void TestLaunchDesk::whoWorksFromAnOlderPlanIsToldWhatChanged()
{
    LaunchDeskRoom room;
    Member mei { 0, {}, QStringLiteral("Mei Castellano"), 0, {}, false };
    {
        auto transaction = Transaction::begin(room.desk.writer());
        mei = LaunchDeskRoom::must(room.desk.roster.add(*transaction, room.desk.log, mei));
        LaunchDeskRoom::must(transaction->commit());
    }
    LaunchDeskRoom::must(room.launches().changeLane(room.legal, { QStringLiteral("People"), 0, mei.row }));
    const StepId wanted = room.task(room.legal, QStringLiteral("Line operators wanted"), -2);
    LaunchDeskRoom::must(room.launches().see(room.launch, mei.row));
    const auto seenBy = [&room](const QString &name) {
        for (const LaunchSeen &each : room.plan().seen)
            if (each.name == name)
                return each.version;
        return -1;
    };
    const int version = room.plan().launch.version;
    QCOMPARE(seenBy(mei.name), version);
    LaunchDeskRoom::must(room.launches().carry({ wanted }, -1));
    QCOMPARE(seenBy(mei.name), version);
    QCOMPARE(seenBy(QStringLiteral("Ines Okafor")), version + 1); // who changes a plan has seen it
    LaunchBook book(room.desk.writer());
    const auto changes = LaunchDeskRoom::must(book.changesAfter(room.launch, version));
    QCOMPARE(changes.size(), 1);
    const QString said = changes.constFirst().sentences.join(QLatin1Char(' '));
    QVERIFY2(said.contains(QStringLiteral("Line operators wanted")) && said.contains(QStringLiteral("20 October"))
            && said.contains(QStringLiteral("19 October")),
        qPrintable(said));
    room.undo();
    QVERIFY(LaunchDeskRoom::must(book.changesAfter(room.launch, version)).isEmpty());
}

void TestLaunchDesk::aVersionIsNeverUsedTwice()
{
    LaunchDeskRoom room;
    room.task(room.product, QStringLiteral("One"), -5);
    const int taken = room.plan().launch.version;
    room.undo();
    room.task(room.product, QStringLiteral("Another"), -5);
    QCOMPARE(room.plan().launch.version, taken + 1); // who saw the one that was taken back did not see this
}

void TestLaunchDesk::carryIsAllOrNothing()
{
    LaunchDeskRoom room;
    const StepId task = room.task(room.product, QStringLiteral("Task"), -5);
    const StepId post = room.queuedPost(room.product, QStringLiteral("Teaser"), room.wall("2026-10-14 09:00"));
    const QString before = room.dump();
    QVERIFY(!room.launches().carry({ task, post }, -5)); // the post would stand in the past
    QCOMPARE(room.dump(), before);
    QVERIFY(!room.launches().carry({ task }, 100'000));
    QVERIFY(!room.launches().carry({}, 1));
    QVERIFY(!room.launches().carry({ task, StepId::fresh() }, 1));
    QCOMPARE(room.dump(), before);
    LaunchDeskRoom::must(room.launches().carry({ task, post }, 5));
    QCOMPARE(room.at(post), QStringLiteral("2026-10-19 09:00"));
}

void TestLaunchDesk::theLogNamesNoWords()
{
    LaunchDeskRoom room;
    LaunchTerms terms = termsOf(room.plan().launch);
    terms.says = QStringLiteral("quxsays");
    LaunchDeskRoom::must(room.launches().change(room.launch, terms));
    room.task(room.product, QStringLiteral("quxtask"), -5);
    LaunchDeskRoom::must(room.launches().vote(room.product, Vote::NoGo, QStringLiteral("quxwhy")));
    QCOMPARE(room.desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%qux%'"), 0);
}

QTEST_GUILESS_MAIN(TestLaunchDesk)
#include "test_launchdesk.moc"
