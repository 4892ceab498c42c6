#include "ui/inbox/inboxpanel.h"

#include "ui/inbox/bulkbar.h"
#include "ui/inbox/bulkpane.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/filterkeeper.h"
#include "ui/inbox/inboxsearch.h"
#include "ui/inbox/loadingrows.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"
#include "ui/inbox/triageactions.h"
#include "ui/inbox/viewbar.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/notice.h"
#include "ui/kit/shortcuts.h"

#include <QKeyEvent>
#include <QLocale>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int pulseMs = 100;
constexpr int dwellMs = 1500;
constexpr int narrow = 1128; // px of the panel: a window of 1200 less the rail
constexpr int treeWidth = 212;
constexpr int listWidths[] { 506, 384 }; // in a wide window, in a narrow one

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
    , m_work(new QSplitter(this))
    , m_tree(new StreamTree(m_streams, look, this))
    , m_field(new SearchBar(look, { QStringLiteral("/") }, this))
    , m_search(new InboxSearch(services.search, m_list, *m_field, this))
    , m_filters(new FilterKeeper(services, look, this))
    , m_bar(new ViewBar(look, shortcuts, m_streams, this))
    , m_view(new ConversationListView(m_list, look, this))
    , m_rows(new QStackedWidget(this))
    , m_empty(new EmptyState(look, this))
    , m_loading(new LoadingRows(look, this))
    , m_notice(new Notice(look, this))
    , m_right(new QStackedWidget(this))
    , m_thread(new QWidget(this))
    , m_conversation(new ConversationView(m_services, look, this))
    , m_contact(new ContactCard(m_services, look, this))
{
    m_shortcuts.addScope(TriageActions::scope, tr("&Mention"), m_work);
    m_shortcuts.addScope(QStringLiteral("streams"), tr("Views"), m_tree);
    m_actions = new TriageActions(services, look, shortcuts, m_names, m_list, *m_view, m_choice, settings);
    m_bulkBar = new BulkBar(look, shortcuts, this);
    m_bulkPane = new BulkPane(look, this);
    addViewCommands();
    addSearchCommands();
    layOut();
    listen();
    listenToSearch();
    restore();
    fold(); // before the window asks how little room would do
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
    goToList();
}

qint64 InboxPanel::current() const
{
    return m_view->current();
}

void InboxPanel::undo()
{
    m_actions->undo();
}

void InboxPanel::redo()
{
    m_actions->redo();
}

void InboxPanel::layOut()
{
    m_column = listColumn();
    m_work->addWidget(m_column);
    m_work->addWidget(rightSide());
    m_work->setStretchFactor(1, 1);
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_work);
    m_splitter->setStretchFactor(1, 1);
    for (QSplitter *each : { m_splitter, m_work }) {
        each->setChildrenCollapsible(false);
        each->setHandleWidth(1);
    }
    m_tree->setMinimumWidth(m_look.scaled(150));
    connect(&m_look, &Look::changed, this, &InboxPanel::fold);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);
}

QWidget *InboxPanel::rightSide()
{
    auto *row = new QHBoxLayout(m_thread);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_conversation, 1);
    m_conversation->setCard(m_contact);
    m_right->addWidget(m_thread);
    m_right->addWidget(m_bulkPane);
    m_right->setMinimumWidth(m_look.scaled(280));
    return m_right;
}

/// What the conversation's own buttons ask for is what the keys do.
void InboxPanel::listenToConversation()
{
    const auto asks = [this](auto signal, const char *id) {
        connect(m_conversation, signal, &m_shortcuts,
            [this, id] { std::ignore = m_shortcuts.run(QLatin1String("inbox.") + QLatin1String(id)); });
    };
    asks(&ConversationView::doneRequested, "done");
    asks(&ConversationView::assignRequested, "assign");
    asks(&ConversationView::labelRequested, "label");
    asks(&ConversationView::snoozeRequested, "snooze");
    asks(&ConversationView::escalateRequested, "escalate");
    connect(m_conversation, &ConversationView::contactToggled, this, &InboxPanel::toggleContact);
    connect(m_conversation, &ConversationView::acted, this, &InboxPanel::acted);
    connect(m_conversation, &ConversationView::leftEditor, this, &InboxPanel::takeFocus);
    connect(m_conversation, &ConversationView::splitRequested, m_actions, &TriageActions::split);
    connect(m_actions, &TriageActions::replyRequested, m_conversation, &ConversationView::reply);
    connect(m_actions, &TriageActions::noteRequested, m_conversation, &ConversationView::note);
    connect(m_actions, &TriageActions::openRequested, m_conversation, &ConversationView::read);
    connect(m_view, &ConversationListView::opened, m_conversation, &ConversationView::read);
    connect(m_actions, &TriageActions::contactToggled, this, &InboxPanel::toggleContact);
    connect(m_contact, &ContactCard::conversationRequested, m_conversation, &ConversationView::showConversation);
    m_settle.setSingleShot(true);
    m_settle.setInterval(60);
    connect(&m_settle, &QTimer::timeout, this, &InboxPanel::showCurrent);
}

