// Steps of whole series: what is cut off, what may not stand in the past, what a person took out and is not put in
// anew.
#include "core/calendar/plansteps.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

constexpr qint64 slackMs = 60'000;

bool hasAny(const Series &series)
{
    QDate from = series.start.date;
    for (const QString &name : series.added)
        from = std::min(from, QDate::fromString(name.left(10), Qt::ISODate));
    for (const WallTime &at : series.moved)
        from = std::min(from, at.date);
    return !cardsOf(series, from, QDate(9999, 12, 31), 1).list.isEmpty();
}

std::optional<WallTime> placeIn(const SeriesEdit &edit, const QString &name)
{
    const auto place = edit.placeOf(name);
    if (!place)
        return {};
    const auto found = occurrenceCalled(place->isOther ? *edit.other : *edit.kept, place->name);
    return found ? std::optional(found->at) : std::nullopt;
}

/// What a person withdrew stays out of a series that is edited: there it has another name, or another post, and nothing
/// would tell that it was withdrawn.
SeriesEdit withoutWithdrawn(SeriesEdit edit, const QList<Berth> &berths)
{
    for (const Berth &each : berths) {
        const bool isWithdrawn = each.state == Delivery::State::Withdrawn && !each.byPlan;
        const bool isLive = std::any_of(berths.cbegin(), berths.cend(), [&each](const Berth &other) {
            return other.occurrence == each.occurrence && other.state != Delivery::State::Withdrawn;
        });
        const auto place =
            isWithdrawn && !isLive && !each.occurrence.isEmpty() ? edit.placeOf(each.occurrence) : std::nullopt;
        if (!place || (!place->isOther && place->name == each.occurrence))
            continue; // where it keeps its name its berth tells
        if (auto &series = place->isOther ? edit.other : edit.kept)
            series->dropped.insert(place->name);
    }
    return edit;
}

} // namespace

/// Nothing that waits to go out is left behind in the past by a move of its series.
Result<void> PlanSteps::mayFollow(const PlannedPost &was, const SeriesEdit &edit)
{
    auto berths = was.isSubmitted() ? m_berths.of(was.row) : Result<QList<Berth>>();
    if (!berths)
        return tl::unexpected(berths.error());
    const QDateTime since = m_clock.now().addMSecs(-slackMs);
    for (const Berth &each : std::as_const(*berths)) {
        const auto to = each.isLive() && each.dueAt >= since ? placeIn(edit, each.occurrence) : std::nullopt;
        if (!to)
            continue;
        auto at = plannedAt(*to);
        if (!at)
            return tl::unexpected(at.error());
        if (at->dueAt < since)
            return fail(Error::Kind::Refused,
                Words::tr("One of the series would stand in the past, at %1. Nothing was moved.")
                    .arg(wallTimeText(*to)));
    }
    return {};
}

Result<CardKey> PlanSteps::change(
    Transaction &transaction, const PlannedPost &was, const SeriesEdit &asked, const QString &name, QJsonArray &done)
{
    if (auto may = mayFollow(was, asked); !may)
        return tl::unexpected(may.error());
    auto left = m_berths.of(was.row);
    if (!left)
        return tl::unexpected(left.error());
    const SeriesEdit edit = withoutWithdrawn(asked, *left);
    PlannedPost now = was;
    if (edit.kept && hasAny(*edit.kept))
        now.when = edit.kept;
    else // nothing is left of it that anybody could see
        now.state = QStringLiteral("discarded");
    if (auto changed = change(transaction, was, now, done); !changed)
        return tl::unexpected(changed.error());
    auto other = edit.other ? copy(transaction, was, edit.other, done) : Result<PlannedPost>(now);
    if (!other)
        return tl::unexpected(other.error());
    if (edit.other && was.isSubmitted())
        if (auto sent = submit(transaction, *other, done); !sent)
            return tl::unexpected(sent.error());
    if (was.isSubmitted())
        if (auto kept = keepOut(transaction, *left, edit, now, *other); !kept)
            return tl::unexpected(kept.error());
    const auto place = edit.placeOf(name);
    const bool isOther = place && place->isOther;
    const std::optional<Series> &series = isOther ? other->when : now.when;
    return CardKey { isOther ? other->id : now.id, place && series && !isOnce(*series) ? place->name : QString() };
}

/// Where one of several outposts of an occurrence was taken out by hand, it is not on it under another name either.
Result<void> PlanSteps::keepOut(Transaction &transaction, const QList<Berth> &berths, const SeriesEdit &edit,
    const PlannedPost &kept, const PlannedPost &other)
{
    for (const Berth &each : berths) {
        const bool isOut = each.state == Delivery::State::Withdrawn && !each.byPlan
            && std::none_of(berths.cbegin(), berths.cend(), [&each](const Berth &one) {
                   return one.occurrence == each.occurrence && one.channelRow == each.channelRow
                       && one.state != Delivery::State::Withdrawn;
               });
        const auto place = isOut && !each.occurrence.isEmpty() ? edit.placeOf(each.occurrence) : std::nullopt;
        if (!place || (!place->isOther && place->name == each.occurrence))
            continue; // where it keeps its name its berth tells
        const PlannedPost &post = place->isOther ? other : kept;
        const QString name = post.when && isOnce(*post.when) ? QString() : place->name;
        if (!post.when || !occurrenceCalled(*post.when, name))
            continue;
        if (auto done = m_berths.keepOut(transaction, post, name, each.channelRow); !done)
            return done;
    }
    return {};
}

} // namespace wheelhouse
