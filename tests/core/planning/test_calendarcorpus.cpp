#include "core/planning/icalendar.h"
#include "tests/support/shareddata.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QtTest>

using namespace wheelhouse;

namespace {

/// Every file of the calendar data, with its name.
QList<std::pair<QString, QByteArray>> corpus()
{
    QList<std::pair<QString, QByteArray>> files;
    QDirIterator all(sharedData() + QStringLiteral("/ics"), QDir::Files, QDirIterator::Subdirectories);
    while (!sharedData().isEmpty() && all.hasNext()) {
        QFile file(all.next());
        if (file.open(QIODevice::ReadOnly))
            files.append({ all.fileName(), file.readAll() });
    }
    return files;
}

/// Whether whatever was read can be used: each entry has a date that resolves and a series that ends in finite time.
bool isSound(const CalendarImport &import)
{
    return std::all_of(import.entries.begin(), import.entries.end(), [](const PlanEntry &each) {
        const bool resolves =
            each.when.isWholeDays() ? each.lastDay >= each.when.start.date : bool(resolve(each.when.start));
        return resolves && each.when.start.date.isValid()
            && occurrences(each.when, QDate(2026, 1, 1), QDate(2026, 12, 31), 10).list.size() <= 10;
    });
}

} // namespace

class TestCalendarCorpus : public QObject {
    Q_OBJECT
private slots:
    void h06_everyRealFileIsReadWithAReport();
    void h06_whatIsReadOfRealFilesIsWrittenAndReadBackEqual();
    void h06_torturedRealFilesDoNoHarm();
    void h06_bombs_data();
    void h06_bombs();
};