void InboxPanel::toggleContact()
{
    m_wantsContact = m_contact->isHidden();
    m_contact->setVisible(m_wantsContact);
}

void InboxPanel::showCurrent()
{
    const ConversationItem *item = m_list.item(m_view->current());
    if (!item) {
        m_conversation->clear();
        m_contact->clear();
        return;
    }
    m_conversation->showConversation(item->row);
    m_contact->showIdentity(item->identity, item->row);
}

QWidget *InboxPanel::listColumn()
{
    auto *column = new QWidget(this);
    column->setAutoFillBackground(true);
    column->setBackgroundRole(QPalette::Base);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(space::card, space::gap, space::card, space::gap);
    head->setSpacing(space::gap);
    head->addWidget(m_field);
    head->addWidget(m_bar);
    m_rows->addWidget(m_view);
    m_rows->addWidget(m_empty);
    m_rows->addWidget(m_loading);
    auto *all = new QVBoxLayout(column);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(m_notice);
    all->addWidget(m_rows, 1);
    all->addWidget(m_bulkBar);
    m_bulkBar->hide();
    column->setMinimumWidth(m_look.scaled(240));
    return column;
}

void InboxPanel::listen()
{
    m_pulse.setSingleShot(true);
    m_minute.setInterval(std::chrono::seconds { 30 });
    connect(&m_pulse, &QTimer::timeout, this, &InboxPanel::refreshNow);
    connect(&m_minute, &QTimer::timeout, &m_list, &ConversationListModel::tick);
    connect(&m_services.changes, &Changes::changed, this, &InboxPanel::follow);
    connect(m_tree, &StreamTree::chosen, this, &InboxPanel::showStream);
    connect(m_tree, &StreamTree::listRequested, this, &InboxPanel::takeFocus);
    connect(m_bar, &ViewBar::streamChosen, this, &InboxPanel::showStream);
    connect(m_bar, &ViewBar::orderChosen, this, &InboxPanel::showOrder);
    connect(m_view, &ConversationListView::currentMoved, this, &InboxPanel::move);
    connect(&m_list, &ConversationListModel::settled, this, &InboxPanel::showWhatThereIs);
    connect(&m_list, &ConversationListModel::failed, this, [this](const Error &error) { m_notice->say(error); });
    connect(m_actions, &TriageActions::acted, this, &InboxPanel::acted);
    connect(m_actions, &TriageActions::failed, this, [this](const Error &error) { m_notice->say(error); });
    connect(m_actions, &TriageActions::remarked, m_notice, &Notice::warn);
    connect(m_actions, &TriageActions::undone, this, &InboxPanel::goBackTo);
    connect(m_actions, &TriageActions::focusToggled, this, &InboxPanel::toggleFocusView);
    connect(m_actions, &TriageActions::confirmationWanted, m_bulkBar, &BulkBar::ask);
    connect(m_actions, &TriageActions::confirmationDropped, m_bulkBar, &BulkBar::cancelled);
    connect(m_bulkBar, &BulkBar::confirmed, this, [this] {
        m_bulkBar->stopAsking();
        takeFocus();
        m_actions->confirm();
    });
    connect(m_bulkBar, &BulkBar::cancelled, this, [this] {
        m_bulkBar->stopAsking();
        m_actions->cancel();
        takeFocus();
    });
    connect(&m_choice, &Choice::changed, this, &InboxPanel::showChoice);
    connect(m_view, &ConversationListView::checkToggled, &m_choice, &Choice::toggle);
    connect(m_bulkPane, &BulkPane::leaveOutRequested, this, [this](qint64 row) { m_choice.leaveOut({ row }); });
    connect(m_bulkPane, &BulkPane::mergeRequested, &m_shortcuts,
        [this] { std::ignore = m_shortcuts.run(QStringLiteral("inbox.merge")); });
    listenToConversation();
    m_dwell.setSingleShot(true);
    m_dwell.setInterval(dwellMs);
    connect(&m_dwell, &QTimer::timeout, this, [this] {
        const ConversationItem *item = m_list.item(m_view->current());
        if (item && item->unread && isVisible())
            m_actions->markSeen(item->row);
    });
    m_minute.start();
}

