#pragma once

#include "core/base/clock.h"
#include "core/inbox/triage.h"
#include "core/people/figures.h"

namespace wheelhouse {

using PersonsWorkId = Id<struct PersonsWork>;
using StrainMarkId = Id<struct StrainMark>;
using ToleranceId = Id<struct Tolerance>;

/// A work of somebody's.
struct PersonsWork {
    qint64 row = 0;
    PersonsWorkId id;
    QString url;
    QString kind; ///< "article" "project" "product" "talk" "research" "community" "other"
    qint64 verifiedBy = 0; ///< row of a member; 0: nobody has looked
};

/// What the team agreed on, and why.
struct Agreement {
    qint64 row = 0; ///< 0: nothing was agreed on yet
    ToleranceCurve curve;
    QString why;
    QDateTime at; ///< UTC
};

/// Reads what the team said of people; any connection.
class JudgementReader {
public:
    explicit JudgementReader(Database &database);
    [[nodiscard]] Result<Agreement> agreement();
    /// Of the contact of \a identity, newest first.
    [[nodiscard]] Result<QList<PersonsWork>> evidence(qint64 identity);

private:
    Statement m_agreement;
    Statement m_evidence;
};

/// What people here say of people there: what they made, what an exchange cost, how much is borne. Each is an operation
/// that can be taken back; a judgement that was taken back is kept apart, so that it can come again. Engine lane.
class Judgements {
public:
    Judgements(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// Somebody here looked at \a url, a work of \a identity's. Refused where it is no web address.
    [[nodiscard]] Result<Acted> addEvidence(qint64 identity, const QString &url, const QString &kind);
    /// The exchange cost somebody here \a kind.
    [[nodiscard]] Result<Acted> markStrain(qint64 identity, StrainKind kind);
    /// From now on \a curve holds. Refused without a reason, and where \a curve breaks its rules.
    [[nodiscard]] Result<Acted> agree(const ToleranceCurve &curve, const QString &why);

private:
    [[nodiscard]] Result<Acted> finish(Transaction &transaction, const QString &kind, const QJsonObject &payload,
        qint64 identity, const QString &sentence);
    [[nodiscard]] Result<QString> idOf(qint64 identity);
    [[nodiscard]] Result<void> refresh(Transaction &transaction, qint64 identity);
    [[nodiscard]] Result<Undone> invert(Transaction &transaction, const Operation &step, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    Figures m_figures;
    Statement m_identity;
    Statement m_contact;
    Statement m_addEvidence;
    Statement m_addMark;
    Statement m_addCurve;
    Statement m_removeEvidence;
    Statement m_removeMark;
    Statement m_removeCurve;
    Statement m_ofEvidence;
    Statement m_ofMark;
};

} // namespace wheelhouse
