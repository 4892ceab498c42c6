#include "app/desktop/desktopring.h"
#include "app/desktop/promisebell.h"
#include "tests/support/fakeclock.h"

#include <QDBusConnection>
#include <QSettings>
#include <QSignalSpy>
#include <QtTest>

using namespace wheelhouse;

class TestPromiseBell : public QObject {
    Q_OBJECT
private slots:
    void f13_markupAndTenThousandCharactersAreEscapedAndShortened();
    void itRingsBeforeAndAsAPromiseBreaks();
    void quietHoursAreKeptAndToldAtTheirEnd();
    void itCanBeSwitchedOff();
    void quietHoursMayGoPastMidnight_data();
    void quietHoursMayGoPastMidnight();
    void whatNoServiceTakesIsNotLost();

private:
    PromiseWarning warning(int share, int minutesLeft)
    {
        return { 1, share, false, m_clock.now().addSecs(60 * minutesLeft), QStringLiteral("Everyone"),
            QStringLiteral("Kofi"), QStringLiteral("Where is it?") };
    }
    FakeClock m_clock;
    QTemporaryDir m_folder;
};

void TestPromiseBell::f13_markupAndTenThousandCharactersAreEscapedAndShortened()
{
    PromiseWarning hostile = warning(100, -8);
    hostile.name = QStringLiteral("<b>Ada</b>\n") + QString(10'000, QLatin1Char('a'));
    hostile.snippet = QStringLiteral("<img src='http://a.example/x'>&amp;\n\t") + QString(10'000, QLatin1Char('x'));
    const BellNote note = noteOf(hostile, m_clock.now());
    QVERIFY2(note.title.size() < 120, qPrintable(QString::number(note.title.size())));
    QVERIFY(note.body.size() < 200);
    QVERIFY(!note.title.contains(QLatin1Char('\n')) && !note.body.contains(QLatin1Char('\n')));
    const QString sent = escapedBody(note.body);
    QVERIFY(!sent.contains(QLatin1Char('<')) && !sent.contains(QLatin1Char('>')));
    QVERIFY(sent.contains(QStringLiteral("&lt;img")));
    QVERIFY(note.isUrgent);
}

void TestPromiseBell::itRingsBeforeAndAsAPromiseBreaks()
{
    QSettings settings(m_folder.filePath(QStringLiteral("a.ini")), QSettings::IniFormat);
    PromiseBell bell(settings, m_clock);
    QSignalSpy spy(&bell, &PromiseBell::rang);
    bell.hear(warning(50, 20)); // no reason to interrupt anybody
    QCOMPARE(spy.size(), 0);
    bell.hear(warning(80, 6));
    bell.hear(warning(100, 0));
    QCOMPARE(spy.size(), 2);
    QCOMPARE(spy.first().first().value<BellNote>().title, QStringLiteral("6 min left to answer Kofi"));
    QVERIFY(!spy.first().first().value<BellNote>().isUrgent);
    PromiseWarning late = warning(100, -90);
    late.isLate = true;
    bell.hear(late);
    QVERIFY(spy.last().first().value<BellNote>().body.startsWith(QStringLiteral("Told late")));
}

void TestPromiseBell::quietHoursAreKeptAndToldAtTheirEnd()
{
    QSettings settings(m_folder.filePath(QStringLiteral("b.ini")), QSettings::IniFormat);
    BellSettings { true, QTime(22, 0), QTime(7, 0) }.write(settings);
    PromiseBell bell(settings, m_clock);
    QSignalSpy spy(&bell, &PromiseBell::rang);
    m_clock.set(QDateTime(QDate(2026, 10, 12), QTime(23, 0), Qt::LocalTime));
    for (int i = 0; i < 40; ++i)
        bell.hear(warning(100, -1));
    QCOMPARE(spy.size(), 0);
    m_clock.set(QDateTime(QDate(2026, 10, 13), QTime(7, 1), Qt::LocalTime));
    bell.endQuiet();
    QCOMPARE(spy.size(), 1); // one note, not forty
    QVERIFY(spy.first().first().value<BellNote>().body.contains(QStringLiteral("40")));
    bell.endQuiet();
    QCOMPARE(spy.size(), 1);
}

void TestPromiseBell::itCanBeSwitchedOff()
{
    QSettings settings(m_folder.filePath(QStringLiteral("c.ini")), QSettings::IniFormat);
    BellSettings { false, {}, {} }.write(settings);
    QCOMPARE(BellSettings::read(settings), (BellSettings { false, {}, {} }));
    PromiseBell bell(settings, m_clock);
    QSignalSpy spy(&bell, &PromiseBell::rang);
    bell.hear(warning(100, 0));
    QCOMPARE(spy.size(), 0);
}

void TestPromiseBell::quietHoursMayGoPastMidnight_data()
{
    QTest::addColumn<QTime>("at");
    QTest::addColumn<bool>("overNight");
    QTest::addColumn<bool>("atNoon");
    QTest::newRow("evening") << QTime(22, 0) << true << false;
    QTest::newRow("night") << QTime(3, 0) << true << false;
    QTest::newRow("its end") << QTime(7, 0) << false << false;
    QTest::newRow("noon") << QTime(12, 30) << false << true;
}

void TestPromiseBell::quietHoursMayGoPastMidnight()
{
    QFETCH(QTime, at);
    QTEST(BellSettings({ true, QTime(22, 0), QTime(7, 0) }).isQuietAt(at), "overNight");
    QTEST(BellSettings({ true, QTime(12, 0), QTime(13, 0) }).isQuietAt(at), "atNoon");
    QVERIFY(!BellSettings().isQuietAt(at));
}

/// A desktop without a session bus is one without a notification service.
void TestPromiseBell::whatNoServiceTakesIsNotLost()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus"); // asked for the first time below
    QVERIFY(!QDBusConnection::sessionBus().isConnected());
    DesktopRing ring;
    QSignalSpy missed(&ring, &DesktopRing::missed);
    const BellNote note { QStringLiteral("6 min left to answer Kofi"), QStringLiteral("Where is it?"), true };
    ring.ring(note);
    QTRY_COMPARE(missed.size(), 1);
    QCOMPARE(missed.first().first().value<BellNote>(), note);
}

QTEST_GUILESS_MAIN(TestPromiseBell)
#include "test_promisebell.moc"
