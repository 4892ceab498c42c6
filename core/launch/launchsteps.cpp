#include "core/launch/launchdesk.h"
#include "core/launch/launchwords.h"
#include "core/launch/readiness.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LaunchDesk)
};

using Table = LaunchEdit::Table;
using Kind = LaunchStep::Kind;

Result<void> mayBe(const StepTerms &terms)
{
    if (terms.name.trimmed().isEmpty() || terms.name.size() > LaunchDesk::longestName)
        return fail(Error::Kind::Refused, Words::tr("A step needs a name, of 200 letters at most."));
    if (terms.days < 1 || terms.days > LaunchDesk::mostDays || std::abs(terms.fromDays) > LaunchDesk::mostDays)
        return fail(Error::Kind::Refused, Words::tr("A step takes a day and more, and stands within five years."));
    if (terms.kind == Kind::Post && terms.post.isNull() && terms.channels.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("Say where the post is to go."));
    return {};
}

QString timeText(QTime time)
{
    return time.isValid() ? time.toString(QStringLiteral("HH:mm")) : QString();
}

QJsonObject columnsOf(const StepTerms &terms, qint64 lane, qint64 post)
{
    const bool isPost = terms.kind == Kind::Post;
    return { { QStringLiteral("lane"), lane }, { QStringLiteral("kind"), kindWord(terms.kind) },
        { QStringLiteral("name"), terms.name.trimmed() },
        { QStringLiteral("post"), isPost ? QJsonValue(post) : QJsonValue() },
        { QStringLiteral("from_days"), isPost ? 0 : terms.fromDays },
        { QStringLiteral("time"), isPost ? QString() : timeText(terms.time) },
        { QStringLiteral("days"), isPost ? 1 : terms.days }, { QStringLiteral("is_gate"), terms.isGate ? 1 : 0 },
        { QStringLiteral("removed"), 0 } };
}

WallTime wallOf(const StepTerms &terms, const Launch &launch)
{
    return { launch.doors.date.addDays(terms.fromDays), terms.time, launch.doors.zone, WallTime::Turn::First };
}

QString placeWords(const StepDays &days)
{
    const QString day = QLocale().toString(days.first, QStringLiteral("ddd d MMMM"));
    return days.time.isValid() ? Words::tr("%1, %2", "day, hour").arg(day, timeText(days.time)) : day;
}

} // namespace

StepTerms termsOf(const LaunchStep &step, const Launch &launch)
{
    const StepDays days = daysOf(step, launch);
    const bool isPost = step.kind == Kind::Post;
    return { step.kind, step.name, isPost && days.isValid() ? int(launch.doors.date.daysTo(days.first)) : step.fromDays,
        isPost ? days.time : step.time, step.days, step.isGate, {}, step.post };
}

Result<LaunchPlan> LaunchDesk::planWith(StepId id)
{
    auto launch = m_book.launchOf(id);
    auto plan = launch ? known(*launch) : Result<LaunchPlan>(tl::unexpected(launch.error()));
    if (plan && !plan->step(id))
        return fail(Error::Kind::Missing, Words::tr("This step is not there any more."));
    return plan;
}

Result<LaunchPlan> LaunchDesk::planWith(const QList<StepId> &ids)
{
    if (ids.isEmpty())
        return fail(Error::Kind::Refused, Words::tr("No step is chosen."));
    auto plan = planWith(ids.constFirst());
    for (const StepId each : ids)
        if (plan && !plan->step(each))
            return fail(Error::Kind::Missing, Words::tr("One of these steps is not there any more."));
    return plan;
}

Result<void> LaunchDesk::place(Transaction &transaction, const LaunchStep &step, const WallTime &to, Deed &deed)
{
    const bool repeats = step.card && step.card->repeats;
    auto placed =
        m_calendar.placeIn(transaction, { { { step.post, step.card ? step.card->occurrence : QString() }, to } },
            repeats ? EditScope::All : EditScope::This);
    if (!placed)
        return tl::unexpected(placed.error());
    deed.calendar.append(*placed);
    const StepDays was =
        step.card && step.card->at ? StepDays { step.card->at->date, {}, step.card->at->time } : StepDays {};
    deed.posts.append(QJsonObject { { QStringLiteral("name"), step.name },
        { QStringLiteral("from"), was.isValid() ? placeWords(was) : Words::tr("no day") },
        { QStringLiteral("to"), placeWords({ to.date, {}, to.time }) } });
    return {};
}