void InboxPanel::addViewCommands()
{
    for (int i = 0; i < 4; ++i)
        m_shortcuts.add({ QStringLiteral("inbox.outpost%1").arg(i + 1),
            tr("Only outpost %1, or all again").arg(i + 1), TriageActions::scope, { QString::number(i + 1) },
                QStringLiteral("view-filter"), [this, i] { showOutpost(i); },
                [this, i] { return i < m_names.outposts().size(); }, {}, false });
    m_shortcuts.add({ QStringLiteral("go.snoozed"),
        tr("Go to snoozed"), Shortcuts::window, { QStringLiteral("G,Z") }, QStringLiteral("state-snoozed"),
            [this] {
                Stream snoozed;
                snoozed.view.kind = View::Kind::Snoozed;
                showStream(snoozed);
                takeFocus();
            },
            [this] { return isVisible(); }, {}, false });
}

void InboxPanel::showOutpost(int number)
{
    Stream stream;
    stream.view = { View::Kind::Channel, m_names.outposts().at(number).row };
    if (m_shown.isSame(stream)) {
        showStream(m_beforeOutpost);
        return;
    }
    if (m_shown.view.kind != View::Kind::Channel)
        m_beforeOutpost = m_shown;
    showStream(stream);
}

void InboxPanel::goBackTo(const QList<qint64> &conversations)
{
    readCounts();
    for (const qint64 each : conversations)
        if (m_list.indexOf(each).isValid()) {
            m_view->setCurrent(each);
            return;
        }
}

void InboxPanel::toggleFocusView()
{
    m_isFocusView = !m_isFocusView;
    m_column->setVisible(!m_isFocusView);
    fold();
    m_contact->setVisible(m_wantsContact && !m_isFocusView);
    if (m_isFocusView)
        m_conversation->read();
    else
        takeFocus();
}

void InboxPanel::showChoice()
{
    const bool some = !m_choice.isEmpty();
    m_view->setChecked(m_choice.set(), some);
    m_bulkBar->setVisible(some);
    m_right->setCurrentWidget(some ? static_cast<QWidget *>(m_bulkPane) : m_thread);
    if (!some) {
        m_bulkBar->stopAsking();
        return;
    }
    QList<ListLine> lines;
    const auto items = m_services.store.items(m_choice.rows().mid(0, BulkPane::most));
    QSet<NetworkId> networks;
    for (const ConversationItem &item : items.value_or(QList<ConversationItem>())) {
        lines.append(m_list.line(item));
        networks.insert(item.network);
    }
    m_bulkPane->setLines(lines, int(m_choice.rows().size()));
    m_bulkBar->setCounts(int(m_choice.rows().size()), m_shown.count, int(networks.size()));
}

