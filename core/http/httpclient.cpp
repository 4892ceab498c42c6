#include "core/http/httpclient.h"

#include "core/http/exchange.h"
#include "core/http/lines.h"

namespace wheelhouse {

Lookup systemLookup()
{
    return [](const QString &host, QObject *asker, const std::function<void(const QHostInfo &)> &found) {
        QHostInfo::lookupHost(host, asker, found);
    };
}

QtHttpClient::QtHttpClient(const Clock &clock, const HttpBudget &budget, Lookup lookup)
    : m_clock(clock)
    , m_budget(budget)
    , m_lookup(std::move(lookup))
{
    prepare(m_direct, Way::Straight);
    prepare(m_proxied, Way::ByProxy);
}

QtHttpClient::~QtHttpClient() = default;

QFuture<Result<HttpResponse>> QtHttpClient::send(const HttpRequest &request)
{
    auto exchange =
        std::make_unique<Exchange>(request, ExchangeTools { m_clock, m_budget, m_lookup, m_direct, m_proxied });
    Exchange *const made = exchange.get();
    m_exchanges.emplace(made, std::move(exchange));
    // Queued: the exchange ends inside its own timers and replies, and must be out of them when it goes.
    connect(
        made, &Exchange::ended, this, [this, made] { end(made); }, Qt::QueuedConnection);
    auto future = made->future();
    Host &host = m_hosts[made->host()];
    host.waiting.push_back(made);
    giveTurn(made->host(), host);
    pump();
    return future;
}

void QtHttpClient::giveTurn(const QString &name, Host &host)
{
    if (host.hasTurn || host.waiting.empty() || host.running >= m_budget.perHost)
        return;
    host.hasTurn = true;
    m_turns.push_back(name);
}

void QtHttpClient::end(Exchange *exchange)
{
    const QString name = exchange->host();
    const auto host = m_hosts.find(name);
    --m_running;
    --host->running;
    m_exchanges.erase(exchange);
    if (host->waiting.empty() && host->running == 0)
        m_hosts.erase(host);
    else
        giveTurn(name, *host);
    pump();
}

void QtHttpClient::pump()
{
    while (m_running < m_budget.inAll && !m_turns.empty()) {
        const QString name = m_turns.front();
        m_turns.pop_front();
        Host &host = m_hosts[name];
        host.hasTurn = false;
        Exchange *const next = host.waiting.front();
        host.waiting.pop_front();
        ++host.running;
        ++m_running;
        giveTurn(name, host);
        next->start();
    }
}

} // namespace wheelhouse
