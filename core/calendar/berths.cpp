#include "core/calendar/berths.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

using State = Delivery::State;

tl::unexpected<Error> stands(const Berth &berth)
{
    const State state = berth.state;
    if (state == State::Sent || state == State::Rejected || state == State::Held || state == State::Missed)
        return fail(Error::Kind::Conflict,
            Words::tr("It is out there already. It can only be changed or deleted there; nothing was moved."));
    if (state == State::Unconfirmed)
        return fail(Error::Kind::Conflict,
            Words::tr("Nobody knows yet whether it is out there: decide that in the outbox. Nothing was moved."));
    return fail(Error::Kind::Conflict,
        Words::tr("It is being sent just now. Wait a moment; then you see whether it is out there."));
}

/// Where \a berth belongs by what \a post says; none: nowhere.
std::optional<WallTime> placeFor(const PlannedPost &post, const Berth &berth)
{
    const auto occurrence = post.when ? occurrenceCalled(*post.when, berth.occurrence) : std::nullopt;
    if (!occurrence || !occurrence->at.time.isValid())
        return {};
    return occurrence->at;
}

/// A draft that repeats may have gone out before it was a draft again.
bool keepsWhatIsOut(const PlannedPost &post)
{
    return post.isSubmitted() || (post.state == QLatin1String("draft") && post.when && !isOnce(*post.when));
}

/// What has begun to leave and would not stand any more where it stood.
const Berth *outOfPlace(const PlannedPost &was, const PlannedPost &to, const QList<Berth> &berths)
{
    const auto lost = std::find_if(berths.cbegin(), berths.cend(), [&](const Berth &each) {
        const auto place = each.hasBegun ? placeFor(was, each) : std::nullopt;
        const bool isGone = to.state == QLatin1String("discarded") && each.hasBegun;
        return isGone || (place && (!keepsWhatIsOut(to) || placeFor(to, each) != place));
    });
    return lost == berths.cend() ? nullptr : &*lost;
}

/// Whether the outbox knows of \a occurrence on \a channel, be it that a person took it out.
bool hasBerth(const QList<Berth> &berths, qint64 channel, const QString &occurrence)
{
    return std::any_of(berths.cbegin(), berths.cend(), [&](const Berth &berth) {
        return berth.channelRow == channel && berth.occurrence == occurrence
            && (berth.isLatest || berth.state != State::Withdrawn);
    });
}

tl::unexpected<Error> isPast()
{
    return fail(Error::Kind::Refused, Words::tr("This time is over. It stays where it was."));
}

/// Why \a to waits for a person again, as it did when it was \a was: for the same reason, where one was kept.
Result<QString> whyItWaits(State to, State was, const QJsonObject &stray, const Berths::Naming &kept)
{
    if (to == State::Queued)
        return QString();
    if (to != was)
        return Words::tr("Its time went by.");
    auto why = kept(stray.value(QLatin1String("why")).toString());
    return why && why->isEmpty() ? Words::tr("It waits for you, as it did before.") : why;
}

Berth berthOf(const Row &row)
{
    Berth berth;
    berth.row = row.number(0);
    berth.id = row.id<DeliveryId>(1);
    berth.channelRow = row.number(2);
    berth.occurrence = row.text(3);
    berth.wall = row.text(4);
    berth.dueAt = row.time(5);
    berth.state = deliveryStateFromWord(row.text(6)).value_or(State::Withdrawn);
    berth.hasBegun = berth.state == State::Claimed || berth.state == State::Intent || berth.state == State::Sent
        || berth.state == State::Unconfirmed || row.flag(8) || (berth.state == State::Queued && row.flag(7))
        || (berth.state != State::Withdrawn && row.flag(10)); // a person wished what was in doubt sent or held
    berth.byPlan = row.flag(9);
    berth.mayBeOut = berth.state == State::Withdrawn && row.flag(10);
    berth.isLatest = row.flag(11);
    berth.reason = row.text(12);
    return berth;
}

// What was submitted last of the post ?1. What one delivery was changed to out there is a revision too, of one channel
// and one occurrence: the plan is not made of it.
const QByteArray submitted = R"(
    SELECT r.row FROM revision r
     WHERE r.post = ?1 AND NOT EXISTS (
           SELECT 1 FROM revision_variant x JOIN amendment a ON a.variant = x.row WHERE x.revision = r.row)
     ORDER BY r.number DESC LIMIT 1)";

} // namespace

