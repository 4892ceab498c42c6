#include "core/posts/validation.h"
#include "core/publishing/dispatch.h"
#include "core/publishing/outgoings.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

// What keeps a delivery from going out: asked in the transaction that claims it, and in the one that lets it leave.

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Dispatch)
};

using State = Delivery::State;

QString hour(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime(), QLocale::ShortFormat);
}

constexpr std::chrono::minutes leastGrace { 1 };

} // namespace

/// What may change between the claim and the moment something leaves.
Result<std::optional<Dispatch::Against>> Dispatch::againstGoing(const Claim &claim)
{
    auto sample = m_isSample.number();
    auto hold = m_holds.over(claim.delivery.campaign);
    auto embargo = m_embargo.number(claim.delivery.campaign);
    if (!sample || !hold || !embargo)
        return tl::unexpected(!sample ? sample.error() : !hold ? hold.error() : embargo.error());
    if (sample->value_or(1) != 0)
        return Against { State::Rejected, Words::tr("A sample desk never sends anything.") };
    if (*hold)
        return Against { State::Held, Words::tr("%1: “%2”.").arg((*hold)->setBy, (*hold)->reason) };
    if (*embargo && **embargo > m_clock.nowMs())
        return Against { State::Held,
            Words::tr("Its campaign is under embargo until %1.")
                .arg(hour(QDateTime::fromMSecsSinceEpoch(**embargo, Qt::UTC))) };
    return againstSigning(claim);
}

Result<std::optional<Dispatch::Against>> Dispatch::againstSigning(const Claim &claim)
{
    auto terms = m_terms.read();
    if (!terms)
        return tl::unexpected(terms.error());
    if (!terms->needsApproval)
        return std::nullopt;
    // Who says to send it late means now: an hour that nobody signed.
    const Delivery &delivery = claim.delivery;
    auto why = m_goAhead.against({ delivery.variant, delivery.channel.id, delivery.digest,
                                     delivery.lateAt.isValid() ? m_clock.now() : delivery.dueAt, delivery.occurrence },
        m_clock.now());
    if (!why)
        return tl::unexpected(why.error());
    return why->isEmpty() ? std::optional<Against>() : Against { State::Held, *why };
}

Result<std::optional<Dispatch::Against>> Dispatch::againstAnswer(const Claim &claim)
{
    const QByteArray &mention = claim.canonical.answerTo.mention;
    auto gone = mention.isEmpty() ? Result<std::optional<qint64>>() : m_isAnswerGone.number(mention);
    if (!gone)
        return tl::unexpected(gone.error());
    if (gone->value_or(0) != 0)
        return Against { State::Rejected, Words::tr("What it answers was taken away by its author.") };
    return std::nullopt;
}

Result<std::optional<Dispatch::Against>> Dispatch::againstLimits(const Claim &claim)
{
    auto limits = m_limits.of(claim.delivery.channel.id);
    if (!limits)
        return tl::unexpected(limits.error());
    for (int i = 0; i < claim.parts.size(); ++i)
        if (const auto findings = findingsOf(outgoingOf(claim, i, {}), *limits); isStopped(findings))
            return Against { State::Rejected, findings.constFirst().sentence };
    return std::nullopt;
}

Result<std::optional<Dispatch::Against>> Dispatch::against(const Claim &claim)
{
    auto going = againstGoing(claim);
    if (!going || *going)
        return going;
    auto terms = m_terms.read();
    if (!terms)
        return tl::unexpected(terms.error());
    const Delivery &delivery = claim.delivery;
    // Who said to send it late said so then: what could not leave for longer than the grace asks again. A minute is
    // what a timer and a slow machine take.
    const QDateTime wished = delivery.lateAt.isValid() ? std::max(delivery.dueAt, delivery.lateAt) : delivery.dueAt;
    const qint64 late = m_clock.nowMs() - wished.toMSecsSinceEpoch();
    if (late > std::chrono::milliseconds(std::max(terms->grace, leastGrace)).count())
        return Against { State::Missed, Words::tr("It was due at %1.").arg(hour(delivery.dueAt)) };
    auto limits = againstLimits(claim);
    return !limits || *limits ? limits : againstAnswer(claim);
}

} // namespace wheelhouse
