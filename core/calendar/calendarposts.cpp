#include "core/base/text.h"
#include "core/calendar/calendardesk.h"
#include "core/calendar/deskwords.h"

#include <QCoreApplication>

// How posts come into the calendar, what they are called, and what campaign they are of; where they stand is in
// calendardesk.cpp.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

} // namespace

Result<Planned> CalendarDesk::duplicate(const CardKey &card, const std::optional<WallTime> &to)
{
    return take(
        QStringLiteral("duplicate"),
        [&](Transaction &transaction, Step &step) -> Result<void> {
            auto post = m_steps.post(card.post);
            auto title = post ? called(*post) : Result<QString>(tl::unexpected(post.error()));
            auto may = title && to ? mayStand({}, *to) : Result<void>();
            if (!title || !may)
                return tl::unexpected(!title ? title.error() : may.error());
            auto made = m_steps.copy(
                transaction, *post, to ? std::optional(Series { *to, {}, {}, {}, {} }) : std::nullopt, step.done);
            if (!made)
                return tl::unexpected(made.error());
            step.first = *title;
            step.cards = { { made->id, {} } };
            return {};
        },
        [&](const Step &step) {
            return to ? Words::tr("“%1” once more, as a draft on %2").arg(step.first, placeText(*to))
                      : Words::tr("“%1” once more, as a draft in the tray").arg(step.first);
        });
}

Result<CalendarDesk::Begun> CalendarDesk::beginIn(
    Transaction &transaction, const NewPost &post, const QString &title, const std::optional<WallTime> &at)
{
    auto may = at ? mayStand({}, *at) : Result<void>();
    QJsonArray done;
    auto made = may ? m_steps.begin(
                    transaction, post, title, at ? std::optional(Series { *at, {}, {}, {}, {} }) : std::nullopt, done)
                    : Result<PlannedPost>(tl::unexpected(may.error()));
    if (!made)
        return tl::unexpected(made.error());
    return Begun { made->id, { { postsKey, done } } };
}

Result<Planned> CalendarDesk::begin(const NewPost &post, const QString &title, const std::optional<WallTime> &at)
{
    return take(
        QStringLiteral("begin"),
        [&](Transaction &transaction, Step &step) -> Result<void> {
            auto begun = beginIn(transaction, post, title, at);
            if (!begun)
                return tl::unexpected(begun.error());
            step.done = begun->done.value(postsKey).toArray();
            step.cards = { { begun->post, {} } };
            return {};
        },
        [&](const Step &) {
            return at ? Words::tr("A new draft on %1").arg(placeText(*at)) : Words::tr("A new draft in the tray");
        });
}

Result<Planned> CalendarDesk::plan(const NewPost &post, const QString &title, const WallTime &at)
{
    return take(
        QStringLiteral("plan"),
        [&](Transaction &transaction, Step &step) -> Result<void> {
            auto may = mayStand({}, at);
            auto made = may ? m_steps.begin(transaction, post, title, Series { at, {}, {}, {}, {} }, step.done)
                            : Result<PlannedPost>(tl::unexpected(may.error()));
            if (!made)
                return tl::unexpected(made.error());
            step.cards = { { made->id, {} } };
            return m_steps.submit(transaction, *made, step.done);
        },
        [&](const Step &) { return Words::tr("Planned for %1").arg(placeText(at)); });
}

Result<void> CalendarDesk::nameOne(Transaction &transaction, PostId post, const QString &title, Step &step)
{
    auto was = m_steps.post(post);
    if (!was)
        return tl::unexpected(was.error());
    PlannedPost now = *was;
    now.title = oneLine(title);
    step.cards = { { post, {} } };
    return m_steps.change(transaction, *was, now, step.done);
}

Result<QJsonObject> CalendarDesk::nameIn(Transaction &transaction, PostId post, const QString &title)
{
    Step step;
    if (auto done = nameOne(transaction, post, title, step); !done)
        return tl::unexpected(done.error());
    return QJsonObject { { postsKey, step.done } };
}

Result<Planned> CalendarDesk::name(PostId post, const QString &title)
{
    return take(
        QStringLiteral("name"),
        [&](Transaction &transaction, Step &step) { return nameOne(transaction, post, title, step); },
        [&](const Step &) { return Words::tr("Called “%1”").arg(isolate(shorten(oneLine(title), titleShown))); });
}

Result<qint64> CalendarDesk::campaignNamed(const QString &name)
{
    const QString called = oneLine(name);
    if (called.isEmpty())
        return 0;
    auto known = m_findCampaign.number(called);
    auto row = known && !*known ? m_addCampaign.number(CampaignId::fresh(), called) : known;
    if (!row)
        return tl::unexpected(row.error());
    return row->value_or(0);
}

Result<Planned> CalendarDesk::setCampaign(const QList<PostId> &posts, const QString &campaign)
{
    return take(
        QStringLiteral("campaign"),
        [&](Transaction &transaction, Step &step) -> Result<void> {
            auto row = campaignNamed(campaign);
            if (!row)
                return tl::unexpected(row.error());
            for (const PostId each : posts) {
                auto was = m_steps.post(each);
                if (!was)
                    return tl::unexpected(was.error());
                PlannedPost now = *was;
                now.campaign = *row;
                step.cards.append({ each, {} });
                if (auto done = m_steps.change(transaction, *was, now, step.done); !done)
                    return done;
            }
            return {};
        },
        [&](const Step &) {
            return campaign.isEmpty()
                ? Words::tr("Part of no campaign: %n post(s)", nullptr, int(posts.size()))
                : Words::tr("%n post(s) now part of “%1”", nullptr, int(posts.size())).arg(isolate(oneLine(campaign)));
        });
}

} // namespace wheelhouse
