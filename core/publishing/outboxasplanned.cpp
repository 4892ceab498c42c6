#include "core/publishing/outbox.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Outbox)
};

} // namespace

Result<void> Outbox::mayGoAsPlanned(const Delivery &delivery)
{
    if (delivery.state != Delivery::State::Held)
        return fail(Error::Kind::Conflict, Words::tr("It is not held: %1").arg(stateWords(delivery, m_clock.now())));
    const auto hold = m_holds.over(delivery.campaign);
    if (!hold)
        return tl::unexpected(hold.error());
    if (*hold)
        return fail(Error::Kind::Conflict, Words::tr("The hold still stands. Release it first."));
    if (delivery.dueAt <= m_clock.now())
        return fail(Error::Kind::Refused, Words::tr("Its hour is over. Send it now, move it or withdraw it."));
    return {};
}

/// One step like any other move, to the hour that each has: taken back, they are held again.
Result<DecidedAll> Outbox::goAsPlanned(const QList<DeliveryId> &ids)
{
    QList<Move> moves;
    DecidedAll kept;
    for (const DeliveryId id : ids) {
        const auto delivery = known(id);
        if (!delivery)
            return tl::unexpected(delivery.error());
        const auto meant = readWallTime(delivery->wall);
        auto may = mayGoAsPlanned(*delivery);
        if (may && meant) {
            moves.append({ id, { *meant, delivery->dueAt } });
            continue;
        }
        if (!may && may.error().kind == Error::Kind::Storage)
            return tl::unexpected(may.error());
        ++kept.kept;
        kept.why = may ? meant.error() : may.error();
    }
    if (moves.isEmpty())
        return kept.why ? Result<DecidedAll>(tl::unexpected(*kept.why))
                        : fail(Error::Kind::Missing, Words::tr("Nothing was chosen."));
    auto moved = moveAll(moves);
    if (!moved)
        return moved;
    moved->kept = kept.kept;
    moved->why = kept.why;
    moved->sentence = Words::tr("%n {goes|go} out as planned", nullptr, int(moves.size()));
    if (kept.kept > 0)
        moved->sentence =
            Words::tr("%1; %2").arg(moved->sentence, Words::tr("%n stayed as it was", nullptr, kept.kept));
    return moved;
}

} // namespace wheelhouse
