#pragma once

#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QWebSocket>

namespace wheelhouse {

/// Opens \a socket for \a request over a connection to \a to: an address that was checked, or, by \a proxy, a name.
/// Qt's WebSocket by itself looks its request's name up once more and goes to whatever it is told then. The name stays
/// what the Host header says, and what the certificate must bear. False: this Qt does not let itself be led; nothing
/// was asked.
[[nodiscard]] bool openAt(
    QWebSocket &socket, const QNetworkRequest &request, const QString &to, const QNetworkProxy &proxy);

} // namespace wheelhouse
