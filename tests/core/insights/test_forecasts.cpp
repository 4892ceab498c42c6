#include "core/insights/forecasts.h"

#include "core/posts/poststore.h"
#include "tests/core/publishing/publishingroom.h"

using namespace wheelhouse;
using namespace std::chrono_literals;

namespace {

/// What a desk knows of its own past on the room's first channel.
struct Past {
    PublishingRoom room;
    Forecasts forecasts { room.desk.writer() };

    ForecastQuestion question(const QString &text = QStringLiteral("And today?"))
    {
        const QDateTime now = room.desk.clock.now();
        return { room.channels.first().id, { text }, 0, now.addSecs(3600), "Europe/Amsterdam", now };
    }
    void receive(const QList<Arrival> &arrivals)
    {
        Statement row(room.desk.writer(), "SELECT row FROM channel WHERE id = ?1");
        const auto channel = TestDesk::must(row.number(room.channels.first().id)).value_or(0);
        auto transaction = Transaction::begin(room.desk.writer());
        const qint64 now = room.desk.clock.nowMs();
        TestDesk::must(room.desk.admission.admit(
            *transaction, prepareAll(arrivals, NetworkId::Mastodon, now), { channel, now, true, std::nullopt }));
        TestDesk::must(transaction->commit());
    }
    /// \a count posts of ours from an archive, the one before the last with \a replies answers, and some late ones.
    void remember(int count, int replies)
    {
        QList<Arrival> arrivals;
        for (int i = 0; i < count; ++i) {
            const int minutesAgo = (count - i + 5) * 24 * 60;
            const QString name = QStringLiteral("ours%1").arg(i);
            arrivals.append(room.desk.saying(
                name, QStringLiteral("Day %1 at the roastery").arg(i), minutesAgo, {}, QStringLiteral("us")));
            for (int reply = 0; reply < replies + i % 3; ++reply)
                arrivals.append(room.desk.saying(QStringLiteral("re%1-%2").arg(i).arg(reply), QStringLiteral("Nice"),
                    minutesAgo - 30 - reply, name, QStringLiteral("ada")));
            arrivals.append(room.desk.saying( // after the horizon
                QStringLiteral("late%1").arg(i), QStringLiteral("Late"), minutesAgo - 80 * 60, name));
        }
        receive(arrivals);
    }
};

} // namespace

class TestForecasts : public QObject {
    Q_OBJECT
private slots:
    void anEmptyDeskGivesNoNumber()
    {
        Past past;
        const Forecast none = TestDesk::must(past.forecasts.forecast(past.question()));
        QCOMPARE(none.comparable, 0);
        QVERIFY(!none.range);
        ForecastQuestion nowhere = past.question();
        nowhere.channel = {};
        QCOMPARE(TestDesk::must(past.forecasts.forecast(nowhere)).comparable, 0);
    }

    void whatWasSaidAndAnsweredIsCounted()
    {
        Past past;
        past.remember(70, 4);
        const Forecast forecast = TestDesk::must(past.forecasts.forecast(past.question()));
        QCOMPARE(forecast.comparable, 70);
        QVERIFY(forecast.range);
        QVERIFY2(forecast.range->p10 >= 4 && forecast.range->p90 <= 6, qPrintable(forecastWords(forecast)));
        QCOMPARE(forecast.alike.size(), 5);
        QVERIFY(forecast.alike.first().words.startsWith(QStringLiteral("Day ")));
        QVERIFY(forecast.foretold > 0);
        QCOMPARE(TestDesk::must(past.forecasts.forecast(past.question())), forecast);
        // Another channel has its own past.
        ForecastQuestion other = past.question();
        other.channel = ChannelId::fromName("channel", "test");
        QCOMPARE(TestDesk::must(past.forecasts.forecast(other)).comparable, 0);
    }

    /// A post that went out from here counts with the answers that came to it, whether it is in the inbox or not.
    void whatWentOutFromHereCountsOnce()
    {
        Past past;
        past.room.queue(
            PublishingRoom::saying({ QStringLiteral("First of two"), QStringLiteral("Second") }), past.room.in(0s));
        past.room.send();
        const QString name = past.room.network().posts.first().name;
        Arrival answer = past.room.desk.saying(QStringLiteral("answer"), QStringLiteral("Nice"), -60);
        answer.inReplyTo = name;
        past.room.desk.clock.advance(96h);
        past.receive({ answer });
        Forecast forecast = TestDesk::must(past.forecasts.forecast(past.question()));
        QCOMPARE(forecast.comparable, 1);
        QCOMPARE(forecast.alike.first().replies, 1);
        QCOMPARE(forecast.alike.first().traits.parts, 2);
        // And the network tells of our post too.
        Arrival ours = past.room.desk.saying(
            QStringLiteral("x"), QStringLiteral("First of two"), 96 * 60, {}, QStringLiteral("us"));
        ours.globalName = name;
        past.receive({ ours });
        forecast = TestDesk::must(past.forecasts.forecast(past.question()));
        QCOMPARE(forecast.comparable, 1);
        QCOMPARE(forecast.alike.first().replies, 1);
        // An answer of ours is no post.
        Arrival reply =
            past.room.desk.saying(QStringLiteral("y"), QStringLiteral("Thanks"), 90 * 60, {}, QStringLiteral("us"));
        reply.inReplyTo = answer.globalName;
        past.receive({ reply });
        QCOMPARE(TestDesk::must(past.forecasts.forecast(past.question())).comparable, 1);
    }
};

QTEST_GUILESS_MAIN(TestForecasts)
#include "test_forecasts.moc"
