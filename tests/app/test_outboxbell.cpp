#include "app/engine/outboxbell.h"
#include "app/engine/zonewatch.h"
#include "tests/core/publishing/publishingroom.h"
#include "translations/language.h"

#include <QSignalSpy>
#include <QtTest>

using namespace wheelhouse;
using namespace std::chrono_literals;
using Does = FakeNetwork::Does;

namespace {

/// A desk that publishes, and a bell that hears it.
struct Belfry {
    Belfry() { bell.start(); }
    void pass(std::chrono::milliseconds time, std::chrono::milliseconds step = 5s)
    {
        for (; time.count() > 0; time -= step) {
            room.wait(std::min(step, time), step);
            bell.look();
        }
    }
    [[nodiscard]] DesktopNote note(int i) const { return rang.at(i).first().value<DesktopNote>(); }

    PublishingRoom room;
    OutboxBell bell { room.desk.writer(), room.changes, room.desk.clock, {} };
    QSignalSpy rang { &bell, &OutboxBell::rang };
};

} // namespace

class TestOutboxBell : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(speak(QStringLiteral("en"))); }

    void B08_threeMissedInASleepAreOneNote()
    {
        Belfry at;
        for (int i = 1; i < 4; ++i)
            at.room.queue(PublishingRoom::saying({ QStringLiteral("Post %1").arg(i) }), at.room.in(2h * i));
        at.room.send();
        at.room.desk.clock.advance(9h);
        at.room.send();
        at.bell.look();
        QCOMPARE(at.rang.size(), 1);
        QCOMPARE(at.note(0).title, QStringLiteral("3 posts need you"));
        QVERIFY(at.note(0).body.contains(QStringLiteral("3 whose time went by")));
        QCOMPARE(at.note(0).action, QStringLiteral("Open the outbox"));
        at.pass(10min);
        QCOMPARE(at.rang.size(), 1); // said once
        QCOMPARE(at.room.network().posts.size(), 0);
    }

    void oneThatIsRefusedIsNamedWithItsReason()
    {
        Belfry at;
        at.room.network().publishing = { Does::SayNo };
        at.room.queue(PublishingRoom::saying({ QStringLiteral("Hello, <b>valley</b>") }), at.room.in(0s));
        at.room.send();
        at.bell.look();
        QCOMPARE(at.rang.size(), 1);
        QVERIFY(at.note(0).title.startsWith(QStringLiteral("Refused: “Hello")));
        QVERIFY(
            at.note(0).body.contains(QStringLiteral("status 422")) || at.note(0).body.contains(QStringLiteral("No:")));
    }

    void aDoubtThatEndsByItselfRingsNoBell()
    {
        Belfry at;
        at.room.network().publishing = { Does::LoseAnswer };
        at.room.network().finding = { Does::LoseQuestion };
        at.room.queue(PublishingRoom::saying({ QStringLiteral("Hello") }), at.room.in(0s));
        at.room.send();
        at.bell.look();
        at.pass(10min);
        QCOMPARE(at.room.network().posts.size(), 1);
        QCOMPARE(at.rang.size(), 0);
    }

    void aDoubtThatStaysIsTold()
    {
        Belfry at;
        at.room.network().publishing = { Does::LoseAnswer };
        at.room.network().listsLate = true;
        at.room.network().findsWhole = false;
        at.room.queue(PublishingRoom::saying({ QStringLiteral("Hello") }), at.room.in(0s));
        at.room.send();
        at.bell.look();
        QCOMPARE(at.rang.size(), 0);
        at.pass(1min);
        QCOMPARE(at.rang.size(), 1);
    }

    void noTwoNotesComeWithinAMinute()
    {
        Belfry at;
        for (int i = 0; i < 6; ++i) {
            at.room.network().publishing = { Does::SayNo };
            at.room.queue(PublishingRoom::saying({ QStringLiteral("Post %1").arg(i) }), at.room.in(0s));
            at.room.send();
            at.bell.look();
            at.room.desk.clock.advance(5s);
        }
        QCOMPARE(at.rang.size(), 1);
        at.room.desk.clock.advance(1min);
        at.bell.look();
        QCOMPARE(at.rang.size(), 2);
        QCOMPARE(at.note(1).title, QStringLiteral("5 posts need you"));
    }

    void whatWaitedBeforeIsKnown()
    {
        Belfry at;
        at.bell.stop();
        at.room.network().publishing = { Does::SayNo };
        at.room.queue(PublishingRoom::saying({ QStringLiteral("Hello") }), at.room.in(0s));
        at.room.send();
        at.bell.start();
        at.pass(5min);
        QCOMPARE(at.rang.size(), 0);
    }

    void aLockedKeyringIsToldOnce()
    {
        Belfry at;
        at.bell.hearLocked(QStringLiteral("The keyring is locked."));
        at.bell.hearLocked(QStringLiteral("The keyring is locked."));
        QCOMPARE(at.rang.size(), 1);
        QCOMPARE(at.note(0).body, QStringLiteral("The keyring is locked."));
    }

    void B09_anotherZoneOrNewTablesAreSeen()
    {
        ZoneWatch::Here here { "Europe/Amsterdam", QDateTime(QDate(2026, 1, 1), QTime(0, 0), Qt::UTC) };
        ZoneWatch watch([&here] { return here; });
        QCOMPARE(watch.look(), ZoneWatch::Change::None);
        here.zone = "Europe/Lisbon";
        QCOMPARE(watch.look(), ZoneWatch::Change::Zone);
        QCOMPARE(watch.look(), ZoneWatch::Change::None);
        here.tablesAt = here.tablesAt.addDays(90);
        QCOMPARE(watch.look(), ZoneWatch::Change::Tables);
    }
};

QTEST_GUILESS_MAIN(TestOutboxBell)
#include "test_outboxbell.moc"
