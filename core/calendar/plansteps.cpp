#include "core/calendar/plansteps.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Calendar)
};

const QString postKey = QStringLiteral("post");
const QString wasKey = QStringLiteral("was");
const QString nowKey = QStringLiteral("now");
const QString straysKey = QStringLiteral("strays");
const QString planKey = QStringLiteral("plan");
const QString stateKey = QStringLiteral("state");
const QString campaignKey = QStringLiteral("campaign");
const QString titleKey = QStringLiteral("title");
const QString discarded = QStringLiteral("discarded");

QJsonValue planJson(const std::optional<Series> &when)
{
    return when ? QJsonValue(seriesJson(*when)) : QJsonValue(QJsonValue::Null);
}

} // namespace

PlanSteps::PlanSteps(Database &database, PostStore &posts, Outbox &outbox, const Clock &clock)
    : m_posts(posts)
    , m_clock(clock)
    , m_plans(database)
    , m_berths(database, outbox, clock)
    , m_limits(database)
    , m_terms(database)
    , m_campaignId(database, "SELECT id FROM campaign WHERE row = ?1")
    , m_campaignRow(database, "SELECT row FROM campaign WHERE id = ?1")
    , m_keep(database, "INSERT INTO kept_words (id, words) VALUES (?1, ?2)")
    , m_kept(database, "SELECT words FROM kept_words WHERE id = ?1")
    , m_copyShared(database, R"(
        UPDATE post SET shared = (SELECT shared FROM post WHERE row = ?2),
               objective = (SELECT objective FROM post WHERE row = ?2),
               aimless = (SELECT aimless FROM post WHERE row = ?2) WHERE row = ?1)")
    , m_isAimed(database, "SELECT aimless = 1 OR trim(objective) <> '' FROM post WHERE row = ?1")
    , m_copyFollows(database, R"(
        UPDATE variant SET follows = coalesce((SELECT o.follows FROM variant o
                                                WHERE o.post = ?2 AND o.channel = variant.channel), 0)
         WHERE post = ?1)")
{
}

Result<PlannedPost> PlanSteps::post(PostId id)
{
    auto post = m_plans.find(id);
    if (!post)
        return tl::unexpected(post.error());
    if (!*post || (*post)->state == discarded)
        return fail(Error::Kind::Missing, Words::tr("This post is no longer here."));
    if ((*post)->isReply)
        return fail(Error::Kind::Refused, Words::tr("This is an answer: it leaves when you send it."));
    return **post;
}

Result<QString> PlanSteps::keep(const QString &words)
{
    if (words.isEmpty())
        return QString();
    const auto id = Id<struct KeptWords>::fresh();
    if (auto done = m_keep.run(id, words); !done)
        return tl::unexpected(done.error());
    return id.toString();
}

Result<QString> PlanSteps::kept(const QString &id)
{
    if (id.isEmpty())
        return QString();
    auto words = m_kept.one<QString>([](const Row &row) { return row.text(0); }, Id<struct KeptWords>::fromString(id));
    if (!words)
        return tl::unexpected(words.error());
    return words->value_or(QString());
}

/// What of \a post is not as in \a other.
Result<QJsonObject> PlanSteps::difference(const PlannedPost &post, const PlannedPost &other)
{
    QJsonObject json;
    if (post.when != other.when)
        json.insert(planKey, planJson(post.when));
    if (post.state != other.state)
        json.insert(stateKey, post.state);
    if (post.campaign != other.campaign) {
        auto id = m_campaignId.one<CampaignId>([](const Row &row) { return row.id<CampaignId>(0); }, post.campaign);
        if (!id)
            return tl::unexpected(id.error());
        json.insert(campaignKey, *id ? (*id)->toString() : QString());
    }
    if (post.title != other.title) {
        auto id = keep(post.title);
        if (!id)
            return tl::unexpected(id.error());
        json.insert(titleKey, *id);
    }
    return json;
}

