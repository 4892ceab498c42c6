#include "core/connectors/wordpress/wordpressdoor.h"

#include "core/base/lane.h"
#include "core/base/links.h"
#include "core/connectors/wordpress/wordpresswords.h"
#include "core/http/pacing.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace wheelhouse {

using namespace wordpress;

namespace {

constexpr qint64 longestAnswer = 8 * 1024 * 1024; // 100 comments of 64 KB, the most that WordPress's column holds

constexpr int mostCounted = 1'000'000'000; // sums with it stay numbers

int countIn(const HttpResponse &answer, QByteArrayView header)
{
    bool isNumber = false;
    const int count = answer.header(header).toInt(&isNumber);
    return isNumber && count >= 0 && count <= mostCounted ? count : -1;
}

Result<WordPressAnswer> read(const Result<HttpResponse> &answer)
{
    if (!answer)
        return tl::unexpected(answer.error());
    if (answer->status >= 400)
        return tl::unexpected(WordPressWords::refused(*answer));
    auto json = readAnswer(answer->body, answer->header("Content-Type"), hostForPeople(answer->url));
    if (!json)
        return tl::unexpected(json.error());
    return WordPressAnswer { *json, countIn(*answer, "X-WP-Total"), countIn(*answer, "X-WP-TotalPages"),
        answer->date().value_or(answer->receivedAt), Pacing::clockAhead(*answer) };
}

/// Whoever sends on what changes something may have done it or not.
Result<WordPressAnswer> readDeed(const Result<HttpResponse> &answer)
{
    if (answer && !answer->hops.isEmpty() && answer->status >= 400)
        return fail(
            Error::Kind::Malformed, WordPressWords::aPage(hostForPeople(answer->url)), QStringLiteral("redirected"));
    return read(answer);
}

} // namespace

WordPressDoor::WordPressDoor(HttpClient &client, QUrl root, QString typed, Secret secret)
    : m_client(client)
    , m_root(std::move(root))
    , m_typed(std::move(typed))
    , m_secret(std::move(secret))
{
}

void WordPressDoor::get(const QString &route, const QUrlQuery &query, const Then &then)
{
    HttpRequest request;
    request.url = routeUrl(m_root, route, query);
    send(std::move(request), then);
}

void WordPressDoor::post(const QString &route, const QJsonObject &body, const Then &then)
{
    HttpRequest request;
    request.url = routeUrl(m_root, route);
    request.method = "POST";
    request.headers = { { "Content-Type", "application/json" } };
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    send(std::move(request), then);
}

void WordPressDoor::remove(const QString &route, const Then &then)
{
    HttpRequest request;
    request.url = routeUrl(m_root, route);
    request.method = "DELETE";
    send(std::move(request), then);
}

void WordPressDoor::act(const Deed &deed, const Then &then)
{
    HttpRequest request;
    request.url = routeUrl(m_root, deed.route, deed.query);
    request.method = deed.method;
    request.body = deed.body;
    if (!deed.type.isEmpty())
        request.headers = { { "Content-Type", deed.type } };
    send(std::move(request), then, &readDeed);
}

void WordPressDoor::send(HttpRequest request, const Then &then)
{
    send(std::move(request), then, &read);
}

void WordPressDoor::send(HttpRequest request, const Then &then, Reading read)
{
    request.typed = m_typed;
    request.limit = longestAnswer;
    request.headers +=
        HttpHeaders { { "Accept", "application/json" }, { "Authorization", "Basic " + m_secret.reveal().toBase64() } };
    whenDone(m_client.send(request), &m_here, [then, read](const Result<HttpResponse> &answer) { then(read(answer)); });
}

} // namespace wheelhouse