/// At most ten times a second, whatever arrives; the first change at once.
void InboxPanel::follow(const QSet<QByteArray> &tables)
{
    m_namesAreOld = m_namesAreOld || NameBook::isTouchedBy(tables);
    if (!isVisible())
        return;
    m_filters->follow();
    if (m_pulse.isActive())
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
    if (auto read = m_filters->read(); !read)
        m_notice->say(read.error());
    auto sections = readStreams(m_services.store, m_names,
        now.toTimeZone(zone).date().startOfDay(zone).toMSecsSinceEpoch(), now, m_filters->streams());
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

void InboxPanel::showStream(const Stream &stream)
{
    if (stream.filter != 0) {
        m_tree->setStream(stream);
        search(stream.query);
        return;
    }
    m_beforeSearch = 0; // another view: what was current in the one before is not asked for
    m_shown = stream;
    m_field->setText({});
    m_tree->setStream(stream);
    m_list.showView(stream.view, m_list.order());
    m_view->setCurrent(m_list.first());
    readCounts();
}

void InboxPanel::search(const QString &query)
{
    m_field->setText(query);
    m_search->askNow();
}

void InboxPanel::addSearchCommands()
{
    m_shortcuts.add({ QStringLiteral("inbox.search"),
        tr("Search"), TriageActions::scope, { QStringLiteral("/") }, QStringLiteral("edit-find"),
            [this] { m_field->take(); }, [this] { return m_field->isVisible(); }, {}, false });
    m_shortcuts.add({ QStringLiteral("inbox.saveFilter"),
        tr("Save as filter…"), TriageActions::scope, {}, QStringLiteral("view-filter"),
            [this] { m_filters->save(m_field->text().trimmed(), m_bar->saveButton()); },
            [this] { return m_search->isOn() && m_field->isVisible(); }, {}, false });
}

void InboxPanel::listenToSearch()
{
    m_slow.setSingleShot(true);
    m_slow.setInterval(LoadingRows::afterMs);
    connect(&m_slow, &QTimer::timeout, this, &InboxPanel::showLoading);
    connect(m_field, &SearchBar::changed, &m_slow, qOverload<>(&QTimer::start));
    connect(m_field, &SearchBar::listRequested, this, &InboxPanel::goToList);
    connect(m_search, &InboxSearch::began, this, [this] {
        m_beforeSearch = m_view->current();
        m_choice.clear();
        m_bar->setSearch({});
    });
    connect(m_search, &InboxSearch::answered, this, [this](bool whole) {
        m_bar->setSearch(m_search->countWords());
        if (whole && m_goesToList)
            goToList();
    });
    connect(m_search, &InboxSearch::ended, this, &InboxPanel::backToView);
    connect(m_search, &InboxSearch::failed, this, [this](const Error &error) { m_notice->say(error); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value + m_view->viewport()->height() >= m_view->verticalScrollBar()->maximum())
            m_search->more();
    });
    connect(m_work, &QSplitter::splitterMoved, this, &InboxPanel::keepListWidth);
    connect(m_filters, &FilterKeeper::counted, this, &InboxPanel::readCounts);
    connect(m_filters, &FilterKeeper::acted, this, [this](const QString &sentence) {
        readCounts();
        emit acted(sentence);
    });
    connect(m_filters, &FilterKeeper::failed, this, [this](const Error &error) { m_notice->say(error); });
    connect(
        m_tree, &StreamTree::menuRequested, this, [this](const Stream &stream, const QPoint &place, const QRect &row) {
            m_filters->showMenu(stream, place, m_tree->viewport(), row);
        });
}

/// The first thing found becomes current only now: what was read while typing stays in sight.
void InboxPanel::goToList()
{
    m_search->askNow();
    m_goesToList = m_search->isAsking();
    if (m_goesToList)
        return;
    if (m_search->isOn() && m_list.conversations() == 0) {
        m_field->setFocus();
        return;
    }
    m_view->setFocus();
    if (m_view->current() == 0)
        m_view->setCurrent(m_list.first());
}

void InboxPanel::backToView()
{
    m_goesToList = false;
    m_bar->stopSearching();
    m_tree->setStream(m_shown);
    const qint64 before = std::exchange(m_beforeSearch, 0);
    m_list.showView(m_shown.view, m_list.order());
    while (!m_list.indexOf(before).isValid() && before != 0 && m_list.canFetchMore({})
        && m_list.conversations() < ConversationListModel::largest)
        m_list.fetchMore({});
    m_view->setCurrent(m_list.indexOf(before).isValid() ? before : m_list.first());
    m_view->scrollTo(m_view->currentIndex());
}

void InboxPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_search->isOn())
        m_field->setText({});
    else
        Panel::keyPressEvent(event);
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
    if (item && item->unread)
        m_dwell.start();
    else
        m_dwell.stop();
    m_list.trim(conversation);
    m_settle.start();
    emit currentChanged(item ? item->name : QString());
}

void InboxPanel::showWhatThereIs()
{
    const bool empty = m_list.conversations() == 0;
    if (!m_search->isAsking())
        m_slow.stop();
    if (empty && m_list.isSearch())
        showNothingFound();
    else if (empty)
        showNothing();
    m_rows->setCurrentWidget(empty ? static_cast<QWidget *>(m_empty) : m_view);
    if (m_view->current() == 0 && (!m_list.isSearch() || m_view->hasFocus()))
        m_view->setCurrent(m_list.first());
}

/// Only a search can take so long: the pages of a view come by key.
void InboxPanel::showLoading()
{
    if (!m_search->isAsking())
        return;
    m_loading->lookThrough(m_services.store);
    m_rows->setCurrentWidget(m_loading);
}

