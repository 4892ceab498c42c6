#pragma once

#include "core/connectors/rehearsal/plot.h"
#include "core/connectors/rehearsal/stage.h"
#include "core/networks/traffic.h"

namespace wheelhouse::rehearsal {

/// All that is said in one scenario, a page at a time. What stands in a page depends on the cursor and the hour, never
/// on how often somebody asked before. It keeps the days it wrote last, so it stays on the lane where it was made.
class World {
public:
    explicit World(const Scenario &scenario);
    World(const World &) = delete;
    World &operator=(const World &) = delete;
    ~World() = default;

    static constexpr int pageSize = 40;
    /// What was said at \a place after \a cursor (empty: after the scenario's `from`) until \a now, oldest first, at
    /// most a page. A cursor that is none of ours counts as empty.
    [[nodiscard]] Page page(int place, const QByteArray &cursor, const QDateTime &now) const;
    /// Every line over all places with since < its time <= until, by time.
    [[nodiscard]] QList<Line> lines(const QDateTime &since, const QDateTime &until) const;
    /// The cursor of a reader who has seen everything until then.
    [[nodiscard]] static QByteArray cursorAt(const QDateTime &then);

    [[nodiscard]] const Scenario &scenario() const { return m_scenario; }
    [[nodiscard]] const Cast &cast() const { return m_cast; }
    [[nodiscard]] const WordStock &stock() const { return m_stock; }
    [[nodiscard]] const QList<StagedThread> &staged() const { return m_staged; } ///< empty without a curtain

private:
    [[nodiscard]] const QList<Line> &quietDay(qint64 day) const;
    [[nodiscard]] const QList<Line> &actDay(int day) const;
    /// Gives \a take every line in that span of UTC ms, unsorted.
    template<typename Take> void each(qint64 from, qint64 until, Take take) const;

    Scenario m_scenario;
    WordStock m_stock;
    Cast m_cast;
    Plot m_plot;
    QList<StagedThread> m_staged;
    mutable QHash<qint64, QList<Line>> m_quiet; ///< by days since 1970
    mutable QHash<int, QList<Line>> m_act; ///< by days since the act opened
};

} // namespace wheelhouse::rehearsal
