#include "core/intake/school.h"
#include "ui/inbox/readingwords.h"
#include "ui/inbox/triageactions.h"
#include "ui/inbox/triagelists.h"

// How people correct what was read.
namespace wheelhouse {

void TriageActions::correctTargets()
{
    const QList<ConversationItem> items = m_steps.targetItems();
    if (items.size() == 1) {
        correct(items.first().mention);
        return;
    }
    Rows conversations;
    Rows mentions;
    for (const ConversationItem &item : items) {
        conversations.append(item.row);
        mentions.append(item.mention);
    }
    askReading(conversations, mentions, {}, {});
}

void TriageActions::correct(qint64 mention)
{
    const auto found = m_services.store.mention(mention);
    if (!found || !*found || (*found)->isOurs) {
        emit told(tr("What we wrote ourselves is not read"));
        return;
    }
    // Lists of words may have to be loaded first, which is nothing for the window's thread.
    m_services.engine.ask(
        this, [&school = m_services.school, mention] { return school.explain(mention); },
        [this, mention, conversation = (*found)->conversation, mark = (*found)->reading](
            const Result<Reading> &reading) {
            askReading(
                { conversation }, { mention }, mark, reading ? ReadingWords::reasons(reading->words) : QString());
        });
}

void TriageActions::askReading(
    const Rows &conversations, const Rows &mentions, const ReadingMark &mark, const QString &reasons)
{
    SmallList *list = readingList(m_look, mark, reasons, &m_view);
    connect(list, &SmallList::picked, this,
        [this, conversations, mentions](const QString &picked) { correctAs(conversations, mentions, picked); });
    openAt(list);
}

void TriageActions::correctAs(const Rows &conversations, const Rows &mentions, const QString &picked)
{
    const QString word = picked.section(u':', 1);
    Correction correction;
    if (picked.startsWith(u"mood:"))
        correction.mood = moodFromWord(word);
    else
        correction.need = needFromWord(word);
    m_steps.actOn(conversations, tr("Correct the reading of %Ln message(s)?", nullptr, int(mentions.size())),
        After::Stay, [&corrections = m_services.corrections, mentions, correction](const Rows &) {
            return corrections.correct(mentions, correction);
        });
}

} // namespace wheelhouse
