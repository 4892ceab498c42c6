#include "core/operations/stepback.h"
#include "tests/support/desk.h"
#include "ui/kit/look.h"
#include "ui/kit/notice.h"
#include "ui/planning/campaignform.h"
#include "ui/planning/daysoffsection.h"
#include "ui/planning/planningpage.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A desk whose writing side lives on a lane, and the page over it.
class Room {
public:
    template<typename Work> auto on(Work work)
    {
        auto future = m_engine.ask(std::move(work));
        future.waitForFinished();
        if constexpr (!std::is_void_v<std::invoke_result_t<Work>>)
            return future.result();
    }
    Room()
    {
        on([this] { m_writing = std::make_unique<Writing>(); });
        m_reader = *Database::open(on([this] { return m_writing->desk.database.path(); }), Database::Mode::Read);
        m_reading = std::make_unique<Reading>(*m_reader);
        page = std::make_unique<PlanningPage>(
            PlanningServices { m_engine, m_writing->calendar, m_writing->hours, m_writing->terms, m_reading->book,
                m_reading->daysOff, m_reading->hours, m_reading->terms, m_reading->store },
            look);
        page->resize(640, 900);
        page->show();
    }
    ~Room()
    {
        page.reset();
        m_reading.reset();
        on([this] { m_writing.reset(); });
    }
    Room(const Room &) = delete;
    Room &operator=(const Room &) = delete;

    void back()
    {
        QVERIFY(on([this] { return m_writing->desk.undo.back(); }));
    }
    template<typename Widget> Widget *named(const QString &name)
    {
        const auto all = page->findChildren<Widget *>();
        for (Widget *each : all)
            if (each->accessibleName() == name)
                return each;
        qFatal("no such field: %s", qPrintable(name));
    }
    QPushButton *button(const QString &words)
    {
        const auto all = page->findChildren<QPushButton *>();
        for (QPushButton *each : all)
            if (each->text() == words)
                return each;
        qFatal("no such button");
    }
    QString said() { return page->findChild<Notice *>()->words(); }
    PublishingTerms terms() { return TestDesk::must(m_reading->terms.read()); }
    QList<Campaign> campaigns() { return TestDesk::must(m_reading->book.campaigns()); }
    QHash<qint64, ChannelHours> hours() { return TestDesk::must(m_reading->hours.all()); }
    QList<DayOffSource> daysOff() { return TestDesk::must(m_reading->daysOff.all(QDate::currentDate())); }

    Look look;
    std::unique_ptr<PlanningPage> page;

private:
    struct Writing {
        TestDesk desk;
        PostStore posts { desk.writer(), desk.log, desk.clock };
        Holds holds { desk.writer(), desk.log, desk.clock };
        Outbox outbox { desk.writer(), desk.log, desk.undo, holds, desk.clock };
        CalendarDesk calendar { desk.writer(), desk.log, desk.undo, posts, outbox, desk.clock };
        ChannelHoursDesk hours { desk.writer(), desk.log, desk.undo };
        TermsDesk terms { desk.writer(), desk.log, desk.undo };
    };
    struct Reading {
        explicit Reading(Database &database)
            : book(database)
            , daysOff(database)
            , hours(database)
            , terms(database)
            , store(database)
        {
        }
        CalendarBook book;
        DayOffSources daysOff;
        ChannelHoursReader hours;
        PublishingTermsStore terms;
        MentionStore store;
    };
    Lane m_engine { u"engine"_s };
    std::unique_ptr<Writing> m_writing;
    std::unique_ptr<Database> m_reader;
    std::unique_ptr<Reading> m_reading;
};

void type(QLineEdit *field, const QString &words)
{
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, words);
}

} // namespace

