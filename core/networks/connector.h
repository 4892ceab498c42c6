#pragma once

#include "core/base/result.h"
#include "core/networks/traffic.h"

#include <QFuture>

namespace wheelhouse {

/// What the domain asks of any network; connectors/ answer it. Calls return at once; the answer comes on the
/// caller's thread. A verb that a network lacks will be said by capabilities() when the first such verb is built.
class Connector {
public:
    Connector() = default;
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;
    virtual ~Connector() = default;

    [[nodiscard]] virtual Channel channel() const = 0;
    /// How long it wants to be left alone after an answer that has no more pages; 0: as often as the intake looks.
    [[nodiscard]] virtual std::chrono::seconds pace() const { return std::chrono::seconds { 0 }; }
    /// What is new since \a cursor (empty: from the beginning that the network offers). An Error with retryAfter says
    /// that the network asked to be left alone so long; one of kind Expired that the channel is gone for good.
    [[nodiscard]] virtual QFuture<Result<Page>> fetch(const QByteArray &cursor) = 0;
};

} // namespace wheelhouse
