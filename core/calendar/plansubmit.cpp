#include "core/calendar/plansteps.h"
#include "core/posts/validation.h"
#include "core/publishing/outgoings.h"

#include <QCoreApplication>

#include <algorithm>

// How planned posts are begun, said once more, and put in the outbox.
namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

const QString draft = QStringLiteral("draft");
const QString discarded = QStringLiteral("discarded");
const QString submitted = QStringLiteral("submitted");

} // namespace

/// What was submitted, where it was: a draft could have been written on since it went out.
Result<QList<DraftVariant>> PlanSteps::wordsOf(const PlannedPost &post)
{
    if (!post.isSubmitted())
        return m_posts.drafts(post.id);
    auto revision = m_berths.latest(post.row);
    if (!revision)
        return tl::unexpected(revision.error());
    QList<DraftVariant> words;
    for (const RevisionVariant &each : std::as_const(revision->variants))
        words.append({ each.canonical.channel, each.canonical.content });
    return words;
}

Result<PlannedPost> PlanSteps::begin(Transaction &transaction, const NewPost &post, const QString &title,
    const std::optional<Series> &when, QJsonArray &done)
{
    auto id = m_posts.begin(transaction, post);
    auto made = id ? m_plans.find(*id) : Result<std::optional<PlannedPost>>(tl::unexpected(id.error()));
    if (!made)
        return tl::unexpected(made.error());
    // Taken back it is a discarded post, as if nobody had begun it.
    PlannedPost before = **made;
    before.state = discarded;
    PlannedPost now = **made;
    now.title = title;
    now.when = when;
    if (auto changed = change(transaction, before, now, done); !changed)
        return tl::unexpected(changed.error());
    return now;
}

Result<PlannedPost> PlanSteps::copy(
    Transaction &transaction, const PlannedPost &source, const std::optional<Series> &when, QJsonArray &done)
{
    auto words = wordsOf(source);
    if (!words)
        return tl::unexpected(words.error());
    auto made = begin(transaction, { *words, {}, {}, {} }, source.title, when, done);
    if (!made)
        return made;
    auto shared = m_copyShared.run(made->row, source.row);
    auto follows = shared ? m_copyFollows.run(made->row, source.row) : shared;
    if (!follows)
        return tl::unexpected(follows.error());
    if (source.campaign == 0)
        return made;
    PlannedPost now = *made;
    now.campaign = source.campaign;
    if (auto changed = change(transaction, *made, now, done); !changed)
        return tl::unexpected(changed.error());
    return now;
}

Result<void> PlanSteps::mayGoOut(const Revision &revision)
{
    for (const RevisionVariant &each : revision.variants) {
        auto limits = m_limits.of(each.canonical.channel);
        if (!limits)
            return tl::unexpected(limits.error());
        Claim claim;
        claim.canonical = each.canonical;
        claim.parts.resize(each.canonical.content.parts.size());
        for (int i = 0; i < claim.parts.size(); ++i)
            if (const auto findings = findingsOf(outgoingOf(claim, i, {}), *limits); isStopped(findings))
                return fail(Error::Kind::Refused, findings.constFirst().sentence);
    }
    return {};
}

/// Where the team decided so, nothing goes on that says neither why it is written nor that it has no objective.
Result<void> PlanSteps::mayBeWithout(const PlannedPost &post)
{
    auto terms = m_terms.read();
    auto isAimed = terms ? m_isAimed.number(post.row) : tl::unexpected(terms.error());
    if (!isAimed)
        return tl::unexpected(isAimed.error());
    if (!terms->asksObjective || isAimed->value_or(0) == 1)
        return {};
    return fail(Error::Kind::Refused,
        Words::tr("Say why “%1” is written, or that it has no objective. Nothing was put in the outbox.")
            .arg(post.title.isEmpty() ? Words::tr("this post") : post.title));
}

Result<void> PlanSteps::submit(Transaction &transaction, const PlannedPost &post, QJsonArray &done)
{
    PlannedPost was = post;
    auto berths = m_berths.of(post.row);
    if (!berths)
        return tl::unexpected(berths.error());
    if (std::any_of(berths->cbegin(), berths->cend(), [](const Berth &each) { return each.mayBeOut; }))
        return fail(Error::Kind::Conflict,
            Words::tr("It may be out there already: look there first. To say it once more, duplicate it."));
    if (post.isSubmitted()) { // every delivery of it was withdrawn: it is a draft in all but name
        if (std::any_of(berths->cbegin(), berths->cend(),
                [](const Berth &each) { return each.state != Delivery::State::Withdrawn; }))
            return fail(Error::Kind::Conflict, Words::tr("It is in the outbox already."));
        was.state = draft;
        if (auto put = m_plans.put(transaction, was); !put)
            return put;
    }
    if (auto may = mayBeWithout(post); !may)
        return may;
    auto revision = m_posts.submit(transaction, post.id);
    if (!revision)
        return tl::unexpected(revision.error());
    if (auto may = mayGoOut(*revision); !may)
        return may;
    PlannedPost now = was;
    now.state = submitted;
    return change(transaction, was, now, done);
}

} // namespace wheelhouse
