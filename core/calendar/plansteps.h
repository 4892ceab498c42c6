#pragma once

#include "core/calendar/berths.h"
#include "core/networks/limitsbook.h"
#include "core/operations/undo.h"
#include "core/planning/seriesedit.h"
#include "core/publishing/terms.h"

namespace wheelhouse {

/// How planned posts change, and back: each change with its deliveries, written down so that it can be taken back after
/// any restart. Part of somebody's transaction and operation; what is given names no words. Lives on the engine lane.
class PlanSteps {
public:
    PlanSteps(Database &database, PostStore &posts, Outbox &outbox, const Clock &clock);

    /// Missing where it is not there, was discarded, or is an answer: those are in no calendar.
    [[nodiscard]] Result<PlannedPost> post(PostId id);
    /// Makes \a now of what \a was, and adds to \a done how. Fails as Berths::mayBecome() does.
    [[nodiscard]] Result<void> change(
        Transaction &transaction, const PlannedPost &was, const PlannedPost &now, QJsonArray &done);
    /// The same, of a series; what the edit cuts off becomes a post of its own with the same words. Gives where the
    /// occurrence \a name is then.
    [[nodiscard]] Result<CardKey> change(Transaction &transaction, const PlannedPost &was, const SeriesEdit &edit,
        const QString &name, QJsonArray &done);
    /// The words of \a source once more, as a draft.
    [[nodiscard]] Result<PlannedPost> copy(
        Transaction &transaction, const PlannedPost &source, const std::optional<Series> &when, QJsonArray &done);
    /// A new draft.
    [[nodiscard]] Result<PlannedPost> begin(Transaction &transaction, const NewPost &post, const QString &title,
        const std::optional<Series> &when, QJsonArray &done);
    /// A draft goes to the outbox as it stands. Refused where its network would not take it, naming why, or where it
    /// must say what it is for and does not (PublishingTerms::asksObjective).
    [[nodiscard]] Result<void> submit(Transaction &transaction, const PlannedPost &post, QJsonArray &done);

    /// Takes back, or does again, what \a done says. What was changed since, or began to leave, is left and counted.
    [[nodiscard]] Result<Undone> turn(Transaction &transaction, const QJsonArray &done, Undo::Way way);

    /// Words that the log names by an id, and back.
    [[nodiscard]] Result<QString> keep(const QString &words);
    [[nodiscard]] Result<QString> kept(const QString &id);

    [[nodiscard]] Berths &berths() { return m_berths; }
    [[nodiscard]] PlanStore &plans() { return m_plans; }

private:
    [[nodiscard]] Result<bool> turnOne(Transaction &transaction, const QJsonObject &one, Undo::Way way);
    [[nodiscard]] Result<PlannedPost> read(PlannedPost post, const QJsonObject &look);
    [[nodiscard]] Result<QJsonObject> difference(const PlannedPost &post, const PlannedPost &other);
    [[nodiscard]] Result<void> mayFollow(const PlannedPost &was, const SeriesEdit &edit);
    [[nodiscard]] Result<void> keepOut(Transaction &transaction, const QList<Berth> &berths, const SeriesEdit &edit,
        const PlannedPost &kept, const PlannedPost &other);
    [[nodiscard]] Result<void> mayBeWithout(const PlannedPost &post);
    [[nodiscard]] Result<void> mayGoOut(const Revision &revision);
    [[nodiscard]] Result<QList<DraftVariant>> wordsOf(const PlannedPost &post);

    PostStore &m_posts;
    const Clock &m_clock;
    PlanStore m_plans;
    Berths m_berths;
    LimitsBook m_limits;
    PublishingTermsStore m_terms;
    Statement m_campaignId;
    Statement m_campaignRow;
    Statement m_keep;
    Statement m_kept;
    Statement m_copyShared;
    Statement m_isAimed;
    Statement m_copyFollows;
};

} // namespace wheelhouse
