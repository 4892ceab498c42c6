#pragma once

#include "core/demo/demoplan.h"
#include "core/demo/furniture.h"
#include "core/inbox/notes.h"

#include <functional>

namespace wheelhouse {

/// The hour at which an act of the past was done.
class PastClock final : public Clock {
public:
    [[nodiscard]] QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC); }
    qint64 at = 0; ///< UTC ms
};

/// What the demo's team did with the conversations, planned in any order and taken in the order of the day.
class DemoSteps {
public:
    /// \a clock is the one on which \a triage and \a notes work: it is set to the hour of each step.
    DemoSteps(Triage &triage, Notes &notes, PastClock &clock, const QDateTime &now);

    /// Plans what \a thread's fate asks for; \a row is its conversation. \a staged: null where it is not drawn.
    void plan(const DemoThread &thread, const rehearsal::StagedThread *staged, qint64 row, const Furniture &furniture,
        rehearsal::Dice &dice);
    [[nodiscard]] Result<void> take();

private:
    struct Step {
        qint64 at; ///< UTC ms
        std::function<Result<void>()> act;
    };
    void planStaged(const rehearsal::StagedThread &staged, qint64 row, qint64 latest, const Furniture &furniture);
    void planSnooze(qint64 row, qint64 latest, rehearsal::Dice &dice);
    void planDone(qint64 row, qint64 latest, rehearsal::Dice &dice);
    void add(qint64 at, std::function<Result<void>()> act);

    Triage &m_triage;
    Notes &m_notes;
    PastClock &m_clock;
    QDateTime m_now;
    QList<Step> m_steps;
};

} // namespace wheelhouse
