#include "translations/language.h"
#include "ui/kit/label.h"
#include "ui/kit/notice.h"
#include "ui/planfiles/planimportdialog.h"

#include <QComboBox>
#include <QPushButton>
#include <QTableView>
#include <QtTest>

using namespace wheelhouse;

namespace {

/// A dialog over rows that go nowhere but are kept here.
struct Opened {
    explicit Opened(const QByteArray &bytes, const QString &name = QStringLiteral("plan.csv"))
        : dialog(look, doors())
        , imported(&dialog, &PlanImportDialog::imported)
    {
        dialog.show();
        write(bytes, name);
    }
    PlanDoors doors()
    {
        PlanDoors doors { { QStringLiteral("@marlowe"), QStringLiteral("Journal") }, "Europe/Amsterdam", {}, {} };
        doors.rows = [this](const PlanFeed &feed, const QString &) -> Result<PlanTaken> {
            QList<PlannedRow> lot;
            auto fed = feed([&lot](const QList<PlanVerdict> &rows) -> Result<bool> {
                for (const PlanVerdict &each : rows)
                    lot.append(each.planned);
                return true;
            });
            if (!fed)
                return tl::unexpected(fed.error());
            taken.append(lot);
            return PlanTaken { QStringLiteral("%1 planned").arg(lot.size()), int(lot.size()), 0, 0, {} };
        };
        doors.entries = [this](const QList<PlanEntry> &all, const QString &) -> Result<PlanTaken> {
            entries = all;
            return PlanTaken { QStringLiteral("%1 planned").arg(all.size()), int(all.size()), 0, 0, {} };
        };
        return doors;
    }
    void write(const QByteArray &bytes, const QString &name)
    {
        const QString path = folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        file.close();
        dialog.openFile(path);
    }
    [[nodiscard]] QAbstractItemModel *rows() const { return dialog.findChild<QTableView *>()->model(); }
    [[nodiscard]] QString verdict(int row) const { return rows()->index(row, 0).data().toString(); }
    [[nodiscard]] QPushButton *plan() const
    {
        for (QPushButton *each : dialog.findChildren<QPushButton *>())
            if (each->property("kind").toString() == QLatin1String("primary"))
                return each;
        return nullptr;
    }
    [[nodiscard]] QComboBox *box(const QString &name) const
    {
        for (QComboBox *each : dialog.findChildren<QComboBox *>())
            if (each->accessibleName() == name)
                return each;
        return nullptr;
    }
    void choose(const QString &name, int index) const
    {
        box(name)->setCurrentIndex(index);
        emit box(name)->activated(index);
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        const auto labels = dialog.findChildren<TextLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(),
            [&](const TextLabel *label) { return label->isVisible() && label->text().contains(words); });
    }

    QTemporaryDir folder;
    Look look;
    QList<QList<PlannedRow>> taken;
    QList<PlanEntry> entries;
    PlanImportDialog dialog;
    QSignalSpy imported;
};

const QByteArray head = "date,time,channel,text\n";

} // namespace

