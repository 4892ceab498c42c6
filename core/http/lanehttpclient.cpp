#include "core/http/lanehttpclient.h"

namespace wheelhouse {

LaneHttpClient::LaneHttpClient(const Clock &clock, const HttpBudget &budget)
    : m_lane(QStringLiteral("wh-http"))
{
    m_lane.ask([this, &clock, budget] { m_http = std::make_unique<QtHttpClient>(clock, budget); }).waitForFinished();
}

LaneHttpClient::~LaneHttpClient()
{
    m_lane.ask([this] { m_http.reset(); }).waitForFinished();
}

QFuture<Result<HttpResponse>> LaneHttpClient::send(const HttpRequest &request)
{
    // Held by who waits for the answer alone: where the client ends first it is dropped with him, which cancels it.
    auto promise = std::make_shared<QPromise<Result<HttpResponse>>>();
    promise->start();
    auto future = promise->future();
    m_lane.ask([this, request, promise = std::move(promise)] {
        whenDone(m_http->send(request), m_http.get(), [promise](const Result<HttpResponse> &answer) {
            promise->addResult(answer);
            promise->finish();
        });
    });
    return future;
}

} // namespace wheelhouse
