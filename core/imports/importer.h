#pragma once

#include "core/imports/importstate.h"
#include "core/imports/takeout.h"
#include "core/intake/admission.h"
#include "core/operations/undo.h"

#include <QHash>
#include <QMap>

namespace wheelhouse {

/// Rows made ready for the store, and where the file goes on behind them.
struct ImportLot {
    struct OfChannel {
        Channel channel;
        QList<Prepared> mentions; ///< oldest first
    };
    QMap<QString, OfChannel> channels; ///< by the channel's name: the same order in every run
    ImportPosition after;
    qint64 refused = 0;
    bool atEnd = false;
};

/// Puts imports into the workspace. The state of an import moves in the transaction of the rows it tells of, so that
/// a kill at any moment loses and doubles nothing; its one operation is written with the first row that is new.
/// Lives on the engine lane.
class Importer {
public:
    Importer(Database &database, Admission &admission, OperationLog &log, const Clock &clock);

    /// The import that \a wanted describes (source, fileName, digest, map, asHistory): one that was not finished goes
    /// on, else a new one begins.
    [[nodiscard]] Result<ImportState> begin(const ImportState &wanted);
    /// Takes in one lot, in one short transaction. Conflict: another process has taken this import on meanwhile.
    [[nodiscard]] Result<ImportState> take(const ImportState &state, const ImportLot &lot);
    [[nodiscard]] Result<ImportState> pause(const ImportState &state);
    [[nodiscard]] Result<QList<ImportState>> all(); ///< newest first

    /// How texts are to be read that are imported. May be asked on any thread.
    [[nodiscard]] Reader reader() const { return m_admission.reader(); }

    /// Takes an import out again, a lot at a time: the inverse that Undo is taught for operations of the kind "import".
    /// What somebody has worked on, or others have joined since, stays and is counted as kept. Doing it again is
    /// refused with words: the rows are in the file, not here.
    [[nodiscard]] Result<Undone> takeOut(Transaction &transaction, const Operation &operation, Undo::Way way);
    /// From now on \a undo can do that; this must outlive it.
    void teach(Undo &undo);

    /// Operations of imports that were taken out in part only, since the program ended: for Undo::goOn().
    [[nodiscard]] Result<QList<qint64>> halfTakenOut();

private:
    [[nodiscard]] Result<void> mayBegin(const ImportState &wanted);
    [[nodiscard]] Result<void> admit(Transaction &transaction, ImportState &state, const ImportLot &lot);
    [[nodiscard]] Result<void> stillOurs(const ImportState &state);
    [[nodiscard]] Result<void> write(const ImportState &state);
    [[nodiscard]] Result<std::optional<ImportState>> unfinished(const ImportState &wanted);

    Database &m_database;
    Admission &m_admission;
    OperationLog &m_log;
    const Clock &m_clock;
    Statement m_unfinished;
    Statement m_begin;
    Statement m_position;
    Statement m_write;
    Statement m_drop;
    Statement m_all;
    Statement m_byId;
    Statement m_beingTakenOut;
    Statement m_half;
    QHash<qint64, TakingOut> m_takingOut; ///< by import
};

} // namespace wheelhouse
