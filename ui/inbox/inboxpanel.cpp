#include "ui/inbox/inboxpanel.h"

#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/streamtree.h"
#include "ui/inbox/viewbar.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/notice.h"
#include "ui/kit/shortcuts.h"

#include <QLocale>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int pulseMs = 100;
constexpr int narrow = 1128; // px of the panel: a window of 1200 less the rail
constexpr int treeWidth = 212;
constexpr int listWidth = 506;

} // namespace

InboxPanel::InboxPanel(
    const InboxServices &services, const Look &look, Shortcuts &shortcuts, QSettings &settings, QWidget *parent)
    : Panel(parent)
    , m_services(services)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_settings(settings)
    , m_names(services.store, services.roster)
    , m_list(services.store, m_names, services.clock)
    , m_splitter(new QSplitter(this))
    , m_tree(new StreamTree(m_streams, look, this))
    , m_bar(new ViewBar(look, shortcuts, m_streams, this))
    , m_view(new ConversationListView(m_list, look, this))
    , m_rows(new QStackedWidget(this))
    , m_empty(new EmptyState(look, this))
    , m_notice(new Notice(look, this))
    , m_right(new QWidget(this))
{
    m_shortcuts.addScope(QStringLiteral("inbox"), tr("Mention"), this);
    layOut();
    listen();
    restore();
}

InboxPanel::~InboxPanel()
{
    remember();
}

QString InboxPanel::title() const
{
    return tr("Inbox");
}

void InboxPanel::takeFocus()
{
    m_view->setFocus();
}

qint64 InboxPanel::current() const
{
    return m_view->current();
}

void InboxPanel::layOut()
{
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(listColumn());
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setChildrenCollapsible(false);
    m_tree->setMinimumWidth(m_look.scaled(150));
    m_right->setMinimumWidth(m_look.scaled(320));
    m_right->setAutoFillBackground(true);
    m_right->setBackgroundRole(QPalette::Base);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
}

QWidget *InboxPanel::listColumn()
{
    auto *column = new QWidget(this);
    column->setAutoFillBackground(true);
    column->setBackgroundRole(QPalette::Base);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::card, space::gap, space::card, space::gap);
    head->setSpacing(space::gap);
    head->addWidget(m_bar);
    m_rows->addWidget(m_view);
    m_rows->addWidget(m_empty);
    auto *all = new QVBoxLayout(column);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_notice);
    all->addWidget(m_rows, 1);
    column->setMinimumWidth(m_look.scaled(300));
    return column;
}

void InboxPanel::listen()
{
    m_pulse.setSingleShot(true);
    m_minute.setInterval(std::chrono::seconds { 30 });
    connect(&m_pulse, &QTimer::timeout, this, &InboxPanel::refreshNow);
    connect(&m_minute, &QTimer::timeout, &m_list, &ConversationListModel::tick);
    connect(&m_services.changes, &Changes::changed, this, &InboxPanel::follow);
    connect(m_tree, &StreamTree::chosen, this, &InboxPanel::show);
    connect(m_tree, &StreamTree::listRequested, this, &InboxPanel::takeFocus);
    connect(m_bar, &ViewBar::streamChosen, this, &InboxPanel::show);
    connect(m_bar, &ViewBar::orderChosen, this, &InboxPanel::showOrder);
    connect(m_view, &ConversationListView::currentMoved, this, &InboxPanel::move);
    connect(&m_list, &ConversationListModel::settled, this, &InboxPanel::showWhatThereIs);
    connect(&m_list, &ConversationListModel::failed, this, [this](const Error &error) { m_notice->say(error); });
    m_minute.start();
}

/// At most ten times a second, whatever arrives; the first change at once.
void InboxPanel::follow(const QSet<QByteArray> &tables)
{
    m_namesAreOld = m_namesAreOld || NameBook::isTouchedBy(tables);
    if (m_pulse.isActive() || !isVisible())
        return;
    const qint64 gone = m_sinceRefresh.isValid() ? m_sinceRefresh.elapsed() : pulseMs;
    m_pulse.start(int(qMax<qint64>(0, pulseMs - gone)));
}

