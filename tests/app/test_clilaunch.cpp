#include "tests/core/launch/launchdeskroom.h"
#include "tests/support/cliperson.h"

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A launch in a year when the clocks go back between its doors and the days that it slips, so that the program, which
/// has the clock of this computer, finds nothing of it over.
class Room : public LaunchDeskRoom {
public:
    Room()
    {
        launch = make(u"Far relaunch"_s, wall("2035-10-26 09:00"));
        const LaneId first = lane(u"Product"_s);
        task(first, u"Label printed"_s, -5, true);
        queuedPost(first, u"Oat tins are back"_s, wall("2035-10-26 10:30"));
    }
    CliSaid cli(const QStringList &more)
    {
        QProcess program;
        program.start(QStringLiteral(WH_CLI),
            QStringList { u"launch"_s, u"--workspace"_s, desk.database.path(), u"--json"_s } + more);
        if (!program.waitForFinished(CliPerson::longest))
            qFatal("wheelhouse-cli does not end");
        return { program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError() };
    }
};

QStringList namesIn(const QJsonArray &all)
{
    QStringList names;
    for (const QJsonValue &each : all)
        names.append(each.toObject().value(u"name"_s).toString());
    return names;
}

} // namespace

/// wheelhouse-cli launch, as a script calls it.
class TestCliLaunch : public QObject {
    Q_OBJECT
private slots:
    void launchesAreListedAndShown()
    {
        Room room;
        const CliSaid listed = room.cli({});
        QVERIFY2(listed.code == 0, listed.err);
        QStringList names;
        for (const QJsonObject &each : listed.rows())
            names.append(each.value(u"name"_s).toString() + u' ' + each.value(u"doors"_s).toString());
        names.sort();
        QCOMPARE(names,
            (QStringList { u"Far relaunch 2035-10-26 09:00 Europe/Amsterdam"_s,
                u"Stillwater relaunch 2026-10-22 09:00 Europe/Amsterdam"_s }));
        const CliSaid shown = room.cli({ u"--show"_s, u"far RELAUNCH"_s });
        QVERIFY2(shown.code == 0, shown.err);
        const QJsonObject plan = shown.row();
        QCOMPARE(
            namesIn(plan.value(u"steps"_s).toArray()), (QStringList { u"Label printed"_s, u"Oat tins are back"_s }));
        QCOMPARE(namesIn(plan.value(u"lanes"_s).toArray()), QStringList { u"Product"_s });
        const QJsonObject lane = plan.value(u"lanes"_s).toArray().first().toObject();
        QCOMPARE(lane.value(u"gates"_s).toInt(), 1);
        QCOMPARE(lane.value(u"passed"_s).toInt(), 0);
        QVERIFY(!plan.value(u"why_not"_s).toString().isEmpty());
        QCOMPARE(plan.value(u"go"_s).toBool(), false);
        QCOMPARE(room.cli({ u"--show"_s, plan.value(u"id"_s).toString() }).row(), plan);
    }
    void aSlipIsTriedThenMadeThenTakenBack()
    {
        Room room;
        const QString before = room.dump();
        const QStringList show { u"--show"_s, u"Far relaunch"_s };
        const CliSaid tried = room.cli(show + QStringList { u"--slip"_s, u"3"_s, u"--what-if"_s });
        QVERIFY2(tried.code == 0, tried.out + tried.err);
        QCOMPARE(tried.row().value(u"doors"_s).toString(), u"2035-10-29 09:00 Europe/Amsterdam"_s);
        QCOMPARE(tried.row().value(u"posts"_s).toInt(), 1);
        QVERIFY(!tried.row().value(u"clocks"_s).toString().isEmpty()); // they go back on the 28th
        QCOMPARE(room.dump(), before);

        const CliSaid made = room.cli(show + QStringList { u"--slip"_s, u"3"_s });
        QVERIFY2(made.code == 0, made.out + made.err);
        QCOMPARE(made.row(), tried.row());
        room.open();
        QCOMPARE(room.doors(), u"2035-10-29 09:00 Europe/Amsterdam"_s);
        const auto queued = TestDesk::must(room.book.list({ Delivery::State::Queued }, 10));
        QCOMPARE(queued.constFirst().wall, u"2035-10-29 10:30 Europe/Amsterdam"_s);
        room.undo();
        QCOMPARE(room.doors(), u"2035-10-26 09:00 Europe/Amsterdam"_s);

        QCOMPARE(room.cli(show + QStringList { u"--to"_s, u"2035-11-05 08:00"_s }).code, 0);
        QCOMPARE(room.doors(), u"2035-11-05 08:00 Europe/Amsterdam"_s);
    }
    void whatMakesNoSenseIsRefusedAndMovesNothing_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<int>("code");
        const QString far = u"Far relaunch"_s;
        QTest::newRow("nobody said which") << QStringList { u"--slip"_s, u"3"_s } << 2;
        QTest::newRow("both ways") << QStringList { u"--show"_s, far, u"--slip"_s, u"3"_s, u"--to"_s,
            u"2036-01-01 09:00"_s } << 2;
        QTest::newRow("no number") << QStringList { u"--show"_s, far, u"--slip"_s, u"soon"_s } << 2;
        QTest::newRow("no time") << QStringList { u"--show"_s, far, u"--to"_s, u"tomorrow"_s } << 2;
        QTest::newRow("no such launch") << QStringList { u"--show"_s, u"Nearby"_s } << 1;
    }
    void whatMakesNoSenseIsRefusedAndMovesNothing()
    {
        QFETCH(const QStringList, more);
        QFETCH(const int, code);
        Room room;
        const QString before = room.dump();
        const CliSaid said = room.cli(more);
        QCOMPARE(said.code, code);
        QVERIFY(!said.err.trimmed().isEmpty());
        QCOMPARE(room.dump(), before);
    }
};

QTEST_GUILESS_MAIN(TestCliLaunch)
#include "test_clilaunch.moc"
