#include "tests/bench/windowbench.h"

#include "tests/bench/corpus.h"
#include "tests/bench/desk.h"

#include "core/base/lane.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/kit/look.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QKeyEvent>
#include <QProcess>
#include <QRegularExpression>
#include <QScrollBar>

namespace wheelhouse {

namespace {

/// One start, watched from outside: what it printed and how long the whole process lived.
struct Start {
    double lived = 0; ///< ms, from fork to end: what both programs are compared by
    double memory = 0; ///< MiB
    bool isPainted = false;
};

Start start(const QString &program, const QStringList &arguments)
{
    static const QRegularExpression memory(QStringLiteral("pss-mib ([0-9.]+)"));
    QProcess process;
    Start start;
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    while (process.waitForReadyRead(20'000) && !process.canReadLine()) { }
    start.lived = double(timer.nsecsElapsed()) / 1e6;
    const QString said = QString::fromUtf8(process.readAllStandardOutput());
    start.isPainted = said.contains(QLatin1String("first-paint-ms"));
    start.memory = memory.match(said).captured(1).toDouble();
    process.waitForFinished(20'000);
    return start;
}

} // namespace

void benchStart(
    Report &report, const QString &wheelhouse, const QString &emptyWindow, const QString &large, const QString &empty)
{
    constexpr int times = 11;
    {
        const Desk made(empty);
    }
    const auto ask = [](const QString &path) {
        return QStringList { QStringLiteral("--workspace"), path, QStringLiteral("--bench-first-paint") };
    };
    Samples ours;
    Samples ofEmpty;
    Samples floor;
    Samples memory;
    for (int i = 0; i < times; ++i) {
        const Start one = start(wheelhouse, ask(large));
        if (!one.isPainted) {
            report.note(QStringLiteral("start: wheelhouse told no first paint; its lines are left out"));
            return;
        }
        ours.add(one.lived);
        memory.add(one.memory);
        ofEmpty.add(start(wheelhouse, ask(empty)).lived);
        floor.add(start(emptyWindow, {}).lived);
    }
    report.say({ QStringLiteral("start to first painted inbox; an empty Qt window"), ours.median(), floor.median(),
        QStringLiteral("ms"), ratioAtMost(3) });
    report.say({ QStringLiteral("start to first painted inbox; our own with an empty store"), ours.median(),
        ofEmpty.median(), QStringLiteral("ms"), ratioAtMost(1.3) });
    report.say({ QStringLiteral("memory then (PSS)"), memory.median(), {}, QStringLiteral("MiB"), atMost(100) });
}

void benchScroll(Report &report, const QString &large)
{
    constexpr int frames = 1'000;
    const QString lines = large + QStringLiteral(".more.jsonl");
    Corpus(int(QDateTime::currentSecsSinceEpoch() % 100'000)).write(lines, 100'000); // new to this store
    Lane lane(QStringLiteral("engine"));
    auto importing = lane.ask([&] { Desk(large).import(lines, false); });
    const SystemClock clock;
    const auto file = must(WorkspaceFile::open(large, clock));
    const auto reader = must(file->openReader());
    MentionStore store(*reader);
    Roster roster(*reader);
    NameBook names(store, roster);
    must(names.read());
    const Look look;
    ConversationListModel model(store, names, clock);
    ConversationListView view(model, look);
    view.resize(460, 900);
    model.showView({ View::Kind::AllOpen }, Order::Newest);
    view.show();
    QCoreApplication::processEvents();
    Samples wheel;
    Samples key;
    for (int i = 0; i < frames && (i < frames / 2 || importing.isRunning()); ++i) {
        wheel.add(millisecondsOf([&] {
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->value() + 120);
            view.viewport()->repaint();
        }));
        key.add(millisecondsOf([&] {
            QKeyEvent down(QEvent::KeyPress, Qt::Key_Down, Qt::NoModifier);
            QCoreApplication::sendEvent(&view, &down);
            view.viewport()->repaint();
        }));
        if (i % 20 == 0)
            model.refresh(); // as the screen follows the store, ten times a second
        QCoreApplication::processEvents();
    }
    importing.waitForFinished();
    QFile::remove(lines);
    report.say({ QStringLiteral("scroll frame while an import runs, p99"), wheel.p99(), {}, QStringLiteral("ms"),
        atMost(16.7) });
    report.say({ QStringLiteral("key press to painted effect while an import runs, p99"), key.p99(), {},
        QStringLiteral("ms"), atMost(16.7) });
    report.say({ QStringLiteral("longest stall of the list"), std::max(wheel.at(1), key.at(1)), {},
        QStringLiteral("ms"), atMost(50) });
}

} // namespace wheelhouse