/// \a post with what \a look says in its place.
Result<PlannedPost> PlanSteps::read(PlannedPost post, const QJsonObject &look)
{
    if (const QJsonValue plan = look.value(planKey); plan.isNull()) {
        post.when.reset();
    } else if (plan.isObject()) {
        auto series = seriesFromJson(plan.toObject());
        if (!series)
            return tl::unexpected(series.error());
        post.when = *series;
    }
    post.state = look.value(stateKey).toString(post.state);
    if (look.contains(campaignKey)) {
        auto row = m_campaignRow.number(CampaignId::fromString(look.value(campaignKey).toString()));
        if (!row)
            return tl::unexpected(row.error());
        post.campaign = row->value_or(0);
    }
    if (look.contains(titleKey)) {
        auto words = kept(look.value(titleKey).toString());
        if (!words)
            return tl::unexpected(words.error());
        post.title = *words;
    }
    return post;
}

Result<void> PlanSteps::change(
    Transaction &transaction, const PlannedPost &was, const PlannedPost &now, QJsonArray &done)
{
    if (now == was)
        return {};
    const bool isElsewhere = was.when != now.when || was.state != now.state;
    auto may = isElsewhere ? m_berths.mayBecome(was, now) : Result<void>();
    if (!may)
        return may;
    auto before = difference(was, now);
    auto after = difference(now, was);
    auto strays =
        isElsewhere ? m_berths.strays(was, [this](const QString &words) { return keep(words); }) : Result<QJsonArray>();
    if (!before || !after || !strays)
        return tl::unexpected(!before ? before.error() : !after ? after.error() : strays.error());
    auto put = m_plans.put(transaction, now);
    auto fit = put && isElsewhere ? m_berths.fit(transaction, was, now) : put;
    if (!fit)
        return fit;
    QJsonObject one { { postKey, now.id.toString() }, { wasKey, *before }, { nowKey, *after } };
    if (!strays->isEmpty())
        one.insert(straysKey, *strays);
    done.append(one);
    return {};
}

Result<bool> PlanSteps::turnOne(Transaction &transaction, const QJsonObject &one, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    auto found = m_plans.find(PostId::fromString(one.value(postKey).toString()));
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return false;
    const PlannedPost &current = **found;
    auto expected = read(current, one.value(isBack ? nowKey : wasKey).toObject());
    auto target = read(current, one.value(isBack ? wasKey : nowKey).toObject());
    if (!expected || !target)
        return tl::unexpected(!expected ? expected.error() : target.error());
    const bool isElsewhere = target->when != current.when || target->state != current.state;
    auto may = isElsewhere ? m_berths.mayGoBack(current, *target) : Result<bool>(true);
    auto isSame =
        target->isSubmitted() && !current.isSubmitted() ? m_berths.isAsSubmitted(current.row) : Result<bool>(true);
    if (!may || !isSame)
        return tl::unexpected(!may ? may.error() : isSame.error());
    if (*expected != current || !*may || !*isSame)
        return false;
    auto put = m_plans.put(transaction, *target);
    auto fit = put && isElsewhere ? m_berths.fit(transaction, current, *target) : put;
    if (fit && isBack)
        fit = m_berths.restore(*target, one.value(straysKey).toArray(), [this](const QString &id) { return kept(id); });
    if (!fit)
        return tl::unexpected(fit.error());
    return true;
}

Result<Undone> PlanSteps::turn(Transaction &transaction, const QJsonArray &done, Undo::Way way)
{
    const bool isBack = way == Undo::Way::Back;
    Undone undone;
    int changed = 0;
    for (qsizetype i = 0; i < done.size(); ++i) { // a post may stand there twice: the last comes first on the way back
        auto turned = turnOne(transaction, done.at(isBack ? done.size() - 1 - i : i).toObject(), way);
        if (!turned)
            return tl::unexpected(turned.error());
        (*turned ? changed : undone.kept) += 1;
    }
    undone.sentence = isBack ? Words::tr("Taken back: %n {post|posts} of the calendar", nullptr, changed)
                             : Words::tr("Done again: %n {post|posts} of the calendar", nullptr, changed);
    if (undone.kept > 0)
        undone.sentence += QLatin1Char(' ')
            + Words::tr("%n {was changed or sent since and is left.|were changed or sent since and are left.}", nullptr,
                undone.kept);
    return undone;
}

} // namespace wheelhouse
