#include "core/http/lines.h"

#include <QNetworkRequest>
#include <QUrl>

#include <algorithm>

namespace wheelhouse {

namespace {

class SystemProxies final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override { return systemProxyForQuery(query); }
};

} // namespace

QNetworkProxy systemProxy(const QUrl &url)
{
    const auto proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
}

void prepare(QNetworkAccessManager &network, Way way)
{
    if (way == Way::Straight)
        network.setProxy(QNetworkProxy::NoProxy);
    else
        network.setProxyFactory(new SystemProxies);
    network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    network.setAutoDeleteReplies(false);
}

SaidOnce::SaidOnce(QByteArray body, QObject *parent)
    : QIODevice(parent)
    , m_body(std::move(body))
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 SaidOnce::readData(char *to, qint64 most)
{
    const qint64 size = std::min<qint64>(most, bytesAvailable());
    std::copy_n(m_body.constData() + m_at, size, to);
    m_at += size;
    return size > 0 || most == 0 ? size : -1;
}

} // namespace wheelhouse
