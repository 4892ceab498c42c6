#include "ui/inbox/replyeditor.h"

#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/replyfrom.h"
#include "ui/inbox/replysender.h"
#include "ui/kit/plaineditor.h"
#include "ui/kit/segmentedbutton.h"

#include <QKeyEvent>
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

} // namespace wheelhouse
