#include "ui/inbox/inboxpanel.h"

#include "core/inbox/promisereader.h"
#include "ui/inbox/attention.h"
#include "ui/inbox/bulkbar.h"
#include "ui/inbox/bulkdesk.h"
#include "ui/inbox/bulkpane.h"
#include "ui/inbox/contactcard.h"
#include "ui/inbox/conversationlistview.h"
#include "ui/inbox/conversationview.h"
#include "ui/inbox/filterkeeper.h"
#include "ui/inbox/gestureactions.h"
#include "ui/inbox/inboxsearch.h"
#include "ui/inbox/inboxshape.h"
#include "ui/inbox/loadingrows.h"
#include "ui/inbox/nothinghere.h"
#include "ui/inbox/outpostkeys.h"
#include "ui/inbox/rememberedview.h"
#include "ui/inbox/rowmenu.h"
#include "ui/inbox/searchbar.h"
#include "ui/inbox/streamtree.h"
#include "ui/inbox/triageactions.h"
#include "ui/inbox/verbbuttons.h"
#include "ui/inbox/viewbar.h"
#include "ui/inbox/waiting.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/notice.h"
#include "ui/kit/pulse.h"
#include "ui/kit/shortcuts.h"

#include <QKeyEvent>
#include <QLocale>
#include <QSettings>
#include <QVBoxLayout>

