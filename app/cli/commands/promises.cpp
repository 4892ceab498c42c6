#include "core/inbox/promises.h"
#include "app/cli/command.h"
#include "core/inbox/holidays.h"
#include "core/inbox/promisereader.h"
#include "core/inbox/standing.h"
#include "core/store/workspacefile.h"

#include <QCoreApplication>
#include <QFile>

#include <map>

namespace wheelhouse {

namespace {

constexpr int mostOwed = 1'000;

/// Names of rows, and rows of names, for conditions.
class Things {
public:
    explicit Things(Database &database)
        : m_database(database)
    {
    }
    /// \a table is one of ours, never a person's words. 0: there is no such thing.
    qint64 row(const char *table, const QString &name)
    {
        qint64 found = 0;
        std::ignore = rows(table).each([&](const Row &row) {
            if (row.text(1).compare(name, Qt::CaseInsensitive) == 0)
                found = row.number(0);
            return found == 0;
        });
        return found;
    }
    QString name(const char *table, qint64 wanted)
    {
        QString found;
        std::ignore = rows(table).each([&](const Row &row) {
            if (row.number(0) == wanted)
                found = row.text(1);
            return found.isEmpty();
        });
        return found;
    }

private:
    Statement &rows(const char *table)
    {
        auto &kept = m_rows[table];
        if (!kept)
            kept = std::make_unique<Statement>(m_database, "SELECT row, name FROM " + QByteArray(table));
        return *kept;
    }
    Database &m_database;
    std::map<QByteArray, std::unique_ptr<Statement>> m_rows;
};

QString stamp(const QDateTime &at)
{
    return at.isValid() ? at.toString(Qt::ISODate) : QString();
}

QJsonObject dataOf(const PromiseNote &note, const QString &id)
{
    return { { QStringLiteral("id"), id }, { QStringLiteral("author"), note.name },
        { QStringLiteral("kind"), note.kind == Owed::Kind::First ? QStringLiteral("first") : QStringLiteral("next") },
        { QStringLiteral("standing"), note.standing }, { QStringLiteral("began"), stamp(note.beganAt) },
        { QStringLiteral("due"), stamp(note.dueAt) }, { QStringLiteral("stopped"), stamp(note.stoppedAt) },
        { QStringLiteral("late_seconds"), note.lateMs / 1000 }, { QStringLiteral("policy"), note.policy.name },
        { QStringLiteral("reason"), note.policy.reason }, { QStringLiteral("text"), note.snippet } };
}

class PromisesCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("promises"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Tells what is owed now and why, and what is promised to whom.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        parser.addPositionalArgument(QStringLiteral("WHAT"),
            tr("Nothing: what is owed now. why ID: of a mention in the conversation. policy list, policy set NAME, "
               "policy "
               "remove NAME, recompute."),
            QStringLiteral("[why ID | policy list | policy set NAME | policy remove NAME | recompute]"));
        const auto option = [&](const char *name, const QString &what, const char *value) {
            parser.addOption({ QString::fromLatin1(name), what, QString::fromLatin1(value) });
        };
        option("reason", tr("Why this is promised. A new promise needs one."), "WORDS");
        option("first", tr("How soon the first reply: 30m, 4h."), "TIME");
        option("next", tr("How soon each one after it."), "TIME");
        option("hours", tr("“Mon-Fri 09:00-12:30 13:30-17:00; Sat 10:00-14:00”, or 24/7."), "HOURS");
        option("zone", tr("Where these hours are on the wall: Europe/Amsterdam."), "ZONE");
        option("holidays", tr("An .ics file; its whole days do not count."), "FILE");
        option("channel", tr("Only there."), "NAME");
        option("department", tr("Only what is handed to it."), "NAME");
        option("label", tr("Only what bears it."), "NAME");
        option("need", tr("Only that: help, complaint, question."), "WORD");
        parser.addOption({ QStringLiteral("pause-in-snooze"), tr("Time asleep does not count.") });
        parser.addOption({ QStringLiteral("yes"), tr("recompute: do it, instead of telling what it would do.") });
    }
    [[nodiscard]] QString more() const override
    {
        return tr(
            "A changed promise holds for what is written from then on. recompute tells what giving it to all that "
            "runs would change; with --yes it does so.");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const QStringList words = parser.positionalArguments().mid(1);
        const QString what = words.value(0);
        const SystemClock clock;
        const auto file = WorkspaceFile::open(*path, clock);
        if (!file)
            return out.fail(file.error());
        const bool writes = what == QLatin1String("recompute")
            || (what == QLatin1String("policy") && words.value(1) != QLatin1String("list"));
        auto database = writes ? (*file)->openWriter() : (*file)->openReader();
        if (!database)
            return out.fail(database.error());
        if (what.isEmpty())
            return owed(**database, out);
        if (what == QLatin1String("why") && words.size() == 2)
            return why(**database, words.at(1), out);
        if (what == QLatin1String("policy") && words.value(1) == QLatin1String("list"))
            return list(**database, out);
        if (!writes)
            return out.misuse(
                tr("Say nothing, why ID, policy list, policy set NAME, policy remove NAME or recompute."));
        return change(**database, words, parser, clock, out);
    }

private:
    static int owed(Database &database, const Output &out)
    {
        PromiseReader reader(database);
        const auto notes = reader.owed(mostOwed);
        return notes ? say(database, *notes, out) : out.fail(notes.error());
    }
    static int say(Database &database, const QList<PromiseNote> &notes, const Output &out)
    {
        const QDateTime now = SystemClock().now();
        Statement id(database, "SELECT id FROM mention WHERE row = ?1");
        for (const PromiseNote &note : notes) {
            const auto found =
                id.one<QString>([](const Row &row) { return row.id<MentionId>(0).toString(); }, note.mention);
            const QString name = found ? found->value_or(QString()) : QString();
            const qint64 left = note.dueAt.isValid() ? now.msecsTo(note.dueAt) : 0;
            const QString when = !note.dueAt.isValid() ? tr("paused")
                : left < 0                             ? tr("%1 over").arg(spanToText(-left))
                                                       : tr("%1 left").arg(spanToText(left));
            out.say(QStringLiteral("%1  %2  %3  %4: %5")
                        .arg(name, when.leftJustified(14), note.policy.name, note.name, note.snippet.left(80)));
            out.data(dataOf(note, name));
        }
        return 0;
    }
    static int why(Database &database, const QString &id, const Output &out)
    {
        Standings standings(database);
        const auto row = standings.find(MentionId::fromString(id));
        if (!row || !*row)
            return out.misuse(tr("No conversation has a mention %1.").arg(id));
        PromiseReader reader(database);
        const auto notes = reader.of(**row);
        if (!notes)
            return out.fail(notes.error());
        for (const PromiseNote &note : *notes) {
            out.say(tr("%1, since %2, due %3: %4")
                        .arg(note.name, stamp(note.beganAt),
                            note.dueAt.isValid() ? stamp(note.dueAt) : tr("not used up"), note.standing));
            out.say(whyText(note));
            out.data(dataOf(note, id));
        }
        if (notes->isEmpty())
            out.say(tr("Nothing is promised here."));
        return 0;
    }
    static int list(Database &database, const Output &out)
    {
        PolicyReader reader(database);
        Things things(database);
        const auto policies = reader.inForce();
        if (!policies)
            return out.fail(policies.error());
        for (const PromisePolicy &each : *policies) {
            const QString about =
                conditionsOf(each, [&](const char *table, qint64 row) { return things.name(table, row); });
            out.say(tr("%1 (%2): first within %3, next within %4; %5. %6")
                        .arg(each.name, about, each.firstMs ? spanToText(each.firstMs) : tr("not promised"),
                            each.nextMs ? spanToText(each.nextMs) : tr("not promised"), hoursToText(each.hours),
                            each.reason));
            out.data(QJsonObject { { QStringLiteral("name"), each.name }, { QStringLiteral("about"), about },
                { QStringLiteral("reason"), each.reason }, { QStringLiteral("first_seconds"), each.firstMs / 1000 },
                { QStringLiteral("next_seconds"), each.nextMs / 1000 },
                { QStringLiteral("hours"), hoursToText(each.hours) },
                { QStringLiteral("zone"), QString::fromUtf8(each.hours.zone) },
                { QStringLiteral("holidays"), each.hours.holidays.size() } });
        }
        return 0;
    }
    static int change(Database &database, const QStringList &words, const QCommandLineParser &parser,
        const Clock &clock, const Output &out)
    {
        OperationLog log(database, clock);
        Undo undo(database, log);
        Promises promises(database, log, undo, clock);
        if (words.value(0) == QLatin1String("recompute"))
            return recompute(promises, parser.isSet(QStringLiteral("yes")), out);
        const QString name = words.mid(2).join(u' ');
        PolicyReader reader(database);
        const auto standing = reader.inForce();
        if (!standing)
            return out.fail(standing.error());
        PromisePolicy policy;
        policy.hours = WorkingHours::allTheTime();
        for (const PromisePolicy &each : *standing)
            if (each.name.compare(name, Qt::CaseInsensitive) == 0)
                policy = each;
        if (words.value(1) == QLatin1String("remove"))
            return told(promises.removePolicy(policy.id), out);
        if (words.value(1) != QLatin1String("set") || name.isEmpty())
            return out.misuse(tr("Say policy list, policy set NAME or policy remove NAME."));
        policy.name = name;
        if (const auto wrong = fill(policy, parser, database, out); wrong)
            return out.misuse(*wrong);
        return told(promises.setPolicy(policy), out);
    }
    static int told(const Result<Acted> &acted, const Output &out)
    {
        if (!acted)
            return out.fail(acted.error());
        out.say(acted->sentence);
        out.data(QJsonObject { { QStringLiteral("changed"), acted->changed } });
        return 0;
    }
    static int recompute(Promises &promises, bool really, const Output &out)
    {
        const auto effects = promises.effects();
        if (!effects)
            return out.fail(effects.error());
        for (const PromiseEffect &each : *effects) {
            out.say(
                tr("%1: %2 → %3%4")
                    .arg(each.name, each.was.isEmpty() ? tr("nothing promised") : each.was + u' ' + stamp(each.dueWas),
                        each.now.isEmpty() ? tr("nothing promised") : each.now + u' ' + stamp(each.dueNow),
                        each.breaks ? tr(" (past its promise at once)") : QString()));
            out.data(QJsonObject { { QStringLiteral("author"), each.name }, { QStringLiteral("was"), each.was },
                { QStringLiteral("now"), each.now }, { QStringLiteral("due_was"), stamp(each.dueWas) },
                { QStringLiteral("due_now"), stamp(each.dueNow) }, { QStringLiteral("breaks"), each.breaks } });
        }
        out.note(tr("%Ln running promise(s) would change.", nullptr, int(effects->size())));
        return really && !effects->isEmpty() ? told(promises.recompute(), out) : 0;
    }
    /// What the options say into \a policy; words where they say nothing that is known.
    static std::optional<QString> fill(
        PromisePolicy &policy, const QCommandLineParser &parser, Database &database, const Output &out)
    {
        const auto value = [&](const char *name) { return parser.value(QString::fromLatin1(name)); };
        const auto given = [&](const char *name) { return parser.isSet(QString::fromLatin1(name)); };
        if (given("reason"))
            policy.reason = value("reason");
        for (const auto &[name, into] : { std::pair("first", &policy.firstMs), std::pair("next", &policy.nextMs) })
            if (given(name)) {
                *into = spanFromText(value(name));
                if (*into < 0)
                    return tr("--%1 is a time like 30m or 4h.").arg(QString::fromLatin1(name));
            }
        if (given("hours") || given("zone")) {
            auto hours = hoursFromText(given("hours") ? value("hours") : hoursToText(policy.hours),
                given("zone") ? value("zone").toUtf8() : policy.hours.zone);
            if (!hours)
                return hours.error().message;
            hours->holidays = policy.hours.holidays;
            policy.hours = *hours;
        }
        Things things(database);
        for (const auto &[name, into] : { std::pair("channel", &policy.channel),
                 std::pair("department", &policy.department), std::pair("label", &policy.label) })
            if (given(name)) {
                *into = things.row(name, value(name));
                if (*into == 0 && !value(name).isEmpty())
                    return tr("There is no %1 “%2”.").arg(QString::fromLatin1(name), value(name));
            }
        if (given("need"))
            policy.need = value("need").toLower();
        policy.pausesWhileSnoozed = policy.pausesWhileSnoozed || given("pause-in-snooze");
        return given("holidays") ? takeHolidays(policy, value("holidays"), out) : std::nullopt;
    }
    static std::optional<QString> takeHolidays(PromisePolicy &policy, const QString &path, const Output &out)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return tr("“%1” cannot be read.").arg(path);
        const QDate today = QDate::currentDate();
        const auto import = readHolidays(file.read(8 * 1024 * 1024), today.addYears(-1), today.addYears(10));
        for (const QString &line : import.report)
            out.note(line);
        out.note(tr("%Ln day(s) off.", nullptr, int(import.holidays.size())));
        policy.hours.holidays = import.holidays;
        return std::nullopt;
    }
};

const Registered<PromisesCommand> registered;

} // namespace

} // namespace wheelhouse
