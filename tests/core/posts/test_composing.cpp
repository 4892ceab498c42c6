#include "core/posts/composing.h"
#include "core/posts/poststore.h"
#include "tests/support/desk.h"

using namespace wheelhouse;

namespace {

struct Room : TestDesk {
    PostStore posts { writer(), log, clock };
    Composing composing { writer(), log, undo, clock };
    CompositionReader reader { writer() };
    Channel mastodon { ChannelId::fromName("channel", "test"), NetworkId::Mastodon, QStringLiteral("@marlowe"),
        QStringLiteral("@marlowe") };
    Channel bluesky { ChannelId::fromName("channel", "sky"), NetworkId::Bluesky, QStringLiteral("@marlowe.coffee"),
        QStringLiteral("marlowe.coffee") };

    Room()
    {
        auto transaction = Transaction::begin(writer());
        must(admission.channel(*transaction, bluesky));
        must(transaction->commit());
    }
    PostId begin(const QString &text, const QList<Channel> &channels)
    {
        NewComposition made;
        made.words.title = QStringLiteral("Blend 14 returns");
        made.words.shared.parts = { { text, {} } };
        for (const Channel &each : channels)
            made.words.variants.append({ each, true, {} });
        return must(composing.begin(made)).post;
    }
    Composition read(PostId post) { return *must(reader.read(post)); }
    /// Writes other words for one outpost.
    void change(PostId post, int variant, const QString &text)
    {
        ComposedWords words = read(post).words;
        words.variants[variant].follows = false;
        words.variants[variant].content.parts.first().text = text;
        must(composing.save(post, words));
    }
    QString textOf(PostId post, int variant)
    {
        return read(post).words.variants.at(variant).content.parts.first().text;
    }
    qint64 operations() { return must(writer().number("SELECT count(*) FROM operation")); }
};

} // namespace

