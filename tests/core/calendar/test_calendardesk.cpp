#include "core/posts/composing.h"
#include "tests/core/calendar/calendarroom.h"

using namespace wheelhouse;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using State = Delivery::State;

namespace {

template<typename T> T must(Result<T> result)
{
    return TestDesk::must(std::move(result));
}

} // namespace

class TestCalendarDesk : public QObject {
    Q_OBJECT
private slots:
    /// Off until a team decides it; from then on whoever plans says it, whatever they plan with.
    void anObjectiveOrNoneKnowinglyIsAskedWhereTheTeamDecidedSo()
    {
        CalendarRoom room;
        (void)room.scheduled(QStringLiteral("before"), room.day(1));
        PublishingTermsStore terms(room.desk.writer());
        auto transaction = Transaction::begin(room.desk.writer());
        PublishingTerms strict = CalendarRoom::must(terms.read());
        QVERIFY(!strict.asksObjective);
        strict.asksObjective = true;
        CalendarRoom::must(terms.write(*transaction, strict));
        CalendarRoom::must(transaction->commit());
        QCOMPARE(CalendarRoom::must(terms.read()), strict);
        NewPost post = room.saying(QStringLiteral("after"));
        const auto refused = room.calendar->plan(post, {}, room.day(2));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM delivery"), 1);
        const PostId draft = room.draft(QStringLiteral("a draft may be without"), room.day(3));
        QVERIFY(!room.calendar->schedule({ draft }));
        post.isAimless = true;
        const auto aimless = room.calendar->plan(post, {}, room.day(2));
        QVERIFY(aimless);
        post.isAimless = false;
        post.objective = QStringLiteral("20 new regulars");
        QVERIFY(room.calendar->plan(post, {}, room.day(4)));
        // What was said of a post is said of its copy.
        const auto copy = room.calendar->duplicate(aimless->cards.constFirst(), room.day(6));
        QVERIFY(copy);
        QVERIFY(room.calendar->schedule({ copy->cards.constFirst().post }));
    }
    void aDraftGoesFromTheTrayToADayAndBackAlsoAfterARestart()
    {
        CalendarRoom room;
        const PostId post = room.draft(u"Lab results, plainly"_s);
        QCOMPARE(must(room.calendarBook.tray()).size(), 1);
        const WallTime monday = room.day(7);
        const Planned placed = must(room.calendar->place({ { { post, {} }, monday } }));
        QVERIFY2(placed.sentence.contains(u"Lab results, plainly"_s), qPrintable(placed.sentence));
        QCOMPARE(room.placeOf({ post, {} }), std::optional(monday));
        QVERIFY(must(room.calendarBook.tray()).isEmpty());
        room.reopen();
        room.undo();
        QCOMPARE(room.placeOf({ post, {} }), std::nullopt);
        QCOMPARE(must(room.calendarBook.tray()).constFirst().title, u"Lab results, plainly"_s);
        room.reopen();
        room.redo();
        QCOMPARE(room.placeOf({ post, {} }), std::optional(monday));
        room.undo();
        room.undo(); // as if nobody had begun it
        QVERIFY(must(room.calendarBook.tray()).isEmpty());
        QVERIFY(!room.again->back());
    }

    void aPostWithoutTitleAndWordsSaysWhatItHolds_data()
    {
        QTest::addColumn<int>("pictures");
        QTest::addColumn<QString>("name");
        QTest::newRow("nothing") << 0 << u"Without a name"_s;
        QTest::newRow("a picture") << 1 << u"A picture"_s;
        QTest::newRow("pictures") << 3 << u"3 pictures"_s;
    }
    void aPostWithoutTitleAndWordsSaysWhatItHolds()
    {
        QFETCH(int, pictures);
        QFETCH(QString, name);
        CalendarRoom room(2);
        NewPost post = room.saying({});
        for (int i = 0; i < pictures; ++i) // on one of its channels alone
            post.variants.last().content.parts.first().pictures.append(
                { QByteArray(32, char('a' + i)), u"image/jpeg"_s, { 20, 20 }, {} });
        const PostId id = must(room.calendar->begin(post, {}, {})).cards.constFirst().post;
        QCOMPARE(must(room.calendarBook.tray()).constFirst().name(), name);
        QVERIFY(!must(room.calendarBook.tray()).constFirst().hasName());
        const Planned placed = must(room.calendar->place({ { { id, {} }, room.day(7) } }));
        QVERIFY2(placed.sentence.contains(name), qPrintable(placed.sentence));
        const QDate day = room.day(7).date;
        QCOMPARE(must(room.calendarBook.page(day, day)).cards.constFirst().name(), name);
        QCOMPARE(must(room.calendarBook.card({ id, {} }))->name(), name);
        QCOMPARE(must(CompositionReader(room.desk.writer()).drafts()).constFirst().pictures, pictures);
    }
    /// It goes nowhere yet, and says something all the same.
    void aPostWithoutOutpostsIsCalledByItsSharedWords()
    {
        CalendarRoom room;
        Composing composing { room.desk.writer(), room.desk.log, room.desk.undo, room.desk.clock };
        NewComposition made;
        made.words.shared.parts = { { u"Forty of you asked for it"_s, {} } };
        (void)must(composing.begin(made));
        const Card card = must(room.calendarBook.tray()).constFirst();
        QVERIFY(card.hasName());
        QCOMPARE(card.name(), u"Forty of you asked for it"_s);
    }

