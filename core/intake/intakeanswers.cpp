#include "core/intake/intake.h"

#include "core/base/lane.h"

#include <QLoggingCategory>

// What becomes of an answer, and what is asked beside: threads, and messages as they stand now.
namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.intake")

constexpr qsizetype lot = 5'000; // so many of a page go in at once; the cursor moves with the last
constexpr qsizetype mostThreads = 200; // wanted at a time; what came last is read first
constexpr qsizetype mostLooks = 2'000;
constexpr qsizetype looksAtOnce = 40;
constexpr qint64 threadEveryMs = 3LL * 60 * 1000; // one that is read is asked for again
constexpr qint64 goneAfterMs = 60'000; // between the two looks that must not find it
constexpr qint64 mostClockMs = 24LL * 3600 * 1000; // that a clock is believed to be wrong
constexpr qint64 newListMs = 10LL * 60 * 1000; // a mention on it may be on its way to us by another list
constexpr qint64 lookEveryMs = 10LL * 60 * 1000; // what is open is asked for again

/// Since when it counts is told by our clock, when something was written by theirs: where ours is ahead, what was
/// written just after would be taken for history.
qint64 sinceByTheirClock(qint64 newsSince, const Page &page)
{
    const auto ahead = page.clockAhead.value_or(std::chrono::seconds { 0 });
    const qint64 behindMs = -std::chrono::milliseconds(ahead).count();
    return newsSince == 0 ? 0 : newsSince - std::clamp<qint64>(behindMs, 0, mostClockMs);
}

} // namespace

