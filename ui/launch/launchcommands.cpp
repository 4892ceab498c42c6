#include "ui/launch/laneview.h"
#include "ui/launch/launchroom.h"
#include "ui/launch/launchsteps.h"

#include <QStackedWidget>

namespace wheelhouse {

namespace {
const QString scope = QStringLiteral("launch");
}

/// What is done with the current step, or with what is chosen.
void LaunchRoom::addCommands()
{
    m_shortcuts.addScope(scope, tr("Launch room"), this);
    const auto hasPlan = [this] { return m_sight.plan.has_value(); };
    const auto hasStep = [this] { return m_sight.plan && !m_lanes->subject().isEmpty(); };
    const auto hasLane = [this] { return m_sight.plan && !m_lanes->currentLane().isNull(); };
    const auto add = [this](const char *id, const QString &text, const QStringList &keys, const char *icon,
                         std::function<void()> run, std::function<bool()> mayRun, const QString &hint = {}) {
        m_shortcuts.add({ QLatin1String("launch.") + QLatin1String(id), text, scope, keys, QLatin1String(icon),
            std::move(run), std::move(mayRun), hint, false });
    };
    LaunchSteps *steps = m_steps;
    add(
        "step", tr("New step…"), { QStringLiteral("N") }, "list-add",
        [this] { m_steps->makeStep(m_lanes->currentLane(), m_lanes->currentDays()); }, {}, tr("new"));
    add(
        "open", tr("Open the step…"), {}, "document-edit", [this] { m_lanes->activate(); }, hasStep);
    const auto hasPost = [this] {
        const LaunchStep *step = m_sight.plan ? m_sight.plan->step(m_lanes->current()) : nullptr;
        return step && !step->post.isNull();
    };
    add(
        "write", tr("Write the post…"), { QStringLiteral("Ctrl+Return") }, "document-edit",
        [this] { emit openPostRequested(m_sight.plan->step(m_lanes->current())->post); }, hasPost);
    add(
        "remove", tr("Take out of the launch"), { QStringLiteral("Del") }, "edit-delete",
        [steps] { steps->removeSteps(); }, hasStep);
    add(
        "gatePassed", tr("Gate passed, or open again"), { QStringLiteral("Shift+G") }, "post-approved",
        [steps] { steps->passGate(); }, hasStep, tr("gate passed"));
    add(
        "review", tr("In review, or not"), { QStringLiteral("R") }, "post-review", [steps] { steps->review(); },
        hasStep);
    add(
        "gate", tr("A gate, or none"), { QStringLiteral("B") }, "flag", [steps] { steps->toggleGate(); }, hasStep);
    add(
        "link", tr("Waits for…"), { QStringLiteral("L") }, "insert-link", [this] { m_lanes->beginLink(); }, hasStep);
    add(
        "vote", tr("Go or no-go…"), { QStringLiteral("V") }, "flag", [steps] { steps->vote(); }, hasLane, tr("vote"));
    add(
        "hold", tr("Hold the campaign…"), { QStringLiteral("H") }, "media-playback-pause", [steps] { steps->hold(); },
        hasPlan, tr("hold"));
    add(
        "slip", tr("Move whole plan…"), { QStringLiteral("Shift+M") }, "view-calendar", [steps] { steps->slip(); },
        hasPlan, tr("move plan"));
    add(
        "page", tr("Change the page…"), { QStringLiteral("E") }, "document-edit",
        [steps] { steps->changeLaunch(true); }, hasPlan);
    add(
        "change", tr("Change this launch…"), {}, "configure", [steps] { steps->changeLaunch(false); }, hasPlan);
    add(
        "showPage", tr("Show or hide the page"), { QStringLiteral("U") }, "view-visible",
        [this] {
            m_isPageWanted = !m_isPageWanted;
            settlePage();
        },
        hasPlan);
    add("new", tr("New launch…"), { QStringLiteral("Shift+N") }, "list-add", [steps] { steps->makeLaunch(); }, {});
    add(
        "choose", tr("Another launch…"), { QStringLiteral("O") }, "view-calendar-timeline",
        [steps] { steps->chooseLaunch(); }, hasPlan);
    add(
        "removeLaunch", tr("Remove this launch"), {}, "edit-delete", [steps] { steps->removeLaunch(); }, hasPlan);
    add(
        "lane", tr("New lane…"), { QStringLiteral("Shift+L") }, "list-add-user", [steps] { steps->makeLane(); },
        hasPlan);
    add(
        "laneOpen", tr("Change the lane…"), { QStringLiteral("D") }, "im-user",
        [this] { m_steps->changeLane(m_lanes->currentLane()); }, hasLane);
    add(
        "laneUp", tr("Lane up"), { QStringLiteral("Ctrl+Up") }, "go-up", [steps] { steps->moveLane(-1); }, hasLane);
    add(
        "laneDown", tr("Lane down"), { QStringLiteral("Ctrl+Down") }, "go-down", [steps] { steps->moveLane(1); },
        hasLane);
    add(
        "laneRemove", tr("Take the lane out"), {}, "edit-delete", [steps] { steps->removeLane(); }, hasLane);
    add(
        "print", tr("Print the launch…"), { QStringLiteral("Ctrl+P"), QStringLiteral("Ctrl+Shift+P") },
        "document-print", [steps] { steps->print(); }, hasPlan);
    add(
        "pdf", tr("Save the launch as PDF…"), {}, "document-export", [steps] { steps->savePdf(); }, hasPlan);
}

/// How one moves among steps, and carries them. Arrows follow the eye where one reads from right to left.
void LaunchRoom::addMoves()
{
    const auto atLanes = [this] { return m_lanes->hasFocus() && m_sight.plan.has_value(); };
    const auto add = [this, atLanes](const char *id, const QString &text, const QStringList &keys,
                         std::function<void()> run, const QString &hint = {}, bool repeats = true) {
        m_shortcuts.add({ QLatin1String("launch.") + QLatin1String(id), text, scope, keys, {}, std::move(run), atLanes,
            hint, repeats, tr("Move") });
    };
    const auto later = [this](int by) { return layoutDirection() == Qt::RightToLeft ? -by : by; };
    const auto week = [this] { return m_lanes->isCarrying() ? 7 : 1; };
    add("left", tr("Left"), { QStringLiteral("Left") }, [this, later] { m_lanes->step(later(-1), 0); });
    add(
        "right", tr("Right"), { QStringLiteral("Right") }, [this, later] { m_lanes->step(later(1), 0); }, tr("move"));
    add("up", tr("Up"), { QStringLiteral("Up") }, [this] { m_lanes->step(0, -1); });
    add("down", tr("Down"), { QStringLiteral("Down") }, [this] { m_lanes->step(0, 1); });
    add("extendLeft", tr("Left, and choose; carried: a week"), { QStringLiteral("Shift+Left") },
        [this, later, week] { m_lanes->step(later(-week()), 0, true); });
    add("extendRight", tr("Right, and choose; carried: a week"), { QStringLiteral("Shift+Right") },
        [this, later, week] { m_lanes->step(later(week()), 0, true); });
    add("extendUp", tr("Up, and choose"), { QStringLiteral("Shift+Up") }, [this] { m_lanes->step(0, -1, true); });
    add("extendDown", tr("Down, and choose"), { QStringLiteral("Shift+Down") }, [this] { m_lanes->step(0, 1, true); });
    add("first", tr("First step of the lane"), { QStringLiteral("Home") }, [this] { m_lanes->toEnd(false); });
    add("last", tr("Last step of the lane"), { QStringLiteral("End") }, [this] { m_lanes->toEnd(true); });
    add(
        "pickUp", tr("Pick up, or drop"), { QStringLiteral("Space") }, [this] { m_lanes->pickUp(); }, tr("pick up"),
        false);
    add(
        "drop", tr("Drop, or open"), { QStringLiteral("Return"), QStringLiteral("Enter") },
        [this] { m_lanes->activate(); }, {}, false);
    add(
        "putBack", tr("Put back, or choose nothing"), { QStringLiteral("Esc") }, [this] { m_lanes->putBack(); }, {},
        false);
    add(
        "chooseAll", tr("Choose all steps"), { QStringLiteral("Ctrl+A") }, [this] { m_lanes->chooseAll(); }, {}, false);
}

} // namespace wheelhouse
