#include "core/intake/intake.h"
#include "tests/support/desk.h"

#include <QtTest>

#include <sqlite3.h>

using namespace wheelhouse;

namespace {

/// A network that says everything at once, and then nothing more.
class Flood final : public Connector {
public:
    explicit Flood(QList<Arrival> arrivals)
        : m_arrivals(std::move(arrivals))
    {
    }
    [[nodiscard]] Channel channel() const override
    {
        return { ChannelId::fromName("channel", "flood"), NetworkId::Mastodon, QStringLiteral("@flood"),
            QStringLiteral("@flood") };
    }
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override
    {
        asked.append(cursor);
        Page page;
        if (cursor.isEmpty())
            page = { m_arrivals, QByteArrayLiteral("all of it"), true };
        return QtFuture::makeReadyFuture(Result<Page>(page));
    }
    QList<QByteArray> asked;

private:
    QList<Arrival> m_arrivals;
};

} // namespace

/// What goes in between a network and the store.
class TestIntake : public QObject {
    Q_OBJECT
private slots:
    void aPageOfAnyLengthGoesInAndIsAskedForOnce()
    {
        TestDesk desk;
        QList<Arrival> arrivals;
        for (int i = 0; i < 12'001; ++i)
            arrivals.append(desk.saying(QStringLiteral("m%1").arg(i), QStringLiteral("word"), i % 1'000));
        Intake intake(desk.writer(), desk.admission, desk.clock);
        auto made = std::make_unique<Flood>(arrivals);
        const Flood &flood = *made;
        intake.add(std::move(made));
        QSignalSpy admitted(&intake, &Intake::admitted);
        intake.start();
        QTRY_COMPARE_WITH_TIMEOUT(flood.asked.size(), 2, 60'000);
        intake.stop();
        QCOMPARE(flood.asked, QList<QByteArray>({ QByteArray(), QByteArrayLiteral("all of it") }));
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention"), 12'001);
        QCOMPARE(admitted.size(), 1);
        QCOMPARE(admitted.first().first().value<QList<qint64>>().size(), 12'001);
        QVERIFY(desk.talliesAreTrue());
    }
    void aChannelThatCouldNotBeKeptIsMadeAnew()
    {
        TestDesk desk;
        Intake intake(desk.writer(), desk.admission, desk.clock);
        auto made = std::make_unique<Flood>(QList<Arrival> { desk.saying(QStringLiteral("a"), QStringLiteral("hi")) });
        intake.add(std::move(made));
        // The commit of the first try fails, as on a full disk; the second goes through.
        bool fails = true;
        sqlite3_commit_hook(
            desk.writer().handle(),
            [](void *asked) { return std::exchange(*static_cast<bool *>(asked), false) ? 1 : 0; }, &fails);
        QSignalSpy failed(&intake, &Intake::failed);
        intake.start();
        QCOMPARE(failed.size(), 1);
        desk.clock.advance(std::chrono::minutes { 10 });
        intake.start();
        QTRY_COMPARE(desk.database.number("SELECT count(*) FROM mention"), 1);
        sqlite3_commit_hook(desk.writer().handle(), nullptr, nullptr);
        QCOMPARE(desk.database.number("SELECT count(*) FROM mention m JOIN channel c ON c.row = m.channel "
                                      "WHERE c.name = '@flood'"),
            1);
    }
};

QTEST_GUILESS_MAIN(TestIntake)
#include "test_intake.moc"
