#pragma once

#include "core/base/result.h"
#include "core/http/message.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QUrl>

namespace wheelhouse {

/// Which address may be asked. Pure; any thread.
///
/// \a typed, everywhere, is typedHost() of what a person typed for the account: that very host and port may lie in a
/// private range. Empty: nobody typed anything.

/// "host:port" of \a url, in lower case and ACE.
QString typedHost(const QUrl &url);

/// What \a answer leaves of \a typed for later: a public host that somebody typed may turn private one day, by mistake
/// or by malice, and nobody meant that. Empty unless a machine inside this network answered, or the port is none of the
/// web.
QString lastingTyped(const QString &typed, const HttpResponse &answer);

/// What a person typed, as an address: "example.org/blog" means https; "feed:" and "feed://" are what browsers once
/// called feeds. Refused with words where it is no address that may be asked.
Result<QUrl> readAddress(const QString &text);
/// Whether \a text says http or https itself; where not, readAddress() took https.
bool namesScheme(const QString &text);

/// Everything that can be said of an address before its name is looked up: scheme, user name, length, control
/// characters, host, port.
Result<void> checkUrl(const QUrl &url, const QString &typed);

/// Whether every one of \a addresses may be connected to for \a url. One that may not refuses the name: a public name
/// with a private address among its own is how rebinding begins.
Result<void> checkAddresses(const QUrl &url, const QList<QHostAddress> &addresses, const QString &typed);

/// Where a redirect of \a from to \a location leads, checked as any address; never from https to http.
Result<QUrl> checkRedirect(const QUrl &from, const QByteArray &location, const QString &typed);

/// False for loopback, private, link-local, multicast, documentation and every form that hides one of those: mapped,
/// NAT64, 6to4, Teredo.
bool isPublicAddress(const QHostAddress &address);

bool isSameOrigin(const QUrl &a, const QUrl &b);

} // namespace wheelhouse
