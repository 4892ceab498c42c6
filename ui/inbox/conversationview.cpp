#include "ui/inbox/conversationview.h"

#include "core/gestures/gesturelist.h"
#include "core/people/peopledesk.h"
#include "core/routing/routingservices.h"
#include "ui/inbox/conversationheader.h"
#include "ui/inbox/replyeditor.h"
#include "ui/inbox/thread/gesturemenu.h"
#include "ui/inbox/thread/linkgate.h"
#include "ui/inbox/thread/messagelist.h"
#include "ui/inbox/thread/threadview.h"
#include "ui/inbox/thread/versionsdialog.h"
#include "ui/inbox/whypopover.h"
#include "ui/kit/emptystate.h"
#include "ui/kit/notice.h"

#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace wheelhouse {

namespace {

constexpr int cardWidth = 222; // px
constexpr int pulseMs = 100; // screens re-read at most ten times a second

bool concerns(const QSet<QByteArray> &tables)
{
    static const QSet<QByteArray> ours { "mention", "note", "act", "conversation", "identity", "post", "variant",
        "gesture" };
    return tables.isEmpty() || tables.intersects(ours);
}

} // namespace

ConversationView::ConversationView(InboxServices &services, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_look(look)
    , m_names(services.store, services.roster)
    , m_model(new MessageListModel(services.store, m_names, services.clock, services.wishes, this))
    , m_header(new ConversationHeader(look, this))
    , m_thread(new ThreadView(*m_model, look, this))
    , m_gate(new LinkGate(look, this))
    , m_notice(new Notice(look, this))
    , m_editor(new ReplyEditor(services, m_names, look, this))
    , m_empty(new EmptyState(look, this))
    , m_stack(new QStackedWidget(this))
{
    m_pulse.setSingleShot(true);
    m_pulse.setInterval(pulseMs);
    layOut();
    listen();
    clear();
}

ConversationView::~ConversationView() = default;

void ConversationView::layOut()
{
    m_empty->setContent(QStringLiteral("inbox"), tr("Nothing is open"), tr("Choose a conversation in the list."));
    auto *reading = new QWidget(this);
    auto *column = new QVBoxLayout(reading);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    for (QWidget *pane : { static_cast<QWidget *>(m_thread), static_cast<QWidget *>(m_editor) })
        pane->setProperty("pane", true);
    m_thread->setProperty("readsText", true);
    column->addWidget(m_thread, 1);
    column->addWidget(m_gate);
    column->addWidget(m_notice);
    auto *split = new QSplitter(Qt::Vertical, this);
    split->addWidget(reading);
    split->addWidget(m_editor);
    split->setStretchFactor(0, 1);
    split->setStretchFactor(1, 0);
    split->setChildrenCollapsible(false);
    auto *page = new QWidget(this);
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *all = new QVBoxLayout(page);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    auto *line = new QFrame(page);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    all->addWidget(m_header);
    all->addWidget(line);
    m_beside = new QHBoxLayout;
    m_beside->setSpacing(0);
    m_beside->addWidget(split, 1);
    all->addLayout(m_beside, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(page);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
}

void ConversationView::listen()
{
    connect(&m_services.changes, &Changes::changed, this, &ConversationView::follow);
    connect(&m_pulse, &QTimer::timeout, this, &ConversationView::refresh);
    connect(m_header, &ConversationHeader::pressed, this, [this](int verb) {
        switch (verb) {
        case ConversationHeader::Done:
            emit doneRequested();
            break;
        case ConversationHeader::Assign:
            emit assignRequested();
            break;
        case ConversationHeader::LabelIt:
            emit labelRequested();
            break;
        case ConversationHeader::Snooze:
            emit snoozeRequested();
            break;
        case ConversationHeader::Escalate:
            emit escalateRequested();
            break;
        case ConversationHeader::Reopen:
            emit reopenRequested();
            break;
        }
    });
    connect(m_header, &ConversationHeader::whyRequested, this, &ConversationView::showWhy);
    connect(m_thread, &ThreadView::linkRequested, m_gate, &LinkGate::open);
    connect(m_gate, &LinkGate::answered, this, &ConversationView::read);
    connect(m_thread, &ThreadView::earlierRequested, this, [this] {
        if (auto done = m_model->showEarlier(); !done)
            say(done.error());
    });
    connect(m_thread, &ThreadView::contactRequested, this, &ConversationView::contactRequested);
    connect(m_thread, &ThreadView::readingRequested, this, &ConversationView::readingRequested);
    connect(m_thread, &ThreadView::splitRequested, this, &ConversationView::splitRequested);
    connect(m_thread, &ThreadView::versionsRequested, this, &ConversationView::showVersions);
    connect(m_thread, &ThreadView::gestureRequested, this,
        [this](qint64 mention, int kind) { gesture(mention, static_cast<Gesture::Kind>(kind)); });
    m_thread->setGestures([this](const ThreadRow &row) { return roomFor(row); });
    connect(m_thread, &ThreadView::left, this, &ConversationView::leftEditor);
    connect(m_editor, &ReplyEditor::left, this, &ConversationView::leftEditor);
    connect(m_editor, &ReplyEditor::acted, this, &ConversationView::acted);
    connect(m_editor, &ReplyEditor::told, this, &ConversationView::told);
    connect(m_editor, &ReplyEditor::failed, this, &ConversationView::say);
    connect(m_editor, &ReplyEditor::reviewing, m_thread, &ThreadView::scrollToBottom);
}

void ConversationView::showVersions(qint64 mention)
{
    const auto now = m_services.store.mention(mention);
    const auto versions = m_services.versions ? m_services.versions->of(mention) : Result<QList<MentionVersion>>();
    if (!now || !versions)
        return say(now ? versions.error() : now.error());
    if (!*now || versions->isEmpty())
        return;
    auto *dialog = new VersionsDialog(this, m_look, **now, *versions);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

GestureRoom ConversationView::roomFor(const ThreadRow &row) const
{
    const QList<Outpost> &outposts = m_names.outposts();
    const auto at =
        std::find_if(outposts.begin(), outposts.end(), [&row](const Outpost &each) { return each.row == row.channel; });
    if (at == outposts.end() || !m_services.gestures || !m_services.gesturesOn)
        return {};
    GestureRoom room { m_services.gesturesOn(at->channel.network), {}, row.moderation };
    if (m_services.wishes) // where it cannot be read, nothing is ticked
        room.standing = m_services.wishes->standing(row.mention).value_or(QSet<Gesture::Kind>());
    return room;
}

/// A report is read by people there, so it is written first; everything else is done at once and can be taken back.
void ConversationView::gesture(qint64 mention, Gesture::Kind kind)
{
    QString words;
    if (kind == Gesture::Kind::Report) {
        const auto said = askReportWords(this);
        if (!said)
            return;
        words = *said;
    }
    m_services.engine.ask(
        this,
        [gestures = m_services.gestures, mention, kind, words] { return gestures->wish(kind, { mention }, words); },
        [this](const Result<Acted> &acted_) {
            if (!acted_)
                return say(acted_.error());
            if (acted_->changed > 0)
                emit acted(acted_->sentence);
            else
                emit told(tr("That is so already."));
        });
}

qint64 ConversationView::messageAtHand() const
{
    return m_thread->hasFocus() ? m_thread->currentMention() : 0;
}

void ConversationView::setCard(QWidget *card)
{
    card->setFixedWidth(m_look.scaled(cardWidth));
    connect(&m_look, &Look::changed, card, [this, card] { card->setFixedWidth(m_look.scaled(cardWidth)); });
    m_cardLine = new QFrame(this);
    m_cardLine->setFrameShape(QFrame::VLine);
    m_cardLine->setFrameShadow(QFrame::Plain);
    m_cardLine->setForegroundRole(QPalette::Mid);
    m_cardLine->setVisible(!card->isHidden());
    m_beside->addWidget(m_cardLine);
    m_beside->addWidget(card);
    card->installEventFilter(this);
}

/// The line before the card comes and goes with it.
bool ConversationView::eventFilter(QObject *watched, QEvent *event)
{
    if (m_cardLine && (event->type() == QEvent::ShowToParent || event->type() == QEvent::HideToParent))
        m_cardLine->setVisible(event->type() == QEvent::ShowToParent);
    return QWidget::eventFilter(watched, event);
}

void ConversationView::setVerbKeys(const QStringList &keys)
{
    m_header->setKeys(keys);
}

void ConversationView::setOpener(std::function<bool(const QUrl &)> open)
{
    m_gate->setOpener(std::move(open));
}

void ConversationView::showConversation(qint64 conversation)
{
    if (conversation == m_conversation)
        return;
    if (conversation == 0) {
        clear();
        return;
    }
    m_conversation = conversation;
    m_gate->dismiss();
    m_notice->clear();
    m_model->clear();
    refresh();
}

void ConversationView::clear()
{
    m_conversation = 0;
    m_pulse.stop();
    m_model->clear();
    m_editor->clear();
    m_stack->setCurrentIndex(0);
}

void ConversationView::follow(const QSet<QByteArray> &tables)
{
    m_namesAreOld = m_namesAreOld || NameBook::isTouchedBy(tables);
    if (m_conversation != 0 && !m_pulse.isActive() && (m_namesAreOld || concerns(tables)))
        m_pulse.start();
}

void ConversationView::refresh()
{
    if (m_namesAreOld) {
        if (auto done = m_names.read(); !done)
            say(done.error());
        m_namesAreOld = false;
    }
    auto items = m_services.store.items({ m_conversation });
    if (!items) {
        say(items.error());
        return;
    }
    if (items->isEmpty()) {
        clear(); // merged into another one, or gone
        return;
    }
    const ConversationItem item = items->constFirst();
    const bool isNew = m_model->rowCount() == 0;
    auto shown = isNew ? m_model->show(m_conversation, item.mention) : m_model->refresh(item.mention);
    if (!shown)
        say(shown.error());
    m_header->show(item, m_model->opening(), m_names.outpost(item.channel),
        m_services.peopleReading.alsoSeen.of(item.row).value_or(QList<AlsoSeen>()));
    showTrace();
    m_stack->setCurrentIndex(1);
    if (isNew) {
        m_editor->showConversation(item);
        m_thread->goTo(item.mention);
    } else {
        m_editor->refresh(item);
    }
}

void ConversationView::showTrace()
{
    if (!m_services.routing)
        return;
    const auto runs = m_services.routing->trace.of(m_conversation);
    if (runs)
        m_header->setTrace(WhyPopover::traceWords(*runs));
    else
        say(runs.error());
}

void ConversationView::showWhy()
{
    if (!m_services.routing || m_conversation == 0)
        return;
    const auto items = m_services.store.items({ m_conversation });
    const auto place = m_services.routing->places.of(m_conversation);
    const auto runs = m_services.routing->trace.of(m_conversation);
    if (!items || !place || !runs) {
        say(!items ? items.error() : !place ? place.error() : runs.error());
        return;
    }
    if (items->isEmpty())
        return;
    auto *why = new WhyPopover(m_look, this);
    why->show(items->constFirst(), *place, *runs, m_names, m_services.clock.now());
    connect(why, &WhyPopover::takeBackRequested, this, &ConversationView::takeBack);
    why->openBelow(m_header->traceAnchor());
}

void ConversationView::takeBack(qint64 operation)
{
    m_services.engine.ask(
        this, [&undo = m_services.undo, operation] { return undo.goOn(operation, Undo::Way::Back); },
        [this](const Result<Undone> &undone) {
            if (undone)
                emit told(undone->sentence);
            else
                say(undone.error());
        });
}

void ConversationView::reply()
{
    if (m_conversation != 0)
        m_editor->write(ReplyEditor::Mode::Reply);
}

void ConversationView::note()
{
    if (m_conversation != 0)
        m_editor->write(ReplyEditor::Mode::Note);
}

void ConversationView::read()
{
    m_thread->setFocus();
}

bool ConversationView::isWriting() const
{
    const QWidget *focus = window()->focusWidget();
    return focus && m_editor->isAncestorOf(focus);
}

void ConversationView::say(const Error &error)
{
    m_notice->say(error);
    emit failed(error);
}

} // namespace wheelhouse
