#include "core/connectors/bluesky/blueskysignin.h"

#include "core/base/lane.h"
#include "core/base/links.h"
#include "core/connectors/bluesky/blueskylookup.h"
#include "core/connectors/bluesky/blueskyrecords.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/http/gate.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

using namespace bluesky;

namespace {

constexpr qint64 mostBytes = 256 * 1024; // of a document or a session

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskySignIn)
};

using WelcomeResult = Result<std::shared_ptr<Welcome>>;

Error noBrowser()
{
    return { Error::Kind::Refused, Words::tr("Bluesky asks for an app password, not for a page in the browser."),
        QStringLiteral("bluesky: no browser"), std::chrono::seconds { 0 } };
}

HttpRequest deed(const QUrl &server, const QString &typed, const char *method, const QByteArray &body)
{
    HttpRequest request;
    request.url = server;
    request.url.setPath(QStringLiteral("/xrpc/") + QString::fromLatin1(method));
    request.typed = typed;
    request.method = "POST";
    request.limit = mostBytes;
    if (!body.isEmpty()) {
        request.headers.emplaceBack("Content-Type", "application/json");
        request.body = body;
    }
    return request;
}

QByteArray credentials(const QString &name, const QString &password)
{
    return QJsonDocument(
        QJsonObject { { QStringLiteral("identifier"), name }, { QStringLiteral("password"), password } })
        .toJson(QJsonDocument::Compact);
}

/// What a token lets its holder do, as it says itself; only for words, since nobody but its server can prove it.
QString scopeOf(const Secret &token)
{
    const QList<QByteArray> parts = token.reveal().split('.');
    const auto json = Json::parse(QByteArray::fromBase64(parts.value(1), QByteArray::Base64UrlEncoding));
    return json ? (*json)["scope"].textOr() : QString();
}

/// Why we were not let in, in the words of somebody who has just typed a password.
Error notLetIn(const HttpResponse &answer)
{
    Error error = errorOf(answer);
    const QString fault = faultOf(answer);
    if (fault == QLatin1String("AuthFactorTokenRequired"))
        error = { Error::Kind::Refused,
            Words::tr("This is the account's own password. Make an app password in Bluesky's settings and use that."),
            error.detail, std::chrono::seconds { 0 } };
    else if (fault == QLatin1String("AccountTakedown") || fault == QLatin1String("AccountDeactivated"))
        error.message = Words::tr("The server says that this account is closed.");
    else if (answer.status == 401 || answer.status == 400)
        error.message = Words::tr("The server does not know this name with this app password.");
    return error;
}

} // namespace

struct BlueskySignIn::Looking {
    QPromise<Result<ServerFacts>> promise;
    QString typed;
    QString handle; ///< in lower case; empty: a DID was typed
    bool mayBeServer = false;
    void end(const Result<ServerFacts> &facts)
    {
        promise.addResult(facts);
        promise.finish();
    }
};

struct BlueskySignIn::Entering {
    QPromise<WelcomeResult> promise;
    ServerFacts server;
    QString did; ///< who it must be; empty: whoever the server says
    QString password;
    Session session;
    QString scope;
    QString displayName;
    void end(const WelcomeResult &welcome)
    {
        password.fill(QChar());
        promise.addResult(welcome);
        promise.finish();
    }
};

BlueskySignIn::BlueskySignIn(HttpClient &client, BlueskyPlaces places, TxtLookup texts)
    : m_client(client)
    , m_places(std::move(places))
    , m_texts(std::move(texts))
{
}

HttpRequest BlueskySignIn::question(const QUrl &server, const QString &path) const
{
    HttpRequest request;
    request.url = server;
    request.url.setPath(path);
    request.limit = mostBytes;
    const bool isPlace = isSameOrigin(server, m_places.plc) || isSameOrigin(server, m_places.appview);
    if (m_places.areTyped && isPlace)
        request.typed = typedHost(server);
    return request;
}

