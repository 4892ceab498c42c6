#pragma once

#include "core/base/lane.h"
#include "core/operations/undo.h"

#include <QObject>

namespace wheelhouse {

/// Takes the newest step back, or does it again, on the engine's lane, whichever room of the window it was taken in; a
/// large one lot by lot, so that what people do meanwhile goes in between. Lives on the thread that asks.
class StepBack : public QObject {
    Q_OBJECT
public:
    /// Both outlive it. \a undo is touched on \a engine alone.
    StepBack(Lane &engine, Undo &undo, QObject *parent = nullptr);

    void back() { go(Undo::Way::Back); }
    void again() { go(Undo::Way::Again); }

signals:
    void acted(const QString &sentence); ///< done again, and can be taken back
    void told(const QString &sentence); ///< taken back, or nothing was to be
    void failed(const wheelhouse::Error &error);
    /// It is over; \a conversations rows on this desk, where the selection goes.
    void stepped(const QList<qint64> &conversations);

private:
    void go(Undo::Way way);
    void goOn(Undo::Way way, qint64 operation);
    void tell(Undo::Way way, const Result<Undone> &done);

    Lane &m_engine;
    Undo &m_undo;
    bool m_isGoing = false; ///< a large step is being taken back, lot by lot
};

} // namespace wheelhouse
