#include "core/posts/poststore.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

namespace {

PostContent everything()
{
    PostContent content;
    content.parts = { { QStringLiteral("Grüße, naïve café 👩‍👩‍👧‍👧\nsecond line \u202e"), {} },
        { QStringLiteral("2/2"),
            { { QByteArray(32, '\x07'), QStringLiteral("image/jpeg"), { 800, 600 }, QStringLiteral("A “tin”") } } } };
    content.title = QStringLiteral("Title");
    content.warning = QStringLiteral("Food");
    content.visibility = Visibility::Followers;
    content.language = QStringLiteral("de");
    return content;
}

struct Room : TestDesk {
    PostStore posts { writer(), log, clock };
    ChannelId channelId = ChannelId::fromName("channel", "test");

    PostId begin(const PostContent &content)
    {
        auto transaction = Transaction::begin(writer());
        const PostId post = must(posts.begin(
            *transaction, { { { channelId, content } }, QStringLiteral("Stillwater"), QStringLiteral("Refunds") }));
        must(transaction->commit());
        return post;
    }
    Result<Revision> submit(PostId post)
    {
        auto transaction = Transaction::begin(writer());
        auto revision = posts.submit(*transaction, post);
        if (revision)
            must(transaction->commit());
        return revision;
    }
    /// A reply draft to a message of \a audience.
    PostId replyTo(Arrival::Audience audience, Visibility visibility)
    {
        Arrival asked = saying(QStringLiteral("asked-%1").arg(++m_asked), QStringLiteral("Where is my order?"));
        asked.audience = audience;
        asked.remoteId = QStringLiteral("4711");
        receive({ asked });
        PostContent content;
        content.parts = { { QStringLiteral("On its way"), {} } };
        content.visibility = visibility;
        const PostId post = begin(content);
        Statement answers(
            writer(), "UPDATE post SET reply_to = (SELECT id FROM mention WHERE global_name = ?2) WHERE id = ?1");
        must(answers.run(post, asked.globalName));
        return post;
    }

private:
    int m_asked = 0;
};

} // namespace

