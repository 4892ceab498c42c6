#include "core/housekeeping/sparepictures.h"
#include "core/posts/composing.h"
#include "core/posts/poststore.h"
#include "core/posts/savedwords.h"
#include "core/store/namedpictures.h"
#include "tests/support/desk.h"
#include "tests/support/rounds.h"

#include <QRandomGenerator>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Room : TestDesk {
    PostStore posts { writer(), log, clock };
    Composing composing { writer(), log, undo, clock };
    CompositionReader reader { writer() };
    SavedWords words { writer(), log, undo };
    MediaStore media { database.path() };
    SparePictures spare { writer(), clock };
    const Channel mastodon { ChannelId::fromName("channel", "test"), NetworkId::Mastodon, u"@marlowe"_s,
        u"@marlowe"_s };
    const Channel bluesky { ChannelId::fromName("channel", "sky"), NetworkId::Bluesky, u"@marlowe.coffee"_s,
        u"marlowe.coffee"_s };

    Room()
    {
        auto transaction = Transaction::begin(writer());
        must(admission.channel(*transaction, bluesky));
        must(transaction->commit());
    }
    QByteArray picture(const QByteArray &bytes) { return must(media.keep(bytes)); }
    static PostContent with(const QByteArray &digest)
    {
        PostContent content;
        content.parts = { { u"Tins."_s, { { digest, u"image/png"_s, { 3, 2 }, u"Three tins"_s } } } };
        return content;
    }
    PostId draft(const QByteArray &digest)
    {
        NewComposition made;
        made.words.shared = with(digest);
        made.words.variants = { { mastodon, true, {} }, { bluesky, true, {} } };
        return must(composing.begin(made)).post;
    }
    void submit(PostId post)
    {
        auto transaction = Transaction::begin(writer());
        must(posts.submit(*transaction, post));
        must(transaction->commit());
    }
    /// As the hours go: looked after every day.
    int days(int count)
    {
        int gone = 0;
        for (int i = 0; i < count; ++i) {
            clock.advance(24h);
            gone += must(spare.tidy());
        }
        return gone;
    }
    /// All that stands in any column of any table but those about pictures themselves.
    QByteArray everything()
    {
        if (m_columns.empty()) {
            Statement columns(writer(), R"(
                SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c
                 WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '%\_index%' ESCAPE '\'
                   AND t.name NOT IN ('picture_name', 'picture_spare') AND c.type IN ('TEXT', 'BLOB', 'ANY'))");
            must(columns.each([this](const Row &row) {
                m_columns.push_back(std::make_unique<Statement>(writer(),
                    u"SELECT \"%2\" FROM \"%1\" WHERE length(\"%2\") >= 32"_s.arg(row.text(0), row.text(1)).toUtf8()));
                return true;
            }));
        }
        QByteArray all;
        for (const auto &each : m_columns)
            must(each->each([&all](const Row &row) {
                all += row.bytes(0) + '\n';
                return true;
            }));
        return all;
    }

private:
    std::vector<std::unique_ptr<Statement>> m_columns;
};

} // namespace

