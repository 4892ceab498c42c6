#include "core/posts/picturereadying.h"
#include "tests/support/desk.h"
#include "tests/support/picturebytes.h"

using namespace wheelhouse;

namespace {

struct Room : TestDesk {
    PostStore posts { writer(), log, clock };
    LimitsBook limits { writer() };
    MediaStore media { database.path() };
    PictureReadying readying { media };
    ChannelId channelId = ChannelId::fromName("channel", "test");

    Room()
    {
        posts.setMakeReady(makePicturesReady(readying, limits));
        Limits tight;
        tight.pictureBytes = 60'000;
        must(limits.keep(channelId, tight, clock.now()));
    }
    PostId begin(const PictureRef &picture)
    {
        PostContent content;
        content.parts = { { QStringLiteral("look"), { picture } } };
        auto transaction = Transaction::begin(writer());
        const PostId post = must(posts.begin(*transaction, { { { channelId, content } }, {}, {} }));
        must(transaction->commit());
        return post;
    }
};

} // namespace

class TestPictureReadying : public QObject {
    Q_OBJECT
private slots:
    void theDraftKeepsWhatWasGivenAndTheRevisionWhatGoesOut()
    {
        Room room;
        const QByteArray bytes = pictures::encoded(pictures::photograph(900, 600), "JPG", 95);
        QVERIFY(bytes.size() > 60'000);
        PictureRef given = TestDesk::must(takePicture(room.media, bytes));
        QCOMPARE(given.size, QSize(900, 600));
        QCOMPARE(given.type, QStringLiteral("image/jpeg"));
        given.description = QStringLiteral("Glass dripper");
        const PostId post = room.begin(given);
        auto transaction = Transaction::begin(room.writer());
        const Revision revision = TestDesk::must(room.posts.submit(*transaction, post));
        TestDesk::must(transaction->commit());
        const PictureRef out = revision.variants.first().canonical.content.parts.first().pictures.first();
        QVERIFY(out.digest != given.digest);
        QCOMPARE(out.description, given.description);
        const QByteArray sent = TestDesk::must(room.media.read(out.digest));
        QVERIFY(sent.size() <= 60'000);
        QCOMPARE(TestDesk::must(room.posts.drafts(post)).first().content.parts.first().pictures.first(), given);
    }

    void whatWasMadeElsewhereIsNotMadeAgain()
    {
        Room room;
        const PictureRef given =
            TestDesk::must(takePicture(room.media, pictures::encoded(pictures::photograph(300, 200), "PNG")));
        const Limits limits = TestDesk::must(room.limits.of(room.channelId));
        MadePicture made = TestDesk::must(PictureReadying(room.media).make(given.digest, limits));
        made.made.size = { 1, 1 }; // to be known again
        room.readying.remember(made);
        QCOMPARE(TestDesk::must(room.readying.ready(given, limits)).size, QSize(1, 1));
    }

    void aPictureThatIsGoneStopsTheSubmission()
    {
        Room room;
        const PostId post =
            room.begin({ QByteArray(32, '\x07'), QStringLiteral("image/jpeg"), { 8, 6 }, QStringLiteral("gone") });
        auto transaction = Transaction::begin(room.writer());
        QVERIFY(!room.posts.submit(*transaction, post));
    }

    void whatIsNoPictureIsSaidSo()
    {
        Room room;
        QVERIFY(!takePicture(room.media, "<svg xmlns='http://www.w3.org/2000/svg'/>"));
    }
};

QTEST_GUILESS_MAIN(TestPictureReadying)
#include "test_picturereadying.moc"
