#include "core/store/backup.h"
#include "app/cli/command.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace wheelhouse {

namespace {

class BackupCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("backup"); }
    [[nodiscard]] QString summary() const override { return tr("Makes a checked copy of a workspace, or lists them."); }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("list"), tr("Lists the backups there are, each checked, newest first.") });
        parser.addOption({ QStringLiteral("daily"), tr("Makes one only when the last daily one is a day old.") });
    }
    [[nodiscard]] QString more() const override
    {
        return tr("Backups stand in the folder FILE.backups, the pictures of posts in the folder pictures there, each "
                  "once. Others may go on writing to the workspace meanwhile.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*given, clock);
        if (!file && !parser.isSet(QStringLiteral("list")))
            return out.fail(file.error());
        Backups backups(workspacePath(*given), clock);
        if (parser.isSet(QStringLiteral("list")))
            return list(backups, out);
        auto made = parser.isSet(QStringLiteral("daily")) ? backups.makeDailyIfDue() : asMaybe(backups);
        if (!made)
            return out.fail(made.error());
        if (*made)
            tell(**made, out);
        else
            out.say(tr("The last daily backup is less than a day old; none was made."));
        return 0;
    }

private:
    static Result<std::optional<Backup>> asMaybe(Backups &backups)
    {
        auto made = backups.make(Backup::Why::ByHand);
        if (!made)
            return tl::unexpected(made.error());
        return std::optional<Backup>(*made);
    }
    static int list(const Backups &backups, const Output &out)
    {
        const auto all = backups.list(Backups::Look::Pages);
        for (const Backup &backup : all)
            tell(backup, out);
        if (all.isEmpty())
            out.say(tr("There are no backups of this workspace."));
        return 0;
    }
    static void tell(const Backup &backup, const Output &out)
    {
        out.say(
            QStringLiteral("%1  %2  %3  %4  %5")
                .arg(backup.madeAt.toString(Qt::ISODate), toWord(backup.why), QLocale().formattedDataSize(backup.bytes),
                    backup.isGood ? tr("good") : tr("damaged"), backup.path));
        const QStringList lost = lostSentences(backup.lost);
        for (const QString &sentence : lost)
            out.say(QStringLiteral("    ") + sentence);
        out.data(QJsonObject { { QStringLiteral("path"), backup.path },
            { QStringLiteral("made_at"), backup.madeAt.toString(Qt::ISODate) },
            { QStringLiteral("why"), toWord(backup.why) }, { QStringLiteral("bytes"), backup.bytes },
            { QStringLiteral("good"), backup.isGood },
            { QStringLiteral("lost_pictures"), QJsonArray::fromStringList(lost) } });
    }
};

const Registered<BackupCommand> registered;

} // namespace

} // namespace wheelhouse
