#include "core/calendar/calendardesk.h"
#include "core/calendar/clashes.h"
#include "core/posture/holds.h"
#include "core/store/workspacefile.h"
#include "core/team/roster.h"
#include "tests/bench/desk.h"
#include "tests/bench/readbench.h"
#include "ui/calendar/calendarpanel.h"
#include "ui/calendar/monthview.h"
#include "ui/kit/look.h"
#include "ui/kit/shortcuts.h"

#include <QCoreApplication>
#include <QFile>
#include <QImage>
#include <QPainter>
#include <QSettings>
#include <QTemporaryDir>

namespace wheelhouse {

namespace {

/// 50,000 posts from %1 on over %2 days on three outposts, each planned within a month of when it was begun, a tenth
/// without a date, half of the others in the outbox or out, and fifty series.
const char *const fiftyThousand = R"(
    INSERT INTO channel (id, network, name, handle) VALUES
        (randomblob(16), 'mastodon', '@marlowe', '@marlowe'), (randomblob(16), 'bluesky', 'marlowe', 'marlowe'),
        (randomblob(16), 'wordpress', 'Journal', 'journal');
    INSERT INTO campaign (id, name, letter, tint) SELECT randomblob(16), 'Campaign ' || value, 'C', 'cyan'
        FROM (WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 12) SELECT value FROM n);
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
    INSERT INTO post (row, id, author, state, campaign, made_at)
        SELECT i, randomblob(16), 1, CASE WHEN i % 2 = 0 AND i % 10 <> 0 THEN 'submitted' ELSE 'draft' END,
               CASE WHEN i % 3 = 0 THEN 1 + i % 12 END, 1760000000000 + i FROM n;
    INSERT INTO variant (id, post, channel, text, salt, saved_at)
        SELECT randomblob(16), p.row, c.row, 'What the valley says about harvest ' || p.row || ': it came early, and the beans show it. '
               || 'Come and taste on Saturday, from nine to noon, at the roastery.', x'00', 0
          FROM post p JOIN channel c ON c.row = 1 + p.row % 3 OR (p.row % 4 = 0 AND c.row = 1 + (p.row + 1) % 3);
    INSERT INTO plan (post, start, zone, rule, first_day, last_day)
        SELECT p.row, date('%1', '+' || ((p.row * %2 / 50000 + p.row * 7919 % 30)) || ' days') || 'T'
                 || printf('%02d:%02d:00', 7 + p.row % 13, p.row * 7 % 60), 'Europe/Amsterdam',
               CASE WHEN p.row % 1000 = 1 THEN 'FREQ=WEEKLY' ELSE '' END,
               CAST(julianday('%1') + 0.5 AS INTEGER) + (p.row * %2 / 50000 + p.row * 7919 % 30),
               CASE WHEN p.row % 1000 = 1 THEN 5373484 ELSE CAST(julianday('%1') + 0.5 AS INTEGER) + (p.row * %2 / 50000 + p.row * 7919 % 30) END
          FROM post p WHERE p.row % 10 <> 0;
    INSERT INTO revision (row, id, post, number, author, digest, made_at)
        SELECT row, randomblob(16), row, 1, 1, randomblob(32), 0 FROM post WHERE state = 'submitted';
    INSERT INTO revision_variant (revision, channel, content, digest)
        SELECT v.post, v.channel, x'00', randomblob(32) FROM variant v JOIN post p ON p.row = v.post WHERE p.state = 'submitted';
    INSERT INTO delivery (id, post, variant, channel, digest, wall, zone, due_at, state, made_at)
        SELECT randomblob(16), r.revision, r.row, r.channel, r.digest, replace(substr(l.start, 1, 16), 'T', ' ') || ' Europe/Amsterdam',
               'Europe/Amsterdam', 1000 * CAST(strftime('%s', l.start) AS INTEGER) - (CASE WHEN l.start BETWEEN
               date(substr(l.start, 1, 4) || '-04-01', 'weekday 0', '-7 days')
                   AND date(substr(l.start, 1, 4) || '-11-01', 'weekday 0', '-7 days') THEN 7200000 ELSE 3600000 END),
               CASE WHEN l.start < '2026-10-12' THEN 'sent' ELSE 'queued' END, 0
          FROM revision_variant r JOIN plan l ON l.post = r.revision;
    INSERT INTO delivery_part (delivery, number, key, state, url)
        SELECT row, 0, randomblob(32), CASE state WHEN 'sent' THEN 'sent' ELSE 'waiting' END, 'https://marlowe.example/' || row FROM delivery;
    ANALYZE)";

/// The clock of the week in which it is measured.
class Then final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return { QDate(2026, 10, 12), QTime(10, 42), Qt::UTC }; }
};

struct PlanDesk {
    PlanDesk(const QString &path, const Clock &clock)
        : writer(must(Database::open(path, Database::Mode::Write)))
        , log(*writer, clock)
        , undo(*writer, log)
        , posts(*writer, log, clock)
        , holds(*writer, log, clock)
        , outbox(*writer, log, undo, holds, clock)
        , calendar(*writer, log, undo, posts, outbox, clock)
    {
    }
    std::unique_ptr<Database> writer;
    OperationLog log;
    Undo undo;
    PostStore posts;
    Holds holds;
    Outbox outbox;
    CalendarDesk calendar;
};

