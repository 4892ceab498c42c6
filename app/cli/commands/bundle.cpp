#include "app/cli/command.h"
#include "core/base/log.h"
#include "core/housekeeping/supportbundle.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

class BundleCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("bundle"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("What helps to find a fault, without anybody's words.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("replace"), tr("Over the file that is there.") });
        parser.addPositionalArgument(
            QStringLiteral("file"), tr("The ZIP to write; without one it is shown."), QStringLiteral("[FILE]"));
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
        const auto bundle =
            SupportBundle::collect(**file, {}, QCoreApplication::applicationVersion(), logFolder(), clock);
        if (!bundle)
            return out.fail(bundle.error());
        const QString path = parser.positionalArguments().value(1);
        out.say(bundle->shown());
        if (path.isEmpty())
            return 0;
        const auto existing =
            parser.isSet(QStringLiteral("replace")) ? WholeFile::Existing::Replace : WholeFile::Existing::Refuse;
        if (const auto saved = bundle->save(path, existing, clock.now()); !saved)
            return out.fail(saved.error());
        out.note(tr("Saved as %1.").arg(path));
        out.data(QJsonObject { { QStringLiteral("file"), path } });
        return 0;
    }
};

const Registered<BundleCommand> registered;

} // namespace

} // namespace wheelhouse
