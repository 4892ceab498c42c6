#include "core/routing/dryrun.h"

#include "core/routing/arrival.h"
#include "core/routing/drytally.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(DryRun)
};

constexpr int slices = 128; // of the archive's time: what is kept at once, and a step of the progress
constexpr int fitsBetweenLooks = 4'096;

bool changesWhat(const Rule &rule, const Query &asked)
{
    const RuleActs &acts = rule.text.acts;
    return std::any_of(
        acts.begin(), acts.end(), [&asked](const RuleAct &act) { return asksFor(asked, fieldOf(act.kind)); });
}

/// Where a rule asks for what one before it changes, the archive cannot say what it would have met.
QStringList remarksOn(const QList<Rule> &rules, const QList<Query> &asked)
{
    QStringList remarks;
    for (qsizetype later = 1; later < rules.size(); ++later) {
        const auto end = rules.constBegin() + later;
        const auto first = std::find_if(
            rules.constBegin(), end, [&](const Rule &earlier) { return changesWhat(earlier, asked.at(later)); });
        if (first != end)
            remarks.append(Words::tr("“%1” asks for what “%2” changes; here it is asked of what stands today.")
                               .arg(rules.at(later).text.name, first->text.name));
    }
    return remarks;
}

Error cancelled()
{
    return { Error::Kind::Cancelled, Words::tr("Stopped. Nothing was changed."), {}, {} };
}

} // namespace

DryRun::DryRun(Database &database, const Clock &clock)
    : m_database(database)
    , m_clock(clock)
    , m_scan(database, clock)
    , m_store(database)
    , m_acts(database)
    , m_first(database, "SELECT min(row) FROM mention")
    , m_last(database, "SELECT max(row) FROM mention")
{
}

void DryRun::setStop(const std::function<bool()> &isStopped)
{
    m_isStopped = isStopped;
    m_scan.setStop(isStopped);
}

Result<DryReport> DryRun::run(const QList<Rule> &rules, const Progress &progress)
{
    QList<Query> questions;
    QList<Query> asked;
    QList<QList<ReadyAct>> acts;
    for (const Rule &rule : rules) {
        questions.append(asItArrived(parseQuery(rule.text.asks)));
        asked.append(parseQuery(rule.text.asks));
        auto ready = m_acts.ready(rule.text.acts, m_clock.now(), QTimeZone::systemTimeZone());
        if (!ready)
            return tl::unexpected(ready.error());
        acts.append(*ready);
    }
    if (auto ready = m_scan.prepare(questions); !ready)
        return tl::unexpected(ready.error());
    DryTally tally(m_database, rules, acts);
    if (auto ready = tally.prepare(); !ready)
        return tl::unexpected(ready.error());
    if (auto scanned = scan(tally, progress); !scanned)
        return tl::unexpected(scanned.error());
    DryReport report = tally.report();
    report.remarks = remarksOn(rules, asked);
    if (auto named = tally.nameThings(report); !named)
        return tl::unexpected(named.error());
    if (auto loaded = loadSamples(report); !loaded)
        return tl::unexpected(loaded.error());
    return report;
}

/// Newest first, so that the samples are the newest.
Result<void> DryRun::scan(DryTally &tally, const Progress &progress)
{
    auto first = m_first.number();
    auto last = m_last.number();
    if (!first || !last)
        return tl::unexpected(!first ? first.error() : last.error());
    const qint64 from = first->value_or(0);
    const qint64 step = (last->value_or(0) + 1 - from + slices - 1) / slices;
    for (int slice = 0; slice < slices && step > 0; ++slice) {
        if (m_isStopped && m_isStopped())
            return tl::unexpected(cancelled());
        if (progress)
            progress(slice, slices);
        const qint64 start = from + step * (slices - 1 - slice);
        if (auto done = scanSlice(tally, start, start + step); !done)
            return done;
    }
    return {};
}

Result<void> DryRun::scanSlice(DryTally &tally, qint64 from, qint64 until)
{
    QList<DryFit> fits;
    auto scanned = m_scan.range(from, until, [&fits](const FoundMention &found, int place) {
        fits.append({ found.mention, found.conversation, place });
    });
    if (!scanned)
        return scanned.error().kind == Error::Kind::Cancelled ? tl::unexpected(cancelled()) : scanned;
    std::sort(fits.begin(), fits.end(), [](const DryFit &a, const DryFit &b) {
        return a.mention != b.mention ? a.mention > b.mention : a.place < b.place;
    });
    int left = fitsBetweenLooks;
    for (qsizetype i = 0; i < fits.size();) {
        qsizetype end = i;
        while (end < fits.size() && fits.at(end).mention == fits.at(i).mention)
            ++end;
        if (auto taken = tally.take(fits.mid(i, end - i)); !taken)
            return taken;
        i = end;
        if (--left == 0) {
            left = fitsBetweenLooks;
            if (m_isStopped && m_isStopped())
                return tl::unexpected(cancelled());
        }
    }
    return {};
}

Result<void> DryRun::loadSamples(DryReport &report)
{
    for (DrySample &sample : report.samples) {
        auto items = m_store.items({ sample.item.row });
        auto mention = m_store.mention(sample.item.mention);
        if (!items || !mention)
            return tl::unexpected(!items ? items.error() : mention.error());
        if (items->isEmpty() || !*mention)
            continue;
        ConversationItem item = items->first();
        item.mention = sample.item.mention;
        item.identity = (*mention)->identity;
        item.name = (*mention)->authorName;
        item.handle = (*mention)->authorHandle;
        item.at = (*mention)->writtenAt;
        item.snippet = ((*mention)->title.isEmpty() ? (*mention)->text : (*mention)->title).left(240).simplified();
        sample.item = item;
    }
    return {};
}

} // namespace wheelhouse
