#include "core/planning/plansheet.h"
#include "tests/support/shareddata.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

namespace {

WallTime wall(QAnyStringView text)
{
    const auto read = readWallTime(text.toString());
    return read ? *read : WallTime();
}

PlannedRow row(const QString &text, const char *at = "2026-11-30 09:00 Europe/Amsterdam")
{
    return { QStringLiteral("0193"), wall(at), { QStringLiteral("one"), QStringLiteral("two") }, text,
        { QStringLiteral("A cup"), QString(), QStringLiteral("Beans, roasted; \"dark\"") }, QStringLiteral("Winter") };
}

} // namespace

class TestPlanSheet : public QObject {
    Q_OBJECT
    QTemporaryDir m_dir;

    QString written(const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(QStringLiteral("plan.csv"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("no room for a test file");
        return path;
    }
    /// All rows, with \a zone for those that name none.
    QList<PlanVerdict> read(const QByteArray &bytes, const QByteArray &zone = "Europe/Amsterdam")
    {
        auto sheet = PlanSheet::open(written(bytes));
        if (!sheet)
            return {};
        PlanSheetMap map = (*sheet)->map();
        map.zone = zone;
        m_header = (*sheet)->header();
        if (!(*sheet)->setMap(map))
            return {};
        return (*sheet)->next(1'000'000).value_or(QList<PlanVerdict>());
    }
    QString said(const QList<PlanVerdict> &verdicts) const
    {
        QStringList all;
        for (const PlanVerdict &each : verdicts)
            if (!each.remarks.isEmpty())
                all.append((each.isTaken() ? QString() : QStringLiteral("- ")) + each.sentence(m_header));
        return all.join(QLatin1Char('\n'));
    }
    QStringList m_header;

private slots:
    void whatIsWrittenIsReadBackEqual();
    void h18_naughtyTextsAreReadBackEqual();
    void h10_noCellIsAFormula();
    void aSheetOfSomebodyElseIsUnderstood();
    void datesAndTimesAsSheetsWriteThem_data();
    void datesAndTimesAsSheetsWriteThem();
    void whatIsWrongIsSaidAllAtOnceWithItsCell();
    void aMendedRowIsJudgedByItself();
    void clocksThatChangeAreSaid();
    void aRepeatedPostIsSaid();
    void onlyChannelsThatThereAre();
    void aMapThatDoesNotFitIsRefused();
    void anyNumberOfRows();
    void h09_realTablesDoNoHarm();
};

void TestPlanSheet::whatIsWrittenIsReadBackEqual()
{
    QList<PlannedRow> all { row(QStringLiteral("Open today")),
        row(QStringLiteral("two\nlines, \"quoted\"; and\r\nmore ")), row(QStringLiteral("=1+1")),
        row(QStringLiteral("'=1+1")), row(QStringLiteral("it's")),
        row(QStringLiteral("second"), "2026-11-01 01:30 America/New_York second") };
    all[1].at.reset();
    all[2].channels = { QStringLiteral("a;b"), QStringLiteral("c\\d"), QStringLiteral("@me@example.social") };
    all[3].alts.clear();
    QByteArray file = planSheetHead(3);
    for (const PlannedRow &each : std::as_const(all))
        file += planSheetLine(each, 3);
    const auto verdicts = read(file, {});
    QCOMPARE(verdicts.size(), all.size());
    for (qsizetype i = 0; i < all.size(); ++i) {
        QVERIFY2(verdicts.at(i).isTaken(), qPrintable(said(verdicts)));
        QVERIFY2(verdicts.at(i).planned == all.at(i), qPrintable(verdicts.at(i).planned.text));
    }
}

void TestPlanSheet::h18_naughtyTextsAreReadBackEqual()
{
    const QByteArray json = sharedFile(QStringLiteral("text/naughty_strings.json"));
    if (json.isEmpty())
        QSKIP("the real data is not here");
    QStringList texts;
    QByteArray file = planSheetHead(0);
    for (const auto &each : QJsonDocument::fromJson(json).array())
        if (!each.toString().trimmed().isEmpty()) {
            texts.append(each.toString());
            file += planSheetLine(row(texts.last()), 0);
        }
    const auto verdicts = read(file);
    QCOMPARE(verdicts.size(), texts.size());
    for (qsizetype i = 0; i < texts.size(); ++i)
        QCOMPARE(verdicts.at(i).planned.text, texts.at(i));
    qInfo("%d texts", int(texts.size()));
}

void TestPlanSheet::h10_noCellIsAFormula()
{
    const QByteArray payloads = sharedFile(QStringLiteral("csv/csv_injection_payloads.txt"));
    if (payloads.isEmpty())
        QSKIP("the real data is not here");
    int checked = 0;
    for (const QByteArray &line : payloads.split('\n')) {
        const QString text = QString::fromUtf8(line).trimmed();
        if (text.isEmpty())
            continue;
        PlannedRow planned = row(text);
        planned.campaign = text;
        const QByteArray sheet = planSheetHead(0) + planSheetLine(planned, 0);
        CsvReader raw;
        QVERIFY(raw.open(written(sheet), {}));
        Record record;
        QVERIFY(raw.next(record));
        for (const std::string_view cell : record.cells)
            QVERIFY(cell.empty() || !QByteArrayView("=+-@\t\r").contains(cell.front()));
        const auto verdicts = read(sheet);
        QCOMPARE(verdicts.first().planned.text, text);
        QCOMPARE(verdicts.first().planned.campaign, text);
        ++checked;
    }
    qInfo("%d payloads", checked);
    QVERIFY(checked > 1);
}

void TestPlanSheet::aSheetOfSomebodyElseIsUnderstood()
{
    const auto verdicts =
        read("Publish_Date;Publish Time;Time Zone;Accounts;Caption;Alt text;Campaign;Note\r\n"
             "30.11.2026;9:00;Asia/Tokyo;\"one ; two\";Hello;A cup;Winter;x\r\n;;;one;No date yet;;;\r\n");
    QCOMPARE(said(verdicts), QString());
    QCOMPARE(verdicts.size(), 2);
    const PlannedRow &first = verdicts.first().planned;
    QCOMPARE(wallTimeText(*first.at), QStringLiteral("2026-11-30 09:00 Asia/Tokyo"));
    QCOMPARE(first.channels, QStringList({ QStringLiteral("one"), QStringLiteral("two") }));
    QVERIFY(!verdicts.last().planned.at);
    const auto commas = read("date and time,channels,text\n2026-11-30T09:00,one;two,Hello\n");
    QCOMPARE(wallTimeText(*commas.first().planned.at), QStringLiteral("2026-11-30 09:00 Europe/Amsterdam"));
    QCOMPARE(commas.first().planned.channels, QStringList({ QStringLiteral("one"), QStringLiteral("two") }));
}

void TestPlanSheet::datesAndTimesAsSheetsWriteThem_data()
{
    QTest::addColumn<QString>("date");
    QTest::addColumn<QString>("time");
    QTest::addColumn<int>("order");
    QTest::addColumn<QString>("is");
    const auto line = [](const char *date, const char *time, DayOrder order, const char *is) {
        QTest::addRow("%s %s %d", date, time, int(order))
            << QString::fromUtf8(date) << QString::fromUtf8(time) << int(order) << QString::fromUtf8(is);
    };
    line("2026-11-30", "09:00", DayOrder::Unknown, "2026-11-30 09:00 UTC");
    line("2026/11/30", "9:00:00", DayOrder::Unknown, "2026-11-30 09:00 UTC");
    line("30.11.2026", "21:15", DayOrder::MonthFirst, "2026-11-30 21:15 UTC");
    line("30/11/2026", "9:00 pm", DayOrder::Unknown, "2026-11-30 21:00 UTC");
    line("11/30/2026", "12:00 AM", DayOrder::Unknown, "2026-11-30 00:00 UTC");
    line("11/30/2026", "12 p.m.", DayOrder::Unknown, "2026-11-30 12:00 UTC");
    line("3/4/2026", "09:00", DayOrder::DayFirst, "2026-04-03 09:00 UTC");
    line("3/4/2026", "09:00", DayOrder::MonthFirst, "2026-03-04 09:00 UTC");
    line("3/3/2026", "09:00", DayOrder::Unknown, "2026-03-03 09:00 UTC");
    line("3/4/2026", "09:00", DayOrder::Unknown, "date: “3/4/2026”: is the day first, or the month?");
    line("3/4/26", "09:00", DayOrder::DayFirst, "date: “3/4/26” is no date.");
    line("31.11.2026", "09:00", DayOrder::Unknown, "date: There is no day 2026-11-31");
    line("2026-11-30", "25:00", DayOrder::Unknown, "time: There is no time of day 25:00");
    line("2026-11-30", "13 pm", DayOrder::Unknown, "time: “13pm” is no time of day.");
    line("2026-11-30", "", DayOrder::Unknown, "time: There is a date and no time.");
    line("", "09:00", DayOrder::Unknown, "date: There is a time and no date.");
    line("2026-11-30", "09:00 second", DayOrder::Unknown, "time: 09:00 does not come twice");
}

void TestPlanSheet::datesAndTimesAsSheetsWriteThem()
{
    QFETCH(const QString, date);
    QFETCH(const QString, time);
    QFETCH(const int, order);
    QFETCH(const QString, is);
    PlanSheetMap map;
    map.find({ QStringLiteral("date"), QStringLiteral("time"), QStringLiteral("text") });
    map.zone = "UTC";
    map.order = static_cast<DayOrder>(order);
    const PlanVerdict verdict = judgePlanRow({ date, time, QStringLiteral("Hello") }, 2, map);
    const QString found = verdict.planned.at
        ? wallTimeText(*verdict.planned.at)
        : verdict.sentence({ QStringLiteral("date"), QStringLiteral("time") }).remove(QLatin1String("Row 2, column "));
    QVERIFY2(found.startsWith(is), qPrintable(found));
    QCOMPARE(verdict.isTaken(), verdict.planned.at.has_value());
}

void TestPlanSheet::whatIsWrongIsSaidAllAtOnceWithItsCell()
{
    const auto verdicts = read("date,time,zone,channels,text\n2026-11-31,9h,Europe/Amsterdm,one, \n"
                               "2026-11-30,09:00,,one,Good\n2026-11-30\n",
        "UTC");
    const QString form = QStringLiteral(" Write it as 2026-11-30 09:00 Europe/Amsterdam.\n");
    QCOMPARE(said(verdicts),
        QStringLiteral(
            "- Row 2, column text: There is no text.\nRow 2, column date: There is no day 2026-11-31 in the "
            "calendar.%1Row 2, column time: “9h” is no time of day.%1Row 2, column zone: “Europe/Amsterdm” is "
            "no time zone that this machine knows. Is it one of these: Europe/Amsterdam?\n"
            "- Row 4, column text: There is no text.\nRow 4, column time: There is a date and no time.\nRow 4: "
            "The row has 1 cells, the first one 5; the missing ones are taken as empty.")
            .arg(form));
    QCOMPARE(verdicts.first().cells.at(2), QStringLiteral("Europe/Amsterdm"));
    QVERIFY(verdicts.at(1).isTaken());
    QVERIFY(!read("date,time,text\n2026-11-30,09:00,Hello\n", {}).first().isTaken()); // no zone anywhere
}

void TestPlanSheet::aMendedRowIsJudgedByItself()
{
    auto verdicts = read("date,time,zone,text\n2026-11-30,09:00,Europe/Amsterdm,Hello\n");
    PlanSheetMap map;
    map.find(m_header);
    QStringList cells = verdicts.first().cells;
    QVERIFY(!judgePlanRow(cells, 2, map).isTaken());
    cells[2] = QStringLiteral("Europe/Amsterdam");
    QVERIFY(judgePlanRow(cells, 2, map).isTaken());
}

void TestPlanSheet::clocksThatChangeAreSaid()
{
    const auto verdicts = read("date,time,zone,text\n2026-03-08,02:30,America/New_York,Hello\n");
    QVERIFY(verdicts.first().isTaken());
    QCOMPARE(said(verdicts),
        QStringLiteral("Row 2, column time: 02:30 does not exist on this day in New York: it goes out at 03:30."));
}

void TestPlanSheet::aRepeatedPostIsSaid()
{
    const QByteArray line = "2026-11-30,09:00,UTC,one,Hello\n";
    const auto verdicts = read("date,time,zone,channels,text\n" + line + "2026-11-30,09:01,UTC,one,Hello\n" + line);
    QCOMPARE(said(verdicts), QStringLiteral("Row 4: The same post stands in row 2."));
}

void TestPlanSheet::onlyChannelsThatThereAre()
{
    PlanSheetMap map;
    map.find({ QStringLiteral("channels"), QStringLiteral("text") });
    map.channels = { QStringLiteral("One"), QStringLiteral("Two") };
    const auto known = judgePlanRow({ QStringLiteral("one;TWO"), QStringLiteral("x") }, 2, map);
    QCOMPARE(known.planned.channels, map.channels);
    const auto other = judgePlanRow({ QStringLiteral("one;three"), QStringLiteral("x") }, 2, map);
    QVERIFY(!other.isTaken());
    QCOMPARE(other.remarks.first().words, QStringLiteral("There is no channel “three”. There are: One; Two."));
}

void TestPlanSheet::aMapThatDoesNotFitIsRefused()
{
    auto sheet = PlanSheet::open(written("when,what\n2026-11-30 09:00,Hello\n"));
    PlanSheetMap map = (*sheet)->map();
    QCOMPARE((*sheet)->setMap(map).error().message, QStringLiteral("Which column is the text?"));
    map.column(PlanColumn::Text) = 1;
    QCOMPARE((*sheet)->setMap(map).error().message, QStringLiteral("Which column is the date?"));
    map.column(PlanColumn::Date) = 2;
    QVERIFY(!(*sheet)->setMap(map));
    map.column(PlanColumn::Date) = 0;
    map.zone = "UTC";
    QVERIFY((*sheet)->setMap(map));
    QVERIFY((*sheet)->next(10)->first().isTaken());
    QVERIFY((*sheet)->setMap(map)); // begins again
    QCOMPARE((*sheet)->next(10)->size(), 1);
    QCOMPARE((*sheet)->next(10)->size(), 0);
    QVERIFY(!PlanSheet::open(m_dir.filePath(QStringLiteral("nowhere.csv"))));
}

void TestPlanSheet::anyNumberOfRows()
{
    QByteArray file = planSheetHead(1);
    const QByteArray line = planSheetLine(row(QStringLiteral("Open today")), 1);
    static constexpr int rows = 5'000;
    for (int i = 0; i < rows; ++i)
        file += line;
    auto sheet = PlanSheet::open(written(file));
    QVERIFY((*sheet)->setMap((*sheet)->map()));
    int read = 0;
    int lots = 0;
    for (auto lot = (*sheet)->next(700); lot && !lot->isEmpty(); lot = (*sheet)->next(700), ++lots)
        for (const PlanVerdict &each : std::as_const(*lot))
            read += each.isTaken() ? 1 : 0;
    QCOMPARE(read, rows);
    QCOMPARE(lots, rows / 700 + 1);
    QCOMPARE((*sheet)->bytesDone(), (*sheet)->bytesTotal());
}

void TestPlanSheet::h09_realTablesDoNoHarm()
{
    int files = 0;
    QDirIterator all(
        sharedData() + QStringLiteral("/csv"), { QStringLiteral("*.csv") }, QDir::Files, QDirIterator::Subdirectories);
    while (!sharedData().isEmpty() && all.hasNext()) {
        auto sheet = PlanSheet::open(all.next());
        if (!sheet)
            continue;
        PlanSheetMap map = (*sheet)->map();
        map.column(PlanColumn::Text) = 0;
        map.column(PlanColumn::Date) = int((*sheet)->header().size()) - 1;
        QVERIFY((*sheet)->setMap(map));
        const auto verdicts = (*sheet)->next(1'000);
        QVERIFY(verdicts);
        for (const PlanVerdict &each : *verdicts)
            QVERIFY(each.isTaken() || !each.sentence((*sheet)->header()).isEmpty());
        ++files;
    }
    if (files == 0)
        QSKIP("the real data is not here");
    qInfo("%d tables", files);
}

QTEST_GUILESS_MAIN(TestPlanSheet)
#include "test_plansheet.moc"
