#include "core/networks/accounts.h"
#include "core/publishing/dispatch.h"
#include "core/publishing/replies.h"
#include "tests/support/desk.h"

using namespace wheelhouse;
using namespace std::chrono_literals;
using State = Delivery::State;

namespace {

struct Room : TestDesk {
    PostStore posts { writer(), log, clock };
    Drafting drafting { writer(), log, undo, clock };
    Holds holds { writer(), log, clock };
    Outbox outbox { writer(), log, undo, holds, clock };
    Replies replies { writer(), log, undo, posts, outbox, clock };
    DraftReader drafts { writer() };
    DeliveryBook book { writer() };
    Dispatch dispatch { writer(), clock, QStringLiteral("test") };

    /// Signs in, and gives the channel of it.
    Channel account(const QString &server, const QString &name, NetworkId network = NetworkId::Mastodon)
    {
        Accounts accounts(writer(), log, undo, clock);
        SignedIn signedIn;
        signedIn.network = network;
        signedIn.globalName = QStringLiteral("https://%1/users/%2").arg(server, name);
        signedIn.handle = QStringLiteral("@%1@%2").arg(name, server);
        signedIn.address = QStringLiteral("https://") + server;
        must(accounts.signIn(signedIn));
        const auto all = must(accounts.list());
        for (const Account &each : all)
            if (each.globalName == signedIn.globalName)
                return each.channel;
        qFatal("no account");
    }
    qint64 rowOf(const Channel &of)
    {
        Statement find(writer(), "SELECT row FROM channel WHERE id = ?1");
        return must(find.number(of.id)).value_or(0);
    }
    Result<ReplySent> sendFrom(qint64 conversation, const Channel &from)
    {
        must(drafting.save(conversation, QStringLiteral("On its way")));
        return replies.send({ conversation, newest(conversation), from.id });
    }
    /// Somebody asks; gives the conversation.
    qint64 asked(const QString &name, Arrival::Audience audience = Arrival::Audience::Public)
    {
        Arrival arrival = saying(name, QStringLiteral("Where is my order?"));
        arrival.author.handle = QStringLiteral("@ada@a.example");
        arrival.remoteId = QStringLiteral("id-") + name;
        arrival.audience = audience;
        arrival.language = QStringLiteral("en");
        receive({ arrival });
        return conversationOf(name);
    }
    qint64 newest(qint64 conversation)
    {
        Statement find(writer(), "SELECT max(row) FROM mention WHERE conversation = ?1");
        return must(find.number(conversation)).value_or(0);
    }
    Result<ReplySent> send(qint64 conversation, const QString &text)
    {
        must(drafting.save(conversation, text));
        return replies.send({ conversation, newest(conversation) });
    }
    Canonical goingOut(DeliveryId id) { return must(dispatch.read(must(book.find(id))->row)).canonical; }
    State stateOfDelivery(DeliveryId id) { return must(book.find(id))->state; }
};

} // namespace

