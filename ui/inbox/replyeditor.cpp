#include "ui/inbox/replyeditor.h"

#include "core/base/text.h"
#include "core/inbox/notes.h"
#include "core/posts/savedreplies.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/replyfrom.h"
#include "ui/inbox/replysender.h"
#include "ui/kit/plaineditor.h"
#include "ui/kit/segmentedbutton.h"
#include "ui/savedwords/savedreplypicker.h"
#include "ui/savedwords/savedwordsdialog.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QTimeZone>

namespace wheelhouse {

namespace {

QString timeOf(const QDateTime &at)
{
    return at.toTimeZone(QTimeZone::systemTimeZone()).toString(QStringLiteral("HH:mm"));
}

} // namespace

ReplyEditor::ReplyEditor(InboxServices &services, const NameBook &names, const Look &look, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_names(names)
    , m_look(look)
    , m_replies(new DraftKeeper(DraftKeeper::Kind::Reply, services, this))
    , m_notes(new DraftKeeper(DraftKeeper::Kind::Note, services, this))
    , m_sender(new ReplySender(services, this))
    , m_kind(new SegmentedButton(look, { tr("Reply"), tr("Note") }, this))
    , m_as(new ElidedLabel(look, Type::Small, Ink::Second, {}, this))
    , m_claim(new TextLabel(look, Type::Small, Ink::Amber, {}, this))
    , m_gone(new TextLabel(look, Type::Small, Ink::Amber, {}, this))
    , m_field(new PlainEditor(look, this))
    , m_saved(new TextLabel(look, Type::Tiny, Ink::Third, {}, this))
    , m_count(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_from(new ReplyFrom(look, this))
    , m_discard(new Link(look, Type::Small, tr("Discard draft"), this))
    , m_send(new QPushButton(this))
    , m_submit(new QPushButton(this))
    , m_hint(new TextLabel(look, Type::Tiny, Ink::Third, {}, this))
{
    m_claimEnds.setSingleShot(true);
    layOut();
    listen();
    offerSaved();
    setMode(Mode::Reply);
}

ReplyEditor::~ReplyEditor() = default;

void ReplyEditor::layOut()
{
    m_kind->setAccessibleName(tr("Reply or note"));
    m_kind->setToolTip(tr("Switch between reply and note (Ctrl+Shift+N)"));
    m_claim->setWordWrap(true);
    m_gone->setWordWrap(true);
    m_gone->hide();
    m_hint->setWordWrap(true);
    m_submit->setProperty("kind", QStringLiteral("primary"));
    m_submit->setProperty("small", true);
    m_send->setProperty("small", true);
    m_send->setText(tr("Send") + QStringLiteral("  Ctrl \u21b5"));
    m_send->setAccessibleName(tr("Send"));
    m_send->setToolTip(tr("%1 (%2)", "a verb, its key").arg(tr("Send, and stay here"), tr("Ctrl+Enter")));
    auto *top = new QHBoxLayout;
    top->setSpacing(space::gap);
    top->addWidget(m_kind);
    top->addWidget(m_as, 1);
    auto *whence = new QHBoxLayout; // right above the buttons, which need their whole line
    whence->setSpacing(space::card);
    whence->addWidget(m_count);
    whence->addStretch();
    whence->addWidget(m_from);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(space::card);
    bottom->addStretch();
    bottom->addWidget(m_send);
    bottom->addWidget(m_submit);
    auto *last = new QHBoxLayout;
    last->setSpacing(space::card);
    last->addWidget(m_hint, 1);
    last->addWidget(m_saved);
    last->addWidget(m_discard);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::card, space::gap, space::card, 10);
    column->setSpacing(space::gap);
    column->addLayout(top);
    column->addWidget(m_claim);
    column->addWidget(m_gone);
    column->addWidget(m_field, 1);
    column->addLayout(whence);
    column->addLayout(bottom);
    column->addLayout(last);
    setFocusProxy(m_field);
    QWidget::setTabOrder(m_kind, m_field);
    QWidget::setTabOrder(m_field, m_discard);
    QWidget::setTabOrder(m_discard, m_from);
    QWidget::setTabOrder(m_from, m_send);
    QWidget::setTabOrder(m_send, m_submit);
}

void ReplyEditor::listen()
{
    m_field->installEventFilter(this);
    connect(m_field, &QPlainTextEdit::textChanged, this, &ReplyEditor::follow);
    connect(
        m_kind, &SegmentedButton::chosen, this, [this](int index) { write(index == 0 ? Mode::Reply : Mode::Note); });
    connect(m_send, &QPushButton::clicked, this, [this] { submit(false); });
    connect(m_submit, &QPushButton::clicked, this, [this] { submit(m_mode == Mode::Reply); });
    connect(m_sender, &ReplySender::sent, this, &ReplyEditor::takeSent);
    connect(m_sender, &ReplySender::failed, this, [this](const Error &error) {
        m_leaving.clear();
        m_sender->refresh(false);
        showCount();
        emit failed(error);
    });
    connect(m_from, &ReplyFrom::chosen, this, [this](const ChannelId &channel) {
        m_sender->setFrom(channel);
        showCount();
        m_field->setFocus();
    });
    connect(m_discard, &Link::clicked, this, &ReplyEditor::discard);
    connect(&m_claimEnds, &QTimer::timeout, this, &ReplyEditor::showClaim);
    listenTo(m_replies, Mode::Reply);
    listenTo(m_notes, Mode::Note);
    connect(m_replies, &DraftKeeper::discarded, this, [this](qint64 conversation) {
        if (conversation == m_item.row && m_mode == Mode::Reply)
            setText({});
        emit acted(tr("Draft discarded"));
    });
}

void ReplyEditor::offerSaved()
{
    if (m_services.saved == nullptr)
        return;
    m_saves = new SavedReplyPicker(*m_field, *m_services.saved, m_look);
    connect(m_saves, &SavedReplyPicker::failed, this, &ReplyEditor::failed);
    connect(m_saves, &SavedReplyPicker::keepingRequested, this, [this] {
        auto *dialog = new SavedWordsDialog(*m_services.saved, m_look, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &SavedWordsDialog::acted, this, &ReplyEditor::acted);
        dialog->show(SavedWordsDialog::Kind::Replies);
    });
}

void ReplyEditor::listenTo(DraftKeeper *keeper, Mode mode)
{
    connect(keeper, &DraftKeeper::kept, this, [this, keeper, mode](qint64 conversation, const QDateTime &at) {
        if (conversation != m_item.row || mode != m_mode)
            return;
        m_isOrphan = false;
        if (!keeper->isBehind(conversation))
            m_saved->setText(text().isEmpty() ? QString() : tr("Saved %1").arg(timeOf(at)));
    });
    connect(keeper, &DraftKeeper::failed, this, [this, mode](qint64 conversation, const Error &error, bool again) {
        if (conversation == m_item.row && mode == m_mode) {
            m_isOrphan = true;
            m_saved->setText(tr("Not saved"));
        }
        if (!again)
            emit failed(error);
    });
}

void ReplyEditor::flush()
{
    m_replies->flush();
    m_notes->flush();
}

void ReplyEditor::showConversation(const ConversationItem &item)
{
    flush();
    release();
    m_item = item;
    m_isOrphan = false;
    m_claimedAt = {};
    m_leaving.clear();
    m_sender->show(item);
    setMode(Mode::Reply);
}

void ReplyEditor::clear()
{
    showConversation({});
}

void ReplyEditor::refresh(const ConversationItem &item)
{
    m_item = item;
    m_sender->refresh(m_mode == Mode::Reply && !text().isEmpty());
    showClaim();
    showGone();
    showWords();
    if (m_isOrphan || keeper().isBehind(item.row))
        return;
    auto draft = keeper().draft(item.row);
    if (draft && (*draft ? (*draft)->text : QString()) != text())
        restore(); // undo brought it back, or took it away
}

void ReplyEditor::write(Mode mode)
{
    setMode(mode);
    m_field->setFocus();
    m_field->moveCursor(QTextCursor::End);
}

void ReplyEditor::setMode(Mode mode)
{
    flush();
    m_isOrphan = m_isOrphan && m_mode == mode;
    m_mode = mode;
    m_kind->setCurrent(mode == Mode::Reply ? 0 : 1);
    restore();
    showClaim();
    showGone();
    showWords();
}

void ReplyEditor::restore()
{
    m_saved->clear();
    if (m_item.row == 0) {
        setText({});
        return;
    }
    auto draft = keeper().draft(m_item.row);
    if (!draft) {
        emit failed(draft.error());
        return;
    }
    setText(*draft ? (*draft)->text : QString());
    if (*draft && (*draft)->savedAt.isValid() && !(*draft)->text.isEmpty())
        m_saved->setText(tr("Saved %1").arg(timeOf((*draft)->savedAt)));
}

void ReplyEditor::follow()
{
    showCount();
    if (m_isFilling || m_item.row == 0)
        return;
    keeper().typed(m_item.row, text());
    const QDateTime now = m_services.clock.now();
    if (!m_claimedAt.isValid() || m_claimedAt.addDuration(renewClaim) <= now) {
        m_claimedAt = now;
        claim();
    }
}

void ReplyEditor::claim()
{
    m_services.engine.ask(
        this, [&triage = m_services.triage, conversation = m_item.row] { return triage.claim(conversation); },
        [this](const Result<Acted> &claimed) {
            // A conflict is said by showClaim(), as soon as the row is read anew; it keeps nobody from writing.
            if (!claimed && claimed.error().kind != Error::Kind::Conflict)
                emit failed(claimed.error());
        });
}

/// Who leaves with nothing written is not on it; a draft keeps its claim until that runs out.
void ReplyEditor::release()
{
    if (m_item.row == 0 || !m_claimedAt.isValid() || m_item.claimedBy != m_names.me())
        return;
    for (DraftKeeper *each : { m_replies, m_notes }) {
        const auto draft = each->draft(m_item.row);
        if (!draft || (*draft && !(*draft)->text.isEmpty()))
            return;
    }
    m_services.engine.ask(
        [&triage = m_services.triage, conversation = m_item.row] { return triage.release(conversation).has_value(); });
}

void ReplyEditor::showClaim()
{
    const QDateTime now = m_services.clock.now();
    const bool runs = m_item.claimedBy != 0 && m_item.claimedBy != m_names.me() && m_item.claimedUntil > now;
    if (runs) {
        const QString words = tr("%1 is on it").arg(NameBook::firstName(m_names.member(m_item.claimedBy)));
        m_claim->setText(words);
        m_claim->setAccessibleName(words);
        m_claimEnds.start(int(qBound(qint64(1'000), now.msecsTo(m_item.claimedUntil), qint64(3'600'000))));
    }
    m_claim->setVisible(runs);
}

/// An answer to something that its author took back is answered to nobody; a note about it is a note as ever.
void ReplyEditor::showGone()
{
    const auto answered =
        m_item.row != 0 && m_mode == Mode::Reply ? m_services.store.mention(m_item.mention) : std::optional<Mention>();
    const bool isGone = answered && *answered && (*answered)->goneAt.isValid();
    if (isGone) {
        const QString words = tr("What this answers was taken away there, at %1").arg(timeOf((*answered)->goneAt));
        m_gone->setText(words);
        m_gone->setAccessibleName(words);
    }
    m_gone->setVisible(isGone);
}

void ReplyEditor::showCount()
{
    const QString words = text();
    const bool isReply = m_mode == Mode::Reply && m_item.row != 0;
    const auto standing = isReply ? m_sender->look(words) : ReplySender::Standing();
    const int count = isReply ? standing.length.characters : graphemeCount(words);
    const bool isTooLong = standing.limit > 0 && count > standing.limit;
    const QLocale locale;
    if (standing.limit == 0)
        m_count->setText(count == 0 ? QString() : tr("%Ln character(s)", nullptr, count));
    else if (!isTooLong)
        m_count->setText(tr("%1 of %2", "characters").arg(locale.toString(count), locale.toString(standing.limit)));
    else
        m_count->setText(
            tr("%1 of %2, too long", "characters").arg(locale.toString(count), locale.toString(standing.limit)));
    m_count->setInk(isTooLong ? Ink::Red : Ink::Second);
    m_discard->setVisible(m_mode == Mode::Reply && !words.isEmpty());
    const bool isSomething = m_item.row != 0 && !words.isEmpty() && m_leaving.isEmpty();
    const bool mayGo = !isReply || !m_sender->whyNot().isEmpty() || standing.isMoved || standing.problem.isEmpty();
    m_submit->setEnabled(isSomething && mayGo);
    m_send->setEnabled(m_submit->isEnabled());
    showSending();
}

/// What the buttons do, and what stands in the way.
void ReplyEditor::showSending()
{
    showFrom();
    const bool isReply = m_mode == Mode::Reply;
    const bool isSendable = isReply && m_sender->whyNot().isEmpty();
    const auto standing = isSendable && m_item.row != 0 ? m_sender->look(text()) : ReplySender::Standing();
    const bool isMoved = standing.isMoved && !text().isEmpty();
    m_send->setVisible(isSendable && !isMoved);
    const QString verb = !isReply ? tr("Add note")
        : !isSendable             ? tr("Keep as draft")
        : isMoved                 ? tr("Review")
                                  : tr("Send, then done");
    const bool hasShift = isSendable && !isMoved;
    m_submit->setText(verb + (hasShift ? QStringLiteral("  Ctrl \u21e7 \u21b5") : QStringLiteral("  Ctrl \u21b5")));
    m_submit->setAccessibleName(verb);
    m_submit->setToolTip(
        tr("%1 (%2)", "a verb, its key").arg(verb, hasShift ? tr("Ctrl+Shift+Enter") : tr("Ctrl+Enter")));
    const QString hint = hintWords(isSendable, isMoved);
    const bool isAnother = isSendable && m_sender->isFromAnother();
    m_hint->setInk(isMoved || (isSendable && !standing.problem.isEmpty()) || (isAnother && !text().isEmpty())
            ? Ink::Amber
            : Ink::Third);
    m_hint->setText(hint);
    m_hint->setVisible(!hint.isEmpty());
}

/// What is to be known before it goes; the gravest first.
QString ReplyEditor::hintWords(bool isSendable, bool isMoved) const
{
    if (m_mode == Mode::Reply && !isSendable)
        return m_sender->whyNot();
    if (isMoved)
        return tr("Somebody wrote meanwhile: read it before this goes");
    const auto standing = isSendable && m_item.row != 0 ? m_sender->look(text()) : ReplySender::Standing();
    if (text().isEmpty())
        return {};
    if (!standing.problem.isEmpty())
        return standing.problem;
    if (isSendable && m_sender->isFromAnother()) {
        const QString name = isolate(m_sender->accounts().isEmpty() ? QString() : m_from->text());
        return m_sender->isAgreed() ? tr("Press once more, and it goes from %1").arg(name)
                                    : tr("Goes from %1, which was not addressed").arg(name);
    }
    return standing.addressed.isEmpty() ? QString() : tr("Goes out with %1 before it").arg(isolate(standing.addressed));
}

void ReplyEditor::showFrom()
{
    m_from->show(m_mode == Mode::Reply && m_sender->whyNot().isEmpty() ? m_sender->accounts() : QList<ReplyAccount>(),
        m_sender->from());
}

void ReplyEditor::showWords()
{
    const bool isReply = m_mode == Mode::Reply;
    const QString place = m_names.outpost(m_item.channel);
    if (m_saves != nullptr)
        m_saves->setKnown(knownValues(m_item.name, place));
    m_as->setWords(isReply
            ? (place.isEmpty() || !m_sender->accounts().isEmpty() ? QString()
                                                                  : tr("as %1", "a name of ours").arg(isolate(place)))
            : tr("to the team, never published"));
    m_field->setPlaceholderText(isReply
            ? (m_item.name.isEmpty() ? QString() : tr("Answer %1").arg(isolate(m_item.name)))
            : tr("What the team should know"));
    m_field->setAccessibleName(isReply ? tr("Reply") : tr("Note to the team"));
    m_field->setProperty("kind", QStringLiteral("field"));
    showCount();
}

void ReplyEditor::submit(bool thenDone)
{
    if (!m_submit->isEnabled())
        return;
    if (m_mode == Mode::Note)
        addNote();
    else if (!m_sender->whyNot().isEmpty())
        keepAsDraft();
    else
        answer(thenDone);
}

void ReplyEditor::keepAsDraft()
{
    m_replies->flush();
    emit told(m_sender->whyNot());
}

/// What came meanwhile is read first; the next press sends.
void ReplyEditor::answer(bool thenDone)
{
    if (m_sender->look(text()).isMoved) {
        m_sender->review();
        emit reviewing();
        return showCount();
    }
    if (!m_sender->isAgreed()) {
        m_sender->agree();
        return showCount();
    }
    m_leaving = text();
    m_replies->flush(); // before the sending, which sends what is kept
    m_sender->send(text(), thenDone);
    showCount();
}

void ReplyEditor::takeSent(qint64 conversation, const QString &sentence)
{
    if (conversation == m_item.row && m_mode == Mode::Reply && text() == m_leaving) {
        setText({});
        m_saved->clear();
    }
    m_leaving.clear();
    showCount();
    emit acted(sentence);
}

void ReplyEditor::addNote()
{
    const qint64 conversation = m_item.row;
    const QString words = text();
    m_submit->setEnabled(false);
    m_notes->flush(); // before the note, which takes its draft away
    m_services.engine.ask(
        this, [&notes = m_services.notes, conversation, words] { return notes.add(conversation, words); },
        [this, conversation, words](const Result<Acted> &added) {
            showCount();
            if (!added) {
                emit failed(added.error());
                return;
            }
            // Unless more was typed meanwhile.
            if (conversation == m_item.row && m_mode == Mode::Note && text() == words) {
                setText({});
                m_saved->clear();
            }
            emit acted(added->sentence);
        });
}

void ReplyEditor::discard()
{
    m_field->setFocus();
    m_replies->discard(m_item.row);
}

QString ReplyEditor::text() const
{
    return m_field->toPlainText();
}

void ReplyEditor::setText(const QString &text)
{
    m_isFilling = true;
    m_field->setPlainText(text);
    m_field->moveCursor(QTextCursor::End);
    m_isFilling = false;
    showCount();
}

bool ReplyEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::FocusOut)
        flush();
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (isEnter && key->modifiers().testFlag(Qt::ControlModifier))
        submit(key->modifiers().testFlag(Qt::ShiftModifier));
    else if (key->key() == Qt::Key_N && key->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        write(m_mode == Mode::Reply ? Mode::Note : Mode::Reply);
    else if (key->key() == Qt::Key_Escape)
        emit left();
    else
        return QWidget::eventFilter(watched, event);
    return true;
}

void ReplyEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().alternate);
    painter.fillRect(QRect(0, 0, width(), 1), m_look.theme().line);
}

} // namespace wheelhouse
