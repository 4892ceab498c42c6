// What is done with what is written: sent, kept, added as a note, discarded.
#include "core/inbox/notes.h"
#include "ui/inbox/replyeditor.h"
#include "ui/inbox/replysender.h"
#include "ui/kit/label.h"
#include "ui/kit/plaineditor.h"

#include <QPushButton>

namespace wheelhouse {

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

} // namespace wheelhouse
