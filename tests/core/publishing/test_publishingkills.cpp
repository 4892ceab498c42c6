#include "core/connectors/mastodon/mastodonconnector.h"
#include "core/http/lanehttpclient.h"
#include "core/posts/media.h"
#include "core/publishing/outbox.h"
#include "core/publishing/publisher.h"
#include "tests/support/countingmastodon.h"
#include "tests/support/desk.h"
#include "tests/support/rounds.h"

#include <QProcess>

#include <csignal>

using namespace wheelhouse;
using namespace std::chrono_literals;
using State = Delivery::State;

namespace {

const Channel ours { ChannelId::fromName("channel", "count"), NetworkId::Mastodon, QStringLiteral("@us"),
    QStringLiteral("@us") };
constexpr int longestChildMs = 6'000;
constexpr int longestFailingMs = 1'500; // where something fails for ever, nothing ends by itself
constexpr int quietMs = 250; // nothing to do for so long: it is done
constexpr auto longest = 15min; // for what comes about by itself, on a machine that is slow
constexpr int killsEach = 100; // of a row

/// The program that is killed: sends what is due at \a port, and ends when there is nothing to do.
int sendAs(const QString &path, int port)
{
    auto writer = TestDesk::must(Database::open(path, Database::Mode::Write));
    const SystemClock clock;
    Changes changes(*writer);
    Dispatch dispatch(*writer, clock, QString::number(QCoreApplication::applicationPid()));
    MediaStore media(path);
    LaneHttpClient http(clock);
    const QString host = QStringLiteral("localhost:%1").arg(port);
    MastodonConnector mastodon({ ours, QUrl(QStringLiteral("http://") + host), host, CountingMastodon::ourName(),
                                   QStringLiteral("7"), {}, {} },
        Secret(QByteArrayLiteral("token")), http);
    Publisher publisher({ dispatch, [&mastodon](ChannelId) -> Connector * { return &mastodon; },
        [&media](const QByteArray &digest) { return media.read(digest); }, changes, clock,
        ClockWatch::systemSteady() });
    QElapsedTimer quiet;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &look, [&] {
        if (publisher.isSending() || !dispatch.due().value_or(QList<DeliveryTurn>()).isEmpty()
            || !dispatch.doubtful().value_or(QList<DeliveryTurn>()).isEmpty())
            quiet.restart();
        if (quiet.elapsed() > quietMs)
            QCoreApplication::quit();
    });
    quiet.start();
    look.start(20);
    const bool isFailing = qEnvironmentVariableIsSet("WH_FAIL");
    QTimer::singleShot(isFailing ? longestFailingMs : longestChildMs, &look, &QCoreApplication::quit);
    publisher.start();
    return QCoreApplication::exec();
}

