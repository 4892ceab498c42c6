#include "core/calendar/calendarbook.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace wheelhouse {

namespace {

// Rows of posts of which something may lie between two days, and of their plans; in the order in which they lie in the
// store, so that what belongs to them is read in its order too.
const QByteArray again = R"(
    SELECT post, row FROM plan WHERE (rule <> '' OR added <> '') AND last_day >= ?1 AND first_day <= ?2)";
const QByteArray once = R"(
    UNION ALL SELECT post, row FROM plan WHERE rule = '' AND added = '' AND first_day BETWEEN ?1 AND ?2)";
const QByteArray inOrder = " ORDER BY 1";
const QByteArray imaginedToo = R"(
    UNION SELECT m.post, l.row FROM plan_layer_move m LEFT JOIN plan l ON l.post = m.post WHERE m.layer = ?3
    UNION SELECT s.post, l.row FROM plan_layer_slip x JOIN launch_lane a ON a.launch = x.launch
            JOIN launch_step s ON s.lane = a.row LEFT JOIN plan l ON l.post = s.post
           WHERE x.layer = ?3 AND s.removed = 0 AND s.post IS NOT NULL)";
const QByteArray undated = R"(
    SELECT row, NULL FROM post WHERE state = 'draft' AND reply_to IS NULL
       AND NOT EXISTS (SELECT 1 FROM plan WHERE plan.post = post.row) ORDER BY made_at DESC LIMIT ?1)";
const QByteArray single = "SELECT p.row, l.row FROM post p LEFT JOIN plan l ON l.post = p.row WHERE p.id = ?1";
constexpr int mostPosts = 20'000;
const QDate anyDay(2000, 1, 1); // of what has no date

/// By day; of a day those of any time first, then by hour.
void sortByHour(QList<Card> &cards)
{
    struct Place {
        qint64 day;
        int ms; ///< of the day; -1: any time
        qint64 row;
        qsizetype at;
    };
    std::vector<Place> places;
    places.reserve(size_t(cards.size()));
    for (qsizetype i = 0; i < cards.size(); ++i) {
        const Card &card = cards.at(i);
        places.push_back(
            { card.at->date.toJulianDay(), card.hasHour() ? card.at->time.msecsSinceStartOfDay() : -1, card.row, i });
    }
    std::sort(places.begin(), places.end(), [](const Place &one, const Place &other) {
        return std::tie(one.day, one.ms, one.row) < std::tie(other.day, other.ms, other.row);
    });
    QList<Card> sorted;
    sorted.reserve(cards.size());
    for (const Place &each : places)
        sorted.append(std::move(cards[each.at]));
    cards = std::move(sorted);
}

/// Where a layer puts an occurrence; none: it leaves it where it is.
struct Imagined {
    QHash<CardKey, WallTime> moves;
    QHash<qint64, int> slips; ///< days, by launch row

    [[nodiscard]] std::optional<WallTime> placeOf(const PostOfCards &post, const Occurrence &occurrence) const
    {
        const auto move = moves.constFind({ post.id, occurrence.name });
        if (move != moves.cend())
            return *move;
        const int days = slips.value(post.launch);
        if (days == 0)
            return {};
        WallTime at = occurrence.at;
        at.date = at.date.addDays(days);
        return at;
    }
    [[nodiscard]] bool isEmpty() const { return moves.isEmpty() && slips.isEmpty(); }
    /// So many days further than asked for a card may come from.
    [[nodiscard]] int reach() const
    {
        int most = 0;
        for (const int days : slips)
            most = std::max(most, std::abs(days));
        return most;
    }
};

/// The occurrences of \a post that a page shows, where the layer puts them.
QList<std::pair<Occurrence, bool>> shown(const PostOfCards &post, const Imagined &imagined, QDate from, QDate to)
{
    QList<std::pair<Occurrence, bool>> all;
    const int reach = imagined.reach();
    const Occurrences real = post.when
        ? cardsOf(*post.when, from.addDays(-reach), to.addDays(reach), CalendarBook::mostCards)
        : Occurrences();
    const auto add = [&](Occurrence each) {
        const auto place = imagined.placeOf(post, each);
        if (place)
            each.at = *place;
        if (each.at.date >= from && each.at.date <= to)
            all.append({ each, place.has_value() });
    };
    for (const Occurrence &each : real.list)
        add(each);
    for (auto move = imagined.moves.cbegin(); move != imagined.moves.cend(); ++move) { // those that come from far away
        const QString &name = move.key().occurrence;
        const bool isMine = move.key().post == post.id;
        const auto far = isMine && post.when ? occurrenceCalled(*post.when, name) : std::nullopt;
        const bool isTray = isMine && !post.when && name.isEmpty();
        const bool isSeen = std::any_of(
            real.list.cbegin(), real.list.cend(), [&](const Occurrence &each) { return each.name == name; });
        if (!isSeen && (far || isTray))
            add(far.value_or(Occurrence()));
    }
    return all;
}

} // namespace

