#include "core/calendar/cardreader.h"

#include "core/base/text.h"
#include "core/base/zones.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int titleShown = 80;
constexpr int nearbyDays = 40; // a delivery that somebody moved by itself is still found about its occurrence
constexpr qint64 dayMs = 86'400'000;

QByteArray over(const QByteArray &these, const char *select)
{
    return "WITH these (post, plan) AS MATERIALIZED (" + these + ") " + select;
}

Channel channelOf(const Row &row)
{
    return { row.id<ChannelId>(1), networkFromWord(row.text(2)), row.text(3), row.text(4) };
}

PostOfCards postOf(const Row &row)
{
    PostOfCards post;
    post.row = row.number(0);
    post.id = row.id<PostId>(1);
    post.isSubmitted = row.flag(2);
    post.title = row.text(3);
    post.campaign = row.number(5);
    post.madeAt = row.time(6);
    if (row.flag(7))
        post.when = PlanStore::seriesOf(row, 8);
    post.queuedTo = row.time(15);
    return post;
}

/// How a post begins, for want of a title: only as much is looked at as can be shown.
QString beginning(const QByteArray &utf8)
{
    QString text = oneLine(QString::fromUtf8(utf8.left(8 * titleShown)));
    if (text.endsWith(QChar(QChar::ReplacementCharacter)) && utf8.size() > 8 * titleShown)
        text.chop(1); // half a character
    // Without combining marks a unit is a character; counting clusters costs more than all the rest of a card.
    const bool isPlain = std::all_of(text.cbegin(), text.cend(), [](QChar each) { return each.unicode() < 0x300; });
    if (!isPlain)
        return shorten(text, titleShown);
    return text.size() <= titleShown ? text : text.left(titleShown - 1) + QChar(0x2026);
}

void addVariant(PostOfCards &post, const Row &row, const QHash<qint64, Channel> &channels)
{
    const QByteArray text = row.bytes(2).trimmed();
    const qint64 channel = row.number(1);
    CardTarget target { channel, channels.value(channel), {}, {}, {}, {}, 0 };
    target.words = text.isEmpty() ? 0 : quint64(qHash(text, 1)) | 1U;
    post.targets.append(std::move(target));
    if (post.title.isEmpty())
        post.title = beginning(text);
}

void addStanding(PostOfCards &post, const Row &row)
{
    PostOfCards::Standing standing { row.text(2), row.number(1), row.id<DeliveryId>(3),
        deliveryStateFromWord(row.text(4)).value_or(Delivery::State::Withdrawn), row.text(5), row.text(8), row.time(6),
        int(row.number(7)) };
    const auto other = std::find_if(post.standing.begin(), post.standing.end(), [&](const auto &each) {
        return each.channelRow == standing.channelRow && each.occurrence == standing.occurrence;
    });
    if (other == post.standing.end())
        post.standing.append(std::move(standing));
    else if (other->round < standing.round)
        *other = std::move(standing);
}

} // namespace

