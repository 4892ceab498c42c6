#include "app/cli/command.h"
#include "app/cli/commands/calmprogress.h"
#include "app/cli/enginevault.h"
#include "app/engine/desktopnotes.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTimer>

namespace wheelhouse {

namespace {

constexpr int lookForStopMs = 100;

class AgentCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("agent"); }
    [[nodiscard]] QString summary() const override { return tr("Runs the engine of a workspace without a window."); }
    void describe(QCommandLineParser &) const override { }
    [[nodiscard]] QString more() const override
    {
        return tr("It gives way while a window is open, and ends with Ctrl+C.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        const SystemClock clock;
        const auto engine = Engine::open(*given, EngineClaim::Role::Agent, clock);
        if (!engine)
            return out.fail(engine.error());
        if (auto opened = openVault(**engine, out); !opened)
            return out.fail(opened.error());
        listen(**engine, out);
        DesktopNotes notes;
        listenToBell(**engine, notes, out);
        QTimer stop;
        QObject::connect(&stop, &QTimer::timeout, &stop, [] {
            if (wasStopped())
                QCoreApplication::quit();
        });
        stop.start(lookForStopMs);
        return QCoreApplication::exec();
    }

private:
    /// Output only writes lines, so that the engine's lane may tell. There nothing happens between the question and the
    /// first change that is heard.
    static void listen(Engine &engine, const Output &out)
    {
        const auto begin = [&claim = engine.desks().claim, &out] {
            QObject::connect(
                &claim, &EngineClaim::gained, &claim, [&out] { tell(out, tr("The engine runs here."), true); });
            QObject::connect(&claim, &EngineClaim::yielding, &claim,
                [&out] { tell(out, tr("The engine was handed to a window, or ends."), false); });
            if (claim.isHeld())
                tell(out, tr("The engine runs here."), true);
        };
        engine.lane().ask(begin);
        const auto told = std::make_shared<CalmProgress>();
        engine.lane().ask([&intake = engine.desks().intake, &clock = engine.clock(), &out, told] {
            QObject::connect(&intake, &Intake::catchingUp, &intake, [&clock, &out, told](const CatchUp &catchUp) {
                if (told->isWorthALine(catchUp))
                    tellProgress(out, catchUp, clock.now());
            });
        });
    }
    /// On the desktop, and on the line: whoever keeps the agent's lines (the journal) has it where no desktop is.
    static void listenToBell(Engine &engine, DesktopNotes &notes, const Output &out)
    {
        QObject::connect(&engine.desks().bell, &OutboxBell::rang, &notes, [&notes, &out](const DesktopNote &note) {
            out.note(tr("%1. %2", "what happened, more of it").arg(note.title, note.body));
            notes.show(note);
        });
        QObject::connect(&notes, &DesktopNotes::opened, &notes, [path = engine.file().path()] {
            QProcess::startDetached(QCoreApplication::applicationDirPath() + QStringLiteral("/wheelhouse"),
                { QStringLiteral("--outbox"), QStringLiteral("--workspace"), path });
        });
    }
    static void tellProgress(const Output &out, const CatchUp &catchUp, const QDateTime &now)
    {
        out.say(catchUpWords(catchUp, now));
        out.data(QJsonObject { { QStringLiteral("catching_up"), catchUp.channel.toString() },
            { QStringLiteral("name"), catchUp.name }, { QStringLiteral("added"), catchUp.added },
            { QStringLiteral("reached"),
                catchUp.reached.isValid() ? QJsonValue(catchUp.reached.toString(Qt::ISODateWithMs))
                                          : QJsonValue(QJsonValue::Null) },
            { QStringLiteral("over"), catchUp.isOver } });
    }
    static void tell(const Output &out, const QString &sentence, bool isHeld)
    {
        out.say(sentence);
        out.data(QJsonObject { { QStringLiteral("engine"), isHeld } });
    }
};

const Registered<AgentCommand> registered;

} // namespace

} // namespace wheelhouse
