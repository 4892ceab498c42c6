#include "core/inbox/triage.h"
#include "app/cli/command.h"
#include "core/calendar/calendardesk.h"
#include "core/calendar/planintake.h"
#include "core/gestures/gestures.h"
#include "core/imports/importer.h"
#include "core/inbox/merging.h"
#include "core/inbox/notes.h"
#include "core/inbox/priority.h"
#include "core/inbox/promises.h"
#include "core/inbox/savedfilters.h"
#include "core/networks/accounts.h"
#include "core/people/peopledesk.h"
#include "core/posts/drafting.h"
#include "core/publishing/amendments.h"
#include "core/publishing/outbox.h"
#include "core/publishing/replies.h"
#include "core/routing/macros.h"
#include "core/routing/rulebook.h"
#include "core/routing/ruletrace.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QJsonArray>

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
        , rules(*writer, log, undo, clock)
        , macros(*writer, triage, clock)
        , drafting(*writer, log, undo, clock)
        , people(*writer, log, undo, clock)
        , admission(*writer)
        , importer(*writer, admission, log, clock)
        , accounts(*writer, log, undo, clock)
        , gestures(*writer, log, undo, clock)
        , holds(*writer, log, clock)
        , outbox(*writer, log, undo, holds, clock)
        , posts(*writer, log, clock)
        , calendar(*writer, log, undo, posts, outbox, clock)
        , plans(*writer, log, undo, posts, outbox, clock)
        , replies(*writer, log, undo, posts, outbox, clock)
        , amendments(*writer, log, undo, posts, clock)
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
    RuleBook rules;
    Macros macros;
    Drafting drafting;
    PeopleDesk people;
    Admission admission;
    Importer importer;
    Accounts accounts;
    Gestures gestures;
    Holds holds;
    Outbox outbox;
    PostStore posts;
    CalendarDesk calendar;
    PlanIntake plans;
    Replies replies;
    Amendments amendments;
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
            tr("done, reopen, wait, spam, not-spam, escalate, unread; priority N; macro NAME; why; or undo, redo."),
            QStringLiteral("VERB"));
        parser.addPositionalArgument(
            QStringLiteral("ID"), tr("Of a mention in the conversation."), QStringLiteral("[ID…]"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("Ids are those of “wheelhouse-cli inbox” and “wheelhouse-cli search”. All that is named goes in one "
                  "step to undo.\n\n"
                  "  wheelhouse-cli triage --workspace FILE priority 1 ID\n"
                  "  wheelhouse-cli triage --workspace FILE why ID\n\n"
                  "“why” says how urgent a conversation is and for what reasons, and which rules ran on it.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QString word = parser.positionalArguments().value(1);
        const bool hasValue = word == QLatin1String("priority") || word == QLatin1String("macro");
        const QString value = hasValue ? parser.positionalArguments().value(2) : QString();
        const QStringList ids = parser.positionalArguments().mid(hasValue ? 3 : 2);
        const bool tells = word == QLatin1String("why");
        const bool takesBack = word == QLatin1String("undo") || word == QLatin1String("redo");
        const Verb verb = verbCalled(word);
        if (!takesBack && ((!verb && !hasValue && !tells) || ids.isEmpty()))
            return out.misuse(tr("Say what to do, and to which conversations."));
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        if (!file)
            return out.fail(file.error());
        auto writer = (*file)->openWriter();
        if (!writer)
            return out.fail(writer.error());
        Bench bench(std::move(*writer), clock);
        if (takesBack)
            return takeBack(bench, word == QLatin1String("undo"), out);
        const auto rows = rowsOf(bench, ids);
        if (!rows)
            return out.fail(rows.error());
        if (tells)
            return why(bench, *rows, clock, out);
        return say(hasValue ? actWith(bench, word, value, *rows) : verb(bench.triage, *rows), out);
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
    static Result<QList<qint64>> rowsOf(Bench &bench, const QStringList &ids)
    {
        QList<qint64> rows;
        for (const QString &id : ids) {
            const auto row = bench.standings.find(MentionId::fromString(id));
            if (!row)
                return tl::unexpected(row.error());
            if (!*row)
                return fail(Error::Kind::Missing, tr("No mention here has the id %1. Nothing was done.").arg(id));
            rows.append(**row);
        }
        return rows;
    }
    static Result<Acted> actWith(Bench &bench, const QString &word, const QString &value, const QList<qint64> &rows)
    {
        if (word == QLatin1String("priority")) {
            bool isNumber = false;
            const int priority = value.toInt(&isNumber);
            return bench.triage.prioritise(rows, isNumber ? priority : -1);
        }
        const auto macros = bench.rules.list(Rule::Kind::Macro);
        if (!macros)
            return tl::unexpected(macros.error());
        for (const Rule &macro : *macros)
            if (macro.text.name.compare(value, Qt::CaseInsensitive) == 0)
                return bench.macros.run(macro.id, rows);
        return fail(Error::Kind::Missing, tr("There is no macro “%1”.").arg(value));
    }
    static int say(const Result<Acted> &acted, const Output &out)
    {
        if (!acted)
            return out.fail(acted.error());
        out.say(acted->sentence.isEmpty() ? tr("Nothing to change there") : acted->sentence);
        out.data(
            QJsonObject { { QStringLiteral("changed"), acted->changed }, { QStringLiteral("left"), acted->left } });
        return 0;
    }
    static int why(Bench &bench, const QList<qint64> &rows, const Clock &clock, const Output &out)
    {
        MentionStore store(*bench.writer);
        UrgencyPlaces places(*bench.writer);
        RuleTrace trace(*bench.writer);
        const auto items = store.items(rows);
        if (!items)
            return out.fail(items.error());
        for (const ConversationItem &item : *items) {
            const auto place = places.of(item.row);
            const auto runs = trace.of(item.row);
            if (!place || !runs)
                return out.fail(!place ? place.error() : runs.error());
            tell(item, *place, *runs, clock.now(), out);
        }
        return 0;
    }
    static void tell(const ConversationItem &item, const UrgencyPlaces::Place &place, const QList<RuleRun> &runs,
        const QDateTime &now, const Output &out)
    {
        QJsonArray reasons;
        out.say(place.place == 0 ? tr("It waits for nobody here.") : tr("Number %L1 of what waits.").arg(place.place));
        for (const UrgencyReason &reason : urgencyOf(item).reasons) {
            const QString sentence = urgencySentence(reason, item, now);
            out.say(QStringLiteral("  ") + sentence);
            reasons.append(QJsonObject { { QStringLiteral("why"), sentence },
                { QStringLiteral("hours"), double(reason.headStart) / 3'600'000.0 } });
        }
        QJsonArray ran;
        for (const RuleRun &run : runs) {
            out.say(tr("Rule %1 ran, version %2: “%3”. %4")
                        .arg(run.number)
                        .arg(run.version)
                        .arg(run.text.name, run.text.reason));
            ran.append(QJsonObject { { QStringLiteral("rule"), run.rule.toString() },
                { QStringLiteral("number"), run.number }, { QStringLiteral("version"), run.version },
                { QStringLiteral("did"), run.did.size() }, { QStringLiteral("why"), run.text.reason } });
        }
        out.data(QJsonObject { { QStringLiteral("place"), place.place }, { QStringLiteral("reasons"), reasons },
            { QStringLiteral("rules"), ran } });
    }
};

const Registered<TriageCommand> registered;

} // namespace

} // namespace wheelhouse
