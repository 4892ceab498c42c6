#pragma once

#include "core/connectors/mastodon/mastodonwire.h"

namespace wheelhouse::mastodon {

/// A whole number of 0 or more, also where it is written as a string; -1: none, or an absurd one.
qint64 countOf(const Json &field);
bool isTrue(const Json &field);
tl::unexpected<Error> missing(const Json &field, const char *name);
/// What stands there is of another kind than it must be.
tl::unexpected<Error> unlike(const Json &item, const char *list);
/// \a list names the list: its items know only their place.
Refused refusedBecause(const Error &error, const Json &item, const char *list);
/// Of a handle as a server writes it; "" stays "".
QString handleOf(const QString &acct, const QString &host);
/// A Status out of a list; refused where it cannot be read.
Heard heardStatus(const Json &item, const Eyes &eyes, const char *list);

} // namespace wheelhouse::mastodon
