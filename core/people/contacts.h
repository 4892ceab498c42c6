#pragma once

#include "core/base/clock.h"
#include "core/inbox/mention.h"
#include "core/inbox/triage.h"
#include "core/people/figures.h"
#include "core/people/matching.h"

namespace wheelhouse {

/// Says which identities are one person: puts contacts together, takes an identity off, confirms and refuses what
/// Matching proposes. Each is an operation, and undo and redo restore every record exactly, also after a restart.
/// Only identities move: conversations, labels, evidence and marks hang on these and go with them. A contact is named
/// by the oldest of its identities, so that taking apart what was put together gives the very records from before.
/// Lives on the engine lane.
class Contacts {
public:
    Contacts(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// The contacts of \a one and \a other (rows of identities) are one person, since \a reason.
    [[nodiscard]] Result<Acted> merge(qint64 one, qint64 other, MatchReason reason = MatchReason::ByHand);
    /// \a identity is somebody else than those it stands with, and is not proposed for them again.
    [[nodiscard]] Result<Acted> split(qint64 identity);
    /// The contacts of \a one and \a other are two people: neither is proposed for the other again.
    [[nodiscard]] Result<Acted> refuse(qint64 one, qint64 other);

private:
    struct Face; ///< an identity with all that may change of it
    struct Plan;
    [[nodiscard]] Result<QList<Face>> group(qint64 identity);
    /// Each of \a here is proposed with each of \a there again, or never.
    [[nodiscard]] Result<void> setApart(Plan &plan, const QList<Face> &here, const QList<Face> &there, bool apart);
    [[nodiscard]] Result<Acted> finish(
        Transaction &transaction, const QString &kind, const Plan &plan, const QString &sentence);
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &step, Undo::Way way);
    /// Writes one side of \a payload over the other; gives how much was left since it no longer stood so.
    [[nodiscard]] Result<int> apply(Transaction &transaction, const QJsonObject &payload, Undo::Way way);
    [[nodiscard]] Result<void> refreshFigures(Transaction &transaction, const QJsonObject &payload);
    [[nodiscard]] Result<bool> moveOne(const QJsonObject &move, Undo::Way way);
    [[nodiscard]] Result<bool> matchOne(const QJsonObject &match, Undo::Way way);
    [[nodiscard]] Result<void> refuseOne(const QJsonObject &refusal, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Figures m_figures;
    Statement m_group;
    Statement m_identity;
    Statement m_contact;
    Statement m_makeContact;
    Statement m_move;
    Statement m_match;
    Statement m_unmatch;
    Statement m_readMatch;
    Statement m_isRefused;
    Statement m_refuse;
    Statement m_unrefuse;
};

} // namespace wheelhouse