void InboxPanel::refreshNow()
{
    m_sinceRefresh.restart();
    m_list.refresh();
    readCounts();
}

void InboxPanel::readCounts()
{
    if (m_namesAreOld) {
        if (auto read = m_names.read(); !read)
            m_notice->say(read.error());
        m_namesAreOld = false;
    }
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const QDateTime now = m_services.clock.now();
    auto sections =
        readStreams(m_services.store, m_names, now.toTimeZone(zone).date().startOfDay(zone).toMSecsSinceEpoch(), now);
    if (!sections) {
        m_notice->say(sections.error());
        return;
    }
    m_streams.setSections(*sections);
    Stream open;
    open.view.kind = View::Kind::AllOpen;
    open = m_streams.indexOf(open).data(StreamModel::StreamRole).value<Stream>();
    if (const QModelIndex index = m_streams.indexOf(m_shown); index.isValid())
        m_shown = index.data(StreamModel::StreamRole).value<Stream>();
    m_bar->setStream(m_shown, m_shown.isSame(open) ? -1 : open.count);
    setBadge(int(qMin<qint64>(open.count, 99'999)));
}

void InboxPanel::show(const Stream &stream)
{
    m_shown = stream;
    m_tree->setStream(stream);
    m_list.showView(stream.view, m_list.order());
    m_view->setCurrent(m_list.first());
    readCounts();
}

void InboxPanel::showOrder(Order order)
{
    m_list.showView(m_shown.view, order);
    m_bar->setOrder(order, true);
    m_view->setCurrent(m_list.first());
}

void InboxPanel::move(qint64 conversation)
{
    const ConversationItem *item = m_list.item(conversation);
    emit currentChanged(item ? item->name : QString());
}

void InboxPanel::showWhatThereIs()
{
    const bool empty = m_list.conversations() == 0;
    if (empty)
        m_empty->setContent(QStringLiteral("state-done"), tr("Nobody is waiting"));
    m_rows->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_view);
    if (m_view->current() == 0)
        m_view->setCurrent(m_list.first());
}

void InboxPanel::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    fold();
}

void InboxPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    refreshNow();
}

void InboxPanel::fold()
{
    const bool small = width() < narrow;
    m_tree->setVisible(!small);
    m_bar->setNarrow(small);
}

void InboxPanel::restore()
{
    const bool newest = m_settings.value(QStringLiteral("inbox/order")).toString() == QLatin1String("newest");
    const Order order = newest ? Order::Newest : Order::LongestWaiting;
    m_shown.view.kind = static_cast<View::Kind>(m_settings.value(QStringLiteral("inbox/view"), 0).toInt());
    m_shown.view.key = m_settings.value(QStringLiteral("inbox/viewKey"), 0).toLongLong();
    readCounts();
    m_bar->setOrder(order, true);
    m_tree->setStream(m_shown);
    m_list.showView(m_shown.view, order);
    if (!m_splitter->restoreState(m_settings.value(QStringLiteral("inbox/splitter")).toByteArray()))
        m_splitter->setSizes({ m_look.scaled(treeWidth), m_look.scaled(listWidth), 650 });
}

void InboxPanel::remember()
{
    m_settings.setValue(QStringLiteral("inbox/order"),
        m_list.order() == Order::Newest ? QStringLiteral("newest") : QStringLiteral("waiting"));
    m_settings.setValue(QStringLiteral("inbox/view"), static_cast<int>(m_shown.view.kind));
    m_settings.setValue(QStringLiteral("inbox/viewKey"), m_shown.view.key);
    m_settings.setValue(QStringLiteral("inbox/splitter"), m_splitter->saveState());
}

} // namespace wheelhouse
