#include "app/cli/command.h"
#include "app/engine/arrivals.h"
#include "core/imports/importrun.h"
#include "core/inbox/corrections.h"
#include "core/inbox/promises.h"
#include "core/store/checkpointer.h"
#include "core/store/workspacefile.h"
#include "core/team/roster.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <unistd.h>

namespace wheelhouse {

namespace {

/// What is written with every answer of --json.
QJsonObject toJson(const ImportState &state)
{
    return { { QStringLiteral("file"), state.fileName }, { QStringLiteral("source"), state.source },
        { QStringLiteral("rows"), state.position.record }, { QStringLiteral("added"), state.added },
        { QStringLiteral("known"), state.known }, { QStringLiteral("refused"), state.refused },
        { QStringLiteral("map"), state.map } };
}

/// The workspace with all that an import needs of it.
struct OpenDesk {
    std::unique_ptr<WorkspaceFile> file;
    std::unique_ptr<Database> writer;
};

/// What is done with what comes in here: promised, read, labelled and ruled as it would be in the window.
struct Arriving {
    Arriving(Database &writer, const Clock &clock)
        : log(writer, clock)
        , undo(writer, log)
        , promises(writer, log, undo, clock)
        , corrections(writer, log, undo, clock)
        , people(writer, log, undo, clock)
        , routing(writer, log, clock)
        , urgencies(writer)
        , admission(writer)
        , importer(writer, admission, log, clock)
    {
        followArrivals(admission, people, routing, urgencies);
    }
    /// From the team's corrections, as the window does before its first import.
    Result<void> learn()
    {
        const auto lessons = corrections.lessons();
        if (!lessons)
            return tl::unexpected(lessons.error());
        admission.teach(learnIfWorthIt(*lessons, &wasStopped).taught);
        return {};
    }
    OperationLog log;
    Undo undo;
    Promises promises;
    Corrections corrections;
    PeopleDesk people;
    Routing routing;
    Urgencies urgencies;
    Admission admission;
    Importer importer;
};

class ImportCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("import"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Imports CSV, JSON Lines, a Mastodon outbox.json or an X tweets.js.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption(
            { QStringLiteral("map"), tr("Which column is what; else it is guessed."), QStringLiteral("MAP") });
        parser.addOption({ QStringLiteral("zone"), tr("For times that say no zone, such as Europe/Amsterdam."),
            QStringLiteral("ZONE") });
        parser.addOption({ QStringLiteral("as"), tr("new: into the inbox. history: done already. Else new."),
            QStringLiteral("WAY"), QStringLiteral("new") });
        parser.addOption(
            { QStringLiteral("dry-run"), tr("Reads the files and says what would come of each, and writes nothing.") });
        parser.addPositionalArgument(
            QStringLiteral("file"), tr("The files, one after the other."), QStringLiteral("FILE..."));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("A map is written as word=column,word=column:\n") + columnMapHelp()
            + tr("\nImporting a file twice adds nothing. What was interrupted goes on where it stopped when the same "
                 "command is given again. A workspace that is not there is made.\n\n"
                 "  wheelhouse-cli import --workspace desk.wheelhouse --map "
                 "id=tweet_id,text=text,author=author_id,time=created_at,reply=in_response_to_tweet_id,ours=!inbound "
                 "FILE\n");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const QStringList files = parser.positionalArguments().mid(1);
        if (files.isEmpty())
            return out.misuse(tr("Say which file to import."));
        const QString way = parser.value(QStringLiteral("as"));
        if (way != QLatin1String("new") && way != QLatin1String("history"))
            return out.misuse(tr("--as is new or history, not “%1”.").arg(way));
        auto map = ColumnMap::read(parser.value(QStringLiteral("map")));
        if (map && parser.isSet(QStringLiteral("zone")))
            map->zone = parser.value(QStringLiteral("zone")).toLatin1();
        if (map && !map->zone.isEmpty() && !QTimeZone(map->zone).isValid())
            return out.misuse(tr("The zone “%1” is not known. A zone is written like Europe/Amsterdam.")
                                  .arg(QString::fromLatin1(map->zone)));
        if (!map)
            return out.misuse(map.error().message);
        if (parser.isSet(QStringLiteral("dry-run")))
            return rehearse(files, *map, out);
        return import(parser, files, *map, way == QLatin1String("history"), out);
    }

private:
    static int rehearse(const QStringList &files, const ColumnMap &map, const Output &out)
    {
        int code = 0;
        for (const QString &file : files) {
            auto source = ImportSource::open(file, map);
            auto state =
                source ? wheelhouse::describe(**source, false) : Result<ImportState>(tl::unexpected(source.error()));
            if (!state) {
                code = out.fail(state.error());
                continue;
            }
            tellReasons(**source, out);
            if (auto read = judgeAll(**source, *state, out); !read) {
                code = out.fail(read.error());
                continue;
            }
            out.say(tr("%1: %2 rows can be taken, %3 cannot. Nothing was written.")
                        .arg(state->fileName, QString::number(state->added), QString::number(state->refused)));
            out.data(toJson(*state));
        }
        return code;
    }

