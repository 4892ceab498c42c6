#include "app/cli/command.h"
#include "app/engine/engine.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace wheelhouse {

namespace {

class NewCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("new"); }
    [[nodiscard]] QString summary() const override { return tr("Makes a workspace: an empty desk, or the sample."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("name"), tr("What the desk is called."), QStringLiteral("NAME") });
        parser.addOption({ QStringLiteral("person"), tr("Who sits at it."), QStringLiteral("NAME") });
        parser.addOption({ QStringLiteral("sample"), tr("With the made-up coffee company in it; can never send.") });
    }
    [[nodiscard]] QString more() const override
    {
        return tr("Examples:\n  wheelhouse-cli new --workspace desk.wheelhouse --name \"Marlowe Coffee\" --person "
                  "\"Ines Okafor\"\n"
                  "  wheelhouse-cli new --workspace sample.wheelhouse --sample");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const bool sample = parser.isSet(QStringLiteral("sample"));
        const QString person = parser.value(QStringLiteral("person"));
        if (!sample && person.trimmed().isEmpty())
            return out.misuse(tr("Say who sits at the desk, with --person NAME."));
        const QString asked = parser.value(QStringLiteral("name"));
        const QString name = asked.isEmpty() ? QFileInfo(*path).completeBaseName() : asked;
        const SystemClock clock;
        const auto made = sample ? Engine::makeSample(*path, clock) : Engine::makeDesk(*path, name, person, clock);
        if (!made)
            return out.fail(made.error());
        out.say(tr("Made %1").arg(workspacePath(*path)));
        out.data(QJsonObject { { QStringLiteral("workspace"), workspacePath(*path) } });
        return 0;
    }
};

const Registered<NewCommand> registered;

} // namespace

} // namespace wheelhouse