/// The row of the post of a new step: the one that is named, or one that is begun at its place.
Result<qint64> LaunchDesk::postFor(Transaction &transaction, const LaunchPlan &plan, const StepTerms &terms, Deed &deed)
{
    if (terms.kind != Kind::Post)
        return 0;
    PostId post = terms.post;
    for (const LaunchStep &each : plan.steps)
        if (!post.isNull() && each.post == post)
            return fail(Error::Kind::Conflict, Words::tr("%1 is in this launch already.").arg(quotedName(each.name)));
    if (post.isNull()) {
        NewPost made { {}, plan.launch.campaignName, {} };
        PostContent begins; // its name is where writing begins
        begins.parts = { { terms.name.trimmed(), {} } };
        for (const ChannelId channel : terms.channels)
            made.variants.append({ channel, begins });
        auto begun = m_calendar.beginIn(transaction, made, terms.name.trimmed(), wallOf(terms, plan.launch));
        if (!begun)
            return tl::unexpected(begun.error());
        deed.calendar.append(begun->done);
        post = begun->post;
    }
    auto row = m_postRow.number(post);
    if (row && !*row)
        return fail(Error::Kind::Missing, Words::tr("This post is not there any more."));
    return row ? Result<qint64>(**row) : tl::unexpected(row.error());
}

Result<LaunchDone> LaunchDesk::addStep(LaneId lane, const StepTerms &terms)
{
    if (auto may = mayBe(terms); !may)
        return tl::unexpected(may.error());
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? planWith(lane) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    m_edit.begin();
    Deed deed { "launch.step" };
    const qint64 laneRow = plan->lane(lane)->row;
    const StepId id = StepId::fresh();
    auto post = postFor(*transaction, *plan, terms, deed);
    auto row = post ? m_edit.make(Table::Step, id.bytes(), laneRow) : post;
    if (!row)
        return tl::unexpected(row.error());
    if (auto done = m_edit.set(Table::Step, *row, columnsOf(terms, laneRow, *post)); !done)
        return tl::unexpected(done.error());
    return finish(*transaction, plan->launch, deed, Words::tr("New: %1").arg(quotedName(terms.name.trimmed())), { id });
}

Result<LaunchDone> LaunchDesk::changeStep(StepId id, const StepTerms &terms)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? planWith(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    const LaunchStep &step = *plan->step(id);
    StepTerms wanted = terms;
    wanted.post = step.post;
    if ((step.kind == Kind::Post) != (wanted.kind == Kind::Post))
        return fail(Error::Kind::Refused, Words::tr("A post stays a post, and what is none becomes none."));
    if (auto may = mayBe(wanted); !may)
        return tl::unexpected(may.error());
    m_edit.begin();
    Deed deed { "launch.step" };
    const qint64 post = step.post.isNull() ? 0 : m_postRow.number(step.post).value_or(0).value_or(0);
    if (auto done = m_edit.set(Table::Step, step.row, columnsOf(wanted, plan->lane(step.lane)->row, post)); !done)
        return tl::unexpected(done.error());
    if (step.kind == Kind::Post && step.name != wanted.name.trimmed()) {
        auto named = m_calendar.nameIn(*transaction, step.post, wanted.name);
        if (!named)
            return tl::unexpected(named.error());
        deed.calendar.append(*named);
    }
    WallTime to = wallOf(wanted, plan->launch);
    if (step.card && step.card->at)
        to.zone = step.card->at->zone; // its own wall
    const StepDays was = daysOf(step, plan->launch);
    if (step.kind == Kind::Post && (was.first != to.date || was.time != to.time))
        if (auto done = place(*transaction, step, to, deed); !done)
            return tl::unexpected(done.error());
    return finish(
        *transaction, plan->launch, deed, Words::tr("Changed: %1").arg(quotedName(wanted.name.trimmed())), { id });
}

Result<LaunchDone> LaunchDesk::markEach(
    const QList<StepId> &ids, const Columns &columns, const Deed &deed, const char *one, const char *several)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? planWith(ids) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    m_edit.begin();
    for (const StepId each : ids)
        if (auto done = m_edit.set(Table::Step, plan->step(each)->row, columns); !done)
            return tl::unexpected(done.error());
    const QString sentence = ids.size() == 1
        ? QCoreApplication::translate("LaunchDesk", one).arg(quotedName(plan->step(ids.constFirst())->name))
        : QCoreApplication::translate("LaunchDesk", several, nullptr, int(ids.size()));
    return finish(*transaction, plan->launch, deed, sentence, ids);
}

Result<LaunchDone> LaunchDesk::removeSteps(const QList<StepId> &ids)
{
    return markEach(ids, { { QStringLiteral("removed"), 1 } }, { "launch.step" },
        QT_TRANSLATE_NOOP("LaunchDesk", "Took out %1; a post stays in the calendar"),
        QT_TRANSLATE_N_NOOP("LaunchDesk", "Took out %n {step|steps}; posts stay in the calendar"));
}

