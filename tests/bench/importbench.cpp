#include "tests/bench/importbench.h"

#include "tests/bench/corpus.h"
#include "tests/bench/desk.h"
#include "tests/bench/rawlimit.h"

#include <QDir>
#include <QProcess>
#include <QRegularExpression>

#include <valgrind/callgrind.h>

namespace wheelhouse {

namespace {

constexpr int windowRows = 100'000;
constexpr int bareRows = 10'000;
constexpr int pageRows = 40;

using Lots = std::vector<std::vector<RawRow>>;

/// The rows of \a file made ready outside of any clock, \a lotRows a lot.
Lots lotsOf(const QString &file, int lotRows)
{
    const auto source = must(ImportSource::open(file, must(ColumnMap::read(Corpus::map()))));
    must(source->setMap(source->map()));
    const qint64 receivedAt = SystemClock().nowMs();
    QStringList channels;
    Lots lots;
    for (bool atEnd = false; !atEnd;) {
        auto batch = must(source->next(lotRows));
        std::vector<RawRow> &lot = lots.emplace_back();
        for (const Verdict &each : std::as_const(batch.verdicts)) {
            if (!channels.contains(each.channel))
                channels.append(each.channel);
            lot.push_back(
                rawRow(prepare(each.arrival, source->network(), receivedAt), int(channels.indexOf(each.channel))));
        }
        atEnd = batch.atEnd;
    }
    return lots;
}

/// One stretch of an import, both sides.
struct Window {
    double oursSeconds = 0;
    double limitSeconds = 0;
    double oursProcessor = 0; ///< microseconds a row, all threads
    double limitProcessor = 0;
};

Window measureWindow(Desk &desk, RawLimit &limit, Corpus &corpus, const QString &file, bool asHistory)
{
    corpus.write(file, windowRows);
    const Lots lots = lotsOf(file, importLotRows);
    Window window;
    double before = processorTime();
    window.oursSeconds = millisecondsOf([&] { desk.import(file, asHistory); }) / 1000;
    window.oursProcessor = (processorTime() - before) / windowRows;
    before = processorTime();
    window.limitSeconds = millisecondsOf([&] {
        for (const auto &lot : lots)
            limit.admit(lot, asHistory);
    }) / 1000;
    window.limitProcessor = (processorTime() - before) / windowRows;
    return window;
}

void sayRates(Report &report, const QString &what, const std::vector<Window> &windows)
{
    double ours = 0;
    double limit = 0;
    for (const Window &each : windows) {
        ours += each.oursSeconds;
        limit += each.limitSeconds;
    }
    const double rows = double(windows.size()) * windowRows;
    report.say({ what, rows / ours, rows / limit, QStringLiteral("rows/s"), ratioAtLeast(0.6) });
}

} // namespace

void benchImport(Report &report, const QString &ours, const QString &limit, int windows)
{
    Corpus corpus;
    Desk desk(ours);
    {
        const Desk made(limit); // only the file; the limit opens it alone
    }
    RawLimit raw(limit);
    const QString file = ours + QStringLiteral(".jsonl");
    std::vector<Window> all;
    for (int i = 0; i < windows; ++i)
        all.push_back(measureWindow(desk, raw, corpus, file, i + 2 < windows));
    QFile::remove(file);
    sayRates(
        report, QStringLiteral("bulk import, first 100k, parse to searchable; limit: raw SQLite"), { all.front() });
    report.say({ QStringLiteral("bulk import, first 100k, processor time a row, all threads"),
        all.front().oursProcessor, all.front().limitProcessor, QStringLiteral("us"), {} });
    if (windows > 1) {
        sayRates(report, QStringLiteral("bulk import, all of %1k").arg(windows * windowRows / 1000), all);
        report.say({ QStringLiteral("write growth: processor time a row, last 100k over first"),
            all.back().oursProcessor / all.front().oursProcessor,
            all.back().limitProcessor / all.front().limitProcessor, QStringLiteral("x"), ratioAtMost(1.15) });
    }
    const double rows = double(windows) * windowRows;
    report.say({ QStringLiteral("bytes a row in the file"), double(sizeOf(ours)) / rows, double(sizeOf(limit)) / rows,
        QStringLiteral("B"), {} });
}

void benchPages(Report &report, const QString &folder)
{
    constexpr int pages = 500;
    const QString file = folder + QStringLiteral("/pages.jsonl");
    Corpus().write(file, pages * pageRows);
    const Lots lots = lotsOf(file, pageRows);
    const auto source = must(ImportSource::open(file, must(ColumnMap::read(Corpus::map()))));
    must(source->setMap(source->map()));
    Desk desk(folder + QStringLiteral("/pages.wheelhouse"));
    const QString limitPath = folder + QStringLiteral("/pages-limit.wheelhouse");
    {
        const Desk made(limitPath);
    }
    RawLimit limit(limitPath);
    const auto ours = [&](int) {
        const auto batch = must(source->next(pageRows));
        QMap<QString, QList<Arrival>> arrivals;
        for (const Verdict &each : batch.verdicts)
            arrivals[each.channel].append(each.arrival);
        auto transaction = must(Transaction::begin(desk.writer));
        const qint64 now = desk.clock.nowMs();
        std::vector<QList<Prepared>> prepared;
        QList<AdmissionBatch> batches;
        prepared.reserve(size_t(arrivals.size()));
        for (auto each = arrivals.cbegin(); each != arrivals.cend(); ++each) {
            Channel channel;
            channel.id = ChannelId::fromName("channel", each.key().toUtf8());
            channel.name = each.key();
            const qint64 row = must(desk.admission.channel(transaction, channel));
            prepared.push_back(prepareAll(each.value(), source->network(), now));
            batches.append({ prepared.back(), { row, now, false, {} } });
        }
        must(desk.admission.admit(transaction, batches));
        must(transaction.commit());
    };
    const Pair pair = turnAbout(pages, ours, [&](int i) { limit.admit(lots[size_t(i)], false); });
    report.say({ QStringLiteral("one page of 40: parsed, committed, searchable, p50"), pair.ours.median(),
        pair.baseline.median(), QStringLiteral("ms"), ratioAtMost(1.5) });
    report.say(
        { QStringLiteral("one page of 40, p99"), pair.ours.p99(), pair.baseline.p99(), QStringLiteral("ms"), {} });
}

void benchBare(const QString &folder, const QString &who)
{
    const QString file = folder + QStringLiteral("/bare.jsonl");
    const QString path = folder + QLatin1Char('/') + who + QStringLiteral(".wheelhouse");
    Corpus().write(file, bareRows);
    const Lots lots = who == QLatin1String("limit") ? lotsOf(file, importLotRows) : Lots();
    Desk desk(path);
    std::optional<RawLimit> limit;
    if (who == QLatin1String("limit"))
        limit.emplace(path);
    CALLGRIND_START_INSTRUMENTATION;
    if (limit)
        for (const auto &lot : lots)
            limit->admit(lot, false);
    else
        desk.import(file, false);
    CALLGRIND_STOP_INSTRUMENTATION;
}

void countInstructions(Report &report, const QString &program, const QString &folder)
{
    double counted[2] = { 0, 0 };
    for (int i = 0; i < 2; ++i) {
        QProcess valgrind;
        valgrind.start(QStringLiteral("valgrind"),
            { QStringLiteral("--tool=callgrind"), QStringLiteral("--instr-atstart=no"),
                QStringLiteral("--callgrind-out-file=") + folder + QStringLiteral("/callgrind.%1").arg(i), program,
                QStringLiteral("--bare"), i == 0 ? QStringLiteral("ours") : QStringLiteral("limit"),
                QStringLiteral("--folder"), folder });
        if (!valgrind.waitForStarted()) {
            report.note(QStringLiteral("instructions a row: valgrind is not here"));
            return;
        }
        valgrind.waitForFinished(-1);
        static const QRegularExpression collected(QStringLiteral("Collected : (\\d+)"));
        counted[i] = collected.match(QString::fromUtf8(valgrind.readAllStandardError())).captured(1).toDouble();
    }
    report.say({ QStringLiteral("instructions a row, import of 10k (callgrind)"), counted[0] / bareRows,
        counted[1] / bareRows, QString(), {} });
}

} // namespace wheelhouse
