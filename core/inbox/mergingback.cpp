#include "core/inbox/merging.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

// How a merge and a split are taken back, and done again.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Merging)
};

/// How many of the fields of \a expected are not in \a part; the dot is nobody's loss.
qsizetype missing(const QJsonObject &expected, const QJsonObject &part)
{
    const QStringList fields = expected.keys();
    return std::count_if(fields.begin(), fields.end(),
        [&](const QString &field) { return field != QLatin1String("unread") && !part.contains(field); });
}

} // namespace

Merging::Ids Merging::fromJson(const QJsonValue &ids)
{
    Ids all;
    const QJsonArray array = ids.toArray();
    for (const auto &each : array)
        all.append(ThingId::fromString(each.toString()));
    return all;
}

Result<Undone> Merging::undoMerge(Transaction &transaction, const Operation &step, Undo::Way way)
{
    m_counters.drop();
    const QJsonObject payload = QJsonDocument::fromJson(step.payload).object();
    auto stays = m_standings.find(MentionId::fromString(payload.value(QLatin1String("into")).toString()));
    if (!stays)
        return tl::unexpected(stays.error());
    if (!*stays)
        return fail(Error::Kind::Missing, Words::tr("A message of this step is no longer here."));
    const bool back = way == Undo::Way::Back;
    Undone undone;
    undone.conversations.append(**stays);
    auto done =
        back ? takeApart(transaction, payload, **stays, undone) : mergeAgain(transaction, payload, **stays, undone);
    if (!done)
        return tl::unexpected(done.error());
    auto subject = m_standings.read(**stays);
    if (!subject)
        return tl::unexpected(subject.error());
    if (auto counted = m_counters.flush(transaction); !counted)
        return tl::unexpected(counted.error());
    undone.sentence =
        (back ? Words::tr("Taken apart again: %1") : Words::tr("Merged again: %1")).arg(quoted(subject->snippet));
    if (undone.kept > 0)
        undone.sentence += QStringLiteral(" · ") + Words::tr("what came in since was left alone");
    return undone;
}

Result<void> Merging::takeApart(Transaction &transaction, const QJsonObject &payload, qint64 stays, Undone &undone)
{
    const QJsonArray gone = payload.value(QLatin1String("gone")).toArray();
    for (const auto &each : gone) {
        auto row = rowOf(each[QLatin1String("c")].toString());
        if (!row)
            return tl::unexpected(row.error());
        const Ids mentions = fromJson(each[QLatin1String("mentions")]);
        if (auto done = move(m_move, mentions, *row); !done)
            return done;
        if (auto done = move(m_moveNote, fromJson(each[QLatin1String("notes")]), *row); !done)
            return done;
        if (auto done = move(m_movePost, fromJson(each[QLatin1String("posts")]), *row); !done)
            return done;
        if (auto done = follow(mentions, stays, *row); !done)
            return done;
        if (auto done = revive(transaction, *row, each[QLatin1String("was")].toObject()); !done)
            return done;
        undone.conversations.append(*row);
    }
    if (auto done = rehead(stays); !done)
        return done;
    auto subject = m_standings.read(stays);
    if (!subject)
        return tl::unexpected(subject.error());
    const QJsonObject now = payload.value(QLatin1String("now")).toObject();
    auto part = m_standings.stillStanding(subject->standing, now, payload.value(QLatin1String("was")).toObject(),
        subject->hasNewsSince(payload.value(QLatin1String("seen")).toString()));
    if (!part)
        return tl::unexpected(part.error());
    undone.kept = missing(now, *part) > 0 ? 1 : 0;
    auto standing = m_standings.with(subject->standing, *part);
    if (!standing)
        return tl::unexpected(standing.error());
    return m_standings.write(transaction, m_counters, *subject, *standing);
}

/// As they stand now, not as they stood when they were merged first: an answer may have come to one of them.
Result<void> Merging::mergeAgain(Transaction &transaction, const QJsonObject &payload, qint64 stays, Undone &undone)
{
    QList<qint64> rows;
    const QJsonArray once = payload.value(QLatin1String("gone")).toArray();
    for (const auto &each : once) {
        auto row = rowOf(each[QLatin1String("c")].toString());
        if (!row)
            return tl::unexpected(row.error());
        auto goes = m_standings.read(*row);
        if (!goes)
            return tl::unexpected(goes.error());
        if (goes->standing.state == TriageState::Merged || *row == stays)
            continue; // a parent that came late has put it there already
        rows.append(*row);
    }
    auto target = m_standings.read(stays);
    if (!target)
        return tl::unexpected(target.error());
    QJsonArray gone;
    auto merged = unite(transaction, *target, rows, gone);
    if (!merged)
        return tl::unexpected(merged.error());
    undone.conversations.append(rows);
    return {};
}

Result<Undone> Merging::undoSplit(Transaction &transaction, const Operation &step, Undo::Way way)
{
    m_counters.drop();
    const QJsonObject payload = QJsonDocument::fromJson(step.payload).object();
    auto from = m_standings.find(MentionId::fromString(payload.value(QLatin1String("from")).toString()));
    auto part = rowOf(payload.value(QLatin1String("at")).toString());
    if (!from || !part)
        return tl::unexpected(!from ? from.error() : part.error());
    if (!*from)
        return fail(Error::Kind::Missing, Words::tr("A message of this step is no longer here."));
    const bool back = way == Undo::Way::Back;
    auto origin = m_standings.read(**from);
    if (!origin)
        return tl::unexpected(origin.error());
    auto done = back ? putTogether(transaction, *origin, *part) : partFrom(transaction, payload, *origin, *part);
    if (!done)
        return tl::unexpected(done.error());
    if (auto counted = m_counters.flush(transaction); !counted)
        return tl::unexpected(counted.error());
    Undone undone;
    undone.conversations = { origin->row };
    undone.sentence =
        (back ? Words::tr("Together again: %1") : Words::tr("Split off again: %1")).arg(quoted(origin->snippet));
    return undone;
}

/// They stand alike since the split, unless somebody wrote to one of them: then the less final stands.
Result<void> Merging::putTogether(Transaction &transaction, const Subject &origin, qint64 part)
{
    auto goes = m_standings.read(part);
    if (!goes)
        return tl::unexpected(goes.error());
    if (goes->standing.state == TriageState::Merged || part == origin.row)
        return {}; // a parent that came late has put it there already
    QJsonArray gone;
    return unite(transaction, origin, { part }, gone).map([](const Standing &) {});
}

Result<void> Merging::partFrom(Transaction &transaction, const QJsonObject &payload, const Subject &origin, qint64 part)
{
    const Ids mentions = fromJson(payload.value(QLatin1String("mentions")));
    if (auto done = move(m_move, mentions, part); !done)
        return done;
    if (auto done = follow(mentions, origin.row, part); !done)
        return done;
    Standing standing = origin.standing;
    standing.claimedBy = standing.claimedUntil = 0;
    if (auto done = reviveAs(transaction, part, standing); !done)
        return done;
    return rehead(origin.row);
}

} // namespace wheelhouse
