#include "app/cli/command.h"
#include "app/cli/commands/speakingdesk.h"
#include "core/launch/launchdesk.h"
#include "core/launch/launchwords.h"
#include "core/launch/readiness.h"

#include <QJsonArray>

#include <cstdlib>

namespace wheelhouse {

namespace {

QJsonObject stepJson(const LaunchStep &step, const LaunchPlan &plan)
{
    const StepDays days = daysOf(step, plan.launch);
    const LaunchLane *lane = plan.lane(step.lane);
    return { { QStringLiteral("id"), step.id.toString() }, { QStringLiteral("name"), step.name },
        { QStringLiteral("kind"), kindWord(step.kind) }, { QStringLiteral("lane"), lane ? lane->name : QString() },
        { QStringLiteral("from"), days.first.toString(Qt::ISODate) },
        { QStringLiteral("to"), days.last.toString(Qt::ISODate) },
        { QStringLiteral("time"), days.time.isValid() ? days.time.toString(QStringLiteral("HH:mm")) : QString() },
        { QStringLiteral("gate"), step.isGate }, { QStringLiteral("passed"), isPassed(step) },
        { QStringLiteral("state"), stepStateWord(step.state) },
        { QStringLiteral("post"), step.post.isNull() ? QString() : step.post.toString() } };
}

QJsonObject launchJson(const Launch &launch)
{
    return { { QStringLiteral("id"), launch.id.toString() }, { QStringLiteral("name"), launch.name },
        { QStringLiteral("doors"), wallTimeText(launch.doors) }, { QStringLiteral("campaign"), launch.campaignName },
        { QStringLiteral("embargo_until"),
            launch.embargoUntil.isValid() ? QJsonValue(launch.embargoUntil.toString(Qt::ISODate)) : QJsonValue() },
        { QStringLiteral("plan"), launch.version } };
}

QJsonObject planJson(const LaunchPlan &plan, const Readiness &ready)
{
    QJsonArray steps;
    for (const LaunchStep &each : plan.steps)
        steps.append(stepJson(each, plan));
    QJsonArray lanes;
    for (qsizetype i = 0; i < plan.lanes.size(); ++i)
        lanes.append(QJsonObject { { QStringLiteral("name"), plan.lanes.at(i).name },
            { QStringLiteral("owner"), plan.lanes.at(i).ownerName },
            { QStringLiteral("gates"), ready.lanes.at(i).gates },
            { QStringLiteral("passed"), ready.lanes.at(i).passed },
            { QStringLiteral("vote"), voteWord(plan.lanes.at(i).vote) } });
    const auto names = [&plan](const QList<StepId> &ids) {
        QJsonArray all;
        for (const StepId each : ids)
            all.append(plan.step(each)->name);
        return all;
    };
    QJsonObject json = launchJson(plan.launch);
    json.insert(QStringLiteral("steps"), steps);
    json.insert(QStringLiteral("lanes"), lanes);
    json.insert(QStringLiteral("in_the_way"), names(ready.inTheWay));
    json.insert(QStringLiteral("critical_path"), names(ready.criticalPath));
    json.insert(QStringLiteral("go"), ready.isGo);
    json.insert(QStringLiteral("why_not"), ready.whyNot);
    return json;
}

class LaunchCommand final : public Command {
    Q_DECLARE_TR_FUNCTIONS(Cli)
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("launch"); }
    [[nodiscard]] QString summary() const override
    {
        return tr("Tells how far a launch is, and moves it as one block.");
    }
    void describe(QCommandLineParser &parser) const override
    {
        const auto option = [&](const char *name, const QString &what, const QString &value) {
            parser.addOption({ QLatin1String(name), what, value });
        };
        option("show", tr("Lanes, steps and gates of a launch, by its name or id."), QStringLiteral("LAUNCH"));
        option("slip", tr("With --show: moves it by so many days, below zero earlier."), QStringLiteral("DAYS"));
        option("to", tr("With --show: moves it to another time, as “2026-10-25 09:00 Europe/Amsterdam”."),
            QStringLiteral("TIME"));
        parser.addOption(
            { QStringLiteral("what-if"), tr("With --slip or --to: says where all would land, moves nothing.") });
    }
    [[nodiscard]] QString more() const override
    {
        return tr(
            "Examples:\n"
            "  wheelhouse-cli launch --workspace desk.wheelhouse\n"
            "  wheelhouse-cli launch --workspace desk.wheelhouse --show 'Stillwater relaunch' --slip 3 --what-if");
    }
    [[nodiscard]] int run(const QCommandLineParser &parser, const Output &out) override
    {
        const auto path = askedWorkspace(parser);
        if (!path)
            return out.misuse(path.error().message);
        const bool moves = parser.isSet(QStringLiteral("slip")) || parser.isSet(QStringLiteral("to"));
        if (moves && !parser.isSet(QStringLiteral("show")))
            return out.misuse(tr("Say which launch is to move, with --show."));
        if (parser.isSet(QStringLiteral("slip")) && parser.isSet(QStringLiteral("to")))
            return out.misuse(tr("--slip or --to, not both."));
        const SystemClock clock;
        auto desk = SpeakingDesk::open(*path, clock);
        if (!desk)
            return out.fail(desk.error());
        LaunchBook book(*(*desk)->writer);
        auto launches = book.launches();
        if (!launches)
            return out.fail(launches.error());
        if (!parser.isSet(QStringLiteral("show")))
            return list(*launches, out);
        const QString asked = parser.value(QStringLiteral("show"));
        for (const Launch &each : std::as_const(*launches))
            if (each.id.toString() == asked || each.name.compare(asked, Qt::CaseInsensitive) == 0)
                return moves ? slip(**desk, book, each, parser, out) : show(book, each.id, clock, out);
        return out.fail(Error { Error::Kind::Missing, tr("There is no launch called “%1”.").arg(asked), {}, {} });
    }

private:
    static int list(const QList<Launch> &launches, const Output &out)
    {
        for (const Launch &each : launches) {
            out.say(tr("%1, doors open %2, plan %3")
                        .arg(each.name, wallTimeText(each.doors), QString::number(each.version)));
            out.data(launchJson(each));
        }
        if (launches.isEmpty())
            out.say(tr("There is no launch."));
        return 0;
    }