CalendarBook::CalendarBook(Database &database)
    : m_names(database)
    , m_lines(database)
    , m_again(database, again + inOrder)
    , m_layered(database, again + once + imaginedToo + inOrder)
    , m_undated(database, undated)
    , m_single(database, single)
    , m_nameless(database)
    , m_plans(database)
    , m_holds(database)
    , m_terms(database)
    , m_daysOff(database, R"(
        SELECT first_day, last_day, name, source FROM holiday WHERE first_day <= ?2 AND last_day >= ?1
         ORDER BY first_day, name)")
    , m_moves(database, R"(
        SELECT p.id, m.occurrence, m.wall FROM plan_layer_move m JOIN post p ON p.row = m.post WHERE m.layer = ?1)")
    , m_slips(database, "SELECT launch, days FROM plan_layer_slip WHERE layer = ?1")
    , m_campaigns(database, R"(
        SELECT c.row, c.id, c.name, c.letter, c.tint, c.first_day, c.last_day, c.embargo_until,
               (SELECT min(set_at) FROM hold WHERE campaign = c.row AND released_at IS NULL)
          FROM campaign c WHERE c.removed = 0 ORDER BY c.name)")
    , m_layers(database, R"(
        SELECT l.row, l.id, l.name, m.name, (SELECT count(*) FROM plan_layer_move WHERE layer = l.row)
               + (SELECT count(*) FROM plan_layer_slip WHERE layer = l.row)
          FROM plan_layer l JOIN member m ON m.row = l.made_by WHERE l.state = 'open' ORDER BY l.made_at)")
{
}

Result<CardRules> CalendarBook::rules()
{
    auto standing = m_holds.standing();
    auto terms = m_terms.read();
    if (!standing || !terms)
        return tl::unexpected(!standing ? standing.error() : terms.error());
    CardRules rules;
    for (const Hold &each : std::as_const(*standing))
        rules.holds.insert(each.campaign, each.reason);
    rules.needsApproval = terms->needsApproval;
    return rules;
}

Result<QHash<CardKey, WallTime>> CalendarBook::imagined(qint64 layer)
{
    QHash<CardKey, WallTime> moves;
    auto read = m_moves.each(
        [&moves](const Row &row) {
            moves.insert({ row.id<PostId>(0), row.text(1) }, wallTimeFromLine(row.text(2)));
            return true;
        },
        layer);
    if (!read)
        return tl::unexpected(read.error());
    return moves;
}

Result<QHash<qint64, int>> CalendarBook::slips(qint64 layer)
{
    QHash<qint64, int> slips;
    auto read = m_slips.each(
        [&slips](const Row &row) {
            slips.insert(row.number(0), int(row.number(1)));
            return true;
        },
        layer);
    if (!read)
        return tl::unexpected(read.error());
    return slips;
}

Result<QList<DayOff>> CalendarBook::daysOff(QDate from, QDate to)
{
    return m_daysOff.all<DayOff>(
        [](const Row &row) {
            return DayOff { QDate::fromJulianDay(row.number(0)), QDate::fromJulianDay(row.number(1)), row.text(2),
                row.text(3) };
        },
        from.toJulianDay(), to.toJulianDay());
}

/// Those of whose days a page shows some. What is planned once lies ready in the calendar's lines, and is put on the
/// page at once, where no layer has anything to say of it.
Result<QList<PostOfCards>> CalendarBook::postsOf(
    CalendarPage &page, const CardNames &names, const CardRules &rules, bool isLayered, qint64 layer)
{
    const QList<QVariant> days { page.from.toJulianDay(), page.to.toJulianDay() };
    if (isLayered)
        return m_layered.read(names, days + QList<QVariant> { layer }, page.from, page.to, mostPosts);
    if (auto read = m_lines.read(page.cards, page.from, page.to, mostPosts, names, rules); !read)
        return tl::unexpected(read.error());
    return m_again.read(names, days, page.from, page.to, mostPosts);
}

/// Those that have no title say what they hold.
Result<void> CalendarBook::lookInto(QList<Card> &cards)
{
    for (Card &card : cards) {
        if (card.hasName())
            continue;
        auto held = m_nameless.read(card.row);
        if (!held)
            return tl::unexpected(held.error());
        card.title = held->words;
        card.pictures = card.hasName() ? 0 : held->pictures;
    }
    return {};
}

