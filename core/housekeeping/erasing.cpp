#include "core/housekeeping/erasing.h"

#include "core/base/failpoint.h"
#include "core/housekeeping/erasedlist.h"
#include "core/housekeeping/retention.h"
#include "core/housekeeping/words.h"
#include "core/store/scrub.h"
#include "core/store/searchindex.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QThread>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Housekeeping)
};

constexpr std::array<const char *, 6> stepWords { "listing", "words", "conversations", "index", "settling", "done" };
constexpr int scannedRows = 20'000; // rows looked at in one lot, whether they go or stay
constexpr int readerPauseMs = 500; // somebody reads what must go: their page is over by then
constexpr int longestPauseMs = 50;

struct Leaving {
    qint64 row = 0; ///< of erasing_identity
    qint64 identity = 0;
    qint64 position = 0;
};

Leaving readLeaving(const Row &row)
{
    return { row.number(0), row.number(1), row.number(2) };
}

/// Whether the team's notes were to go with the person, as the newest entry about them in the log says.
Result<bool> wereNotesAsked(Database &database, IdentityId id)
{
    Statement entries(database, "SELECT payload FROM operation WHERE kind = 'person.erase' ORDER BY row DESC");
    bool asked = false;
    auto read = entries.each([&](const Row &row) {
        const QJsonObject payload = QJsonDocument::fromJson(row.bytes(0)).object();
        if (!payload.value(QLatin1String("identities")).toArray().contains(id.toString()))
            return true;
        asked =
            payload.value(QLatin1String("with_notes")).toBool() || payload.value(QLatin1String("notes")).toInt() > 0;
        return false;
    });
    return read.map([&] { return asked; });
}

} // namespace

void ErasingProgress::goOn()
{
    step = static_cast<Step>(static_cast<int>(step) + 1);
}

int ErasingProgress::pauseMs() const
{
    return mustWait ? readerPauseMs : std::min(tookMs, longestPauseMs);
}

QString ErasingProgress::sentence() const
{
    if (!trouble.isEmpty())
        return Words::tr("The erasing waits: %1").arg(trouble);
    const QString count = QLocale().toString(mentions);
    switch (step) {
    case Step::Index:
        return Words::tr("Taking the words out of the search: %1 messages").arg(count);
    case Step::Settling:
        return Words::tr("Wiping the file: %1 messages").arg(count);
    case Step::Done:
        return Words::tr("The words of %1 messages are gone").arg(count);
    default:
        return Words::tr("Taking words: %1 messages so far").arg(count);
    }
}

Erasing::Erasing(Database &database, OperationLog &log, const Clock &clock)
    : m_database(database)
    , m_log(log)
    , m_clock(clock)
    , m_standings(database)
    , m_next(database, R"(
        SELECT row, retention, step, mentions, position, until, kept FROM erasing WHERE step <> 'done' ORDER BY row)")
    , m_write(database,
          "UPDATE erasing SET step = ?2, mentions = ?3, position = ?4, ended_at = ?5, kept = ?6 WHERE row = ?1")
    , m_identities(database, "SELECT row, identity, position FROM erasing_identity WHERE erasing = ?1 ORDER BY row")
    , m_ofIdentity(database, R"(
        SELECT row FROM mention WHERE identity = ?1 AND row > ?2 AND erased_at IS NULL ORDER BY row LIMIT ?3)")
    , m_moveIdentity(database, "UPDATE erasing_identity SET position = ?2 WHERE row = ?1")
    , m_fromFront(database, "UPDATE erasing_identity SET position = 0 WHERE erasing = ?1")
    , m_conversations(database, R"(
        SELECT row FROM conversation WHERE identity = ?1 AND row > ?2 ORDER BY row LIMIT ?3)")
    , m_answers(database, R"(
        SELECT row FROM mention WHERE conversation = ?1 AND is_ours = 1 AND erased_at IS NULL)")
    , m_scan(database, keptRowsSql())
    , m_at(database, "SELECT count(*) FROM erasing WHERE row = ?1 AND step = ?2 AND position = ?3 AND mentions = ?4")
{
}