    static int show(LaunchBook &book, LaunchId id, const Clock &clock, const Output &out)
    {
        auto plan = book.plan(id);
        if (!plan || !*plan)
            return out.fail(
                plan ? Error { Error::Kind::Missing, tr("It is not there any more."), {}, {} } : plan.error());
        const auto today = wallTimeAt(clock.now(), (*plan)->launch.doors.zone);
        const Readiness ready = readiness(**plan, today ? today->date : clock.now().date());
        out.data(planJson(**plan, ready));
        out.say(tr("%1, doors open %2, plan %3: %4 of %5 gates passed")
                    .arg((*plan)->launch.name, wallTimeText((*plan)->launch.doors),
                        QString::number((*plan)->launch.version), QString::number(ready.passed),
                        QString::number(ready.gates)));
        for (const LaunchStep &each : std::as_const((*plan)->steps)) {
            const StepDays days = daysOf(each, (*plan)->launch);
            out.say(tr("  %1  %2, %3 of %4%5")
                        .arg(days.isValid() ? days.first.toString(Qt::ISODate) : tr("no day    "), each.name,
                            kindName(each.kind), (*plan)->lane(each.lane)->name,
                            each.isGate ? (isPassed(each) ? tr(", gate passed") : tr(", gate open")) : QString()));
        }
        out.say(ready.isGo ? tr("Go: every department says so.") : ready.whyNot);
        return 0;
    }

    static int slip(
        SpeakingDesk &desk, LaunchBook &book, const Launch &launch, const QCommandLineParser &parser, const Output &out)
    {
        auto plan = book.plan(launch.id);
        if (!plan || !*plan)
            return out.fail(
                plan ? Error { Error::Kind::Missing, tr("It is not there any more."), {}, {} } : plan.error());
        WallTime to = launch.doors;
        if (parser.isSet(QStringLiteral("to"))) {
            auto read = readWallTime(parser.value(QStringLiteral("to")), launch.doors.zone);
            if (!read)
                return out.misuse(read.error().message);
            to = *read;
        } else {
            bool isNumber = false;
            const int days = parser.value(QStringLiteral("slip")).toInt(&isNumber);
            if (!isNumber || std::abs(days) > LaunchDesk::mostDays)
                return out.misuse(tr("--slip takes a number of days."));
            to.date = to.date.addDays(days);
        }
        auto off = book.daysOff(to.date.addYears(-1), to.date.addYears(1));
        if (!off)
            return out.fail(off.error());
        const Slip slip = slipOf(**plan, to, *off, desk.clock.now());
        if (parser.isSet(QStringLiteral("what-if")))
            return tell(slip, out);
        CalendarDesk calendar(*desk.writer, desk.log, desk.undo, desk.posts, desk.outbox, desk.clock);
        LaunchDesk launches(*desk.writer, desk.log, desk.undo, calendar, desk.clock);
        auto done = launches.slip(launch.id, to);
        if (!done)
            return out.fail(done.error());
        out.say(done->sentence);
        return out.isJson() ? tell(slip, out) : 0;
    }

    static int tell(const Slip &slip, const Output &out)
    {
        QJsonArray landings;
        for (const Landing &each : slip.landings) {
            landings.append(QJsonObject { { QStringLiteral("name"), each.name },
                { QStringLiteral("post"), each.isPost }, { QStringLiteral("stays"), each.stays },
                { QStringLiteral("from"), each.from.first.toString(Qt::ISODate) },
                { QStringLiteral("to"), each.to.first.toString(Qt::ISODate) },
                { QStringLiteral("remarks"), QJsonArray::fromStringList(each.remarks) } });
            out.say(each.stays
                    ? tr("%1 stays").arg(each.name)
                    : tr("%1: %2 %3")
                          .arg(each.name, each.to.first.toString(Qt::ISODate), each.remarks.join(QLatin1Char(' '))));
        }
        out.data(QJsonObject { { QStringLiteral("days"), slip.days },
            { QStringLiteral("doors"), wallTimeText(slip.to) }, { QStringLiteral("posts"), slip.posts },
            { QStringLiteral("steps"), slip.steps }, { QStringLiteral("stays"), slip.stays },
            { QStringLiteral("weekends"), slip.weekends }, { QStringLiteral("days_off"), slip.daysOff },
            { QStringLiteral("past"), slip.past }, { QStringLiteral("clocks"), slip.clocks },
            { QStringLiteral("refusal"), slip.refusal }, { QStringLiteral("landings"), landings } });
        if (!slip.clocks.isEmpty())
            out.say(slip.clocks);
        if (!slip.refusal.isEmpty())
            out.say(slip.refusal);
        return slip.refusal.isEmpty() ? 0 : 1;
    }
};

const Registered<LaunchCommand> registered;

} // namespace

} // namespace wheelhouse
