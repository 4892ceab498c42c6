#pragma once

#include "ui/inbox/draftkeeper.h"
#include "ui/inbox/inboxservices.h"
#include "ui/inbox/namebook.h"

#include <QTimer>
#include <QWidget>

#include <chrono>

class QPushButton;

namespace wheelhouse {

class ElidedLabel;
class TextLabel;
class Link;
class Look;
class PlainEditor;
class ReplyFrom;
class ReplySender;
class SavedReplyPicker;
class SegmentedButton;

/// Where an answer or a note to the team is written. Both are kept as they are typed; an answer
/// goes out by ReplySender.
class ReplyEditor : public QWidget {
    Q_OBJECT
public:
    enum class Mode { Reply, Note };

    ReplyEditor(InboxServices &services, const NameBook &names, const Look &look, QWidget *parent = nullptr);
    ReplyEditor(const ReplyEditor &) = delete;
    ReplyEditor &operator=(const ReplyEditor &) = delete;
    ~ReplyEditor() override;

    /// What was typed for the conversation before is kept first.
    void showConversation(const ConversationItem &item);
    /// The same conversation, read anew: who is on it, and what undo may have brought back.
    void refresh(const ConversationItem &item);
    void clear();
    void write(Mode mode); ///< and puts the cursor there
    [[nodiscard]] Mode mode() const { return m_mode; }

    static constexpr std::chrono::minutes renewClaim { 4 }; ///< of its ten, while typing goes on

signals:
    void acted(const QString &sentence);
    void told(const QString &sentence); ///< nothing to take back
    void reviewing(); ///< what came meanwhile is to be read
    void failed(const wheelhouse::Error &error);
    void left(); ///< Esc

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void layOut();
    void listen();
    void offerSaved();
    void listenTo(DraftKeeper *keeper, Mode mode);
    [[nodiscard]] DraftKeeper &keeper() const { return m_mode == Mode::Reply ? *m_replies : *m_notes; }
    void flush();
    void setMode(Mode mode);
    void restore();
    void follow();
    void claim();
    void release();
    void showClaim();
    void showGone();
    void showCount();
    void showWords();
    void showSending();
    void showFrom();
    [[nodiscard]] QString hintWords(bool isSendable, bool isMoved) const;
    void submit(bool thenDone);
    void keepAsDraft();
    void answer(bool thenDone);
    void takeSent(qint64 conversation, const QString &sentence);
    void addNote();
    void discard();
    [[nodiscard]] QString text() const;
    void setText(const QString &text);

    InboxServices &m_services;
    const NameBook &m_names;
    const Look &m_look;
    ConversationItem m_item;
    Mode m_mode = Mode::Reply;
    DraftKeeper *m_replies;
    DraftKeeper *m_notes;
    ReplySender *m_sender;
    QString m_leaving; ///< what was sent and not yet taken by the engine
    bool m_isFilling = false; ///< the text is being set, not typed
    bool m_isOrphan = false; ///< what was typed could not be kept: it stays until it is copied
    QDateTime m_claimedAt; ///< UTC; null: nothing typed here yet
    QTimer m_claimEnds; ///< somebody else's

    SegmentedButton *m_kind;
    ElidedLabel *m_as;
    TextLabel *m_claim;
    TextLabel *m_gone; ///< what is answered was taken away
    PlainEditor *m_field;
    SavedReplyPicker *m_saves = nullptr; ///< none: no saved replies here
    TextLabel *m_saved;
    TextLabel *m_count;
    ReplyFrom *m_from;
    Link *m_discard;
    QPushButton *m_send;
    QPushButton *m_submit;
    TextLabel *m_hint;
};

} // namespace wheelhouse