/// How thickly a store is planned.
struct Density {
    const char *words;
    QDate first;
    int months;
};
const Density densities[] = { { "five years", QDate(2022, 1, 1), 59 }, { "two years", QDate(2025, 3, 1), 23 } };

void makePlan(const QString &path, const Density &density, const Clock &clock)
{
    if (QFile::exists(path))
        return;
    const auto file = must(WorkspaceFile::create(path, QStringLiteral("Plan"), Workspace::Kind::Desk, clock));
    const auto writer = must(file->openWriter());
    Roster roster(*writer);
    const QByteArray days = QByteArray::number(density.first.daysTo(density.first.addMonths(density.months)));
    const QByteArray sql =
        QByteArray(fiftyThousand).replace("%1", density.first.toString(Qt::ISODate).toLatin1()).replace("%2", days);
    auto transaction = must(Transaction::begin(*writer));
    must(roster.beginAs(transaction, QStringLiteral("Ines Okafor")));
    must(writer->run(sql.constData()));
    must(transaction.commit());
}

/// By the clock on the wall, and what the processor spent: on a busy machine the former waits for others.
struct Timed {
    Samples wall;
    Samples processor;
    void add(const std::function<void()> &work)
    {
        const double before = processorTime();
        wall.add(millisecondsOf(work));
        processor.add((processorTime() - before) / 1000);
    }
};

/// What a month that nobody has looked at costs, part by part.
struct Parts {
    Timed read; ///< on the reading lane
    Timed judged; ///< likewise: what stands against each card
    Timed drawn; ///< given to the view and painted, on the window's thread
    qsizetype cards = 0; ///< of a month, on average
};

/// The month of a view without the panel about it.
Parts monthByParts(CalendarBook &book, const Density &density)
{
    Parts parts;
    const Look look;
    MonthView view(look, nullptr);
    view.resize(1132, 740);
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    CalendarSight sight;
    sight.campaigns = must(book.campaigns());
    sight.zone = sight.machineZone = "Europe/Amsterdam";
    sight.gapMinutes = 60;
    sight.now = Then().now();
    const int times = 2 * density.months;
    for (int i = 0; i < times; ++i) {
        const QDate day = density.first.addMonths(i % density.months);
        const auto [from, to] = view.rangeFor(day);
        parts.read.add([&, first = from, last = to] { sight.page = must(book.page(first, last)); });
        parts.judged.add([&] { sight.judgeCards(); });
        parts.drawn.add([&] {
            view.setMonth(day);
            view.setSight(sight, {});
            view.render(&image);
        });
        parts.cards += sight.page.cards.size();
    }
    parts.cards /= times;
    return parts;
}

/// The calendar as a person has it before them: window, engine's lane and reading lane over a store of their own.
class PlanWindow {
public:
    PlanWindow(const QString &path, const Clock &clock)
    {
        on([&] {
            m_desk = std::make_unique<PlanDesk>(path, clock);
            m_changes = std::make_unique<Changes>(*m_desk->writer);
        });
        m_panel = std::make_unique<CalendarPanel>(
            CalendarServices { m_engine, m_desk->calendar, m_reader, path, QStringLiteral("Bench"), *m_changes, clock },
            m_look, m_shortcuts, m_settings);
        m_panel->resize(1368, 840);
        m_panel->show();
        m_watch.panel = m_panel.get();
        m_panel->view()->viewport()->installEventFilter(&m_watch);
    }
    ~PlanWindow()
    {
        m_panel.reset();
        m_reader.stop();
        on([this] {
            m_changes.reset();
            m_desk.reset();
        });
    }
    PlanWindow(const PlanWindow &) = delete;
    PlanWindow &operator=(const PlanWindow &) = delete;

    /// From the key to the picture: asked for, read where nobody has it yet, shown, painted.
    void leafTo(QDate day)
    {
        m_watch.wanted = m_panel->view()->rangeFor(day).first;
        m_panel->showDay(day);
        while (m_watch.wanted.isValid())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }

private:
    /// Sees when the view paints what was wanted.
    struct Watch : QObject {
        const CalendarPanel *panel = nullptr;
        QDate wanted; ///< its first day; none: it was painted
        bool eventFilter(QObject *, QEvent *event) override
        {
            if (event->type() == QEvent::Paint && panel->sight().page.from == wanted)
                wanted = {};
            return false;
        }
    };
    template<typename Work> void on(Work work) { m_engine.ask(std::move(work)).waitForFinished(); }

    QTemporaryDir m_folder;
    QSettings m_settings { m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat };
    Look m_look;
    Shortcuts m_shortcuts { m_settings };
    Lane m_engine { QStringLiteral("engine") };
    Lane m_reader { QStringLiteral("reader") };
    std::unique_ptr<PlanDesk> m_desk;
    std::unique_ptr<Changes> m_changes;
    Watch m_watch;
    std::unique_ptr<CalendarPanel> m_panel;
};

