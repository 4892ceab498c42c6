#include "core/inbox/notes.h"
#include "core/inbox/promisereader.h"
#include "core/inbox/promises.h"
#include "core/inbox/searchchecks.h"
#include "core/intake/alterations.h"
#include "tests/support/desk.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 hourMs = 3'600'000;

PromisePolicy anHour()
{
    PromisePolicy policy;
    policy.name = u"Within the hour"_s;
    policy.reason = u"People wait"_s;
    policy.firstMs = hourMs;
    policy.nextMs = hourMs;
    policy.hours = WorkingHours::allTheTime();
    return policy;
}

/// A desk at which something is promised.
struct PromisingDesk : TestDesk {
    PromisingDesk()
    {
        must(promises.setPolicy(anHour(), clock.now().addDays(-1)).map([](const Acted &) { return 1; }));
    }
    void gone(const QStringList &names)
    {
        auto transaction = Transaction::begin(writer());
        must(admission.gone(*transaction, names, { channel, clock.nowMs(), false, std::nullopt }));
        must(transaction->commit());
    }
    QString text(const QString &name)
    {
        Statement find(writer(), "SELECT text FROM mention WHERE id = ?1");
        return must(find.one<QString>([](const Row &row) { return row.text(0); },
                        MentionId::fromName("mention", nameOf(name).toUtf8())))
            .value_or(u"(none)"_s);
    }
    qint64 found(const char *word)
    {
        Statement find(writer(), "SELECT count(*) FROM mention_index WHERE mention_index MATCH ?1");
        return must(find.number(QString::fromLatin1(word))).value_or(0);
    }
    static QString nameOf(const QString &name) { return u"https://a.example/"_s + name; }
    Promises promises { database.writer(), log, undo, clock };
};

} // namespace

