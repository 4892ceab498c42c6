#include "tests/bench/corpus.h"
#include "tests/bench/report.h"

#include <QCommandLineParser>
#include <QCoreApplication>

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.process(app);
    wheelhouse::Report report;
    wheelhouse::Corpus corpus;
    constexpr int rows = 100'000;
    QByteArray made;
    const double took = wheelhouse::millisecondsOf([&] { made = corpus.lines(rows); });
    report.say({ QStringLiteral("the bench's own generator, bytes a row"), double(made.size()) / rows, {},
        QStringLiteral("B"), {} });
    report.say({ QStringLiteral("the bench's own generator, rows a second"), rows / took * 1000, {},
        QStringLiteral("rows/s"), {} });
    return 0;
}
