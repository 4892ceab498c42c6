#include "tests/bench/catchupbench.h"

#include "app/desktop/workbench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/desk.h"
#include "tests/bench/madeanswers.h"
#include "tests/bench/stallprobe.h"
#include "tests/support/busyaccount.h"
#include "ui/inbox/conversationlistview.h"

#include <QApplication>
#include <QEventLoop>
#include <QFile>
#include <QScrollBar>
#include <QWheelEvent>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr int before = 60; // mentions that were there when the account was connected: one page
constexpr int turnEveryMs = 40; // what a person does with the list, 25 times a second
constexpr int actEvery = 25; // turns between two that are dealt with
constexpr int longestMinutes = 15;

/// Real-looking words, made once; the server puts the number behind them.
std::function<QByteArray(int)> texts()
{
    QList<QByteArray> all;
    const auto lines = Corpus(7).lines(4'000).split('\n');
    for (const QByteArray &line : lines)
        if (!line.isEmpty())
            all.append(QJsonDocument::fromJson(line)["text"_L1].toString().toUtf8());
    return [all](int number) { return all[number % all.size()]; };
}

/// The recorded notification with words where mentions differ; empty where it is not here.
QByteArray recordedShape()
{
    const QJsonObject recorded = recordedNotification();
    if (recorded.isEmpty())
        return {};
    const QDateTime time = QDateTime::fromString(u"2001-02-03T04:05:06.789Z"_s, Qt::ISODateWithMs);
    QJsonObject mention = mastodonMention(recorded, { 7, u"7-text-7"_s, u"7-author-7"_s, time });
    QJsonObject status = mention["status"_L1].toObject();
    const QString id = status["id"_L1].toString();
    mention.insert("id"_L1, u"7-note-7"_s);
    mention.insert("status"_L1, status);
    return QJsonDocument(mention).toJson(QJsonDocument::Compact).replace(id.toLatin1(), "7-status-7");
}

/// MiB of this process that no other has.
double memory()
{
    QFile file(u"/proc/self/smaps_rollup"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : file.readAll().split('\n'))
        if (line.startsWith("Pss:"))
            return line.mid(4).trimmed().split(' ').first().toDouble() / 1024;
    return 0;
}

/// MiB that this process has in memory, shared or not; cheap to ask.
double resident()
{
    QFile file(u"/proc/self/statm"_s);
    constexpr double pagesOfMiB = 1024 * 1024 / 4096.0;
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toDouble() / pagesOfMiB : 0;
}

/// What came in, as the engine tells it; heard on the window's thread.
struct Came {
    qint64 mentions = 0;
    qint64 last = 0; ///< row
    int pages = 0;
    int backwards = 0; ///< pages that began before the one before ended
    QStringList failures;
};

/// A person at the window: scrolls, goes down the list, deals with what is there.
class Hands {
public:
    explicit Hands(Workbench &bench)
        : m_bench(bench)
        , m_view(bench.window().findChild<ConversationListView *>())
    {
        QObject::connect(&bench.inbox(), &InboxPanel::acted, &m_timer, [this] {
            if (m_acting.isValid())
                m_acted.add(double(m_acting.nsecsElapsed()) / 1e6);
            m_acting.invalidate();
        });
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { turn(); });
    }
    void start() { m_timer.start(turnEveryMs); }
    void stop() { m_timer.stop(); }
    [[nodiscard]] const Samples &turns() const { return m_turns; } ///< ms, from the wheel or key to the painted list
    [[nodiscard]] const Samples &acted() const { return m_acted; } ///< ms, from the key to the sentence that it is done

private:
    void turn()
    {
        ++m_number;
        if (m_number % actEvery == 0 && !m_acting.isValid()) {
            m_acting.start();
            if (!m_bench.run(u"inbox.done"_s))
                m_acting.invalidate();
            return;
        }
        if (m_number % 500 == 0) { // back to the newest
            Stream stream;
            stream.view = { View::Kind::AllOpen };
            m_bench.inbox().showStream(stream);
            return;
        }
        m_turns.add(millisecondsOf([this] {
            if (m_number % 2 == 0) {
                QWidget *port = m_view->viewport();
                QWheelEvent wheel(port->rect().center(), port->mapToGlobal(port->rect().center()), {}, { 0, -120 },
                    Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
                QCoreApplication::sendEvent(port, &wheel);
            } else {
                QKeyEvent down(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
                QCoreApplication::sendEvent(m_view, &down);
            }
            m_view->viewport()->repaint();
        }));
    }

    Workbench &m_bench;
    ConversationListView *m_view;
    QTimer m_timer;
    int m_number = 0;
    QElapsedTimer m_acting;
    Samples m_turns;
    Samples m_acted;
};

/// A window over the account, and what it tells.
class Week {
public:
    Week(const QString &folder, int mentions)
        : m_mentions(mentions)
        , m_server({ recordedShape(), texts(), QDateTime::currentDateTimeUtc().addDays(-7),
              7LL * 24 * 3600 * 1000 / (mentions + before), 80 })
        , m_settings(folder + u"/week.ini"_s, QSettings::IniFormat)
        , m_path(folder + u"/week.wheelhouse"_s)
    {
        // What lets us in is kept in a vault of the bench's own.
        for (const char *home : { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME" })
            qputenv(home, (folder + u"/home"_s).toUtf8());
    }

    void catchUp()
    {
        open();
        m_server.setNewest(before + m_mentions);
        m_pagesBefore = m_server.pages();
        m_memoryBefore = memory();
        StallProbe probe;
        Hands hands(*m_bench);
        QTimer watch;
        QObject::connect(&watch, &QTimer::timeout, &m_loop, [this] { m_resident = std::max(m_resident, resident()); });
        QTimer::singleShot(std::chrono::minutes { longestMinutes }, &m_loop, &QEventLoop::quit);
        watch.start(500);
        probe.start();
        hands.start();
        m_clock.start();
        m_bench->engine().lane().ask(
            [&desks = m_bench->engine().desks(), channel = m_channel] { return desks.intake.fetchNow(channel); });
        m_loop.exec();
        m_seconds = double(m_clock.elapsed()) / 1000;
        probe.stop();
        hands.stop();
        m_memoryAfter = memory();
        m_stalls = { probe.all(), probe.own(), probe.work() };
        m_hands = { hands.turns(), hands.acted() };
    }

    void tell(Report &report)
    {
        const QString who = u"a week off line, %1 mentions: "_s.arg(m_mentions);
        const auto ms = [&](const char *what, double value, const std::optional<Goal> &goal) {
            report.say({ who + QLatin1String(what), value, {}, u"ms"_s, goal });
        };
        ms("window's thread, longest stall", m_stalls[1].at(1), atMost(50));
        ms("window's thread, stall p99", m_stalls[1].p99(), {});
        ms("the same with the wait for a core, longest", m_stalls[0].at(1), {});
        ms("of it the thread's own work, longest", m_stalls[2].at(1), {});
        ms("of it the thread's own work, p99", m_stalls[2].p99(), {});
        ms("wheel or key to painted list, p99", m_hands[0].p99(), atMost(16.7));
        ms("a conversation done, key to sentence, p50", m_hands[1].median(), {});
        ms("a conversation done, longest", m_hands[1].at(1), {});
        report.say({ who + u"rate"_s, double(m_came.mentions) / m_seconds, {}, u"rows/s"_s, {} });
        report.say({ who + u"memory before"_s, m_memoryBefore, {}, u"MiB"_s, {} });
        report.say({ who + u"memory after"_s, m_memoryAfter, {}, u"MiB"_s, {} });
        report.say({ who + u"most resident memory"_s, m_resident, {}, u"MiB"_s, {} });
        report.note(u"%1 of %2 came as news in %3 transactions, %4 out of order, %5 lists asked for; %6 dealt with"_s
                        .arg(m_came.mentions)
                        .arg(m_mentions)
                        .arg(m_came.pages)
                        .arg(m_came.backwards)
                        .arg(m_server.pages() - m_pagesBefore)
                        .arg(m_hands[1].size()));
        for (const QString &failure : std::as_const(m_came.failures))
            report.note(u"said meanwhile: "_s + failure);
        const auto reader = must(m_bench->engine().file().openReader());
        const qint64 there = must(reader->number("SELECT count(*) FROM mention"));
        if (there != m_mentions + before)
            report.note(
                u"%1 mentions are there, not %2: the lines above mean nothing"_s.arg(there).arg(m_mentions + before));
    }

private:
    void open()
    {
        const SystemClock &clock = m_wall;
        must(Engine::makeDesk(m_path, u"Bench"_s, u"Robin"_s, clock));
        auto engine = must(Engine::open(m_path, EngineClaim::Role::Window, clock));
        m_server.setNewest(before);
        QObject::connect(&engine->desks().intake, &Intake::fared, &m_loop, [this](const Fare &fare) { hear(fare); });
        m_channel = BusyAccount::signIn(*engine, m_server, m_server.timeOf(before));
        m_loop.exec(); // until what was there has been read
        QObject::connect(&engine->desks().intake, &Intake::admitted, &m_loop,
            [this](const QList<qint64> &mentions) { hear(mentions); });
        applyLook(*qApp, m_look);
        m_bench = must(Workbench::open(std::move(engine), m_look, m_settings));
        m_bench->window().resize(1440, 900);
        m_bench->window().show();
        Stream everything;
        everything.view = { View::Kind::AllOpen };
        m_bench->inbox().showStream(everything);
        m_bench->inbox().takeFocus();
        QTimer::singleShot(std::chrono::seconds { 2 }, &m_loop, &QEventLoop::quit);
        m_loop.exec();
    }
    void hear(const Fare &fare)
    {
        if (fare.channel != m_channel)
            return;
        if (fare.error)
            m_came.failures.append(fare.error->message + u" ("_s + fare.error->detail + u')');
        if (!m_bench || m_came.mentions >= m_mentions)
            m_loop.quit();
    }
    void hear(const QList<qint64> &mentions)
    {
        m_came.backwards += mentions.first() < m_came.last ? 1 : 0;
        m_came.last = mentions.last();
        m_came.mentions += mentions.size();
        ++m_came.pages;
    }

    int m_mentions;
    BusyMastodon m_server;
    QSettings m_settings;
    QString m_path;
    SystemClock m_wall;
    Look m_look;
    QEventLoop m_loop;
    ChannelId m_channel;
    std::unique_ptr<Workbench> m_bench;
    Came m_came;
    QElapsedTimer m_clock;
    double m_seconds = 0;
    int m_pagesBefore = 0;
    double m_memoryBefore = 0;
    double m_memoryAfter = 0;
    double m_resident = 0;
    std::array<Samples, 3> m_stalls; ///< all, own, work
    std::array<Samples, 2> m_hands; ///< turns, acts
};

} // namespace

void benchCatchUp(Report &report, const QString &folder, int mentions)
{
    Week week(folder, mentions);
    week.catchUp();
    week.tell(report);
}

} // namespace wheelhouse
