// What the editor is made of, and what it listens to.
#include "core/posts/savedreplies.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/replyeditor.h"
#include "ui/inbox/replyfrom.h"
#include "ui/inbox/replysender.h"
#include "ui/kit/plaineditor.h"
#include "ui/kit/segmentedbutton.h"
#include "ui/savedwords/savedreplypicker.h"
#include "ui/savedwords/savedwordsdialog.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace wheelhouse {

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

void ReplyEditor::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_look.theme().alternate);
    painter.fillRect(QRect(0, 0, width(), 1), m_look.theme().line);
}

} // namespace wheelhouse
