#include "core/inbox/merging.h"
#include "core/inbox/promises.h"
#include "core/intake/copies.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

namespace {

const QString words =
    QStringLiteral("@marlowe Is the batch code on the bottom or on the side? Mine reads SW-0925 and the "
                   "kids already had two.");

struct Places : TestDesk {
    AlsoSeenList alsoSeen { writer() };

    qint64 channelOn(NetworkId network)
    {
        auto transaction = Transaction::begin(writer());
        const qint64 row = must(admission.channel(*transaction,
            { ChannelId::fromName("channel", networkWord(network).toUtf8()), network, networkWord(network), {} }));
        must(transaction->commit());
        return row;
    }
    AdmissionReport bring(NetworkId network, const Arrival &arrival)
    {
        const qint64 place = channelOn(network);
        auto transaction = Transaction::begin(writer());
        auto report = must(admission.admit(*transaction, prepareAll({ arrival }, network, clock.nowMs()),
            { place, clock.nowMs(), false, std::nullopt }));
        must(transaction->commit());
        return report;
    }
    Arrival onMastodon() const
    {
        Arrival arrival;
        arrival.globalName = QStringLiteral("https://mapstodon.example/users/kofi/statuses/12");
        arrival.url = QStringLiteral("https://mapstodon.example/@kofi/12");
        arrival.author = { QStringLiteral("https://mapstodon.example/users/kofi"),
            QStringLiteral("@kofi@mapstodon.example"), QStringLiteral("Kofi Danquah"), {}, {}, false };
        arrival.body = words;
        arrival.writtenAt = clock.now().addSecs(-600);
        return arrival;
    }
    /// What Bridgy Fed makes of it: the words, cut, and its own record's bridgyOriginalUrl.
    Arrival onBluesky() const
    {
        Arrival arrival;
        arrival.globalName = QStringLiteral("at://did:plc:abc/app.bsky.feed.post/3kx");
        arrival.url = QStringLiteral("https://bsky.app/profile/kofi.mapstodon.example.ap.brid.gy/post/3kx");
        arrival.copyOf = QStringLiteral("https://mapstodon.example/@kofi/12");
        arrival.author = { QStringLiteral("did:plc:abc"), QStringLiteral("kofi.mapstodon.example.ap.brid.gy"),
            QStringLiteral("Kofi Danquah"), {}, {}, false };
        arrival.body =
            QStringLiteral("@marlowe.coffee Is the batch code on the bottom or on the side? Mine reads SW-0925 and t…");
        arrival.writtenAt = clock.now().addSecs(-600);
        return arrival;
    }
    Arrival inTheFeed() const
    {
        Arrival arrival;
        arrival.globalName = QStringLiteral("https://planet.example/feed guid-77");
        arrival.url = QStringLiteral("http://mapstodon.example/@kofi/12?utm_source=rss");
        arrival.author = { QStringLiteral("planet"), {}, QStringLiteral("Planet Coffee"), {}, {}, false };
        arrival.title = QStringLiteral("Is the batch code on the bottom");
        arrival.body = QStringLiteral("<p>") + words + QStringLiteral("</p>");
        arrival.form = Arrival::Form::Html;
        arrival.writtenAt = clock.now().addSecs(-540);
        return arrival;
    }
    qint64 open() { return database.number("SELECT count(*) FROM conversation WHERE state IN ('new', 'open')"); }
};

} // namespace