QFuture<Result<ServerFacts>> BlueskySignIn::look(const QString &typed)
{
    auto looking = std::make_shared<Looking>();
    looking->promise.start();
    auto future = looking->promise.future();
    m_server = {};
    m_did.clear();
    const TypedName name = readTyped(typed);
    looking->typed = typed;
    if (!name.did.isEmpty()) {
        askDocument(looking, name.did);
    } else if (!name.handle.isEmpty()) {
        looking->handle = name.handle;
        looking->mayBeServer = name.mayBeServer;
        askHost(looking);
    } else if (const auto server = readAddress(typed)) {
        askServer(looking, *server, true);
    } else {
        looking->end(tl::unexpected(server.error()));
    }
    return future;
}

/// First the host that the handle names, which is its owner's.
void BlueskySignIn::askHost(const LookingPtr &looking)
{
    QUrl host;
    host.setScheme(QStringLiteral("https"));
    host.setHost(looking->handle);
    whenDone(m_client.send(question(host, QStringLiteral("/.well-known/atproto-did"))), &m_here,
        [this, looking](const Result<HttpResponse> &answer) {
            const QString did = answer && answer->status == 200 ? QString::fromUtf8(answer->body).trimmed() : QString();
            if (isDid(did))
                return askDocument(looking, did);
            askAppview(looking);
        });
}

void BlueskySignIn::askAppview(const LookingPtr &looking)
{
    HttpRequest request = question(m_places.appview, QStringLiteral("/xrpc/com.atproto.identity.resolveHandle"));
    request.url.setQuery(QStringLiteral("handle=") + looking->handle);
    whenDone(m_client.send(request), &m_here, [this, looking](const Result<HttpResponse> &answer) {
        if (answer && answer->status == 200)
            if (const auto did = readResolvedHandle(answer->body))
                return askDocument(looking, *did);
        askNames(looking);
    });
}

/// Last, since a question to the name service goes past a proxy.
void BlueskySignIn::askNames(const LookingPtr &looking)
{
    m_texts(QStringLiteral("_atproto.") + looking->handle, &m_here, [this, looking](const QList<QByteArray> &texts) {
        const QString did = didInTexts(texts);
        if (!did.isEmpty())
            return askDocument(looking, did);
        if (const auto server = readAddress(looking->typed); server && looking->mayBeServer)
            return askServer(looking, *server, true);
        looking->end(fail(Error::Kind::Missing,
            Words::tr("Nobody is found under “%1”. Look how the handle is written; it is the one with dots in it.")
                .arg(looking->handle),
            QStringLiteral("bluesky: handle resolves to nothing")));
    });
}

void BlueskySignIn::askDocument(const LookingPtr &looking, const QString &did)
{
    const QUrl place = didDocumentUrl(did, m_places.plc);
    if (place.isEmpty())
        return looking->end(
            fail(Error::Kind::Refused, Words::tr("This account has a kind of name that Wheelhouse cannot follow."),
                QStringLiteral("bluesky: %1").arg(did.left(100))));
    whenDone(m_client.send(question(place, place.path())), &m_here,
        [this, looking, did](const Result<HttpResponse> &answer) {
            if (!answer)
                return looking->end(tl::unexpected(answer.error()));
            if (answer->status != 200)
                return looking->end(tl::unexpected(errorOf(*answer)));
            const auto identity = readDidDocument(answer->body, did);
            if (!identity)
                return looking->end(tl::unexpected(identity.error()));
            takeDocument(looking, *identity);
        });
}

void BlueskySignIn::takeDocument(const LookingPtr &looking, const Identity &identity)
{
    if (!looking->handle.isEmpty() && !identity.handles.contains(looking->handle))
        return looking->end(fail(Error::Kind::Refused,
            Words::tr("“%1” leads to an account that does not bear this handle. Somebody may pretend to be it.")
                .arg(looking->handle),
            QStringLiteral("bluesky: handle not named back by %1").arg(identity.did)));
    if (identity.pds.isEmpty())
        return looking->end(fail(Error::Kind::Missing, Words::tr("This account does not say which server has it."),
            QStringLiteral("bluesky: no pds of %1").arg(identity.did)));
    m_did = identity.did;
    askServer(looking, identity.pds, false);
}

