#include "core/inbox/priority.h"

#include "core/inbox/standing.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <array>

#include <sqlite3.h>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Urgency)
};
using Kind = UrgencyReason::Kind;

constexpr qint64 hour = 3'600'000;
// Set by people: a priority outweighs whatever was guessed. Those of the first two lines stand in 0015_routing.sql too.
constexpr std::array<qint64, 5> priorityHours { 0, 336, 72, -24, -168 };
constexpr qint64 escalatedHours = 168;
// Guessed or kept elsewhere: never more than a working day, so that nobody is forgotten behind the loud.
constexpr qint64 influenceHours = 6; // of somebody at 100
constexpr qint64 promiseHours = 24; // of a promise due at once; one of a day gives nothing
constexpr int sweptAtOnce = 2'000;
constexpr int mostPlaces = 1'000;

qint64 needHours(Need need)
{
    switch (need) {
    case Need::Complaint:
        return 12;
    case Need::Help:
    case Need::Press:
        return 8;
    case Need::Question:
        return 4;
    case Need::Partner:
        return 2;
    case Need::Idea:
        return -4;
    case Need::Praise:
        return -8;
    case Need::Spam:
        return -24;
    case Need::Unread:
    case Need::None:
    case Need::Recruiting:
        return 0;
    }
    return 0;
}

qint64 promiseHeadStart(const ConversationItem &item)
{
    if (!item.promiseDue.isValid() || !item.waitingSince.isValid())
        return 0;
    return std::clamp(promiseHours * hour - item.waitingSince.msecsTo(item.promiseDue), qint64(0), promiseHours * hour);
}

QString hoursInWords(qint64 ms)
{
    const qint64 hours = (std::abs(ms) + hour / 2) / hour;
    const bool inDays = hours >= 7 * 24 || (hours >= 48 && hours % 24 == 0);
    return inDays ? Words::tr("%Ln day(s)", nullptr, int((hours + 12) / 24))
                  : Words::tr("%Ln hour(s)", nullptr, int(std::max<qint64>(hours, 1)));
}

QString needSaid(Need need)
{
    switch (need) {
    case Need::Complaint:
        return Words::tr("A complaint");
    case Need::Help:
        return Words::tr("Needs help");
    case Need::Press:
        return Words::tr("The press");
    case Need::Question:
        return Words::tr("A question");
    case Need::Partner:
        return Words::tr("A partner");
    case Need::Idea:
        return Words::tr("An idea");
    case Need::Praise:
        return Words::tr("Praise");
    case Need::Spam:
        return Words::tr("Looks like spam");
    case Need::Unread:
    case Need::None:
    case Need::Recruiting:
        break;
    }
    return {};
}

QString whatCounts(Kind kind, const ConversationItem &item)
{
    switch (kind) {
    case Kind::Priority:
        return Words::tr("Priority %1").arg(item.priority);
    case Kind::Escalated:
        return Words::tr("Escalated");
    case Kind::Promise:
        return Words::tr("An answer is promised by %1")
            .arg(QLocale().toString(item.promiseDue.toLocalTime(), QLocale::ShortFormat));
    case Kind::Need:
        return needSaid(item.reading.need);
    case Kind::Person:
        return Words::tr("Many listen to them (influence %1)").arg(item.influence);
    case Kind::Waiting:
        break;
    }
    return {};
}

} // namespace

qint64 headStartOf(const ConversationItem &item)
{
    const qint64 person = item.influence > 0 ? influenceHours * hour * std::min(item.influence, 100) / 100 : 0;
    return promiseHeadStart(item) + needHours(item.reading.need) * hour + person;
}

Urgency urgencyOf(const ConversationItem &item)
{
    Urgency urgency { item.waitingSince.toMSecsSinceEpoch(), { { Kind::Waiting, 0 } } };
    const auto counts = [&](Kind kind, qint64 headStart) {
        urgency.at -= headStart;
        if (headStart != 0)
            urgency.reasons.append({ kind, headStart });
    };
    counts(Kind::Priority, priorityHours.at(size_t(std::clamp(item.priority, 0, 4))) * hour);
    counts(Kind::Escalated, item.escalated ? escalatedHours * hour : 0);
    counts(Kind::Promise, promiseHeadStart(item));
    counts(Kind::Need, needHours(item.reading.need) * hour);
    counts(Kind::Person, item.influence > 0 ? influenceHours * hour * std::min(item.influence, 100) / 100 : 0);
    std::stable_sort(urgency.reasons.begin() + 1, urgency.reasons.end(),
        [](const UrgencyReason &a, const UrgencyReason &b) { return std::abs(a.headStart) > std::abs(b.headStart); });
    return urgency;
}