class TestSparePictures : public QObject {
    Q_OBJECT
private slots:
    void whatNothingNamesGoesAfterThirtyDays()
    {
        Room room;
        const QByteArray spare = room.picture("spare");
        const QByteArray needed = room.picture("needed");
        TestDesk::must(room.composing.namePicture(spare, { u"spare.png"_s, 5 }));
        (void)room.draft(needed);
        QCOMPARE(room.days(30), 0);
        QVERIFY(room.media.has(spare));
        QCOMPARE(room.days(1), 1);
        QVERIFY(!room.media.has(spare));
        QVERIFY(room.media.has(needed));
        QCOMPARE(room.database.number("SELECT count(*) FROM picture_spare"), 0);
        QCOMPARE(room.database.number("SELECT count(*) FROM picture_name"), 0);
    }
    void whatUndoBringsBackStays()
    {
        Room room;
        const QByteArray tins = room.picture("tins");
        const PostId post = room.draft(tins);
        TestDesk::must(room.composing.setChannel(post, room.bluesky.id, false));
        TestDesk::must(room.composing.discard(post));
        QCOMPARE(room.days(40), 0);
        TestDesk::must(room.undo.back());
        TestDesk::must(room.undo.back());
        QVERIFY(room.media.has(tins));
    }
    void whatWasTakenOutOfADraftLongAgoHasThirtyDaysFromThen()
    {
        Room room;
        const QByteArray tins = room.picture("tins");
        const PostId post = room.draft(tins);
        QCOMPARE(room.days(100), 0);
        ComposedWords words = (*TestDesk::must(room.reader.read(post))).words;
        words.shared.parts.first().pictures.clear();
        TestDesk::must(room.composing.save(post, words));
        QCOMPARE(room.days(30), 0);
        QVERIFY(room.media.has(tins));
        QCOMPARE(room.days(1), 1);
    }
    void whatIsKeptAgainBeginsAnew()
    {
        Room room;
        const QByteArray tins = room.picture("tins");
        QCOMPARE(room.days(25), 0);
        QCOMPARE(room.picture("tins"), tins); // attached again, and not saved yet
        QCOMPARE(room.days(25), 0);
        QVERIFY(room.media.has(tins));
    }
    void whatIsKeptWhileItIsRemovedStays()
    {
        Room room;
        const QByteArray tins = room.picture("tins");
        const qint64 stamp = room.media.stamp(tins);
        QCOMPARE(room.picture("tins"), tins);
        QVERIFY(!TestDesk::must(room.media.remove(tins, stamp)));
        QVERIFY(room.media.has(tins));
        QVERIFY(TestDesk::must(room.media.remove(tins, room.media.stamp(tins))));
        QVERIFY(!room.media.has(tins));
    }
    void nothingGoesByAClockThatCannotBeBelieved()
    {
        Room room;
        room.receive({ room.saying(u"m"_s, u"hello"_s) });
        const QByteArray tins = room.picture("tins");
        QCOMPARE(TestDesk::must(room.spare.tidy()), 0);
        room.clock.advance(24h * 365 * 12);
        QCOMPARE(room.days(3), 0);
        QVERIFY(room.media.has(tins));
    }
    void aClockSetBackGivesMoreTimeNotLess()
    {
        Room room;
        const QByteArray tins = room.picture("tins");
        QCOMPARE(TestDesk::must(room.spare.tidy()), 0);
        room.clock.advance(-24h * 100);
        QCOMPARE(room.days(30), 0);
        QVERIFY(room.media.has(tins));
    }
    void whateverIsDoneNothingNamedGoes_data()
    {
        QTest::addColumn<quint32>("seed");
        for (int i = 0, n = rounds("walks through pictures", 4, 60); i < n; ++i)
            QTest::addRow("seed %d", i) << quint32(i);
    }
    void whateverIsDoneNothingNamedGoes()
    {
        QFETCH(quint32, seed);
        QRandomGenerator dice(seed);
        Room room;
        QList<QByteArray> pictures;
        QList<PostId> posts;
        QHash<QByteArray, int> unnamedDays;
        const auto pick = [&dice](const auto &list) { return list.at(dice.bounded(int(list.size()))); };
        for (int i = 0; i < 4; ++i) {
            pictures.append(room.picture("picture " + QByteArray::number(i)));
            posts.append(room.draft(pictures.last()));
        }
        int gone = 0;
        for (int step = 0; step < 100; ++step) {
            const PostId post = pick(posts);
            const auto read = room.reader.read(post);
            switch (dice.bounded(10)) {
            case 0:
                pictures.append(room.picture("picture " + QByteArray::number(pictures.size())));
                break;
            case 1: // whoever has lost it attaches it again
                if (const QByteArray digest = pick(pictures); room.media.has(digest))
                    posts.append(room.draft(digest));
                break;
            case 2:
            case 3:
                if (read && *read) {
                    ComposedWords words = (**read).words;
                    const QByteArray digest = pick(pictures);
                    words.shared.parts.first().pictures.clear();
                    if (dice.bounded(2) == 0 && room.media.has(digest))
                        words.shared.parts.first().pictures = Room::with(digest).parts.first().pictures;
                    (void)room.composing.save(post, words);
                }
                break;
            case 4:
                (void)room.composing.setChannel(post, room.bluesky.id, dice.bounded(2) == 0);
                break;
            case 5:
                (void)room.composing.discard(post);
                break;
            case 6:
                (void)room.undo.back();
                break;
            case 7:
                if (const QByteArray digest = pick(pictures); room.media.has(digest))
                    (void)room.words.put(PostTemplate { {}, u"T%1"_s.arg(step), Room::with(digest) });
                break;
            case 8:
                if (read && *read && !(**read).words.variants.isEmpty()) {
                    auto transaction = Transaction::begin(room.writer());
                    if (room.posts.submit(*transaction, post))
                        TestDesk::must(transaction->commit());
                }
                break;
            default:
                (void)room.composing.followAgain(post, room.bluesky.id);
            }
            for (int days = dice.bounded(8); days > 0; --days) {
                gone += room.days(1);
                const QByteArray all = room.everything();
                for (const QByteArray &digest : std::as_const(pictures))
                    unnamedDays[digest] =
                        all.contains(digest) || all.contains(digest.toHex()) ? 0 : unnamedDays.value(digest) + 1;
            }
            for (const QByteArray &digest : std::as_const(pictures)) {
                QVERIFY2(room.media.has(digest) || unnamedDays.value(digest) > 30, qPrintable(u"step %1"_s.arg(step)));
                QVERIFY2(
                    !room.media.has(digest) || unnamedDays.value(digest) <= 31, qPrintable(u"step %1"_s.arg(step)));
            }
        }
        QVERIFY2(gone > 0, "a walk on which nothing went proves little");
    }
};

QTEST_GUILESS_MAIN(TestSparePictures)
#include "test_sparepictures.moc"
