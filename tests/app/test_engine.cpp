#include "app/engine/engine.h"
#include "tests/support/testclock.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;

class TestEngine : public QObject {
    Q_OBJECT
private slots:
    void aSampleLivesAndAWorkspaceClosedInTheMiddleOfItIsSound()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sample.wheelhouse"));
        const SystemClock clock;
        QVERIFY(Engine::makeSample(path, clock));
        QVERIFY(!Engine::makeSample(path, clock));
        for (int round = 0; round < 5; ++round) {
            auto engine = Engine::open(path, EngineClaim::Role::Window, clock);
            QVERIFY2(engine, qPrintable(engine ? QString() : engine.error().message));
            // Acts are under way on the lane while the engine ends.
            const qint64 row = number(path, "SELECT min(row) FROM conversation WHERE state IN ('new', 'open', 'done')");
            for (int i = 0; i < 20; ++i)
                (*engine)->lane().ask(
                    [&triage = (*engine)->desks().triage, row, i] { return triage.escalate({ row }, i % 2 == 0); });
        }
        QCOMPARE(
            number(path, "SELECT count(*) FROM (SELECT seq FROM operation GROUP BY desk, seq HAVING count(*) > 1)"), 0);
        QVERIFY(number(path, "SELECT count(*) FROM operation WHERE kind = 'triage.escalate'") >= 99);
    }
    /// What a network takes of a large picture is made beside the engine's work; whoever closes meanwhile loses
    /// nothing.
    void picturesAreMadeBesideTheEnginesWork()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sample.wheelhouse"));
        const SystemClock clock;
        QVERIFY(Engine::makeSample(path, clock));
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QImage image(2400, 1800, QImage::Format_RGB32);
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                image.setPixel(x, y, qRgb(x * y % 251, (x ^ y) % 255, (x + y) % 253));
        QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG"));
        for (const bool isClosedMeanwhile : { false, true, true }) {
            auto engine = Engine::open(path, EngineClaim::Role::Window, clock);
            QVERIFY(engine);
            Desks &desks = (*engine)->desks();
            Lane &lane = (*engine)->lane();
            const PostId post = lane.ask([&desks, &bytes] { return draftWith(desks, bytes); }).result();
            QVERIFY(!post.isNull());
            QFuture<void> ready = (*engine)->makePicturesReady({ post });
            if (isClosedMeanwhile)
                continue; // its end waits for nothing but the picture it is at
            QVERIFY(lane.ask([] { return true; }).result()); // which is free meanwhile
            ready.waitForFinished();
            const auto scheduled = lane.ask([&desks, post] {
                QElapsedTimer timer;
                timer.start();
                auto done = desks.calendar.schedule({ post });
                qInfo("queued in %lld ms", timer.elapsed());
                return done;
            });
            const auto done = scheduled.result();
            QVERIFY2(done, done ? "" : qPrintable(done.error().message));
        }
        QCOMPARE(number(path,
                     "SELECT count(*) FROM delivery d JOIN revision_variant v ON v.row = d.variant "
                     "WHERE CAST(v.content AS TEXT) LIKE '%A large one%'"),
            1);
    }
    void aWorkspaceThatCanOnlyBeReadOpensAndRefusesActsWithWords()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sample.wheelhouse"));
        const SystemClock clock;
        QVERIFY(Engine::makeSample(path, clock));
        auto reader = Database::open(path, Database::Mode::Read);
        QVERIFY(reader);
        const qint64 row = (*reader)->number("SELECT min(row) FROM conversation WHERE state = 'new'").value();
        OperationLog log(**reader, clock);
        Undo undo(**reader, log);
        Triage triage(**reader, log, undo, clock);
        const auto refused = triage.done({ row });
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(!refused.error().message.isEmpty());
    }
    void whatTheNetworkBringsIsInTheStoreAndTheCursorWithIt()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sample.wheelhouse"));
        TestClock clock;
        clock.set(QDateTime::currentDateTimeUtc());
        QVERIFY(Engine::makeSample(path, clock));
        const qint64 before = number(path, "SELECT count(*) FROM mention");
        clock.set(clock.now().addSecs(3 * 3600));
        auto engine = Engine::open(path, EngineClaim::Role::Window, clock);
        QVERIFY(engine);
        QTRY_VERIFY_WITH_TIMEOUT(number(path, "SELECT count(*) FROM mention") > before, 20'000);
        engine->reset();
        const qint64 after = number(path, "SELECT count(*) FROM mention");
        // The same hours again bring nothing twice.
        engine = Engine::open(path, EngineClaim::Role::Window, clock);
        QVERIFY(engine);
        (*engine)->lane().ask([] {}).waitForFinished();
        engine->reset();
        QCOMPARE(number(path, "SELECT count(DISTINCT id) FROM mention"), number(path, "SELECT count(*) FROM mention"));
        qInfo("%lld mentions came in three hours", after - before);
    }

    void nothingComesInUntilARestoredBackupCouldForget()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sample.wheelhouse"));
        TestClock clock;
        clock.set(QDateTime::currentDateTimeUtc());
        QVERIFY(Engine::makeSample(path, clock));
        const qint64 before = number(path, "SELECT count(*) FROM mention");
        clock.set(clock.now().addSecs(3 * 3600));
        // Where the list of the erased should be nothing can be read.
        const QString list = path + QStringLiteral(".backups/erased");
        QVERIFY(QDir().mkpath(list));
        auto engine = Engine::open(path, EngineClaim::Role::Window, clock);
        QVERIFY(engine);
        Desks &desks = (*engine)->desks();
        const auto said = [&] { return (*engine)->lane().ask([&] { return desks.troubles.all(); }).result(); };
        QTRY_VERIFY(!said().isEmpty());
        QVERIFY2(said().constFirst().contains(QStringLiteral("Nothing new comes in")), qPrintable(said().constFirst()));
        QTest::qWait(1500);
        QCOMPARE(number(path, "SELECT count(*) FROM mention"), before);
        QVERIFY(QDir().rmdir(list));
        QTRY_VERIFY_WITH_TIMEOUT(number(path, "SELECT count(*) FROM mention") > before, 30'000);
    }
    void theActThatIsAskedForIsRehearsed()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("sample.wheelhouse"));
        TestClock clock;
        clock.set(QDateTime::currentDateTimeUtc());
        QVERIFY(Engine::makeSample(path, clock));
        auto engine = Engine::open(path, EngineClaim::Role::Window, clock, Act::Storm);
        QVERIFY(engine);
        const qint64 before = number(path, "SELECT count(*) FROM mention");
        clock.set(clock.now().addSecs(3600));
        // A launch brings a dozen in its first hour.
        QTRY_VERIFY_WITH_TIMEOUT(number(path, "SELECT count(*) FROM mention") > before + 60, 30'000);
    }

private:
    /// A post of the sample's first outpost, for tomorrow; null: it could not be made.
    static PostId draftWith(Desks &desks, const QByteArray &bytes)
    {
        auto picture = takePicture(desks.media, bytes);
        const auto outposts = CompositionReader(*desks.writer).outposts();
        if (!picture || !outposts || outposts->isEmpty())
            return {};
        picture->description = QStringLiteral("A large one");
        PostContent content;
        content.parts = { { QStringLiteral("Look."), { *picture } } };
        NewPost post { { { outposts->constFirst().id, content } }, {}, {}, {} };
        post.isAimless = true;
        const WallTime at { QDate::currentDate().addDays(2), QTime(9, 0), "UTC", WallTime::Turn::First };
        const auto begun = desks.calendar.begin(post, {}, at);
        return begun ? begun->cards.constFirst().post : PostId();
    }
    static qint64 number(const QString &path, const char *sql)
    {
        auto reader = Database::open(path, Database::Mode::Read);
        return reader ? (*reader)->number(sql).value_or(-1) : -1;
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "test_engine.moc"
