#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace wheelhouse::bluesky {

/// What a person typed who wants in. All empty: it is an address of a server, or nothing.
struct TypedName {
    QString did;
    QString handle; ///< in lower case, without "@"
    bool mayBeServer = false; ///< it could be a server's host as well
};
/// "@ada.example.social", "ada.example.social", "at://…", "did:plc:…", the page of a profile on bsky.app.
[[nodiscard]] TypedName readTyped(const QString &typed);

/// The DID in the texts of a name `_atproto.<handle>`; empty where there is none, or two that differ.
/// Source: atproto.com/specs/handle, "DNS TXT method".
[[nodiscard]] QString didInTexts(const QList<QByteArray> &texts);

} // namespace wheelhouse::bluesky