/// Whether there is a PDS. One that a document names may not lie in a private range.
void BlueskySignIn::askServer(const LookingPtr &looking, const QUrl &server, bool isTyped)
{
    HttpRequest request = question(server, QStringLiteral("/xrpc/com.atproto.server.describeServer"));
    request.url.setQuery(QString());
    if (isTyped || m_places.areTyped)
        request.typed = typedHost(server);
    const QString typed = request.typed;
    whenDone(m_client.send(request), &m_here, [this, looking, server, typed](const Result<HttpResponse> &answer) {
        if (!answer)
            return looking->end(tl::unexpected(answer.error()));
        const auto json = Json::parse(answer->body);
        if (answer->status != 200 || !json || !isDid((*json)["did"].textOr()))
            return looking->end(
                fail(Error::Kind::Missing, Words::tr("“%1” is no server of Bluesky's kind.").arg(hostForPeople(server)),
                    QStringLiteral("bluesky: describeServer %1").arg(answer->status)));
        m_server.address = answer->url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery);
        m_server.typed = lastingTyped(typed, *answer);
        m_server.software = QStringLiteral("Bluesky PDS");
        m_server.postCharacters = 300; // app.bsky.feed.post: maxGraphemes
        m_server.can = { { QStringLiteral("did"), m_did }, { QStringLiteral("handle"), looking->handle } };
        looking->end(m_server);
    });
}

QFuture<Result<QUrl>> BlueskySignIn::ask(const QSet<Permission> &, const QUrl &)
{
    QPromise<Result<QUrl>> promise;
    promise.start();
    promise.addResult(tl::unexpected(noBrowser()));
    promise.finish();
    return promise.future();
}

QFuture<WelcomeResult> BlueskySignIn::come(const QUrl &)
{
    QPromise<WelcomeResult> promise;
    promise.start();
    promise.addResult(tl::unexpected(noBrowser()));
    promise.finish();
    return promise.future();
}

QFuture<WelcomeResult> BlueskySignIn::enter(const QString &name, const Secret &secret)
{
    auto entering = std::make_shared<Entering>();
    entering->promise.start();
    auto future = entering->promise.future();
    entering->server = m_server;
    entering->did = m_did;
    entering->password = QString::fromUtf8(secret.reveal().trimmed());
    const QString given = name.startsWith(u'@') ? name.mid(1) : name.trimmed();
    if (m_server.address.isEmpty() || (given.isEmpty() && m_did.isEmpty()) || entering->password.isEmpty()) {
        entering->end(fail(Error::Kind::Refused, Words::tr("A handle and an app password are needed."),
            QStringLiteral("bluesky: nothing to enter with")));
        return future;
    }
    const QByteArray body = credentials(m_did.isEmpty() ? given : m_did, entering->password);
    const HttpRequest request = deed(m_server.address, m_server.typed, "com.atproto.server.createSession", body);
    whenDone(m_client.send(request), &m_here, [this, entering](const Result<HttpResponse> &answer) {
        if (!answer)
            return entering->end(tl::unexpected(answer.error()));
        if (answer->status != 200)
            return entering->end(tl::unexpected(notLetIn(*answer)));
        auto session = readSession(answer->body);
        if (!session)
            return entering->end(tl::unexpected(errorOf(*answer)));
        entering->session = std::move(*session);
        greet(entering);
    });
    return future;
}

