#include "app/cli/command.h"
#include "core/inbox/labels.h"
#include "core/routing/dryrun.h"
#include "core/routing/rulebook.h"
#include "core/store/workspacefile.h"
#include "core/team/roster.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

/// What the command needs over one writing connection.
struct Bench {
    Bench(std::unique_ptr<Database> opened, const Clock &clock)
        : writer(std::move(opened))
        , log(*writer, clock)
        , undo(*writer, log)
        , rules(*writer, log, undo, clock)
        , labels(*writer, log)
        , roster(*writer)
        , dry(*writer, clock)
    {
    }
    std::unique_ptr<Database> writer;
    OperationLog log;
    Undo undo;
    RuleBook rules;
    LabelBook labels;
    Roster roster;
    DryRun dry;
};

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};

template<typename Thing> Result<QUuid> calledSo(const Result<QList<Thing>> &all, const QString &name)
{
    if (!all)
        return tl::unexpected(all.error());
    for (const Thing &each : *all)
        if (each.name.compare(name, Qt::CaseInsensitive) == 0)
            return each.id.uuid();
    return fail(Error::Kind::Missing, Words::tr("Nobody and nothing here is called “%1”.").arg(name));
}

Result<QUuid> labelCalled(Bench &bench, const QString &name)
{
    auto label = bench.labels.called(name);
    if (!label)
        return tl::unexpected(label.error());
    return label->id.uuid();
}

/// "label=Refund", "priority=2", "done" …
Result<RuleAct> actFrom(Bench &bench, const QString &text)
{
    const QString word = text.section(u'=', 0, 0).trimmed();
    const QString value = text.section(u'=', 1).trimmed();
    RuleAct act;
    for (const auto kind :
        { RuleAct::Kind::Label, RuleAct::Kind::Unlabel, RuleAct::Kind::Assign, RuleAct::Kind::HandOver,
            RuleAct::Kind::Prioritise, RuleAct::Kind::Snooze, RuleAct::Kind::Done, RuleAct::Kind::Escalate }) {
        if (actWord(kind) != word)
            continue;
        act.kind = kind;
        act.priority = kind == RuleAct::Kind::Prioritise ? value.toInt() : 0;
        act.words = kind == RuleAct::Kind::Snooze ? value : QString();
        Result<QUuid> thing;
        if (fieldOf(kind) == ActField::Labels)
            thing = labelCalled(bench, value);
        else if (kind == RuleAct::Kind::Assign)
            thing = calledSo(bench.roster.members(), value);
        else if (kind == RuleAct::Kind::HandOver)
            thing = calledSo(bench.roster.departments(), value);
        if (!thing)
            return tl::unexpected(thing.error());
        act.thing = *thing;
        return act;
    }
    return fail(Error::Kind::Refused,
        Words::tr("“%1” is no act. Acts are label=, unlabel=, assign=, hand-over=, priority=, snooze=, done, escalate.")
            .arg(text));
}

class RulesCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("rules"); }
    [[nodiscard]] QString summary() const override { return tr("Lists, writes and tries the rules on what arrives."); }
    void describe(QCommandLineParser &parser) const override
    {
        const auto option = [&](const char *name, const QString &what, const char *value) {
            parser.addOption({ QString::fromLatin1(name), what, QString::fromLatin1(value) });
        };
        option("name", tr("What it is called."), "NAME");
        option("for", tr("Which messages: a question as for search."), "QUERY");
        option("do",
            tr("An act: label=, unlabel=, assign=, hand-over=, priority=, snooze=, done, escalate. Again for "
               "more."),
            "ACT");
        option("why", tr("The reason, which whoever meets the rule reads."), "REASON");
        parser.addOption({ QStringLiteral("stop"), tr("Rules after it do not see what it fits.") });
        parser.addOption({ QStringLiteral("macro"), tr("Of macros, which a person runs: they have no --for.") });
        parser.addPositionalArgument(QStringLiteral("VERB"),
            tr("list, add, edit, move, remove, on, off, or try: what it would have done to all that ever came."),
            QStringLiteral("VERB"));
        parser.addPositionalArgument(
            QStringLiteral("N"), tr("The number of a rule in the list; of move also where to."), QStringLiteral("[N]"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("  wheelhouse-cli rules --workspace FILE add --name Refunds --for 'refund OR \"money back\"' "
                  "--do label=Refund --do priority=2 --why 'Care answers these first'\n"
                  "  wheelhouse-cli rules --workspace FILE move 3 1\n"
                  "  wheelhouse-cli rules --workspace FILE try 1\n");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        if (!file)
            return out.fail(file.error());
        auto writer = (*file)->openWriter();
        if (!writer)
            return out.fail(writer.error());
        Bench bench(std::move(*writer), clock);
        const auto kind = parser.isSet(QStringLiteral("macro")) ? Rule::Kind::Macro : Rule::Kind::Rule;
        const auto all = bench.rules.list(kind);
        if (!all)
            return out.fail(all.error());
        const QString verb = parser.positionalArguments().value(1);
        if (verb == QLatin1String("list"))
            return list(*all, out);
        if (verb == QLatin1String("add"))
            return add(bench, parser, kind, out);
        const QString number = parser.positionalArguments().value(2);
        const int place = number.toInt() - 1;
        if (verb == QLatin1String("try") && number.isEmpty())
            return tryOut(bench, *all, out);
        if (place < 0 || place >= all->size())
            return out.misuse(tr("Say which, by its number in “rules list”."));
        const Rule &rule = all->at(place);
        if (verb == QLatin1String("try"))
            return tryOut(bench, { rule }, out);
        if (verb == QLatin1String("edit"))
            return edit(bench, parser, rule, out);
        if (verb == QLatin1String("remove"))
            return say(bench.rules.remove(rule.id), out);
        if (verb == QLatin1String("on") || verb == QLatin1String("off"))
            return say(bench.rules.setOn(rule.id, verb == QLatin1String("on")), out);
        const int to = parser.positionalArguments().value(3).toInt();
        if (verb == QLatin1String("move") && to > 0)
            return say(bench.rules.move(rule.id, to - 1), out);
        return out.misuse(tr("Say list, add, edit, move, remove, on, off or try."));
    }

private:
    static QJsonObject toJson(const Rule &rule, int number)
    {
        return { { QStringLiteral("number"), number }, { QStringLiteral("id"), rule.id.toString() },
            { QStringLiteral("name"), rule.text.name }, { QStringLiteral("for"), rule.text.asks },
            { QStringLiteral("do"), QJsonDocument::fromJson(actsToJson(rule.text.acts)).array() },
            { QStringLiteral("stop"), rule.text.stops }, { QStringLiteral("why"), rule.text.reason },
            { QStringLiteral("version"), rule.version }, { QStringLiteral("on"), rule.isOn } };
    }
    static int list(const QList<Rule> &all, const Output &out)
    {
        int number = 0;
        for (const Rule &rule : all) {
            ++number;
            out.data(toJson(rule, number));
            QStringList acts;
            for (const RuleAct &act : rule.text.acts)
                acts.append(actWord(act.kind));
            if (rule.text.stops)
                acts.append(tr("stop"));
            out.say(QStringLiteral("%1  %2  %3 → %4  (%5)")
                        .arg(number, 3)
                        .arg(rule.isOn ? rule.text.name : tr("%1 (rests)").arg(rule.text.name), rule.text.asks,
                            acts.join(QStringLiteral(", ")), rule.text.reason));
        }
        return 0;
    }
    /// The text with what the command line says of it put in.
    static Result<RuleText> textFrom(Bench &bench, const QCommandLineParser &parser, RuleText text)
    {
        const auto take = [&](const char *option, QString &into) {
            if (parser.isSet(QString::fromLatin1(option)))
                into = parser.value(QString::fromLatin1(option));
        };
        take("name", text.name);
        take("for", text.asks);
        take("why", text.reason);
        text.stops = text.stops || parser.isSet(QStringLiteral("stop"));
        const QStringList acts = parser.values(QStringLiteral("do"));
        if (!acts.isEmpty())
            text.acts.clear();
        for (const QString &each : acts) {
            auto act = actFrom(bench, each);
            if (!act)
                return tl::unexpected(act.error());
            text.acts.append(*act);
        }
        return text;
    }
    static int add(Bench &bench, const QCommandLineParser &parser, Rule::Kind kind, const Output &out)
    {
        const auto text = textFrom(bench, parser, {});
        return text ? say(bench.rules.add(kind, *text), out) : out.fail(text.error());
    }
    static int edit(Bench &bench, const QCommandLineParser &parser, const Rule &rule, const Output &out)
    {
        const auto text = textFrom(bench, parser, rule.text);
        return text ? say(bench.rules.edit(rule.id, *text), out) : out.fail(text.error());
    }
    static int say(const Result<Acted> &acted, const Output &out)
    {
        if (!acted)
            return out.fail(acted.error());
        out.say(acted->sentence.isEmpty() ? tr("Nothing to change there") : acted->sentence);
        out.data(QJsonObject { { QStringLiteral("changed"), acted->changed } });
        return 0;
    }
    static int tryOut(Bench &bench, const QList<Rule> &rules, const Output &out)
    {
        bench.dry.setStop(&wasStopped);
        const auto report = bench.dry.run(rules);
        if (!report)
            return out.fail(report.error());
        tell(*report, out);
        return 0;
    }
    static void tell(const DryReport &report, const Output &out)
    {
        QJsonArray rules;
        for (const DryRule &rule : report.rules) {
            out.say(tr("%1: fits %L2 messages in %L3 conversations.")
                        .arg(rule.name)
                        .arg(rule.mentions)
                        .arg(rule.conversations));
            QJsonArray acts;
            for (const DryAct &act : rule.acts) {
                out.say(QStringLiteral("  ") + drySentence(act));
                acts.append(QJsonObject { { QStringLiteral("do"), actWord(act.act.kind) },
                    { QStringLiteral("conversations"), act.conversations },
                    { QStringLiteral("different"), act.different },
                    { QStringLiteral("later_escalated"), act.escalated },
                    { QStringLiteral("sentence"), drySentence(act) } });
            }
            rules.append(QJsonObject { { QStringLiteral("id"), rule.id.toString() },
                { QStringLiteral("name"), rule.name }, { QStringLiteral("mentions"), rule.mentions },
                { QStringLiteral("conversations"), rule.conversations },
                { QStringLiteral("later_escalated"), rule.escalated }, { QStringLiteral("acts"), acts } });
        }
        QJsonArray overlaps;
        for (const DryOverlap &overlap : report.overlaps) {
            out.say(overlapSentence(report, overlap));
            overlaps.append(overlapSentence(report, overlap));
        }
        for (const QString &remark : report.remarks)
            out.say(remark);
        QJsonArray samples;
        for (const DrySample &sample : report.samples)
            samples.append(QJsonObject { { QStringLiteral("at"), sample.item.at.toString(Qt::ISODate) },
                { QStringLiteral("name"), sample.item.name }, { QStringLiteral("text"), sample.item.snippet },
                { QStringLiteral("different"), sample.different } });
        out.data(QJsonObject { { QStringLiteral("conversations"), report.conversations },
            { QStringLiteral("rules"), rules }, { QStringLiteral("overlaps"), overlaps },
            { QStringLiteral("remarks"), QJsonArray::fromStringList(report.remarks) },
            { QStringLiteral("samples"), samples } });
    }
};

const Registered<RulesCommand> registered;

} // namespace

} // namespace wheelhouse
