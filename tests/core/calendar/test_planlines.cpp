#include "core/posts/composing.h"
#include "core/store/check.h"
#include "core/store/linefunctions.h"
#include "tests/core/calendar/calendarroom.h"
#include "tests/support/rounds.h"
#include "tests/support/testworkspace.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using State = Delivery::State;

namespace {

/// How many lines differ from what the posts say.
qint64 wrongLines(Database &database)
{
    return TestDesk::must(
        database.number("SELECT (SELECT count(*) FROM (SELECT * FROM plan_line EXCEPT SELECT * FROM plan_line_now))"
                        " + (SELECT count(*) FROM (SELECT * FROM plan_line_now EXCEPT SELECT * FROM plan_line))"));
}

struct Room : CalendarRoom {
    using CalendarRoom::CalendarRoom;
    Composing composing { desk.writer(), desk.log, desk.undo, desk.clock };

    [[nodiscard]] qint64 wrong() { return wrongLines(desk.writer()); }
    [[nodiscard]] CalendarPage page()
    {
        const QDate today = desk.clock.now().date();
        return must(calendarBook.page(today.addDays(-60), today.addDays(60)));
    }
    [[nodiscard]] QStringList titles()
    {
        QStringList titles;
        for (const Card &card : page().cards)
            titles.append(card.title);
        return titles;
    }
    /// What the page shows that is not what its post says.
    [[nodiscard]] QStringList untrue()
    {
        QStringList untrue;
        for (const Card &card : page().cards)
            if (must(calendarBook.card({ card.post, card.occurrence })) != card)
                untrue.append(card.title);
        return untrue;
    }
};

/// One thing that a person, the outbox or a network does, whatever it is; that it may be refused is all right.
void doAnything(Room &room, QRandomGenerator &dice, QList<PostId> &posts)
{
    const auto any = [&](qsizetype count) { return qsizetype(dice.bounded(int(count))); };
    const QString words = u"Harvest %1"_s.arg(dice.bounded(9));
    const PostId post = posts.isEmpty() ? PostId() : posts.at(any(posts.size()));
    const auto all =
        CalendarRoom::must(room.book.list({ State::Queued, State::Sent, State::Held, State::Missed }, 500));
    const DeliveryId delivery = all.isEmpty() ? DeliveryId() : all.at(any(all.size())).id;
    const WallTime at = room.day(dice.bounded(20) - 2, 6 + dice.bounded(12));
    switch (dice.bounded(16)) {
    case 0:
        posts.append(room.draft(words, at));
        break;
    case 1:
        posts.append(room.draft(words));
        break;
    case 2:
        posts.append(room.scheduled(words, room.day(1 + dice.bounded(9))));
        break;
    case 3:
    case 4:
        std::ignore = room.calendar->place({ { { post, {} }, at } });
        break;
    case 5:
        std::ignore = room.calendar->place({ { { post, {} }, std::nullopt } });
        break;
    case 6:
        std::ignore = room.calendar->schedule({ post });
        break;
    case 7:
        std::ignore = room.calendar->unschedule({ post });
        break;
    case 8:
        std::ignore = room.calendar->name(post, dice.bounded(2) == 0 ? QString() : words);
        break;
    case 9:
        std::ignore = room.calendar->repeat(
            { post, {} }, dice.bounded(2) == 0 ? std::optional(CalendarRoom::weekly()) : std::nullopt);
        break;
    case 10:
        std::ignore = room.composing.setChannel(post, room.channels.at(dice.bounded(2)).id, dice.bounded(2) == 0);
        break;
    case 11:
        std::ignore = room.calendar->drop({ { post, {} } });
        break;
    case 12:
        std::ignore = room.outbox.decide(delivery, Decision(dice.bounded(3)));
        break;
    case 13:
        std::ignore = room.outbox.move(delivery, CalendarRoom::must(plannedAt(room.day(1 + dice.bounded(9), 11))));
        break;
    case 14:
        std::ignore = dice.bounded(2) == 0 ? room.again->back() : room.again->again();
        break;
    default:
        room.wait(6h, 3h);
    }
}

} // namespace

