#include "core/http/httpclient.h"

#include "core/http/exchange.h"

#include <QNetworkProxy>

#include <algorithm>

namespace wheelhouse {

namespace {

/// Asked again for each request: a laptop changes its network and with it its proxy.
class SystemProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override { return systemProxyForQuery(query); }
};

} // namespace

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
    m_direct.setProxy(QNetworkProxy::NoProxy);
    m_proxied.setProxyFactory(new SystemProxies);
    for (QNetworkAccessManager *each : { &m_direct, &m_proxied }) {
        each->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
        each->setAutoDeleteReplies(false);
    }
}

QtHttpClient::~QtHttpClient() = default;

QFuture<Result<HttpResponse>> QtHttpClient::send(const HttpRequest &request)
{
    auto exchange =
        std::make_unique<Exchange>(request, ExchangeTools { m_clock, m_budget, m_lookup, m_direct, m_proxied });
    Exchange *const made = exchange.get();
    m_exchanges.push_back(std::move(exchange));
    // Queued: the exchange ends inside its own timers and replies, and must be out of them when it goes.
    connect(
        made, &Exchange::ended, this,
        [this, made] {
            m_exchanges.remove_if([made](const auto &each) { return each.get() == made; });
            pump();
        },
        Qt::QueuedConnection);
    auto future = made->future();
    pump();
    return future;
}

int QtHttpClient::running(const QString &host) const
{
    return int(std::count_if(m_exchanges.begin(), m_exchanges.end(),
        [&](const auto &each) { return each->isRunning() && (host.isEmpty() || each->host() == host); }));
}

void QtHttpClient::pump()
{
    for (const auto &each : m_exchanges) {
        if (running({}) >= m_budget.inAll)
            return;
        if (each->isWaiting() && running(each->host()) < m_budget.perHost)
            each->start();
    }
}

} // namespace wheelhouse
