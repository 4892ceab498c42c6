// What follows when words are gone: conversations that nobody can answer, indexes, the log and the pages.
#include "core/base/failpoint.h"
#include "core/housekeeping/erasing.h"
#include "core/housekeeping/words.h"
#include "core/store/scrub.h"
#include "core/store/searchindex.h"

#include <algorithm>

namespace wheelhouse {

/// A conversation without words cannot be answered: it is done, and what we answered in it goes too.
Result<void> Erasing::closeConversations(ErasingProgress &job)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto elsewhere = isElsewhere(job); !elsewhere || *elsewhere)
        return elsewhere.map([](bool) {});
    auto lot = nextOf(job, m_conversations);
    if (!lot)
        return tl::unexpected(lot.error());
    auto done = lot->isEmpty() ? Result<void>() : closeLot(*transaction, *lot, job);
    if (lot->isEmpty())
        job.goOn();
    if (done)
        done = failpoint("erasing.conversations");
    if (done)
        done = write(job);
    return done ? transaction->commit() : done;
}

Result<void> Erasing::closeLot(Transaction &transaction, const QList<qint64> &conversations, ErasingProgress &job)
{
    Counters counters(m_database);
    QList<qint64> answers;
    for (const qint64 each : conversations) {
        if (auto closed = closeOne(transaction, counters, each); !closed)
            return closed;
        auto ours = m_answers.all<qint64>([](const Row &row) { return row.number(0); }, each);
        if (!ours)
            return tl::unexpected(ours.error());
        answers += *ours;
    }
    job.mentions += answers.size();
    if (auto counted = counters.flush(transaction); !counted || answers.isEmpty())
        return counted;
    return takeWords(transaction, answers, m_clock.nowMs());
}

Result<void> Erasing::closeOne(Transaction &transaction, Counters &counters, qint64 conversation)
{
    auto subject = m_standings.read(conversation);
    if (!subject)
        return tl::unexpected(subject.error());
    Standing now = subject->standing;
    if (now.state == TriageState::Done || now.state == TriageState::Spam || now.state == TriageState::Merged)
        return {};
    takeState(now, Standing {});
    now.state = TriageState::Done;
    now.doneAt = m_clock.nowMs();
    now.unread = false;
    return m_standings.write(transaction, counters, *subject, now);
}

/// position: twice the index, plus one when it was begun.
Result<void> Erasing::mergeIndexes(ErasingProgress &job)
{
    const SearchIndex index = searchIndexes[job.position / 2];
    auto more = mergeIndex(m_database, index, job.position % 2 == 0, mergePages);
    if (!more)
        return tl::unexpected(more.error());
    if (auto stopped = failpoint("erasing.index"); !stopped)
        return stopped;
    const qint64 before = job.position;
    job.position = *more ? job.position | 1 : (job.position / 2 + 1) * 2;
    if (job.position / 2 >= qint64(std::size(searchIndexes))) {
        job.goOn();
        job.position = 0;
    }
    return job.position == before && job.step == Step::Index ? Result<void>() : writeAlone(job);
}

/// position: the page to go on with, of which the store only learns when all are clean: to begin anew is harmless.
Result<void> Erasing::settle(ErasingProgress &job)
{
    auto emptied = emptyLog(m_database);
    if (!emptied)
        return tl::unexpected(emptied.error());
    job.mustWait = !*emptied;
    if (job.mustWait)
        return {};
    auto next = scrubPages(m_database, m_page, scrubLot);
    if (!next && next.error().kind == Error::Kind::Busy) {
        job.mustWait = true;
        return {};
    }
    if (!next)
        return tl::unexpected(next.error());
    m_page = std::max<quint32>(*next, 1);
    job.position = m_page;
    if (*next != 0)
        return {};
    if (auto stopped = failpoint("erasing.settled"); !stopped)
        return stopped;
    job.goOn();
    return writeAlone(job);
}

} // namespace wheelhouse
