#include "core/http/pacing.h"

#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

HttpResponse saying(const QByteArray &retryAfter, const QByteArray &date = {})
{
    HttpResponse response;
    response.status = 429;
    response.receivedAt = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    if (!retryAfter.isEmpty())
        response.headers.append({ "retry-after", retryAfter });
    if (!date.isEmpty())
        response.headers.append({ "DATE", date });
    return response;
}

} // namespace

/// When a server may be asked again.
class TestPacing : public QObject {
    Q_OBJECT
private slots:
    void datesOfHttpAreReadInAllThreeForms()
    {
        const QDateTime then(QDate(1994, 11, 6), QTime(8, 49, 37), Qt::UTC);
        QCOMPARE(httpDate("Sun, 06 Nov 1994 08:49:37 GMT"), then);
        QCOMPARE(httpDate("Mon, 06 Nov 1994 08:49:37 GMT"), then); // a wrong weekday
        QCOMPARE(httpDate("Thu, 29 Feb 2024 23:59:59 GMT"), QDateTime({ 2024, 2, 29 }, { 23, 59, 59 }, Qt::UTC));
        for (const char *wrong : { "Sat, 29 Feb 2025 10:00:00 GMT", "Sun, 06 ovD 1994 08:49:37 GMT",
                 "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:4a:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT" })
            QVERIFY2(!httpDate(wrong), wrong);
        QCOMPARE(httpDate("Sun Nov  6 08:49:37 1994"), then);
        QCOMPARE(httpDate("Sunday, 06-Nov-26 08:49:37 GMT")->date(), QDate(2026, 11, 6));
        QVERIFY(!httpDate("yesterday") && !httpDate("") && !httpDate("Sun, 99 Nov 1994 08:49:37 GMT"));
    }
    void retryAfterIsReadAsSecondsAndAsADate()
    {
        QCOMPARE(Pacing::retryAfter(saying("120")), 120s);
        QCOMPARE(Pacing::retryAfter(saying(" 7 ")), 7s);
        QVERIFY(!Pacing::retryAfter(saying({})) && !Pacing::retryAfter(saying("soon")));
        QCOMPARE(Pacing::retryAfter(saying("-5")), 1s);
        QCOMPARE(Pacing::retryAfter(saying("0")), 1s);
        QCOMPARE(Pacing::retryAfter(saying("99999999")), Pacing::longestWish);
        QCOMPARE(Pacing::retryAfter(saying("99999999999999999999999")), Pacing::longestWish);
        QCOMPARE(Pacing::retryAfter(saying("Sun, 22 Nov 2026 12:05:00 GMT")), 300s);
        QCOMPARE(Pacing::retryAfter(saying("Sun, 22 Nov 2026 11:05:00 GMT")), 1s);
    }
    void b12ADateIsCountedFromTheServersOwnClock()
    {
        // The server's clock is ten minutes behind; it asks for five.
        const auto answer = saying("Sun, 22 Nov 2026 11:55:00 GMT", "Sun, 22 Nov 2026 11:50:00 GMT");
        QCOMPARE(Pacing::retryAfter(answer), 300s);
        QCOMPARE(Pacing::clockAhead(answer), -600s);
        QVERIFY(!Pacing::clockAhead(saying("1")));
    }
    void e18BackOffDoublesToItsCeilingWithJitter()
    {
        double dice = 0.0;
        const Pacing pacing(10s, 300s, [&dice] { return dice; });
        QCOMPARE(pacing.backOff(1), 5'000ms);
        QCOMPARE(pacing.backOff(2), 10'000ms);
        QCOMPARE(pacing.backOff(1'000'000), 150'000ms);
        dice = 0.999999;
        QCOMPARE(std::chrono::round<std::chrono::seconds>(pacing.backOff(1)), 10s);
        QCOMPARE(std::chrono::round<std::chrono::seconds>(pacing.backOff(3)), 40s);
        QCOMPARE(std::chrono::round<std::chrono::seconds>(pacing.backOff(60)), 300s);
        QCOMPARE(std::chrono::round<std::chrono::seconds>(pacing.backOff(60, 1'800s)), 1'800s);
        QCOMPARE(std::chrono::round<std::chrono::seconds>(pacing.spread(1'000s)), 1'100s);
        QSet<qint64> waits;
        for (int i = 0; i < 50; ++i)
            waits.insert(Pacing(10s, 300s).backOff(5).count());
        QVERIFY(waits.size() > 40);
    }
};

QTEST_GUILESS_MAIN(TestPacing)
#include "test_pacing.moc"
