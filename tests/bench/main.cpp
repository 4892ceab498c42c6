#include "tests/bench/answerbench.h"
#include "tests/bench/catchupbench.h"
#include "tests/bench/corpus.h"
#include "tests/bench/desk.h"
#include "tests/bench/importbench.h"
#include "tests/bench/publishbench.h"
#include "tests/bench/readbench.h"
#include "tests/bench/windowbench.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

namespace {

QCommandLineOption value(const char *name, const char *what)
{
    return { QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(name).toUpper() };
}

/// The store against which growth is told: 10,000 mentions.
void makeSmall(const QString &path)
{
    if (QFileInfo::exists(path))
        return;
    const QString lines = path + QStringLiteral(".jsonl");
    wheelhouse::Corpus().write(lines, 10'000);
    wheelhouse::Desk(path).import(lines, false);
    QFile::remove(lines);
}

/// Puts the label "rare" on twenty conversations, old and new.
void labelSome(const QString &path)
{
    using namespace wheelhouse;
    Desk desk(path);
    must(desk.writer.run("INSERT OR IGNORE INTO label (id, name) VALUES (randomblob(16), 'rare')"));
    const qint64 label = must(desk.writer.number("SELECT row FROM label WHERE name = 'rare'"));
    Statement spread(desk.writer, "SELECT row FROM conversation WHERE row % 997 = 5 AND state <> 'merged' LIMIT 20");
    const auto rows = must(spread.all<qint64>([](const Row &row) { return row.number(0); }));
    must(desk.triage.label(rows, { label }, {}));
}

} // namespace

int main(int argc, char **argv)
{
    using namespace wheelhouse;
    QApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({ QStringLiteral("quick"), QStringLiteral("100,000 rows where the table asks for a million.") });
    parser.addOption({ QStringLiteral("instructions"), QStringLiteral("Count instructions under valgrind as well.") });
    parser.addOption({ QStringLiteral("peers"), QStringLiteral("Measure notmuch as well; its index takes minutes.") });
    parser.addOption(value("only",
        "Only these: "
        "import,pages,answers,texts,reads,search,triage,people,rules,calendar,window,scroll,week,publish."));
    parser.addOption(value("folder", "Where the stores are made, and kept; else a folder that goes afterwards."));
    parser.addOption(value("network", "Of answers only networks whose name holds this."));
    parser.addOption(value("bare", "For --instructions: one import alone, ours or limit."));
    parser.process(app);
    QTemporaryDir own(QDir::tempPath() + QStringLiteral("/wheelhouse-bench-XXXXXX"));
    const QString folder = parser.isSet(QStringLiteral("folder")) ? parser.value(QStringLiteral("folder")) : own.path();
    QDir().mkpath(folder);
    if (parser.isSet(QStringLiteral("bare"))) {
        benchBare(folder, parser.value(QStringLiteral("bare")));
        return 0;
    }
    const QStringList only = parser.value(QStringLiteral("only")).split(QLatin1Char(','), Qt::SkipEmptyParts);
    const auto wants = [&](const char *group) { return only.isEmpty() || only.contains(QLatin1String(group)); };
    const bool quick = parser.isSet(QStringLiteral("quick"));
    const QString ours = folder + QStringLiteral("/ours.wheelhouse");
    const QString limit = folder + QStringLiteral("/limit.wheelhouse");
    Report report;
    if (parser.isSet(QStringLiteral("instructions")))
        countInstructions(report, QCoreApplication::applicationFilePath(), folder);
    if (wants("pages"))
        benchPages(report, folder);
    if (wants("answers"))
        benchAnswers(report, folder, parser.value(QStringLiteral("network")));
    if (wants("import"))
        benchImport(report, ours, limit, quick ? 1 : 10);
    if (wants("texts"))
        benchTexts(report);
    const QString small = folder + QStringLiteral("/small.wheelhouse");
    if (wants("reads")) {
        makeSmall(small);
        benchReads(report, ours, small);
    }
    if (wants("search")) {
        labelSome(ours);
        benchSearch(report, ours);
    }
    if (wants("triage"))
        benchTriage(report, ours, limit);
    if (wants("people"))
        benchPeople(report, ours, folder + QStringLiteral("/people.wheelhouse"), quick ? 100'000 : 1'000'000);
    if (wants("rules"))
        benchRules(report, ours);
    if (wants("calendar"))
        benchCalendar(report, folder + QStringLiteral("/plan.wheelhouse"));
    const QString here = QCoreApplication::applicationDirPath();
    if (wants("window"))
        benchStart(report, here + QStringLiteral("/../../app/desktop/wheelhouse"),
            here + QStringLiteral("/wheelhouse-emptywindow"), ours, folder + QStringLiteral("/empty.wheelhouse"));
    if (wants("scroll"))
        benchScroll(report, ours);
    if (wants("week"))
        benchCatchUp(report, folder, quick ? 10'000 : 100'000);
    if (wants("publish"))
        benchPublishing(report, folder, quick ? 2'000 : 10'000);
    if (parser.isSet(QStringLiteral("peers")))
        benchPeers(report, here + QStringLiteral("/../../app/cli"), folder);
    report.note(report.shortOf() == 0 ? QStringLiteral("every goal was met")
                                      : QStringLiteral("%1 goals were missed").arg(report.shortOf()));
    return 0;
}
