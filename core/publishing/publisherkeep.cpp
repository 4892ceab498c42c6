#include "core/publishing/publisherrun.h"

#include "core/base/failpoint.h"

#include <QLoggingCategory>

namespace wheelhouse {

namespace {
Q_LOGGING_CATEGORY(log, "wh.publishing")
}

/// Whether what is next may leave with the same wait for the disk; nullptr: all is looked at first, or the account is
/// not asked now.
Connector *Publisher::handsOverTo(const RunPtr &run)
{
    if (run->isDropped || run->isLook || m_isUntidy || !m_unkept.isEmpty() || !believesClock())
        return nullptr;
    Connector *connector = m_parts.find(run->claim.delivery.channel.id);
    return connector != nullptr && connector->speech().canPublish ? connector : nullptr;
}

Result<bool> Publisher::writeAlone(const Claim &claim, int part, const Receipt &receipt)
{
    if (auto reached = failpoint("publish.answered"); !reached)
        return tl::unexpected(reached.error());
    return m_parts.dispatch.sent(claim, claim.parts.at(part), receipt);
}

Result<Dispatch::Handover> Publisher::write(const RunPtr &run, const Receipt &receipt)
{
    if (Connector *connector = handsOverTo(run)) {
        if (auto reached = failpoint("publish.answered"); !reached)
            return tl::unexpected(reached.error());
        return m_parts.dispatch.handOver(run->claim, run->current(), receipt,
            [connector](const Outgoing &outgoing) { return connector->reserve(outgoing); });
    }
    auto whole = writeAlone(run->claim, run->part, receipt);
    return whole ? Result<Dispatch::Handover>({ *whole, std::nullopt }) : tl::unexpected(whole.error());
}

/// What is out there is written down, whatever it takes: a store that cannot be written now is tried until it can.
void Publisher::keep(const RunPtr &run, const Receipt &receipt)
{
    auto written = write(run, receipt);
    if (!written) {
        qCWarning(log, "what is out there could not be written down yet: %s", qPrintable(written.error().detail));
        m_unkept.append([this, claim = run->claim, part = run->part, receipt] {
            const auto whole = writeAlone(claim, part, receipt);
            if (whole)
                emit published({ claim, part, receipt, *whole });
            return whole.has_value();
        });
        return run->isDropped ? void() : end(run, tl::unexpected(written.error()));
    }
    const PublishedPart out { run->claim, run->part, receipt, written->isWhole };
    if (written->next)
        handOver(run, std::move(*written->next));
    emit published(out);
    if (run->isDropped || written->next)
        return;
    m_failing.remove(run->claim.delivery.channelRow);
    DeliveryPart &part = run->current();
    part.state = DeliveryPart::State::Sent;
    part.ref = receipt.ref;
    if (written->isWhole)
        return end(run, {});
    if (!run->isLook)
        return next(run);
    end(run, m_parts.dispatch.postpone(run->claim, QString(), 0, true)); // the rest has its turn, if it is not too late
}

/// The channel's turn goes on with what may leave at once.
void Publisher::handOver(const RunPtr &ended, Claim next)
{
    m_failing.remove(ended->claim.delivery.channelRow);
    auto run = std::make_shared<Run>();
    run->claim = std::move(next);
    setOut(run);
}

/// What is to be said now: that it may be out there is on the disk.
void Publisher::setOut(const RunPtr &run)
{
    m_runs.insert(run->claim.delivery.channelRow, run);
    m_isSending = true;
    if (!run->claim.leaves)
        return next(run);
    run->isAbsent = true;
    run->isFirst = true;
    leave(run);
}

} // namespace wheelhouse
