#pragma once

#include "core/inbox/mention.h"
#include "core/inbox/triage.h"

namespace wheelhouse {

/// Labels of a person: put on, one goes over every conversation that the person wrote in, and onto those that come.
/// However many they are it is one act, done set by set, with counters, audit lines and exact undo (50,000 in under a
/// second). A conversation that had the label of itself keeps it when the person's goes. Lives on the engine lane.
class AuthorLabels {
public:
    AuthorLabels(Database &database, OperationLog &log, Undo &undo);

    /// On every identity of the contact of \a identity.
    [[nodiscard]] Result<Acted> put(qint64 identity, const Label &label);
    /// Off the person, and off the conversations that have it through them.
    [[nodiscard]] Result<Acted> takeOff(qint64 identity, const Label &label);
    /// What has just come in (mention rows) gets its authors' labels; for Admission::follow().
    [[nodiscard]] Result<void> follow(Transaction &transaction, const QList<qint64> &mentions);

private:
    struct Bearer; ///< an identity with the step that labelled it
    struct Step; ///< an operation with what it names, as rows
    [[nodiscard]] Result<QList<Bearer>> bearers(qint64 identity, const Label &label);
    [[nodiscard]] Result<Acted> begin(qint64 identity, const Label &label, bool isOn);
    [[nodiscard]] Result<void> chooseNone();
    [[nodiscard]] Result<int> doStep(const Step &step);
    [[nodiscard]] Result<int> undoStep(const Step &step);
    [[nodiscard]] Result<int> labelChosen(const Step &step);
    [[nodiscard]] Result<int> unlabelChosen(const Step &step);
    [[nodiscard]] Result<Step> read(const Operation &operation);
    [[nodiscard]] Result<Undone> invert(const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<void> label(qint64 conversation, qint64 label, qint64 operation);

    Database &m_database;
    OperationLog &m_log;
    Statement m_bearers;
    Statement m_labelRow;
    Statement m_identityRow;
    Statement m_operationRow;
    Statement m_put;
    Statement m_drop;
    Statement m_forgetChosen;
    Statement m_chooseTheirs;
    Statement m_chooseLabelled;
    Statement m_chooseBare;
    Statement m_chosen;
    Statement m_label;
    Statement m_stir;
    Statement m_unlabel;
    Statement m_countIn;
    Statement m_countOut;
    Statement m_touch;
    Statement m_untouch;
    Statement m_any;
    Statement m_wanted;
    Statement m_labelOne;
    Statement m_countOne;
    Statement m_touchOne;
};

/// Reads which labels people bear; any connection.
class AuthorLabelList {
public:
    explicit AuthorLabelList(Database &database);
    /// Of the contact of \a identity: rows of labels.
    [[nodiscard]] Result<QList<qint64>> of(qint64 identity);

private:
    Statement m_labels;
};

} // namespace wheelhouse
