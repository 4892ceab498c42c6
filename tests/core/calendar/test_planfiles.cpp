#include "core/calendar/planfiles.h"
#include "tests/core/calendar/calendarroom.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

template<typename T> T must(Result<T> result)
{
    return TestDesk::must(std::move(result));
}

/// A desk whose plan goes into files and comes out of them.
struct Filing : CalendarRoom {
    explicit Filing(int count = 1)
        : CalendarRoom(count)
    {
        open();
    }
    void open()
    {
        reopen();
        intake = std::make_unique<PlanIntake>(desk.writer(), desk.log, *again, *calendar);
    }
    [[nodiscard]] PlannedRow row(const QString &text, const std::optional<WallTime> &at) const
    {
        return { {}, at, { channels.constFirst().name }, text, {}, {} };
    }
    [[nodiscard]] int cards(int days = 60)
    {
        const QDate today = desk.clock.now().date();
        return int(must(calendarBook.page(today, today.addDays(days))).cards.size());
    }
    [[nodiscard]] QList<PlanEntry> entries()
    {
        const QDate today = desk.clock.now().date();
        return must(PlanOuttake(desk.writer()).entries(today, today.addDays(60)));
    }

    std::unique_ptr<PlanIntake> intake;
};

} // namespace

class TestPlanFiles : public QObject {
    Q_OBJECT
private slots:
    void aSheetIsOneStepThatIsTakenBackAndDoneAgainAfterARestart()
    {
        Filing at;
        const auto taken = must(at.intake->rows(
            { at.row(u"One"_s, at.day(3)), at.row(u"Two"_s, at.day(4)), at.row(u"No date yet"_s, std::nullopt) }, {}));
        QCOMPARE(taken.planned, 3);
        QCOMPARE(at.cards(), 2);
        QCOMPARE(must(at.calendarBook.tray()).size(), 1);
        at.open();
        at.undo();
        QCOMPARE(at.cards(), 0);
        QVERIFY(must(at.calendarBook.tray()).isEmpty());
        at.open();
        at.redo();
        QCOMPARE(at.cards(), 2);
    }

    void H09_whatIsThereAlreadyIsNotMadeTwice()
    {
        Filing at;
        const QList<PlannedRow> rows { at.row(u"One"_s, at.day(3)), at.row(u"Two"_s, at.day(4)) };
        must(at.intake->rows(rows, {}));
        const auto again = must(at.intake->rows(rows, {}));
        QCOMPARE(again.planned, 0);
        QCOMPARE(again.known, 2);
        QCOMPARE(at.cards(), 2);
        QVERIFY(again.sentence.contains(u"2"_s));
    }

    void whatIsRefusedLeavesTheOthersAlone()
    {
        Filing at;
        PlannedRow nobody = at.row(u"Nobody"_s, at.day(3));
        nobody.channels = { u"@nobody"_s };
        PlannedRow nowhere = at.row(u"Nowhere"_s, at.day(3));
        nowhere.channels.clear();
        const auto taken = must(at.intake->rows({ nobody, nowhere, at.row(u"One"_s, at.day(3)) }, {}));
        QCOMPARE(taken.planned, 1);
        QCOMPARE(taken.refused, 2);
        QCOMPARE(at.cards(), 1);
        QVERIFY(!at.intake->rows({ nobody }, {}));
        QCOMPARE(must(at.intake->rows({ nowhere }, at.channels.constFirst().id)).planned, 1);
    }

    /// Planned here, written as .ics, read by another desk: the same posts at the same hours.
    void aCalendarThatIsWrittenIsReadBackEqual()
    {
        Filing here;
        must(here.intake->rows(
            { here.row(u"Über 9 °C; \\ and, all"_s, here.day(3)), here.row(u"Two"_s, here.day(20)) }, {}));
        const PostId weekly = here.draft(u"Every week"_s, here.day(2));
        RecurrenceRule rule;
        rule.frequency = RecurrenceRule::Frequency::Weekly;
        rule.count = 3;
        must(here.calendar->repeat({ weekly, {} }, rule));
        const auto out = here.entries();
        QCOMPARE(out.size(), 3);
        const QByteArray file = writeCalendar(out, u"Plan"_s, here.desk.clock.now());
        Filing there;
        const auto in = readCalendar(file, {});
        QCOMPARE(in.leftOut, 0);
        QCOMPARE(must(there.intake->entries(in.entries, {})).planned, 3);
        auto back = there.entries();
        QCOMPARE(back.size(), out.size());
        for (int i = 0; i < back.size(); ++i) {
            back[i].uid = out.at(i).uid; // another desk gives its own
            QCOMPARE(back.at(i), out.at(i));
        }
        QCOMPARE(there.cards(), here.cards());
    }

    void aSheetThatIsWrittenIsReadBackEqual()
    {
        Filing here;
        must(
            here.intake->rows({ here.row(u"=1+1, \"said\"\nhe"_s, here.day(3)), here.row(u"Two"_s, here.day(4)) }, {}));
        const QDate today = here.desk.clock.now().date();
        const auto rows = must(PlanOuttake(here.desk.writer()).rows(today, today.addDays(30)));
        QCOMPARE(rows.size(), 2);
        QTemporaryDir folder;
        PlanOuttake plan(here.desk.writer());
        const PlanExportWish wish { folder.filePath(u"plan.csv"_s), PlanExportWish::Form::Sheet, today,
            today.addDays(30), {} };
        QCOMPARE(must(writePlan(plan, wish, here.desk.clock.now())), 2);
        auto sheet = must(PlanSheet::open(folder.filePath(u"plan.csv"_s)));
        const auto read = must(sheet->next(10));
        QCOMPARE(read.size(), 2);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(read.at(i).planned, rows.at(i));
    }

    void H16_aFileIsWrittenWholeOrStaysAsItWas()
    {
        Filing at;
        must(at.intake->rows({ at.row(u"One"_s, at.day(3)) }, {}));
        PlanOuttake plan(at.desk.writer());
        QTemporaryDir folder;
        const QDate today = at.desk.clock.now().date();
        const auto write = [&](const QString &path) {
            return writePlan(plan, { path, PlanExportWish::Form::Calendar, today, today.addDays(30), u"Plan"_s },
                at.desk.clock.now());
        };
        const QString path = folder.filePath(u"plan.ics"_s);
        QCOMPARE(must(write(path)), 1);
        QCOMPARE(must(write(path)), 1); // in place of it
        QVERIFY(!write(folder.filePath(u"no/such/folder.ics"_s)));
        QVERIFY(!write(folder.path()));
        QVERIFY(QFile::link(path, folder.filePath(u"link.ics"_s)));
        QVERIFY(!write(folder.filePath(u"link.ics"_s))); // a link is told, and not followed
        QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
        QVERIFY(!write(path));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2); // no leftovers
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(readCalendar(file.readAll(), {}).entries.size(), 1);
    }

    void aLargeSheetIsTakenInOneStep()
    {
        Filing at;
        QList<PlannedRow> rows;
        for (int i = 0; i < 2'000; ++i)
            rows.append(at.row(u"Post %1"_s.arg(i), at.day(1 + i % 50)));
        QElapsedTimer watch;
        watch.start();
        QCOMPARE(must(at.intake->rows(rows, {})).planned, 2'000);
        qInfo("2,000 rows planned in %lld ms", static_cast<long long>(watch.restart()));
        at.undo();
        qInfo("and taken back in %lld ms", static_cast<long long>(watch.elapsed()));
        QCOMPARE(at.cards(), 0);
    }
};

QTEST_GUILESS_MAIN(TestPlanFiles)
#include "test_planfiles.moc"
