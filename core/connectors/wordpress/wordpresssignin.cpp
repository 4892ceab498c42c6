#include "core/connectors/wordpress/wordpresssignin.h"

#include "core/base/lane.h"
#include "core/base/links.h"
#include "core/connectors/wordpress/wordpresswords.h"
#include "core/http/gate.h"
#include "core/networks/connector.h"

#include <QPromise>

namespace wheelhouse {

using namespace wordpress;

namespace {

template<typename T> QFuture<Result<T>> failed(const Error &error)
{
    return answered<T>(tl::unexpected(error));
}

QString homeOf(const Json &root)
{
    QString home = root["home"].textOr();
    while (home.endsWith(u'/'))
        home.chop(1);
    return home;
}

bool speaksComments(const Json &root)
{
    const auto spaces = root["namespaces"].items();
    return std::any_of(
        spaces.begin(), spaces.end(), [](const Json &each) { return each.textOr() == QLatin1String("wp/v2"); });
}

/// Where a blog that says nothing may have its interface all the same.
QList<QUrl> usualRoots(const QUrl &page)
{
    QUrl pretty = page.resolved(QUrl(QStringLiteral("/wp-json/")));
    QUrl plain = page.resolved(QUrl(QStringLiteral("/?rest_route=/")));
    return { pretty, plain };
}

std::shared_ptr<Welcome> welcomeOf(const Json &me, const ServerFacts &server, Secret secret)
{
    const WordPressSite site { server.address, server.can.value(QLatin1String("home")).toString(), {}, {} };
    auto welcome = std::make_shared<Welcome>();
    welcome->remoteId = me["id"].token();
    welcome->globalName = userName(site, welcome->remoteId);
    welcome->handle = QStringLiteral("%1@%2").arg(me["slug"].textOr(), QUrl(site.home).host());
    welcome->displayName = me["name"].textOr();
    welcome->address = server.address;
    welcome->typed = server.typed;
    welcome->can = server.can;
    welcome->secret = std::move(secret);
    return welcome;
}

} // namespace

struct WordPressSignIn::Search {
    QPromise<Result<ServerFacts>> promise;
    ServerFacts facts;
    bool mayTryHttp = false;
    QList<QUrl> roots; ///< still to be tried; the first is the best
    std::optional<Error> lastError;
    void end(const Result<ServerFacts> &result)
    {
        promise.addResult(result);
        promise.finish();
    }
};

WordPressSignIn::WordPressSignIn(HttpClient &client)
    : m_client(client)
{
}

QFuture<Result<ServerFacts>> WordPressSignIn::look(const QString &typed)
{
    const auto url = readAddress(typed);
    if (!url)
        return failed<ServerFacts>(url.error());
    auto search = std::make_shared<Search>();
    search->promise.start();
    search->mayTryHttp = !namesScheme(typed);
    askPage(search, *url);
    return search->promise.future();
}

void WordPressSignIn::askPage(const SearchPtr &search, const QUrl &url)
{
    HttpRequest request;
    request.url = url;
    request.typed = search->facts.typed = typedHost(url);
    whenDone(m_client.send(request), &m_here,
        [this, search, url](const Result<HttpResponse> &answer) { hearPage(search, url, answer); });
}

void WordPressSignIn::hearPage(const SearchPtr &search, const QUrl &url, const Result<HttpResponse> &answer)
{
    const bool isOffline = !answer && answer.error().kind == Error::Kind::Offline;
    if (isOffline && std::exchange(search->mayTryHttp, false)) {
        QUrl plain = url;
        plain.setScheme(QStringLiteral("http"));
        return askPage(search, plain);
    }
    if (!answer)
        return search->end(tl::unexpected(answer.error()));
    if (answer->url.scheme() != QLatin1String("https") && !answer->isInside)
        return search->end(tl::unexpected(WordPressWords::inClear(hostForPeople(answer->url))));
    search->facts.typed = lastingTyped(search->facts.typed, *answer);
    const QUrl stated = statedRoot(answer->header("Link"), answer->body, answer->url);
    search->roots = stated.isEmpty() ? usualRoots(answer->url) : QList<QUrl> { stated };
    askRoot(search);
}

void WordPressSignIn::askRoot(const SearchPtr &search)
{
    const QUrl root = search->roots.takeFirst();
    search->facts.address = root;
    HttpRequest request;
    QUrlQuery fields;
    fields.addQueryItem(QStringLiteral("_fields"), QStringLiteral("name,home,namespaces,authentication"));
    request.url = routeUrl(root, QString(), fields);
    request.typed = search->facts.typed;
    request.headers = { { "Accept", "application/json" } };
    whenDone(m_client.send(request), &m_here,
        [this, search](const Result<HttpResponse> &answer) { hearRoot(search, answer); });
}

void WordPressSignIn::hearRoot(const SearchPtr &search, const Result<HttpResponse> &answer)
{
    if (!answer)
        return search->end(tl::unexpected(answer.error()));
    const QString host = hostForPeople(answer->url);
    const auto json = readAnswer(answer->body, answer->header("Content-Type"), host);
    if (answer->status != 200 || !json || json->kind() != Json::Kind::Object || !speaksComments(*json)) {
        if (!search->roots.isEmpty())
            return askRoot(search);
        const bool isForbidden = answer->status == 401 || answer->status == 403;
        const bool isSpoilt = answer->status == 200 && !json && json.error().detail.startsWith(QLatin1String("php"));
        if (isSpoilt)
            return search->end(tl::unexpected(json.error()));
        return search->end(
            tl::unexpected(isForbidden ? WordPressWords::noInterface(host) : WordPressWords::noWordPress(host)));
    }
    const QString home = homeOf(*json);
    if (QUrl(home).host().isEmpty())
        return search->end(tl::unexpected(WordPressWords::noWordPress(host)));
    if (!(*json)["authentication"]["application-passwords"].isThere())
        return search->end(tl::unexpected(WordPressWords::noPasswords(host)));
    search->facts.software = QStringLiteral("WordPress");
    search->facts.can = { { QStringLiteral("home"), home },
        { QStringLiteral("name"), (*json)["name"].textOr().simplified().left(200) } };
    m_server = search->facts;
    search->end(search->facts);
}

QFuture<Result<QUrl>> WordPressSignIn::ask(const QSet<Permission> & /*permissions*/, const QUrl & /*back*/)
{
    return failed<QUrl>(WordPressWords::otherWay());
}

QFuture<Result<std::shared_ptr<Welcome>>> WordPressSignIn::come(const QUrl & /*query*/)
{
    return failed<std::shared_ptr<Welcome>>(WordPressWords::otherWay());
}

QFuture<Result<std::shared_ptr<Welcome>>> WordPressSignIn::enter(const QString &name, const Secret &secret)
{
    const QString user = name.trimmed();
    // RFC 7617: a colon ends the name.
    if (m_server.address.isEmpty() || user.isEmpty() || user.contains(u':') || secret.isEmpty())
        return failed<std::shared_ptr<Welcome>>(WordPressWords::otherWay());
    const auto both = [&] { return Secret(user.toUtf8() + ':' + secret.reveal()); };
    m_door = std::make_unique<WordPressDoor>(m_client, m_server.address, m_server.typed, both());
    auto kept = std::make_shared<Secret>(both()); // held by the answer on its way
    auto promise = std::make_shared<QPromise<Result<std::shared_ptr<Welcome>>>>();
    promise->start();
    QUrlQuery edit;
    edit.addQueryItem(QStringLiteral("context"), QStringLiteral("edit"));
    m_door->get(QStringLiteral("wp/v2/users/me"), edit,
        [promise, kept, user, server = m_server](const Result<WordPressAnswer> &me) {
            const QString host = hostForPeople(server.address);
            if (!me)
                promise->addResult(tl::unexpected(me.error()));
            else if (me->json["id"].token().isEmpty())
                promise->addResult(tl::unexpected(WordPressWords::noInterface(host)));
            else if (!me->json["capabilities"]["moderate_comments"].truth().value_or(false))
                promise->addResult(tl::unexpected(WordPressWords::notModerator(user, host)));
            else
                promise->addResult(welcomeOf(me->json, server, kept->another()));
            promise->finish();
        });
    return promise->future();
}

QFuture<Result<void>> WordPressSignIn::leave(const ServerFacts &server, const Secret &secret)
{
    m_door = std::make_unique<WordPressDoor>(m_client, server.address, server.typed, secret.another());
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto end = [promise](const Result<WordPressAnswer> &last) {
        const bool isWorthless = last || last.error().kind == Error::Kind::SignedOut;
        promise->addResult(isWorthless ? Result<void>() : tl::unexpected(last.error()));
        promise->finish();
    };
    const QString passwords = QStringLiteral("wp/v2/users/me/application-passwords/");
    // developer.wordpress.org/rest-api/reference/application-passwords: which of them let us in.
    m_door->get(passwords + QStringLiteral("introspect"), {}, [door = m_door.get(), passwords, end](const auto &self) {
        const QString uuid = self ? self->json["uuid"].textOr() : QString();
        if (!self || QUuid::fromString(uuid).isNull())
            return end(self);
        door->remove(passwords + uuid, end);
    });
    return promise->future();
}

} // namespace wheelhouse
