#include "core/approval/goahead.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(GoAhead)
};

QString nameOf(const QList<Gate> &gates, const GateId &id)
{
    const auto found = std::find_if(gates.cbegin(), gates.cend(), [&id](const Gate &gate) { return gate.id == id; });
    return found == gates.cend() ? QString() : found->name;
}

bool binds(const Binding &binding, const ChannelId &channel, const QByteArray &digest)
{
    return std::any_of(binding.variants.cbegin(), binding.variants.cend(),
        [&](const BoundVariant &variant) { return variant.channel == channel && variant.digest == digest; });
}

} // namespace

QString waitsFor(const ApprovalStanding &standing, const QList<Gate> &gates)
{
    for (const GateStanding &gate : standing.gates)
        switch (gate.state) {
        case GateStanding::State::Passed:
            continue;
        case GateStanding::State::Refused:
            return Words::tr("Refused at “%1”.").arg(nameOf(gates, gate.gate));
        case GateStanding::State::SentBack:
            return Words::tr("Sent back at “%1”.").arg(nameOf(gates, gate.gate));
        case GateStanding::State::Waiting:
        case GateStanding::State::Open:
            return Words::tr("Waits for “%1”: %2.")
                .arg(nameOf(gates, gate.gate), Words::tr("%n signature(s) missing", nullptr, gate.missing));
        }
    return {};
}

GoAhead::GoAhead(Database &database)
    : m_reader(database)
    , m_revision(database, "SELECT revision FROM revision_variant WHERE row = ?1")
{
}

Result<QString> GoAhead::against(const Question &question, const QDateTime &now)
{
    const auto revision = m_revision.number(question.variant);
    if (!revision)
        return tl::unexpected(revision.error());
    const auto submission = m_reader.ofRevision(revision->value_or(0));
    if (!submission)
        return submission.error().kind == Error::Kind::Malformed ? Result<QString>(submission.error().message)
                                                                 : tl::unexpected(submission.error());
    if (!*submission)
        return Words::tr("Nobody was asked to sign it, and nothing goes out here that nobody signed.");
    if (!(*submission)->isOpen())
        return (*submission)->ending == Submission::Ending::Recalled
            ? Words::tr("It was taken back before it went out.")
            : Words::tr("A newer revision is before the gates. What was signed was the older one.");
    const auto standing = m_reader.standing(**submission, now);
    if (!standing)
        return standing.error().kind == Error::Kind::Malformed ? Result<QString>(standing.error().message)
                                                               : tl::unexpected(standing.error());
    const auto binding = readBinding((*submission)->binding);
    if (!binding)
        return binding.error().message;
    if (!binds(*binding, question.channel, question.digest))
        return Words::tr("What would go out is not what was signed. It is not sent.");
    if (!standing->standing.hasPassed())
        return waitsFor(standing->standing, (*submission)->gates);
    if (!isWithin(binding->time, question.goesAt, question.occurrence))
        return Words::tr("It was signed for another hour. Have it signed for this one.");
    return QString();
}

} // namespace wheelhouse
