#pragma once

#include "core/base/result.h"

#include <QNetworkReply>
#include <QStringList>
#include <QUrl>

namespace wheelhouse {

/// The sentences of what can go wrong on the way: what happened, and what to do.
namespace httpwords {

/// What Qt says of a reply that failed. \a tls what was wrong with the certificate; empty: nothing.
Error failed(QNetworkReply::NetworkError error, const QUrl &url, const QStringList &tls, const QString &detail);
Error notConnected(const QUrl &url, std::chrono::milliseconds after);
Error tooSlow(const QUrl &url, std::chrono::milliseconds after);
Error tooLarge(const QUrl &url, qint64 limit);
Error tooManyRedirects(const QUrl &url, int followed);
Error notFound(const QUrl &url, const QString &detail);
Error bodyWouldTravel(const QUrl &url);

/// The body of an error as a few lines for a person: no HTML, no control characters, 500 letters at most.
QByteArray trimmedBody(const QByteArray &body, const QByteArray &contentType);

} // namespace httpwords

} // namespace wheelhouse
