#include "core/connectors/mastodon/mastodonfinder.h"

#include "core/base/lane.h"
#include "core/base/links.h"
#include "core/connectors/mastodon/mastodoncalls.h"
#include "core/connectors/mastodon/mastodonwire.h"
#include "core/http/gate.h"
#include "core/networks/connector.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qint64 longestBody = 4 * 1024 * 1024;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonSignIn)
};

/// "@marlowe@coffee.social", "coffee.social", "https://coffee.social/@marlowe".
struct Typed {
    QUrl address; ///< of the host
    QString user; ///< empty: none
};

Result<Typed> readTyped(const QString &text)
{
    QString plain = text.trimmed();
    Typed typed;
    if (!plain.contains(u"://"_s) && plain.contains(u'@')) {
        while (plain.startsWith(u'@'))
            plain.remove(0, 1);
        typed.user = plain.section(u'@', 0, 0);
        plain = plain.section(u'@', 1);
    }
    // "ada:password@host" and "host\\@other" are no handles; what they are is read, and refused, as an address.
    const bool isHandle = std::all_of(typed.user.begin(), typed.user.end(),
        [](QChar c) { return c.isLetterOrNumber() || QStringView(u"._-").contains(c); });
    auto address = readAddress(isHandle ? plain : u"https://"_s + text.trimmed());
    if (!address)
        return tl::unexpected(address.error());
    if (const QString path = address->path(); path.startsWith(u"/@"_s))
        typed.user = path.mid(2).section(u'/', 0, 0);
    typed.address = address->adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
    return typed;
}

QUrl at(const QUrl &address, const QString &path)
{
    QUrl url = address;
    url.setPath(path);
    return url;
}

QUrl originOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment);
}

/// A door of the same server, or the one that is usual.
QUrl doorOf(const Json &field, const QUrl &address, const QString &usual)
{
    const QUrl told(field.textOr(), QUrl::StrictMode);
    return told.isValid() && isSameOrigin(told, address) ? told : at(address, usual);
}

} // namespace

MastodonDoors mastodonDoors(const QUrl &address, const QJsonObject &can)
{
    const auto door = [&](const QString &name, const QString &usual) {
        const QUrl kept(can.value(name).toString());
        return kept.isValid() && isSameOrigin(kept, address) ? kept : at(address, usual);
    };
    MastodonDoors doors { door(u"authorize"_s, u"/oauth/authorize"_s), door(u"token"_s, u"/oauth/token"_s),
        door(u"revoke"_s, u"/oauth/revoke"_s), can.value(u"pkce"_s).toBool(), {} };
    for (const QJsonValue &each : can.value(u"scopes"_s).toArray())
        doors.scopes.append(each.toString());
    return doors;
}

/// One search: the host itself, then where it leads.
struct MastodonFinder::Search : std::enable_shared_from_this<MastodonFinder::Search> {
    using Heard = std::function<void(const HttpResponse &, const Json &)>;
    HttpClient &client;
    std::weak_ptr<QObject> here;
    QPromise<Result<ServerFacts>> promise;
    Typed typed;
    QString allowed; ///< see HttpRequest::typed
    QList<QUrl> toTry; ///< hosts, first first
    QList<QUrl> tried;
    bool hasAskedAround = false;
    std::optional<Error> why; ///< the first failure, which tells most
    ServerFacts facts;

    Search(HttpClient &c, std::weak_ptr<QObject> h)
        : client(c)
        , here(std::move(h))
    {
    }

    /// \a heard for an answer of 200 with JSON (else an empty value); \a otherwise for every other.
    void ask(const QUrl &url, const Heard &heard, const std::function<void(const Error &)> &otherwise)
    {
        const auto asker = here.lock();
        if (!asker)
            return;
        HttpRequest request;
        request.url = url;
        request.typed = allowed;
        request.limit = longestBody;
        request.headers = { qMakePair(QByteArray("Accept"), QByteArray("application/json, application/jrd+json")) };
        whenDone(client.send(request), asker.get(), [heard, otherwise](const Result<HttpResponse> &answer) {
            if (!answer)
                return otherwise(answer.error());
            const auto read = mastodonAnswer(*answer);
            if (!read)
                return otherwise(read.error());
            heard(*answer, read->body);
        });
    }
    void next();
    void tryInstance(const QUrl &address, int version);
    void takeInstance(const HttpResponse &answer, const mastodon::Instance &server);
    void askAround();
    void askNodeInfo();
    void askMetadata();
    void lead(const QUrl &url);
    void end();
};

void MastodonFinder::Search::next()
{
    if (!toTry.isEmpty())
        return tryInstance(toTry.takeFirst(), 2);
    if (!std::exchange(hasAskedAround, true))
        return askAround();
    Error error = why.value_or(Error { Error::Kind::Missing, {}, u"no server"_s, std::chrono::seconds { 0 } });
    if (error.kind == Error::Kind::Missing || error.kind == Error::Kind::Malformed) {
        error.kind = Error::Kind::Missing;
        error.message =
            Words::tr("At “%1” is no server of Mastodon's kind. Look at its name, or type the address of the "
                      "page on which you read it.")
                .arg(hostForPeople(typed.address));
    }
    promise.addResult(tl::unexpected(error));
    promise.finish();
}

/// Version 2, else 1.
void MastodonFinder::Search::tryInstance(const QUrl &address, int version)
{
    if (version == 2)
        tried.append(address);
    const auto me = shared_from_this();
    const auto otherwise = [me, address, version](const Error &error) {
        if (!me->why)
            me->why = error;
        const bool mayHaveOlder = error.kind != Error::Kind::Offline;
        if (version == 2 && mayHaveOlder)
            return me->tryInstance(address, 1);
        me->next();
    };
    ask(
        at(address, u"/api/v%1/instance"_s.arg(version)),
        [me, otherwise](const HttpResponse &answer, const Json &body) {
            const auto server = mastodon::instance(body);
            if (!server)
                return otherwise(server.error());
            me->takeInstance(answer, *server);
        },
        otherwise);
}

