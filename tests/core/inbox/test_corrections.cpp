#include "core/inbox/corrections.h"
#include "core/inbox/promises.h"
#include "core/inbox/search.h"
#include "core/intake/school.h"
#include "core/store/searchindex.h"
#include "tests/support/desk.h"

#include <QSignalSpy>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::StringLiterals;

namespace {

struct Correcting : TestDesk {
    Corrections corrections { writer(), log, undo, clock };

    qint64 mentionOf(const QString &name)
    {
        Statement find(writer(), "SELECT row FROM mention WHERE global_name = ?1");
        return must(find.number(u"https://a.example/"_s + name)).value_or(0);
    }
    ReadingMark markOf(const QString &name) { return must(mentions.mention(mentionOf(name)))->reading; }
    int found(const QString &query)
    {
        Search search(writer(), clock);
        return int(must(search.find({ parseQuery(query), SearchRequest::By::Mention, 0, {}, 100 })).hits.size());
    }
    bool isIndexInStep() { return must(wheelhouse::isIndexInStep(writer(), SearchIndex::Mentions)); }
};

} // namespace

/// What a mention says, kept, searched for and corrected.
class TestCorrections : public QObject {
    Q_OBJECT
private slots:
    void whatArrivesIsRead()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"@marlowe this is terrible, my parcel is lost and nobody answers"_s),
            desk.saying(u"2"_s, u"@marlowe thank you so much, wonderful coffee!"_s),
            desk.saying(u"3"_s, u"We hate to see you go"_s, 0, {}, u"us"_s) });
        QCOMPARE(desk.markOf(u"1"_s).mood, Mood::Negative);
        QVERIFY(desk.markOf(u"1"_s).tone < -30);
        QCOMPARE(desk.markOf(u"2"_s).need, Need::Praise);
        QCOMPARE(desk.markOf(u"2"_s).mood, Mood::Positive);
        QCOMPARE(desk.markOf(u"3"_s), ReadingMark()); // our own words are not judged
        const auto items = TestDesk::must(desk.mentions.page({ View::Kind::AllOpen, 0 }, Order::Newest, {}, 10));
        QCOMPARE(items.size(), 2);
        for (const ConversationItem &item : items)
            QCOMPARE(item.reading, TestDesk::must(desk.mentions.mention(item.mention))->reading);
        QVERIFY(desk.isIndexInStep());
    }
    void needAndMoodAreSearchedFor()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"@marlowe terrible, disgusting coffee"_s),
            desk.saying(u"2"_s, u"@marlowe terrible weather? what are your opening hours?"_s),
            desk.saying(u"3"_s, u"@marlowe wonderful, thank you!"_s),
            desk.saying(u"4"_s, u"mpositive and npraise are odd words"_s) });
        QCOMPARE(desk.found(u"mood:positive"_s), 1);
        QCOMPARE(desk.found(u"need:praise"_s), 1);
        QCOMPARE(desk.found(u"mood:negative coffee"_s), 1);
        QCOMPARE(desk.found(u"mood:POSITIVE"_s), 1);
        QCOMPARE(desk.found(u"-mood:positive"_s), 3);
        const int complaints = desk.found(u"need:complaint"_s);
        QVERIFY(complaints >= 1);
        QCOMPARE(desk.found(u"need:praise OR need:complaint"_s), 1 + complaints);
        QCOMPARE(desk.found(u"mpositive"_s), 1); // a tag is no word of a text, and a word no tag
        QCOMPARE(desk.found(u"npra*"_s), 1);
        QCOMPARE(parseQuery(u"need:Help mood:Mixed"_s).canonical, u"need:help mood:mixed"_s);
        QVERIFY(parseQuery(u"need:gossip"_s).chips.isEmpty()); // no need of ours: words
    }
    void aCorrectionIsOneStepAndComesBack()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"@marlowe thanks a lot for the wonderful mould in my cup"_s),
            desk.saying(u"2"_s, u"@marlowe good"_s) });
        const ReadingMark before = desk.markOf(u"1"_s);
        QVERIFY(before.mood != Mood::Negative);
        const auto acted =
            TestDesk::must(desk.corrections.correct({ desk.mentionOf(u"1"_s) }, { Need::Complaint, Mood::Negative }));
        QCOMPARE(acted.changed, 1);
        QVERIFY(acted.operation > 0);
        const ReadingMark now = desk.markOf(u"1"_s);
        QCOMPARE(now.mood, Mood::Negative);
        QCOMPARE(now.need, Need::Complaint);
        QCOMPARE(now.sureness, Sureness::Sure);
        QVERIFY(now.isCorrected);
        QCOMPARE(desk.found(u"mood:negative mould"_s), 1);
        QVERIFY(desk.isIndexInStep());
        QCOMPARE(TestDesk::must(desk.corrections.lessons()).size(), 1);

        QVERIFY(desk.undo.back());
        QCOMPARE(desk.markOf(u"1"_s), before);
        QCOMPARE(desk.found(u"mood:negative mould"_s), 0);
        QVERIFY(TestDesk::must(desk.corrections.lessons()).isEmpty()); // a lesson taken back teaches no longer
        QVERIFY(desk.isIndexInStep());

        QVERIFY(desk.undo.again());
        QCOMPARE(desk.markOf(u"1"_s), now);
        QCOMPARE(desk.found(u"mood:negative mould"_s), 1);
        QCOMPARE(TestDesk::must(desk.corrections.lessons()).size(), 1);
        QVERIFY(desk.isIndexInStep());
    }
    void aNeedIsALessonToo()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"@marlowe hm"_s), desk.saying(u"2"_s, u"@marlowe hm hm"_s) });
        QVERIFY(desk.corrections.correct({ desk.mentionOf(u"1"_s) }, { Need::Idea, {} }));
        QVERIFY(desk.corrections.correct({ desk.mentionOf(u"1"_s) }, { {}, Mood::Negative }));
        QVERIFY(desk.corrections.correct({ desk.mentionOf(u"2"_s) }, { {}, Mood::Mixed })); // teaches nothing
        auto lessons = TestDesk::must(desk.corrections.lessons());
        QCOMPARE(lessons.size(), 1); // what was said of one mention in two steps
        QCOMPARE(lessons.first().need, Need::Idea);
        QCOMPARE(lessons.first().mood, Mood::Negative);
        QVERIFY(desk.corrections.correct({ desk.mentionOf(u"1"_s) }, { Need::Help, {} }));
        QCOMPARE(TestDesk::must(desk.corrections.lessons()).first().need, Need::Help);
        QVERIFY(desk.undo.back());
        QCOMPARE(TestDesk::must(desk.corrections.lessons()).first().need, Need::Idea);
    }
    void aCorrectedNeedReachesItsPromiseAtOnce()
    {
        Correcting desk;
        Promises promises(desk.writer(), desk.log, desk.undo, desk.clock);
        PromisePolicy policy;
        policy.name = u"Complaints"_s;
        policy.reason = u"They wait least"_s;
        policy.need = u"complaint"_s;
        policy.firstMs = policy.nextMs = 3'600'000;
        policy.hours = WorkingHours::allTheTime();
        TestDesk::must(promises.setPolicy(policy, desk.clock.now().addDays(-1)));
        desk.receive({ desk.saying(u"1"_s, u"@marlowe what time do you open?"_s) });
        const auto isPromised = [&desk] {
            return TestDesk::must(desk.mentions.items({ desk.conversationOf(u"1"_s) })).first().promiseDue.isValid();
        };
        QVERIFY(!isPromised());
        QVERIFY(desk.corrections.correct({ desk.mentionOf(u"1"_s) }, { Need::Complaint, {} }));
        QVERIFY(isPromised());
        QVERIFY(desk.undo.back());
        QVERIFY(!isPromised());
    }
    void whatWasCorrectedSinceIsLeft()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"@marlowe fine"_s) });
        const qint64 row = desk.mentionOf(u"1"_s);
        const auto first = TestDesk::must(desk.corrections.correct({ row }, { {}, Mood::Negative }));
        QVERIFY(first.operation > 0);
        QVERIFY(desk.corrections.correct({ row }, { {}, Mood::Mixed }));
        QCOMPARE(TestDesk::must(desk.corrections.correct({ row }, { {}, Mood::Mixed })).changed, 0); // as it is
        QVERIFY(desk.undo.back()); // mixed
        QCOMPARE(desk.markOf(u"1"_s).mood, Mood::Negative);
        QVERIFY(desk.undo.back());
        QVERIFY(!desk.markOf(u"1"_s).isCorrected);
    }
    void severalAreOneStepAndOursAreLeft()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"hm"_s), desk.saying(u"2"_s, u"hm hm"_s),
            desk.saying(u"3"_s, u"we say"_s, 0, {}, u"us"_s) });
        const auto acted = TestDesk::must(desk.corrections.correct(
            { desk.mentionOf(u"1"_s), desk.mentionOf(u"2"_s), desk.mentionOf(u"3"_s) }, { Need::Idea, {} }));
        QCOMPARE(acted.changed, 2);
        QCOMPARE(acted.left, 1);
        QCOMPARE(desk.found(u"need:idea"_s), 2);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.found(u"need:idea"_s), 0);
    }
    void theLogHoldsNoWords()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"@marlowe unmistakable"_s) });
        QVERIFY(desk.corrections.correct({ desk.mentionOf(u"1"_s) }, { Need::Spam, Mood::Negative }));
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE instr(payload, 'unmistakable')"), 0);
        QCOMPARE(desk.database.number("SELECT count(*) FROM operation WHERE kind = 'reading.correct'"), 1);
    }
    /// Whatever a mention's mood or need, and whoever said so: it stands where it stood, and is counted.
    void moodAloneNeverHidesAMention()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"@marlowe click here http://x.example free followers buy now"_s),
            desk.saying(u"2"_s, u"@marlowe I hate you, awful, disgusting, worst ever"_s) });
        for (const Need need : { Need::Spam, Need::None, Need::Praise })
            for (const Mood mood : { Mood::Negative, Mood::Neutral, Mood::Unsure }) {
                QVERIFY(desk.corrections.correct({ desk.mentionOf(u"1"_s), desk.mentionOf(u"2"_s) }, { need, mood }));
                QCOMPARE(desk.stateOf(desk.conversationOf(u"1"_s)), u"new"_s);
                QCOMPARE(desk.stateOf(desk.conversationOf(u"2"_s)), u"new"_s);
                const auto items =
                    TestDesk::must(desk.mentions.page({ View::Kind::AllOpen, 0 }, Order::Newest, {}, 10));
                QCOMPARE(items.size(), 2);
                QVERIFY(desk.talliesAreTrue());
            }
    }
    void theDeskLearnsFromWhatItIsTold()
    {
        Correcting desk;
        School school(desk.writer(), desk.corrections, desk.admission);
        QList<Arrival> arrivals;
        for (int each = 0; each < 40; ++each)
            arrivals.append(desk.saying(QString::number(each),
                each % 2 == 0 ? u"the lid of box %1 clicks"_s.arg(each) : u"the foam of box %1 stands"_s.arg(each),
                each));
        desk.receive(arrivals);
        QSignalSpy learned(&school, &School::learned);
        for (int each = 0; each < 40; ++each)
            QVERIFY(desk.corrections.correct(
                { desk.mentionOf(QString::number(each)) }, { {}, each % 2 == 0 ? Mood::Negative : Mood::Positive }));
        QTRY_COMPARE_WITH_TIMEOUT(learned.count(), 1, 20'000); // made in one breath, learned once
        QVERIFY(learned.first().first().toBool());
        QVERIFY(desk.admission.reader().isTaught());
        QCOMPARE(desk.admission.reader().mark("the lid of box 99 clicks").mood, Mood::Negative);

        desk.receive({ desk.saying(u"new"_s, u"the lid of box 77 clicks"_s) });
        const Reading why = TestDesk::must(school.explain(desk.mentionOf(u"new"_s)));
        QVERIFY(std::any_of(why.words.begin(), why.words.end(),
            [](const WeighedWord &each) { return each.isLearned && each.word.contains(u"lid"_s) && each.weight < 0; }));
        QVERIFY(!school.explain(1)); // no such mention

        for (int each = 0; each < 40; ++each)
            QVERIFY(desk.undo.back());
        QTRY_COMPARE_WITH_TIMEOUT(learned.count(), 2, 20'000);
        QVERIFY(!desk.admission.reader().isTaught());
    }
    /// A workspace of the release before has mentions that nobody read; they stay, and are found by all but need and
    /// mood.
    void whatNobodyReadIsStillThere()
    {
        Correcting desk;
        desk.receive({ desk.saying(u"1"_s, u"@marlowe wonderful"_s) });
        const qint64 row = desk.mentionOf(u"1"_s);
        QVERIFY(desk.writer().run(qPrintable(
            u"INSERT INTO mention_index (mention_index, rowid, text, tags) SELECT 'delete', row, text, tags FROM "
            "mention_words; UPDATE mention SET need = '', second_need = '', mood = '', sureness = '', tone = 0; "
            "INSERT INTO mention_index (rowid, text, tags) SELECT row, text, tags FROM mention_words"_s)));
        QCOMPARE(desk.markOf(u"1"_s), ReadingMark());
        QCOMPARE(desk.found(u"wonderful"_s), 1);
        QCOMPARE(desk.found(u"mood:positive"_s), 0);
        QVERIFY(desk.corrections.correct({ row }, { {}, Mood::Positive }));
        QCOMPARE(desk.found(u"mood:positive"_s), 1);
        QVERIFY(desk.undo.back());
        QCOMPARE(desk.markOf(u"1"_s), ReadingMark());
        QVERIFY(desk.isIndexInStep());
    }
};

QTEST_GUILESS_MAIN(TestCorrections)
#include "test_corrections.moc"
