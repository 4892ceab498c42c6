#pragma once

#include "core/base/clock.h"
#include "core/connectors/rehearsal/mischief.h"
#include "core/connectors/rehearsal/world.h"
#include "core/networks/connector.h"

#include <QObject>

#include <memory>
#include <vector>

namespace wheelhouse {

/// One place of the rehearsed world behind the port: what was said there by the clock. Same scenario and same clock,
/// same bytes, whoever polls how often. Lives on one lane, with an event loop when it is slow.
class Rehearsal final : public Connector {
public:
    /// The four places of one scenario share \a world, which ends with the last of them.
    Rehearsal(std::shared_ptr<const rehearsal::World> world, int place, const Clock &clock);

    [[nodiscard]] Channel channel() const override;
    [[nodiscard]] QFuture<Result<Page>> fetch(const QByteArray &cursor) override;

    void setFaults(const Faults &faults) { m_faults = faults; }
    /// The cursor of a reader who has everything until \a then.
    [[nodiscard]] static QByteArray cursorAt(const QDateTime &then) { return rehearsal::World::cursorAt(then); }

private:
    [[nodiscard]] Result<Page> answer(const QByteArray &cursor);

    std::shared_ptr<const rehearsal::World> m_world;
    int m_place;
    const Clock &m_clock;
    Faults m_faults;
    int m_calls = 0;
    QObject m_here; ///< slow answers fall to the ground with it
};

/// The four places of \a scenario, in the order of the drawing: Mastodon, Bluesky, Journal comments, The Counter.
std::vector<std::unique_ptr<Rehearsal>> rehearse(const Scenario &scenario, const Clock &clock);

} // namespace wheelhouse
