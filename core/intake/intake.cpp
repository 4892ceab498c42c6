#include "core/intake/intake.h"

#include "core/base/lane.h"

#include <algorithm>

namespace wheelhouse {

namespace {
constexpr int pollEveryMs = 5'000;
constexpr qint64 firstPauseMs = 10'000;
constexpr qint64 longestPauseMs = 300'000;
constexpr qsizetype lot = 5'000; // so many of a page go in at once; the cursor moves with the last
} // namespace

Intake::Intake(Database &database, Admission &admission, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_database(database)
    , m_admission(admission)
    , m_clock(clock)
    , m_cursor(database, "SELECT cursor FROM channel WHERE row = ?1")
    , m_move(database, "UPDATE channel SET cursor = ?2 WHERE row = ?1")
{
    m_timer.setInterval(pollEveryMs);
    connect(&m_timer, &QTimer::timeout, this, &Intake::poll);
}

void Intake::add(std::unique_ptr<Connector> connector)
{
    m_lines.push_back(std::make_unique<Line>());
    m_lines.back()->connector = std::move(connector);
}

void Intake::start()
{
    ++m_round;
    m_timer.start();
    poll();
}

void Intake::stop()
{
    ++m_round;
    m_timer.stop();
    for (auto &line : m_lines)
        line->asking = false;
}

void Intake::poll()
{
    for (auto &line : m_lines)
        if (!line->asking && m_clock.nowMs() >= line->notBefore)
            ask(*line);
}

Result<void> Intake::open(Line &line)
{
    if (line.channel != 0)
        return {};
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto row = m_admission.channel(*transaction, line.connector->channel());
    if (!row)
        return tl::unexpected(row.error());
    if (auto committed = transaction->commit(); !committed)
        return committed;
    line.channel = *row; // only now is it there
    return {};
}

void Intake::ask(Line &line)
{
    if (auto opened = open(line); !opened)
        return take(line, tl::unexpected(opened.error()));
    auto cursor = m_cursor.one<QByteArray>([](const Row &row) { return row.bytes(0); }, line.channel);
    if (!cursor)
        return take(line, tl::unexpected(cursor.error()));
    line.asking = true;
    whenDone(line.connector->fetch(cursor->value_or(QByteArray())), this,
        [this, &line, round = m_round](const Result<Page> &page) {
            if (round == m_round)
                take(line, page);
        });
}

Result<AdmissionReport> Intake::admitLot(Line &line, const QList<Arrival> &arrivals, const QByteArray &cursor)
{
    const qint64 now = m_clock.nowMs();
    const QList<Prepared> batch = prepareAll(arrivals, line.connector->channel().network, now, m_admission.reader());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return tl::unexpected(transaction.error());
    auto report = m_admission.admit(*transaction, batch, { line.channel, now, false, std::nullopt });
    if (!report)
        return report;
    if (!cursor.isEmpty())
        if (auto moved = m_move.run(line.channel, cursor); !moved)
            return tl::unexpected(moved.error());
    if (auto committed = transaction->commit(); !committed)
        return tl::unexpected(committed.error());
    return report;
}

/// Lot by lot; a lot that went in stays, and comes again as known when a later one fails.
Result<AdmissionReport> Intake::admit(Line &line, const Page &page)
{
    AdmissionReport all;
    for (qsizetype from = 0; from == 0 || from < page.arrivals.size(); from += lot) {
        const bool isLast = from + lot >= page.arrivals.size();
        auto report = admitLot(line, page.arrivals.mid(from, lot), isLast ? page.cursor : QByteArray());
        if (!report)
            return report;
        all.rows += report->rows;
        all.added += report->added;
        all.known += report->known;
        all.erased += report->erased;
    }
    return all;
}

void Intake::take(Line &line, const Result<Page> &page)
{
    line.asking = false;
    auto report = page ? admit(line, *page) : tl::unexpected(page.error());
    if (!report) {
        m_admission.forget();
        const qint64 pause = std::min(firstPauseMs << std::min(line.failures++, 10), longestPauseMs);
        line.notBefore = m_clock.nowMs() + std::max(pause, qint64(report.error().retryAfter.count()) * 1000);
        emit failed(line.connector->channel().name, report.error());
        return;
    }
    line.failures = 0;
    if (!report->rows.isEmpty())
        emit admitted(report->rows);
    if (page->more && m_timer.isActive())
        ask(line);
}

} // namespace wheelhouse
