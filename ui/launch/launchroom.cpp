#include "ui/launch/launchroom.h"

#include "ui/kit/emptystate.h"
#include "ui/kit/icons.h"
#include "ui/kit/notice.h"
#include "ui/launch/factsrow.h"
#include "ui/launch/laneview.h"
#include "ui/launch/launchsteps.h"
#include "ui/launch/onepage.h"
#include "ui/launch/steplegend.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {
constexpr int pauseMs = 40;
constexpr int pageFitsPx = 880; // narrower, the page would leave no room for lanes
const QSet<QByteArray> readTables { "launch", "launch_lane", "launch_step", "launch_need", "launch_seen",
    "launch_change", "plan", "post", "delivery", "campaign", "plan_layer", "plan_layer_move", "plan_layer_slip",
    "holiday", "hold", "member", "department" };
} // namespace

LaunchRoom::LaunchRoom(const LaunchServices &services, const Look &look, Shortcuts &shortcuts, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_reading(services.reader, services.path, services.clock)
    , m_notice(new Notice(look, this))
    , m_facts(new FactsRow(look, this))
    , m_lanes(new LaneView(look, this))
    , m_legend(new StepLegend(look, this))
    , m_page(new OnePage(look, this))
    , m_empty(new EmptyState(look, this))
    , m_rooms(new QStackedWidget(this))
    , m_steps(new LaunchSteps(*this))
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    setFocusPolicy(Qt::StrongFocus);
    layOut();
    listen();
    m_rooms->setCurrentIndex(0);
    setWindowTitle(title());
}

void LaunchRoom::addKeys()
{
    addCommands();
    addMoves();
    showEmpty();
    m_facts->setMoveKeys(m_shortcuts.caps(QStringLiteral("launch.slip")));
}

LaunchRoom::~LaunchRoom() = default;

void LaunchRoom::layOut()
{
    auto *left = new QWidget(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_facts);
    column->addWidget(m_lanes, 1);
    column->addWidget(m_legend);
    auto *whole = new QWidget(this);
    auto *row = new QHBoxLayout(whole);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(left, 1);
    row->addWidget(m_page);
    m_rooms->addWidget(whole);
    m_rooms->addWidget(m_empty);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_notice);
    all->addWidget(m_rooms, 1);
}

void LaunchRoom::listen()
{
    connect(&m_reading, &LaunchReading::read, this, &LaunchRoom::showSight);
    connect(&m_reading, &LaunchReading::failed, this, [this](const Error &error) {
        m_isWaiting = false;
        m_notice->say(error);
    });
    connect(&m_pause, &QTimer::timeout, this, &LaunchRoom::refresh);
    connect(&m_services.changes, &Changes::changed, this, [this](const QSet<QByteArray> &tables) {
        if (tables.intersects(readTables) && !m_pause.isActive())
            m_pause.start();
    });
    connect(m_facts, &FactsRow::moveRequested, m_steps, &LaunchSteps::slip);
    connect(m_lanes, &LaneView::moveRequested, m_steps, &LaunchSteps::move);
    connect(m_lanes, &LaneView::openRequested, m_steps, &LaunchSteps::open);
    connect(m_lanes, &LaneView::laneOpenRequested, m_steps, &LaunchSteps::changeLane);
    connect(m_lanes, &LaneView::newRequested, m_steps, &LaunchSteps::makeStep);
    connect(m_lanes, &LaneView::linkRequested, m_steps, &LaunchSteps::link);
    connect(m_lanes, &LaneView::menuRequested, this, &LaunchRoom::showMenu);
    connect(m_lanes, &LaneView::stateChanged, this, [this] {
        if (m_lanes->isLinking())
            emit told(tr("Go to what it waits for, and press Enter; Esc leaves it."));
    });
    connect(m_page, &OnePage::editRequested, this, [this] { m_steps->changeLaunch(true); });
    connect(m_page, &OnePage::stepPicked, this, [this](StepId step) {
        m_lanes->choose({ step });
        m_lanes->setFocus();
    });
    connect(m_page, &OnePage::changesRequested, m_steps, &LaunchSteps::showChanges);
    connect(m_page, &OnePage::applyRequested, this, [this](const SlipLayer &layer) { m_steps->tryLayer(layer, true); });
    connect(m_page, &OnePage::dropRequested, this, [this](const SlipLayer &layer) { m_steps->tryLayer(layer, false); });
    connect(m_page, &OnePage::lookRequested, this, &LaunchRoom::lookThrough);
}

