#pragma once

#include <QString>
#include <QStringView>

namespace wheelhouse {

/// \a handle as it is compared over networks: ASCII case, the leading @, the server, ".bsky.social" and separators
/// gone. "@kofi_d@town.example" and "kofi-d.bsky.social" are one. The same as handleKeySql.
QString handleKey(QStringView handle);
/// \a url without scheme and closing slash, in ASCII lower case. The same as profileKeySql.
QString profileKey(QStringView url);

/// The expressions of identity_handle and identity_profile (resources/sql/store/0014): SQLite uses the index only for
/// the very same words.
inline constexpr const char *handleKeySql =
    "replace(replace(replace(replace(lower(substr(ltrim(handle, '@'), 1, instr(ltrim(handle, '@') || '@', '@') - 1)), "
    "'.bsky.social', ''), '.', ''), '_', ''), '-', '') ";
inline constexpr const char *profileKeySql =
    "lower(rtrim(replace(replace(profile_url, 'https://', ''), 'http://', ''), '/')) ";

/// The handle that \a handle is the bridge's copy of, "@user@server" or a Bluesky handle; empty: it is nobody's copy.
/// Bridgy Fed names its accounts so: fed.brid.gy/docs, "What's my bridged account's handle?".
QString bridgedFrom(QStringView handle);
/// \a handle as bridgedFrom() gives it: ASCII lower case, "@user@server" with a leading @, anything else without.
QString plainHandle(QStringView handle);
/// The keys under which bridges' copies of \a handle would be found.
QStringList bridgedKeys(QStringView handle);

} // namespace wheelhouse