Berths::Berths(Database &database, Outbox &outbox, const Clock &clock)
    : m_outbox(outbox)
    , m_clock(clock)
    , m_of(database,
          R"(
        SELECT d.row, d.id, d.channel, d.occurrence, d.wall, d.due_at, d.state, d.late_at IS NOT NULL,
               EXISTS (SELECT 1 FROM delivery_part WHERE delivery = d.row AND (state = 'sent' OR state = 'removed')),
               d.by_plan, EXISTS (SELECT 1 FROM delivery_part WHERE delivery = d.row AND state = 'intent'),
               v.revision = ()"
              + submitted + R"(), d.reason
          FROM delivery d JOIN revision_variant v ON v.row = d.variant WHERE d.post = ?1 ORDER BY d.round DESC)")
    , m_takeOut(database, R"(
        UPDATE delivery SET state = 'withdrawn', by_plan = ?3, fence = fence + 1, owner = '', reason = '',
               not_before = 0, looks = 0, late_at = NULL, ended_at = ?2 WHERE row = ?1)")
    , m_set(database, R"(
        UPDATE delivery SET wall = ?2, zone = ?3, due_at = ?4, state = ?5, reason = ?6, by_plan = 0,
               fence = fence + 1, owner = '', not_before = 0, looks = 0, late_at = NULL, ended_at = NULL
         WHERE row = ?1)")
    , m_latest(database, "SELECT row, id, post, number, digest FROM revision WHERE row = (" + submitted + ")")
    , m_variants(database, "SELECT row, channel, content, digest FROM revision_variant WHERE revision = ?1")
    , m_channels(database, "SELECT channel FROM revision_variant WHERE revision = (" + submitted + ")")
    , m_isAsSubmitted(database,
          R"(
        SELECT (SELECT max(saved_at) FROM variant WHERE post = ?1) <=
               (SELECT made_at FROM revision WHERE row = ()"
              + submitted + "))")
    , m_queuedTo(database, "SELECT queued_to FROM plan WHERE post = ?1")
    , m_setQueuedTo(database, "UPDATE plan SET queued_to = ?2 WHERE post = ?1")
{
}

Result<QList<Berth>> Berths::of(qint64 post)
{
    return m_of.all<Berth>([](const Row &row) { return berthOf(row); }, post);
}

Result<void> Berths::mayBecome(const PlannedPost &was, const PlannedPost &to)
{
    auto berths = of(to.row);
    if (!berths)
        return tl::unexpected(berths.error());
    if (const Berth *out = outOfPlace(was, to, *berths))
        return stands(*out);
    if (!to.isSubmitted())
        return {};
    if (!to.when || !to.when->start.time.isValid())
        return fail(Error::Kind::Refused,
            Words::tr("It goes out by itself, so it needs an hour. Take it out of the outbox first."));
    const bool isThere =
        std::any_of(berths->cbegin(), berths->cend(), [](const Berth &each) { return each.isLive() || each.hasBegun; });
    if (isOnce(*to.when) && !isThere) {
        auto at = plannedAt(to.when->start);
        if (!at)
            return tl::unexpected(at.error());
        if (at->dueAt < slack())
            return isPast();
    }
    for (const Berth &each : std::as_const(*berths)) {
        const auto place = each.isLive() ? placeFor(to, each) : std::nullopt;
        if (!place || wallTimeText(*place) == each.wall)
            continue;
        auto at = plannedAt(*place);
        if (!at)
            return tl::unexpected(at.error());
        if (at->dueAt < slack())
            return isPast();
    }
    return {};
}

Result<bool> Berths::mayGoBack(const PlannedPost &was, const PlannedPost &to)
{
    auto berths = of(to.row);
    if (!berths)
        return tl::unexpected(berths.error());
    return outOfPlace(was, to, *berths) == nullptr;
}

Result<bool> Berths::isAsSubmitted(qint64 post)
{
    auto is = m_isAsSubmitted.number(post);
    if (!is)
        return tl::unexpected(is.error());
    return is->value_or(0) != 0;
}

Result<Revision> Berths::latest(qint64 post)
{
    auto revision = m_latest.one<Revision>(
        [](const Row &row) {
            return Revision { row.number(0), row.id<RevisionId>(1), row.number(2), int(row.number(3)), row.bytes(4),
                {} };
        },
        post);
    if (!revision)
        return tl::unexpected(revision.error());
    if (!*revision)
        return fail(Error::Kind::Missing, Words::tr("This post was never submitted."));
    std::optional<Error> wrong;
    auto read = m_variants.each(
        [&](const Row &row) {
            auto canonical = readCanonical(row.bytes(2));
            if (canonical)
                (*revision)->variants.append({ row.number(0), row.number(1), std::move(*canonical), row.bytes(3) });
            else
                wrong = canonical.error();
            return !wrong;
        },
        (*revision)->row);
    if (!read || wrong)
        return tl::unexpected(!read ? read.error() : *wrong);
    return **revision;
}

/// Queued at \a at; where that is over, it asks, and never goes out by itself.
Result<void> Berths::putIn(const Berth &berth, const WallTime &at)
{
    auto planned = plannedAt(at);
    if (!planned)
        return tl::unexpected(planned.error());
    const bool isOver = planned->dueAt < slack();
    return m_set.run(berth.row, wallTimeText(at), QString::fromLatin1(at.zone), planned->dueAt,
        stateWord(isOver ? State::Missed : State::Queued), isOver ? Words::tr("Its time went by.") : QString());
}

/// What is in the outbox goes where it belongs; what the plan took out comes back where it is planned again.
Result<void> Berths::moor(const PlannedPost &was, const PlannedPost &post, const Berth &berth)
{
    const auto place = placeFor(post, berth);
    if (berth.isLive()) {
        if (!post.isSubmitted() || !place)
            return m_takeOut.run(berth.row, m_clock.now(), true);
        // Where the plan did not move it, it stays where somebody put it in the outbox.
        const auto before = placeFor(was, berth);
        if (was.isSubmitted() && before && wallTimeText(*before) == wallTimeText(*place))
            return {};
        return wallTimeText(*place) == berth.wall ? Result<void>() : putIn(berth, *place);
    }
    const bool mayComeBack = berth.byPlan && berth.isLatest && berth.state == State::Withdrawn;
    return mayComeBack && post.isSubmitted() && place ? putIn(berth, *place) : Result<void>();
}

Result<void> Berths::fit(Transaction &transaction, const PlannedPost &was, const PlannedPost &post)
{
    auto berths = of(post.row);
    if (!berths)
        return tl::unexpected(berths.error());
    for (const Berth &each : std::as_const(*berths))
        if (auto done = moor(was, post, each); !done)
            return done;
    if (!post.isSubmitted() || !post.when || !post.when->start.time.isValid())
        return {};
    auto queued = extend(transaction, post);
    return queued ? Result<void>() : tl::unexpected(queued.error());
}

Result<void> Berths::keepOut(
    Transaction &transaction, const PlannedPost &post, const QString &occurrence, qint64 channel)
{
    const auto isIt = [&](const Berth &each) { return each.channelRow == channel && each.occurrence == occurrence; };
    auto berths = of(post.row);
    if (!berths)
        return tl::unexpected(berths.error());
    if (std::none_of(berths->cbegin(), berths->cend(), isIt)) { // it comes later than what is queued by now
        const auto place = post.when ? occurrenceCalled(*post.when, occurrence) : std::nullopt;
        auto at = place ? plannedAt(place->at) : fail(Error::Kind::Missing, Words::tr("There is no such hour."));
        auto latest = at ? this->latest(post.row) : Result<Revision>(tl::unexpected(at.error()));
        if (!latest)
            return tl::unexpected(latest.error());
        latest->variants.removeIf([channel](const RevisionVariant &each) { return each.channelRow != channel; });
        auto made = m_outbox.add(transaction, *latest, *at, occurrence, {}, Outbox::Late::Asks);
        berths = made ? of(post.row) : tl::unexpected(made.error());
        if (!berths)
            return tl::unexpected(berths.error());
    }
    for (const Berth &each : std::as_const(*berths))
        if (isIt(each) && each.isLive())
            if (auto done = m_takeOut.run(each.row, m_clock.now(), false); !done)
                return done;
    return {};
}

/// What of a submitted plan has no berth yet. An occurrence whose time went by since the last look, while no engine
/// ran, is queued as well: whoever sends sees that it is late, and asks.
Result<int> Berths::extend(Transaction &transaction, const PlannedPost &post)
{
    auto berths = of(post.row);
    auto queuedTo = m_queuedTo.number(post.row);
    if (!berths || !queuedTo)
        return tl::unexpected(!berths ? berths.error() : queuedTo.error());
    const QDateTime now = m_clock.now();
    const QDateTime from = *queuedTo ? std::min(QDateTime::fromMSecsSinceEpoch(**queuedTo, Qt::UTC), slack()) : slack();
    const QDateTime to = now.addDays(horizonDays);
    const bool once = isOnce(*post.when);
    const Occurrences all = once ? cardsOf(*post.when, post.when->start.date, post.when->start.date)
                                 : cardsOf(*post.when, from.date().addDays(-2), to.date().addDays(2));
    auto channels = m_channels.all<qint64>([](const Row &row) { return row.number(0); }, post.row);
    if (!channels)
        return tl::unexpected(channels.error());
    std::optional<Revision> revision; // read where something is missing, which is seldom
    int queued = 0;
    for (const Occurrence &each : all.list) {
        auto at = plannedAt(each.at);
        if (!at)
            return tl::unexpected(at.error());
        const auto isThere = [&](qint64 channel) { return hasBerth(*berths, channel, each.name); };
        const bool isDue = once || (at->dueAt > from && at->dueAt <= to);
        if (!isDue || std::all_of(channels->cbegin(), channels->cend(), isThere))
            continue;
        auto latest = revision ? Result<Revision>(*revision) : this->latest(post.row);
        if (!latest)
            return tl::unexpected(latest.error());
        revision = *latest;
        latest->variants.removeIf([&](const RevisionVariant &variant) { return isThere(variant.channelRow); });
        auto made = m_outbox.add(transaction, *latest, *at, each.name, {}, Outbox::Late::Asks);
        if (!made)
            return tl::unexpected(made.error());
        queued += int(made->size());
    }
    auto noted = once ? Result<void>() : m_setQueuedTo.run(post.row, to);
    if (!noted)
        return tl::unexpected(noted.error());
    return queued;
}

Result<QJsonArray> Berths::strays(const PlannedPost &post, const Naming &keep)
{
    auto berths = of(post.row);
    if (!berths)
        return tl::unexpected(berths.error());
    QJsonArray all;
    for (const Berth &each : std::as_const(*berths)) {
        const auto place = each.isLive() ? placeFor(post, each) : std::nullopt;
        if (!each.isLive() || (each.state == State::Queued && place && wallTimeText(*place) == each.wall))
            continue;
        auto why = keep(each.state == State::Queued ? QString() : each.reason);
        if (!why)
            return tl::unexpected(why.error());
        QJsonObject stray { { QStringLiteral("id"), each.id.toString() },
            { QStringLiteral("state"), stateWord(each.state) }, { QStringLiteral("wall"), each.wall },
            { QStringLiteral("due"), QString::number(each.dueAt.toMSecsSinceEpoch()) } };
        if (!why->isEmpty())
            stray.insert(QStringLiteral("why"), *why);
        all.append(stray);
    }
    return all;
}

Result<void> Berths::restore(const PlannedPost &post, const QJsonArray &strays, const Naming &kept)
{
    auto berths = strays.isEmpty() ? Result<QList<Berth>>() : of(post.row);
    if (!berths)
        return tl::unexpected(berths.error());
    for (const QJsonValue &value : strays) {
        const QJsonObject stray = value.toObject();
        const auto id = DeliveryId::fromString(stray.value(QLatin1String("id")).toString());
        const auto at = readWallTime(stray.value(QLatin1String("wall")).toString());
        const auto state = deliveryStateFromWord(stray.value(QLatin1String("state")).toString());
        const QDateTime due =
            QDateTime::fromMSecsSinceEpoch(stray.value(QLatin1String("due")).toString().toLongLong(), Qt::UTC);
        for (const Berth &each : std::as_const(*berths)) {
            if (each.id != id || !each.isLive() || !at || !state)
                continue;
            const State to = *state == State::Queued && due < slack() ? State::Missed : *state;
            auto why = whyItWaits(to, *state, stray, kept);
            if (!why)
                return tl::unexpected(why.error());
            if (auto done =
                    m_set.run(each.row, wallTimeText(*at), QString::fromLatin1(at->zone), due, stateWord(to), *why);
                !done)
                return done;
        }
    }
    return {};
}

} // namespace wheelhouse
