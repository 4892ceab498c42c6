#pragma once

#include "core/connectors/bluesky/lexicons.h"

#include <QJsonObject>

namespace wheelhouse::bluesky {

/// The schemas of the records that we write, which the program carries; of those alone. An error: they cannot be read.
[[nodiscard]] const Result<Lexicons> &writtenLexicons();

/// Whether \a record may be sent to stand in our repository under \a key in the \a collection. Refused, with the path
/// of what is wrong in the detail, before a server can say so, or worse, take it: others would pass over it unseen.
[[nodiscard]] Result<void> mayWrite(const QString &collection, const QString &key, const QJsonObject &record);

} // namespace wheelhouse::bluesky