void TestCalendarCorpus::h06_everyRealFileIsReadWithAReport()
{
    const auto files = corpus();
    if (files.isEmpty())
        QSKIP("the real data is not here");
    qsizetype entries = 0;
    qsizetype events = 0;
    qsizetype leftOut = 0;
    qint64 slowest = 0;
    QString slow;
    for (const auto &[name, bytes] : files) {
        QElapsedTimer spent;
        spent.start();
        const CalendarImport import = readCalendar(bytes, "Europe/Amsterdam");
        QVERIFY2(isSound(import), qPrintable(name));
        if (spent.elapsed() > slowest) {
            slowest = spent.elapsed();
            slow = name;
        }
        QVERIFY2(import.leftOut <= import.remarked && import.remarks.size() <= 1'000, qPrintable(name));
        for (const CalendarRemark &each : import.remarks)
            QVERIFY2(!each.words.isEmpty() && each.line >= 0, qPrintable(name));
        entries += import.entries.size();
        leftOut += import.leftOut;
        events += bytes.count("BEGIN:VEVENT");
        if (qEnvironmentVariableIsSet("WH_TELL"))
            for (const CalendarRemark &each : import.remarks.mid(0, 5))
                qInfo("%s: %s%s", qPrintable(name), each.isRefusal ? "- " : "", qPrintable(each.sentence()));
    }
    qInfo("%d files with %d events: %d entries, %d left out; the slowest in %lld ms (%s)", int(files.size()),
        int(events), int(entries), int(leftOut), slowest, qPrintable(slow));
    QVERIFY(entries > 1'000);
}

void TestCalendarCorpus::h06_whatIsReadOfRealFilesIsWrittenAndReadBackEqual()
{
    const auto files = corpus();
    if (files.isEmpty())
        QSKIP("the real data is not here");
    int equal = 0;
    for (const auto &[name, bytes] : files) {
        const QList<PlanEntry> all = readCalendar(bytes, "Europe/Amsterdam").entries;
        const QDateTime stamp(QDate(2026, 11, 23), QTime(8, 0), Qt::UTC);
        const QList<PlanEntry> once = readCalendar(writeCalendar(all, {}, stamp), {}).entries;
        const QList<PlanEntry> twice = readCalendar(writeCalendar(once, {}, stamp), {}).entries;
        QVERIFY2(once == twice, qPrintable(name));
        const bool isSame = once == all;
        if (!isSame && qEnvironmentVariableIsSet("WH_TELL"))
            qInfo("not equal at once: %s (%d, %d)", qPrintable(name), int(all.size()), int(once.size()));
        equal += isSame ? 1 : 0;
    }
    qInfo("%d of %d files equal at once, all of them from then on", equal, int(files.size()));
    QVERIFY(equal > int(files.size()) * 9 / 10);
}

void TestCalendarCorpus::h06_torturedRealFilesDoNoHarm()
{
    const auto files = corpus();
    if (files.isEmpty())
        QSKIP("the real data is not here");
    QRandomGenerator random(6);
    int runs = 0;
    for (const auto &[name, bytes] : files) {
        if (bytes.isEmpty() || bytes.size() > 20'000)
            continue;
        for (int i = 0; i < 8; ++i, ++runs) {
            QByteArray hurt = bytes;
            for (int bites = random.bounded(1, 12); bites > 0; --bites) {
                const int at = random.bounded(int(hurt.size()));
                switch (random.bounded(4)) {
                case 0:
                    hurt[at] = char(random.bounded(256));
                    break;
                case 1:
                    hurt.remove(at, random.bounded(40));
                    break;
                case 2:
                    hurt.insert(at, hurt.mid(random.bounded(int(hurt.size())), random.bounded(60)));
                    break;
                default:
                    hurt.insert(at, "99999999");
                }
                if (hurt.isEmpty())
                    hurt = "B";
            }
            QVERIFY2(isSound(readCalendar(hurt, "Europe/Amsterdam")), qPrintable(name));
        }
    }
    qInfo("%d runs", runs);
}

void TestCalendarCorpus::h06_bombs_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<int>("most");
    const QByteArray head = "BEGIN:VCALENDAR\r\n";
    const QByteArray event = "BEGIN:VEVENT\r\nUID:%\r\nDTSTART:00010101T000000Z\r\n";
    QTest::newRow("nested deep") << QByteArray("BEGIN:VCALENDAR\n").repeated(200'000) << 0;
    QTest::newRow("one line of 20 MB") << QByteArray(20 << 20, 'x') << 0;
    QTest::newRow("folded a million times") << head + "X:" + QByteArray("\r\n y").repeated(1'000'000) << 0;
    QTest::newRow("a quote that never ends") << head + "X;A=\"" + QByteArray(1'000'000, ':') << 0;
    QTest::newRow("a million parameters")
        << head + "BEGIN:VEVENT\r\nDTSTART" + QByteArray(";A=B").repeated(200'000) << 0;
    QTest::newRow("only line ends") << QByteArray(4 << 20, '\n') << 0;
    QTest::newRow("NUL") << QByteArray(1 << 20, '\0') << 0;
    QTest::newRow("empty events") << head + QByteArray("BEGIN:VEVENT\nEND:VEVENT\n").repeated(120'000) << 0;
    QTest::newRow("more bytes than are read") << head
            + (QByteArray("BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261224\nDESCRIPTION:") + QByteArray(2'000, 'x')
                + "\nEND:VEVENT\n")
                  .repeated(12'000) << 12'000;
    QTest::newRow("dates without end") << head + event + "RDATE:" + QByteArray("20260101T000000Z,").repeated(60'000)
            + "\r\nEND:VEVENT\r\n" << 1;
    QByteArray changes;
    for (int i = 0; i < 1'000; ++i)
        changes += "BEGIN:VEVENT\nUID:%\nRECURRENCE-ID:9" + QByteArray::number(100 + i % 900) + "0101T000000Z\n"
            + "DTSTART:99980101T000000Z\nEND:VEVENT\n";
    QTest::newRow("changes of a rule that takes long to walk")
        << head + event + "RRULE:FREQ=DAILY;COUNT=999999999\r\nEND:VEVENT\r\n" + changes << 1;
    QByteArray rules;
    for (int i = 0; i < 2'000; ++i)
        rules += QByteArray(event).replace('%', QByteArray::number(i))
            + "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\r\nEND:VEVENT\r\n";
    QTest::newRow("rules that name no day") << head + rules << 2'000;
    QByteArray zones;
    for (int i = 0; i < 20'000; ++i)
        zones += "BEGIN:VEVENT\nDTSTART;TZID=No/" + QByteArray::number(i) + ":20260101T000000\nEND:VEVENT\n";
    QTest::newRow("zones that nobody knows") << head + zones << 0;
}

void TestCalendarCorpus::h06_bombs()
{
    QFETCH(const QByteArray, file);
    QFETCH(const int, most);
    QElapsedTimer spent;
    spent.start();
    const CalendarImport import = readCalendar(file, "UTC");
    qInfo("%lld ms: %d entries, %d left out, %d remarks", spent.elapsed(), int(import.entries.size()), import.leftOut,
        import.remarked);
    QVERIFY(import.entries.size() <= most);
    QVERIFY(import.remarks.size() <= 1'000);
}

QTEST_GUILESS_MAIN(TestCalendarCorpus)
#include "test_calendarcorpus.moc"