class TestComposing : public QObject {
    Q_OBJECT
private slots:
    void variantsFollowUntilTheyAreChanged()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("Blend 14 is back."), { room.mastodon, room.bluesky });
        QCOMPARE(room.textOf(post, 1), QStringLiteral("Blend 14 is back."));
        room.change(post, 1, QStringLiteral("It is your doing."));
        ComposedWords words = room.read(post).words;
        words.shared.parts.first().text = QStringLiteral("Blend 14 is back, at last.");
        TestDesk::must(room.composing.save(post, words));
        QCOMPARE(room.textOf(post, 0), QStringLiteral("Blend 14 is back, at last."));
        QCOMPARE(room.textOf(post, 1), QStringLiteral("It is your doing."));
        // What is submitted is what the variants say, without anybody asking the shared text.
        const auto drafts = TestDesk::must(room.posts.drafts(post));
        QCOMPARE(drafts.first().content.parts.first().text, QStringLiteral("Blend 14 is back, at last."));
    }

    void typingIsNoStepAndSurvivesWithoutOne()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("a"), { room.mastodon });
        const qint64 before = room.operations();
        ComposedWords words = room.read(post).words;
        words.title = QStringLiteral("Another name");
        words.shared.parts = { { QStringLiteral("one {order} \u202e"), {} }, { QStringLiteral("two"), {} } };
        words.shared.language = QStringLiteral("de");
        words.variants.first().content.warning = QStringLiteral("Food");
        words.variants.first().content.visibility = Visibility::Unlisted;
        TestDesk::must(room.composing.save(post, words));
        QCOMPARE(room.operations(), before);
        follow(words);
        QCOMPARE(room.read(post).words, words);
        auto again = TestDesk::must(Database::open(room.database.path(), Database::Mode::Read));
        CompositionReader other(*again);
        QCOMPARE((*TestDesk::must(other.read(post))).words, words);
    }

    void anOutpostTakenOffKeepsItsWordsForWhenItComesBack()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("shared"), { room.mastodon, room.bluesky });
        room.change(post, 1, QStringLiteral("own words"));
        TestDesk::must(room.composing.setChannel(post, room.bluesky.id, false));
        QCOMPARE(room.read(post).words.variants.size(), 1);
        QCOMPARE(TestDesk::must(room.posts.drafts(post)).size(), 1);
        TestDesk::must(room.undo.back());
        QCOMPARE(room.textOf(post, 1), QStringLiteral("own words"));
        QVERIFY(!room.read(post).words.variants.at(1).follows);
        TestDesk::must(room.undo.again());
        QCOMPARE(room.read(post).words.variants.size(), 1);
        TestDesk::must(room.composing.setChannel(post, room.bluesky.id, true));
        QCOMPARE(room.textOf(post, 1), QStringLiteral("own words"));
    }

    void oneThatFollowedFollowsWhatIsSharedNow()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("before"), { room.mastodon, room.bluesky });
        TestDesk::must(room.composing.setChannel(post, room.bluesky.id, false));
        ComposedWords words = room.read(post).words;
        words.shared.parts.first().text = QStringLiteral("after");
        TestDesk::must(room.composing.save(post, words));
        TestDesk::must(room.undo.back());
        QCOMPARE(room.textOf(post, 1), QStringLiteral("after"));
    }

    void followingAgainIsOneStepThatBringsEveryWordBack()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("shared"), { room.mastodon });
        room.change(post, 0, QStringLiteral("own words"));
        QVERIFY(!TestDesk::must(room.composing.followAgain(post, room.mastodon.id)).sentence.isEmpty());
        QVERIFY(room.read(post).words.variants.first().follows);
        QCOMPARE(room.textOf(post, 0), QStringLiteral("shared"));
        QVERIFY(TestDesk::must(room.composing.followAgain(post, room.mastodon.id)).sentence.isEmpty());
        TestDesk::must(room.undo.back());
        QCOMPARE(room.textOf(post, 0), QStringLiteral("own words"));
        TestDesk::must(room.undo.again());
        QCOMPARE(room.textOf(post, 0), QStringLiteral("shared"));
        room.change(post, 0, QStringLiteral("newer words"));
        QCOMPARE(TestDesk::must(room.undo.back()).kept, 1); // nobody's newer words are put aside
        QCOMPARE(room.textOf(post, 0), QStringLiteral("newer words"));
    }

    void beginningAndDiscardingAreTakenBack()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("a"), { room.mastodon });
        QCOMPARE(TestDesk::must(room.reader.drafts()).size(), 1);
        QCOMPARE(TestDesk::must(room.reader.draftCount()), 1);
        QCOMPARE(TestDesk::must(room.reader.drafts()).first().title, QStringLiteral("Blend 14 returns"));
        TestDesk::must(room.composing.discard(post));
        QVERIFY(TestDesk::must(room.reader.drafts()).isEmpty());
        QCOMPARE(TestDesk::must(room.reader.draftCount()), 0);
        const auto refused = room.composing.save(post, room.read(post).words);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Missing);
        TestDesk::must(room.undo.back());
        QCOMPARE(room.read(post).state, Composition::State::Draft);
        TestDesk::must(room.undo.back()); // of having begun
        QCOMPARE(room.read(post).state, Composition::State::Discarded);
    }

    void whatWasSubmittedIsNotPulledBackByAnUndo()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("a"), { room.mastodon });
        auto transaction = Transaction::begin(room.writer());
        TestDesk::must(room.posts.submit(*transaction, post));
        TestDesk::must(transaction->commit());
        QCOMPARE(TestDesk::must(room.undo.back()).kept, 1);
        QCOMPARE(room.read(post).state, Composition::State::Submitted);
    }

    void anObjectiveIsSaidOrLeftOutKnowingly()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("a"), { room.mastodon });
        QVERIFY(!room.read(post).objective.isDecided());
        TestDesk::must(room.composing.setObjective(post, { QStringLiteral("Refunds"), false }));
        TestDesk::must(room.composing.setObjective(post, { {}, true }));
        QVERIFY(room.read(post).objective.isNone);
        TestDesk::must(room.undo.back());
        QCOMPARE(room.read(post).objective.words, QStringLiteral("Refunds"));
        TestDesk::must(room.undo.back());
        QVERIFY(!room.read(post).objective.isDecided());
    }

    void aPostBegunElsewhereHasItsFirstWordsShared()
    {
        Room room;
        PostContent content;
        content.parts = { { QStringLiteral("from the command line"), {} } };
        PostContent other = content;
        other.parts.first().text = QStringLiteral("shorter");
        auto transaction = Transaction::begin(room.writer());
        const PostId post = TestDesk::must(
            room.posts.begin(*transaction, { { { room.mastodon.id, content }, { room.bluesky.id, other } }, {}, {} }));
        TestDesk::must(transaction->commit());
        const ComposedWords words = room.read(post).words;
        QCOMPARE(words.shared.parts, content.parts);
        QVERIFY(words.variants.at(0).follows);
        QVERIFY(!words.variants.at(1).follows);
    }

    void withoutAnyOutpostItIsADraftAllTheSame()
    {
        Room room;
        const PostId post = room.begin(QStringLiteral("a thought"), {});
        QCOMPARE(room.read(post).words.shared.parts.first().text, QStringLiteral("a thought"));
        TestDesk::must(room.composing.setChannel(post, room.bluesky.id, true));
        QCOMPARE(room.textOf(post, 0), QStringLiteral("a thought"));
    }
};

QTEST_GUILESS_MAIN(TestComposing)
#include "test_composing.moc"