    void severalMoveInOneStepOrNoneOfThem()
    {
        CalendarRoom room;
        const PostId one = room.scheduled(u"One"_s, room.day(3, 9));
        const PostId other = room.scheduled(u"Other"_s, room.day(5, 14));
        const QList<Placement> later { { { one, {} }, room.day(4, 9) }, { { other, {} }, room.day(6, 14) } };
        must(room.calendar->place(later));
        QCOMPARE(room.queued(one), QStringList { wallTimeText(room.day(4, 9)) });
        QCOMPARE(room.queued(other), QStringList { wallTimeText(room.day(6, 14)) });
        room.undo();
        QCOMPARE(room.queued(one), QStringList { wallTimeText(room.day(3, 9)) });
        QCOMPARE(room.queued(other), QStringList { wallTimeText(room.day(5, 14)) });
        const auto refused = room.calendar->place({ { { one, {} }, room.day(4, 9) }, { { other, {} }, room.day(-2) } });
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QCOMPARE(room.placeOf({ one, {} }), std::optional(room.day(3, 9)));
    }

    void whatIsInTheOutboxMovesInTheSameStep()
    {
        CalendarRoom room(2);
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        QCOMPARE(room.queued(post), QStringList { wallTimeText(room.day(1)) });
        must(room.calendar->place({ { { post, {} }, room.day(2, 10) } }));
        QCOMPARE(room.queued(post), QStringList { wallTimeText(room.day(2, 10)) });
        room.wait(30h, 1h);
        QCOMPARE(room.network(0).posts.size(), 0);
        room.undo(); // its old hour is over by now: it asks, and does not go out
        room.wait(2h, 10min);
        QCOMPARE(room.network(0).posts.size(), 0);
        const Card card = *must(room.calendarBook.card({ post, {} }));
        QCOMPARE(card.state, CardState::Missed);
        room.redo();
        room.wait(24h, 10min);
        QCOMPARE(room.network(0).posts.size(), 1);
        QCOMPARE(room.network(1).posts.size(), 1);
    }

