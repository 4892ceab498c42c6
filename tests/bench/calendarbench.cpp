#include "core/calendar/calendardesk.h"
#include "core/calendar/clashes.h"
#include "core/posture/holds.h"
#include "core/store/workspacefile.h"
#include "core/team/roster.h"
#include "tests/bench/desk.h"
#include "tests/bench/readbench.h"
#include "ui/calendar/calendarsight.h"
#include "ui/calendar/monthview.h"
#include "ui/kit/look.h"

#include <QFile>
#include <QImage>
#include <QPainter>

namespace wheelhouse {

namespace {

/// 50,000 posts over five years on three outposts (27 a day), each planned within a month of when it was begun, a tenth
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
        SELECT p.row, date('2022-01-01', '+' || ((p.row * 1795 / 50000 + p.row * 7919 % 30)) || ' days') || 'T'
                 || printf('%02d:%02d:00', 7 + p.row % 13, p.row * 7 % 60), 'Europe/Amsterdam',
               CASE WHEN p.row % 1000 = 1 THEN 'FREQ=WEEKLY' ELSE '' END,
               CAST(julianday('2022-01-01') + 0.5 AS INTEGER) + (p.row * 1795 / 50000 + p.row * 7919 % 30),
               CASE WHEN p.row % 1000 = 1 THEN 5373484 ELSE CAST(julianday('2022-01-01') + 0.5 AS INTEGER) + (p.row * 1795 / 50000 + p.row * 7919 % 30) END
          FROM post p WHERE p.row % 10 <> 0;
    INSERT INTO revision (row, id, post, number, author, digest, made_at)
        SELECT row, randomblob(16), row, 1, 1, randomblob(32), 0 FROM post WHERE state = 'submitted';
    INSERT INTO revision_variant (revision, channel, content, digest)
        SELECT v.post, v.channel, x'00', randomblob(32) FROM variant v JOIN post p ON p.row = v.post WHERE p.state = 'submitted';
    INSERT INTO delivery (id, post, variant, channel, digest, wall, zone, due_at, state, made_at)
        SELECT randomblob(16), r.revision, r.row, r.channel, r.digest, replace(substr(l.start, 1, 16), 'T', ' ') || ' Europe/Amsterdam',
               'Europe/Amsterdam', CAST((julianday(l.start) - 2440587.5) * 86400000 AS INTEGER) - 3600000,
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

void makePlan(const QString &path, const Clock &clock)
{
    if (QFile::exists(path))
        return;
    const auto file = must(WorkspaceFile::create(path, QStringLiteral("Plan"), Workspace::Kind::Desk, clock));
    const auto writer = must(file->openWriter());
    Roster roster(*writer);
    auto transaction = must(Transaction::begin(*writer));
    must(roster.beginAs(transaction, QStringLiteral("Ines Okafor")));
    must(writer->run(fiftyThousand));
    must(transaction.commit());
}

void benchMonth(Report &report, const QString &path)
{
    const auto reader = must(Database::open(path, Database::Mode::Read));
    CalendarBook book(*reader);
    const Look look;
    MonthView view(look, nullptr);
    view.resize(1180, 760);
    QImage image(view.size(), QImage::Format_ARGB32_Premultiplied);
    Samples read;
    Samples judged;
    Samples drawn;
    Samples all;
    qsizetype cards = 0;
    CalendarSight sight;
    sight.campaigns = must(book.campaigns());
    sight.zone = sight.machineZone = "Europe/Amsterdam";
    sight.gapMinutes = 60;
    sight.now = Then().now();
    for (int i = 0; i < 120; ++i) {
        const QDate month = QDate(2022, 1, 1).addMonths(i % 60);
        view.setMonth(month);
        const auto [from, to] = view.rangeFor(month);
        read.add(millisecondsOf([&] { sight.page = must(book.page(from, to)); }));
        judged.add(millisecondsOf([&] { sight.clashes = clashesOf(sight.groundFor({})); }));
        drawn.add(millisecondsOf([&] {
            view.setSight(sight, {});
            view.render(&image);
        }));
        cards += sight.page.cards.size();
    }
    report.note(QStringLiteral("%1 cards a month").arg(cards / 120));
    for (const auto &[what, samples, goal] :
        { std::tuple("a month of 50,000 posts read, p99", &read, std::optional(atMost(16))),
            std::tuple("its clashes judged, p99", &judged, std::optional<Goal>()),
            std::tuple("the same drawn, p99", &drawn, std::optional(atMost(16))) })
        report.say({ QString::fromLatin1(what), samples->p99(), {}, QStringLiteral("ms"), goal });
    report.say({ QStringLiteral("a month read, p50"), read.median(), {}, QStringLiteral("ms"), {} });
    report.say({ QStringLiteral("a month drawn, p50"), drawn.median(), {}, QStringLiteral("ms"), {} });
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
    Samples one;
    for (const Card &card : std::as_const(some)) {
        WallTime to = *card.at;
        to.date = to.date.addDays(3);
        one.add(millisecondsOf([&] { must(desk.calendar.place({ { { card.post, card.occurrence }, to } })); }));
    }
    report.say({ QStringLiteral("a drop answered, p99"), one.p99(), {}, QStringLiteral("ms"), atMost(16) });
    report.say({ QStringLiteral("a drop answered, p50"), one.median(), {}, QStringLiteral("ms"), {} });
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
    makePlan(path, clock);
    benchMonth(report, path);
    benchDrop(report, path, clock);
}

} // namespace wheelhouse
