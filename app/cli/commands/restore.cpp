#include "app/cli/command.h"
#include "core/housekeeping/erasure.h"
#include "core/store/backup.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>

namespace wheelhouse {

namespace {

class RestoreCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("restore"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Puts a backup in the place of a workspace, and keeps what was there.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(
            QStringLiteral("backup"), tr("The backup; without one, the newest good one."), QStringLiteral("[BACKUP]"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("wheelhouse-cli backup --list --workspace FILE shows what there is.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        const SystemClock clock;
        Backups backups(workspacePath(*given), clock);
        QString backup = parser.positionalArguments().value(1);
        if (backup.isEmpty())
            backup = backups.newestGood().value_or(Backup {}).path;
        if (backup.isEmpty())
            return out.fail({ Error::Kind::Missing,
                tr("There is no good backup of this workspace. Nothing was changed. wheelhouse-cli check --salvage "
                   "saves what can be read."),
                {} });
        const auto restored = backups.restore(backup);
        if (!restored)
            return out.fail(restored.error());
        if (const auto done = forgetAgain(workspacePath(*given), clock); !done)
            return out.fail(done.error());
        out.say(tr("Restored from %1.").arg(backup));
        if (!restored->aside.isEmpty())
            out.say(tr("What was there is kept as %1.").arg(restored->aside));
        const QStringList lost = lostSentences(restored->lost);
        for (const QString &sentence : lost)
            out.say(sentence);
        if (!lost.isEmpty())
            out.say(tr("Posts with such a picture are not sent; attach it again. All else is restored."));
        out.data(QJsonObject { { QStringLiteral("restored"), backup }, { QStringLiteral("kept"), restored->aside },
            { QStringLiteral("lost_pictures"), QJsonArray::fromStringList(lost) } });
        return lost.isEmpty() ? 0 : 1;
    }

private:
    /// Who was erased since the backup was made is erased from it as well.
    static Result<void> forgetAgain(const QString &path, const Clock &clock)
    {
        const auto file = WorkspaceFile::open(path, clock);
        if (!file)
            return tl::unexpected(file.error());
        auto writer = (*file)->openWriter();
        if (!writer)
            return tl::unexpected(writer.error());
        OperationLog log(**writer, clock);
        Admission admission(**writer);
        if (const auto begun = Erasure(**writer, log, admission, clock).beginListed(); !begun)
            return tl::unexpected(begun.error());
        return Erasing(**writer, log, clock).finish();
    }
};

const Registered<RestoreCommand> registered;

} // namespace

} // namespace wheelhouse
