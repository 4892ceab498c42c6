#include "core/demo/demolaunch.h"

#include "core/connectors/rehearsal/costume.h"
#include "core/demo/demosteps.h"
#include "core/launch/launchdesk.h"

#include <QTimeZone>

#include <array>

namespace wheelhouse {

namespace {

const QByteArray zone = QByteArrayLiteral("Europe/Amsterdam"); // where Marlowe Coffee roasts
constexpr int doorsDay = 10; // from the Monday of this week: Thursday of the next
constexpr int readDays = 30;

using Kind = LaunchStep::Kind;
using State = LaunchStep::State;

struct Lane {
    const char *department;
    const char *owner;
};
constexpr std::array lanes { Lane { "Product", "sam" }, Lane { "PR", "priya" }, Lane { "Marketing", "jonas" },
    Lane { "Care", "tomasz" }, Lane { "People", "mei" }, Lane { "Legal", "dalia" } };

struct Line {
    const char *lane;
    const char *name;
    Kind kind;
    int from; ///< days from the Monday of this week
    int days = 1;
    State state = State::Open;
    int hour = -1; ///< of a post
    int place = 0; ///< of a new post: its place of the rehearsal
    bool isKnown = false; ///< a post of the month's plan, by its title
    bool isQueued = false; ///< a new post that is to go out
};

// As ../../shared/design/calendar-launch is drawn; Monday there is the 12th.
constexpr std::array lines {
    Line { "Product", "Cans sealed, line 2 fixed", Kind::Task, 1, 3, State::Done },
    Line { "Product", "Lab retest", Kind::Task, 5, 2, State::Review },
    Line { "Product", "Roadmap answers", Kind::Post, 9, 1, State::Open, 14, 3 },
    Line { "PR", "Press note v3", Kind::Document, 2, 2, State::Done },
    Line { "PR", "Briefing for Café Paper Times", Kind::Press, 5, 3, State::Review },
    Line { "PR", "Press note, to the journal", Kind::Post, 10, 1, State::Open, 9, 2 },
    Line { "Marketing", "It is here", Kind::Post, 0, 1, State::Open, -1, 0, true },
    Line { "Marketing", "Two cans, one picnic", Kind::Post, 0, 1, State::Open, -1, 0, true },
    Line { "Marketing", "Oat or whole? Vote", Kind::Post, 0, 1, State::Open, -1, 0, true },
    Line { "Marketing", "It is back", Kind::Post, 10, 1, State::Open, 9, 0, false, true },
    Line { "Marketing", "Café tour", Kind::Post, 11, 1, State::Open, 12, 1 },
    Line { "Care", "Answers in saved replies", Kind::Knowledge, 2, 3, State::Done },
    Line { "Care", "Refund form tested", Kind::Task, 6, 2, State::Done },
    Line { "Care", "Watch doubled, 08 to 22", Kind::Task, 9, 5, State::Done },
    Line { "People", "Line operators wanted", Kind::JobAd, 8, 3, State::Done },
    Line { "People", "Thank the crew", Kind::Post, 9, 1, State::Open, 16, 0 },
    Line { "Legal", "Recall wording", Kind::Document, 1, 2, State::Done },
    Line { "Legal", "Label text, oat cans", Kind::Document, 4, 2, State::Review },
    Line { "Legal", "Final clearance", Kind::Task, 7, 2 },
};

struct Need {
    const char *step;
    const char *needs;
};
constexpr std::array needs { Need { "Final clearance", "Lab retest" },
    Need { "Final clearance", "Label text, oat cans" }, Need { "It is back", "Final clearance" } };

QString said(const char *words)
{
    return QString::fromUtf8(words);
}

/// The launch of the made-up team, over services of its own.
class LaunchPlanning {
public:
    LaunchPlanning(Database &database, OperationLog &log, Undo &undo, PastClock &clock, const QDateTime &now,
        const Furniture &furniture, quint64 seed)
        : m_clock(clock)
        , m_now(now)
        , m_furniture(furniture)
        , m_seed(seed)
        , m_posts(database, log, clock)
        , m_holds(database, log, clock)
        , m_outbox(database, log, undo, m_holds, clock)
        , m_calendar(database, log, undo, m_posts, m_outbox, clock)
        , m_desk(database, log, undo, m_calendar, clock)
        , m_book(database)
        , m_cards(database)
    {
        const QDate today = now.toTimeZone(QTimeZone(zone)).date();
        m_monday = today.addDays(1 - today.dayOfWeek());
    }
    Result<void> run();

private:
    Result<void> make();
    Result<void> add(const Line &line);
    Result<PostId> postFor(const Line &line);
    Result<void> link();
    Result<void> letThemSee();

