#include "core/http/pinned.h"

#include <QSslSocket>
#include <QUrl>

namespace wheelhouse {

bool openAt(QWebSocket &socket, const QNetworkRequest &request, const QString &to, const QNetworkProxy &proxy)
{
    const QUrl url = request.url();
    // By a proxy that can carry no such line: it makes its connection, and cannot use it, nor look anything up.
    socket.setProxy(QNetworkProxy::FtpCachingProxy);
    socket.open(request);
    auto *line = socket.findChild<QTcpSocket *>(QString(), Qt::FindDirectChildrenOnly);
    if (!line || line->state() != QAbstractSocket::UnconnectedState)
        return false;
    line->setProxy(proxy);
    if (auto *tls = qobject_cast<QSslSocket *>(line))
        tls->connectToHostEncrypted(to, quint16(url.port(443)), url.host(QUrl::FullyEncoded));
    else
        line->connectToHost(to, quint16(url.port(80)));
    return true;
}

} // namespace wheelhouse