class TestReplies : public QObject {
    Q_OBJECT
private slots:
    void anAnswerGoesToWhomItAnswersAndCanBeTakenBackForTenSeconds()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        const ReplySent sent = TestDesk::must(room.send(conversation, QStringLiteral("On its way")));
        QCOMPARE(room.clock.now().secsTo(sent.leavesAt), 10);
        const Canonical out = room.goingOut(sent.delivery);
        QCOMPARE(out.content.parts.first().text, QStringLiteral("@ada@a.example On its way"));
        QCOMPARE(out.answerTo.ref, RemoteRef({ QStringLiteral("https://a.example/a"), QStringLiteral("id-a") }));
        QCOMPARE(out.content.visibility, Visibility::Public);
        QVERIFY(TestDesk::must(room.dispatch.due()).isEmpty());
        QVERIFY(!TestDesk::must(room.drafts.reply(conversation))); // the field is empty for the next
        TestDesk::must(room.undo.back());
        QCOMPARE(room.stateOfDelivery(sent.delivery), State::Withdrawn);
        QCOMPARE(TestDesk::must(room.drafts.reply(conversation))->text, QStringLiteral("On its way"));
        TestDesk::must(room.undo.again());
        QCOMPARE(room.stateOfDelivery(sent.delivery), State::Queued);
        room.clock.advance(11s);
        QCOMPARE(TestDesk::must(room.dispatch.due()).size(), 1);
    }

    /// Within the ten seconds, or while the network was away, its author took it back.
    void whatItAnswersIsGoneWhenItsTurnComes()
    {
        Room room;
        const ReplySent gone = TestDesk::must(room.send(room.asked(QStringLiteral("a")), QStringLiteral("On its way")));
        const ReplySent stays =
            TestDesk::must(room.send(room.asked(QStringLiteral("b")), QStringLiteral("On its way")));
        room.clock.advance(11s);
        Statement take(room.writer(), "UPDATE mention SET gone_at = 1 WHERE id = ?1");
        TestDesk::must(take.run(room.goingOut(gone.delivery).answerTo.mention));
        for (const DeliveryId each : { gone.delivery, stays.delivery })
            TestDesk::must(room.dispatch.claim(TestDesk::must(room.book.find(each))->row));
        QCOMPARE(room.stateOfDelivery(gone.delivery), State::Rejected);
        QVERIFY(needsPerson(*TestDesk::must(room.book.find(gone.delivery))));
        QVERIFY(!TestDesk::must(room.book.find(gone.delivery))->reason.isEmpty());
        QCOMPARE(room.stateOfDelivery(stays.delivery), State::Claimed);
    }

    void whatWasTakenBackIsSentAnewAsAnotherDelivery()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        const ReplySent first = TestDesk::must(room.send(conversation, QStringLiteral("On its way")));
        TestDesk::must(room.undo.back());
        const ReplySent second = TestDesk::must(room.send(conversation, QStringLiteral("On its way!")));
        QVERIFY(first.delivery != second.delivery);
        room.clock.advance(11s);
        QCOMPARE(TestDesk::must(room.dispatch.due()).size(), 1);
    }

    /// Doing it again sends the words that were sent then: not where they were mended since, or somebody wrote.
    void whatWasMendedSinceIsNotSentAgainAsItWas()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        const ReplySent sent = TestDesk::must(room.send(conversation, QStringLiteral("20 %")));
        TestDesk::must(room.undo.back());
        room.clock.advance(5s);
        TestDesk::must(room.drafting.save(conversation, QStringLiteral("10 %")));
        QCOMPARE(TestDesk::must(room.undo.again()).kept, 1);
        QCOMPARE(room.stateOfDelivery(sent.delivery), State::Withdrawn);
        QCOMPARE(TestDesk::must(room.drafts.reply(conversation))->text, QStringLiteral("10 %"));
    }
    void whereSomebodyWroteSinceItIsNotSentAgain()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        const ReplySent sent = TestDesk::must(room.send(conversation, QStringLiteral("On its way")));
        TestDesk::must(room.undo.back());
        room.clock.advance(5s);
        room.receive({ room.saying(QStringLiteral("b"), QStringLiteral("Found it"), 0, QStringLiteral("a")) });
        QCOMPARE(TestDesk::must(room.undo.again()).kept, 1);
        QCOMPARE(room.stateOfDelivery(sent.delivery), State::Withdrawn);
    }

    void whatHasLeftIsNotTakenBack()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        const ReplySent sent = TestDesk::must(room.send(conversation, QStringLiteral("On its way")));
        room.clock.advance(11s);
        auto claim = *TestDesk::must(room.dispatch.claim(TestDesk::must(room.dispatch.due()).first().row));
        claim.parts.first().firstTriedAt = room.clock.now();
        QVERIFY(TestDesk::must(room.dispatch.begin(claim, claim.parts.first())));
        QCOMPARE(TestDesk::must(room.undo.back()).kept, 1);
        QCOMPARE(room.stateOfDelivery(sent.delivery), State::Intent);
    }

    void toAPrivateMessageOnlyAPrivateOne()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"), Arrival::Audience::Direct);
        TestDesk::must(room.drafting.save(conversation, QStringLiteral("Your address?")));
        ReplyWish wish { conversation, room.newest(conversation), {}, Visibility::Public };
        const auto wide = room.replies.send(wish);
        QVERIFY(!wide && wide.error().kind == Error::Kind::Refused);
        QVERIFY(TestDesk::must(room.drafts.reply(conversation))); // nothing is lost
        wish.visibility.reset();
        QCOMPARE(
            room.goingOut(TestDesk::must(room.replies.send(wish)).delivery).content.visibility, Visibility::Direct);
    }

    void whoWroteMeanwhileIsReadFirst()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        const qint64 seen = room.newest(conversation);
        TestDesk::must(room.drafting.save(conversation, QStringLiteral("On its way")));
        room.clock.advance(1min);
        Arrival more = room.saying(QStringLiteral("b"), QStringLiteral("Found it!"), 0, QStringLiteral("a"));
        more.remoteId = QStringLiteral("id-b");
        more.author.handle = QStringLiteral("@ada@a.example");
        room.receive({ more });
        const auto early = room.replies.send({ conversation, seen });
        QVERIFY(!early && early.error().kind == Error::Kind::Conflict);
        // Read and sent all the same, it answers what was read.
        const ReplySent sent = TestDesk::must(room.replies.send({ conversation, room.newest(conversation) }));
        QCOMPARE(room.goingOut(sent.delivery).answerTo.ref.remoteId, QStringLiteral("id-b"));
    }

    void aColleagueWhoAnsweredMeanwhileIsSeenFirst()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        const qint64 seen = room.newest(conversation);
        TestDesk::must(room.drafting.save(conversation, QStringLiteral("On its way")));
        room.clock.advance(1min);
        room.receive({ room.saying(
            QStringLiteral("ours"), QStringLiteral("Sent!"), 0, QStringLiteral("a"), QStringLiteral("us")) });
        const auto early = room.replies.send({ conversation, seen });
        QVERIFY(!early && early.error().kind == Error::Kind::Conflict);
    }

    void whatTheNetworkWouldNotTakeStaysADraft()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        const auto sent = room.send(conversation, QString(501, u'x'));
        QVERIFY(!sent && sent.error().kind == Error::Kind::Refused);
        QVERIFY2(sent.error().message.contains(QStringLiteral("500")), qPrintable(sent.error().message));
        QVERIFY(TestDesk::must(room.drafts.reply(conversation)));
    }

    void whatIsGoneIsNotAnswered()
    {
        Room room;
        const qint64 conversation = room.asked(QStringLiteral("a"));
        TestDesk::must(room.drafting.save(conversation, QStringLiteral("On its way")));
        const qint64 seen = room.newest(conversation);
        room.respond({}, { QStringLiteral("https://a.example/a") });
        QVERIFY(!room.replies.send({ conversation, seen }));
    }

    void whoIsAnsweredIsAddressedOnce_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("out");
        const auto row = [](const char *name, const char *text, const char *out) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(out);
        };
        row("not named", "Hello", "@ada@a.example Hello");
        row("named first", "@ada@a.example Hello", "@ada@a.example Hello");
        row("named later", "Hello @Ada@A.example!", "Hello @Ada@A.example!");
        row("named in brackets", "Hello (@ada@a.example)", "Hello (@ada@a.example)");
        row("another whose name is longer", "Hi @ada@a.examples", "@ada@a.example Hi @ada@a.examples");
        row("within an address", "write x@ada@a.example", "@ada@a.example write x@ada@a.example");
    }
    void whoIsAnsweredIsAddressedOnce()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, out);
        QCOMPARE(addressed(text, QStringLiteral("@ada@a.example"), NetworkId::Mastodon), out);
        QCOMPARE(addressed(text, QStringLiteral("@ada@a.example"), NetworkId::Bluesky), text);
        QCOMPARE(addressed(text, {}, NetworkId::Mastodon), text);
    }

    void anotherAccountAnswersWhereItCanAndIsRefusedWhereItCannot()
    {
        Room room;
        const Channel asked = room.account(QStringLiteral("coffee.example"), QStringLiteral("marlowe"));
        const Channel beside = room.account(QStringLiteral("coffee.example"), QStringLiteral("jobs"));
        const Channel elsewhere = room.account(QStringLiteral("other.example"), QStringLiteral("marlowe"));
        const Channel blue =
            room.account(QStringLiteral("bsky.example"), QStringLiteral("marlowe"), NetworkId::Bluesky);
        room.channel = room.rowOf(asked);
        const qint64 conversation = room.asked(QStringLiteral("a"));
        ReplyReader reader(room.writer());
        const auto accounts = TestDesk::must(reader.accounts(conversation));
        QCOMPARE(accounts.size(), 3); // those of its network
        QVERIFY(accounts.first().isAddressed && accounts.first().channel.id == asked.id);
        for (const ReplyAccount &each : accounts)
            QCOMPARE(each.whyNot.isEmpty(), each.channel.id != elsewhere.id);
        for (const Channel &wrong : { elsewhere, blue }) {
            const auto refused = room.sendFrom(conversation, wrong);
            QVERIFY(!refused && refused.error().kind == Error::Kind::Refused);
        }
        const auto sent = TestDesk::must(room.sendFrom(conversation, beside));
        QCOMPARE(room.goingOut(sent.delivery).channel, beside.id);
    }

    /// It was written to one of us, and to nobody else.
    void aPrivateMessageIsAnsweredByWhomItWasWrittenTo()
    {
        Room room;
        const Channel asked = room.account(QStringLiteral("coffee.example"), QStringLiteral("marlowe"));
        const Channel beside = room.account(QStringLiteral("coffee.example"), QStringLiteral("jobs"));
        room.channel = room.rowOf(asked);
        const qint64 conversation = room.asked(QStringLiteral("a"), Arrival::Audience::Direct);
        QVERIFY(!room.sendFrom(conversation, beside));
        QVERIFY(room.sendFrom(conversation, asked));
    }
};

QTEST_GUILESS_MAIN(TestReplies)
#include "test_replies.moc"
