#include "core/insights/forecasts.h"

#include "core/inbox/mention.h"
#include "core/posts/canonical.h"

#include <QSet>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int wordsShown = 120; // letters

QString beginning(const QString &text)
{
    const QString line = text.simplified();
    return line.size() <= wordsShown ? line : line.left(wordsShown - 1) + QChar(0x2026);
}

} // namespace

/// A post of ours that is out there.
struct Forecasts::Said {
    QByteArray mention; ///< its id, here or not
    qint64 conversation = 0; ///< row; 0: nobody answered
    PastPost post;
};

Forecasts::Forecasts(Database &database)
    : m_channel(database, "SELECT row FROM channel WHERE id = ?1")
    , m_inbox(database, R"(
        SELECT id, conversation, written_at, text, media IS NOT NULL FROM mention INDEXED BY mention_ours
         WHERE channel = ?1 AND is_ours = 1 AND reply_to IS NULL
           AND audience <> 'direct' AND audience <> 'followers' AND time_doubt = 0 AND written_at <= ?2
         ORDER BY row DESC LIMIT ?3)")
    , m_outbox(database, R"(
        SELECT p.global_name, p.sent_at, v.content
          FROM delivery d JOIN delivery_part p ON p.delivery = d.row AND p.number = 0
          JOIN revision_variant v ON v.row = d.variant JOIN post o ON o.row = d.post
         WHERE d.state = 'sent' AND d.channel = ?1 AND o.reply_to IS NULL AND p.global_name <> '' AND p.sent_at <= ?2
         ORDER BY d.due_at DESC LIMIT ?3)")
    , m_thread(database, R"(
        SELECT conversation FROM mention WHERE id = ?1
         UNION ALL SELECT coalesce(c.merged_into, c.row) FROM awaited a JOIN conversation c ON c.row = a.conversation
         WHERE a.parent = ?1)")
    , m_replies(database, R"(
        SELECT count(*) FROM mention
         WHERE conversation = ?1 AND is_ours = 0 AND written_at >= ?2 AND written_at <= ?3)")
{
}

Result<QList<Forecasts::Said>> Forecasts::fromInbox(qint64 channel, const ForecastQuestion &question)
{
    return m_inbox.all<Said>(
        [&question](const Row &row) {
            const QString text = row.text(3);
            const QDateTime at = row.time(2);
            return Said { row.bytes(0), row.number(1),
                { at, traitsOf(text, row.flag(4) ? 1 : 0, 1, at, question.zone), 0, beginning(text) } };
        },
        channel, question.asOf, mostComparable);
}

Result<QList<Forecasts::Said>> Forecasts::fromOutbox(qint64 channel, const ForecastQuestion &question)
{
    QList<Said> all;
    auto read = m_outbox.each(
        [&](const Row &row) {
            const auto canonical = readCanonical(row.bytes(2));
            if (!canonical) // erased, or no longer what was submitted: there is nothing to compare
                return true;
            QStringList texts;
            qsizetype pictures = 0;
            for (const PostPart &each : canonical->content.parts) {
                texts.append(each.text);
                pictures += each.pictures.size();
            }
            const QDateTime at = row.time(1);
            const QString text = texts.join(QLatin1Char('\n'));
            all.append({ MentionId::fromName("mention", row.text(0).toUtf8()).bytes(), 0,
                { at, traitsOf(text, int(pictures), int(texts.size()), at, question.zone), 0, beginning(text) } });
            return true;
        },
        channel, question.asOf, mostComparable);
    if (!read)
        return tl::unexpected(read.error());
    return all;
}

Result<void> Forecasts::count(Said &said)
{
    if (said.conversation == 0) {
        auto thread = m_thread.number(said.mention);
        if (!thread)
            return tl::unexpected(thread.error());
        said.conversation = thread->value_or(0);
    }
    const QDateTime &at = said.post.at;
    auto replies = m_replies.number(said.conversation, at, at.addSecs(qint64(forecastHorizonHours) * 3600));
    if (!replies)
        return tl::unexpected(replies.error());
    said.post.replies = int(replies->value_or(0));
    return {};
}

Result<Forecast> Forecasts::forecast(const ForecastQuestion &question)
{
    auto channel = m_channel.number(question.channel);
    if (!channel)
        return tl::unexpected(channel.error());
    auto sent = fromOutbox(channel->value_or(0), question);
    auto heard = fromInbox(channel->value_or(0), question);
    if (!sent || !heard)
        return tl::unexpected(!sent ? sent.error() : heard.error());
    QSet<QByteArray> known;
    QList<PastPost> history;
    for (Said &each : *sent + *heard) { // what both know the outbox knows better
        if (known.contains(each.mention))
            continue;
        known.insert(each.mention);
        if (auto counted = count(each); !counted)
            return tl::unexpected(counted.error());
        history.append(each.post);
    }
    std::stable_sort(history.begin(), history.end(), [](const PastPost &a, const PastPost &b) { return a.at < b.at; });
    const PostTraits asked = traitsOf(question.parts.join(QLatin1Char('\n')), question.pictures,
        int(question.parts.size()), question.at, question.zone);
    return forecastOf(asked, history, question.asOf);
}

} // namespace wheelhouse