Result<QList<ErasingProgress>> Erasing::unfinished()
{
    auto found = m_next.all<ErasingProgress>([](const Row &row) {
        ErasingProgress job;
        job.row = row.number(0);
        job.retention = row.number(1);
        for (size_t i = 0; i < stepWords.size(); ++i)
            if (row.text(2) == QLatin1String(stepWords[i]))
                job.step = static_cast<Step>(i);
        job.mentions = row.number(3);
        job.position = row.number(4);
        job.until = row.number(5);
        job.kept = row.number(6);
        return job;
    });
    if (!found)
        return found;
    for (ErasingProgress &job : *found)
        job.trouble = m_troubles.value(job.row);
    std::stable_partition(found->begin(), found->end(), [](const auto &job) { return job.trouble.isEmpty(); });
    return found;
}

Result<std::optional<ErasingProgress>> Erasing::next()
{
    auto found = unfinished();
    if (!found)
        return tl::unexpected(found.error());
    return found->isEmpty() ? std::optional<ErasingProgress>() : found->constFirst();
}

Result<std::optional<ErasingProgress>> Erasing::goOn()
{
    auto found = unfinished();
    if (!found)
        return tl::unexpected(found.error());
    Result<std::optional<ErasingProgress>> went;
    for (const ErasingProgress &job : std::as_const(*found)) {
        auto taken = takeLot(job);
        if (taken) {
            m_troubles.remove(job.row);
            return std::optional(*taken);
        }
        m_troubles.insert(job.row, taken.error().message);
        if (went)
            went = tl::unexpected(taken.error());
    }
    return went;
}

Result<ErasingProgress> Erasing::takeLot(ErasingProgress job)
{
    job.trouble.clear();
    m_before = job;
    QElapsedTimer timer;
    timer.start();
    auto done = takeStep(job);
    if (!done)
        return tl::unexpected(done.error());
    job.tookMs = int(timer.elapsed());
    return job;
}

Result<void> Erasing::takeStep(ErasingProgress &job)
{
    switch (job.step) {
    case Step::Listing:
        return list(job);
    case Step::Words:
        return takeWordsOf(job);
    case Step::Conversations:
        return closeConversations(job);
    case Step::Index:
        return mergeIndexes(job);
    case Step::Settling:
        return settle(job);
    case Step::Done:
        break;
    }
    return {};
}

/// Asked inside the transaction that would write: whether another process went on with the same one since it was read.
/// The lot is then left alone, and the next one reads anew.
Result<bool> Erasing::isElsewhere(ErasingProgress &job)
{
    const QString step = QString::fromLatin1(stepWords[static_cast<size_t>(m_before.step)]);
    auto same = m_at.number(m_before.row, step, m_before.position, m_before.mentions);
    if (!same)
        return tl::unexpected(same.error());
    if (same->value_or(0) == 0)
        job = m_before;
    return same->value_or(0) == 0;
}

Result<void> Erasing::finish(const std::function<bool(const ErasingProgress &)> &watch)
{
    while (true) {
        auto now = goOn();
        if (!now)
            return tl::unexpected(now.error());
        if (!*now || (watch && !watch(**now)))
            return {};
        QThread::msleep(static_cast<unsigned long>((*now)->pauseMs()));
    }
}

Result<void> Erasing::write(const ErasingProgress &job)
{
    const auto ended = job.isDone() ? std::optional(m_clock.nowMs()) : std::nullopt;
    return m_write.run(job.row, QString::fromLatin1(stepWords[static_cast<size_t>(job.step)]), job.mentions,
        job.position, ended, job.kept);
}

Result<void> Erasing::writeAlone(ErasingProgress &job)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto elsewhere = isElsewhere(job); !elsewhere || *elsewhere)
        return elsewhere.map([](bool) {});
    if (auto done = write(job); !done)
        return done;
    return transaction->commit();
}

