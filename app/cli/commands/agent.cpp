#include "app/cli/command.h"
#include "core/store/checkpointer.h"
#include "core/store/claims.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
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
        const auto file = WorkspaceFile::open(*given, clock);
        if (!file)
            return out.fail(file.error());
        auto writer = (*file)->openWriter();
        if (!writer)
            return out.fail(writer.error());
        const Checkpointer checkpointer(**writer);
        EngineClaim claim(**writer, EngineClaim::Role::Agent);
        QObject::connect(&claim, &EngineClaim::gained, &claim, [&] { tell(out, tr("The engine runs here."), true); });
        QObject::connect(&claim, &EngineClaim::yielding, &claim,
            [&] { tell(out, tr("The engine was handed to a window, or ends."), false); });
        if (const auto started = claim.start(); !started)
            return out.fail(started.error());
        QTimer stop;
        QObject::connect(&stop, &QTimer::timeout, &stop, [] {
            if (wasStopped())
                QCoreApplication::quit();
        });
        stop.start(lookForStopMs);
        return QCoreApplication::exec();
    }

private:
    static void tell(const Output &out, const QString &sentence, bool isHeld)
    {
        out.say(sentence);
        out.data(QJsonObject { { QStringLiteral("engine"), isHeld } });
    }
};

const Registered<AgentCommand> registered;

} // namespace

} // namespace wheelhouse
