#include "core/networks/accounts.h"
#include "tests/support/desk.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

NewAccount feed(const QString &name)
{
    return { u"https://%1.example/feed"_s.arg(name), name, {}, 30min };
}

} // namespace

/// What is followed, and how it fares.
class TestAccounts : public QObject {
    Q_OBJECT
private slots:
    void whatIsFollowedStandsInTheList()
    {
        TestDesk desk;
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        const auto followed = accounts.follow({ feed(u"b"_s), feed(u"a"_s), feed(u"b"_s) });
        QVERIFY(followed);
        QCOMPARE(followed->changed, 2);
        QCOMPARE(followed->left, 1);
        const auto list = accounts.list();
        QVERIFY(list);
        QCOMPARE(list->size(), 2);
        QCOMPARE(list->first().channel.name, u"a"_s);
        QCOMPARE(list->first().address, u"https://a.example/feed"_s);
        QCOMPARE(list->first().standing.state, AccountStanding::State::New);
        QCOMPARE(accounts.follow({ feed(u"a"_s) })->changed, 0);
    }
    void aPaceUnderFiveMinutesIsNotKept()
    {
        TestDesk desk;
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        NewAccount fast = feed(u"fast"_s);
        fast.pace = 1s;
        QVERIFY(accounts.follow({ fast }));
        QCOMPARE(accounts.list()->first().pace, std::chrono::seconds { 5min });
    }
    void everyStepIsTakenBackAndDoneAgain()
    {
        TestDesk desk;
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        QVERIFY(accounts.follow({ feed(u"a"_s), feed(u"b"_s) }));
        QVERIFY(desk.undo.back());
        QCOMPARE(accounts.list()->size(), 0);
        QVERIFY(desk.undo.again());
        QCOMPARE(accounts.list()->size(), 2);
        const ChannelId a = accounts.list()->first().channel.id;
        QCOMPARE(accounts.pause({ a }, true)->changed, 1);
        QCOMPARE(accounts.pause({ a }, true)->changed, 0);
        QVERIFY(accounts.list()->first().isPaused);
        QVERIFY(desk.undo.back());
        QVERIFY(!accounts.list()->first().isPaused);
        QCOMPARE(accounts.remove({ a })->changed, 1);
        QCOMPARE(accounts.remove({ a })->left, 1);
        QCOMPARE(accounts.list()->size(), 1);
        const auto back = desk.undo.back();
        QVERIFY(back && !back->sentence.isEmpty());
        QCOMPARE(accounts.list()->size(), 2);
    }
    void whatIsRemovedKeepsItsMentionsAndIsTakenUpAgain()
    {
        TestDesk desk;
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        QVERIFY(accounts.follow({ feed(u"a"_s) }));
        const Account account = accounts.list()->first();
        desk.channel = account.channelRow;
        desk.receive({ desk.saying(u"one"_s, u"words"_s) });
        QVERIFY(accounts.remove({ account.channel.id }));
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention"), 1);
        QCOMPARE(accounts.follow({ feed(u"a"_s) })->changed, 1);
        QCOMPARE(accounts.list()->first().channel.id, account.channel.id);
        QCOMPARE(accounts.list()->first().channelRow, account.channelRow);
    }
    void theLogNamesNoAddress()
    {
        TestDesk desk;
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        NewAccount secret = feed(u"secretname"_s);
        secret.address = u"https://a.example/private/canarykey"_s;
        QVERIFY(accounts.follow({ secret }));
        int seen = 0;
        QVERIFY(desk.log.each(0, [&](const Operation &operation) {
            ++seen;
            return !operation.payload.contains("canarykey") && !operation.payload.contains("secretname");
        }));
        QCOMPARE(seen, 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE payload LIKE '%canary%'"), 0);
    }
    void howItFaresIsKeptAndSaidInWords()
    {
        using State = AccountStanding::State;
        TestDesk desk;
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        QVERIFY(accounts.follow({ feed(u"a"_s) }));
        const ChannelId channel = accounts.list()->first().channel.id;
        const auto fare = [&](const std::optional<Error> &error, int failures) {
            const QDateTime now = desk.clock.now();
            return Fare { channel, error, now, now.addSecs(600), failures, 0, {}, {} };
        };
        QVERIFY(accounts.note(fare({}, 0)));
        QCOMPARE(accounts.list()->first().standing.state, State::Fine);
        const QDateTime fineAt = desk.clock.now();
        desk.clock.advance(10min);
        const QDateTime failedAt = desk.clock.now();
        QVERIFY(accounts.note(fare(Error { Error::Kind::Offline, u"It broke."_s, {}, {} }, 1)));
        desk.clock.advance(10min);
        QVERIFY(accounts.note(fare(Error { Error::Kind::Offline, u"It broke."_s, {}, {} }, 2)));
        Account account = accounts.list()->first();
        QCOMPARE(account.standing.state, State::Failing);
        QCOMPARE(account.standing.since, failedAt); // the first of the failures in a row
        QCOMPARE(account.standing.fineAt, fineAt);
        QCOMPARE(account.standing.failures, 2);
        QVERIFY(standingWords(account, desk.clock.now()).contains(u"It broke."_s));
        QVERIFY(accounts.note(fare(Error { Error::Kind::Busy, u"Too often."_s, {}, 60s }, 3)));
        QCOMPARE(accounts.list()->first().standing.state, State::Waiting);
        QVERIFY(accounts.note(fare(Error { Error::Kind::Expired, u"Gone."_s, {}, {} }, 4)));
        account = accounts.list()->first();
        QCOMPARE(account.standing.state, State::Gone);
        QCOMPARE(standingWords(account, desk.clock.now()), u"Gone."_s);
        // Whoever says "go on" wants it asked now.
        QVERIFY(accounts.pause({ channel }, false));
        QCOMPARE(accounts.list()->first().standing.state, State::New);
    }
    void b12AClockThatIsOffIsSaid()
    {
        TestDesk desk;
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        QVERIFY(accounts.follow({ feed(u"a"_s) }));
        const ChannelId channel = accounts.list()->first().channel.id;
        const QDateTime now = desk.clock.now();
        QVERIFY(accounts.note({ channel, {}, now, now, 0, 0, {}, std::chrono::seconds { -10min } }));
        QVERIFY(isClockOff(accounts.list()->first().standing));
        QVERIFY(standingWords(accounts.list()->first(), now).contains(u"10"_s));
        QVERIFY(accounts.note({ channel, {}, now, now, 0, 0, {}, std::chrono::seconds { 20 } }));
        QVERIFY(!isClockOff(accounts.list()->first().standing));
    }
    void aMoveChangesTheAddressAndNotTheName()
    {
        TestDesk desk;
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        QVERIFY(accounts.follow({ feed(u"a"_s) }));
        const Account before = accounts.list()->first();
        const QDateTime now = desk.clock.now();
        QVERIFY(accounts.note({ before.channel.id, {}, now, now, 0, 0, u"https://new.example/feed"_s, {} }));
        const Account after = accounts.list()->first();
        QCOMPARE(after.address, u"https://new.example/feed"_s);
        QCOMPARE(after.firstAddress, before.firstAddress);
        QCOMPARE(accounts.follow({ feed(u"a"_s) })->changed, 0); // by its old address it is followed already
    }
    void aSampleReachesNobody()
    {
        TestDesk desk;
        QVERIFY(desk.writer().run("UPDATE workspace SET kind = 'sample'"));
        Accounts accounts(desk.writer(), desk.log, desk.undo, desk.clock);
        const auto refused = accounts.follow({ feed(u"a"_s) });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
    }
};

QTEST_GUILESS_MAIN(TestAccounts)
#include "test_accounts.moc"
