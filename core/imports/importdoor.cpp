#include "core/imports/importdoor.h"

#include "core/base/lane.h"
#include "core/imports/importrun.h"

#include <QCoreApplication>

namespace wheelhouse {

namespace {

/// The answer of the engine's lane; it may have ended, and then there is none.
Result<ImportState> answerOf(QFuture<Result<ImportState>> future)
{
    future.waitForFinished();
    if (future.resultCount() == 0)
        return fail(Error::Kind::Cancelled, QCoreApplication::translate("Imports", "The workspace was closed."));
    return future.result();
}

} // namespace

ImportDoor importDoor(Lane &engine, Importer &importer)
{
    return [&engine, &importer](ImportSource &source, bool asHistory,
               const std::function<bool(const ImportProgress &)> &watch) -> Result<ImportState> {
        const auto wanted = describe(source, asHistory);
        if (!wanted)
            return wanted;
        const auto begun = answerOf(engine.ask([&importer, wanted] { return importer.begin(*wanted); }));
        if (!begun)
            return begun;
        const auto commit = [&](const ImportState &state, const ImportLot &lot) {
            return answerOf(engine.ask([&importer, state, lot] { return importer.take(state, lot); }));
        };
        const auto done = runImport(source, *begun, commit, watch, [&importer] { return importer.reader(); });
        if (!done || done->stage != ImportState::Stage::Running)
            return done;
        return answerOf(engine.ask([&importer, done] { return importer.pause(*done); }));
    };
}

} // namespace wheelhouse
