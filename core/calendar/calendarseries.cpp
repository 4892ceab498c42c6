#include "core/calendar/calendardesk.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

constexpr qint64 dayMs = 86'400'000;

} // namespace

Result<void> CalendarDesk::repeatOne(Transaction &transaction, const CardKey &card,
    const std::optional<RecurrenceRule> &rule, EditScope scope, Step &step)
{
    auto post = m_steps.post(card.post);
    auto title = post ? called(*post) : Result<QString>(tl::unexpected(post.error()));
    if (!title)
        return tl::unexpected(title.error());
    step.first = *title;
    step.cards = { card };
    if (!post->when)
        return fail(Error::Kind::Refused, Words::tr("Give it a date first; then it can come again."));
    if (isOnce(*post->when)) {
        PlannedPost now = *post;
        now.when->rule = rule;
        if (rule)
            step.cards = { { card.post, occurrenceName(now.when->start.date, now.when->start.time) } };
        return now == *post ? Result<void>() : m_steps.change(transaction, *post, now, step.done);
    }
    auto edit = withRule(*post->when, card.occurrence, rule, scope);
    auto place = edit ? m_steps.change(transaction, *post, *edit, card.occurrence, step.done)
                      : Result<CardKey>(tl::unexpected(edit.error()));
    if (!place)
        return tl::unexpected(place.error());
    step.cards = { *place };
    return {};
}

Result<Planned> CalendarDesk::repeat(const CardKey &card, const std::optional<RecurrenceRule> &rule, EditScope scope)
{
    return take(
        QStringLiteral("repeat"),
        [&](Transaction &transaction, Step &step) { return repeatOne(transaction, card, rule, scope, step); },
        [&](const Step &step) {
            return rule ? Words::tr("“%1” comes again").arg(step.first) : Words::tr("“%1” comes once").arg(step.first);
        });
}

Result<Planned> CalendarDesk::schedule(const QList<PostId> &posts)
{
    if (posts.isEmpty())
        return fail(Error::Kind::Missing, Words::tr("Nothing is selected."));
    return take(
        QStringLiteral("schedule"),
        [&](Transaction &transaction, Step &step) -> Result<void> {
            for (const PostId each : posts) {
                auto post = m_steps.post(each);
                auto done =
                    post ? m_steps.submit(transaction, *post, step.done) : Result<void>(tl::unexpected(post.error()));
                if (!done)
                    return done;
                step.cards.append({ each, {} });
            }
            return {};
        },
        [&](const Step &) { return Words::tr("%n post(s) in the outbox", nullptr, int(posts.size())); });
}

Result<Planned> CalendarDesk::unschedule(const QList<PostId> &posts)
{
    if (posts.isEmpty())
        return fail(Error::Kind::Missing, Words::tr("Nothing is selected."));
    return take(
        QStringLiteral("unschedule"),
        [&](Transaction &transaction, Step &step) -> Result<void> {
            for (const PostId each : posts) {
                auto post = m_steps.post(each);
                if (!post)
                    return tl::unexpected(post.error());
                if (!post->isSubmitted())
                    return fail(Error::Kind::Conflict, Words::tr("It is not in the outbox."));
                PlannedPost now = *post;
                now.state = QStringLiteral("draft");
                step.cards.append({ each, {} });
                if (auto done = m_steps.change(transaction, *post, now, step.done); !done)
                    return done;
            }
            return {};
        },
        [&](const Step &) {
            return Words::tr("%n post(s) out of the outbox, {a draft|drafts} again", nullptr, int(posts.size()));
        });
}

Result<int> CalendarDesk::extend()
{
    const QDateTime now = m_clock.now();
    // Some hours before the last look ends, so that a desk that runs all the time looks at a series once or twice a
    // day.
    auto due = m_toExtend.all<PostId>(
        [](const Row &row) { return row.id<PostId>(0); }, now.addDays(Berths::horizonDays).addMSecs(-dayMs / 2));
    if (!due)
        return tl::unexpected(due.error());
    int queued = 0;
    for (const PostId each : std::as_const(*due)) {
        auto transaction = Transaction::begin(m_database);
        auto post = transaction ? m_steps.post(each) : Result<PlannedPost>(tl::unexpected(transaction.error()));
        auto made = post ? m_steps.berths().extend(*transaction, *post) : Result<int>(tl::unexpected(post.error()));
        auto done = made ? transaction->commit() : Result<void>(tl::unexpected(made.error()));
        if (done) {
            queued += *made;
            continue;
        }
        if (done.error().kind == Error::Kind::Storage)
            return tl::unexpected(done.error());
        // A zone that this machine does not know must not keep other series back.
        qWarning("wh.calendar: a series was not queued: %s", qPrintable(done.error().detail));
    }
    return queued;
}

} // namespace wheelhouse
