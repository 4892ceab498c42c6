#include "ui/calendar/calendarpanel.h"

#include "ui/calendar/agendaview.h"
#include "ui/calendar/calendaractions.h"
#include "ui/calendar/calendarbar.h"
#include "ui/calendar/layerbar.h"
#include "ui/calendar/legend.h"
#include "ui/calendar/monthview.h"
#include "ui/calendar/planneraccess.h"
#include "ui/calendar/tray.h"
#include "ui/calendar/weekview.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/notice.h"
#include "ui/kit/pulse.h"
#include "ui/kit/shortcuts.h"
#include "ui/kit/smalllist.h"

#include <QBoxLayout>
#include <QLocale>
#include <QSettings>
#include <QStackedWidget>

namespace wheelhouse {

namespace {

constexpr int pulseMs = 100;
constexpr int hiddenPulseMs = 2000; // only the badge of the rail is seen then
constexpr int minuteMs = 60'000;

} // namespace

CalendarPanel::CalendarPanel(const CalendarServices &services, const Look &look, Shortcuts &shortcuts,
    QSettings &settings, QWidget *launch, QWidget *parent)
    : Panel(parent)
    , m_services(services)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_settings(settings)
    , m_pulse(new Pulse(this))
    , m_reading(new CalendarReading(services.reader, services.path, services.clock, this))
    , m_steps(new CalendarSteps(services.engine, services.desk, this))
    , m_bar(new CalendarBar(look, shortcuts,
          launch ? QStringList { tr("Month"), tr("Week"), tr("Agenda"), tr("Launch room") }
                 : QStringList { tr("Month"), tr("Week"), tr("Agenda") },
          this))
    , m_layerBar(new LayerBar(look, this))
    , m_notice(new Notice(look, this))
    , m_views(new QStackedWidget(this))
    , m_month((teachPlannerAccess(), new MonthView(look, this)))
    , m_week(new WeekView(look, this))
    , m_agenda(new AgendaView(look, this))
    , m_launch(launch)
    , m_empty(new EmptyState(look, m_views))
    , m_legend(new Legend(look, this))
    , m_tray(new Tray(look, shortcuts, this))
{
    m_steps->setMakeReady(services.makeReady);
    setObjectName(QStringLiteral("calendarPanel"));
    m_shortcuts.addScope(scope(), tr("&Post"), this);
    m_actions = new CalendarActions(*this, shortcuts);
    layOut();
    listen();
    listenToSteps();
    restore();
}

CalendarPanel::~CalendarPanel()
{
    remember();
}

QString CalendarPanel::title() const
{
    return tr("Calendar");
}

void CalendarPanel::layOut()
{
    for (PlannerView *view : std::initializer_list<PlannerView *> { m_month, m_week, m_agenda })
        m_views->addWidget(view);
    if (m_launch) {
        m_views->addWidget(m_launch);
        connect(m_launch, &QWidget::windowTitleChanged, this, [this] { m_bar->setTitle(shownTitle()); });
    }
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    for (QWidget *each : std::initializer_list<QWidget *> { m_bar, m_layerBar, m_notice })
        column->addWidget(each);
    column->addWidget(m_views, 1);
    column->addWidget(m_legend);
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    row->setObjectName(QStringLiteral("calendarRow"));
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addLayout(column, 1);
    row->addWidget(m_tray);
    m_empty->hide();
    m_empty->setAutoFillBackground(true);
    m_empty->setBackgroundRole(QPalette::Base);
}

void CalendarPanel::listen()
{
    for (PlannerView *view : std::initializer_list<PlannerView *> { m_month, m_week, m_agenda })
        listenTo(*view);
    connect(m_bar, &CalendarBar::pageRequested, this, &CalendarPanel::page);
    connect(m_bar, &CalendarBar::todayRequested, this, [this] { showDay(m_sight.today()); });
    connect(m_bar, &CalendarBar::shapeChosen, this, [this](int index) { setShape(Shape(index)); });
    connect(m_bar, &CalendarBar::newRequested, this, [this] {
        std::ignore = m_shortcuts.run(view() ? QStringLiteral("calendar.new") : QStringLiteral("launch.step"));
    });
    connect(m_bar, &CalendarBar::outpostsChosen, this, [this](const QSet<ChannelId> &shown) {
        CalendarFilter filter = m_filter;
        filter.outposts = shown;
        setFilter(filter);
    });
    connect(m_tray, &Tray::campaignToggled, this, [this](qint64 campaign, bool shown) {
        CalendarFilter filter = m_filter;
        if (shown)
            filter.hiddenCampaigns.remove(campaign);
        else
            filter.hiddenCampaigns.insert(campaign);
        setFilter(filter);
    });
    connect(m_tray, &Tray::dropped, this, [this](const QList<CardKey> &cards) {
        QList<Placement> placements;
        for (const CardKey &card : cards)
            placements.append({ card, std::nullopt });
        place(placements);
    });
    connect(m_tray, &Tray::openRequested, this, [this](const CardKey &card) { emit openRequested(card.post); });
    connect(m_tray, &Tray::menuRequested, m_actions, &CalendarActions::openMenu);
    connect(m_reading, &CalendarReading::read, this, &CalendarPanel::take);
    connect(m_reading, &CalendarReading::failed, m_notice, qOverload<const Error &>(&Notice::say));
    connect(m_pulse, &Pulse::beat, this, &CalendarPanel::readNow);
    connect(&m_services.changes, &Changes::changed, this, [this] {
        m_reading->forget();
        m_pulse->ask(isVisible() ? pulseMs : hiddenPulseMs);
    });
    connect(&m_minute, &QTimer::timeout, m_reading, &CalendarReading::forget); // what is past now is drawn so
    connect(&m_minute, &QTimer::timeout, this, &CalendarPanel::readNow);
    m_minute.start(minuteMs);
}

void CalendarPanel::listenTo(PlannerView &view)
{
    connect(&view, &PlannerView::openRequested, this, [this](const CardKey &card) { emit openRequested(card.post); });
    connect(&view, &PlannerView::placeRequested, this, &CalendarPanel::place);
    connect(&view, &PlannerView::menuRequested, m_actions, &CalendarActions::openMenu);
    connect(&view, &PlannerView::dayWanted, this, &CalendarPanel::showDay);
    connect(&view, &PlannerView::wholeDayRequested, this, [this](QDate day) {
        setShape(Shape::Agenda);
        showDay(day);
    });
    connect(&view, &PlannerView::newRequested, this, &CalendarPanel::newRequested);
    connect(&view, &PlannerView::refused, this, &CalendarPanel::told);
    connect(&view, &PlannerView::choiceChanged, this, [this, &view] {
        if (&view == this->view())
            m_day = view.day();
    });
}

void CalendarPanel::listenToSteps()
{
    connect(m_steps, &CalendarSteps::acted, this, &CalendarPanel::acted);
    connect(m_steps, &CalendarSteps::acted, m_notice, &Notice::clear);
    connect(m_steps, &CalendarSteps::failed, m_notice, qOverload<const Error &>(&Notice::say));
    connect(m_steps, &CalendarSteps::failed, this, &CalendarPanel::readNow);
    connect(m_steps, &CalendarSteps::planned, this, &CalendarPanel::choose);
    connect(m_steps, &CalendarSteps::begun, this, [this](const CardKey &card) { emit openRequested(card.post); });
    connect(m_steps, &CalendarSteps::scopeWanted, this, &CalendarPanel::askScope);
    connect(m_steps, &CalendarSteps::layerBegun, this, [this](const Layer &layer) { lookAtLayer(layer.row); });
    connect(m_steps, &CalendarSteps::layerEnded, this, [this] { lookAtLayer(0); });
    const auto shown = [this] {
        for (const Layer &layer : std::as_const(m_sight.layers))
            if (layer.row == m_layer)
                return layer;
        return Layer();
    };
    connect(m_layerBar, &LayerBar::applied, this, [this, shown] { m_steps->apply(shown().id); });
    connect(m_layerBar, &LayerBar::dropped, this, [this, shown] { m_steps->dropLayer(shown().id); });
    connect(m_layerBar, &LayerBar::left, this, [this] { lookAtLayer(0); });
}

PlannerView *CalendarPanel::view() const
{
    switch (m_shape) {
    case Shape::Month:
        return m_month;
    case Shape::Week:
        return m_week;
    case Shape::Agenda:
        return m_agenda;
    case Shape::Launch:
        break;
    }
    return nullptr;
}

void CalendarPanel::takeFocus()
{
    if (PlannerView *shown = view())
        shown->setFocus();
    else
        m_launch->setFocus();
}

void CalendarPanel::setShape(Shape shape)
{
    if (shape == Shape::Launch && !m_launch)
        return;
    const bool hadFocus = isAncestorOf(focusWidget());
    m_shape = shape;
    m_bar->setShape(int(shape));
    m_views->setCurrentWidget(view() ? static_cast<QWidget *>(view()) : m_launch);
    m_legend->setVisible(view() != nullptr);
    m_tray->setVisible(view() != nullptr);
    if (view())
        showDay(m_day);
    else
        m_bar->setTitle(shownTitle());
    if (hadFocus)
        takeFocus();
}

void CalendarPanel::showDay(QDate day)
{
    if (!day.isValid())
        return;
    m_day = day;
    if (PlannerView *shown = view())
        shown->awaitSight();
    for (PlannerView *each : std::initializer_list<PlannerView *> { m_month, m_week, m_agenda }) {
        const QSignalBlocker quiet(each);
        each->setDay(day);
    }
    m_month->setMonth(day);
    m_week->setWeek(day);
    m_agenda->setMonth(day);
    m_bar->setTitle(shownTitle());
    readNow();
}

void CalendarPanel::choose(const QList<CardKey> &keys)
{
    m_toChoose = keys;
    m_reading->forget();
    m_pulse->ask(0);
}

/// A month shows days of its neighbours too: where the keyboard is does not tell which page it is.
QDate CalendarPanel::pageDay() const
{
    const PlannerView *shown = view() ? view() : m_month;
    return shown->pageDay();
}

void CalendarPanel::page(int by)
{
    if (PlannerView *shown = view())
        showDay(shown->pageStep(pageDay(), by));
    else
        emit launchPaged(by);
}

void CalendarPanel::readNow()
{
    m_pulse->restart();
    const PlannerView *shown = view() ? view() : m_month;
    const auto requestFor = [&](QDate day) {
        const auto [from, to] = shown->rangeFor(day);
        return SightRequest { from, to, m_layer };
    };
    QList<SightRequest> next;
    if (isVisible() && view())
        next = { requestFor(shown->pageStep(pageDay(), 1)), requestFor(shown->pageStep(pageDay(), -1)) };
    m_reading->ask(requestFor(pageDay()), next);
}

void CalendarPanel::take(const CalendarSight &sight)
{
    m_sight = sight;
    if (PlannerView *shown = view()) {
        shown->setSight(sight, m_filter);
        if (!m_toChoose.isEmpty())
            shown->choose(std::exchange(m_toChoose, {}));
    }
    m_tray->setSight(sight, m_filter);
    m_bar->setOutposts(sight.outposts, m_filter.outposts);
    m_legend->setUsualWords(!sight.usual.isKnown() ? QString()
            : m_shape == Shape::Week  ? tr("Bars: messages we usually get that hour. Longer is better, solid is best.")
            : m_shape == Shape::Month ? tr("Six bars: messages we usually get, 06:00 to 24:00. Taller is better.")
                                      : QString());
    lookAtLayer(m_layer);
    int troubled = 0;
    for (const Card &card : sight.page.cards)
        troubled +=
            card.state == CardState::Failed || card.state == CardState::Missed || card.state == CardState::Unconfirmed
            ? 1
            : 0;
    setBadge(troubled);
    showEmpty();
}

void CalendarPanel::lookAtLayer(qint64 layer)
{
    const bool isNew = layer != m_layer;
    m_layer = layer;
    bool isThere = false;
    for (const Layer &each : std::as_const(m_sight.layers))
        if (each.row == layer) {
            isThere = true;
            m_steps->setLayer(each.id);
            m_layerBar->show(each);
        }
    if (!isThere) {
        m_layerBar->hide();
        m_steps->setLayer({});
        if (!isNew)
            m_layer = 0; // somebody applied or dropped it
    }
    if (isNew)
        readNow();
}

QString CalendarPanel::shownTitle() const
{
    const QLocale locale;
    if (m_shape == Shape::Launch)
        return m_launch->windowTitle();
    if (m_shape != Shape::Week)
        return locale.toString(pageDay(), tr("MMMM yyyy", "a month as QLocale writes it"));
    const auto [from, to] = m_week->rangeFor(m_day);
    const QString last = locale.toString(to, tr("d MMMM yyyy", "a day as QLocale writes it"));
    const QString first = from.month() == to.month()
        ? locale.toString(from.day())
        : locale.toString(from, tr("d MMMM", "a day as QLocale writes it"));
    return tr("%1 to %2", "first and last day").arg(first, last);
}

void CalendarPanel::showTray()
{
    m_tray->setVisible(true);
    m_tray->takeFocus();
}

void CalendarPanel::place(const QList<Placement> &placements)
{
    bool ofSeries = false;
    for (const Placement &each : placements) {
        const Card *card = m_sight.find(each.card);
        ofSeries = ofSeries || (card && card->repeats);
    }
    m_steps->place(placements, ofSeries);
}

void CalendarPanel::askScope(const QString &question, const CalendarSteps::Scoped &go)
{
    auto *list = new SmallList(m_look, question, this);
    list->setItems({ { QStringLiteral("this"), tr("Only this one"), {}, {}, {}, QStringLiteral("1") },
        { QStringLiteral("following"), tr("This and the following"), {}, {}, {}, QStringLiteral("2") },
        { QStringLiteral("all"), tr("All of the series"), {}, {}, {}, QStringLiteral("3") } });
    connect(list, &SmallList::picked, this, [go](const QString &id) {
        go(id == QLatin1String("this")             ? EditScope::This
                : id == QLatin1String("following") ? EditScope::Following
                                                   : EditScope::All);
    });
    connect(list, &SmallList::closed, list, &QObject::deleteLater);
    connect(list, &SmallList::closed, this, &CalendarPanel::takeFocus);
    list->openAt(m_bar);
}

void CalendarPanel::setFilter(const CalendarFilter &filter)
{
    m_filter = filter;
    take(m_sight);
}

} // namespace wheelhouse