Result<AdmissionReport> Intake::admitLot(Line &line, const Page &page, const QList<Arrival> &arrivals, bool isLast)
{
    const qint64 now = m_clock.nowMs();
    const QList<Prepared> batch = prepareAll(arrivals, line.connector->channel().network, now, m_admission.reader());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    // Where a person said since when it counts, that decides; else what the network's first answer holds is history.
    const bool asHistory = page.asHistory && line.newsSince == 0;
    const qint64 newsSince =
        page.isNewList ? std::max(line.newsSince, now - newListMs) : sinceByTheirClock(line.newsSince, page);
    const AdmissionTerms terms { line.channel, now, asHistory, std::nullopt, newsSince };
    auto report = m_admission.admit(*transaction, batch, terms);
    if (!report)
        return report;
    if (isLast)
        if (auto rest = admitRest(*transaction, page, terms); !rest)
            return tl::unexpected(rest.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return report;
}

/// What has no words, in the transaction that moves the cursor.
Result<void> Intake::admitRest(Transaction &transaction, const Page &page, const AdmissionTerms &terms)
{
    if (!page.responses.isEmpty())
        if (auto responded = m_admission.respond(transaction, page.responses, terms); !responded)
            return tl::unexpected(responded.error());
    if (!page.gone.isEmpty())
        if (auto gone = m_admission.gone(transaction, page.gone, terms); !gone)
            return tl::unexpected(gone.error());
    return page.cursor.isEmpty() ? Result<void>() : m_move.run(terms.channel, page.cursor);
}

/// Lot by lot; a lot that went in stays, and comes again as known when a later one fails.
Result<AdmissionReport> Intake::admit(Line &line, const Page &page)
{
    AdmissionReport all;
    for (qsizetype from = 0; from == 0 || from < page.arrivals.size(); from += lot) {
        const bool isLast = from + lot >= page.arrivals.size();
        auto report = admitLot(line, page, page.arrivals.mid(from, lot), isLast);
        if (!report) {
            if (!all.news.isEmpty()) // what went in stays in, and comes again as known
                emit admitted(all.news);
            return report;
        }
        all.rows += report->rows;
        all.news += report->news;
        all.history += report->history;
        all.changed += report->changed;
        all.added += report->added;
        all.known += report->known;
        all.erased += report->erased;
    }
    return all;
}

/// What answers something that is not here came out of a thread that nobody showed us yet.
void Intake::wantThreads(Line &line, const AdmissionReport &report)
{
    if (!line.connector->hasLook())
        return;
    auto found = m_upkeep.withoutParent(report.news);
    if (!found) {
        qCWarning(log, "threads could not be found: %s", qPrintable(found.error().detail));
        return;
    }
    for (const RemoteRef &each : std::as_const(*found))
        if (!line.threads.contains(each))
            line.threads.append(each);
    while (line.threads.size() > mostThreads)
        line.threads.removeFirst();
}

void Intake::askThread(ChannelId channel, const RemoteRef &message)
{
    const LinePtr line = m_lines.value(channel);
    if (!line || !line->connector->hasLook() || line->threads.contains(message))
        return;
    line->threads.append(message);
    attend(line);
}

void Intake::lookInto(qint64 conversation)
{
    const qint64 now = m_clock.nowMs();
    m_lookedInto.removeIf([now](const auto &each) { return std::abs(now - each.value()) >= threadEveryMs; });
    if (m_lookedInto.contains(conversation))
        return;
    m_lookedInto.insert(conversation, now);
    const auto place = m_upkeep.newestOf(conversation);
    if (!place)
        qCWarning(log, "a conversation could not be looked into: %s", qPrintable(place.error().detail));
    else if (*place)
        askThread((*place)->channel, (*place)->message);
}

void Intake::lookAgain(ChannelId channel, const QList<RemoteRef> &messages)
{
    const LinePtr line = m_lines.value(channel);
    if (!line || !line->connector->hasLook())
        return;
    for (const RemoteRef &each : messages)
        if (line->looks.size() < mostLooks && !line->looks.contains(each))
            line->looks.append(each);
    attend(line);
}

/// The next lot of what is open, so that a long list is gone through in turns.
void Intake::gatherLooks(const LinePtr &line)
{
    line->lookAt = m_clock.nowMs() + lookEveryMs;
    if (!line->connector->hasLook() || line->channel == 0)
        return;
    auto open = m_upkeep.open(line->channel, line->lookedTo, int(looksAtOnce));
    if (!open) {
        qCWarning(log, "what is open could not be read: %s", qPrintable(open.error().detail));
        return;
    }
    line->lookedTo = open->last;
    for (auto each = line->missing.cbegin(); each != line->missing.cend(); ++each)
        if (const auto known = m_upkeep.called(each.key()).value_or(std::nullopt))
            open->messages.append(*known);
    if (!open->messages.isEmpty())
        lookAgain(line->connector->channel().id, open->messages);
}

/// Asks for one thread, or one lot of messages, unless something is being asked or the server wants to be left alone.
void Intake::attend(const LinePtr &line)
{
    const bool isWanted = !line->threads.isEmpty() || !line->looks.isEmpty();
    if (!isWanted || line->asking || m_clock.nowMs() < line->askedToWait)
        return;
    setAsking(*line, true);
    QFuture<Result<Page>> answer;
    if (!line->threads.isEmpty()) {
        line->looking.clear();
        answer = line->connector->thread(line->threads.takeLast());
    } else {
        line->looking = line->looks.mid(0, looksAtOnce);
        answer = line->connector->look(line->looking);
        line->looks.remove(0, std::min(looksAtOnce, line->looks.size()));
    }
    whenDone(answer, this, [this, weak = std::weak_ptr<Line>(line), round = m_round](const Result<Page> &page) {
        const auto still = weak.lock();
        if (still && round == m_round)
            takeAside(still, page);
    });
}

/// What of an answer beside may be taken. A reply to us that is younger than our last question is left to the next one,
/// which says that it is news and no mere surroundings. That something is gone destroys words, so it is believed only
/// when it is seen twice, a while apart: a captive portal, or a server that mends itself, says "not here" too (E16).
Page Intake::believed(Line &line, Page page) const
{
    page.arrivals.removeIf([&line](const Arrival &each) {
        return each.kind == Arrival::Kind::Context && !each.author.isUs && each.writtenAt
            && each.writtenAt->toMSecsSinceEpoch() > line.askedAt;
    });
    // How something stands now says nothing about whether it is said to us.
    for (Arrival &each : page.arrivals)
        if (!each.author.isUs && each.kind == Arrival::Kind::Message)
            each.kind = Arrival::Kind::Context;
    const qint64 now = m_clock.nowMs();
    const QStringList missing = std::exchange(page.gone, {});
    if (line.failures > 0) // a server that is not itself says "not here" to everything
        return page;
    for (const RemoteRef &each : std::as_const(line.looking)) {
        if (!missing.contains(each.globalName)) {
            line.missing.remove(each.globalName);
            continue;
        }
        const qint64 since = line.missing.value(each.globalName, now);
        if (now - since >= goneAfterMs) {
            page.gone.append(each.globalName);
            line.missing.remove(each.globalName);
        } else {
            line.missing.insert(each.globalName, since);
            line.lookAt = std::min(line.lookAt, since + goneAfterMs);
        }
    }
    return page;
}

/// What was asked beside moves no cursor, and its failure is no failure of the channel: the next question tells.
void Intake::takeAside(const LinePtr &line, const Result<Page> &page)
{
    setAsking(*line, false);
    auto report = page ? admit(*line, believed(*line, *page)) : tl::unexpected(page.error());
    if (!report) {
        m_admission.forget();
        qCInfo(log, "a thread or a message could not be asked for: %s", qPrintable(report.error().detail));
        const qint64 wish = qint64(report.error().retryAfter.count()) * 1000;
        if (wish > 0)
            line->askedToWait = line->notBefore = m_clock.nowMs() + wish;
        const bool isHopeless = report.error().kind != Error::Kind::Missing;
        if (isHopeless && wish == 0)
            line->threads.clear();
    } else if (!report->news.isEmpty()) {
        emit admitted(report->news);
    }
    if (page && page->notBefore.isValid())
        heedWish(*line, *page);
    // What is new goes before what is asked beside, however much of that there is.
    if (line->goesOn || (m_timer.isActive() && isDue(*line, m_clock.nowMs())))
        ask(line);
    else
        attend(line);
    if (!isAsking())
        emit settled();
}

void Intake::listenTo(const LinePtr &line)
{
    line->connector->listen([this, weak = std::weak_ptr<Line>(line)](const Nudge &nudge) {
        if (const auto still = weak.lock())
            hear(still, nudge);
    });
}

void Intake::hear(const LinePtr &line, const Nudge &nudge)
{
    if (nudge.isNew) {
        line->isNudged = true;
        const qint64 wait = line->nudgedAt + nudgeGap(*line) - m_clock.nowMs();
        m_soon.start(int(std::clamp<qint64>(wait, 0, nudgeGap(*line))));
    }
    QList<RemoteRef> known;
    for (const RemoteRef &each : nudge.changed) {
        auto here = line->channel == 0 ? std::optional<RemoteRef>()
                                       : m_upkeep.named(line->channel, each.remoteId).value_or(std::nullopt);
        if (here)
            known.append(*here);
    }
    if (!known.isEmpty())
        lookAgain(line->connector->channel().id, known);
}

Connector *Intake::connector(ChannelId channel) const
{
    const LinePtr line = m_lines.value(channel);
    return line ? line->connector.get() : nullptr;
}

} // namespace wheelhouse
