#include "core/calendar/planexport.h"
#include "core/calendar/planintake.h"
#include "core/calendar/planwords.h"
#include "tests/core/calendar/calendarroom.h"

#include <QFile>
#include <QTemporaryDir>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using Kind = PlanOutcome::Kind;

namespace {

template<typename T> T must(Result<T> result)
{
    return TestDesk::must(std::move(result));
}

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A room that takes files in.
struct FileRoom : CalendarRoom {
    explicit FileRoom(int count = 1)
        : CalendarRoom(count)
    {
        restart();
    }
    void restart()
    {
        reopen();
        intake = std::make_unique<PlanIntake>(desk.writer(), desk.log, *again, posts, outbox, desk.clock);
    }
    QString path(const char *name) const { return folder.filePath(QLatin1String(name)); }
    QByteArray write(const char *name, QDate from = {}, QDate to = {})
    {
        must(exportPlan(desk.writer(), { path(name), from, to, WholeFile::Existing::Replace }, desk.clock.now(),
            [] { return true; }));
        return bytesOf(path(name));
    }
    QList<PlanOutcome> takeSheet(const QByteArray &csv, bool isTrial = false)
    {
        QFile file(path("in.csv"));
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("not written");
        file.close();
        const auto sheet = must(PlanSheet::open(path("in.csv")));
        PlanSheetMap map = sheet->map();
        map.zone = "Europe/Amsterdam";
        must(sheet->setMap(map));
        intake->begin({}, isTrial);
        QList<PlanOutcome> all;
        for (auto rows = must(sheet->next(100)); !rows.isEmpty(); rows = must(sheet->next(100))) {
            QList<PlanItem> items;
            for (const PlanVerdict &each : std::as_const(rows))
                if (each.isTaken())
                    items.append(itemOf(each));
            all.append(must(intake->take(items)));
        }
        return all;
    }
    QList<PlanOutcome> takeCalendar(const QByteArray &ics)
    {
        const CalendarImport read = readCalendar(ics, "Europe/Amsterdam");
        intake->begin({ u"@marlowe0"_s }, false);
        QList<PlanItem> items;
        for (qsizetype i = 0; i < read.entries.size(); ++i)
            items.append({ i + 1, read.entries.at(i), 0 });
        return must(intake->take(items));
    }
    qsizetype cards()
    {
        return must(calendarBook.page(QDate(2026, 1, 1), QDate(2027, 12, 31))).cards.size()
            + must(calendarBook.tray()).size();
    }
    QTemporaryDir folder;
    std::unique_ptr<PlanIntake> intake;
};

QList<Kind> kindsOf(const QList<PlanOutcome> &outcomes)
{
    QList<Kind> kinds;
    for (const PlanOutcome &each : outcomes)
        kinds.append(each.kind);
    return kinds;
}

/// A plan of all sorts.
void plan(CalendarRoom &room)
{
    room.draft(u"In the tray, with a \"comma\", and ; more"_s);
    WallTime anyTime = room.day(3);
    anyTime.time = QTime();
    room.draft(u"Some time\nthat day"_s, anyTime);
    const PostId series = room.draft(u"Numbers"_s, room.day(4));
    RecurrenceRule rule = CalendarRoom::weekly();
    rule.count = 4;
    const CardKey first = must(room.calendar->repeat({ series, {} }, rule)).cards.constFirst();
    const WallTime second = room.day(11);
    must(room.calendar->place({ { { series, occurrenceName(second.date, second.time) }, room.day(12, 15) } }));
    must(room.calendar->drop({ first }));
    must(room.calendar->setCampaign({ room.scheduled(u"=Launch 🚀"_s, room.day(20)) }, u"Stillwater; late"_s));
}

} // namespace

