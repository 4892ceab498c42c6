#include "app/cli/command.h"
#include "core/inbox/labels.h"
#include "core/inbox/peoplefinder.h"
#include "core/people/contactbook.h"
#include "core/people/peopledesk.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace wheelhouse {

namespace {

constexpr int usualLimit = 20;
constexpr int mostAtOnce = 1000;
constexpr int historyLines = 10;

/// The services for one act, over the process's own writing connection.
struct Bench {
    Bench(std::unique_ptr<Database> opened, const Clock &time)
        : writer(std::move(opened))
        , log(*writer, time)
        , undo(*writer, log)
        , labels(*writer, log)
        , people(*writer, log, undo, time)
        , reading(*writer)
        , book(*writer)
        , finder(*writer)
        , clock(time)
    {
    }
    std::unique_ptr<Database> writer;
    OperationLog log;
    Undo undo;
    LabelBook labels;
    PeopleDesk people;
    PeopleReading reading;
    ContactBook book;
    PeopleFinder finder;
    const Clock &clock;
};

QString outcomeWord(Outcome outcome)
{
    switch (outcome) {
    case Outcome::AnswerOnce:
        return QStringLiteral("answer-once");
    case Outcome::HandOver:
        return QStringLiteral("hand-over");
    case Outcome::Stop:
        return QStringLiteral("stop");
    case Outcome::KeepTalking:
        break;
    }
    return QStringLiteral("keep-talking");
}

class PeopleCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("people"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Finds people, shows who they are, puts together or takes apart what is one person.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addOption(
            { QStringLiteral("limit"), tr("How many at most."), QStringLiteral("N"), QString::number(usualLimit) });
        parser.addPositionalArgument(QStringLiteral("what"),
            tr("Words of a name; or show, merge, split, label with numbers of people."), QStringLiteral("[WHAT…]"));
    }
    [[nodiscard]] QString more() const override
    {
        return tr("  people [WORDS]         finds people, each with a number\n"
                  "  people show N          who that is, and who else they may be\n"
                  "  people merge N M       both are one person\n"
                  "  people split N         that identity is somebody else\n"
                  "  people label N LABEL   on the person and all that they wrote\n"
                  "“wheelhouse-cli triage undo” takes the last of these back.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        bool isNumber = false;
        const int limit = parser.value(QStringLiteral("limit")).toInt(&isNumber);
        if (!isNumber || limit < 1 || limit > mostAtOnce)
            return out.misuse(tr("--limit is a number from 1 to %L1.").arg(mostAtOnce));
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        if (!file)
            return out.fail(file.error());
        const QStringList words = parser.positionalArguments().mid(1);
        const bool acts =
            QStringList { QStringLiteral("merge"), QStringLiteral("split"), QStringLiteral("label") }.contains(
                words.value(0));
        auto database = acts ? (*file)->openWriter() : (*file)->openReader();
        if (!database)
            return out.fail(database.error());
        Bench bench(std::move(*database), clock);
        if (acts)
            return act(bench, words, out);
        return words.value(0) == QLatin1String("show") ? show(bench, words.value(1).toLongLong(), out)
                                                       : find(bench, words.join(u' '), limit, out);
    }

private:
    static int find(Bench &bench, const QString &words, int limit, const Output &out)
    {
        const auto found = bench.finder.find(words, limit);
        if (!found)
            return out.fail(found.error());
        for (const FoundPerson &person : *found) {
            out.say(QStringLiteral("%1  %2  %3  %4")
                        .arg(person.identity)
                        .arg(person.name, person.handle, networkWord(person.network)));
            out.data(QJsonObject { { QStringLiteral("identity"), person.identity },
                { QStringLiteral("name"), person.name }, { QStringLiteral("handle"), person.handle },
                { QStringLiteral("network"), networkWord(person.network) },
                { QStringLiteral("conversations"), person.conversations } });
        }
        return found->isEmpty() ? 1 : 0;
    }
    static int show(Bench &bench, qint64 identity, const Output &out)
    {
        const auto sheet = bench.book.sheet(identity, historyLines);
        if (!sheet)
            return out.fail(sheet.error());
        const auto proposals = bench.reading.matching.proposals(identity);
        const auto figures = bench.reading.figures.of(sheet->contact, bench.clock.nowMs());
        const auto agreement = bench.reading.judgements.agreement();
        const auto timeline = bench.people.timeline.of(identity, bench.clock.now());
        if (!proposals || !figures || !agreement || !timeline)
            return out.fail(!proposals ? proposals.error()
                    : !figures         ? figures.error()
                    : !agreement       ? agreement.error()
                                       : timeline.error());
        const Suggestion suggestion = suggestionFor(agreement->curve, figures->standpoint(sheet->contact));
        say(*sheet, *proposals, *figures, suggestion, out);
        out.say(tr("Promises kept: %1, broken: %2").arg(timeline->kept).arg(timeline->broken));
        out.data(json(*sheet, *proposals, *figures, suggestion, *timeline));
        return 0;
    }
    static QString reasonWords(const MatchProposal &proposal)
    {
        QStringList words;
        for (const MatchReason reason : proposal.reasons)
            words.append(matchWord(reason));
        return words.join(QStringLiteral(", "));
    }
    static void say(const ContactSheet &sheet, const QList<MatchProposal> &proposals, const PersonFigures &figures,
        const Suggestion &suggestion, const Output &out)
    {
        out.say(sheet.name);
        for (const IdentityLine &line : sheet.identities)
            out.say(QStringLiteral("  %1  %2  %3").arg(line.row).arg(networkWord(line.network), line.handle));
        for (const MatchProposal &each : proposals)
            out.say(QStringLiteral("? %1  %2  %3  (%4)")
                        .arg(each.other)
                        .arg(networkWord(each.network), each.handle, reasonWords(each)));
        out.say(tr("Influence %1:").arg(figures.influence.score));
        for (const InfluencePart &part : figures.influence.parts)
            out.say(QStringLiteral("  %1  %2").arg(part.points, 4).arg(part.words));
        out.say(outcomeWord(suggestion.outcome) + QStringLiteral(": ") + suggestion.reasons.join(u' '));
    }
    static QJsonObject json(const ContactSheet &sheet, const QList<MatchProposal> &proposals,
        const PersonFigures &figures, const Suggestion &suggestion, const TimelineSheet &timeline)
    {
        QJsonArray identities;
        for (const IdentityLine &line : sheet.identities)
            identities.append(QJsonObject { { QStringLiteral("identity"), line.row },
                { QStringLiteral("network"), networkWord(line.network) }, { QStringLiteral("handle"), line.handle } });
        QJsonArray maybe;
        for (const MatchProposal &each : proposals) {
            QJsonArray reasons;
            for (const MatchReason reason : each.reasons)
                reasons.append(matchWord(reason));
            maybe.append(
                QJsonObject { { QStringLiteral("identity"), each.other }, { QStringLiteral("handle"), each.handle },
                    { QStringLiteral("strength"), each.strength }, { QStringLiteral("reasons"), reasons } });
        }
        QJsonArray parts;
        for (const InfluencePart &part : figures.influence.parts)
            parts.append(
                QJsonObject { { QStringLiteral("points"), part.points }, { QStringLiteral("why"), part.words } });
        return { { QStringLiteral("name"), sheet.name }, { QStringLiteral("identities"), identities },
            { QStringLiteral("proposals"), maybe }, { QStringLiteral("influence"), figures.influence.score },
            { QStringLiteral("parts"), parts }, { QStringLiteral("strain"), figures.strain },
            { QStringLiteral("suggestion"), outcomeWord(suggestion.outcome) },
            { QStringLiteral("reasons"), QJsonArray::fromStringList(suggestion.reasons) },
            { QStringLiteral("kept"), timeline.kept }, { QStringLiteral("broken"), timeline.broken } };
    }
    static int act(Bench &bench, const QStringList &words, const Output &out)
    {
        const qint64 one = words.value(1).toLongLong();
        const bool hasOther = words.size() > 2;
        if (one <= 0 || hasOther == (words.value(0) == QLatin1String("split")))
            return out.misuse(tr("Say whom, by the numbers of “wheelhouse-cli people”."));
        auto acted = Result<Acted>(Acted());
        if (words.value(0) == QLatin1String("merge")) {
            acted = bench.people.contacts.merge(one, words.value(2).toLongLong());
        } else if (words.value(0) == QLatin1String("split")) {
            acted = bench.people.contacts.split(one);
        } else {
            auto label = bench.labels.called(words.mid(2).join(u' '));
            if (!label)
                return out.fail(label.error());
            acted = bench.people.labels.put(one, *label);
        }
        if (!acted)
            return out.fail(acted.error());
        out.say(acted->sentence.isEmpty() ? tr("Nothing to change there") : acted->sentence);
        out.data(QJsonObject { { QStringLiteral("changed"), acted->changed } });
        return 0;
    }
};

const Registered<PeopleCommand> registered;

} // namespace

} // namespace wheelhouse
