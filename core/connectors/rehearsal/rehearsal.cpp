#include "core/connectors/rehearsal/rehearsal.h"

#include "core/connectors/rehearsal/costume.h"

#include <QPromise>
#include <QTimer>

namespace wheelhouse {

Rehearsal::Rehearsal(std::shared_ptr<const rehearsal::World> world, int place, const Clock &clock)
    : m_world(std::move(world))
    , m_place(place)
    , m_clock(clock)
{
}

Channel Rehearsal::channel() const
{
    return rehearsal::channelOf(m_place, m_world->scenario().seed);
}

Result<Page> Rehearsal::answer(const QByteArray &cursor)
{
    const quint64 seed = m_world->scenario().seed + quint64(m_place);
    ++m_calls;
    if (const auto refused = rehearsal::refusal(m_faults, seed, m_calls))
        return tl::unexpected(*refused);
    Page page = m_world->page(m_place, cursor, m_clock.now());
    rehearsal::meddle(page, m_faults, seed, m_calls, cursor);
    return page;
}

QFuture<Result<Page>> Rehearsal::fetch(const QByteArray &cursor)
{
    auto promise = std::make_shared<QPromise<Result<Page>>>();
    QFuture<Result<Page>> future = promise->future();
    promise->start();
    const auto finish = [promise](const Result<Page> &page) {
        promise->addResult(page);
        promise->finish();
    };
    const Result<Page> page = answer(cursor);
    if (m_faults.slow.count() > 0)
        QTimer::singleShot(m_faults.slow, &m_here, [finish, page] { finish(page); });
    else
        finish(page);
    return future;
}

std::vector<std::unique_ptr<Rehearsal>> rehearse(const Scenario &scenario, const Clock &clock)
{
    const auto world = std::make_shared<const rehearsal::World>(scenario);
    std::vector<std::unique_ptr<Rehearsal>> network;
    network.reserve(rehearsal::places.size());
    for (int place = 0; place < int(rehearsal::places.size()); ++place)
        network.push_back(std::make_unique<Rehearsal>(world, place, clock));
    return network;
}

} // namespace wheelhouse
