#pragma once

#include "core/operations/operationlog.h"

#include <QHash>

#include <functional>

namespace wheelhouse {

/// What came of taking a step back, or doing it again.
struct Undone {
    QString sentence; ///< for the status bar: "Taken back: done, “Where is the batch code”"
    int kept = 0; ///< things left as they are, since somebody changed them after the step
    QList<qint64> conversations; ///< rows on this desk, where to put the selection
    bool isPart = false; ///< a lot of a large step: the sentence says how far it is; Undo::goOn() takes the next
    qint64 operation = 0; ///< the step's row, for goOn(); told by Undo
};

/// The inverse of an operation, also after a restart. A step too large for one short transaction is taken back in lots,
/// each of them committed, so that other work goes in between; it counts as taken back with the last of them. Each
/// feature that writes operations teaches it how its kinds are taken back; taking back is an operation of its own, so
/// the log only ever grows.
class Undo {
public:
    enum class Way { Back, Again };
    using Inverse = std::function<Result<Undone>(Transaction &, const Operation &, Way)>;

    Undo(Database &database, OperationLog &log);

    void teach(const QString &kind, const Inverse &inverse) { m_inverses.insert(kind, inverse); }

    /// Takes back this person's newest step that stands; Missing when there is none.
    [[nodiscard]] Result<Undone> back() { return go(Way::Back); }
    /// Does again the step taken back last, unless something new was done since.
    [[nodiscard]] Result<Undone> again() { return go(Way::Again); }
    /// The next lot of the step at \a operation, of which back() or again() did a part. Missing where it is whole
    /// already.
    [[nodiscard]] Result<Undone> goOn(qint64 operation, Way way);
    /// The operation that back() would take; none when there is nothing.
    [[nodiscard]] Result<std::optional<Operation>> next(Way way);

private:
    [[nodiscard]] static tl::unexpected<Error> nothing(Way way);
    [[nodiscard]] Result<Undone> go(Way way);
    [[nodiscard]] Result<Undone> take(Transaction &transaction, const Operation &step, Way way);

    Database &m_database;
    OperationLog &m_log;
    QHash<QString, Inverse> m_inverses;
    Statement m_nextBack;
    Statement m_nextAgain;
    Statement m_mark;
    Statement m_stands;
};

} // namespace wheelhouse