namespace wheelhouse {

namespace {

constexpr int pulseMs = 100;
constexpr int hiddenPulseMs = 1000; // only the badge of the rail is seen then

Stream streamOf(View::Kind kind)
{
    Stream stream;
    stream.view.kind = kind;
    return stream;
}

} // namespace

InboxPanel::InboxPanel(
    const InboxServices &services, const Look &look, Shortcuts &shortcuts, QSettings &settings, QWidget *parent)
    : Panel(parent)
    , m_services(services)
    , m_look(look)
    , m_shortcuts(shortcuts)
    , m_settings(settings)
    , m_names(services.store, services.roster)
    , m_marks(services.accounts)
    , m_list(services.store, m_names, services.clock)
    , m_pulse(new Pulse(this))
    , m_tree(new StreamTree(m_streams, look, this))
    , m_field(new SearchBar(look, shortcuts, this))
    , m_filters(new FilterKeeper(services, look, this))
    , m_bar(new ViewBar(look, shortcuts, m_streams, this))
    , m_view(new ConversationListView(m_list, look, this))
    , m_search(new InboxSearch(services.search, m_list, *m_view, *m_field, this))
    , m_empty(new EmptyState(look, this))
    , m_nothing(new NothingHere(*m_empty, services.store, m_streams, m_names, shortcuts, this))
    , m_loading(new LoadingRows(look, this))
    , m_notice(new Notice(look, this))
    , m_conversation(new ConversationView(m_services, look, this))
    , m_contact(new ContactCard(m_services, look, this))
    , m_steps(new TriageSteps(services, m_list, *m_view, m_choice))
{
    m_shortcuts.addScope(TriageActions::scope, tr("&Mention"), this);
    m_actions = new TriageActions(services, look, shortcuts, m_names, *m_steps, m_list, *m_view, m_choice, settings);
    new GestureActions(services, shortcuts, *m_steps, *m_conversation);
    m_attention = new Attention(m_list, *m_view, *m_conversation, *m_contact, *m_steps, this);
    m_bulk = new BulkDesk(services.store, look, shortcuts, m_list, *m_view, m_choice, *m_steps, this);
    new RowMenu(shortcuts, m_choice, *m_view);
    addViewCommands();
    addSearchCommands();
    layOut();
    listen();
    listenToSteps();
    listenToSearch();
    listenToConversation();
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

QString InboxPanel::scope() const
{
    return TriageActions::scope;
}

void InboxPanel::takeFocus()
{
    if (!m_list.isSearch() && m_list.conversations() == 0)
        m_empty->setFocus(); // on the next place to look
    else
        m_search->goToList();
}

qint64 InboxPanel::current() const
{
    return m_view->current();
}

void InboxPanel::runMacro(RuleId macro)
{
    m_actions->runMacro(macro, m_steps->targets());
}

void InboxPanel::showStepped(const QList<qint64> &conversations)
{
    m_list.refresh();
    goBackTo(conversations);
}

void InboxPanel::layOut()
{
    m_shape = new InboxShape({ m_tree, m_field, m_bar, m_notice, m_view, m_empty, m_loading, m_bulk->bar(),
                                 m_bulk->pane(), m_conversation, m_contact },
        m_look, m_settings, this);
    m_tree->setProperty("pane", true);
    m_contact->setProperty("pane", true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_shape);
}

void InboxPanel::listenToConversation()
{
    new VerbButtons(m_shortcuts, *m_conversation);
    connect(m_conversation, &ConversationView::contactRequested, this, [this](qint64 identity) {
        m_attention->showPerson(identity);
        m_shape->showContact();
    });
    connect(m_conversation, &ConversationView::acted, this, &InboxPanel::acted);
    connect(m_conversation, &ConversationView::told, this, &InboxPanel::told);
    connect(m_conversation, &ConversationView::leftEditor, this, &InboxPanel::takeFocus);
    connect(m_conversation, &ConversationView::readingRequested, m_actions, &TriageActions::correct);
    connect(m_conversation, &ConversationView::splitRequested, m_actions, &TriageActions::split);
    connect(m_actions, &TriageActions::replyRequested, m_conversation, &ConversationView::reply);
    connect(m_actions, &TriageActions::whyRequested, m_conversation, &ConversationView::showWhy);
    connect(m_actions, &TriageActions::noteRequested, m_conversation, &ConversationView::note);
    connect(m_view, &ConversationListView::opened, m_conversation, &ConversationView::read);
    connect(m_contact, &ContactCard::acted, this, &InboxPanel::acted);
    connect(m_contact, &ContactCard::conversationRequested, m_attention, &Attention::showAside);
}

void InboxPanel::listen()
{
    m_minute.setInterval(std::chrono::seconds { 30 });
    connect(m_pulse, &Pulse::beat, this, &InboxPanel::refreshNow);
    connect(&m_minute, &QTimer::timeout, &m_list, &ConversationListModel::tick);
    connect(&m_services.changes, &Changes::changed, this, &InboxPanel::follow);
    connect(m_tree, &StreamTree::chosen, this, &InboxPanel::showStream);
    connect(m_tree, &StreamTree::chosenAgain, this, [this](const Stream &stream) {
        if (m_search->isOn())
            showStream(stream);
    });
    connect(m_tree, &StreamTree::listRequested, this, &InboxPanel::takeFocus);
    connect(m_bar, &ViewBar::streamChosen, this, &InboxPanel::showStream);
    connect(m_bar, &ViewBar::orderChosen, this, &InboxPanel::showOrder);
    connect(&m_list, &ConversationListModel::settled, this, &InboxPanel::showWhatThereIs);
    connect(&m_list, &ConversationListModel::failed, m_notice, qOverload<const Error &>(&Notice::say));
    connect(m_nothing, &NothingHere::streamRequested, this, &InboxPanel::showStream);
    connect(m_nothing, &NothingHere::searchRequested, this, [this](const QString &query) {
        search(query);
        takeFocus();
    });
    m_minute.start();
}

void InboxPanel::listenToSteps()
{
    connect(m_steps, &TriageSteps::acted, this, &InboxPanel::acted);
    connect(m_steps, &TriageSteps::failed, m_notice, qOverload<const Error &>(&Notice::say));
    connect(m_actions, &TriageActions::undoRequested, this, &InboxPanel::undoRequested);
    connect(m_steps, &TriageSteps::told, this, &InboxPanel::told);
    connect(m_actions, &TriageActions::told, this, &InboxPanel::told);
    connect(m_actions, &TriageActions::told, m_notice, &Notice::clear); // what was said before is over
    connect(m_actions, &TriageActions::failed, m_notice, qOverload<const Error &>(&Notice::say));
    connect(m_actions, &TriageActions::remarked, m_notice, qOverload<const QString &>(&Notice::warn));
    connect(m_actions, &TriageActions::contactToggled, this, [this] {
        if (!m_shape->hasContact())
            m_attention->showPerson(0);
        m_shape->toggleContact();
    });
    connect(m_actions, &TriageActions::focusToggled, this, &InboxPanel::toggleFocusView);
    connect(m_actions, &TriageActions::confirmationDropped, m_bulk, &BulkDesk::drop);
    connect(m_bulk, &BulkDesk::listRequested, this, &InboxPanel::takeFocus);
    connect(m_bulk, &BulkDesk::chosen, m_shape, &InboxShape::showBulk);
    connect(m_bulk, &BulkDesk::chosen, this, &InboxPanel::choosing);
    connect(m_attention, &Attention::currentChanged, this, &InboxPanel::currentChanged);
}

void InboxPanel::addViewCommands()
{
    m_outposts = new OutpostKeys(m_shortcuts, TriageActions::scope, m_names, this);
    connect(m_outposts, &OutpostKeys::streamChosen, this, &InboxPanel::showStream);
    m_shortcuts.add({ QStringLiteral("go.snoozed"), tr("Go to snoozed"), Shortcuts::window, { QStringLiteral("G,Z") },
        QStringLiteral("state-snoozed"),
        [this] {
            showStream(streamOf(View::Kind::Snoozed));
            takeFocus();
        },
        [this] { return isVisible(); }, {}, false });
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
    m_shape->toggleFocusView();
    if (m_shape->isFocusView())
        m_conversation->read();
    else
        takeFocus();
}

/// At most ten times a second, whatever arrives; the first change at once.
void InboxPanel::follow(const QSet<QByteArray> &tables)
{
    m_namesAreOld = m_namesAreOld || NameBook::isTouchedBy(tables);
    m_marks.follow(tables);
    if (isVisible()) {
        m_filters->follow();
        if (tables.isEmpty() || tables.contains("mention"))
            m_search->freshen();
    }
    m_pulse->ask(isVisible() ? pulseMs : hiddenPulseMs);
}

void InboxPanel::refreshNow()
{
    m_pulse->restart();
    readCounts(); // an empty list says how many are done
    if (isVisible())
        m_list.refresh();
}

void InboxPanel::readNames()
{
    if (!std::exchange(m_namesAreOld, false))
        return;
    if (auto read = m_names.read(); !read)
        m_notice->say(read.error());
}

void InboxPanel::readCounts()
{
    readNames();
    const QTimeZone zone = QTimeZone::systemTimeZone();
    const QDateTime now = m_services.clock.now();
    if (auto read = m_filters->read(); !read)
        m_notice->say(read.error());
    const qint64 startOfToday = now.toTimeZone(zone).date().startOfDay(zone).toMSecsSinceEpoch();
    readFigures(startOfToday);
    auto sections =
        readStreams(m_services.store, m_names, startOfToday, now, m_filters->streams(), m_services.accounts != nullptr);
    if (!sections) {
        m_notice->say(sections.error());
        return;
    }
    if (auto marked = m_marks.mark(*sections, now, m_shortcuts.caps(QStringLiteral("app.follow"))); !marked)
        m_notice->say(marked.error());
    m_streams.setSections(*sections);
    const Stream open = m_streams.indexOf(streamOf(View::Kind::AllOpen)).data(StreamModel::StreamRole).value<Stream>();
    if (const QModelIndex index = m_streams.indexOf(m_shown); index.isValid())
        m_shown = index.data(StreamModel::StreamRole).value<Stream>();
    m_bulk->setShown(m_shown.count);
    m_bar->setStream(m_shown, m_shown.isSame(open) ? -1 : open.count);
    setBadge(int(qMin<qint64>(open.count, 99'999)));
}

void InboxPanel::readFigures(qint64 startOfToday)
{
    const auto found = m_services.store.promises().figures(startOfToday);
    QList<DayFigures::Line> lines;
    if (found && found->firstReplies > 0)
        lines.append({ tr("First reply today"),
            tr("%1 median", "14 min median").arg(waitWords(std::chrono::seconds(found->medianFirstMs / 1000))) });
    if (found && found->ended > 0)
        lines.append({ tr("Within promise"),
            tr("%1 of %2").arg(QLocale().toString(found->kept), QLocale().toString(found->ended)) });
    m_tree->setFigures(lines);
}

void InboxPanel::showStream(const Stream &stream)
{
    if (stream.filter != 0) {
        m_tree->setStream(stream);
        search(stream.query);
        return;
    }
    m_search->forgetPlace(); // another view: what was current in the one before is not asked for
    m_shown = stream;
    m_outposts->setShown(stream);
    m_field->setText({});
    m_tree->setStream(stream);
    m_list.showView(stream.view, m_list.order());
    m_view->setCurrent(m_list.first());
    m_attention->comeBack();
    readCounts();
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

void InboxPanel::showWhatThereIs()
{
    const bool empty = m_list.conversations() == 0;
    if (empty && m_list.isSearch())
        m_nothing->sayOfSearch(*m_field);
    else if (empty)
        m_nothing->sayOfView(m_shown);
    m_shape->showRows(!empty);
    if (m_view->current() == 0 && (!m_list.isSearch() || m_view->hasFocus()))
        m_view->fallTo(m_list.first());
}

void InboxPanel::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    refreshNow();
    m_filters->follow();
    m_search->freshen();
}

void InboxPanel::restore()
{
    readNames();
    const auto [view, order] = rememberedView(m_settings, m_names);
    m_shown.view = view;
    m_outposts->setShown(m_shown);
    readCounts();
    m_bar->setOrder(order, true);
    m_tree->setStream(m_shown);
    m_list.showView(m_shown.view, order);
    m_shape->restore();
}

void InboxPanel::remember()
{
    rememberView(m_settings, m_names, { m_shown.view, m_list.order() });
    m_shape->remember();
}

} // namespace wheelhouse
