#include "core/insights/forecast.h"
#include "core/insights/forecastreasons.h"
#include "tests/support/shareddata.h"

#include <QRandomGenerator>
#include <QtTest>

#include <cmath>
#include <random>

using namespace wheelhouse;

namespace {

const QDateTime start(QDate(2026, 1, 5), QTime(0, 0), Qt::UTC);

PastPost postAt(const QDateTime &at, const QString &text, int pictures, int replies)
{
    return { at, traitsOf(text, pictures, 1, at, "UTC"), replies, text };
}

/// How many replies a made-up desk gets: a known law, with pictures, questions, hours and weekends in it, and chance of
/// the kind that replies have (negative binomial: a gamma of Poissons).
class Law {
public:
    explicit Law(quint32 seed, double usual)
        : m_chance(seed)
        , m_usual(usual)
    {
    }
    PastPost say(const QDateTime &at)
    {
        const bool asks = uniform() < 0.3;
        const int pictures = uniform() < 0.4 ? 1 : 0;
        const QString text = QString(20 + int(uniform() * 400), u'a') + QLatin1String(asks ? "?" : ".");
        double mean = m_usual * (asks ? 1.8 : 1) * (pictures > 0 ? 1.5 : 1);
        mean *= 1 + 0.5 * std::cos((at.time().hour() - 18) / 24.0 * 2 * M_PI);
        mean *= at.date().dayOfWeek() >= 6 ? 0.6 : 1;
        const double luck = std::gamma_distribution<double>(4, 0.25)(m_chance);
        return postAt(at, text, pictures, std::poisson_distribution<int>(mean * luck)(m_chance));
    }
    double uniform() { return double(m_chance() >> 8) / double(1U << 24); }

private:
    std::mt19937 m_chance;
    double m_usual;
};

/// Two posts a day and a bit.
QList<PastPost> historyOf(Law &law, int count)
{
    QList<PastPost> posts;
    QDateTime at = start;
    for (int i = 0; i < count; ++i) {
        at = at.addSecs(3600 * (5 + int(law.uniform() * 12)));
        posts.append(law.say(at));
    }
    return posts;
}

/// One after the other as if each were about to go out: whether it falls into the range foretold from those before it.
void foretell(const QList<PastPost> &posts, int *inside, int *all)
{
    for (const PastPost &each : posts) {
        const Forecast forecast = forecastOf(each.traits, posts, each.at);
        if (!forecast.range)
            continue;
        ++*all;
        *inside += each.replies >= forecast.range->p10 && each.replies <= forecast.range->p90 ? 1 : 0;
    }
}

/// The same by the forecast's own record; that it is the same has a test of its own.
void addRecord(const QList<PastPost> &posts, int *inside, int *all)
{
    const Forecast last = forecastOf(posts.last().traits, posts, posts.last().at.addDays(7));
    *inside += last.inside;
    *all += last.foretold;
}

void verifyCoverage(int inside, int all)
{
    const double share = double(inside) / all;
    qInfo("%.1f %% of %d held-out posts fell into the range", share * 100, all);
    QVERIFY(all > 500);
    QVERIFY2(share >= 0.70 && share <= 0.90, qPrintable(QString::number(share)));
}

QList<PastPost> realCounts(const QString &company)
{
    const QByteArray csv = sharedFile(QStringLiteral("anomaly/realTweets/Twitter_volume_%1.csv").arg(company));
    QMap<QDateTime, int> hours;
    const auto lines = QString::fromLatin1(csv).split(u'\n', Qt::SkipEmptyParts).mid(1);
    for (const QString &line : lines) {
        const auto cells = line.split(u',');
        QDateTime at = QDateTime::fromString(cells.value(0).left(13), QStringLiteral("yyyy-MM-dd HH"));
        at.setTimeSpec(Qt::UTC);
        hours[at] += cells.value(1).trimmed().toInt();
    }
    QList<PastPost> posts;
    int hour = 0;
    for (auto each = hours.cbegin(); each != hours.cend(); ++each)
        if (++hour % 7 == 0)
            posts.append(postAt(each.key(), QStringLiteral("So many"), 0, each.value()));
    return posts;
}

} // namespace

class TestForecast : public QObject {
    Q_OBJECT
private slots:
    void fewerThanFortyGiveNoNumber()
    {
        Law law(1, 12);
        const auto posts = historyOf(law, 39);
        const QDateTime later = posts.last().at.addDays(30);
        const Forecast none = forecastOf(posts.last().traits, posts, later);
        QCOMPARE(none.comparable, 39);
        QVERIFY(!none.range);
        QVERIFY(none.reasons.isEmpty());
        QVERIFY(forecastWords(none).startsWith(QStringLiteral("Not enough history: 39 ")));
        QCOMPARE(recordWords(none), QString());
        const auto enough = historyOf(law, 60);
        QVERIFY(forecastOf(posts.last().traits, enough, enough.last().at.addDays(30)).range);
        // What is out there for an hour has not had its replies yet.
        QCOMPARE(forecastOf(posts.last().traits, posts, posts.last().at.addSecs(3600)).comparable < 39, true);
        QCOMPARE(forecastOf({}, {}, later).comparable, 0);
    }

