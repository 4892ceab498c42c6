#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/http/message.h"

#include <QByteArray>
#include <QStringList>
#include <QUrl>

/// Who somebody is on the AT Protocol, and where their data lies. Pure; any thread.
namespace wheelhouse::bluesky {

/// What a DID document says that we need. Source: atproto.com/specs/did, also in its older form with bare service ids.
struct Identity {
    QString did;
    QStringList handles; ///< those it claims, first first; whether they lead back is not known yet
    QUrl pds; ///< where the repository lies; empty: it names no such place
};
/// Fails as Malformed where the document is of another DID than \a did.
[[nodiscard]] Result<Identity> readDidDocument(const QByteArray &body, const QString &did);
/// Where the document of \a did lies: in the directory \a plc, or under the host of a did:web. Empty: we know no such
/// method.
[[nodiscard]] QUrl didDocumentUrl(const QString &did, const QUrl &plc);
/// com.atproto.identity.resolveHandle.
[[nodiscard]] Result<QString> readResolvedHandle(const QByteArray &body);

/// Who we are for a while. Tokens are never kept but in memory.
struct Session {
    QString did;
    QString handle;
    QString displayName;
    QUrl pds; ///< by the DID document that came with it; empty: none came
    Secret access;
    Secret refresh;
};
/// createSession, refreshSession. Malformed where a field is missing or the DID is none.
[[nodiscard]] Result<Session> readSession(const QByteArray &body);

/// The word by which an answer of 400 and above says why ("ExpiredToken"); empty: it does not.
[[nodiscard]] QString faultOf(const HttpResponse &answer);
/// What such an answer, or one of 200 that is no JSON, means for us.
[[nodiscard]] Error errorOf(const HttpResponse &answer);
/// Whether \a error is errorOf() an answer of 400 to 499 that gave this word for why. \c pageFault: it was no answer of
/// the server's, but a page.
[[nodiscard]] bool saysFault(const Error &error, QLatin1String fault);
inline constexpr QLatin1String pageFault { "(a page)" };
/// Until when the server asks to be left alone: `RateLimit-Remaining: 0` and `RateLimit-Reset` in seconds since 1970,
/// or `Retry-After`. None: it does not ask.
[[nodiscard]] std::optional<QDateTime> restUntil(const HttpResponse &answer);

} // namespace wheelhouse::bluesky
