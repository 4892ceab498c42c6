#pragma once

#include "core/base/clock.h"
#include "core/connectors/rehearsal/scenario.h"
#include "core/store/database.h"

namespace wheelhouse {

/// What the filling came to.
struct DemoReport {
    int conversations = 0;
    int mentions = 0;
};

/// The demo as seen at \a now: its curtain rises then, and the Stillwater launch goes on from there.
Scenario demoScenario(const QDateTime &now, quint64 seed = 1887);

/// Fills a sample workspace with a made-up team and what people wrote to it. Lives on the engine lane.
class DemoData {
public:
    DemoData(Database &database, const Clock &clock);

    /// \a database is migrated, has its workspace row and nothing else (Refused when there are mentions). Everything is
    /// set relative to the clock's now. Channels get the cursor from which rehearse(\a scenario) goes on.
    [[nodiscard]] Result<DemoReport> fill(const Scenario &scenario);

private:
    Database &m_database;
    const Clock &m_clock;
};

} // namespace wheelhouse
