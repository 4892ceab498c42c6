#include "core/gestures/gesturelist.h"

#include "core/gestures/gesturerow.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace wheelhouse {

namespace {

using Kind = Gesture::Kind;

/// Those of which only the newest says how things stand: a kind and what takes it back, or the places of a queue.
bool isOneMatter(Kind one, Kind other)
{
    const auto isQueue = [](Kind kind) { return kind >= Kind::Approve && kind <= Kind::Trash; };
    return one == other || oppositeOf(one) == other || (isQueue(one) && isQueue(other));
}

} // namespace

GestureList::GestureList(Database &database)
    : m_of(database, QByteArray(gesturerow::columns) + R"(
         WHERE g.mention IN (SELECT value FROM json_each(?1)) AND g.state <> 'dropped' ORDER BY g.row)")
    // Of a person only the newest few hundred wishes are looked at, whatever they are about.
    , m_standing(database, R"(
        WITH about AS (SELECT channel, identity FROM mention WHERE row = ?1)
        SELECT row, kind FROM gesture WHERE mention = ?1 AND state <> 'dropped' AND state <> 'refused'
        UNION
        SELECT row, kind FROM (
            SELECT g.row, g.kind, g.state FROM gesture g, about a
             WHERE g.identity = a.identity AND g.channel = a.channel ORDER BY g.row DESC LIMIT 300)
         WHERE kind IN ('follow', 'unfollow', 'mute', 'unmute', 'block', 'unblock')
           AND state <> 'dropped' AND state <> 'refused'
         ORDER BY row)")
{
}

Result<QHash<qint64, QList<WishedGesture>>> GestureList::of(const QList<qint64> &mentions)
{
    QHash<qint64, QList<WishedGesture>> found;
    QJsonArray rows;
    for (const qint64 each : mentions)
        rows.append(each);
    auto done = m_of.each(
        [&found](const Row &row) {
            const WishedGesture wished = gesturerow::read(row);
            QList<WishedGesture> &here = found[wished.mention];
            here.removeIf([&wished](const WishedGesture &before) {
                return isOneMatter(before.gesture.kind, wished.gesture.kind);
            });
            here.append(wished);
            return true;
        },
        QString::fromUtf8(QJsonDocument(rows).toJson(QJsonDocument::Compact)));
    if (!done)
        return tl::unexpected(done.error());
    return found;
}

Result<QSet<Kind>> GestureList::standing(qint64 mention)
{
    QSet<Kind> kinds;
    auto done = m_standing.each(
        [&kinds](const Row &row) {
            const auto kind = gestureFromWord(row.text(1));
            if (!kind)
                return true;
            kinds.removeIf([&kind](Kind before) { return isOneMatter(before, *kind); });
            kinds.insert(*kind);
            return true;
        },
        mention);
    if (!done)
        return tl::unexpected(done.error());
    return kinds;
}

} // namespace wheelhouse