/// What happens out there to what is here already.
class TestAlterations : public QObject {
    Q_OBJECT
private slots:
    void anEditKeepsWhatWasSaidBefore()
    {
        PromisingDesk desk;
        Arrival one = desk.saying(u"m1"_s, u"the kettle leaks"_s, 5);
        desk.receive({ one });
        one.body = u"the kettle explodes"_s;
        one.editedAt = desk.clock.now();
        const auto report = desk.receive({ one });
        QCOMPARE(report.changed, 1);
        QCOMPARE(desk.text(u"m1"_s), u"the kettle explodes"_s);
        QCOMPARE(desk.found("leaks"), 0);
        QCOMPARE(desk.found("explodes"), 1);
        const auto versions = VersionList(desk.writer()).of(desk.database.number("SELECT row FROM mention"));
        QVERIFY(versions && versions->size() == 1);
        QCOMPARE(versions->first().text, u"the kettle leaks"_s);
        QCOMPARE(desk.receive({ one }).changed, 0);
        QCOMPARE(desk.database.number("SELECT versions FROM mention"), 1);
    }
    void anEditAndItsOriginalInOnePageLeaveTheSearchWhole()
    {
        PromisingDesk desk;
        Arrival one = desk.saying(u"m1"_s, u"apples"_s, 5);
        Arrival two = one;
        two.body = u"pears"_s;
        desk.receive({ one, two });
        QCOMPARE(desk.text(u"m1"_s), u"pears"_s);
        QCOMPARE(desk.found("apples"), 0);
        QCOMPARE(desk.found("pears"), 1);
        QVERIFY(desk.writer().run("INSERT INTO mention_index (mention_index, rank) VALUES ('integrity-check', 1)"));
    }
    void anOlderAnswerThatComesLateChangesNothing()
    {
        PromisingDesk desk;
        Arrival late = desk.saying(u"m1"_s, u"first words"_s, 60);
        Arrival now = late;
        now.body = u"second words"_s;
        now.editedAt = desk.clock.now();
        desk.receive({ now });
        late.editedAt = desk.clock.now().addSecs(-600);
        QCOMPARE(desk.receive({ late }).changed, 0);
        QCOMPARE(desk.text(u"m1"_s), u"second words"_s);
    }
    void aCopyThatLagsBehindUndoesNoEdit()
    {
        PromisingDesk desk;
        Arrival stale = desk.saying(u"m1"_s, u"first words"_s, 60);
        Arrival now = stale;
        now.body = u"second words"_s;
        now.editedAt = desk.clock.now();
        desk.receive({ now });
        QCOMPARE(desk.receive({ stale }).changed, 0); // it knows of no edit at all
        QCOMPARE(desk.text(u"m1"_s), u"second words"_s);
    }
    void aPictureThatStandsElsewhereIsNoEditAndOneThatIsDescribedIs()
    {
        PromisingDesk desk;
        Arrival one = desk.saying(u"m1"_s, u"look at this"_s, 5);
        one.attachments = { { u"https://a.example/media/1.png"_s, u"image"_s, u"a dented can"_s } };
        desk.receive({ one });
        QVERIFY(desk.writer().run("UPDATE conversation SET unread = 0"));
        one.attachments.first().url = u"https://a.example/media_proxy/1"_s; // its server purged what it had cached
        QCOMPARE(desk.receive({ one }).changed, 0);
        QCOMPARE(desk.database.number("SELECT versions FROM mention"), 0);
        QCOMPARE(desk.database.number("SELECT unread FROM conversation"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention WHERE media LIKE '%media_proxy%'"), 1);
        one.attachments.first().description = u"a dented can, lid off"_s;
        QCOMPARE(desk.receive({ one }).changed, 1);
        QCOMPARE(desk.database.number("SELECT versions FROM mention"), 1);
    }
    void anotherServersWayOfShowingItIsNoEdit()
    {
        PromisingDesk desk;
        Arrival one = desk.saying(u"m1"_s, u"hello @marlowe"_s, 5);
        desk.receive({ one });
        auto transaction = Transaction::begin(desk.writer());
        const qint64 other = TestDesk::must(desk.admission.channel(
            *transaction, { ChannelId::fromName("channel", "other"), NetworkId::Mastodon, u"@other"_s, u"@other"_s }));
        TestDesk::must(transaction->commit());
        desk.channel = other;
        one.body = u"hello @marlowe@coffee.example"_s;
        QCOMPARE(desk.receive({ one }).changed, 0);
        QCOMPARE(desk.text(u"m1"_s), u"hello @marlowe"_s);
    }
    void onceTheAccountThatBroughtItIsGoneAnotherOneOfTheNetworkIsHeard()
    {
        PromisingDesk desk;
        Arrival one = desk.saying(u"m1"_s, u"the kettle leaks"_s, 5);
        desk.receive({ one });
        QVERIFY(
            desk.writer().run("INSERT INTO account (channel, address, first_address, pace, removed, added_at, salt) "
                              "SELECT row, 'a', 'a', 300, 1, 0, x'00' FROM channel"));
        auto transaction = Transaction::begin(desk.writer());
        const auto channelOf = [&](NetworkId network, const QString &name) {
            return TestDesk::must(desk.admission.channel(
                *transaction, { ChannelId::fromName("channel", name.toUtf8()), network, name, name }));
        };
        const qint64 blog = channelOf(NetworkId::WordPress, u"blog"_s);
        const qint64 second = channelOf(NetworkId::Mastodon, u"second"_s);
        TestDesk::must(transaction->commit());
        one.body = u"the kettle explodes"_s;
        one.editedAt = desk.clock.now();
        desk.channel = blog;
        QCOMPARE(desk.receive({ one }).changed, 0);
        desk.channel = second;
        QCOMPARE(desk.receive({ one }).changed, 1);
        QCOMPARE(desk.text(u"m1"_s), u"the kettle explodes"_s);
        desk.gone({ PromisingDesk::nameOf(u"m1"_s) });
        QCOMPARE(desk.text(u"m1"_s), QString());
    }
    void whatItsAuthorTookAwayLosesItsWordsAndIsOwedNothing()
    {
        PromisingDesk desk;
        desk.receive({ desk.saying(u"m1"_s, u"where is my parcel?"_s, 5) });
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'running'"), 1);
        desk.gone({ PromisingDesk::nameOf(u"m1"_s), u"https://nobody.example/9"_s });
        QCOMPARE(desk.text(u"m1"_s), QString());
        QCOMPARE(desk.found("parcel"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'running'"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation WHERE due_at IS NOT NULL"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention WHERE gone_at IS NOT NULL"), 1);
    }
    void aPromiseThatWasKeptStaysKept()
    {
        PromisingDesk desk;
        desk.receive({ desk.saying(u"m1"_s, u"where is my parcel?"_s, 5),
            desk.saying(u"r1"_s, u"on its way"_s, 1, u"m1"_s, u"us"_s) });
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'kept'"), 1);
        desk.gone({ PromisingDesk::nameOf(u"m1"_s) });
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'kept'"), 1);
    }
    void whatAnIncidentKeepsAsEvidenceKeepsItsWords()
    {
        PromisingDesk desk;
        desk.receive({ desk.saying(u"m1"_s, u"they poisoned me"_s, 5) });
        QVERIFY(
            desk.writer().run("INSERT INTO held_conversation (conversation, since) SELECT row, 1 FROM conversation"));
        desk.gone({ PromisingDesk::nameOf(u"m1"_s) });
        QCOMPARE(desk.text(u"m1"_s), u"they poisoned me"_s);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention WHERE gone_at IS NOT NULL"), 1);
    }
    void whatStandsThereAgainHasItsWordsBackUnlessWeErasedThem()
    {
        PromisingDesk desk;
        const Arrival one = desk.saying(u"m1"_s, u"where is my parcel?"_s, 5);
        desk.receive({ one });
        desk.gone({ PromisingDesk::nameOf(u"m1"_s) });
        desk.receive({ one });
        QCOMPARE(desk.text(u"m1"_s), u"where is my parcel?"_s);
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'running'"), 1);
        QVERIFY(desk.writer().run("UPDATE mention SET text = '', erased_at = 5, gone_at = NULL"));
        desk.receive({ one });
        QCOMPARE(desk.text(u"m1"_s), QString());
    }
    void whatWasWrittenBeforeTheAccountWasConnectedIsOwedNothing()
    {
        PromisingDesk desk;
        auto transaction = Transaction::begin(desk.writer());
        const qint64 now = desk.clock.nowMs();
        const auto batch = prepareAll(
            { desk.saying(u"old"_s, u"an old question?"_s, 90), desk.saying(u"new"_s, u"a new question?"_s, 10) },
            NetworkId::Mastodon, now);
        const auto report = TestDesk::must(
            desk.admission.admit(*transaction, batch, { desk.channel, now, false, std::nullopt, now - hourMs }));
        TestDesk::must(transaction->commit());
        QCOMPARE(report.added, 2);
        QCOMPARE(report.history, 1);
        QCOMPARE(report.news.size(), 1);
        QCOMPARE(desk.stateOf(desk.conversationOf(u"old"_s)), u"done"_s);
        QCOMPARE(desk.stateOf(desk.conversationOf(u"new"_s)), u"new"_s);
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'running'"), 1);
    }
    void aColleaguesAnswerFoundInAThreadKeepsThePromise()
    {
        PromisingDesk desk;
        desk.receive({ desk.saying(u"m1"_s, u"where is my parcel?"_s, 20) });
        Arrival stranger = desk.saying(u"s1"_s, u"I wonder too?"_s, 15, u"m1"_s, u"cleo"_s);
        Arrival ours = desk.saying(u"r1"_s, u"on its way"_s, 10, u"m1"_s, u"us"_s);
        stranger.kind = ours.kind = Arrival::Kind::Context;
        desk.receive({ stranger, ours });
        const qint64 conversation = desk.conversationOf(u"m1"_s);
        QCOMPARE(desk.conversationOf(u"r1"_s), conversation);
        QCOMPARE(desk.stateOf(conversation), u"waiting"_s);
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'kept'"), 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'running'"), 0);
    }
    void aContentWarningStandsWhereATitleDoes()
    {
        PromisingDesk desk;
        Arrival one = desk.saying(u"m1"_s, u"the end of the film"_s);
        one.warning = u"spoilers"_s;
        desk.receive({ one });
        QCOMPARE(desk.found("spoilers"), 1);
        QCOMPARE(desk.database.number("SELECT is_warned FROM mention WHERE title = 'spoilers'"), 1);
    }
    void whoRespondsWithoutWordsIsKeptOnce()
    {
        PromisingDesk desk;
        Response like;
        like.globalName = u"https://a.example/likes/1"_s;
        like.who = desk.saying(u"x"_s, u"y"_s).author;
        like.about = PromisingDesk::nameOf(u"ours"_s);
        for (int i = 0; i < 2; ++i) {
            auto transaction = Transaction::begin(desk.writer());
            const auto added = desk.admission.respond(
                *transaction, { like }, { desk.channel, desk.clock.nowMs(), false, std::nullopt });
            QVERIFY(added);
            QCOMPARE(*added, i == 0 ? 1 : 0);
            TestDesk::must(transaction->commit());
        }
        QCOMPARE(desk.database.number("SELECT count(*) FROM response r JOIN identity i ON i.row = r.identity"), 1);
        QCOMPARE(desk.database.number("SELECT count(*) FROM conversation"), 0);
    }
    void e10_aNoticeOfTheNetworkIsShownAndOwedNothing()
    {
        PromisingDesk desk;
        Arrival notice = desk.saying(u"n1"_s, u"The server warns about something new: “severed”."_s);
        notice.kind = Arrival::Kind::Notice;
        desk.receive({ notice });
        QCOMPARE(desk.stateOf(desk.conversationOf(u"n1"_s)), u"new"_s);
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'running'"), 0);
    }
};

QTEST_GUILESS_MAIN(TestAlterations)
#include "test_alterations.moc"
