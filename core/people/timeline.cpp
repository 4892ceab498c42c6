#include "core/people/timeline.h"

#include "core/inbox/triagestate.h"

#include <QTimeZone>

#include <algorithm>

namespace wheelhouse {

PledgeState pledgeStateOf(std::optional<bool> confirmed, qint64 due, std::optional<qint64> followedAt, qint64 now)
{
    if (confirmed && !*confirmed)
        return PledgeState::Refused;
    if (followedAt && confirmed)
        return *followedAt <= due ? PledgeState::Kept : PledgeState::Late;
    if (!confirmed)
        return PledgeState::Proposed;
    return now > due ? PledgeState::Broken : PledgeState::Due;
}

Timeline::Timeline(Database &database)
    : m_identities(database,
        "SELECT row FROM identity WHERE contact = (SELECT contact FROM identity WHERE row = ?1) ORDER BY row LIMIT "
        "20")
    , m_newest(database, R"(
        SELECT conversation, max(row) FROM (
            SELECT conversation, row FROM mention WHERE identity = ?1 AND is_ours = 0 ORDER BY row DESC LIMIT ?2)
         GROUP BY conversation ORDER BY 2 DESC LIMIT ?3)")
    , m_first(database, "SELECT written_at FROM mention WHERE identity = ?1 ORDER BY row LIMIT 1")
    , m_entry(database, R"(
        SELECT m.written_at, substr(m.text, 1, 160), c.state, c.answered > m.row
          FROM mention m JOIN conversation c ON c.row = m.conversation
         WHERE m.conversation = ?1 AND m.identity = ?2 ORDER BY m.row LIMIT 1)")
    , m_moods(database, R"(
        SELECT mood, tone FROM mention WHERE conversation = ?1 AND identity = ?2 AND is_ours = 0 ORDER BY row DESC LIMIT 20)")
    , m_replies(database, R"(
        SELECT m.row, m.written_at, m.text, p.answer, p.due_at
          FROM mention m LEFT JOIN pledge p ON p.mention = m.row
         WHERE m.conversation = ?1 AND m.is_ours = 1 ORDER BY m.row DESC LIMIT ?2)")
    , m_next(database, R"(
        SELECT written_at FROM mention WHERE conversation = ?1 AND row > ?2 AND is_ours = 1 ORDER BY row LIMIT 1)")
{
}

Result<QList<qint64>> Timeline::conversationsOf(qint64 identity, TimelineSheet &sheet)
{
    auto first = m_first.number(identity);
    if (!first)
        return tl::unexpected(first.error());
    if (*first) {
        const auto at = QDateTime::fromMSecsSinceEpoch(**first, Qt::UTC);
        sheet.firstTouch = sheet.firstTouch.isValid() ? std::min(sheet.firstTouch, at) : at;
    }
    return m_newest.all<qint64>([](const Row &row) { return row.number(0); }, identity, scanLimit, entryLimit);
}

Result<Role> Timeline::roleIn(qint64 conversation, const QList<qint64> &identities)
{
    int sum = 0;
    int read = 0;
    for (const qint64 identity : identities) {
        auto done = m_moods.each(
            [&](const Row &row) {
                if (const QString mood = row.text(0); !mood.isEmpty() && mood != QLatin1String("unread")) {
                    ++read;
                    sum += int(row.number(1));
                }
                return true;
            },
            conversation, identity);
        if (!done)
            return tl::unexpected(done.error());
    }
    constexpr int leaning = 25; // of 100
    if (read == 0)
        return Role::Unread;
    return sum / read <= -leaning ? Role::Detractor : sum / read >= leaning ? Role::Advocate : Role::Neutral;
}

Result<void> Timeline::readEntry(qint64 conversation, const QList<qint64> &identities, TimelineSheet &sheet)
{
    TimelineEntry entry;
    entry.conversation = conversation;
    for (const qint64 identity : identities) {
        auto done = m_entry.each(
            [&entry](const Row &row) {
                const QDateTime at = row.time(0);
                if (entry.at.isValid() && entry.at <= at)
                    return false;
                entry.at = at;
                entry.asked = row.text(1).simplified();
                entry.state = stateFromWord(row.text(2)).value_or(TriageState::Open);
                entry.isAnswered = row.flag(3);
                return false;
            },
            conversation, identity);
        if (!done)
            return done;
    }
    auto role = roleIn(conversation, identities);
    if (!role)
        return tl::unexpected(role.error());
    entry.role = *role;
    sheet.entries.append(entry);
    return {};
}

Result<void> Timeline::readPledges(qint64 conversation, qint64 now, TimelineSheet &sheet)
{
    struct Found {
        Pledge pledge;
        std::optional<bool> confirmed;
    };
    QList<Found> found;
    auto read = m_replies.each(
        [&](const Row &row) {
            const QDateTime at = row.time(1);
            const auto words = findPledge(row.text(2), at.toTimeZone(QTimeZone::systemTimeZone()));
            const std::optional<bool> confirmed =
                row.isNull(3) ? std::nullopt : std::optional(row.text(3) == QLatin1String("confirmed"));
            if (words || confirmed)
                found.append({ { row.number(0), conversation, words ? words->words : row.text(2).simplified().left(160),
                                   at, confirmed ? row.time(4) : words->due, PledgeState::Proposed },
                    confirmed });
            return true;
        },
        conversation, replyLimit);
    if (!read)
        return read;
    for (Found &each : found) {
        auto next = m_next.number(conversation, each.pledge.mention);
        if (!next)
            return tl::unexpected(next.error());
        Pledge &pledge = each.pledge;
        pledge.state = pledgeStateOf(each.confirmed, pledge.due.toMSecsSinceEpoch(), *next, now);
        sheet.kept += pledge.state == PledgeState::Kept ? 1 : 0;
        sheet.broken += pledge.state == PledgeState::Broken || pledge.state == PledgeState::Late ? 1 : 0;
        sheet.pledges.append(pledge);
    }
    return {};
}

Result<TimelineSheet> Timeline::of(qint64 identity, const QDateTime &now)
{
    TimelineSheet sheet;
    auto identities = m_identities.all<qint64>([](const Row &row) { return row.number(0); }, identity);
    if (!identities)
        return tl::unexpected(identities.error());
    QList<qint64> conversations;
    for (const qint64 each : std::as_const(*identities)) {
        auto found = conversationsOf(each, sheet);
        if (!found)
            return tl::unexpected(found.error());
        for (const qint64 conversation : std::as_const(*found))
            if (!conversations.contains(conversation))
                conversations.append(conversation);
    }
    for (const qint64 conversation : std::as_const(conversations)) {
        if (auto done = readEntry(conversation, *identities, sheet); !done)
            return tl::unexpected(done.error());
        if (auto done = readPledges(conversation, now.toMSecsSinceEpoch(), sheet); !done)
            return tl::unexpected(done.error());
    }
    std::stable_sort(sheet.entries.begin(), sheet.entries.end(),
        [](const TimelineEntry &a, const TimelineEntry &b) { return a.at > b.at; });
    sheet.entries = sheet.entries.mid(0, entryLimit);
    std::stable_sort(
        sheet.pledges.begin(), sheet.pledges.end(), [](const Pledge &a, const Pledge &b) { return a.at > b.at; });
    for (const TimelineEntry &each : std::as_const(sheet.entries))
        if (each.role != Role::Unread) {
            sheet.was = each.role;
            sheet.is = sheet.is == Role::Unread ? each.role : sheet.is;
        }
    return sheet;
}

} // namespace wheelhouse
