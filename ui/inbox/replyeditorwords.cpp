// What the editor says of what is written: how long it is, where it goes, and why it does not.
#include "core/base/text.h"
#include "core/posts/savedreplies.h"
#include "ui/inbox/elidedlabel.h"
#include "ui/inbox/replyeditor.h"
#include "ui/inbox/replyfrom.h"
#include "ui/inbox/replysender.h"
#include "ui/kit/plaineditor.h"
#include "ui/savedwords/savedreplypicker.h"

#include <QLocale>
#include <QPushButton>

namespace wheelhouse {

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

} // namespace wheelhouse