class TestCopies : public QObject {
    Q_OBJECT
private slots:
    void l12_theSameWordsThroughABridgeAndAFeedAreOneConversation()
    {
        for (const QList<int> &order : { QList { 0, 1, 2 }, QList { 2, 1, 0 }, QList { 1, 2, 0 } }) {
            Places desk;
            const QList<QPair<NetworkId, Arrival>> all { { NetworkId::Mastodon, desk.onMastodon() },
                { NetworkId::Bluesky, desk.onBluesky() }, { NetworkId::Feed, desk.inTheFeed() } };
            QList<qint64> followed;
            desk.admission.follow([&followed](Transaction &, const QList<qint64> &mentions) {
                followed += mentions;
                return Result<void>();
            });
            for (const int i : order)
                desk.bring(all.at(i).first, all.at(i).second);
            QCOMPARE(desk.database.number("SELECT count(*) FROM mention"), 3);
            QCOMPARE(desk.database.number("SELECT count(DISTINCT conversation) FROM mention"), 1);
            QCOMPARE(desk.open(), 1);
            QCOMPARE(followed.size(), 1); // it asks once
            const auto seen = desk.must(desk.alsoSeen.of(desk.database.number("SELECT conversation FROM mention")));
            QCOMPARE(seen.size(), 2);
            const QSet<int> places { int(seen.first().network), int(seen.last().network) };
            QVERIFY(!places.contains(int(all.at(order.first()).first)));
            QCOMPARE(places.size(), 2);
            QVERIFY(desk.talliesAreTrue());
            QCOMPARE(desk.database.number("SELECT count(*) FROM pragma_foreign_key_check"), 0);
        }
    }
    /// The feed has it ten hours older, from before anything was promised.
    void l12_aCopyTakesOverNoPromise()
    {
        Places desk;
        Promises promises(desk.writer(), desk.log, desk.undo, desk.clock);
        PromisePolicy policy;
        policy.name = QStringLiteral("Everyone");
        policy.reason = QStringLiteral("Because we said so");
        policy.firstMs = 3'600'000;
        policy.hours = WorkingHours::allTheTime();
        QVERIFY(promises.setPolicy(policy, desk.clock.now().addSecs(-3'600)));
        desk.bring(NetworkId::Mastodon, desk.onMastodon());
        const char *due = "SELECT due_at FROM conversation WHERE due_at IS NOT NULL";
        const qint64 was = desk.database.number(due);
        QVERIFY(was > 0);
        Arrival older = desk.inTheFeed();
        older.writtenAt = desk.clock.now().addSecs(-36'000);
        desk.bring(NetworkId::Feed, older);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention_copy"), 1);
        desk.must(desk.triage.escalate({ desk.database.number("SELECT conversation FROM mention") }, true));
        QCOMPARE(desk.database.number(due), was);
        QCOMPARE(desk.database.number("SELECT count(*) FROM promise WHERE standing = 'running'"), 1);
    }
    void l12_theOtherWayRoundThePageOfABlueskyPostIsItsUri()
    {
        Places desk;
        Arrival original = desk.onBluesky();
        original.copyOf.clear();
        original.author.handle = QStringLiteral("kofi.bsky.social");
        original.body = words;
        Arrival bridged = desk.onMastodon();
        bridged.globalName = QStringLiteral("https://bsky.brid.gy/convert/ap/at://did:plc:abc/app.bsky.feed.post/3kx");
        bridged.url = QStringLiteral("https://bsky.brid.gy/r/https://bsky.app/profile/kofi.bsky.social/post/3kx");
        Arrival feed = desk.inTheFeed();
        feed.url = QStringLiteral("https://bsky.app/profile/did:plc:abc/post/3kx");
        desk.bring(NetworkId::Bluesky, original);
        QCOMPARE(desk.bring(NetworkId::Mastodon, bridged).copies, 1);
        QCOMPARE(desk.bring(NetworkId::Feed, feed).copies, 1);
        QCOMPARE(desk.open(), 1);
    }
    void l12_whatOnlyLooksAlikeIsNoCopy()
    {
        Places desk;
        desk.bring(NetworkId::Mastodon, desk.onMastodon());
        // The same words at another address: two people may say the same.
        Arrival elsewhere = desk.onBluesky();
        elsewhere.copyOf.clear();
        QCOMPARE(desk.bring(NetworkId::Bluesky, elsewhere).copies, 0);
        // The same address with words of one's own: a link to it.
        Arrival linking = desk.inTheFeed();
        linking.title.clear();
        linking.body = QStringLiteral("I would not trust this brand with oats ever again, see there");
        QCOMPARE(desk.bring(NetworkId::Feed, linking).copies, 0);
        // Two comments of one feed under one page.
        Arrival first = desk.inTheFeed();
        first.globalName = QStringLiteral("c1");
        first.url = QStringLiteral("https://journal.example/washed");
        Arrival second = first;
        second.globalName = QStringLiteral("c2");
        QCOMPARE(desk.bring(NetworkId::WordPress, first).copies, 0);
        QCOMPARE(desk.bring(NetworkId::WordPress, second).copies, 0);
        // Months later somebody says it again.
        Arrival late = desk.onBluesky();
        late.globalName = QStringLiteral("at://did:plc:abc/app.bsky.feed.post/3zz");
        late.writtenAt = desk.clock.now().addDays(-30);
        QCOMPARE(desk.bring(NetworkId::Twitter, late).copies, 0);
        QCOMPARE(desk.open(), 6);
    }
    void l12_aCopyWakesNobody()
    {
        Places desk;
        desk.bring(NetworkId::Mastodon, desk.onMastodon());
        const qint64 conversation = desk.database.number("SELECT row FROM conversation");
        QVERIFY(desk.triage.done({ conversation }));
        desk.clock.advance(std::chrono::hours(2));
        desk.bring(NetworkId::Bluesky, desk.onBluesky());
        QCOMPARE(desk.stateOf(conversation), QStringLiteral("done"));
        QVERIFY(desk.talliesAreTrue());
    }
    void l12_anAnswerToTheCopyBelongsToTheConversation()
    {
        Places desk;
        Arrival answer;
        answer.globalName = QStringLiteral("at://did:plc:xyz/app.bsky.feed.post/4a");
        answer.inReplyTo = QStringLiteral("at://did:plc:abc/app.bsky.feed.post/3kx");
        answer.author = { QStringLiteral("did:plc:xyz"), QStringLiteral("mira.example"), {}, {}, {}, false };
        answer.body = QStringLiteral("I would like to know as well");
        answer.writtenAt = desk.clock.now().addSecs(-60);
        desk.bring(NetworkId::Bluesky, answer); // before the copy that it answers
        desk.bring(NetworkId::Mastodon, desk.onMastodon());
        QCOMPARE(desk.open(), 2);
        desk.bring(NetworkId::Bluesky, desk.onBluesky());
        QCOMPARE(desk.open(), 1);
        QCOMPARE(desk.database.number("SELECT count(DISTINCT conversation) FROM mention"), 1);
        QVERIFY(desk.talliesAreTrue());
    }
    void wordsAgreeButForWhatNetworksDo_data()
    {
        QTest::addColumn<QString>("one");
        QTest::addColumn<QString>("other");
        QTest::addColumn<bool>("agree");
        const QString text = QStringLiteral("the lid of my brewer broke on day two");
        QTest::newRow("the same") << text << text << true;
        QTest::newRow("handles and links")
            << QStringLiteral("@a@b.example ") + text << text + QStringLiteral(" https://x.example/1") << true;
        QTest::newRow("cut off") << QStringLiteral("The lid of my brewer bro…") << text << true;
        QTest::newRow("one word more in the middle")
            << QStringLiteral("the lid of my old brewer broke on day two") << text << false;
        QTest::newRow("short and the same") << QStringLiteral("Thank you!") << QStringLiteral("thank you") << true;
        QTest::newRow("short and cut off") << QStringLiteral("Thank") << QStringLiteral("Thank you") << false;
        QTest::newRow("nothing and something") << QString() << text << false;
    }
    void wordsAgreeButForWhatNetworksDo()
    {
        QFETCH(QString, one);
        QFETCH(QString, other);
        QFETCH(bool, agree);
        QCOMPARE(wordsAgree(one, other), agree);
        QCOMPARE(wordsAgree(other, one), agree);
    }
};

QTEST_GUILESS_MAIN(TestCopies)
#include "test_copies.moc"
