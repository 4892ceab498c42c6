#include "core/launch/launchdesk.h"
#include "core/launch/launchwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LaunchDesk)
};

using Table = LaunchEdit::Table;

} // namespace

Result<Slip> LaunchDesk::slipTo(const LaunchPlan &plan, const WallTime &to)
{
    if (auto at = resolve(to); to.time.isValid() && !at)
        return tl::unexpected(at.error());
    if (std::abs(plan.launch.doors.date.daysTo(to.date)) > mostDays)
        return fail(Error::Kind::Refused, Words::tr("That is more than five years away."));
    const Slip slip = slipOf(plan, to, {}, m_clock.now());
    if (!slip.refusal.isEmpty())
        return fail(Error::Kind::Refused, slip.refusal);
    return slip;
}

Result<void> LaunchDesk::placeAll(
    Transaction &transaction, const LaunchPlan &plan, const QList<Landing> &landings, Deed &deed)
{
    for (const Landing &each : landings) {
        if (!each.isPost || each.stays || deed.slipped == 0)
            continue;
        const LaunchStep &step = *plan.step(each.step);
        WallTime to = *step.card->at;
        to.date = each.to.first;
        if (auto done = place(transaction, step, to, deed); !done)
            return done;
    }
    return {};
}

/// Doors, steps and posts, and the layer that thought of it, as one step.
Result<LaunchDone> LaunchDesk::move(
    Transaction &transaction, const LaunchPlan &plan, const Slip &slip, const SlipLayer *layer)
{
    m_edit.begin();
    const Launch &launch = plan.launch;
    Deed deed { "launch.slip" };
    deed.slipped = slip.days;
    if (auto done = m_edit.set(Table::Launch, launch.row,
            { { QStringLiteral("start"), occurrenceName(slip.to.date, slip.to.time) },
                { QStringLiteral("zone"), QString::fromLatin1(slip.to.zone) },
                { QStringLiteral("turn"), slip.to.turn == WallTime::Turn::Second ? 1 : 0 } });
        !done)
        return tl::unexpected(done.error());
    if (termsOf(launch).isEmbargoed)
        if (auto done = setEmbargo(launch.campaign, launch.doors, slip.to, true); !done)
            return tl::unexpected(done.error());
    if (auto done = placeAll(transaction, plan, slip.landings, deed); !done)
        return tl::unexpected(done.error());
    if (layer)
        if (auto done =
                m_edit.set(Table::Layer, layer->row, { { QStringLiteral("state"), QStringLiteral("applied") } });
            !done)
            return tl::unexpected(done.error());
    const QString moved =
        Words::tr("doors open %1, %n {post moves|posts move} along", nullptr, slip.posts).arg(doorsWords(slip.to));
    return finish(transaction, launch, deed,
        slip.days < 0
            ? Words::tr("Moved %1 %n {day|days} earlier: %2", nullptr, -slip.days).arg(quotedName(launch.name), moved)
            : Words::tr("Moved %1 %n {day|days} later: %2", nullptr, slip.days).arg(quotedName(launch.name), moved),
        {});
}

Result<LaunchDone> LaunchDesk::slip(LaunchId id, const WallTime &to)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? known(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    auto slip = plan ? slipTo(*plan, to) : Result<Slip>(tl::unexpected(plan.error()));
    if (!slip)
        return tl::unexpected(slip.error());
    return move(*transaction, *plan, *slip, nullptr);
}

Result<SlipLayer> LaunchDesk::trySlip(LaunchId id, int days)
{
    auto plan = known(id);
    if (!plan)
        return tl::unexpected(plan.error());
    const Slip slip = slipOf(*plan, days, {}, m_clock.now());
    if (!slip.refusal.isEmpty())
        return fail(Error::Kind::Refused, slip.refusal);
    const QString name = days < 0 ? Words::tr("%1, %n {day|days} earlier", nullptr, -days).arg(plan->launch.name)
                                  : Words::tr("%1, %n {day|days} later", nullptr, days).arg(plan->launch.name);
    QList<Placement> placements;
    for (const Landing &each : slip.landings) {
        const LaunchStep &step = *plan->step(each.step);
        if (!each.isPost || each.stays || step.card->repeats)
            continue;
        WallTime to = *step.card->at;
        to.date = each.to.first;
        placements.append({ { step.post, step.card->occurrence }, to });
    }
    auto layer = m_calendar.beginLayer(name);
    if (!layer)
        return tl::unexpected(layer.error());
    if (!placements.isEmpty())
        if (auto done = m_calendar.imagine(layer->id, placements); !done)
            return tl::unexpected(done.error());
    if (auto done = m_addSlip.run(layer->id, plan->launch.row, days); !done)
        return tl::unexpected(done.error());
    return SlipLayer { layer->row, layer->id, name, days };
}

Result<LaunchDone> LaunchDesk::apply(LaunchId id, const SlipLayer &layer)
{
    auto transaction = Transaction::begin(m_database);
    auto plan = transaction ? known(id) : Result<LaunchPlan>(tl::unexpected(transaction.error()));
    auto open = m_book.slipLayers(id);
    if (!plan || !open)
        return tl::unexpected(!plan ? plan.error() : open.error());
    const auto found =
        std::find_if(open->cbegin(), open->cend(), [&layer](const SlipLayer &each) { return each.id == layer.id; });
    if (found == open->cend())
        return fail(Error::Kind::Conflict, Words::tr("This what-if was applied or dropped already."));
    WallTime to = plan->launch.doors;
    to.date = to.date.addDays(found->days);
    auto slip = slipTo(*plan, to);
    if (!slip)
        return tl::unexpected(slip.error());
    return move(*transaction, *plan, *slip, &*found);
}

} // namespace wheelhouse