void LaunchRoom::showEmpty()
{
    m_empty->clearActions();
    m_empty->setContent(QStringLiteral("view-calendar-timeline"), tr("No launch yet"),
        tr("A launch has a lane for each department, steps about the hour when doors open, and one page that "
           "everybody says the same from."));
    m_empty->addAction(
        tr("Make a launch"), m_shortcuts.caps(QStringLiteral("launch.new")), [this] { m_steps->makeLaunch(); });
}

QString LaunchRoom::title() const
{
    return m_sight.plan ? m_sight.plan->launch.name : tr("Launch room");
}

void LaunchRoom::refresh()
{
    m_isWaiting = true;
    m_reading.ask(m_request);
}

void LaunchRoom::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    emit entered();
}

void LaunchRoom::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    emit left();
}

void LaunchRoom::look(LaunchId launch)
{
    m_request = { launch, 0 };
    refresh();
}

void LaunchRoom::lookBeside(int by)
{
    for (qsizetype i = 0; m_sight.plan && i < m_sight.launches.size(); ++i)
        if (m_sight.launches.at(i).id == m_sight.plan->launch.id && i + by >= 0 && i + by < m_sight.launches.size())
            return look(m_sight.launches.at(i + by).id);
}

void LaunchRoom::lookThrough(qint64 layer)
{
    m_request.layer = layer;
    refresh();
}

void LaunchRoom::showSight(const LaunchSight &sight)
{
    m_isWaiting = false;
    m_sight = sight;
    m_request.layer = sight.layer;
    if (sight.plan)
        m_request.launch = sight.plan->launch.id;
    m_rooms->setCurrentIndex(sight.plan ? 0 : 1);
    m_facts->show(sight);
    m_page->show(sight);
    m_lanes->show(sight);
    setWindowTitle(title());
    if (hasFocus())
        takeFocus();
}

void LaunchRoom::takeFocus()
{
    if (m_sight.plan)
        m_lanes->setFocus();
    else
        setFocus(); // its keys begin a launch
}

void LaunchRoom::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (m_sight.plan)
        m_lanes->setFocus();
}

void LaunchRoom::settlePage()
{
    m_page->setVisible(m_isPageWanted && width() >= m_look.scaled(pageFitsPx));
}

void LaunchRoom::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    settlePage();
}

void LaunchRoom::showMenu(const QPoint &place)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : { "launch.open", "launch.pickUp", "launch.gatePassed", "launch.review", "launch.gate",
             "launch.link", "launch.remove", "", "launch.step", "launch.lane", "launch.laneOpen", "launch.laneUp",
             "launch.laneDown", "launch.laneRemove", "launch.vote", "", "launch.slip", "launch.page", "launch.hold",
             "launch.print", "launch.pdf" }) {
        const Command *command = m_shortcuts.find(QLatin1String(id));
        if (!command) {
            menu->addSeparator();
            continue;
        }
        const QStringList keys = m_shortcuts.keys(command->id);
        QAction *action = menu->addAction(Icons::icon(command->icon, m_look),
            keys.isEmpty() ? command->text : tr("%1\t%2", "command, key").arg(command->text, keys.constFirst()));
        action->setEnabled(m_shortcuts.mayRun(*command));
        connect(action, &QAction::triggered, this, [this, id] { m_shortcuts.run(QLatin1String(id)); });
    }
    menu->popup(place);
}

} // namespace wheelhouse
