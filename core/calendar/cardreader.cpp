#include "core/calendar/cardreader.h"

#include "core/base/text.h"
#include "core/base/zones.h"

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int titleShown = 80;
constexpr int usualPosts = 1'000; // of a busy month
constexpr int nearbyDays = 40; // a delivery that somebody moved by itself is still found about its occurrence
constexpr qint64 dayMs = 86'400'000;

Channel channelOf(const Row &row)
{
    return { row.id<ChannelId>(1), networkFromWord(row.text(2)), row.text(3), row.text(4) };
}

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

/// How a post begins, for want of a title: only as much is looked at as can be shown.
QString beginning(QByteArrayView utf8)
{
    const QByteArrayView first = utf8.first(std::min<qsizetype>(utf8.size(), titleShown + 1));
    char before = ' ';
    const bool isSimple = std::all_of(first.cbegin(), first.cend(), [&before](char each) {
        const bool isWord = each > ' ' && each < 0x7f;
        const bool isOne = isWord || (each == ' ' && before != ' ');
        before = each;
        return isOne;
    });
    if (isSimple) // one line of ASCII: nothing of it is to be put right
        return first.size() <= titleShown ? QString::fromLatin1(first)
                                          : QString::fromLatin1(first.first(titleShown - 1)) + QChar(0x2026);
    const qsizetype looked = std::min<qsizetype>(utf8.size(), qsizetype(8) * titleShown);
    QString text = oneLine(QString::fromUtf8(utf8.first(looked)));
    if (text.endsWith(QChar(QChar::ReplacementCharacter)) && utf8.size() > looked)
        text.chop(1); // half a character
    // Without combining marks a unit is a character; counting clusters costs more than all the rest of a card.
    const bool isPlain = std::all_of(text.cbegin(), text.cend(), [](QChar each) { return each.unicode() < 0x300; });
    if (!isPlain)
        return shorten(text, titleShown);
    return text.size() <= titleShown ? text : text.left(titleShown - 1) + QChar(0x2026);
}

void addTarget(PostOfCards &post, qint64 channel, const Row &row, const QHash<qint64, Channel> &channels)
{
    const QByteArray text = row.bytes(VariantText).trimmed();
    CardTarget target { channel, channels.value(channel), {}, {}, {}, 0 };
    target.words = text.isEmpty() ? 0 : quint64(qHash(text, 1)) | 1U;
    if (post.targets.isEmpty())
        post.targets.reserve(2); // as many as most have
    post.targets.append(std::move(target));
    if (post.title.isEmpty())
        post.title = beginning(text);
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

void CardReader::add(QList<PostOfCards> &posts, const Row &row) const
{
    const qint64 number = row.number(PostRow);
    if (posts.isEmpty() || posts.constLast().row != number) {
        posts.append(postOf(row));
        posts.last().author = m_nameOf.value(row.number(WrittenBy));
        posts.last().launch = m_launchOf.value(number);
    }
    if (row.isNull(VariantChannel))
        return;
    PostOfCards &post = posts.last();
    const qint64 channel = row.number(VariantChannel);
    if (post.targets.isEmpty() || post.targets.constLast().channelRow != channel)
        addTarget(post, channel, row, m_channelOf);
    if (!row.isNull(DeliveryOf))
        addStanding(post, channel, row);
}

Result<QList<PostOfCards>> CardReader::read(const QList<QVariant> &values, QDate from, QDate to, int most)
{
    QList<QVariant> all = values;
    while (all.size() < 4)
        all.append(QVariant());
    all << from.addDays(-nearbyDays).startOfDay(Qt::UTC).toMSecsSinceEpoch()
        << to.addDays(nearbyDays).startOfDay(Qt::UTC).toMSecsSinceEpoch();
    QList<PostOfCards> posts;
    posts.reserve(std::min(most, usualPosts));
    if (auto once = readOnce(); !once)
        return tl::unexpected(once.error());
    auto read = m_posts.eachOf(all, [&](const Row &row) {
        const bool isNext = posts.isEmpty() || posts.constLast().row != row.number(PostRow);
        if (isNext && posts.size() == most)
            return false;
        add(posts, row);
        return true;
    });
    if (!read)
        return tl::unexpected(read.error());
    return posts;
}

WallClock::WallClock(QDate from, QDate to)
    : m_from(std::max(from, QDate(1900, 1, 1)).addDays(-3))
    , m_to(std::min(to, QDate(9000, 1, 1)).addDays(3))
{
}

const WallClock::Zone &WallClock::zone(const QByteArray &name)
{
    if (m_last != nullptr && name == m_lastName)
        return *m_last;
    m_lastName = name;
    const auto there = m_zones.constFind(name);
    if (there != m_zones.cend())
        return *(m_last = &*there);
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
    return *(m_last = &*m_zones.insert(name, zone));
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