Result<CalendarPage> CalendarBook::page(QDate from, QDate to, qint64 layer)
{
    CalendarPage page { from, to, {}, {}, false };
    auto moves = layer != 0 ? imagined(layer) : Result<QHash<CardKey, WallTime>>();
    auto late = layer != 0 ? slips(layer) : Result<QHash<qint64, int>>();
    auto given = rules();
    auto off = daysOff(from, to);
    auto names = m_names.read();
    for (const Error *wrong : { moves ? nullptr : &moves.error(), late ? nullptr : &late.error(),
             given ? nullptr : &given.error(), off ? nullptr : &off.error(), names ? nullptr : &names.error() })
        if (wrong)
            return tl::unexpected(*wrong);
    page.daysOff = std::move(*off);
    const Imagined thought { std::move(*moves), std::move(*late) };
    auto posts = postsOf(page, *names, *given, !thought.isEmpty(), layer);
    if (!posts)
        return tl::unexpected(posts.error());
    const bool isFull = page.cards.size() == mostPosts || posts->size() == mostPosts;
    WallClock clock(from, to);
    for (const PostOfCards &post : std::as_const(*posts))
        for (const auto &[occurrence, isImagined] : shown(post, thought, from, to))
            page.cards.append(cardOf(post, occurrence, *given, clock, isImagined));
    sortByHour(page.cards);
    page.isCut = isFull || page.cards.size() > mostCards;
    if (page.cards.size() > mostCards)
        page.cards.resize(mostCards);
    if (auto looked = lookInto(page.cards); !looked)
        return tl::unexpected(looked.error());
    return page;
}

Result<QList<Card>> CalendarBook::tray(int most)
{
    auto given = rules();
    auto names = m_names.read();
    if (!given || !names)
        return tl::unexpected(!given ? given.error() : names.error());
    auto posts = m_undated.read(*names, { most }, anyDay, anyDay, most);
    if (!posts)
        return tl::unexpected(posts.error());
    WallClock clock(anyDay, anyDay);
    QList<Card> cards;
    for (const PostOfCards &each : std::as_const(*posts))
        cards.append(cardOf(each, {}, *given, clock));
    std::sort(cards.begin(), cards.end(), [](const Card &one, const Card &other) {
        return std::tie(other.madeAt, other.row) < std::tie(one.madeAt, one.row);
    });
    if (auto looked = lookInto(cards); !looked)
        return tl::unexpected(looked.error());
    return cards;
}

Result<std::optional<Card>> CalendarBook::card(const CardKey &key)
{
    const QDate day = QDate::fromString(key.occurrence.left(10), Qt::ISODate);
    const QDate about = day.isValid() ? day : anyDay;
    auto given = rules();
    auto names = m_names.read();
    if (!given || !names)
        return tl::unexpected(!given ? given.error() : names.error());
    auto posts = m_single.read(*names, { key.post.bytes() }, about, about, 1);
    if (!posts)
        return tl::unexpected(posts.error());
    if (posts->isEmpty())
        return std::nullopt;
    const PostOfCards &post = posts->constFirst();
    const auto occurrence = post.when ? occurrenceCalled(*post.when, key.occurrence) : std::nullopt;
    if (!occurrence && (post.when || !key.occurrence.isEmpty()))
        return std::nullopt;
    WallClock clock(about, about);
    QList<Card> cards { cardOf(post, occurrence, *given, clock) };
    if (auto looked = lookInto(cards); !looked)
        return tl::unexpected(looked.error());
    return cards.constFirst();
}

Result<std::optional<Series>> CalendarBook::series(PostId post)
{
    auto found = m_plans.find(post);
    if (!found)
        return tl::unexpected(found.error());
    return *found ? (*found)->when : std::nullopt;
}

Result<QList<Campaign>> CalendarBook::campaigns()
{
    const auto day = [](const Row &row, int column) {
        return row.isNull(column) ? QDate() : QDate::fromJulianDay(row.number(column));
    };
    return m_campaigns.all<Campaign>([&day](const Row &row) {
        return Campaign { row.number(0), row.id<CampaignId>(1), row.text(2), row.text(3), row.text(4), day(row, 5),
            day(row, 6), row.time(7), row.time(8) };
    });
}

Result<QList<Layer>> CalendarBook::layers()
{
    return m_layers.all<Layer>([](const Row &row) {
        return Layer { row.number(0), row.id<LayerId>(1), row.text(2), row.text(3), int(row.number(4)) };
    });
}

} // namespace wheelhouse
