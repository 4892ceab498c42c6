#include "core/operations/stepback.h"

namespace wheelhouse {

StepBack::StepBack(Lane &engine, Undo &undo, QObject *parent)
    : QObject(parent)
    , m_engine(engine)
    , m_undo(undo)
{
}

void StepBack::go(Undo::Way way)
{
    if (m_isGoing) {
        emit told(tr("Still at it: a large step is being taken back"));
        return;
    }
    m_engine.ask(
        this, [&undo = m_undo, way] { return way == Undo::Way::Back ? undo.back() : undo.again(); },
        [this, way](const Result<Undone> &done) { tell(way, done); });
}

/// Each lot is a piece of work of its own on the lane, so that what people do meanwhile goes in between.
void StepBack::goOn(Undo::Way way, qint64 operation)
{
    m_engine.ask(
        this, [&undo = m_undo, way, operation] { return undo.goOn(operation, way); },
        [this, way](const Result<Undone> &done) { tell(way, done); });
}

void StepBack::tell(Undo::Way way, const Result<Undone> &done)
{
    m_isGoing = done && done->isPart;
    if (m_isGoing) {
        emit told(done->sentence);
        goOn(way, done->operation);
        return;
    }
    if (!done && done.error().kind != Error::Kind::Missing) {
        emit failed(done.error());
        emit stepped({});
        return;
    }
    if (!done) {
        emit told(done.error().message);
        return;
    }
    // Beside what was just taken back "Undo" would take back the step before it.
    if (way == Undo::Way::Back)
        emit told(done->sentence);
    else
        emit acted(done->sentence);
    emit stepped(done->conversations);
}

} // namespace wheelhouse
