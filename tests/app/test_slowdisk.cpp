#include "app/engine/engine.h"
#include "core/inbox/mentionstore.h"
#include "tests/support/owntime.h"
#include "tests/support/slowdisk.h"
#include "tests/support/testclock.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;
using namespace std::chrono_literals;

namespace {

template<typename T> T must(Result<T> result)
{
    if (!result)
        qFatal("%s (%s)", qPrintable(result.error().message), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// Looks every few milliseconds how long the thread was held since the look before, as a window's events would feel it.
class Pulse : public QObject {
public:
    explicit Pulse(std::function<void()> work)
        : m_work(std::move(work))
    {
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_work();
            m_longest = std::max(m_longest, m_since.ms());
            m_since.restart();
            ++m_beats;
        });
        m_timer.start(5);
    }
    [[nodiscard]] double longest() const { return m_longest; }
    [[nodiscard]] int beats() const { return m_beats; }

private:
    std::function<void()> m_work;
    QTimer m_timer;
    OwnTime m_since;
    double m_longest = 0;
    int m_beats = 0;
};

} // namespace

class TestSlowDisk : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { SlowDisk::install(); }
    void a16TheWindowIsNotHeldWhileTheDiskIs()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("desk.wheelhouse"));
        const SystemClock clock;
        must(Engine::makeDesk(path, QStringLiteral("Desk"), QStringLiteral("Ada"), clock));
        auto engine = must(Engine::open(path, EngineClaim::Role::Window, clock));
        const qint64 row = engine->lane().ask([&] { return question(engine->desks(), clock); }).result();
        auto reader = must(engine->file().openReader());
        MentionStore mentions(*reader);
        QSignalSpy changed(&engine->desks().changes, &Changes::changed);

        SlowDisk::set(200ms);
        int answered = 0;
        {
            const Pulse pulse([&] {
                if (must(mentions.items({ row })).size() != 1)
                    qFatal("the window cannot read");
            });
            // What a person does in a second: they are asked at once, and nobody waits for them.
            const OwnTime asking;
            engine->lane().ask(
                this, [&] { return engine->desks().triage.escalate({ row }, true); },
                [&](const Result<Acted> &acted) { answered += acted ? 1 : 0; });
            engine->lane().ask(
                this, [&] { return engine->desks().notes.add(row, QStringLiteral("Ask the roaster.")); },
                [&](const Result<Acted> &acted) { answered += acted ? 1 : 0; });
            QVERIFY(asking.ms() < 100);
            QTRY_COMPARE_WITH_TIMEOUT(answered, 2, 120'000);
            qInfo("%d slow writes, %d looks of the window, held for %.1f ms at most", SlowDisk::slowed(), pulse.beats(),
                pulse.longest());
            QVERIFY(SlowDisk::slowed() >= 2);
            QVERIFY(pulse.beats() > 10);
            QVERIFY2(pulse.longest() <= 100, qPrintable(QString::number(pulse.longest())));
        }
        QCOMPARE(SlowDisk::slowedHere(), 0);
        SlowDisk::set(0ms);
        QTRY_VERIFY(!changed.isEmpty());
        QCOMPARE(must(reader->number("SELECT escalated FROM conversation")), 1);
        QCOMPARE(must(reader->number("SELECT count(*) FROM note")), 1);
    }

private:
    static qint64 question(Desks &desks, const Clock &clock)
    {
        Arrival arrival;
        arrival.globalName = QStringLiteral("https://a.example/q");
        arrival.author.globalName = QStringLiteral("https://a.example/@ada");
        arrival.author.handle = QStringLiteral("@ada");
        arrival.body = QStringLiteral("Where is my parcel?");
        arrival.writtenAt = clock.now();
        auto transaction = must(Transaction::begin(*desks.writer));
        const qint64 channel = must(desks.admission.channel(transaction,
            { ChannelId::fromName("channel", "t"), NetworkId::Mastodon, QStringLiteral("@m"), QStringLiteral("@m") }));
        const auto prepared = prepareAll({ arrival }, NetworkId::Mastodon, clock.nowMs());
        must(desks.admission.admit(transaction, prepared, { channel, clock.nowMs(), false, std::nullopt }));
        must(transaction.commit());
        return must(desks.writer->number("SELECT max(row) FROM conversation"));
    }
};

QTEST_GUILESS_MAIN(TestSlowDisk)
#include "test_slowdisk.moc"
