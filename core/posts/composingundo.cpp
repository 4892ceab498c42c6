#include "core/posts/composing.h"
#include "core/posts/composingsteps.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

using namespace composingsteps;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Composing)
};

QJsonObject payloadOf(const Operation &operation)
{
    return QJsonDocument::fromJson(operation.payload).object();
}

PostId postOf(const QJsonObject &payload)
{
    return PostId::fromString(payload.value(postKey).toString());
}

ChannelId channelOf(const QJsonObject &payload)
{
    return ChannelId::fromString(payload.value(channelKey).toString());
}

Objective objectiveFrom(const QJsonObject &json)
{
    return { json.value(QLatin1String("words")).toString(), json.value(QLatin1String("none")).toBool() };
}

Undone leftAlone(const QString &sentence)
{
    return { sentence, 1, {} };
}

} // namespace

/// What was planned or sent meanwhile stays as it is.
Result<Undone> Composing::invertState(const Operation &operation, bool isDraft)
{
    const PostId post = postOf(payloadOf(operation));
    const QString from = isDraft ? QStringLiteral("discarded") : QStringLiteral("draft");
    auto done = m_changeState.number(post, from, isDraft ? QStringLiteral("draft") : QStringLiteral("discarded"));
    if (!done)
        return tl::unexpected(done.error());
    if (!*done)
        return leftAlone(Words::tr("This post went on since: it stays as it is"));
    return Undone { isDraft ? Words::tr("The draft is back") : Words::tr("The draft is gone again"), 0, {} };
}

Result<Undone> Composing::invertChannel(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = payloadOf(operation);
    const bool goes = payload.value(goesKey).toBool() == (way == Undo::Way::Again);
    auto where = place(postOf(payload), channelOf(payload));
    auto is = where ? m_variant.one<Kept>(&readKept, where->post, where->channel) : tl::unexpected(where.error());
    if (!is)
        return is.error().kind == Error::Kind::Missing
            ? Result<Undone>(leftAlone(Words::tr("This post went on since: it stays as it is")))
            : tl::unexpected(is.error());
    if (is->has_value() != goes) {
        auto done = goes ? putOn(postOf(payload), *where, channelOf(payload)) : takeOff(*where);
        if (!done)
            return tl::unexpected(done.error());
    }
    return Undone { goes ? Words::tr("Goes to %1 again").arg(where->name)
                         : Words::tr("Does not go to %1 any more").arg(where->name),
        0, {} };
}

Result<Undone> Composing::invertFollow(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = payloadOf(operation);
    auto where = place(postOf(payload), channelOf(payload));
    if (!where && where.error().kind == Error::Kind::Missing)
        return leftAlone(Words::tr("This post went on since: it stays as it is"));
    auto done = !where           ? Result<bool>(tl::unexpected(where.error()))
        : way == Undo::Way::Back ? bringBack(*where, channelOf(payload))
                                 : makeFollow(postOf(payload), *where, channelOf(payload));
    if (!done)
        return tl::unexpected(done.error());
    if (!*done)
        return leftAlone(Words::tr("%1 was changed since: it stays as it is").arg(where->name));
    return Undone { way == Undo::Way::Back ? Words::tr("The words for %1 are back").arg(where->name)
                                           : Words::tr("%1 follows the shared text again").arg(where->name),
        0, {} };
}

Result<Undone> Composing::invertObjective(const Operation &operation, Undo::Way way)
{
    const QJsonObject payload = payloadOf(operation);
    const bool isBack = way == Undo::Way::Back;
    auto row = draft(postOf(payload));
    if (!row && row.error().kind == Error::Kind::Missing)
        return leftAlone(Words::tr("This post went on since: it stays as it is"));
    auto done = row ? writeObjective(postOf(payload), objectiveFrom(payload.value(isBack ? wasKey : nowKey).toObject()))
                    : tl::unexpected(row.error());
    if (!done)
        return tl::unexpected(done.error());
    return Undone { isBack ? Words::tr("The objective is as before") : Words::tr("The objective is changed again"), 0,
        {} };
}

} // namespace wheelhouse
