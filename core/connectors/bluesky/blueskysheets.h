#pragma once

#include "core/connectors/bluesky/blueskycalls.h"
#include "core/networks/traffic.h"

#include <optional>

/// The lists that are read, and their answers. Pure; any thread. Lists are named as trails are: "notifications", "ours"
/// (what the account itself wrote), "search WORDS".
namespace wheelhouse::bluesky {

/// Something that a list brought.
struct Item {
    QString list;
    QString uri;
    qint64 at = 0; ///< UTC ms
    bool isPost = false; ///< getPosts knows more of it
    std::optional<Arrival> arrival {};
    std::optional<Response> response {};
    bool isHistory = false;
    bool isLater = false; ///< history of a list that joined later
};

/// One answer of a list.
struct Sheet {
    QList<Item> items; ///< newest first, as a rule
    QList<Refused> refused;
    QString cursor; ///< empty: it is the last
};

/// Ours and what is said to us, then a search for each of \a listens.
[[nodiscard]] QStringList listsOf(const QStringList &listens);
[[nodiscard]] bool isSearch(const QString &list);
/// The question for the sheet at \a cursor (empty: the newest); \a ours is our DID.
[[nodiscard]] BlueskyCalls::Call callOf(const QString &list, const QString &cursor, const QString &ours);
/// Malformed: \a body is no answer of that list.
[[nodiscard]] Result<Sheet> readSheet(const QString &list, const QByteArray &body, const QString &ours);

} // namespace wheelhouse::bluesky