class TestPlanFiles : public QObject {
    Q_OBJECT
private slots:
    void aRowSaysWhatItIsForOrThatItHasNoObjective()
    {
        FileRoom room;
        PublishingTermsStore terms(room.desk.writer());
        auto transaction = Transaction::begin(room.desk.writer());
        must(terms.write(*transaction, { std::chrono::minutes(10), false, std::chrono::minutes(60), true }));
        must(transaction->commit());
        const QByteArray csv = "date,time,channels,text,objective\n2026-12-01,09:00,@marlowe0,One,20 new regulars\n"
                               "2026-12-02,09:00,@marlowe0,Two,none\n2026-12-03,09:00,@marlowe0,Three,\n";
        const auto taken = room.takeSheet(csv);
        QCOMPARE(kindsOf(taken), QList<Kind>({ Kind::New, Kind::New, Kind::New }));
        QVERIFY(!taken[0].words.contains(u"objective"_s) && !taken[1].words.contains(u"objective"_s));
        QVERIFY2(taken[2].words.contains(u"no objective"_s), qPrintable(taken[2].words));
        QVERIFY(room.calendar->schedule({ taken[0].card.post }));
        QVERIFY(room.calendar->schedule({ taken[1].card.post }));
        const auto refused = room.calendar->schedule({ taken[2].card.post });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(room.queued(taken[2].card.post).isEmpty());
    }
    void whatAllRowsLackIsAnsweredForAllOfThem()
    {
        FileRoom room;
        room.intake->begin({ u"@marlowe0"_s }, false, { u"20 new regulars"_s, false });
        PlanItem item { 1, {}, 0 };
        item.entry.text = u"One"_s;
        must(room.intake->take({ item }));
        QCOMPARE(room.desk.database.number("SELECT count(*) FROM post WHERE objective = '20 new regulars'"), 1);
    }
    void aPlanIsReadBackEqual_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("an iCalendar") << QByteArray("plan.ics");
        QTest::newRow("a sheet") << QByteArray("plan.csv");
    }
    /// Into an empty desk, which then writes the same file; and into its own, which has it all.
    void aPlanIsReadBackEqual()
    {
        QFETCH(QByteArray, name);
        const bool isSheet = name.endsWith(".csv");
        FileRoom room;
        plan(room);
        const QByteArray written = room.write(name);
        QVERIFY(written.contains("Numbers"));
        const auto same = isSheet ? room.takeSheet(written) : room.takeCalendar(written);
        for (const PlanOutcome &each : same)
            QCOMPARE(int(each.kind), int(Kind::Same));
        if (isSheet) // the dates of a series are rows of a sheet: only its own desk knows that they are one
            return;
        FileRoom other;
        for (const PlanOutcome &each : other.takeCalendar(written))
            QCOMPARE(int(each.kind), int(Kind::New));
        QCOMPARE(other.write(name), written);
    }

    void aSheetOfPostsIsReadBackEqualByAnotherDesk()
    {
        FileRoom room;
        room.draft(u"In the tray"_s);
        room.draft(u"Some\nday"_s, room.day(3));
        must(room.calendar->setCampaign({ room.draft(u"=Launch 🚀"_s, room.day(20)) }, u"Stillwater; late"_s));
        const QByteArray written = room.write("plan.csv");
        FileRoom other;
        QCOMPARE(other.takeSheet(written).size(), 3);
        QCOMPARE(other.write("plan.csv"), written);
    }

    void whatEachChannelSaysIsReadBackEqual_data() { aPlanIsReadBackEqual_data(); }
    /// A thread with a described picture on one channel, other words under a warning on the other.
    void whatEachChannelSaysIsReadBackEqual()
    {
        QFETCH(QByteArray, name);
        FileRoom room(2);
        PostContent thread = PublishingRoom::saying({ u"First,\nof two"_s, u"Second; \"last\""_s });
        thread.parts[1].pictures = { room.picture("a picture", u"A cup, steaming"_s) };
        PostContent other = PublishingRoom::saying({ u"=Other words"_s });
        other.warning = u"Coffee"_s;
        other.visibility = Visibility::Unlisted;
        other.language = u"nl"_s;
        const PostId post = must(
            room.calendar->begin(
                { { { room.channels.at(0).id, thread }, { room.channels.at(1).id, other } }, {}, {} }, {}, room.day(3)))
                                .cards.constFirst()
                                .post;
        const QByteArray written = room.write(name);
        FileRoom far(2);
        const auto outcomes = name.endsWith(".csv") ? far.takeSheet(written) : far.takeCalendar(written);
        QCOMPARE(kindsOf(outcomes), QList { Kind::New });
        QVERIFY2(outcomes.constFirst().words.contains(u"pictures"_s), qPrintable(outcomes.constFirst().words));
        const auto variants = must(far.posts.drafts(post));
        QCOMPARE(variants, must(room.posts.drafts(post)));
        QCOMPARE(variants.at(0).content, thread);
        QCOMPARE(variants.at(1).content, other);
        QCOMPARE(far.write(name), written);
    }

    void twoOutpostsOfOneNameAreNeverMixed_data() { aPlanIsReadBackEqual_data(); }
    /// By their addresses each gets its own words; by the name they share nothing is taken.
    void twoOutpostsOfOneNameAreNeverMixed()
    {
        QFETCH(QByteArray, name);
        const auto take = [&name](FileRoom &into, const QByteArray &file) {
            must(into.desk.writer().run("UPDATE channel SET name = 'Marlowe'"));
            return (name.endsWith(".csv") ? into.takeSheet(file) : into.takeCalendar(file)).constFirst();
        };
        FileRoom room(2);
        must(room.desk.writer().run("UPDATE channel SET name = 'Marlowe'"));
        const PostId post =
            must(room.calendar->begin({ { { room.channels.at(0).id, PublishingRoom::saying({ u"One"_s }) },
                                            { room.channels.at(1).id, PublishingRoom::saying({ u"Two"_s }) } },
                                          {}, {} },
                     {}, room.day(3)))
                .cards.constFirst()
                .post;
        const QByteArray written = room.write(name);
        FileRoom far(2);
        QCOMPARE(take(far, written).kind, Kind::New);
        QCOMPARE(must(far.posts.drafts(post)), must(room.posts.drafts(post)));
        // In what says where it goes, or in what says what goes there.
        QByteArray quoted = QByteArray(written).replace("\"@marlowe0\"", "\"Marlowe\"");
        QVERIFY(quoted != written);
        for (const QByteArray &each :
            { QByteArray(written).replace("'@marlowe0", "Marlowe").replace("@marlowe0", "Marlowe"), quoted }) {
            FileRoom other(2);
            const PlanOutcome outcome = take(other, each);
            QCOMPARE(outcome.kind, Kind::Refused);
            QVERIFY2(outcome.words.contains(u"Several outposts"_s), qPrintable(outcome.words));
            QCOMPARE(other.cards(), 0);
        }
    }

    /// Whoever mends the text in a spreadsheet or another calendar means it for every channel.
    void whatSomebodyChangedInTheFileSpeaksForAll()
    {
        FileRoom room(2);
        const PostId post =
            must(room.calendar->begin({ { { room.channels.at(0).id, PublishingRoom::saying({ u"One"_s }) },
                                            { room.channels.at(1).id, PublishingRoom::saying({ u"Two"_s }) } },
                                          {}, {} },
                     {}, room.day(3)))
                .cards.constFirst()
                .post;
        const QByteArray written = room.write("plan.ics");
        QVERIFY(written.contains("DESCRIPTION:One"));
        FileRoom far(2);
        far.takeCalendar(QByteArray(written).replace("DESCRIPTION:One", "DESCRIPTION:Won"));
        for (const DraftVariant &each : must(far.posts.drafts(post)))
            QCOMPARE(wholeText(each.content), u"Won"_s);
    }

    void aFileIsOneStepHoweverManyRowsItHas()
    {
        FileRoom room;
        QByteArray csv = "date,time,zone,channels,text\n";
        for (int i = 0; i < 700; ++i)
            csv +=
                "2026-11-" + QByteArray::number(1 + i % 30) + ",09:00,,@marlowe0,Post " + QByteArray::number(i) + '\n';
        QCOMPARE(kindsOf(room.takeSheet(csv)).count(Kind::New), 700);
        QCOMPARE(room.cards(), 700);
        room.restart();
        const auto turn = [&room](Undo::Way way) {
            auto undone = must(way == Undo::Way::Back ? room.again->back() : room.again->again());
            while (undone.isPart)
                undone = must(room.again->goOn(undone.operation, way));
        };
        turn(Undo::Way::Back);
        QCOMPARE(room.cards(), 0);
        room.restart();
        turn(Undo::Way::Again);
        QCOMPARE(room.cards(), 700);
        QCOMPARE(kindsOf(room.takeSheet(csv)).count(Kind::Same), 700);
        turn(Undo::Way::Back);
        QCOMPARE(kindsOf(room.takeSheet(csv)).count(Kind::New), 700); // gone knowingly, and knowingly back
        QCOMPARE(room.cards(), 700);
    }

    void eachRowStandsOrFallsByItself()
    {
        FileRoom room;
        const PostId known = room.scheduled(u"Known"_s, room.day(2));
        const auto outcomes = room.takeSheet("id,date,time,zone,channels,text,alt 1\n"
                                             ",2026-11-02,09:00,,@marlowe0,Fine,A cup\n"
                                             ",2026-11-02,09:00,,@nobody,Whose,\n"
                                             ",2026-11-02,10:00,,@marlowe0,Fine too,\n"
                                             ",2026-11-02,09:00,,@marlowe0,Fine,\n"
            + known.toString().toUtf8() + ",2026-11-03,11:00,Europe/Amsterdam,@marlowe0,Known,\n");
        QCOMPARE(kindsOf(outcomes), (QList { Kind::New, Kind::Refused, Kind::New, Kind::Same, Kind::Moved }));
        QVERIFY2(outcomes.at(1).words.contains(u"@nobody"_s), qPrintable(outcomes.at(1).words));
        QVERIFY(!outcomes.at(0).words.isEmpty()); // a picture was described
        QCOMPARE(room.queued(known), QStringList { u"2026-11-03 11:00 Europe/Amsterdam"_s });
        room.undo();
        QCOMPARE(room.queued(known), QStringList { wallTimeText(room.day(2)) });
        QCOMPARE(room.cards(), 1);
    }

    void aTrialKeepsNothing()
    {
        FileRoom room;
        const QByteArray csv = "date,time,channels,text\n2026-11-02,09:00,@marlowe0,One\n";
        QCOMPARE(kindsOf(room.takeSheet(csv, true)), QList { Kind::New });
        QCOMPARE(room.cards(), 0);
        QVERIFY(!room.again->back());
        QCOMPARE(kindsOf(room.takeSheet(csv)), QList { Kind::New });
    }

    void aStrangersCalendarComesInOnceWithItsRule()
    {
        FileRoom room;
        const QByteArray ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:abc@example.com\r\n"
                               "DTSTAMP:20261001T000000Z\r\nDTSTART;TZID=America/New_York:20261102T090000\r\n"
                               "RRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Standup notes\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        QCOMPARE(kindsOf(room.takeCalendar(ics)), QList { Kind::New });
        const auto page = must(room.calendarBook.page(QDate(2026, 11, 1), QDate(2026, 11, 30)));
        QCOMPARE(page.cards.size(), 3);
        QCOMPARE(page.cards.constFirst().at->zone, QByteArray("America/New_York"));
        QCOMPARE(page.cards.constFirst().title, u"Standup notes"_s);
        QCOMPARE(kindsOf(room.takeCalendar(ics)), QList { Kind::Same });
        QCOMPARE(room.cards(), 3);
    }
};

QTEST_GUILESS_MAIN(TestPlanFiles)
#include "test_planfiles.moc"
