#include "tests/bench/madeanswers.h"

namespace wheelhouse {

void SpokenClient::tell(SpokenPaths paths)
{
    m_told = std::move(paths);
}

QFuture<Result<HttpResponse>> SpokenClient::send(const HttpRequest &request)
{
    HttpResponse answer;
    answer.status = 404;
    answer.url = request.url;
    answer.receivedAt = QDateTime::currentDateTimeUtc();
    const QString path = request.url.path();
    for (SpokenPaths *paths : { &m_told, &m_always })
        for (auto each = paths->begin(); each != paths->end() && answer.status == 404; ++each)
            if (path.endsWith(each.key()) && !each->isEmpty()) {
                const Spoken said = each->size() > 1 ? each->takeFirst() : each->first();
                answer.status = 200;
                answer.headers = said.headers;
                answer.body = said.body;
            }
    m_bytes += answer.body.size();
    return answered<HttpResponse>(answer);
}

std::vector<MadeNetwork> madeNetworks()
{
    std::vector<MadeNetwork> all;
    for (auto &&some : { madeMastodon(), madeBluesky(), madeWordPress(), madeFeeds() })
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

} // namespace wheelhouse
