#include "tests/bench/importbench.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>

namespace {

QCommandLineOption value(const char *name, const char *what)
{
    return { QString::fromLatin1(name), QString::fromLatin1(what), QString::fromLatin1(name).toUpper() };
}

} // namespace

int main(int argc, char **argv)
{
    using namespace wheelhouse;
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOption({ QStringLiteral("quick"), QStringLiteral("100,000 rows where the table asks for a million.") });
    parser.addOption({ QStringLiteral("instructions"), QStringLiteral("Count instructions under valgrind as well.") });
    parser.addOption({ QStringLiteral("peers"), QStringLiteral("Measure notmuch as well; its index takes minutes.") });
    parser.addOption(value("only", "Only these: import,pages,reads,search,triage,window,scroll."));
    parser.addOption(value("folder", "Where the stores are made, and kept; else a folder that goes afterwards."));
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
    if (wants("import"))
        benchImport(report, ours, limit, quick ? 1 : 10);
    report.note(report.shortOf() == 0 ? QStringLiteral("every goal was met")
                                      : QStringLiteral("%1 goals were missed").arg(report.shortOf()));
    return 0;
}
