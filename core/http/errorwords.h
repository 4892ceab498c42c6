#pragma once

#include "core/base/result.h"

#include <QNetworkReply>
#include <QSslError>
#include <QStringList>
#include <QUrl>

namespace wheelhouse {

/// The sentences of what can go wrong on the way: what happened, and what to do. Their details begin as verdict.h says.
namespace httpwords {

/// What Qt says of a reply that failed. \a tls what was wrong with the certificate; empty: nothing.
Error failed(QNetworkReply::NetworkError error, const QUrl &url, const QStringList &tls, const QString &detail);
Error notConnected(const QUrl &url, std::chrono::milliseconds after);
Error tooSlow(const QUrl &url, std::chrono::milliseconds after);
Error tooLarge(const QUrl &url, qint64 limit);
Error tooManyRedirects(const QUrl &url, int followed);
Error notFound(const QUrl &url, const QString &detail);
Error bodyWouldTravel(const QUrl &url);
/// What lets in, or what we write, would go over an open line.
Error inClear(const QUrl &url);
/// What is wrong with a certificate, for a person who never saw one; empty: another error says it already.
QString tlsTrouble(const QSslError &error);

/// The body of an error as a few lines for a person: no HTML, no control characters, 500 letters at most.
QByteArray trimmedBody(const QByteArray &body, const QByteArray &contentType);

} // namespace httpwords

} // namespace wheelhouse