    static Result<void> judgeAll(ImportSource &source, ImportState &state, const Output &out)
    {
        for (bool atEnd = false; !atEnd;) {
            const auto batch = source.next(importLotRows);
            if (!batch)
                return tl::unexpected(batch.error());
            for (const Verdict &each : batch->verdicts) {
                (each.isTaken() ? state.added : state.refused) += 1;
                tellVerdict(each, out);
            }
            state.position = batch->after;
            atEnd = batch->atEnd;
        }
        return {};
    }

    static void tellReasons(const ImportSource &source, const Output &out)
    {
        out.say(tr("%1, read as %2").arg(QFileInfo(source.path()).fileName(), source.encodingName()));
        for (const Proposal::Reason &each : source.proposal().reasons)
            if (source.map().column(each.role) == each.column)
                out.say(QStringLiteral("  %1=%2  %3").arg(roleWord(each.role), each.column, each.words));
        for (const QString &each : source.proposal().notes)
            out.say(QLatin1String("  ") + each);
        out.say(QLatin1String("  --map ") + source.map().write());
    }

    static void tellVerdict(const Verdict &verdict, const Output &out)
    {
        if (verdict.kind != Verdict::Kind::Take)
            out.note(verdict.sentence());
    }

    static Result<OpenDesk> openDesk(const QString &path, const Clock &clock, const Output &out)
    {
        OpenDesk desk;
        const bool isThere = QFileInfo::exists(workspacePath(path));
        auto file = isThere
            ? WorkspaceFile::open(path, clock)
            : WorkspaceFile::create(path, QFileInfo(path).completeBaseName(), Workspace::Kind::Desk, clock);
        if (!file)
            return tl::unexpected(file.error());
        if (!isThere)
            out.note(tr("The workspace “%1” was made.").arg((*file)->path()));
        auto writer = (*file)->openWriter();
        if (!writer)
            return tl::unexpected(writer.error());
        Roster roster(**writer);
        if (const auto me = roster.me(); !me && me.error().kind == Error::Kind::Missing)
            if (auto named = nameMe(**writer, roster); !named)
                return tl::unexpected(named.error());
        desk.file = *std::move(file);
        desk.writer = *std::move(writer);
        return desk;
    }

    /// An import is an operation, and operations need a person: who is logged in, until somebody says otherwise.
    static Result<void> nameMe(Database &writer, Roster &roster)
    {
        auto transaction = Transaction::begin(writer);
        if (!transaction)
            return tl::unexpected(transaction.error());
        if (auto named = roster.beginAs(*transaction, qEnvironmentVariable("USER", tr("Me"))); !named)
            return tl::unexpected(named.error());
        return transaction->commit();
    }

    static int import(const QCommandLineParser &parser, const QStringList &files, const ColumnMap &map, bool asHistory,
        const Output &out)
    {
        const auto given = askedWorkspace(parser);
        if (!given)
            return out.misuse(given.error().message);
        const SystemClock clock;
        auto desk = openDesk(*given, clock, out);
        if (!desk)
            return out.fail(desk.error());
        const Checkpointer checkpointer(*desk->writer);
        Arriving arriving(*desk->writer, clock);
        if (auto taught = arriving.learn(); !taught)
            return out.fail(taught.error());
        Importer &importer = arriving.importer;
        int code = 0;
        for (const QString &file : files) {
            const auto done = importOne(importer, file, map, asHistory, out);
            if (!done) {
                code = out.fail(done.error());
                if (wasStopped())
                    break;
                continue;
            }
            out.say(QStringLiteral("%1: %2").arg(done->fileName, importSentence(*done)));
            out.data(toJson(*done));
        }
        return code;
    }

    static Result<ImportState> importOne(
        Importer &importer, const QString &file, const ColumnMap &map, bool asHistory, const Output &out)
    {
        auto source = ImportSource::open(file, map);
        if (!source)
            return tl::unexpected(source.error());
        if ((*source)->takesMap())
            if (auto fits = (*source)->setMap((*source)->map()); !fits)
                return tl::unexpected(fits.error());
        auto state = wheelhouse::describe(**source, asHistory).and_then([&](const ImportState &wanted) {
            return importer.begin(wanted);
        });
        if (!state)
            return state;
        if (state->position.record > 0)
            out.note(tr("%1 goes on after row %2.").arg(state->fileName, QString::number(state->position.record)));
        const bool onTerminal = isatty(STDERR_FILENO) == 1;
        bool stopped = false;
        auto done = runImport(
            **source, *state,
            [&](const ImportState &before, const ImportLot &lot) { return importer.take(before, lot); },
            [&](const ImportProgress &progress) {
                for (const Verdict &each : progress.said)
                    tellVerdict(each, out);
                if (onTerminal && progress.bytesTotal > 0)
                    out.note(tr("%1 %: %2")
                                 .arg(QString::number(progress.bytesDone * 100 / progress.bytesTotal),
                                     importSentence(progress.state)));
                stopped = wasStopped();
                return !stopped;
            },
            [&importer] { return importer.reader(); });
        if (!done || !stopped || done->stage == ImportState::Stage::Done)
            return done;
        if (auto paused = importer.pause(*done); !paused)
            return paused;
        return wheelhouse::fail(Error::Kind::Cancelled,
            tr("Stopped after row %1. Give the same command again to go on.")
                .arg(QString::number(done->position.record)));
    }
};

const Registered<ImportCommand> registered;

} // namespace

} // namespace wheelhouse
