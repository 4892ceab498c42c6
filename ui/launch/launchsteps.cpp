#include "ui/launch/launchsteps.h"

#include "ui/kit/notice.h"
#include "ui/kit/smalllist.h"
#include "ui/launch/changesdialog.h"
#include "ui/launch/lanedialog.h"
#include "ui/launch/laneview.h"
#include "ui/launch/launchdialog.h"
#include "ui/launch/launchprinting.h"
#include "ui/launch/slipdialog.h"
#include "ui/launch/stepdialog.h"

#include <QFileDialog>
#include <QPointer>

namespace wheelhouse {

namespace {
constexpr int usualAhead = 14; // days from today, of a new launch
const QTime usualHour(9, 0);
} // namespace

LaunchSteps::LaunchSteps(LaunchRoom &room)
    : QObject(&room)
    , m_room(room)
{
    m_lastTerms.kind = LaunchStep::Kind::Post;
    m_lastTerms.time = usualHour;
}

const LaunchPlan *LaunchSteps::plan() const
{
    return m_room.m_sight.plan ? &*m_room.m_sight.plan : nullptr;
}

bool LaunchSteps::may()
{
    if (m_room.m_services.isWritable)
        return true;
    m_room.m_notice->say(Error { Error::Kind::Refused, tr("This desk can only be read."), {}, {} });
    return false;
}

void LaunchSteps::ask(const Work &work, LaunchForm *form)
{
    if (!may())
        return;
    m_room.m_services.engine.ask(
        this, [work, &desk = m_room.m_services.launches] { return work(desk); },
        [this, form = QPointer<LaunchForm>(form)](const Result<LaunchDone> &done) { hear(done, form); });
}

void LaunchSteps::hear(const Result<LaunchDone> &done, LaunchForm *form)
{
    if (!done) {
        if (form)
            form->say(done.error());
        else
            m_room.m_notice->say(done.error());
        return;
    }
    if (form)
        form->accept();
    m_room.m_notice->clear();
    m_room.m_lanes->choose(done->steps);
    if (!done->launch.isNull())
        m_room.m_request.launch = done->launch;
    m_room.refresh();
    if (!done->sentence.isEmpty())
        emit m_room.acted(done->sentence);
}

void LaunchSteps::makeLaunch()
{
    LaunchTerms terms;
    terms.doors = { m_room.m_services.clock.now().date().addDays(usualAhead), usualHour, QTimeZone::systemTimeZoneId(),
        WallTime::Turn::First };
    if (plan())
        terms.doors.zone = plan()->launch.doors.zone;
    auto *dialog =
        new LaunchDialog(m_room.m_look, terms, m_room.m_sight.campaigns, true, LaunchDialog::First::Name, &m_room);
    connect(dialog, &LaunchForm::submitted, this,
        [this, dialog] { ask([terms = dialog->terms()](LaunchDesk &desk) { return desk.make(terms); }, dialog); });
    dialog->open();
}

void LaunchSteps::changeLaunch(bool atPage)
{
    if (!plan())
        return;
    auto *dialog = new LaunchDialog(m_room.m_look, termsOf(plan()->launch), m_room.m_sight.campaigns, false,
        atPage ? LaunchDialog::First::Says : LaunchDialog::First::Name, &m_room);
    connect(dialog, &LaunchForm::submitted, this, [this, dialog, id = plan()->launch.id] {
        ask([id, terms = dialog->terms()](LaunchDesk &desk) { return desk.change(id, terms); }, dialog);
    });
    dialog->open();
}

void LaunchSteps::removeLaunch()
{
    if (plan())
        ask([id = plan()->launch.id](LaunchDesk &desk) { return desk.remove(id); });
}

void LaunchSteps::makeLane()
{
    if (!plan())
        return makeLaunch();
    auto *dialog = new LaneDialog(m_room.m_look, m_room.m_sight, {}, true, &m_room);
    connect(dialog, &LaunchForm::submitted, this, [this, dialog, id = plan()->launch.id] {
        ask([id, terms = dialog->terms()](LaunchDesk &desk) { return desk.addLane(id, terms); }, dialog);
    });
    dialog->open();
}

void LaunchSteps::changeLane(LaneId lane)
{
    const LaunchLane *is = plan() ? plan()->lane(lane) : nullptr;
    if (!is)
        return;
    auto *dialog = new LaneDialog(m_room.m_look, m_room.m_sight, termsOf(*is), false, &m_room);
    connect(dialog, &LaunchForm::submitted, this, [this, dialog, lane] {
        ask([lane, terms = dialog->terms()](LaunchDesk &desk) { return desk.changeLane(lane, terms); }, dialog);
    });
    dialog->open();
}

void LaunchSteps::moveLane(int by)
{
    if (const LaneId lane = m_room.m_lanes->currentLane(); !lane.isNull())
        ask([lane, by](LaunchDesk &desk) { return desk.moveLane(lane, by); });
}

void LaunchSteps::removeLane()
{
    if (const LaneId lane = m_room.m_lanes->currentLane(); !lane.isNull())
        ask([lane](LaunchDesk &desk) { return desk.removeLane(lane); });
}

void LaunchSteps::makeStep(LaneId lane, int fromDays)
{
    if (!plan())
        return makeLaunch();
    if (lane.isNull())
        return makeLane();
    StepTerms terms = m_lastTerms;
    terms.name.clear();
    terms.post = {};
    terms.fromDays = fromDays;
    if (m_room.m_sight.outposts.isEmpty() && m_room.m_sight.tray.isEmpty() && terms.kind == LaunchStep::Kind::Post)
        terms.kind = LaunchStep::Kind::Task;
    auto *dialog = new StepDialog(m_room.m_look, m_room.m_sight, lane, terms, true, &m_room);
    connect(dialog, &LaunchForm::submitted, this, [this, dialog] {
        m_lastTerms = dialog->terms();
        ask([lane = dialog->lane(), terms = dialog->terms()](LaunchDesk &desk) { return desk.addStep(lane, terms); },
            dialog);
    });
    dialog->open();
}

void LaunchSteps::open(StepId id)
{
    const LaunchStep *step = plan() ? plan()->step(id) : nullptr;
    if (!step)
        return;
    auto *dialog =
        new StepDialog(m_room.m_look, m_room.m_sight, step->lane, termsOf(*step, plan()->launch), false, &m_room);
    connect(dialog, &LaunchForm::submitted, this, [this, dialog, id] {
        ask([id, terms = dialog->terms()](LaunchDesk &desk) { return desk.changeStep(id, terms); }, dialog);
    });
    dialog->open();
}

void LaunchSteps::removeSteps()
{
    if (const QList<StepId> steps = m_room.m_lanes->subject(); !steps.isEmpty())
        ask([steps](LaunchDesk &desk) { return desk.removeSteps(steps); });
}

void LaunchSteps::move(const QList<StepId> &steps, int days, LaneId to)
{
    ask([steps, days, to](LaunchDesk &desk) { return desk.carry(steps, days, to); });
}

void LaunchSteps::passGate()
{
    const QList<StepId> steps = m_room.m_lanes->subject();
    const LaunchStep *first = plan() && !steps.isEmpty() ? plan()->step(steps.constFirst()) : nullptr;
    if (!first)
        return;
    const auto to = first->state == LaunchStep::State::Done ? LaunchStep::State::Open : LaunchStep::State::Done;
    ask([steps, to](LaunchDesk &desk) { return desk.setState(steps, to); });
}

void LaunchSteps::review()
{
    const QList<StepId> steps = m_room.m_lanes->subject();
    const LaunchStep *first = plan() && !steps.isEmpty() ? plan()->step(steps.constFirst()) : nullptr;
    if (!first)
        return;
    const auto to = first->state == LaunchStep::State::Review ? LaunchStep::State::Open : LaunchStep::State::Review;
    ask([steps, to](LaunchDesk &desk) { return desk.setState(steps, to); });
}

void LaunchSteps::toggleGate()
{
    const QList<StepId> steps = m_room.m_lanes->subject();
    const LaunchStep *first = plan() && !steps.isEmpty() ? plan()->step(steps.constFirst()) : nullptr;
    if (first)
        ask([steps, to = !first->isGate](LaunchDesk &desk) { return desk.setGate(steps, to); });
}

void LaunchSteps::link(StepId step, StepId needs, bool isNeeded)
{
    ask([step, needs, isNeeded](LaunchDesk &desk) { return desk.need(step, needs, isNeeded); });
}

void LaunchSteps::castVote(LaneId lane, Vote vote, const QString &why)
{
    ask([lane, vote, why](LaunchDesk &desk) { return desk.vote(lane, vote, why); });
}

void LaunchSteps::vote()
{
    const LaneId lane = m_room.m_lanes->currentLane();
    const LaunchLane *is = plan() ? plan()->lane(lane) : nullptr;
    if (!is)
        return;
    auto *list = new SmallList(m_room.m_look, tr("%1: go or no-go").arg(is->name), m_room.window());
    list->setItems({ { QStringLiteral("go"), tr("Go"), {}, QStringLiteral("post-approved"), {}, QStringLiteral("g"),
                         is->vote == Vote::Go },
        { QStringLiteral("no-go"), tr("No-go"), tr("or type why, then Enter"), QStringLiteral("post-failed"), {},
            QStringLiteral("n"), is->vote == Vote::NoGo },
        { QString(), tr("No vote"), {}, QStringLiteral("post-draft"), {}, QStringLiteral("u"),
            is->vote == Vote::None } });
    list->setCreatePattern(tr("No-go: “%1”"));
    connect(list, &SmallList::picked, this, [this, lane](const QString &id) { castVote(lane, voteFromWord(id), {}); });
    connect(list, &SmallList::created, this, [this, lane](const QString &why) { castVote(lane, Vote::NoGo, why); });
    connect(list, &SmallList::closed, list, &QObject::deleteLater);
    list->openAt(m_room.m_lanes, QRect(0, 0, m_room.m_look.scaled(208), m_room.m_look.scaled(60)));
}

void LaunchSteps::slip()
{
    if (!plan())
        return;
    auto *dialog = new SlipDialog(m_room.m_look, m_room.m_sight, &m_room);
    const LaunchId id = plan()->launch.id;
    connect(dialog, &LaunchForm::submitted, this,
        [this, dialog, id] { ask([id, to = dialog->to()](LaunchDesk &desk) { return desk.slip(id, to); }, dialog); });
    connect(dialog, &SlipDialog::tryRequested, this, [this, dialog, id] {
        if (!may())
            return;
        m_room.m_services.engine.ask(
            this, [id, days = dialog->days(), &desk = m_room.m_services.launches] { return desk.trySlip(id, days); },
            [this, dialog = QPointer<SlipDialog>(dialog)](const Result<SlipLayer> &layer) {
                if (!layer && dialog)
                    return dialog->say(layer.error());
                if (dialog)
                    dialog->accept();
                if (layer)
                    m_room.lookThrough(layer->row);
            });
    });
    dialog->open();
}

void LaunchSteps::tryLayer(const SlipLayer &layer, bool isApplied)
{
    if (!plan())
        return;
    m_room.m_request.layer = 0;
    if (isApplied)
        return ask([id = plan()->launch.id, layer](LaunchDesk &desk) { return desk.apply(id, layer); });
    if (!may())
        return;
    m_room.m_services.engine.ask(
        this, [id = layer.id, &calendar = m_room.m_services.calendar] { return calendar.dropLayer(id); },
        [this](const Result<Planned> &done) {
            hear(done ? Result<LaunchDone>(LaunchDone { done->sentence, {}, {} }) : tl::unexpected(done.error()),
                nullptr);
        });
}

void LaunchSteps::showChanges(qint64 member)
{
    if (!plan())
        return;
    for (const LaunchSeen &each : plan()->seen) {
        if (each.member != member)
            continue;
        const QString title =
            each.isMe ? tr("What changed since you saw it") : tr("What changed since %1 saw it").arg(each.name);
        auto *dialog =
            new ChangesDialog(m_room.m_look, title, m_room.m_sight.changesAfter(each.version), each.isMe, &m_room);
        connect(dialog, &LaunchForm::submitted, this, [this, dialog, member, id = plan()->launch.id] {
            ask(
                [id, member](LaunchDesk &desk) -> Result<LaunchDone> {
                    if (auto done = desk.see(id, member); !done)
                        return tl::unexpected(done.error());
                    return LaunchDone { {}, id, {} };
                },
                dialog);
        });
        dialog->open();
    }
}

void LaunchSteps::hold()
{
    if (plan())
        emit m_room.holdRequested(plan()->launch.campaign);
}

void LaunchSteps::print()
{
    if (plan())
        emit m_room.printRequested();
}

void LaunchSteps::savePdf()
{
    if (!plan())
        return;
    const QString path =
        QFileDialog::getSaveFileName(&m_room, tr("Save as PDF"), QStringLiteral("launch.pdf"), tr("PDF (*.pdf)"));
    if (path.isEmpty())
        return;
    if (const auto saved = saveLaunch(path, m_room.m_sight))
        m_room.m_notice->say(tr("Saved as %1.").arg(path));
    else
        m_room.m_notice->say(saved.error());
}

void LaunchSteps::chooseLaunch()
{
    auto *list = new SmallList(m_room.m_look, tr("Which launch"), m_room.window());
    QList<SmallList::Item> items;
    for (const Launch &each : m_room.m_sight.launches)
        items.append({ each.id.toString(), each.name, QLocale().toString(each.doors.date, QLocale::ShortFormat),
            QStringLiteral("view-calendar-timeline"), {}, {}, plan() && plan()->launch.id == each.id });
    list->setItems(items);
    connect(list, &SmallList::picked, this, [this](const QString &id) { m_room.look(LaunchId::fromString(id)); });
    connect(list, &SmallList::closed, list, &QObject::deleteLater);
    list->openAt(m_room.m_lanes, QRect(0, 0, m_room.m_look.scaled(208), m_room.m_look.scaled(30)));
}

} // namespace wheelhouse