    void whatWaitedForAPersonWaitsAgainForTheSameReason()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        const QString why = u"The computer slept when its time came."_s;
        Statement miss(room.desk.writer(), "UPDATE delivery SET state = 'missed', reason = ?1");
        must(miss.run(why));
        must(room.calendar->place({ { { post, {} }, room.day(2) } }));
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Approved);
        room.reopen();
        room.undo();
        const Card card = *must(room.calendarBook.card({ post, {} }));
        QCOMPARE(card.state, CardState::Missed);
        QCOMPARE(card.reason, why);
        const qint64 said =
            must(room.desk.writer().number("SELECT count(*) FROM operation WHERE instr(payload, 'slept') > 0"));
        QCOMPARE(said, 0); // the log names no words
    }

    void whatComesBackIntoTheOutboxTooLateAsks()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        must(room.calendar->unschedule({ post }));
        room.wait(30h, 1h);
        room.undo();
        room.wait(2h, 10min);
        QCOMPARE(room.network().posts.size(), 0);
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Missed);
    }

    /// The clocks go back on 25 October: what lies behind it is due an hour later by UTC.
    void aPageOverAClockChangeKnowsWhenEachIsDue()
    {
        CalendarRoom room;
        for (const int days : { 2, 12, 13, 14, 40 })
            room.draft(u"In %1 days"_s.arg(days), room.day(days));
        const QDate today = room.desk.clock.now().date();
        const auto page = must(room.calendarBook.page(today, today.addDays(45)));
        QCOMPARE(page.cards.size(), 5);
        for (const Card &card : page.cards)
            QCOMPARE(card.dueAt, resolve(*card.at)->utc);
        QCOMPARE(page.cards.constFirst().dueAt.time(), QTime(7, 0));
        QCOMPARE(page.cards.constLast().dueAt.time(), QTime(8, 0));
    }

    void aDateOfASeriesThatWasMovedFarAwayStandsWhereItIsNow()
    {
        CalendarRoom room;
        const PostId post = room.draft(u"Numbers"_s, room.day(1));
        must(room.calendar->repeat({ post, {} }, CalendarRoom::weekly()));
        const WallTime second = room.day(8);
        must(room.calendar->place({ { { post, occurrenceName(second.date, second.time) }, room.day(90, 15) } }));
        const QDate there = room.day(90).date;
        const auto page = must(room.calendarBook.page(there, there));
        const auto at = [&](const Card &card) { return card.at == room.day(90, 15); };
        QCOMPARE(std::count_if(page.cards.begin(), page.cards.end(), at), 1);
        QVERIFY(must(room.calendarBook.page(second.date, second.date)).cards.isEmpty());
    }

    void ofWhatIsPublishedAgainTheCardSaysHowThatStands()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        room.wait(24h, 10min);
        const Card out = *must(room.calendarBook.card({ post, {} }));
        QCOMPARE(out.state, CardState::Published);
        const Revision revision = must(Berths(room.desk.writer(), room.outbox, room.desk.clock).latest(out.row));
        auto transaction = must(Transaction::begin(room.desk.writer()));
        must(room.outbox.queue(transaction, revision, room.in(2h), {}, 1));
        must(transaction.commit());
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Approved);
    }

    void whatIsOutThereStaysWhereItIs()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        must(room.calendar->place({ { { post, {} }, room.day(1, 10) } }));
        room.wait(24h, 10min);
        QCOMPARE(room.network().posts.size(), 1);
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Published);
        QVERIFY(!must(room.calendarBook.card({ post, {} }))->isMovable());
        for (const auto &result : { room.calendar->place({ { { post, {} }, room.day(3) } }),
                 room.calendar->drop({ { post, {} } }), room.calendar->unschedule({ post }) })
            QCOMPARE(result.error().kind, Error::Kind::Conflict);
        const Undone undone = must(room.again->back());
        QCOMPARE(undone.kept, 1);
        QCOMPARE(room.placeOf({ post, {} }), std::optional(room.day(0, 10)));
    }

    void whatIsBeingSentIsNotMoved()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        bool wasAsked = false;
        room.network().onPublish = [&] {
            wasAsked = true;
            QCOMPARE(room.calendar->place({ { { post, {} }, room.day(3) } }).error().kind, Error::Kind::Conflict);
        };
        room.wait(24h, 10min);
        QVERIFY(wasAsked);
    }

    void aSubmittedPostNeedsAnHourAhead()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        WallTime noHour = room.day(2);
        noHour.time = QTime();
        for (const std::optional<WallTime> &to :
            { std::optional(room.day(-1)), std::optional(noHour), std::optional<WallTime>() })
            QCOMPARE(room.calendar->place({ { { post, {} }, to } }).error().kind, Error::Kind::Refused);
        QCOMPARE(room.queued(post), QStringList { wallTimeText(room.day(1)) });
        const PostId draft = room.draft(u"Some day"_s, noHour); // of a draft any time of a day is a place
        QCOMPARE(room.placeOf({ draft, {} }), std::optional(noHour));
        QCOMPARE(room.calendar->schedule({ draft }).error().kind, Error::Kind::Refused);
        WallTime nowhere = room.day(2);
        nowhere.zone = "Europe/Atlantis";
        QCOMPARE(room.calendar->place({ { { draft, {} }, nowhere } }).error().kind, Error::Kind::Refused);
    }

    void schedulingAndTakingOutAreStepsLikeAnyOther()
    {
        CalendarRoom room(2);
        const PostId post = room.draft(u"Hello"_s, room.day(1));
        must(room.calendar->schedule({ post }));
        QCOMPARE(room.queued(post).size(), 1);
        QCOMPARE(room.calendar->schedule({ post }).error().kind, Error::Kind::Conflict);
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Approved);
        room.undo();
        QVERIFY(room.queued(post).isEmpty());
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Draft);
        room.reopen();
        room.redo();
        QCOMPARE(room.queued(post).size(), 1);
        must(room.calendar->unschedule({ post }));
        QVERIFY(room.queued(post).isEmpty());
        must(room.calendar->place({ { { post, {} }, room.day(2) } }));
        must(room.calendar->schedule({ post }));
        room.wait(48h, 5min);
        QCOMPARE(room.network(0).posts.size(), 1);
        QCOMPARE(room.network(1).posts.size(), 1);
    }

    void wordsWrittenSinceAreNotSentByDoingAgain()
    {
        CalendarRoom room;
        const PostId post = room.draft(u"Hello"_s, room.day(1));
        must(room.calendar->schedule({ post }));
        room.undo();
        room.desk.clock.advance(5s);
        auto transaction = must(Transaction::begin(room.desk.writer()));
        must(room.posts.put(
            transaction, post, { room.channels.first().id, PublishingRoom::saying({ u"Not done y"_s }) }));
        must(transaction.commit());
        QCOMPARE(must(room.again->again()).kept, 1);
        room.wait(48h, 1h);
        QCOMPARE(room.network().posts.size(), 0);
    }

    void whatItsNetworkWouldNotTakeIsNotScheduled()
    {
        CalendarRoom room;
        const PostId post = room.draft(u"long "_s.repeated(500), room.day(1));
        QCOMPARE(room.calendar->schedule({ post }).error().kind, Error::Kind::Refused);
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Draft);
    }

    void droppingTakesItOutOfTheOutboxAndBack()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        must(room.calendar->drop({ { post, {} } }));
        QVERIFY(!must(room.calendarBook.card({ post, {} })));
        QVERIFY(room.queued(post).isEmpty());
        room.reopen();
        room.undo();
        QCOMPARE(room.queued(post), QStringList { wallTimeText(room.day(1)) });
        room.redo();
        room.wait(48h, 1h);
        QCOMPARE(room.network().posts.size(), 0);
    }

    /// A person's decision in the outbox is no plan's to change.
    void whatAPersonWithdrewStaysOut()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        const auto queued = must(room.book.list({ State::Queued }, 9));
        must(room.outbox.decide(queued.constFirst().id, Decision::Withdraw));
        must(room.calendar->place({ { { post, {} }, room.day(2) } }));
        QVERIFY(room.queued(post).isEmpty());
        const Card card = *must(room.calendarBook.card({ post, {} }));
        QCOMPARE(card.state, CardState::Draft);
        QVERIFY(!card.reason.isEmpty());
        must(room.calendar->schedule({ post })); // knowingly, again
        QCOMPARE(room.queued(post), QStringList { wallTimeText(room.day(2)) });
    }

    /// What waits for a person after a hold does so again when its move is taken back.
    void aHeldPostIsHeldAgain()
    {
        CalendarRoom room;
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        const Hold hold = must(room.outbox.hold(0, u"Recall"_s));
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Held);
        must(room.outbox.release(hold.id));
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Held);
        must(room.calendar->place({ { { post, {} }, room.day(2) } })); // who moves it decides
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Approved);
        room.undo();
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->state, CardState::Held);
        room.wait(48h, 1h);
        QCOMPARE(room.network().posts.size(), 0);
    }

    void theSameWordsOnceMoreAreADraftOfTheirOwn()
    {
        CalendarRoom room(2);
        const PostId post = room.scheduled(u"Hello"_s, room.day(1));
        const PostId copy = must(room.calendar->duplicate({ post, {} }, room.day(4))).cards.constFirst().post;
        QVERIFY(copy != post);
        const Card card = *must(room.calendarBook.card({ copy, {} }));
        QCOMPARE(card.state, CardState::Draft);
        QCOMPARE(card.title, u"Hello"_s);
        QCOMPARE(card.targets.size(), 2);
        QCOMPARE(room.queued(post).size(), 1);
        room.undo();
        QVERIFY(!must(room.calendarBook.card({ copy, {} })));
        QVERIFY(must(room.calendarBook.card({ post, {} })));
    }

    void namesAndCampaignsAreTakenBackAndTheLogNamesNoWords()
    {
        CalendarRoom room;
        const PostId post = room.draft(u"Hello"_s, room.day(1));
        must(room.calendar->name(post, u"Stillwater teaser"_s));
        must(room.calendar->setCampaign({ post }, u"Stillwater"_s));
        Card card = *must(room.calendarBook.card({ post, {} }));
        QCOMPARE(card.title, u"Stillwater teaser"_s);
        QVERIFY(card.campaign != 0);
        must(room.desk.log.each(0, [](const Operation &operation) {
            [&] { QVERIFY2(!operation.payload.contains("Stillwater"), operation.payload.constData()); }();
            return true;
        }));
        room.reopen();
        room.undo();
        room.undo();
        card = *must(room.calendarBook.card({ post, {} }));
        QCOMPARE(card.title, u"Hello"_s);
        QCOMPARE(card.campaign, 0);
        room.redo();
        QCOMPARE(must(room.calendarBook.card({ post, {} }))->title, u"Stillwater teaser"_s);
    }

    void aCampaignIsMadeChangedAndTakenBack()
    {
        CalendarRoom room;
        Campaign spring { 0, {}, u"Spring"_s, u"S"_s, u"cyan"_s, QDate(2026, 11, 1), {}, {}, {} };
        spring = must(room.calendar->put(spring));
        QVERIFY(spring.row != 0);
        QCOMPARE(must(room.calendarBook.campaigns()), QList { spring });
        QCOMPARE(
            room.calendar->put({ 0, {}, u" Spring "_s, {}, {}, {}, {}, {}, {} }).error().kind, Error::Kind::Conflict);
        Campaign later = spring;
        later.embargoUntil = QDateTime(QDate(2026, 11, 3), QTime(6, 0), Qt::UTC);
        must(room.calendar->put(later));
        room.reopen();
        room.undo();
        QCOMPARE(must(room.calendarBook.campaigns()), QList { spring });
        room.redo();
        QCOMPARE(must(room.calendarBook.campaigns()), QList { later });
        room.undo();
        room.undo();
        QVERIFY(must(room.calendarBook.campaigns()).isEmpty());
    }

    void daysOffAreReplacedAsOne()
    {
        CalendarRoom room;
        const DayOff king { QDate(2027, 4, 27), QDate(2027, 4, 27), u"King's Day"_s, u"Netherlands"_s };
        const DayOff feast { QDate(2026, 12, 25), QDate(2026, 12, 26), u"Christmas"_s, u"Netherlands"_s };
        QCOMPARE(must(room.calendar->putDaysOff(u"Netherlands"_s, { king })), 1);
        QCOMPARE(must(room.calendar->putDaysOff(u"Netherlands"_s, { king, feast })), 2);
        QCOMPARE(must(room.calendarBook.page(QDate(2026, 12, 26), QDate(2026, 12, 31))).daysOff, QList { feast });
        room.reopen();
        room.undo();
        QVERIFY(must(room.calendarBook.page(QDate(2026, 12, 1), QDate(2026, 12, 31))).daysOff.isEmpty());
        QCOMPARE(must(room.calendarBook.page(QDate(2027, 4, 1), QDate(2027, 4, 30))).daysOff, QList { king });
    }

    void aPageHasWhatLiesOnItsDaysInOrder()
    {
        CalendarRoom room;
        WallTime anyTime = room.day(1);
        anyTime.time = QTime();
        const PostId late = room.draft(u"Late"_s, room.day(1, 17));
        const PostId early = room.draft(u"Early"_s, room.day(1, 8));
        const PostId some = room.draft(u"Some time"_s, anyTime);
        room.draft(u"Before"_s, room.day(0));
        room.draft(u"After"_s, room.day(3));
        const auto page = must(room.calendarBook.page(room.day(1).date, room.day(2).date));
        QList<PostId> posts;
        for (const Card &card : page.cards)
            posts.append(card.post);
        QCOMPARE(posts, QList({ some, early, late }));
        QCOMPARE(page.cards.at(1).dueAt, QDateTime(room.day(1).date, QTime(6, 0), Qt::UTC));
        QVERIFY(!page.cards.at(0).dueAt.isValid());
    }

    void anAnswerIsInNoCalendar()
    {
        CalendarRoom room;
        room.desk.receive({ room.desk.saying(u"m1"_s, u"Where is my order?"_s) });
        Statement find(room.desk.writer(), "SELECT id FROM mention");
        NewPost answer = room.saying(u"On its way"_s);
        answer.answers = *must(find.one<QByteArray>([](const Row &row) { return row.bytes(0); }));
        auto transaction = must(Transaction::begin(room.desk.writer()));
        const PostId post = must(room.posts.begin(transaction, answer));
        must(transaction.commit());
        QVERIFY(must(room.calendarBook.tray()).isEmpty());
        QCOMPARE(room.calendar->place({ { { post, {} }, room.day(1) } }).error().kind, Error::Kind::Refused);
        QCOMPARE(room.calendar->name(post, u"Order"_s).error().kind, Error::Kind::Refused);
    }
};

QTEST_GUILESS_MAIN(TestCalendarDesk)
#include "test_calendardesk.moc"
