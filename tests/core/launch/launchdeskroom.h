#pragma once

#include "core/launch/launchdesk.h"
#include "tests/core/calendar/calendarroom.h"

namespace wheelhouse {

/// A desk with a launch on it: doors open on Thursday 22 October 2026, 09:00 in Amsterdam; the clock stands on Monday
/// the 12th.
class LaunchDeskRoom : public CalendarRoom {
public:
    LaunchDeskRoom()
    {
        open();
        launch = make(QStringLiteral("Stillwater relaunch"), wall("2026-10-22 09:00"));
        product = lane(QStringLiteral("Product"));
        legal = lane(QStringLiteral("Legal"));
    }
    /// As a program that starts: what is known is what the store says.
    void open()
    {
        m_launches.reset();
        reopen();
        m_launches = std::make_unique<LaunchDesk>(desk.writer(), desk.log, *again, *calendar, desk.clock);
    }
    [[nodiscard]] LaunchDesk &launches() { return *m_launches; }

    static WallTime wall(const char *text) { return must(readWallTime(QString::fromLatin1(text), "Europe/Amsterdam")); }
    LaunchId make(const QString &name, const WallTime &doors, const QString &campaign = {}, bool isEmbargoed = false)
    {
        return must(m_launches->make({ name, doors, campaign, isEmbargoed, {}, {}, {} })).launch;
    }
    LaneId lane(const QString &name)
    {
        must(m_launches->addLane(launch, { name, 0, 0 }));
        return plan().lanes.constLast().id;
    }
    [[nodiscard]] LaunchPlan plan() { return *must(m_launchBook.plan(launch)); }
    StepId task(LaneId lane, const QString &name, int fromDays, bool isGate = false, int days = 1)
    {
        StepTerms terms;
        terms.name = name;
        terms.fromDays = fromDays;
        terms.isGate = isGate;
        terms.days = days;
        return must(m_launches->addStep(lane, terms)).steps.constFirst();
    }
    StepId post(LaneId lane, const QString &name, int fromDays, QTime time)
    {
        StepTerms terms;
        terms.kind = LaunchStep::Kind::Post;
        terms.name = name;
        terms.fromDays = fromDays;
        terms.time = time;
        for (const Channel &each : std::as_const(channels))
            terms.channels.append(each.id);
        return must(m_launches->addStep(lane, terms)).steps.constFirst();
    }
    /// A post with words that is queued, taken into \a lane.
    StepId queuedPost(LaneId lane, const QString &text, const WallTime &at)
    {
        StepTerms terms;
        terms.kind = LaunchStep::Kind::Post;
        terms.name = text;
        terms.post = scheduled(text, at);
        return must(m_launches->addStep(lane, terms)).steps.constFirst();
    }
    [[nodiscard]] QString at(StepId id)
    {
        const LaunchPlan now = plan();
        const LaunchStep *step = now.step(id);
        if (!step)
            return QStringLiteral("gone");
        const StepDays days = daysOf(*step, now.launch);
        return days.first.toString(Qt::ISODate)
            + (days.time.isValid() ? days.time.toString(QStringLiteral(" HH:mm")) : QString());
    }
    [[nodiscard]] QString doors() { return wallTimeText(plan().launch.doors); }
    /// All that the store says of launches and plans, but for what counts by itself.
    [[nodiscard]] QString dump()
    {
        QStringList lines;
        for (const char *sql :
            { "SELECT json_group_array(json_array(id, name, start, zone, says, campaign, version)) FROM (SELECT "
              "hex(id) AS id, name, start, zone, says, campaign, version FROM launch WHERE removed = 0 ORDER BY row)",
                "SELECT json_group_array(json_array(id, name, position, vote)) FROM (SELECT hex(id) AS id, name, "
                "position, vote FROM launch_lane WHERE removed = 0 ORDER BY row)",
                "SELECT json_group_array(json_array(id, lane, name, from_days, time, days, is_gate, state)) FROM "
                "(SELECT hex(id) AS id, lane, name, from_days, time, days, is_gate, state FROM launch_step WHERE "
                "removed = 0 ORDER BY row)",
                "SELECT json_group_array(json_array(step, needs)) FROM (SELECT step, needs FROM launch_need ORDER BY "
                "step, needs)",
                "SELECT json_group_array(json_array(post, start, zone)) FROM (SELECT post, start, zone FROM plan "
                "ORDER BY post)",
                "SELECT json_group_array(json_array(row, state)) FROM (SELECT row, state FROM post WHERE state <> "
                "'discarded' ORDER BY row)",
                "SELECT json_group_array(json_array(row, embargo_until)) FROM campaign",
                "SELECT json_group_array(json_array(id, wall, due_at, state)) FROM (SELECT hex(id) AS id, wall, "
                "due_at, state FROM delivery ORDER BY row)" }) {
            Statement read(desk.writer(), sql);
            lines.append(must(read.one<QString>([](const Row &row) { return row.text(0); })).value_or(QString()));
        }
        return lines.join(QLatin1Char('\n'));
    }
    LaunchId launch;
    LaneId product;
    LaneId legal;

private:
    LaunchBook m_launchBook { desk.writer() };
    std::unique_ptr<LaunchDesk> m_launches;
};

} // namespace wheelhouse
