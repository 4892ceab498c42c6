#pragma once

#include "core/base/clock.h"
#include "core/operations/operation.h"
#include "core/store/statement.h"

#include <QJsonObject>

#include <functional>

namespace wheelhouse {

/// The one log. Each entry is written in the transaction of its effect and bears the hash of this desk's entry before.
class OperationLog {
public:
    OperationLog(Database &database, const Clock &clock);

    struct Entry {
        QString kind;
        QJsonObject payload;
        OperationId undoes; ///< null for an act of its own
        bool undoable = true;
        MemberId actor {}; ///< null: this desk's person; a rule acts by its own id
    };
    /// Appends in \a transaction. Gives the stored operation.
    [[nodiscard]] Result<Operation> append(Transaction &transaction, const Entry &entry);

    /// Called with each operation in the transaction that wrote it; what fails there lets the act fail.
    using Witness = std::function<Result<void>(Transaction &, const Operation &)>;
    void setWitness(Witness witness) { m_witness = std::move(witness); }

    [[nodiscard]] Result<Operation> read(qint64 row);
    /// Looks at every operation from \a afterRow on, in the order written, until \a look answers false.
    [[nodiscard]] Result<void> each(qint64 afterRow, const std::function<bool(const Operation &)> &look);

private:
    [[nodiscard]] Result<void> readDesk();
    [[nodiscard]] Result<void> offerUndo(const Operation &made);
    [[nodiscard]] qint64 tick(qint64 last) const;

    Database &m_database;
    const Clock &m_clock;
    Witness m_witness;
    DeskId m_desk;
    MemberId m_me;
    Statement m_whoAmI;
    Statement m_last;
    Statement m_insert;
    Statement m_undoable;
    Statement m_branchEnds;
    Statement m_read;
    Statement m_each;
};

} // namespace wheelhouse
