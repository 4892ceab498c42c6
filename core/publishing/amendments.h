#pragma once

#include "core/operations/undo.h"
#include "core/posts/poststore.h"
#include "core/posture/holds.h"
#include "core/publishing/dispatch.h"

namespace wheelhouse {

using AmendmentId = Id<struct Amendment>;

/// A wish about something that is out there, and where it stands.
struct Amendment {
    enum class Kind { Change, Remove };
    qint64 row = 0;
    AmendmentId id;
    Kind kind = Kind::Remove;
    qint64 variant = 0; ///< row of revision_variant: what it says from then on; 0: it is taken away
    int tries = 0;
    Delivery delivery;
};

/// Wishes to change or take away what was published, and keeps what became of each. Safe to repeat over there, so that
/// nothing is in doubt: what is not known to be done is done again. Lives on the engine lane.
class Amendments {
public:
    Amendments(Database &database, OperationLog &log, Undo &undo, PostStore &posts, const Clock &clock);

    /// One step to undo while it waits. Conflict where it is not out there, is being sent, or another wish about it
    /// waits. What of it is not out there is withdrawn; taken back, that asks a person.
    [[nodiscard]] Result<AmendmentId> remove(DeliveryId id);
    /// \a content in place of what is out there: as many parts, with the same pictures (their descriptions may differ).
    /// Refused where its network would not take it, or nobody signed it and somebody has to.
    [[nodiscard]] Result<AmendmentId> change(DeliveryId id, const PostContent &content);

    /// Those that may be tried now.
    [[nodiscard]] Result<QList<Amendment>> due();
    /// Whether the next part of it may go. A change waits while a hold stands over it; taking away never does.
    [[nodiscard]] Result<bool> mayGoOn(const Amendment &amendment);
    /// UTC ms of the next; none: nothing waits.
    [[nodiscard]] Result<std::optional<qint64>> nextInstant();
    /// The parts as they are out there, and what each is to say; those of a removal as they were.
    [[nodiscard]] Result<Claim> claimOf(const Amendment &amendment);
    /// How the pictures of a part are called there, by their number.
    [[nodiscard]] Result<QHash<int, QString>> uploads(const DeliveryPart &part) { return m_book.uploads(part.row); }
    /// That \a part is as wished; with the last the wish is done, and it says so.
    [[nodiscard]] Result<bool> partDone(
        const Amendment &amendment, const DeliveryPart &part, const std::optional<Receipt> &receipt, bool isLast);
    [[nodiscard]] Result<void> postpone(const Amendment &amendment, const QString &reason, qint64 until);
    [[nodiscard]] Result<void> refuse(const Amendment &amendment, const QString &reason);

private:
    [[nodiscard]] Result<Delivery> outThere(DeliveryId id);
    [[nodiscard]] Result<AmendmentId> wish(
        Transaction &transaction, const Delivery &delivery, Amendment::Kind kind, qint64 variant, bool hasRest);
    [[nodiscard]] Result<bool> withdrawRest(const Delivery &delivery);
    [[nodiscard]] Result<Undone> restAsks(const QJsonObject &payload);
    [[nodiscard]] Result<Undone> restStays(const QJsonObject &payload);
    [[nodiscard]] Result<void> mayBeSaid(const Claim &claim);
    [[nodiscard]] Result<Undone> invert(const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    PostStore &m_posts;
    const Clock &m_clock;
    DeliveryBook m_book;
    HoldReader m_holds;
    PublishingTermsStore m_terms;
    LimitsBook m_limits;
    Statement m_insert;
    Statement m_waiting;
    Statement m_due;
    Statement m_next;
    Statement m_content;
    Statement m_stands;
    Statement m_rest;
    Statement m_restAsks;
    Statement m_state;
    Statement m_postpone;
    Statement m_partRemoved;
    Statement m_partChanged;
    Statement m_tell;
    Statement m_says;
};

} // namespace wheelhouse
