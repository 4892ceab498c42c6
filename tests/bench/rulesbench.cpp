#include "tests/bench/desk.h"
#include "tests/bench/readbench.h"

#include "core/inbox/priority.h"
#include "core/routing/dryrun.h"
#include "core/routing/routing.h"
#include "core/routing/rulebook.h"

#include <atomic>
#include <thread>

namespace wheelhouse {

namespace {

constexpr double archiveMs = 10'000; // a dry run over a million
constexpr double stopMs = 100;

Rule rule(const QString &asks, bool stops = false)
{
    Rule made;
    made.id = RuleId::fresh();
    made.text = { asks, asks, { { RuleAct::Kind::Prioritise, {}, 2, {} }, { RuleAct::Kind::Done, {}, 0, {} } }, stops,
        QStringLiteral("To measure") };
    return made;
}

/// Fifty as a team may have them: words, phrases, filters, both.
QList<Rule> fifty()
{
    QList<Rule> rules;
    for (int i = 0; i < 50; ++i) {
        const QString asks = i % 5 == 0 ? QStringLiteral("lang:en is:new has:link")
            : i % 5 == 1                ? QStringLiteral("refund -quokkaflux after:%1d").arg(i * 20)
            : i % 5 == 2                ? QStringLiteral("\"order number\" assigned:nobody")
            : i % 5 == 3                ? QStringLiteral("channel:journal (refund OR quokkaflux)")
                                        : QStringLiteral("from:a%1 is:unread").arg(i);
        rules.append(rule(asks, i % 10 == 9));
    }
    return rules;
}

double dryRun(const Desk &desk, const QList<Rule> &rules, qint64 &conversations)
{
    const auto reader = desk.reader();
    DryRun dry(*reader, desk.clock);
    return millisecondsOf([&] { conversations = must(dry.run(rules)).conversations; });
}

/// From the wish to stop until it has stopped.
double stopping(const Desk &desk, const QList<Rule> &rules)
{
    const auto reader = desk.reader();
    DryRun dry(*reader, desk.clock);
    std::atomic<bool> stop = false;
    std::atomic<qint64> wished = 0;
    dry.setStop([&stop] { return stop.load(); });
    std::thread person([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds { 300 });
        wished = std::chrono::steady_clock::now().time_since_epoch().count();
        stop = true;
    });
    std::ignore = dry.run(rules);
    const auto ended = std::chrono::steady_clock::now().time_since_epoch().count();
    person.join();
    return wished == 0 ? 0 : double(ended - wished) / 1e6;
}

/// What the rules add to the arrival of the newest five hundred. Taken back by the transaction.
double onBatch(Desk &desk)
{
    Statement newest(desk.writer, "SELECT row FROM mention WHERE is_ours = 0 ORDER BY row DESC LIMIT 500");
    const auto batch = must(newest.all<qint64>([](const Row &row) { return row.number(0); }));
    RuleBook book(desk.writer, desk.log, desk.undo, desk.clock);
    const auto rules = fifty();
    for (const Rule &each : rules)
        must(book.add(Rule::Kind::Rule, each.text));
    Routing routing(desk.writer, desk.log, desk.clock);
    double spent = 0;
    {
        auto transaction = must(Transaction::begin(desk.writer));
        spent = millisecondsOf([&] { must(routing.follow(transaction, batch)); });
    }
    for (const Rule &each : must(book.list(Rule::Kind::Rule)))
        must(book.remove(each.id));
    return spent;
}

} // namespace

void benchRules(Report &report, const QString &path)
{
    Desk desk(path);
    const auto tell = [&](const QString &what, const QList<Rule> &rules) {
        qint64 conversations = 0;
        const double spent = dryRun(desk, rules, conversations);
        report.say({ QStringLiteral("dry run over the archive: %1 (%2 conversations)").arg(what).arg(conversations),
            spent, {}, QStringLiteral("ms"), atMost(archiveMs) });
    };
    tell(QStringLiteral("a word of 0.5 %"), { rule(QStringLiteral("refund")) });
    tell(QStringLiteral("the commonest word"), { rule(QStringLiteral("the")) });
    tell(QStringLiteral("a filter alone"), { rule(QStringLiteral("lang:en")) });
    tell(QStringLiteral("everything but one word"), { rule(QStringLiteral("-quokkaflux")) });
    tell(QStringLiteral("fifty rules"), fifty());
    report.say({ QStringLiteral("stopping a dry run of fifty rules"), stopping(desk, fifty()), {}, QStringLiteral("ms"),
        atMost(stopMs) });
    report.say({ QStringLiteral("fifty rules on a batch of 500"), onBatch(desk), {}, QStringLiteral("ms"), {} });
    MentionStore store(desk.writer);
    Samples pages;
    for (int i = 0; i < 50; ++i)
        pages.add(millisecondsOf([&] {
            std::ignore = must(store.page({ View::Kind::AllOpen, 0 }, Order::MostUrgent, {}, 50));
        }));
    report.say({ QStringLiteral("a page of 50, most urgent first, p50"), pages.median(), {}, QStringLiteral("ms"),
        atMost(2) });
}

} // namespace wheelhouse