/// Nothing here is good news in most views; today's figures say so, and the next place to look is one key away.
void InboxPanel::showNothing()
{
    const auto countOf = [this](View::Kind kind) {
        Stream stream;
        stream.view.kind = kind;
        return m_streams.indexOf(stream).data(StreamModel::StreamRole).value<Stream>();
    };
    const Stream done = countOf(View::Kind::DoneToday);
    const Stream snoozed = countOf(View::Kind::Snoozed);
    const Stream unassigned = countOf(View::Kind::Unassigned);
    m_empty->clearActions();
    if (m_names.outposts().isEmpty()) {
        m_empty->setContent(QStringLiteral("list-add"),
            tr("No messages yet"), tr("Import an archive, or open the sample workspace to look around."));
        return;
    }
    m_empty->setContent(QStringLiteral("state-done"),
        tr("Nobody is waiting"), tr("%n done today.", nullptr, int(qMax<qint64>(0, done.count))));
    if (unassigned.count > 0 && !m_shown.isSame(unassigned))
        m_empty->addAction(tr("Look at unassigned (%1)").arg(StreamModel::countWords(unassigned)), {},
            [this, unassigned] { showStream(unassigned); });
    else if (snoozed.count > 0 && !m_shown.isSame(snoozed))
        m_empty->addAction(tr("Look at snoozed (%1)").arg(StreamModel::countWords(snoozed)),
            m_shortcuts.caps(QStringLiteral("go.snoozed")), [this, snoozed] { showStream(snoozed); });
}

void InboxPanel::showNothingFound()
{
    const QString words = m_field->withoutFilters();
    const bool hasFilters = words != m_field->text().simplified();
    m_empty->clearActions();
    m_empty->setContent(QStringLiteral("edit-find"),
        words.isEmpty() ? tr("Nothing matches these filters")
                        : tr("Nothing matches “%1”").arg(words),
                            hasFilters && !words.isEmpty()
                            ? tr("Looked through the whole archive, as far as the filters let it.")
                            : tr("Looked through the whole archive."));
    if (hasFilters && !words.isEmpty())
        m_empty->addAction(tr("Drop the filter"), {}, [this, words] { search(words); });
    m_empty->addAction(tr("Clear"), { QStringLiteral("Esc") }, [this] {
        m_field->setText({});
        takeFocus();
    });
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
    m_filters->follow();
    QMetaObject::invokeMethod(this, &InboxPanel::applyListWidth, Qt::QueuedConnection);
}

void InboxPanel::keepListWidth()
{
    m_listWidth[m_isNarrow] = m_column->width() * 100 / m_look.textScale();
}

/// After the splitter has its own width: before that it would share out what it does not have yet.
void InboxPanel::applyListWidth()
{
    const int list = qMin(m_look.scaled(m_listWidth[m_isNarrow]), m_work->width() * 45 / 100);
    m_work->setSizes({ list, qMax(1, m_work->width() - list - m_work->handleWidth()) });
}

void InboxPanel::fold()
{
    const bool small = width() < m_look.scaled(narrow); // large text needs the room of a large window
    if (small != m_isNarrow || m_look.textScale() != m_foldedScale) {
        m_isNarrow = small;
        m_foldedScale = m_look.textScale();
        QMetaObject::invokeMethod(this, &InboxPanel::applyListWidth, Qt::QueuedConnection);
    }
    m_tree->setVisible(!small && !m_isFocusView);
    m_bar->setNarrow(small);
    m_contact->setVisible(m_wantsContact && !small && !m_isFocusView);
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
        m_splitter->setSizes({ m_look.scaled(treeWidth), 1156 });
    m_listWidth[0] = m_settings.value(QStringLiteral("inbox/listWidth"), listWidths[0]).toInt();
    m_listWidth[1] = m_settings.value(QStringLiteral("inbox/listWidthNarrow"), listWidths[1]).toInt();
}

void InboxPanel::remember()
{
    m_settings.setValue(QStringLiteral("inbox/order"),
        m_list.order() == Order::Newest ? QStringLiteral("newest") : QStringLiteral("waiting"));
    m_settings.setValue(QStringLiteral("inbox/view"), static_cast<int>(m_shown.view.kind));
    m_settings.setValue(QStringLiteral("inbox/viewKey"), m_shown.view.key);
    m_settings.setValue(QStringLiteral("inbox/splitter"), m_splitter->saveState());
    m_settings.setValue(QStringLiteral("inbox/listWidth"), m_listWidth[0]);
    m_settings.setValue(QStringLiteral("inbox/listWidthNarrow"), m_listWidth[1]);
}

} // namespace wheelhouse