/// Whether it is who it should be, with no more than it should have.
void BlueskySignIn::greet(const EnteringPtr &entering)
{
    const auto refuse = [&](const QString &message, const QString &detail) {
        giveBack(entering->server.address, entering->server.typed, entering->session.refresh,
            [entering, message, detail] { entering->end(fail(Error::Kind::Refused, message, detail)); });
    };
    if (!entering->did.isEmpty() && entering->session.did != entering->did)
        return refuse(Words::tr("The server let us in as somebody else. Nothing was kept."),
            QStringLiteral("bluesky: session of %1").arg(entering->session.did));
    entering->scope = scopeOf(entering->session.access);
    if (entering->scope == QLatin1String("com.atproto.access"))
        return refuse(
            Words::tr("This is the account's own password. Make an app password in Bluesky's settings and use that."),
            QStringLiteral("bluesky: not an app password"));
    introduce(entering);
}

/// What the account calls itself; it does without.
void BlueskySignIn::introduce(const EnteringPtr &entering)
{
    HttpRequest request = question(entering->server.address, QStringLiteral("/xrpc/app.bsky.actor.getProfile"));
    request.url.setQuery(QStringLiteral("actor=") + entering->session.did);
    request.typed = entering->server.typed;
    request.headers.emplaceBack("Authorization", "Bearer " + entering->session.access.reveal());
    whenDone(m_client.send(request), &m_here, [this, entering](const Result<HttpResponse> &answer) {
        const auto json = answer && answer->status == 200 ? Json::parse(answer->body) : tl::unexpected(Error {});
        if (json)
            entering->displayName = (*json)["displayName"].textOr();
        giveBack(entering->server.address, entering->server.typed, entering->session.refresh, [entering] {
            auto welcome = std::make_shared<Welcome>();
            const Session &session = entering->session;
            welcome->globalName = welcome->remoteId = session.did;
            welcome->handle = u'@' + session.handle;
            welcome->displayName = entering->displayName;
            welcome->address = entering->server.address;
            welcome->typed = entering->server.typed;
            welcome->granted = entering->scope.isEmpty() ? QStringList() : QStringList { entering->scope };
            welcome->can = { { QStringLiteral("did"), session.did }, { QStringLiteral("handle"), session.handle } };
            welcome->secret = Secret(QJsonDocument(QJsonObject { { QStringLiteral("did"), session.did },
                                                       { QStringLiteral("pds"), welcome->address.toString() },
                                                       { QStringLiteral("password"), entering->password } })
                                         .toJson(QJsonDocument::Compact));
            entering->end(welcome);
        });
    });
}

/// Ends a session over there; whether that was heard changes nothing here.
void BlueskySignIn::giveBack(
    const QUrl &pds, const QString &typed, const Secret &refresh, const std::function<void()> &then)
{
    HttpRequest request = deed(pds, typed, "com.atproto.server.deleteSession", {});
    request.headers.emplaceBack("Authorization", "Bearer " + refresh.reveal());
    whenDone(m_client.send(request), &m_here, [then](const Result<HttpResponse> &) { then(); });
}

QFuture<Result<void>> BlueskySignIn::leave(const ServerFacts &server, const Secret &secret)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    const auto end = [promise](const Result<void> &left) {
        promise->addResult(left);
        promise->finish();
    };
    const auto json = Json::parse(secret.reveal());
    const QString did = json ? (*json)["did"].textOr() : QString();
    const QByteArray body = credentials(did, json ? (*json)["password"].textOr() : QString());
    const HttpRequest request = deed(server.address, server.typed, "com.atproto.server.createSession", body);
    whenDone(m_client.send(request), &m_here, [this, server, end](const Result<HttpResponse> &answer) {
        if (!answer)
            return end(tl::unexpected(answer.error()));
        if (answer->status == 400 || answer->status == 401)
            return end({}); // the app password was deleted already
        const auto session = answer->status == 200 ? readSession(answer->body) : tl::unexpected(errorOf(*answer));
        if (!session)
            return end(tl::unexpected(session.error()));
        giveBack(server.address, server.typed, session->refresh, [end] { end({}); });
    });
    return promise->future();
}

} // namespace wheelhouse