/// How a team plans, as it is typed into the preferences.
class TestPlanningPage : public QObject {
    Q_OBJECT
private slots:
    void whatTheTeamDecidedIsKeptAsItIsChanged()
    {
        Room room;
        auto *gap = room.named<QSpinBox>(u"Between two posts of one outpost"_s);
        QCOMPARE(gap->value(), 60);
        gap->setFocus();
        gap->selectAll();
        QTest::keyClicks(gap, u"90"_s);
        QTest::keyClick(gap, Qt::Key_Return);
        QTRY_COMPARE(room.terms().gap, 90min);
        room.page->findChild<QCheckBox *>()->click();
        QTRY_VERIFY(room.terms().needsApproval);
        room.back();
        QVERIFY(!room.terms().needsApproval);
        QCOMPARE(room.terms().gap, 90min);
    }
    void aCampaignIsMadeAndChanged()
    {
        Room room;
        const auto fields = room.page->findChildren<CampaignForm *>().constFirst()->findChildren<QLineEdit *>();
        type(fields.at(0), u"Stillwater launch"_s);
        type(fields.at(1), u"s"_s);
        type(fields.at(2), u"2026-10-06"_s);
        type(fields.at(3), u"2026-10-05"_s);
        room.button(u"Save"_s)->click();
        QTRY_VERIFY(room.said().contains(u"ends before it begins"_s));
        QVERIFY(room.campaigns().isEmpty());
        type(fields.at(3), u"2026-10-23"_s);
        type(fields.at(4), u"2026-10-22 09:00 Europe/Amsterdam"_s);
        room.button(u"Save"_s)->click();
        QTRY_COMPARE(room.campaigns().size(), 1);
        const Campaign made = room.campaigns().constFirst();
        QCOMPARE(made.name, u"Stillwater launch"_s);
        QTRY_VERIFY(fields.at(0)->isEnabled());
        QCOMPARE(made.letter, u"S"_s);
        QCOMPARE(made.firstDay, QDate(2026, 10, 6));
        QCOMPARE(made.lastDay, QDate(2026, 10, 23));
        QCOMPARE(made.embargoUntil, QDateTime(QDate(2026, 10, 22), QTime(7, 0), Qt::UTC));
        type(fields.at(0), u"Stillwater"_s);
        room.button(u"Save"_s)->click();
        QTRY_COMPARE(room.campaigns().constFirst().name, u"Stillwater"_s);
        QCOMPARE(room.campaigns().constFirst().id, made.id);
        room.back();
        QCOMPARE(room.campaigns().constFirst().name, u"Stillwater launch"_s);
        room.back();
        QVERIFY(room.campaigns().isEmpty());
    }
    void whenAnOutpostSpeaksIsTyped()
    {
        Room room;
        auto *field = room.named<QLineEdit>(u"When @marlowe usually speaks"_s);
        type(field, u"Mon-Fri"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_VERIFY(room.said().contains(u"not understood"_s));
        QVERIFY(room.hours().isEmpty());
        type(field, u"mon-fri 9:00"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QTRY_COMPARE(room.hours().size(), 1);
        QCOMPARE(room.hours().begin()->hours.size(), 5);
        QTRY_COMPARE(field->text(), u"Mon-Fri 09:00"_s);
    }
    void daysOffComeFromACalendarAndGoAgain()
    {
        Room room;
        QTemporaryDir folder;
        const QString path = folder.filePath(u"Nederland.ics"_s);
        const QString day = QDate::currentDate().addDays(40).toString(u"yyyyMMdd"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//"
                   "EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
                   "DTSTART;VALUE=DATE:"
            + day.toLatin1() + "\r\nSUMMARY:Koningsdag\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n");
        file.close();
        auto *section = room.page->findChild<DaysOffSection *>();
        section->take(path);
        QTRY_COMPARE(room.daysOff().size(), 1);
        QCOMPARE(room.daysOff().constFirst().name, u"Nederland"_s);
        QCOMPARE(room.daysOff().constFirst().next, QDate::currentDate().addDays(40));
        auto *list = room.named<QListWidget>(u"Days off"_s);
        QTRY_COMPARE(list->count(), 1);
        section->take(folder.filePath(u"nothing.ics"_s));
        QTRY_VERIFY(room.said().contains(u"cannot be read"_s));
        QCOMPARE(room.daysOff().size(), 1);
        list->setCurrentRow(0);
        section->findChildren<QPushButton *>().constLast()->click();
        QTRY_VERIFY(room.daysOff().isEmpty());
        room.back();
        QCOMPARE(room.daysOff().size(), 1);
    }
};

QTEST_MAIN(TestPlanningPage)
#include "test_planningpage.moc"