    void theSameQuestionHasTheSameAnswer()
    {
        Law law(2, 12);
        const auto posts = historyOf(law, 200);
        const QDateTime later = posts.last().at.addDays(4);
        const Forecast once = forecastOf(posts.at(7).traits, posts, later);
        QCOMPARE(forecastOf(posts.at(7).traits, posts, later), once);
        QCOMPARE(once.alike.size(), 5);
        // What comes after is not looked at.
        auto more = posts;
        more.append(postAt(later.addDays(1), QStringLiteral("Later"), 0, 9'999));
        QCOMPARE(forecastOf(posts.at(7).traits, more, later), once);
    }

    /// Held out: each post is foretold from those before it alone, on histories whose law is known.
    void eightOfTenFallIntoTheRange_data()
    {
        QTest::addColumn<double>("usual");
        QTest::newRow("a quiet desk, two replies") << 2.0;
        QTest::newRow("a dozen replies") << 12.0;
        QTest::newRow("a loud desk") << 150.0;
    }
    void eightOfTenFallIntoTheRange()
    {
        QFETCH(const double, usual);
        int inside = 0;
        int all = 0;
        for (quint32 seed = 0; seed < 12; ++seed) {
            Law law(seed * 7 + 11, usual);
            addRecord(historyOf(law, 240), &inside, &all);
        }
        verifyCoverage(inside, all);
    }

    /// Counts of real tweets about real companies an hour (Numenta Anomaly Benchmark), every seventh hour as if it were
    /// a post that brought so many.
    void eightOfTenOfRealCountsFallIntoTheRange()
    {
        if (sharedData().isEmpty())
            QSKIP("WH_SHARED_DATA is not set");
        int inside = 0;
        int all = 0;
        for (const char *company : { "AAPL", "AMZN", "CRM", "CVS", "FB", "GOOG" })
            addRecord(realCounts(QLatin1String(company)), &inside, &all);
        verifyCoverage(inside, all);
    }

    void itsOwnRecordIsWhatItWouldHaveSaid()
    {
        Law law(5, 12);
        const auto posts = historyOf(law, 160);
        const Forecast now = forecastOf(posts.last().traits, posts, posts.last().at.addDays(4));
        int asked = 0;
        int inside = 0;
        foretell(posts, &inside, &asked);
        QVERIFY(asked > 80);
        QCOMPARE(now.foretold, asked);
        QCOMPARE(now.inside, inside);
        QVERIFY(recordWords(now).contains(QString::number(asked)));
        QVERIFY(recordWords(now).contains(QString::number(now.inside)));
    }

    void reasonsSayWhatMadeADifferenceHere()
    {
        QList<PastPost> posts;
        for (int i = 0; i < 120; ++i) // pictures double it, questions nothing
            posts.append(postAt(start.addSecs(3600LL * 13 * i),
                QStringLiteral("Post number %1%2").arg(i).arg(i % 4 == 0 ? u'?' : u'.'), i % 2,
                (i % 2 == 1 ? 20 : 8) + i % 5));
        const QDateTime later = posts.last().at.addDays(10);
        const Forecast pictured = forecastOf(traitsOf(QStringLiteral("A tin."), 1, 1, later, "UTC"), posts, later);
        QVERIFY(!pictured.reasons.isEmpty());
        QVERIFY(pictured.reasons.first().isMore);
        QCOMPARE(pictured.reasons.first().words, QStringLiteral("With a picture: about 22 here, without one 10."));
        const Forecast bare = forecastOf(traitsOf(QStringLiteral("A tin."), 0, 1, later, "UTC"), posts, later);
        QVERIFY(!bare.reasons.first().isMore);
        QVERIFY(pictured.range->p50 > bare.range->p90);
        for (const PastPost &each : bare.alike)
            QCOMPARE(each.traits.pictures, 0);
        QVERIFY(pictured.reasons.size() <= 3);
    }

    void hoursAreReadOnTheTeamsWall()
    {
        const QDateTime at(QDate(2026, 3, 29), QTime(23, 30), Qt::UTC); // Sunday; Monday in Amsterdam
        QCOMPARE(*traitsOf({}, 0, 1, at, "Europe/Amsterdam").hour, 1.5);
        QCOMPARE(traitsOf({}, 0, 1, at, "Europe/Amsterdam").weekday, 1);
        QVERIFY(!traitsOf({}, 0, 1, {}, "UTC").hour);
        QCOMPARE(hoursApart(23, 1), 2.0);
        QCOMPARE(likenessOf(traitsOf({}, 0, 1, at, "UTC"), traitsOf({}, 0, 1, {}, "UTC")), 1.0);
    }
};

QTEST_GUILESS_MAIN(TestForecast)
#include "test_forecast.moc"
