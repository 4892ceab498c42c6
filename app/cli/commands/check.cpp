#include "core/store/check.h"
#include "app/cli/command.h"
#include "core/operations/operationlog.h"
#include "core/operations/verify.h"
#include "core/store/picturecopies.h"
#include "core/store/salvage.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace wheelhouse {

namespace {

class CheckCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("check"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Looks for damage in a workspace, and mends what can be.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption({ QStringLiteral("thorough"), tr("Compares every index too; takes longer.") });
        parser.addOption({ QStringLiteral("repair"),
            tr("Rebuilds the search indexes and the counts where they are wrong, and brings lost pictures back from "
               "the "
               "backups.") });
        parser.addOption({ QStringLiteral("salvage"),
            tr("Saves what can be read of a damaged workspace into a new one."), QStringLiteral("NEW") });
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        if (parser.isSet(QStringLiteral("salvage")))
            return save(workspacePath(*given), parser.value(QStringLiteral("salvage")), out);
        const auto file = WorkspaceFile::open(*given, m_clock);
        if (!file)
            return out.fail(file.error());
        auto reader = (*file)->openReader();
        if (!reader)
            return out.fail(reader.error());
        auto found = checkWorkspace(std::move(*reader), parser.isSet(QStringLiteral("thorough")));
        if (!found)
            return out.fail(found.error());
        const auto chain = found->isSound() ? chainOf(**file) : Result<ChainReport>();
        if (!chain)
            return out.fail(chain.error());
        tell(*found, *chain, out);
        if (!chain->holds())
            return 1;
        if (!parser.isSet(QStringLiteral("repair")) || !found->isSound())
            return found->isClean() ? 0 : 1;
        return found->isClean() ? 0 : mend(**file, *found, out);
    }

private:
    [[nodiscard]] Result<ChainReport> chainOf(const WorkspaceFile &file) const
    {
        auto reader = file.openReader();
        if (!reader)
            return tl::unexpected(reader.error());
        OperationLog log(**reader, m_clock);
        return verifyChain(log);
    }
    static int mend(const WorkspaceFile &file, const CheckReport &found, const Output &out)
    {
        const auto writer = file.openWriter();
        if (!writer)
            return out.fail(writer.error());
        if (const auto done = repair(**writer, found); !done)
            return out.fail(done.error());
        const std::atomic<bool> isNeverCancelled = false;
        const auto lost = PictureCopies(isNeverCancelled).lost(**writer, MediaStore(file.path()));
        if (!lost)
            return out.fail(lost.error());
        if (!lost->isEmpty()) {
            out.say(tr("What is lost of pictures is in no backup either. Attach them again. All else is mended."));
            return 1;
        }
        out.say(tr("Mended. No mention was changed."));
        return 0;
    }
    static void tell(const CheckReport &found, const ChainReport &chain, const Output &out)
    {
        const auto sentences = found.sentences();
        for (const QString &sentence : sentences)
            out.say(sentence);
        if (!chain.holds())
            out.say(chain.trouble);
        if (found.isClean() && chain.holds())
            out.say(tr("Nothing is wrong with this workspace."));
        out.data(QJsonObject { { QStringLiteral("clean"), found.isClean() },
            { QStringLiteral("pages"), QJsonArray::fromStringList(found.pages) },
            { QStringLiteral("stray_keys"), found.strayKeys }, { QStringLiteral("chain_holds"), chain.holds() },
            { QStringLiteral("operations"), chain.operations },
            { QStringLiteral("index_in_step"), found.isIndexInStep },
            { QStringLiteral("people_in_step"), found.arePeopleInStep },
            { QStringLiteral("wrong_tallies"), found.wrongTallies },
            { QStringLiteral("wrong_plan_lines"), found.wrongPlanLines },
            { QStringLiteral("lost_pictures"), QJsonArray::fromStringList(lostSentences(found.lostPictures)) } });
    }
    int save(const QString &damaged, const QString &fresh, const Output &out) const
    {
        const auto saved = salvage(damaged, fresh, m_clock);
        if (!saved)
            return out.fail(saved.error());
        const auto sentences = saved->sentences();
        for (const QString &sentence : sentences)
            out.say(sentence);
        out.say(tr("Saved into %1. The damaged file was not changed.").arg(saved->path));
        QJsonObject tables;
        for (const auto &table : saved->tables)
            tables.insert(table.name,
                QJsonObject { { QStringLiteral("saved"), table.saved },
                    { QStringLiteral("of"), table.of ? QJsonValue(*table.of) : QJsonValue() } });
        out.data(QJsonObject { { QStringLiteral("path"), saved->path }, { QStringLiteral("tables"), tables },
            { QStringLiteral("mended"), saved->mended } });
        return 0;
    }

    SystemClock m_clock;
};

const Registered<CheckCommand> registered;

} // namespace

} // namespace wheelhouse