CardReader::CardReader(Database &database, const QByteArray &these)
    : m_posts(database, over(these, R"(
        SELECT p.row, p.id, p.state = 'submitted', p.title, p.author, p.campaign, p.made_at, l.row IS NOT NULL,
               l.start, l.zone, l.turn, l.rule, l.dropped, l.moved, l.added, l.queued_to
          FROM these t CROSS JOIN post p ON p.row = t.post LEFT JOIN plan l ON l.row = t.plan
         WHERE p.state <> 'discarded' AND p.reply_to IS NULL LIMIT ?7)"))
    , m_variants(database, over(these, R"(
        SELECT v.post, v.channel, v.text FROM these t CROSS JOIN variant v ON v.post = t.post)"))
    , m_deliveries(database, over(these, R"(
        SELECT d.post, d.channel, d.occurrence, d.id, d.state, d.reason, d.due_at, d.round,
               CASE d.state WHEN 'sent' THEN (SELECT url FROM delivery_part WHERE delivery = d.row AND number = 0) END
          FROM these t CROSS JOIN delivery d ON d.post = t.post
         WHERE (d.state <> 'withdrawn' OR d.by_plan = 0) AND (d.occurrence = '' OR d.due_at BETWEEN ?5 AND ?6))"))
    , m_channels(database, "SELECT row, id, network, name, handle FROM channel")
    , m_members(database, "SELECT row, name FROM member")
    , m_launches(database, R"(
        SELECT s.post, a.launch FROM launch_step s JOIN launch_lane a ON a.row = s.lane
         WHERE s.post IS NOT NULL AND s.removed = 0 AND a.removed = 0)")
{
}

const PostOfCards::Standing *PostOfCards::of(const QString &occurrence, qint64 channelRow) const
{
    const auto found = std::find_if(standing.cbegin(), standing.cend(),
        [&](const Standing &each) { return each.channelRow == channelRow && each.occurrence == occurrence; });
    return found == standing.cend() ? nullptr : &*found;
}

Result<void> CardReader::readOnce()
{
    m_channelOf.clear();
    m_nameOf.clear();
    m_launchOf.clear();
    auto channels = m_channels.each([this](const Row &row) {
        m_channelOf.insert(row.number(0), channelOf(row));
        return true;
    });
    auto members = m_members.each([this](const Row &row) {
        m_nameOf.insert(row.number(0), row.text(1));
        return true;
    });
    auto launches = m_launches.each([this](const Row &row) {
        m_launchOf.insert(row.number(0), row.number(1));
        return true;
    });
    return !channels ? channels : !members ? members : launches;
}

Result<QList<PostOfCards>> CardReader::read(const QList<QVariant> &values, QDate from, QDate to, int most)
{
    QList<QVariant> all = values;
    while (all.size() < 4)
        all.append(QVariant());
    all << from.addDays(-nearbyDays).startOfDay(Qt::UTC).toMSecsSinceEpoch()
        << to.addDays(nearbyDays).startOfDay(Qt::UTC).toMSecsSinceEpoch() << most;
    QList<PostOfCards> posts;
    QHash<qint64, qsizetype> places;
    auto once = readOnce();
    auto read = once ? m_posts.eachOf(all,
                    [&](const Row &row) {
                        places.insert(row.number(0), posts.size());
                        posts.append(postOf(row));
                        posts.last().author = m_nameOf.value(row.number(4));
                        posts.last().launch = m_launchOf.value(posts.last().row);
                        return true;
                    })
                     : once;
    if (!read)
        return tl::unexpected(read.error());
    all.removeLast();
    const auto postAt = [&](const Row &row) {
        const auto place = places.constFind(row.number(0));
        return place == places.cend() ? nullptr : &posts[*place];
    };
    auto written = m_variants.eachOf(values, [&](const Row &row) {
        if (PostOfCards *post = postAt(row))
            addVariant(*post, row, m_channelOf);
        return true;
    });
    auto queued = m_deliveries.eachOf(all, [&](const Row &row) {
        if (PostOfCards *post = postAt(row))
            addStanding(*post, row);
        return true;
    });
    if (!written || !queued)
        return tl::unexpected(!written ? written.error() : queued.error());
    return posts;
}

WallClock::WallClock(QDate from, QDate to)
    : m_from(std::max(from, QDate(1900, 1, 1)).addDays(-3))
    , m_to(std::min(to, QDate(9000, 1, 1)).addDays(3))
{
}

const WallClock::Zone &WallClock::zone(const QByteArray &name)
{
    const auto there = m_zones.constFind(name);
    if (there != m_zones.cend())
        return *there;
    Zone zone;
    const QTimeZone named = zoneNamed(name);
    zone.isKnown = named.isValid();
    if (zone.isKnown) {
        const QDateTime from = m_from.startOfDay(Qt::UTC);
        zone.offset = qint64(1'000) * named.offsetFromUtc(from);
        const auto changes = named.transitions(from.addMSecs(1), m_to.endOfDay(Qt::UTC));
        for (const auto &each : changes)
            zone.changes.append({ each.atUtc.toMSecsSinceEpoch(), qint64(1'000) * each.offsetFromUtc });
    }
    return *m_zones.insert(name, zone);
}

namespace {

/// The wall's reading as if it were UTC, ms.
qint64 reading(const WallTime &at)
{
    return (at.date.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * dayMs + at.time.msecsSinceStartOfDay();
}

} // namespace

bool WallClock::isNearChange(const WallTime &at)
{
    const Zone &known = zone(at.zone);
    const qint64 wall = reading(at);
    return !known.isKnown || at.date <= m_from.addDays(2) || at.date >= m_to.addDays(-2)
        || std::any_of(known.changes.cbegin(), known.changes.cend(),
            [&](const auto &change) { return std::abs(change.first - wall) < 2 * dayMs; });
}

QDateTime WallClock::instant(const WallTime &at)
{
    if (!at.date.isValid() || !at.time.isValid())
        return {};
    if (isNearChange(at)) {
        const auto resolved = resolve(at);
        return resolved ? resolved->utc : QDateTime();
    }
    const Zone &known = zone(at.zone);
    const qint64 wall = reading(at);
    qint64 offset = known.offset;
    for (const auto &[when, after] : known.changes)
        if (when < wall)
            offset = after;
    return QDateTime::fromMSecsSinceEpoch(wall - offset, Qt::UTC);
}

} // namespace wheelhouse
