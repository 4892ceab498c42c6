#pragma once

#include "core/http/httpclient.h"
#include "core/networks/signin.h"

#include <functional>

namespace wheelhouse {

/// Where a server of Mastodon's kind is asked for a yes; kept in ServerFacts::can.
struct MastodonDoors {
    QUrl authorize;
    QUrl token;
    QUrl revoke;
    bool hasPkce = false;
    QStringList scopes; ///< that it says it has; empty: it does not say
};
/// The doors as look() found them; where \a can says nothing of ours, those that every server of the kind has.
[[nodiscard]] MastodonDoors mastodonDoors(const QUrl &address, const QJsonObject &can);

/// Finds the server of what a person typed: itself, or where WebFinger, host-meta or NodeInfo of the host of a handle
/// lead. Ends with its asker.
class MastodonFinder {
public:
    explicit MastodonFinder(HttpClient &client);
    [[nodiscard]] QFuture<Result<ServerFacts>> look(const QString &typed);

private:
    struct Search;
    HttpClient &m_client;
    std::shared_ptr<QObject> m_here; ///< ends what is under way
};

} // namespace wheelhouse