/// Before anything else: a backup that is restored from now on forgets too.
Result<void> Erasing::list(ErasingProgress &job)
{
    Statement ids(m_database, R"(
        SELECT i.id FROM erasing_identity e JOIN identity i ON i.row = e.identity WHERE e.erasing = ?1)");
    auto found = ids.all<ErasedOne>([](const Row &row) { return ErasedOne { row.id<IdentityId>(0) }; }, job.row);
    if (!found)
        return tl::unexpected(found.error());
    for (ErasedOne &one : *found) {
        auto notes = wereNotesAsked(m_database, one.id);
        if (!notes)
            return tl::unexpected(notes.error());
        one.withNotes = *notes;
    }
    if (auto listed = ErasedList::add(m_database.path(), *found); !listed)
        return listed;
    job.goOn();
    return writeAlone(job);
}

Result<void> Erasing::takeWordsOf(ErasingProgress &job)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    if (auto elsewhere = isElsewhere(job); !elsewhere || *elsewhere)
        return elsewhere.map([](bool) {});
    auto done = job.retention == 0 ? takeOfPerson(*transaction, job) : takeByRule(*transaction, job);
    if (done)
        done = failpoint("erasing.words");
    if (done)
        done = write(job);
    return done ? transaction->commit() : done;
}

/// The next rows that \a select finds of the people who leave, behind where each of them was; empty: there are no more.
Result<QList<qint64>> Erasing::nextOf(const ErasingProgress &job, Statement &select)
{
    auto leaving = m_identities.all<Leaving>(&readLeaving, job.row);
    if (!leaving)
        return tl::unexpected(leaving.error());
    for (const Leaving &one : std::as_const(*leaving)) {
        auto rows =
            select.all<qint64>([](const Row &row) { return row.number(0); }, one.identity, one.position, erasingLot);
        if (!rows)
            return rows;
        if (rows->isEmpty())
            continue;
        if (auto moved = m_moveIdentity.run(one.row, rows->constLast()); !moved)
            return tl::unexpected(moved.error());
        return rows;
    }
    return QList<qint64>();
}

Result<void> Erasing::takeOfPerson(Transaction &transaction, ErasingProgress &job)
{
    auto rows = nextOf(job, m_ofIdentity);
    if (!rows)
        return tl::unexpected(rows.error());
    job.mentions += rows->size();
    if (!rows->isEmpty())
        return takeWords(transaction, *rows, m_clock.nowMs());
    job.goOn();
    return m_fromFront.run(job.row);
}

Result<void> Erasing::takeByRule(Transaction &transaction, ErasingProgress &job)
{
    QList<qint64> rows;
    int seen = 0;
    auto scanned = m_scan.each(
        [&](const Row &row) {
            ++seen;
            job.position = row.number(0);
            job.kept += row.flag(2) ? 1 : 0;
            if (row.flag(1))
                rows.append(row.number(0));
            return rows.size() < erasingLot;
        },
        job.retention, job.position, job.until, scannedRows, m_clock.nowMs());
    if (!scanned)
        return scanned;
    job.mentions += rows.size();
    const auto taken = rows.isEmpty() ? Result<void>() : takeWords(transaction, rows, m_clock.nowMs());
    const bool isWhole = seen < scannedRows && rows.size() < erasingLot;
    return taken && isWhole ? endRule(transaction, job) : taken;
}

/// The one entry of a run in the log, in the transaction of its last lot; a run that took nothing leaves none.
Result<void> Erasing::endRule(Transaction &transaction, ErasingProgress &job)
{
    job.position = 0;
    job.step = job.mentions > 0 ? Step::Index : Step::Done;
    if (job.mentions == 0)
        return {};
    Statement id(m_database, "SELECT id FROM retention WHERE row = ?1");
    auto rule = id.one<RetentionId>([](const Row &row) { return row.id<RetentionId>(0); }, job.retention);
    if (!rule)
        return tl::unexpected(rule.error());
    const QJsonObject payload { { QStringLiteral("rule"), rule->value_or(RetentionId()).toString() },
        { QStringLiteral("mentions"), job.mentions }, { QStringLiteral("kept"), job.kept } };
    return m_log.append(transaction, { QStringLiteral("retention.run"), payload, {}, false })
        .map([](const Operation &) {});
}

} // namespace wheelhouse
