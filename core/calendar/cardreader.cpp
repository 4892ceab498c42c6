#include "core/calendar/cardreader.h"

#include "core/store/linefunctions.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int usualPosts = 1'000; // of a busy month
constexpr int nearbyDays = 40; // a delivery that somebody moved by itself is still found about its occurrence

// Columns of the one statement.
enum Column {
    PostRow,
    Id,
    IsSubmitted,
    Title,
    WrittenBy,
    PartOf,
    MadeAt,
    HasPlan,
    Plan,
    QueuedTo = Plan + 7,
    VariantChannel,
    VariantText,
    DeliveryOf,
    StateOf,
    NameOf,
    Reason,
    DueAt,
    Round
};

PostOfCards postOf(const Row &row)
{
    PostOfCards post;
    post.row = row.number(PostRow);
    post.id = row.id<PostId>(Id);
    post.isSubmitted = row.flag(IsSubmitted);
    post.title = row.text(Title);
    post.campaign = row.number(PartOf);
    post.madeAt = row.time(MadeAt);
    if (row.flag(HasPlan))
        post.when = PlanStore::seriesOf(row, Plan);
    post.queuedTo = row.time(QueuedTo);
    return post;
}

void addTarget(PostOfCards &post, qint64 channel, const Row &row, const QHash<qint64, Channel> &channels)
{
    const QByteArray text = row.bytes(VariantText);
    CardTarget target { channel, channels.value(channel), {}, {}, {}, sameness(text) };
    if (post.targets.isEmpty())
        post.targets.reserve(2); // as many as most have
    post.targets.append(std::move(target));
    if (post.title.isEmpty())
        post.title = opening(text);
}

void addStanding(PostOfCards &post, qint64 channel, const Row &row)
{
    PostOfCards::Standing standing { row.text(NameOf), channel, row.id<DeliveryId>(DeliveryOf),
        deliveryStateFromWord(row.text(StateOf)).value_or(Delivery::State::Withdrawn), row.text(Reason),
        row.time(DueAt), int(row.number(Round)) };
    const auto other = std::find_if(post.standing.begin(), post.standing.end(), [&](const auto &each) {
        return each.channelRow == standing.channelRow && each.occurrence == standing.occurrence;
    });
    if (other == post.standing.end())
        post.standing.append(std::move(standing));
    else if (other->round < standing.round)
        *other = std::move(standing);
}

void add(QList<PostOfCards> &posts, const Row &row, const CardNames &names)
{
    const qint64 number = row.number(PostRow);
    if (posts.isEmpty() || posts.constLast().row != number) {
        posts.append(postOf(row));
        posts.last().author = names.members.value(row.number(WrittenBy));
        posts.last().launch = names.launches.value(number);
    }
    if (row.isNull(VariantChannel))
        return;
    PostOfCards &post = posts.last();
    const qint64 channel = row.number(VariantChannel);
    if (post.targets.isEmpty() || post.targets.constLast().channelRow != channel)
        addTarget(post, channel, row, names.channels);
    if (!row.isNull(DeliveryOf))
        addStanding(post, channel, row);
}

} // namespace

// What lies together comes out together: a post, then each of its channels, then each delivery there. A delivery to a
// channel that the post does not name any more is no part of its card.
CardReader::CardReader(Database &database, const QByteArray &these)
    : m_posts(database, "WITH these (post, plan) AS MATERIALIZED (" + these + R"()
        SELECT p.row, p.id, p.state = 'submitted', p.title, p.author, p.campaign, p.made_at, l.row IS NOT NULL,
               l.start, l.zone, l.turn, l.rule, l.dropped, l.moved, l.added, l.queued_to,
               v.channel, v.text, d.id, d.state, d.occurrence, d.reason, d.due_at, d.round
          FROM these t CROSS JOIN post p ON p.row = t.post LEFT JOIN plan l ON l.row = t.plan
               LEFT JOIN variant v ON v.post = p.row
               LEFT JOIN delivery d ON d.post = p.row AND d.channel = v.channel
                     AND (d.state <> 'withdrawn' OR d.by_plan = 0)
                     AND (d.occurrence = '' OR d.due_at BETWEEN ?5 AND ?6)
         WHERE p.state <> 'discarded' AND p.reply_to IS NULL)")
{
}

const PostOfCards::Standing *PostOfCards::of(const QString &occurrence, qint64 channelRow) const
{
    const auto found = std::find_if(standing.cbegin(), standing.cend(),
        [&](const Standing &each) { return each.channelRow == channelRow && each.occurrence == occurrence; });
    return found == standing.cend() ? nullptr : &*found;
}

Result<QList<PostOfCards>> CardReader::read(
    const CardNames &names, const QList<QVariant> &values, QDate from, QDate to, int most)
{
    QList<QVariant> all = values;
    while (all.size() < 4)
        all.append(QVariant());
    all << from.addDays(-nearbyDays).startOfDay(Qt::UTC).toMSecsSinceEpoch()
        << to.addDays(nearbyDays).startOfDay(Qt::UTC).toMSecsSinceEpoch();
    QList<PostOfCards> posts;
    posts.reserve(std::min(most, usualPosts));
    auto read = m_posts.eachOf(all, [&](const Row &row) {
        const bool isNext = posts.isEmpty() || posts.constLast().row != row.number(PostRow);
        if (isNext && posts.size() == most)
            return false;
        add(posts, row, names);
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    return posts;
}

} // namespace wheelhouse