class TestPostStore : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsReadByteForByte()
    {
        Room room;
        const PostContent content = everything();
        const PostId post = room.begin(content);
        const auto drafts = TestDesk::must(room.posts.drafts(post));
        QCOMPARE(drafts.size(), 1);
        QCOMPARE(drafts.first().content, content);
        const Revision revision = TestDesk::must(room.submit(post));
        QCOMPARE(revision.number, 1);
        QCOMPARE(revision.variants.first().canonical.content, content);
        Statement read(room.writer(), "SELECT content, digest FROM revision_variant WHERE row = ?1");
        const auto kept = TestDesk::must(
            read.one<QByteArray>([](const Row &row) { return row.bytes(0); }, revision.variants.first().row));
        QCOMPARE(TestDesk::must(readCanonical(*kept)), revision.variants.first().canonical);
        QCOMPARE(digestOf(*kept), revision.variants.first().digest);
        // A revision is made of a draft once; what is written later is another.
        QVERIFY(!room.submit(post));
    }

    void everyFieldIsInTheDigest()
    {
        const Canonical base { ChannelId::fresh(), everything(),
            { QByteArray(16, 'm'), { QStringLiteral("a"), QStringLiteral("b") } }, "salt" };
        const QByteArray digest = digestOf(TestDesk::must(canonicalBytes(base)));
        QSet<QByteArray> seen { digest };
        const auto differs = [&](const std::function<void(Canonical &)> &change) {
            Canonical other = base;
            change(other);
            const QByteArray now = digestOf(TestDesk::must(canonicalBytes(other)));
            const bool isNew = !seen.contains(now);
            seen.insert(now);
            return isNew;
        };
        QVERIFY(differs([](Canonical &c) { c.channel = ChannelId::fresh(); }));
        QVERIFY(differs([](Canonical &c) { c.salt = "other"; }));
        QVERIFY(differs([](Canonical &c) { c.answerTo.mention = QByteArray(16, 'n'); }));
        QVERIFY(differs([](Canonical &c) { c.answerTo.ref.globalName = QStringLiteral("c"); }));
        QVERIFY(differs([](Canonical &c) { c.answerTo.ref.remoteId = QStringLiteral("c"); }));
        QVERIFY(differs([](Canonical &c) { c.content.parts.first().text += u' '; }));
        QVERIFY(differs([](Canonical &c) { c.content.parts.swapItemsAt(0, 1); }));
        QVERIFY(differs([](Canonical &c) { c.content.parts.last().pictures.first().digest = QByteArray(32, 'x'); }));
        QVERIFY(differs([](Canonical &c) { c.content.parts.last().pictures.first().description.clear(); }));
        QVERIFY(differs([](Canonical &c) { c.content.parts.last().pictures.first().size = { 1, 1 }; }));
        QVERIFY(
            differs([](Canonical &c) { c.content.parts.last().pictures.first().type = QStringLiteral("image/png"); }));
        QVERIFY(differs([](Canonical &c) { c.content.title.clear(); }));
        QVERIFY(differs([](Canonical &c) { c.content.warning.clear(); }));
        QVERIFY(differs([](Canonical &c) { c.content.language.clear(); }));
        QVERIFY(differs([](Canonical &c) { c.content.visibility = Visibility::Public; }));
    }

    void whatIsNotCanonicalIsNotRead()
    {
        const Canonical base { ChannelId::fresh(), everything(), {}, "salt" };
        const QByteArray bytes = TestDesk::must(canonicalBytes(base));
        QVERIFY(readCanonical(bytes));
        QVERIFY(!readCanonical(bytes + ' '));
        QVERIFY(!readCanonical(QByteArray(bytes).replace("\"format\":1", "\"format\":2")));
        QVERIFY(!readCanonical(QByteArray(bytes).replace("\"warning\"", "\"extra\":1,\"warning\"")));
        QVERIFY(!readCanonical("[]"));
        QVERIFY(!readCanonical({}));
        Canonical half = base;
        half.content.parts.first().text = QString(QChar(0xd83d));
        QVERIFY(!canonicalBytes(half));
    }

    void H18_naughtyTextComesBackAsItWas()
    {
        for (const QString &each : { QStringLiteral("\u0000nul").replace(u'n', QChar(0)),
                 QStringLiteral("\u200b\u202e\ufeff"), QStringLiteral("'; DROP TABLE post;--"), QString(200'000, u'x'),
                 QStringLiteral("\r\n\t\"\\/"), QString() }) {
            Canonical canonical { ChannelId::fresh(), {}, {}, "s" };
            canonical.content.parts = { { each, {} } };
            QCOMPARE(TestDesk::must(readCanonical(TestDesk::must(canonicalBytes(canonical)))), canonical);
        }
    }

    void aReplyIsNeverWiderThanWhatItAnswers_data()
    {
        using Audience = Arrival::Audience;
        QTest::addColumn<int>("audience");
        QTest::addColumn<int>("visibility");
        QTest::addColumn<bool>("may");
        const auto row = [](const char *name, Audience audience, Visibility visibility, bool may) {
            QTest::newRow(name) << int(audience) << int(visibility) << may;
        };
        row("public to public", Audience::Public, Visibility::Public, true);
        row("public to direct", Audience::Public, Visibility::Direct, true);
        row("unlisted to public", Audience::Unlisted, Visibility::Public, false);
        row("unlisted to unlisted", Audience::Unlisted, Visibility::Unlisted, true);
        row("followers to unlisted", Audience::Followers, Visibility::Unlisted, false);
        row("followers to followers", Audience::Followers, Visibility::Followers, true);
        row("direct to followers", Audience::Direct, Visibility::Followers, false);
        row("direct to direct", Audience::Direct, Visibility::Direct, true);
        row("unknown to followers", Audience::Unknown, Visibility::Followers, false);
        row("unknown to direct", Audience::Unknown, Visibility::Direct, true);
    }
    void aReplyIsNeverWiderThanWhatItAnswers()
    {
        QFETCH(const int, audience);
        QFETCH(const int, visibility);
        QFETCH(const bool, may);
        Room room;
        const PostId post = room.replyTo(Arrival::Audience(audience), Visibility(visibility));
        const auto revision = room.submit(post);
        QCOMPARE(revision.has_value(), may);
        if (may)
            QCOMPARE(revision->variants.first().canonical.answerTo.ref.remoteId, QStringLiteral("4711"));
    }

    void whatIsGoneIsNotAnswered()
    {
        Room room;
        const PostId post = room.replyTo(Arrival::Audience::Public, Visibility::Public);
        TestDesk::must(room.writer().run("UPDATE mention SET gone_at = 1"));
        const auto revision = room.submit(post);
        QVERIFY(!revision && revision.error().kind == Error::Kind::Refused);
    }

    void aPostNeedsAPlace()
    {
        Room room;
        auto transaction = Transaction::begin(room.writer());
        QVERIFY(!room.posts.begin(*transaction, {}));
        QVERIFY(!room.posts.begin(*transaction, { { { ChannelId::fresh(), everything() } }, {}, {} }));
        QVERIFY(!room.posts.begin(*transaction, { { { room.channelId, {} } }, {}, {} }));
        QVERIFY(!room.posts.put(*transaction, PostId::fresh(), { room.channelId, everything() }));
    }
};

QTEST_GUILESS_MAIN(TestPostStore)
#include "test_poststore.moc"
