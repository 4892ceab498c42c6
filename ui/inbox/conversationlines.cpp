#include "ui/inbox/conversationlist.h"

#include "core/base/clock.h"
#include "core/inbox/promisereader.h"
#include "ui/inbox/waiting.h"

#include <algorithm>

// What the rows of the list say of their conversations.
namespace wheelhouse {

void ConversationListModel::setTime(ListLine &line) const
{
    const QDateTime now = m_clock.now();
    const ConversationItem &item = line.item;
    switch (item.state) {
    case TriageState::Snoozed:
        line.time = item.snoozeUntil.isValid() ? shortMoment(item.snoozeUntil, now, m_zone) : tr("on answer");
        return;
    case TriageState::Done:
    case TriageState::Spam:
        line.time = shortMoment(item.doneAt.isValid() ? item.doneAt : item.at, now, m_zone);
        return;
    case TriageState::Waiting:
        line.time = waitWords(std::chrono::seconds(item.at.secsTo(now)));
        return;
    default:
        break;
    }
    line.promise = promiseLeft(item, now);
    if (line.promise.isPromised) {
        line.time = line.promise.words;
        return;
    }
    const std::chrono::seconds wait(item.waitingSince.secsTo(now));
    line.time = waitWords(wait);
    line.isLate = wait > longWait;
}

ListLine ConversationListModel::line(const ConversationItem &item) const
{
    ListLine line;
    line.item = item;
    line.assignee = m_names.member(item.assignee);
    line.isMine = item.assignee != 0 && item.assignee == m_names.me();
    line.department = m_names.department(item.department);
    if (item.claimedBy != 0 && item.claimedUntil > m_clock.now())
        line.claimedBy = m_names.member(item.claimedBy);
    for (const qint64 row : item.labels) {
        const Label label = m_names.label(row);
        if (!label.name.isEmpty())
            line.labels.append({ label.name, NameBook::tint(label.colour) });
    }
    if (m_isSearch) {
        const auto found = std::find_if(
            m_found.cbegin(), m_found.cend(), [&item](const Found &each) { return each.conversation == item.row; });
        if (found != m_found.cend() && !found->snippet.isEmpty()) {
            line.item.snippet = found->snippet;
            line.matches = found->matches;
        }
    }
    setTime(line);
    return line;
}

QString ConversationListModel::why(const ConversationItem &item) const
{
    if (!item.promiseDue.isValid())
        return {};
    const auto notes = m_store.promises().of(item.row);
    if (!notes || notes->isEmpty())
        return {};
    return tr("Answer due %1", "a short moment: Tue 09:00").arg(shortMoment(item.promiseDue, m_clock.now(), m_zone))
        + QLatin1Char('\n') + whyText(notes->last());
}

} // namespace wheelhouse
