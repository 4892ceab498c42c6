#include "core/publishing/dispatch.h"
#include "core/publishing/durable.h"

namespace wheelhouse {

using State = Delivery::State;

Result<Dispatch::Out> Dispatch::writeSent(const Claim &claim, const DeliveryPart &part, const Receipt &receipt)
{
    const QDateTime at = receipt.at.isValid() ? receipt.at : m_clock.now();
    if (auto done = m_partSent.run(part.row, receipt.ref.globalName, receipt.ref.remoteId, receipt.url, at); !done)
        return tl::unexpected(done.error());
    auto now = m_left.one<std::pair<qint64, qint64>>(
        [](const Row &row) { return std::pair(row.number(0), row.number(1)); }, claim.delivery.row);
    if (!now)
        return tl::unexpected(now.error());
    const auto [left, fence] = now->value_or(std::pair<qint64, qint64>(0, -1));
    // What is out there is kept whoever asks; how it goes on is for whoever holds the claim, and a whole one is over.
    const Out out { left == 0, fence == claim.delivery.fence };
    if (out.isWhole || out.isMine)
        if (auto done = m_outThere.run(claim.delivery.row, stateWord(out.isWhole ? State::Sent : State::Claimed),
                out.isWhole ? m_clock.now() : QDateTime(), out.isWhole ? 1 : 0);
            !done)
            return tl::unexpected(done.error());
    return out;
}

Result<bool> Dispatch::sent(const Claim &claim, const DeliveryPart &part, const Receipt &receipt)
{
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto out = writeSent(claim, part, receipt);
    if (!out)
        return tl::unexpected(out.error());
    if (auto committed = transaction->commit("sent"); !committed)
        return tl::unexpected(committed.error());
    return out->isWhole;
}

/// What is next on \a channel, where nothing stands against it and it may leave at once. Writes nothing: whatever else
/// is to be said of it, the next turn says.
std::optional<Claim> Dispatch::readyOn(qint64 channel)
{
    const auto turn = nextOn(channel);
    if (!turn || !*turn || (*turn)->isDoubtful)
        return std::nullopt;
    const auto delivery = m_book.plainAt((*turn)->row);
    if (!delivery || !*delivery || (*delivery)->state != State::Queued)
        return std::nullopt;
    auto claim = claimOf(**delivery);
    if (!claim || !leavesAtOnce(*claim))
        return std::nullopt;
    const auto why = against(*claim);
    return why && !*why ? std::optional(std::move(*claim)) : std::nullopt;
}

Result<Dispatch::Handover> Dispatch::handOver(
    const Claim &claim, const DeliveryPart &part, const Receipt &receipt, const Reserve &reserve)
{
    auto transaction = DurableTransaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto out = writeSent(claim, part, receipt);
    if (!out)
        return tl::unexpected(out.error());
    Handover done { out->isWhole, std::nullopt };
    if (out->isWhole && out->isMine)
        done.next = readyOn(claim.delivery.channelRow);
    if (done.next)
        if (auto left = leave(*done.next, reserve); !left)
            return tl::unexpected(left.error());
    if (auto committed = transaction->commit(done.next ? "handover" : "sent"); !committed)
        return tl::unexpected(committed.error());
    return done;
}

} // namespace wheelhouse
