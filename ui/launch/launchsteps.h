#pragma once

#include "ui/launch/launchroom.h"

namespace wheelhouse {

/// What a person does in a launch room: asks for what is missing, hands it to the desk, and says what came of it.
class LaunchSteps : public QObject {
    Q_OBJECT
public:
    explicit LaunchSteps(LaunchRoom &room);

    void makeLaunch();
    void changeLaunch(bool atPage);
    void removeLaunch();
    void makeLane();
    void changeLane(LaneId lane);
    void moveLane(int by);
    void removeLane();
    void makeStep(LaneId lane, int fromDays);
    void open(StepId step);
    void removeSteps();
    void move(const QList<StepId> &steps, int days, LaneId to);
    void passGate(); ///< or opens it again
    void review(); ///< or takes it out of review
    void toggleGate();
    void link(StepId step, StepId needs, bool isNeeded);
    void vote();
    void slip();
    void tryLayer(const SlipLayer &layer, bool isApplied);
    void showChanges(qint64 member);
    void hold();
    void print();
    void savePdf();
    void chooseLaunch();

private:
    using Work = std::function<Result<LaunchDone>(LaunchDesk &)>;
    /// Does it on the engine's lane; a form that asked for it closes, or says why not.
    void ask(const Work &work, LaunchForm *form = nullptr);
    void hear(const Result<LaunchDone> &done, LaunchForm *form);
    void castVote(LaneId lane, Vote vote, const QString &why);
    [[nodiscard]] bool may();
    [[nodiscard]] const LaunchPlan *plan() const;

    LaunchRoom &m_room;
    StepTerms m_lastTerms; ///< kind, hour and channels of the step before: the next is mostly alike
};

} // namespace wheelhouse