class TestPlanImport : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QVERIFY(speak(QStringLiteral("en"))); }

    void eachRowHasItsVerdictAndWhatIsValidIsPlannedAsOneStep()
    {
        Opened opened(head
            + "2026-11-30,09:00,@marlowe,First frost\n"
              "2026-11-30,25:00,@marlowe,No such hour\n"
              "2026-12-01,10:00,@nobody,No such outpost\n"
              "2026-12-02,10:00,Journal,Second\n");
        QTRY_COMPARE(opened.rows()->rowCount(), 4);
        QVERIFY(opened.verdict(1).contains(QStringLiteral("25:00")));
        QVERIFY(opened.verdict(2).contains(QStringLiteral("nobody")));
        QTRY_VERIFY(opened.says(QStringLiteral("2 can be planned")));
        QVERIFY(opened.says(QStringLiteral("2 cannot")));
        opened.plan()->click();
        QTRY_COMPARE(opened.taken.size(), 1);
        QCOMPARE(opened.taken.first().size(), 2);
        QCOMPARE(opened.taken.first().first().at->zone, QByteArray("Europe/Amsterdam"));
        QTRY_COMPARE(opened.imported.size(), 1);
        QTRY_COMPARE(opened.rows()->rowCount(), 2); // the rest stays
        QVERIFY(!opened.plan()->isEnabled());
    }

    void aCellIsMendedInPlaceAndTheRestIsPlannedThen()
    {
        Opened opened(head
            + "2026-11-30,09:00,@marlowe,First frost\n"
              "2026-11-30,25:00,@marlowe,Mended\n");
        QTRY_COMPARE(opened.rows()->rowCount(), 2);
        opened.plan()->click();
        QTRY_COMPARE(opened.taken.size(), 1);
        QTRY_COMPARE(opened.rows()->rowCount(), 1);
        QVERIFY(opened.rows()->setData(opened.rows()->index(0, 2), QStringLiteral("12:30")));
        QCOMPARE(opened.verdict(0), QStringLiteral("Can be planned"));
        QVERIFY(opened.plan()->isEnabled());
        opened.plan()->click();
        QTRY_COMPARE(opened.taken.size(), 2);
        QCOMPARE(opened.taken.last().size(), 1); // and nothing a second time
        QCOMPARE(opened.taken.last().first().text, QStringLiteral("Mended"));
        QCOMPARE(opened.taken.last().first().at->time, QTime(12, 30));
    }

    void whatCannotBePlannedIsKeptAsASheetThatComesBack()
    {
        Opened open("date,time,channels,text\n2026-11-02,09:00,@marlowe,Fine\n"
                    "2026-11-02,25:00,@marlowe,\"Late, \"\"very\"\"\"\n");
        QTRY_COMPARE(open.rows()->rowCount(), 2);
        const auto *model = qobject_cast<const PlanModel *>(open.rows());
        const QByteArray sheet = model->refusedSheet();
        QVERIFY2(sheet.startsWith("date,time,channels,text,why\r\n"), sheet.constData());
        QVERIFY2(sheet.contains("25:00"), sheet.constData());
        QVERIFY2(!sheet.contains("Fine"), sheet.constData());
        open.write(QByteArray(sheet).replace("2026-11-02,25:00", "2026-11-02,23:00"), QStringLiteral("mended.csv"));
        QTRY_COMPARE(open.rows()->rowCount(), 1);
        open.plan()->click();
        QTRY_COMPARE(open.taken.size(), 1);
        QCOMPARE(open.taken.constFirst().constFirst().text, QStringLiteral("Late, \"very\""));
    }
    void whichColumnIsWhatIsSaidByAPerson()
    {
        Opened opened("wann,was\n2026-11-30 09:00,Erster Frost\n");
        QTRY_VERIFY(opened.says(QStringLiteral("Say above which column")));
        opened.choose(QStringLiteral("Text"), 2);
        QTRY_VERIFY(opened.box(QStringLiteral("Day"))->isEnabled());
        opened.choose(QStringLiteral("Day"), 1);
        QTRY_COMPARE(opened.rows()->rowCount(), 1);
        QTRY_VERIFY2(opened.plan()->isEnabled(), qPrintable(opened.verdict(0)));
    }

    void whichNumberIsTheDayIsNotGuessed()
    {
        Opened opened(head + "3/4/2027,09:00,@marlowe,Spring\n");
        QTRY_COMPARE(opened.rows()->rowCount(), 1);
        QVERIFY(!opened.plan()->isEnabled());
        opened.choose(QStringLiteral("3/4/2026 is"), int(DayOrder::MonthFirst));
        QTRY_VERIFY(opened.plan()->isEnabled());
        opened.plan()->click();
        QTRY_COMPARE(opened.taken.size(), 1);
        QCOMPARE(opened.taken.first().first().at->date, QDate(2027, 3, 4));
    }

    void aCalendarIsReadToo()
    {
        Opened opened("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261130T090000Z\r\n"
                      "SUMMARY:First frost\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:2\r\nDTSTART:nonsense\r\n"
                      "SUMMARY:Broken\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            QStringLiteral("plan.ics"));
        QTRY_VERIFY(opened.plan()->isEnabled());
        QVERIFY(opened.says(QStringLiteral("1 cannot")));
        opened.plan()->click();
        QTRY_COMPARE(opened.entries.size(), 1);
        QCOMPARE(opened.entries.first().summary, QStringLiteral("First frost"));
    }

    /// Any number of rows: read on a lane of its own, a part of them shown, all of them planned.
    void H09_thousandsOfRowsWithRepeatsAreJudgedAndPlanned()
    {
        QByteArray bytes = head;
        for (int i = 0; i < 6'746; ++i)
            bytes += "2026-11-30,09:00,@marlowe,Post " + QByteArray::number(i) + '\n';
        for (int i = 0; i < 155; ++i)
            bytes += "2026-11-30,09:00,@marlowe,Post " + QByteArray::number(i) + '\n';
        Opened opened(bytes);
        QTRY_VERIFY_WITH_TIMEOUT(opened.plan()->isEnabled(), 120'000);
        QVERIFY(opened.rows()->rowCount() <= PlanScan::mostPlain + 155);
        opened.plan()->click();
        QTRY_COMPARE_WITH_TIMEOUT(opened.taken.size(), 1, 120'000);
        QVERIFY(opened.taken.first().size() >= 6'746);
    }

    void readingIsStopped()
    {
        QByteArray bytes = head;
        for (int i = 0; i < 60'000; ++i)
            bytes += "2026-11-30,09:00,@marlowe,Post " + QByteArray::number(i) + '\n';
        Opened opened(bytes);
        QTest::keyClick(&opened.dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(opened.says(QStringLiteral("Stopped")), 60'000);
        QVERIFY(opened.dialog.isVisible());
        QVERIFY(opened.taken.isEmpty());
    }

    void whatIsNoTableIsSaidInPlace()
    {
        Opened opened("PK\x03\x04");
        QTRY_VERIFY(!opened.dialog.findChild<Notice *>()->words().isEmpty());
        QVERIFY(!opened.plan()->isEnabled());
    }
};

QTEST_MAIN(TestPlanImport)
#include "test_planimport.moc"