QString urgencySentence(const UrgencyReason &reason, const ConversationItem &item, const QDateTime &now)
{
    if (reason.kind == Kind::Waiting)
        return Words::tr("Waiting for %1.").arg(hoursInWords(item.waitingSince.msecsTo(now)));
    const QString what = whatCounts(reason.kind, item);
    return reason.headStart > 0
        ? Words::tr("%1: counts as waiting %2 longer.").arg(what, hoursInWords(reason.headStart))
        : Words::tr("%1: may wait %2 more.").arg(what, hoursInWords(reason.headStart));
}

Urgencies::Urgencies(Database &database)
    : m_database(database)
    , m_store(database)
    , m_of(database, "SELECT conversation FROM mention WHERE row = ?1")
    , m_next(database,
          "SELECT row, head_start FROM conversation WHERE row > ?1 AND state IN ('new', 'open') ORDER BY row LIMIT ?2")
    , m_set(database, "UPDATE conversation SET head_start = ?2 WHERE row = ?1 AND head_start <> ?2")
{
}

Result<int> Urgencies::write(const QList<qint64> &conversations)
{
    auto items = m_store.items(conversations);
    if (!items)
        return tl::unexpected(items.error());
    int moved = 0;
    for (const ConversationItem &item : std::as_const(*items)) {
        if (auto set = m_set.run(item.row, headStartOf(item)); !set)
            return tl::unexpected(set.error());
        moved += sqlite3_changes(m_database.handle());
    }
    return moved;
}

Result<void> Urgencies::refresh(Transaction &, const QList<qint64> &conversations)
{
    auto moved = write(conversations);
    return moved ? Result<void>() : tl::unexpected(moved.error());
}

Result<void> Urgencies::ofMentions(Transaction &transaction, const QList<qint64> &mentions)
{
    QSet<qint64> conversations;
    for (const qint64 mention : mentions) {
        auto conversation = m_of.number(mention);
        if (!conversation)
            return tl::unexpected(conversation.error());
        if (*conversation)
            conversations.insert(**conversation);
    }
    return refresh(transaction, conversations.values());
}

Result<int> Urgencies::sweep()
{
    QHash<qint64, qint64> kept;
    auto rows = m_next.all<qint64>(
        [&kept](const Row &row) {
            kept.insert(row.number(0), row.number(1));
            return row.number(0);
        },
        m_swept, sweptAtOnce);
    if (!rows)
        return tl::unexpected(rows.error());
    m_swept = rows->size() < sweptAtOnce ? 0 : rows->constLast();
    auto items = m_store.items(*rows);
    if (!items)
        return tl::unexpected(items.error());
    QList<qint64> stale;
    for (const ConversationItem &item : std::as_const(*items))
        if (kept.value(item.row) != headStartOf(item))
            stale.append(item.row);
    if (stale.isEmpty())
        return 0;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto moved = write(stale);
    if (!moved)
        return moved;
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return moved;
}

UrgencyPlaces::UrgencyPlaces(Database &database)
    : m_own(database, "SELECT urgent_at, state IN ('new', 'open'), by_person FROM conversation WHERE row = ?1")
    , m_before(database, R"(
        SELECT count(*) FROM (SELECT 1 FROM conversation INDEXED BY conversation_urgent_open
                               WHERE state IN ('new', 'open') AND (urgent_at, row) < (?1, ?2) LIMIT ?3))")
{
}

Result<UrgencyPlaces::Place> UrgencyPlaces::of(qint64 conversation)
{
    Place place;
    qint64 at = 0;
    bool waits = false;
    auto own = m_own.each(
        [&](const Row &row) {
            at = row.number(0);
            waits = row.flag(1);
            place.byPerson = has(Hands(row.number(2)), Hand::Priority);
            return false;
        },
        conversation);
    if (!own)
        return tl::unexpected(own.error());
    if (!waits)
        return place;
    auto before = m_before.number(at, conversation, mostPlaces + 1);
    if (!before)
        return tl::unexpected(before.error());
    place.more = before->value_or(0) > mostPlaces;
    place.place = int(std::min<qint64>(before->value_or(0), mostPlaces)) + 1;
    return place;
}

} // namespace wheelhouse