Result<LaunchDone> LaunchDesk::setState(const QList<StepId> &ids, LaunchStep::State state)
{
    const Columns columns { { QStringLiteral("state"), stepStateWord(state) } };
    switch (state) {
    case LaunchStep::State::Open:
        return markEach(ids, columns, { "launch.state", false }, QT_TRANSLATE_NOOP("LaunchDesk", "Open again: %1"),
            QT_TRANSLATE_N_NOOP("LaunchDesk", "Open again: %n {step|steps}"));
    case LaunchStep::State::Review:
        return markEach(ids, columns, { "launch.state", false }, QT_TRANSLATE_NOOP("LaunchDesk", "In review: %1"),
            QT_TRANSLATE_N_NOOP("LaunchDesk", "In review: %n {step|steps}"));
    case LaunchStep::State::Done:
        return markEach(ids, columns, { "launch.state", false }, QT_TRANSLATE_NOOP("LaunchDesk", "Done: %1"),
            QT_TRANSLATE_N_NOOP("LaunchDesk", "Done: %n {step|steps}"));
    }
    return {};
}

Result<LaunchDone> LaunchDesk::setGate(const QList<StepId> &ids, bool isGate)
{
    const Columns columns { { QStringLiteral("is_gate"), isGate ? 1 : 0 } };
    return isGate ? markEach(ids, columns, { "launch.step" }, QT_TRANSLATE_NOOP("LaunchDesk", "A gate now: %1"),
               QT_TRANSLATE_N_NOOP("LaunchDesk", "Gates now: %n {step|steps}"))
                  : markEach(ids, columns, { "launch.step" }, QT_TRANSLATE_NOOP("LaunchDesk", "No gate any more: %1"),
                      QT_TRANSLATE_N_NOOP("LaunchDesk", "No gates any more: %n {step|steps}"));
}

Result<LaunchDone> LaunchDesk::carry(const QList<StepId> &ids, int days, LaneId to)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? planWith(ids) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    const LaunchLane *lane = to.isNull() ? nullptr : plan->lane(to);
    if (!to.isNull() && !lane)
        return fail(Error::Kind::Missing, Words::tr("This lane is not there any more."));
    m_edit.begin();
    Deed deed { "launch.move" };
    for (const StepId id : ids) {
        const LaunchStep &step = *plan->step(id);
        QJsonObject columns;
        if (lane)
            columns.insert(QStringLiteral("lane"), lane->row);
        if (step.kind != Kind::Post) {
            if (std::abs(step.fromDays + days) > mostDays)
                return fail(Error::Kind::Refused, Words::tr("That is more than five years from the launch."));
            columns.insert(QStringLiteral("from_days"), step.fromDays + days);
        }
        if (auto done = m_edit.set(Table::Step, step.row, columns); !done)
            return tl::unexpected(done.error());
        if (step.kind != Kind::Post || days == 0)
            continue;
        if (!step.card || !step.card->at)
            return fail(Error::Kind::Refused,
                Words::tr("%1 has no day yet. Open it and give it one.").arg(quotedName(step.name)));
        WallTime wall = *step.card->at;
        wall.date = wall.date.addDays(days);
        if (auto done = place(*transaction, step, wall, deed); !done)
            return tl::unexpected(done.error());
    }
    const QString where = days == 0 && lane ? Words::tr("to %1").arg(quotedName(lane->name))
        : days < 0                          ? Words::tr("%n {day|days} earlier", nullptr, -days)
                                            : Words::tr("%n {day|days} later", nullptr, days);
    const QString sentence = ids.size() == 1
        ? Words::tr("Moved %1 %2").arg(quotedName(plan->step(ids.constFirst())->name), where)
        : Words::tr("Moved %n {step|steps} %1", nullptr, int(ids.size())).arg(where);
    return finish(*transaction, plan->launch, deed, sentence, ids);
}

Result<LaunchDone> LaunchDesk::need(StepId step, StepId needs, bool isNeeded)
{
    auto transaction = Transaction::begin(m_database);
    auto plan =
        transaction ? planWith(QList<StepId> { step, needs }) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    if (!plan)
        return tl::unexpected(plan.error());
    if (const auto circle = isNeeded ? circleWith(plan->needs, { step, needs }) : QList<StepId>(); !circle.isEmpty()) {
        QStringList names;
        for (const StepId each : circle)
            names.append(quotedName(plan->step(each)->name));
        return fail(Error::Kind::Refused,
            Words::tr("That would go round in a circle: %1.").arg(names.join(Words::tr(" waits for "))));
    }
    m_edit.begin();
    if (auto done = m_edit.setNeed(plan->step(step)->row, plan->step(needs)->row, isNeeded); !done)
        return tl::unexpected(done.error());
    const QString one = quotedName(plan->step(step)->name);
    const QString other = quotedName(plan->step(needs)->name);
    return finish(*transaction, plan->launch, { "launch.need" },
        isNeeded ? Words::tr("%1 waits for %2").arg(one, other) : Words::tr("%1 does not wait for %2").arg(one, other),
        { step });
}

} // namespace wheelhouse
