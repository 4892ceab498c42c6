#pragma once

#include "core/base/lane.h"
#include "core/http/httpclient.h"

namespace wheelhouse {

/// QtHttpClient on a lane of its own: lines, TLS and headers are seen to while the caller's thread is at its store.
/// Made, asked and ended on one thread; what is under way when it ends is cancelled. \a clock is read on the lane.
class LaneHttpClient final : public HttpClient {
public:
    explicit LaneHttpClient(const Clock &clock, const HttpBudget &budget = {});
    ~LaneHttpClient() override;
    Q_DISABLE_COPY_MOVE(LaneHttpClient)

    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override;

private:
    Lane m_lane;
    std::unique_ptr<QtHttpClient> m_http; ///< of the lane
};

} // namespace wheelhouse