void MastodonFinder::Search::takeInstance(const HttpResponse &answer, const mastodon::Instance &server)
{
    facts.address = originOf(answer.url); // where redirects led
    facts.typed = lastingTyped(allowed, answer);
    facts.software = server.software;
    facts.people = server.people;
    facts.postCharacters = server.postCharacters;
    facts.altCharacters = server.altCharacters;
    facts.pushes = !server.stream.isEmpty() && !server.isSnac; // snac names an address where nothing is
    facts.can = { { u"domain"_s, server.domain }, { u"api"_s, server.api }, { u"snac"_s, server.isSnac } };
    if (facts.pushes)
        facts.can.insert(u"stream"_s, server.stream.toString(QUrl::FullyEncoded));
    askNodeInfo();
}

/// Versions are written as Mastodon's for the sake of its programs; NodeInfo says what it really is.
void MastodonFinder::Search::askNodeInfo()
{
    const auto me = shared_from_this();
    const auto goOn = [me](const Error &) { me->askMetadata(); };
    ask(
        at(facts.address, u"/.well-known/nodeinfo"_s),
        [me, goOn](const HttpResponse &, const Json &links) {
            const QUrl there = mastodon::nodeInfoAddress(links);
            if (!isSameOrigin(there, me->facts.address))
                return me->askMetadata();
            me->ask(
                there,
                [me](const HttpResponse &, const Json &body) {
                    if (const auto node = mastodon::nodeInfo(body)) {
                        me->facts.software = node->software.at(0).toUpper() + node->software.mid(1);
                        if (me->facts.people < 0)
                            me->facts.people = node->people;
                    }
                    me->askMetadata();
                },
                goOn);
        },
        goOn);
}

// RFC 8414; Mastodon since 4.3.
void MastodonFinder::Search::askMetadata()
{
    const auto me = shared_from_this();
    ask(
        at(facts.address, u"/.well-known/oauth-authorization-server"_s),
        [me](const HttpResponse &, const Json &body) {
            const QUrl &address = me->facts.address;
            QJsonObject &can = me->facts.can;
            const auto door = [&](const char *field, const QString &usual) {
                return doorOf(body[field], address, usual).toString(QUrl::FullyEncoded);
            };
            can.insert(u"authorize"_s, door("authorization_endpoint", u"/oauth/authorize"_s));
            can.insert(u"token"_s, door("token_endpoint", u"/oauth/token"_s));
            can.insert(u"revoke"_s, door("revocation_endpoint", u"/oauth/revoke"_s));
            QJsonArray scopes;
            for (const Json &each : body["scopes_supported"].items().mid(0, 200))
                scopes.append(each.textOr());
            can.insert(u"scopes"_s, scopes);
            for (const Json &each : body["code_challenge_methods_supported"].items())
                if (each.textOr() == u"S256"_s)
                    can.insert(u"pkce"_s, true);
            me->end();
        },
        [me](const Error &) { me->end(); });
}

void MastodonFinder::Search::lead(const QUrl &url)
{
    const QUrl address = originOf(url);
    if (address.isValid() && !address.host().isEmpty() && !tried.contains(address) && !toTry.contains(address))
        toTry.append(address);
}

/// A handle's host need not be the server's: WebFinger of the person, then NodeInfo of the host, say where it is.
void MastodonFinder::Search::askAround()
{
    const auto me = shared_from_this();
    const auto nodeInfo = [me] {
        me->ask(
            at(me->typed.address, u"/.well-known/nodeinfo"_s),
            [me](const HttpResponse &answer, const Json &links) {
                me->lead(answer.url); // a redirect leads too
                me->lead(mastodon::nodeInfoAddress(links));
                me->next();
            },
            [me](const Error &) { me->next(); });
    };
    if (typed.user.isEmpty())
        return nodeInfo();
    QUrl finger = at(typed.address, u"/.well-known/webfinger"_s);
    finger.setQuery(u"resource="_s
        + QString::fromLatin1(
            QUrl::toPercentEncoding(u"acct:%1@%2"_s.arg(typed.user, typed.address.authority()), "@:")));
    ask(
        finger,
        [me, nodeInfo](const HttpResponse &, const Json &body) {
            for (const Json &link : body["links"].items())
                if (link["rel"].textOr() == u"self"_s)
                    me->lead(QUrl(link["href"].textOr(), QUrl::StrictMode));
            if (me->toTry.isEmpty())
                return nodeInfo();
            me->next();
        },
        [nodeInfo](const Error &) { nodeInfo(); });
}

void MastodonFinder::Search::end()
{
    promise.addResult(facts);
    promise.finish();
}

MastodonFinder::MastodonFinder(HttpClient &client)
    : m_client(client)
    , m_here(std::make_shared<QObject>())
{
}

QFuture<Result<ServerFacts>> MastodonFinder::look(const QString &typed)
{
    auto read = readTyped(typed);
    if (!read)
        return answered<ServerFacts>(tl::unexpected(read.error()));
    m_here = std::make_shared<QObject>();
    auto search = std::make_shared<Search>(m_client, m_here);
    search->promise.start();
    search->typed = *read;
    search->allowed = typedHost(read->address);
    search->toTry = { read->address };
    auto future = search->promise.future();
    search->next();
    return future;
}

} // namespace wheelhouse
