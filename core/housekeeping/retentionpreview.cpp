#include "core/housekeeping/retention.h"

#include "core/housekeeping/clockdoubt.h"

#include <QCoreApplication>
#include <QLocale>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Housekeeping)
};

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

/// Work goes on in conversation c, or an incident keeps it. ?5 is now.
#define WH_STAYS                                                                                                       \
    "(c.state NOT IN ('done', 'spam') OR c.escalated = 1 OR coalesce(c.claimed_until, 0) > ?5"                         \
    " OR EXISTS (SELECT 1 FROM held_conversation e WHERE e.conversation = c.row))"

} // namespace

const char *keptRowsSql()
{
#define WH_ASKED                                                                                                       \
    "m.erased_at IS NULL AND m.channel = coalesce(r.channel, m.channel) AND (r.label IS NULL OR EXISTS"                \
    " (SELECT 1 FROM conversation_label l WHERE l.conversation = c.row AND l.label = r.label))"
    return "SELECT m.row, " WH_ASKED " AND NOT " WH_STAYS ", " WH_ASKED " AND " WH_STAYS
           "  FROM retention r CROSS JOIN mention m CROSS JOIN conversation c ON c.row = m.conversation"
           " WHERE r.row = ?1 AND r.is_ended = 0 AND m.row > ?2 AND m.row < ?3 ORDER BY m.row LIMIT ?4";
#undef WH_ASKED
}

QString RetentionPreview::sentence() const
{
    const QLocale locale;
    QString said = mentions == 0
        ? Words::tr("Would take nothing now.")
        : Words::tr("Would take the words of %1 messages, the oldest from %2.")
              .arg(locale.toString(mentions), locale.toString(oldest.toLocalTime().date(), QLocale::LongFormat));
    if (keptConversations > 0)
        said = Words::tr(
            "%1 %n conversation(s) stay: open, escalated, claimed or evidence.", nullptr, int(keptConversations))
                   .arg(said);
    return doubt.isEmpty() ? said : said + u' ' + doubt;
}

Result<RetentionPreview> Retention::preview(Database &reader, const RetentionRule &rule, const Clock &clock)
{
    static constexpr const char *sql =
        "SELECT NOT " WH_STAYS ", count(*), min(m.written_at), count(DISTINCT m.conversation)"
        "  FROM mention m CROSS JOIN conversation c ON c.row = m.conversation"
        " WHERE m.row < ?1 AND m.erased_at IS NULL AND (?2 = 0 OR m.channel = ?2)"
        "   AND (?3 = 0 OR EXISTS (SELECT 1 FROM conversation_label l WHERE l.conversation = c.row AND l.label = ?3))"
        " GROUP BY 1";
    Statement count(reader, sql);
    RetentionPreview found;
    const qint64 now = clock.nowMs();
    auto read = count.each(
        [&](const Row &row) {
            if (row.flag(0)) {
                found.mentions = row.number(1);
                found.oldest = row.time(2);
            } else {
                found.keptConversations = row.number(3);
            }
            return true;
        },
        (now - rule.days * dayMs) << 12, rule.channel, rule.label, nullptr, now);
    auto doubt = read ? ClockDoubt::ask(reader, clock) : tl::unexpected(read.error());
    if (!doubt)
        return tl::unexpected(doubt.error());
    found.doubt = *doubt;
    return found;
}

#undef WH_STAYS

} // namespace wheelhouse
