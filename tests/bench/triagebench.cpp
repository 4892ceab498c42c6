#include "tests/bench/desk.h"
#include "tests/bench/rawlimit.h"
#include "tests/bench/readbench.h"

namespace wheelhouse {

void benchTriage(Report &report, const QString &ours, const QString &limit)
{
    constexpr int times = 400;
    Desk desk(ours);
    const auto bare = must(Database::open(limit, Database::Mode::Write));
    const Checkpointer checkpointer(*bare);
    const auto some = [](Database &database) {
        Statement rows(database, "SELECT row FROM conversation WHERE state = 'new' ORDER BY row DESC LIMIT 2000");
        return must(rows.all<qint64>([](const Row &row) { return row.number(0); }));
    };
    const QList<qint64> mine = some(desk.writer);
    const QList<qint64> theirs = some(*bare);
    RawStatement update(*bare, "UPDATE conversation SET state = 'done', done_at = ?2, unread = 0 WHERE row = ?1");
    const Pair one = turnAbout(
        times, [&](int i) { must(desk.triage.done({ mine.at(i) })); },
        [&](int i) { update.number(1, theirs.at(i)).number(2, 1).run(); });
    report.say({ QStringLiteral("one act with undo, audit and counters; a bare UPDATE, p50"), one.ours.median() * 1000,
        one.baseline.median() * 1000, QStringLiteral("us"), ratioAtMost(4) });
    report.say(
        { QStringLiteral("one act, p99"), one.ours.p99() * 1000, one.baseline.p99() * 1000, QStringLiteral("us"), {} });
    const Pair back = turnAbout(
        times, [&](int) { must(desk.undo.back()); }, [&](int i) { update.number(1, theirs.at(i)).number(2, 2).run(); });
    report.say({ QStringLiteral("taking one back; a bare UPDATE, p50"), back.ours.median() * 1000,
        back.baseline.median() * 1000, QStringLiteral("us"), {} });
    const QList<qint64> thousand = mine.mid(0, 1000);
    const double bulk = millisecondsOf([&] { must(desk.triage.done(thousand)); });
    const double bareBulk = millisecondsOf([&] {
        auto transaction = must(Transaction::begin(*bare));
        for (int i = 1000; i < 2000; ++i)
            update.number(1, theirs.at(i)).number(2, 1).run();
        must(transaction.commit());
    });
    report.say({ QStringLiteral("1,000 in bulk, each; bare UPDATEs in one transaction"), bulk, bareBulk,
        QStringLiteral("us"), {} });
    must(desk.undo.back());
}

} // namespace wheelhouse