    PastClock &m_clock;
    QDateTime m_now;
    const Furniture &m_furniture;
    quint64 m_seed;
    QDate m_monday;
    PostStore m_posts;
    Holds m_holds;
    Outbox m_outbox;
    CalendarDesk m_calendar;
    LaunchDesk m_desk;
    LaunchBook m_book;
    CalendarBook m_cards;
    LaunchId m_launch;
    QHash<QString, LaneId> m_lanes;
    QHash<QString, StepId> m_steps;
};

Result<void> LaunchPlanning::make()
{
    LaunchTerms terms;
    terms.name = said("Stillwater relaunch");
    terms.doors = { m_monday.addDays(doorsDay), QTime(9, 0), zone, WallTime::Turn::First };
    terms.campaign = said("Stillwater launch");
    terms.says = said("Stillwater is back. Line 2 was rebuilt, every batch is now tested for nuts, and the result is "
                      "printed by the batch code.");
    terms.saysNot = said("Never “safe for everyone”. Never name the supplier.");
    terms.slipsIf = said("If Legal says no by Wednesday 18:00, the plan moves as one block.");
    auto made = m_desk.make(terms);
    if (!made)
        return tl::unexpected(made.error());
    m_launch = made->launch;
    for (const Lane &each : lanes) {
        const QString name = said(each.department);
        auto added = m_desk.addLane(
            m_launch, { name, m_furniture.departments.value(name), m_furniture.members.value(said(each.owner)) });
        if (!added)
            return tl::unexpected(added.error());
    }
    auto plan = m_book.plan(m_launch);
    if (!plan || !*plan)
        return plan ? Result<void>() : tl::unexpected(plan.error());
    for (const LaunchLane &each : std::as_const((*plan)->lanes))
        m_lanes.insert(each.name, each.id);
    return {};
}

/// One that is planned already, or one that is to go out at once; null: the step begins a draft.
Result<PostId> LaunchPlanning::postFor(const Line &line)
{
    if (line.isKnown) {
        auto page = m_cards.page(m_monday.addDays(-readDays), m_monday.addDays(readDays));
        if (!page)
            return tl::unexpected(page.error());
        for (const Card &card : std::as_const(page->cards))
            if (card.title == said(line.name))
                return card.post;
        return fail(Error::Kind::Missing, said(line.name));
    }
    if (!line.isQueued)
        return PostId();
    NewPost post;
    PostContent content;
    content.parts = { { said(line.name), {} } };
    content.language = QStringLiteral("en");
    for (const int place : { 0, 1 })
        post.variants.append({ rehearsal::channelOf(place, m_seed).id, content });
    auto planned = m_calendar.plan(
        post, said(line.name), { m_monday.addDays(line.from), QTime(line.hour, 0), zone, WallTime::Turn::First });
    return planned ? Result<PostId>(planned->cards.constFirst().post) : tl::unexpected(planned.error());
}

Result<void> LaunchPlanning::add(const Line &line)
{
    StepTerms terms { line.kind, said(line.name), line.from - doorsDay, line.hour < 0 ? QTime() : QTime(line.hour, 0),
        line.days, true, {}, {} };
    if (line.kind == Kind::Post) {
        auto post = postFor(line);
        if (!post)
            return tl::unexpected(post.error());
        terms.post = *post;
        terms.channels = { rehearsal::channelOf(line.place, m_seed).id };
    }
    auto added = m_desk.addStep(m_lanes.value(said(line.lane)), terms);
    if (!added)
        return tl::unexpected(added.error());
    m_steps.insert(said(line.name), added->steps.constFirst());
    if (line.state == State::Open)
        return {};
    auto marked = m_desk.setState(added->steps, line.state);
    return marked ? Result<void>() : tl::unexpected(marked.error());
}

Result<void> LaunchPlanning::link()
{
    for (const Need &each : needs)
        if (auto done = m_desk.need(m_steps.value(said(each.step)), m_steps.value(said(each.needs))); !done)
            return tl::unexpected(done.error());
    return {};
}

/// All but Mei see the plan after its last change.
Result<void> LaunchPlanning::letThemSee()
{
    for (const bool isLast : { false, true }) {
        for (const Lane &each : lanes)
            if (!isLast || qstrcmp(each.owner, "mei") != 0)
                if (auto done = m_desk.see(m_launch, m_furniture.members.value(said(each.owner))); !done)
                    return done;
        if (isLast)
            return {};
        if (auto done = m_desk.carry({ m_steps.value(said("Line operators wanted")) }, -5); !done)
            return tl::unexpected(done.error());
    }
    return {};
}

Result<void> LaunchPlanning::run()
{
    m_clock.at = m_now.addDays(-1).toMSecsSinceEpoch();
    if (auto done = make(); !done)
        return done;
    for (const Line &line : lines) {
        m_clock.at += 60'000;
        if (auto done = add(line); !done)
            return done;
    }
    if (auto done = link(); !done)
        return done;
    if (auto done = letThemSee(); !done)
        return done;
    auto voted = m_desk.vote(m_lanes.value(said("Care")), Vote::Go);
    return voted ? Result<void>() : tl::unexpected(voted.error());
}

} // namespace

Result<void> planLaunch(Database &database, OperationLog &log, Undo &undo, PastClock &clock, const QDateTime &now,
    const Furniture &furniture, quint64 seed)
{
    return LaunchPlanning(database, log, undo, clock, now, furniture, seed).run();
}

} // namespace wheelhouse