/// The lines of the calendar are a copy; whatever happens, they say what the posts say.
class TestPlanLines : public QObject {
    Q_OBJECT
private slots:
    void whateverHappensTheySayWhatThePostsSay()
    {
        QRandomGenerator dice(20261012);
        const int desks = rounds("desks whose calendar is worked at", 3, 60);
        int seen = 0;
        for (int round = 0; round < desks; ++round) {
            Room room(2);
            QList<PostId> posts;
            for (int step = 0; step < 60; ++step) {
                doAnything(room, dice, posts);
                QCOMPARE(room.wrong(), 0);
                if (step % 10 == 9)
                    QCOMPARE(room.untrue(), QStringList());
            }
            seen += int(room.page().cards.size());
        }
        QVERIFY(seen > 10);
    }
    void aRevisedPostShowsItsNewWords()
    {
        Room room;
        const PostId post = room.draft(u"The harvest is late"_s, room.day(2));
        QCOMPARE(room.titles(), QStringList { u"The harvest is late"_s });
        const quint64 before = room.page().cards.constFirst().targets.constFirst().words;
        auto transaction = CalendarRoom::must(Transaction::begin(room.desk.writer()));
        CalendarRoom::must(room.posts.put(transaction, post,
            { room.channels.constFirst().id, PublishingRoom::saying({ u"The harvest came early"_s }) }));
        CalendarRoom::must(transaction.commit());
        QCOMPARE(room.titles(), QStringList { u"The harvest came early"_s });
        QVERIFY(room.page().cards.constFirst().targets.constFirst().words != before);
        CalendarRoom::must(room.calendar->name(post, u"Harvest"_s));
        QCOMPARE(room.titles(), QStringList { u"Harvest"_s });
        CalendarRoom::must(room.calendar->name(post, {}));
        QCOMPARE(room.titles(), QStringList { u"The harvest came early"_s });
    }
    void whatIsTakenAwayOfThePostIsNotKeptHere()
    {
        Room room(2);
        const PostId post = room.scheduled(u"quxwords of Quill"_s, room.day(2));
        QCOMPARE(room.page().cards.size(), 1);
        const auto kept = [&] {
            return CalendarRoom::must(
                room.desk.writer().number("SELECT count(*) FROM plan_line WHERE title LIKE '%qux%' OR words <> 0"));
        };
        QCOMPARE(kept(), 2);
        Statement empty(
            room.desk.writer(), "UPDATE variant SET text = '' WHERE post = (SELECT row FROM post WHERE id = ?1)");
        QVERIFY(empty.run(post));
        QCOMPARE(kept(), 0);
        CalendarRoom::must(room.desk.writer().run("UPDATE post SET state = 'discarded', title = ''"));
        QCOMPARE(CalendarRoom::must(room.desk.writer().number("SELECT count(*) FROM plan_line")), 0);
    }
    void anAnswerToSomebodyHasNone()
    {
        Room room;
        room.draft(u"Dear quxname"_s, room.day(2));
        CalendarRoom::must(room.desk.writer().run("UPDATE post SET reply_to = randomblob(16)"));
        QCOMPARE(CalendarRoom::must(room.desk.writer().number("SELECT count(*) FROM plan_line")), 0);
    }
    void anOlderStoreIsFilled()
    {
        TestWorkspace older;
        makeOlder(older.path(), 23);
        const auto writer = older.writer();
        CalendarRoom::must(writer->run(R"(
            INSERT INTO channel (row, id, network, name) VALUES (1, randomblob(16), 'mastodon', 'Brand');
            INSERT INTO member (row, id, name) VALUES (1, randomblob(16), 'Ines');
            INSERT INTO post (row, id, author, state, made_at) VALUES
                (1, randomblob(16), 1, 'submitted', 0), (2, randomblob(16), 1, 'draft', 0), (3, randomblob(16), 1, 'draft', 0);
            INSERT INTO variant (id, post, channel, text, salt, saved_at)
                SELECT randomblob(16), row, 1, ' Said ' || row || char(10) || 'twice ', x'00', 0 FROM post;
            INSERT INTO plan (post, start, zone, first_day, last_day, rule) VALUES
                (1, '2026-10-12T09:00:00', 'Europe/Amsterdam', 2461326, 2461326, ''),
                (2, '2026-10-12T10:00:00', 'Europe/Amsterdam', 2461326, 2461326, ''),
                (3, '2026-10-12T10:00:00', 'Europe/Amsterdam', 2461326, 5373484, 'FREQ=WEEKLY');
            INSERT INTO revision (row, id, post, number, author, digest, made_at)
                VALUES (1, randomblob(16), 1, 1, 1, randomblob(32), 0);
            INSERT INTO revision_variant (row, revision, channel, content, digest) VALUES (1, 1, 1, x'00', randomblob(32));
            INSERT INTO delivery (id, post, variant, channel, round, digest, wall, zone, due_at, state, made_at) VALUES
                (randomblob(16), 1, 1, 1, 0, randomblob(32), '', 'Europe/Amsterdam', 5, 'sent', 0),
                (randomblob(16), 1, 1, 1, 1, randomblob(32), '', 'Europe/Amsterdam', 7, 'queued', 0))"));
        CalendarRoom::must(migrate(*writer, [] { return Result<void>(); }));
        QCOMPARE(writer->number("SELECT count(*) FROM plan_line").value(), 2);
        QCOMPARE(wrongLines(*writer), 0);
        QCOMPARE(writer->number("SELECT due_at FROM plan_line WHERE post = 1 AND title = 'Said 1 twice'").value(), 7);
        const QDate day(2026, 10, 12);
        QCOMPARE(CalendarRoom::must(CalendarBook(*writer).page(day, day)).cards.size(), 3);
    }
    void aLineThatIsWrongIsFoundAndWrittenAnew()
    {
        Room room;
        const PostId post = room.scheduled(u"Once"_s, room.day(2));
        room.draft(u"Twice"_s, room.day(3));
        Database &writer = room.desk.writer();
        CalendarRoom::must(writer.run("UPDATE plan_line SET title = 'Wrong' WHERE title = 'Once';"
                                      "DELETE FROM plan_line WHERE title = 'Twice'"));
        const auto looked = [&] {
            return checkWorkspace(CalendarRoom::must(Database::open(writer.path(), Database::Mode::Read)), false);
        };
        const CheckReport found = CalendarRoom::must(looked());
        QCOMPARE(found.wrongPlanLines, 3); // one wrong on both sides, one missing
        QCOMPARE(found.sentences().size(), 1);
        CalendarRoom::must(repair(writer, found));
        QVERIFY(CalendarRoom::must(looked()).isClean());
        QCOMPARE(room.titles(), (QStringList { u"Once"_s, u"Twice"_s }));
        QVERIFY(CalendarRoom::must(room.calendarBook.card({ post, {} })).has_value());
    }
    void textsAreTheSameOrNotWhateverStandsAroundThem()
    {
        QCOMPARE(sameness(" A \n"), sameness("A"));
        QVERIFY(sameness("A") != sameness("a"));
        QCOMPARE(sameness(" \n"), quint64(0));
        QCOMPARE(sameness("A"), 0xaf63fc4c860222edU); // it is stored: another Qt, another machine, the same
        QCOMPARE(opening("  One\n\ntwo  "), u"One two"_s);
        QCOMPARE(opening(QByteArray(90, 'x')), QString(79, u'x') + u'…');
        QCOMPARE(opening(QByteArray("é").repeated(700)), QString(79, u'é') + u'…');
        QCOMPARE(opening(QByteArray("e\u0301").repeated(81)), u"e\u0301"_s.repeated(79) + u'…');
    }
};

QTEST_GUILESS_MAIN(TestPlanLines)
#include "test_planlines.moc"
