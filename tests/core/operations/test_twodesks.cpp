#include "tests/support/desk.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace wheelhouse;

namespace {

struct Act {
    const char *name;
    Result<Acted> (*run)(Triage &, qint64, const Clock &);
};

constexpr Act acts[] = {
    { "waits", [](Triage &t, qint64 row, const Clock &) { return t.wait({ row }); } },
    { "snoozes",
        [](Triage &t, qint64 row, const Clock &clock) {
            return t.snooze({ row }, { clock.now().addSecs(3600), {}, SnoozeMode::TimeOrReply });
        } },
    { "is done", [](Triage &t, qint64 row, const Clock &) { return t.done({ row }); } },
    { "calls it spam", [](Triage &t, qint64 row, const Clock &) { return t.spam({ row }); } },
};

/// A desk that fetched the same question as the other one, and did one thing about it off line.
struct Offline {
    explicit Offline(const Act &act)
    {
        desk.receive({ desk.saying(QStringLiteral("q"), QStringLiteral("Where is my parcel?"), 10) });
        row = desk.conversationOf(QStringLiteral("q"));
        operation = TestDesk::must(desk.log.read(TestDesk::must(act.run(desk.triage, row, desk.clock)).operation));
        state = stateFromWord(desk.stateOf(row)).value();
    }
    void theyWriteAgain()
    {
        desk.receive(
            { desk.saying(QStringLiteral("q2"), QStringLiteral("It is still not here."), 0, QStringLiteral("q")) });
    }
    /// What this desk makes of \a theirs, read from the operation alone as it would come over the wire.
    TriageState settledWith(const Operation &theirs, bool theyWroteLater)
    {
        const auto on = QJsonDocument::fromJson(theirs.payload).object().value(QLatin1String("on")).toArray();
        const auto target = on.first().toObject();
        Standings standings(desk.writer());
        const auto here = standings.find(MentionId::fromString(target.value(QLatin1String("c")).toString())).value();
        if (here != row)
            qFatal("the other desk's conversation is not found here");
        const auto there =
            stateFromWord(target.value(QLatin1String("now")).toObject().value(QLatin1String("state")).toString());
        return settle(state, there.value(), theyWroteLater);
    }

    TestDesk desk;
    qint64 row = 0;
    Operation operation;
    TriageState state = TriageState::New;
};

} // namespace

/// Workflows 2: of two opposite acts the less final state wins, and a later message of theirs acts on that. Sync does
/// not exist yet; what it will stand on does: ids that two desks share, operations that say all, and the rule.
class TestTwoDesks : public QObject {
    Q_OBJECT
private slots:
    void oppositeActsEndEqualWhicheverDeskLooks_data()
    {
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        for (int a = 0; a < int(std::size(acts)); ++a)
            for (int b = 0; b < int(std::size(acts)); ++b)
                QTest::addRow("one %s, the other %s", acts[a].name, acts[b].name) << a << b;
    }
    void oppositeActsEndEqualWhicheverDeskLooks()
    {
        QFETCH(int, first);
        QFETCH(int, second);
        Offline one(acts[first]);
        Offline two(acts[second]);
        const TriageState settled = one.settledWith(two.operation, false);
        QCOMPARE(two.settledWith(one.operation, false), settled);
        QCOMPARE(settled, TriageState(std::min(one.state, two.state)));

        // A message after both: whether it comes before the desks hear of each other or after makes no difference.
        const TriageState heardFirst = one.settledWith(two.operation, true);
        QCOMPARE(two.settledWith(one.operation, true), heardFirst);
        one.theyWriteAgain();
        two.theyWriteAgain();
        const auto onOne = stateFromWord(one.desk.stateOf(one.row)).value();
        const auto onTwo = stateFromWord(two.desk.stateOf(two.row)).value();
        QCOMPARE(settle(onOne, onTwo, false), heardFirst);
        const bool bothSpam = one.state == TriageState::Spam && two.state == TriageState::Spam;
        QCOMPARE(heardFirst, bothSpam ? TriageState::Spam : TriageState::Open);
    }
    void threeDesksEndEqualInEveryOrder()
    {
        for (int a = 0; a <= int(TriageState::Spam); ++a)
            for (int b = 0; b <= int(TriageState::Spam); ++b)
                for (int c = 0; c <= int(TriageState::Spam); ++c)
                    for (const bool later : { false, true }) {
                        const auto all = settle(settle(TriageState(a), TriageState(b), false), TriageState(c), later);
                        QCOMPARE(settle(TriageState(a), settle(TriageState(b), TriageState(c), false), later), all);
                        QCOMPARE(settle(settle(TriageState(c), TriageState(a), later), TriageState(b), later), all);
                    }
    }
};

QTEST_GUILESS_MAIN(TestTwoDesks)
#include "test_twodesks.moc"