/// A desk whose sender dies.
class Room {
public:
    Room()
    {
        auto transaction = Transaction::begin(m_desk.writer());
        TestDesk::must(m_desk.admission.channel(*transaction, ours));
        TestDesk::must(transaction->commit());
        m_media = std::make_unique<MediaStore>(m_desk.database.path());
        QImage picture(40, 30, QImage::Format_RGB32);
        picture.fill(Qt::darkGreen);
        QBuffer png;
        picture.save(&png, "PNG");
        const KeptPicture kept = TestDesk::must(keepPicture(*m_media, png.data(), usualLimits(NetworkId::Mastodon)));
        m_picture = { kept.prepared.digest, kept.prepared.type, kept.prepared.size, QStringLiteral("A tin") };
    }
    /// A post alone, one with a picture, and a thread of three.
    void queue(const QString &name)
    {
        PostContent alone;
        alone.parts = { { name + QStringLiteral(" alone"), {} } };
        PostContent pictured;
        pictured.parts = { { name + QStringLiteral(" pictured"), { m_picture } } };
        PostContent thread;
        for (int i = 1; i <= 3; ++i)
            thread.parts.append({ name + QStringLiteral(" part %1").arg(i), {} });
        for (const PostContent &each : { alone, pictured, thread }) {
            auto transaction = Transaction::begin(m_desk.writer());
            const PostId post = TestDesk::must(m_posts.begin(*transaction, { { { ours.id, each } }, {}, {} }));
            const Revision revision = TestDesk::must(m_posts.submit(*transaction, post));
            const QDateTime now = m_clock.now();
            TestDesk::must(m_outbox.queue(*transaction, revision,
                { { now.date(), QTime(now.time().hour(), now.time().minute()), "UTC", WallTime::Turn::First }, now }));
            TestDesk::must(transaction->commit());
            for (const PostPart &part : each.parts)
                m_texts.append(part.text);
        }
    }
    /// Starts the sender, with \a failing as WH_FAIL, and kills it after \a afterMs; 0: it ends by itself.
    void send(const QString &failing = {}, int afterMs = 0)
    {
        TestDesk::must(m_desk.writer().run("UPDATE delivery SET not_before = 0")); // time goes by
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!failing.isEmpty())
            environment.insert(QStringLiteral("WH_FAIL"), failing);
        environment.insert(QStringLiteral("ASAN_OPTIONS"), QStringLiteral("detect_leaks=0"));
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start(QCoreApplication::applicationFilePath(),
            { QStringLiteral("--send"), m_desk.database.path(), QString::number(server.port()) });
        if (afterMs > 0 && !program.waitForFinished(afterMs))
            ::kill(pid_t(program.processId()), SIGKILL);
        if (program.state() != QProcess::NotRunning
            && !program.waitForFinished(int(std::chrono::milliseconds(longest).count())))
            qFatal("the sender does not end");
    }
    /// Has it sent on a good day until nothing moves any more; false: something never comes to rest.
    bool settle()
    {
        server.trouble(0, 0);
        QDeadlineTimer patience(longest);
        for (int round = 1; !patience.hasExpired(); ++round) {
            send();
            if (round < 4) // what is in doubt is seen by a person at once, and looked into for a while
                continue;
            const auto all = TestDesk::must(m_book.list({}, 10'000));
            if (std::all_of(all.cbegin(), all.cend(),
                    [](const Delivery &each) { return each.state == State::Sent || needsPerson(each); }))
                return true;
        }
        return false;
    }
    /// What a person sees at the end; empty: all is as it must be.
    QString verdict()
    {
        const auto said = server.said();
        const auto deliveries = TestDesk::must(m_book.list({}, 10'000));
        for (const QString &text : std::as_const(m_texts)) {
            const auto count = std::count_if(
                said.cbegin(), said.cend(), [&text](const CountingMastodon::Said &each) { return each.text == text; });
            if (count > 1)
                return QStringLiteral("said %1 times: %2").arg(count).arg(text);
        }
        for (const Delivery &each : deliveries) {
            if (each.state != State::Sent && !needsPerson(each))
                return QStringLiteral("%1 is %2").arg(each.words, stateWord(each.state));
            const int out = int(std::count_if(said.cbegin(), said.cend(), [&each](const CountingMastodon::Said &one) {
                return one.text.startsWith(each.words.section(u' ', 0, 1))
                    && each.words.section(u' ', 1, 1) == QStringLiteral("part");
            }));
            if (each.state == State::Sent && each.partsOut != each.parts)
                return QStringLiteral("%1 is sent in part").arg(each.words);
            if (each.parts > 1 && out != each.partsOut && each.state == State::Sent)
                return QStringLiteral("%1: %2 out, %3 known").arg(each.words).arg(out).arg(each.partsOut);
            isOut += each.partsOut;
            isNot += each.parts - each.partsOut;
        }
        if (int(said.size()) != isOut)
            return QStringLiteral("%1 are out there, %2 are known to be").arg(said.size()).arg(isOut);
        return {};
    }

    CountingMastodon server;
    int isOut = 0; ///< parts, once each
    int isNot = 0; ///< where a person sees why

private:
    TestDesk m_desk;
    SystemClock m_clock;
    PostStore m_posts { m_desk.writer(), m_desk.log, m_clock };
    Holds m_holds { m_desk.writer(), m_desk.log, m_clock };
    Outbox m_outbox { m_desk.writer(), m_desk.log, m_desk.undo, m_holds, m_clock };
    DeliveryBook m_book { m_desk.writer() };
    std::unique_ptr<MediaStore> m_media;
    PictureRef m_picture;
    QStringList m_texts;
};

} // namespace

class TestPublishingKills : public QObject {
    Q_OBJECT
private slots:
    void everyPlaceThatMayFailDoesOnce_data()
    {
        QTest::addColumn<QString>("failing");
        QStringList places { QStringLiteral("claim"), QStringLiteral("upload"), QStringLiteral("intent"),
            QStringLiteral("sent"), QStringLiteral("handover"), QStringLiteral("doubt"), QStringLiteral("reject"),
            QStringLiteral("postpone"), QStringLiteral("recover") };
        QStringList all { QStringLiteral("upload.write"), QStringLiteral("publish.write"),
            QStringLiteral("publish.answered") };
        for (const QString &each : std::as_const(places))
            all << each + QStringLiteral(".commit") << each + QStringLiteral(".committed");
        // In short each place dies, and every other fails in one way or the other.
        const int rows =
            rounds("places and ways to fail while publishing", int(all.size()) * 3 / 2, int(all.size()) * 3);
        const bool isWhole = rows == all.size() * 3;
        for (int i = 0; i < all.size(); ++i) {
            const bool isFull = i % 4 < 2;
            for (const char *how : { "die", "io", "full" })
                if (isWhole || *how == 'd' || (i % 2 == 0 && isFull == (*how == 'f')))
                    QTest::newRow(qPrintable(all.at(i) + u' ' + QLatin1String(how)))
                        << all.at(i) + u':' + QLatin1String(how);
        }
    }
    void everyPlaceThatMayFailDoesOnce()
    {
        QFETCH(const QString, failing);
        Room room;
        room.queue(QStringLiteral("One"));
        room.server.trouble(40, quint32(qHash(failing)));
        room.send(failing);
        QVERIFY2(room.settle(), "something neither goes out nor waits for a person");
        const QString verdict = room.verdict();
        QVERIFY2(verdict.isEmpty(), qPrintable(verdict));
    }

    /// Killed at random moments while a server loses answers, loses questions, is late, refuses and asks for patience.
    void C03_killedAtRandomNothingIsSaidTwiceOrLostUnseen_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("kills");
        const int kills = rounds("kills while publishing", 20, 1000);
        for (int from = 0; from < kills; from += killsEach)
            QTest::addRow("from %d", from) << from << std::min(killsEach, kills - from);
    }
    void C03_killedAtRandomNothingIsSaidTwiceOrLostUnseen()
    {
        QFETCH(const int, from);
        QFETCH(const int, kills);
        QRandomGenerator dice(20'261'123 + quint32(from));
        int out = 0;
        int notOut = 0;
        for (int done = 0; done < kills;) {
            Room room;
            room.server.trouble(30, dice.generate());
            for (int post = 0; post < 3; ++post)
                room.queue(QStringLiteral("Post%1").arg(post));
            for (int i = 0; i < 10 && done < kills; ++i, ++done)
                room.send({}, dice.bounded(60, 900));
            QVERIFY2(room.settle(), "something neither goes out nor waits for a person");
            const QString verdict = room.verdict();
            QVERIFY2(verdict.isEmpty(), qPrintable(QStringLiteral("after %1 kills: %2").arg(done).arg(verdict)));
            out += room.isOut;
            notOut += room.isNot;
        }
        qInfo("%d kills: %d parts out there once, %d not, where a person sees why; none twice", kills, out, notOut);
        QVERIFY(out > 0);
    }
};

int main(int argc, char **argv)
{
    QGuiApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == QLatin1String("--send"))
        return sendAs(arguments.value(2), arguments.value(3).toInt());
    TestPublishingKills test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_publishingkills.moc"
