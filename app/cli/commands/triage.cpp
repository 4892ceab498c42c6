#include "core/inbox/triage.h"
#include "app/cli/command.h"
#include "core/imports/importer.h"
#include "core/inbox/merging.h"
#include "core/inbox/notes.h"
#include "core/inbox/promises.h"
#include "core/inbox/savedfilters.h"
#include "core/networks/accounts.h"
#include "core/people/peopledesk.h"
#include "core/posts/drafting.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

/// The desk's services for one act, over the process's own writing connection: all that know how to take a step back.
struct Bench {
    Bench(std::unique_ptr<Database> opened, const Clock &clock)
        : writer(std::move(opened))
        , log(*writer, clock)
        , undo(*writer, log)
        , promises(*writer, log, undo, clock)
        , triage(*writer, log, undo, clock)
        , notes(*writer, log, undo, clock)
        , merging(*writer, log, undo, clock)
        , filters(*writer, log, undo)
        , drafting(*writer, log, undo, clock)
        , people(*writer, log, undo, clock)
        , admission(*writer)
        , importer(*writer, admission, log, clock)
        , accounts(*writer, log, undo, clock)
        , standings(*writer)
    {
        importer.teach(undo);
    }
    std::unique_ptr<Database> writer;
    OperationLog log;
    Undo undo;
    Promises promises; // what is done here stops and starts them
    Triage triage;
    Notes notes;
    Merging merging;
    SavedFilters filters;
    Drafting drafting;
    PeopleDesk people;
    Admission admission;
    Importer importer;
    Accounts accounts;
    Standings standings;
};

using Verb = Result<Acted> (*)(Triage &, const QList<qint64> &);

Verb verbCalled(const QString &word)
{
    static const QHash<QString, Verb> verbs {
        { QStringLiteral("done"), [](Triage &t, const QList<qint64> &rows) { return t.done(rows); } },
        { QStringLiteral("reopen"), [](Triage &t, const QList<qint64> &rows) { return t.reopen(rows); } },
        { QStringLiteral("wait"), [](Triage &t, const QList<qint64> &rows) { return t.wait(rows); } },
        { QStringLiteral("spam"), [](Triage &t, const QList<qint64> &rows) { return t.spam(rows); } },
        { QStringLiteral("not-spam"), [](Triage &t, const QList<qint64> &rows) { return t.notSpam(rows); } },
        { QStringLiteral("escalate"), [](Triage &t, const QList<qint64> &rows) { return t.escalate(rows, true); } },
        { QStringLiteral("unread"), [](Triage &t, const QList<qint64> &rows) { return t.setUnread(rows, true); } },
    };
    return verbs.value(word, nullptr);
}

class TriageCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("triage"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Does one thing to conversations, or takes the last one back.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(QStringLiteral("VERB"),
            tr("done, reopen, wait, spam, not-spam, escalate, unread; or undo, redo."), QStringLiteral("VERB"));
        parser.addPositionalArgument(
            QStringLiteral("ID"), tr("Of a mention in the conversation."), QStringLiteral("[ID…]"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("Ids are those of “wheelhouse-cli inbox” and “wheelhouse-cli search”. All that is named goes in one "
                  "step to undo.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QString word = parser.positionalArguments().value(1);
        const QStringList ids = parser.positionalArguments().mid(2);
        const bool takesBack = word == QLatin1String("undo") || word == QLatin1String("redo");
        const Verb verb = verbCalled(word);
        if (!takesBack && (!verb || ids.isEmpty()))
            return out.misuse(tr("Say what to do, and to which conversations."));
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        if (!file)
            return out.fail(file.error());
        auto writer = (*file)->openWriter();
        if (!writer)
            return out.fail(writer.error());
        Bench bench(std::move(*writer), clock);
        return takesBack ? takeBack(bench, word == QLatin1String("undo"), out) : act(bench, verb, ids, out);
    }

private:
    static int takeBack(Bench &bench, bool back, const Output &out)
    {
        const Undo::Way way = back ? Undo::Way::Back : Undo::Way::Again;
        auto undone = back ? bench.undo.back() : bench.undo.again();
        while (undone && undone->isPart)
            undone = bench.undo.goOn(undone->operation, way);
        if (!undone)
            return out.fail(undone.error());
        out.say(undone->sentence);
        out.data(QJsonObject { { QStringLiteral("conversations"), undone->conversations.size() },
            { QStringLiteral("kept"), undone->kept } });
        return 0;
    }
    static int act(Bench &bench, Verb verb, const QStringList &ids, const Output &out)
    {
        QList<qint64> rows;
        for (const QString &id : ids) {
            const auto row = bench.standings.find(MentionId::fromString(id));
            if (!row)
                return out.fail(row.error());
            if (!*row)
                return out.fail(
                    { Error::Kind::Missing, tr("No mention here has the id %1. Nothing was done.").arg(id), {}, {} });
            rows.append(**row);
        }
        const auto acted = verb(bench.triage, rows);
        if (!acted)
            return out.fail(acted.error());
        out.say(acted->sentence.isEmpty() ? tr("Nothing to change there") : acted->sentence);
        out.data(
            QJsonObject { { QStringLiteral("changed"), acted->changed }, { QStringLiteral("left"), acted->left } });
        return 0;
    }
};

const Registered<TriageCommand> registered;

} // namespace

} // namespace wheelhouse