/// Leafing through all months; of those that are kept only the newest few are, so each of them is cold.
Timed coldMonths(PlanWindow &window, const Density &density)
{
    Timed cold;
    for (int i = 0; i < 2 * density.months; ++i)
        cold.add([&] { window.leafTo(density.first.addMonths(i % density.months)); });
    return cold;
}

/// To and fro between two months that were read before.
Timed keptMonths(PlanWindow &window, const Density &density)
{
    Timed kept;
    const QDate middle = density.first.addMonths(density.months / 2);
    window.leafTo(middle);
    window.leafTo(middle.addMonths(1));
    for (int i = 0; i < 100; ++i)
        kept.add([&] { window.leafTo(middle.addMonths(i % 2)); });
    return kept;
}

/// The best of three rounds: others may be at work on the machine.
Timed bestOfThree(const std::function<Timed()> &round)
{
    Timed best = round();
    for (int i = 1; i < 3; ++i)
        if (Timed other = round(); other.processor.p99() < best.processor.p99())
            best = std::move(other);
    return best;
}

void say(Report &report, const QString &words, const Timed &timed, std::optional<Goal> goal)
{
    const QString unit = QStringLiteral("ms");
    report.say({ words + QStringLiteral(", p99 of processor time"), timed.processor.p99(), {}, unit, goal });
    report.say({ words + QStringLiteral(", p99 by the clock"), timed.wall.p99(), {}, unit, {} });
    report.say({ words + QStringLiteral(", p50 by the clock"), timed.wall.median(), {}, unit, {} });
}

void benchMonth(Report &report, const QString &path, const Density &density, const Clock &clock)
{
    const auto reader = must(Database::open(path, Database::Mode::Read));
    reader->setCache(16 * 1024); // as ui/calendar/calendarreading has it
    CalendarBook book(*reader);
    const Parts parts = monthByParts(book, density);
    PlanWindow window(path, clock);
    const QString over = QStringLiteral(", ") + QLatin1String(density.words);
    report.note(
        QStringLiteral("50,000 posts over %1: %2 cards a month; the whole calendar in its window; best of three")
            .arg(QLatin1String(density.words))
            .arg(parts.cards));
    say(report, QStringLiteral("a cold month, from key to picture") + over,
        bestOfThree([&] { return coldMonths(window, density); }), atMost(16));
    say(report, QStringLiteral("a kept month, from key to picture") + over,
        bestOfThree([&] { return keptMonths(window, density); }), atMost(16));
    say(report, QStringLiteral("of a cold month: read") + over, parts.read, {});
    say(report, QStringLiteral("of a cold month: judged") + over, parts.judged, {});
    say(report, QStringLiteral("of a cold month: drawn") + over, parts.drawn, {});
}

void benchDrop(Report &report, const QString &path, const Clock &clock)
{
    PlanDesk desk(path, clock);
    CalendarBook book(*desk.writer);
    const auto page = must(book.page(QDate(2026, 11, 1), QDate(2026, 12, 31)));
    QList<Card> some;
    for (const Card &card : page.cards)
        if (card.isMovable() && !card.repeats && some.size() < 600)
            some.append(card);
    Timed one;
    for (const Card &card : std::as_const(some)) {
        WallTime to = *card.at;
        to.date = to.date.addDays(3);
        one.add([&] { must(desk.calendar.place({ { { card.post, card.occurrence }, to } })); });
    }
    report.say({ QStringLiteral("a drop answered, p99 of processor time"), one.processor.p99(), {},
        QStringLiteral("ms"), atMost(16) });
    report.say({ QStringLiteral("a drop answered, p99 by the clock"), one.wall.p99(), {}, QStringLiteral("ms"), {} });
    report.say(
        { QStringLiteral("a drop answered, p50 by the clock"), one.wall.median(), {}, QStringLiteral("ms"), {} });
    Samples back;
    for (qsizetype i = 0; i < some.size() / 2; ++i)
        back.add(millisecondsOf([&] { must(desk.undo.back()); }));
    report.say({ QStringLiteral("a drop taken back, p99"), back.p99(), {}, QStringLiteral("ms"), atMost(16) });
    QList<Placement> twenty;
    for (int i = 0; i < 20; ++i) {
        const Card &card = some.at(some.size() - 1 - i);
        twenty.append({ { card.post, card.occurrence }, card.at });
    }
    const double many = millisecondsOf([&] { must(desk.calendar.place(twenty)); });
    report.say({ QStringLiteral("twenty dropped at once"), many, {}, QStringLiteral("ms"), {} });
}

} // namespace

void benchCalendar(Report &report, const QString &path)
{
    const Then clock;
    for (const Density &density : densities) {
        const QString own =
            QString(path).replace(QLatin1String(".wheelhouse"), QStringLiteral("-%1.wheelhouse").arg(density.months));
        makePlan(own, density, clock);
        benchMonth(report, own, density, clock);
        benchDrop(report, own, clock);
    }
}

} // namespace wheelhouse
