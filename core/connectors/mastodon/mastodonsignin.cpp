#include "core/connectors/mastodon/mastodonsignin.h"

#include "core/base/lane.h"
#include "core/base/links.h"
#include "core/connectors/mastodon/mastodoncalls.h"
#include "core/connectors/mastodon/mastodonwire.h"
#include "core/connectors/oauth/pkce.h"
#include "core/http/verdict.h"
#include "core/networks/connector.h"

#include <QCoreApplication>

#include <algorithm>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;
using WelcomeResult = Result<std::shared_ptr<Welcome>>;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(MastodonSignIn)
};

QString encoded(const QString &text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString encoded(const QByteArray &text)
{
    return encoded(QString::fromUtf8(text));
}

HttpRequest formTo(const QUrl &url, const QString &typed, const QUrlQuery &form)
{
    HttpRequest request;
    request.url = url;
    request.typed = typed;
    request.method = "POST";
    request.body = form.query(QUrl::FullyEncoded).toUtf8();
    request.headers = { qMakePair(QByteArray("Content-Type"), QByteArray("application/x-www-form-urlencoded")),
        qMakePair(QByteArray("Accept"), QByteArray("application/json")) };
    return request;
}

tl::unexpected<Error> notLooked()
{
    return fail(Error::Kind::Refused, Words::tr("Choose the server first."), u"look"_s);
}

Welcome welcomeOf(const ServerFacts &facts, const Json &body, const Author &who, const QStringList &granted)
{
    Welcome one;
    one.globalName = who.globalName;
    one.remoteId = body["id"].token();
    one.handle = who.handle;
    one.displayName = who.displayName;
    one.address = facts.address;
    one.typed = facts.typed;
    one.granted = granted;
    one.can = facts.can;
    return one;
}

} // namespace

// docs.joinmastodon.org/api/oauth-scopes
QStringList mastodonScopes(const QSet<Permission> &permissions, bool isNarrow)
{
    const bool writes = permissions.contains(Permission::Post) || permissions.contains(Permission::UploadMedia);
    if (!isNarrow)
        return writes ? QStringList { u"read"_s, u"write"_s, u"follow"_s } : QStringList { u"read"_s };
    QStringList scopes { u"read:accounts"_s, u"read:follows"_s, u"read:notifications"_s, u"read:search"_s,
        u"read:statuses"_s };
    if (permissions.contains(Permission::Post))
        scopes += { u"write:statuses"_s, u"write:favourites"_s, u"write:follows"_s, u"write:mutes"_s, u"write:blocks"_s,
            u"write:reports"_s, u"write:notifications"_s };
    if (permissions.contains(Permission::UploadMedia))
        scopes.append(u"write:media"_s);
    if (permissions.contains(Permission::ReadDirect))
        scopes.append(u"write:conversations"_s);
    return scopes;
}

struct MastodonSignIn::Asking {
    QPromise<Result<QUrl>> promise;
    QSet<Permission> permissions;
    QUrl back;
    QByteArray state = unguessable();
    QByteArray verifier = unguessable();
    QStringList scopes;
    QString clientId;
    Secret clientSecret;
};

MastodonSignIn::MastodonSignIn(HttpClient &client)
    : m_client(client)
    , m_finder(client)
    , m_here(std::make_unique<QObject>())
{
}

MastodonSignIn::~MastodonSignIn() = default;

QList<SignIn::Way> MastodonSignIn::ways() const
{
    return m_facts ? QList<Way> { Way::Browser, Way::Token } : QList<Way> { Way::Token };
}

QFuture<Result<ServerFacts>> MastodonSignIn::look(const QString &typed)
{
    m_facts.reset();
    m_asking.reset();
    auto promise = std::make_shared<QPromise<Result<ServerFacts>>>();
    promise->start();
    whenDone(m_finder.look(typed), m_here.get(), [this, promise](const Result<ServerFacts> &facts) {
        if (facts)
            m_facts = *facts;
        promise->addResult(facts);
        promise->finish();
    });
    return promise->future();
}

QFuture<Result<QUrl>> MastodonSignIn::ask(const QSet<Permission> &permissions, const QUrl &back)
{
    if (!m_facts)
        return answered<QUrl>(notLooked());
    auto asking = std::make_shared<Asking>();
    asking->promise.start();
    asking->permissions = permissions;
    asking->back = back;
    m_asking.reset();
    auto future = asking->promise.future();
    // Where a server names its scopes and none of the narrow ones is among them, it has only the broad.
    const QStringList known = mastodonDoors(m_facts->address, m_facts->can).scopes;
    registerHere(asking, known.isEmpty() || known.contains(u"read:statuses"_s));
    return future;
}

/// Some servers know the broad scopes only and say so here.
void MastodonSignIn::registerHere(const std::shared_ptr<Asking> &asking, bool isNarrow)
{
    asking->scopes = mastodonScopes(asking->permissions, isNarrow);
    QUrl url = m_facts->address;
    url.setPath(u"/api/v1/apps"_s);
    const QUrlQuery form { { u"client_name"_s, u"Wheelhouse"_s },
        { u"redirect_uris"_s, encoded(asking->back.toString(QUrl::FullyEncoded)) },
        { u"scopes"_s, encoded(asking->scopes.join(u' ')) } };
    whenDone(m_client.send(formTo(url, m_facts->typed, form)), m_here.get(),
        [this, asking, isNarrow](const Result<HttpResponse> &sent) {
            const auto end = [&](const Result<QUrl> &answer) {
                asking->promise.addResult(answer);
                asking->promise.finish();
            };
            const auto answer = sent ? mastodonAnswer(*sent) : Result<MastodonAnswer>(tl::unexpected(sent.error()));
            if (!answer && isNarrow && answer.error().kind == Error::Kind::Refused)
                return registerHere(asking, false);
            if (!answer)
                return end(tl::unexpected(answer.error()));
            asking->clientId = answer->body["client_id"].token();
            asking->clientSecret = Secret(answer->body["client_secret"].token().toUtf8());
            if (asking->clientId.isEmpty())
                return end(fail(Error::Kind::Malformed,
                    Words::tr("The server does not let programs ask for a sign-in. Use a token instead."),
                    u"client_id"_s));
            m_asking = asking;
            const MastodonDoors doors = mastodonDoors(m_facts->address, m_facts->can);
            QUrlQuery query { { u"client_id"_s, encoded(asking->clientId) },
                { u"redirect_uri"_s, encoded(asking->back.toString(QUrl::FullyEncoded)) },
                { u"response_type"_s, u"code"_s }, { u"scope"_s, encoded(asking->scopes.join(u' ')) },
                { u"state"_s, encoded(asking->state) } };
            if (doors.hasPkce) {
                query.addQueryItem(u"code_challenge"_s, encoded(pkceChallenge(asking->verifier)));
                query.addQueryItem(u"code_challenge_method"_s, u"S256"_s);
            }
            QUrl page = doors.authorize;
            page.setQuery(query);
            end(page);
        });
}

QFuture<WelcomeResult> MastodonSignIn::come(const QUrl &query)
{
    const QUrlQuery come(query);
    const auto item = [&](const QString &name) { return come.queryItemValue(name, QUrl::FullyDecoded); };
    if (!m_facts || !m_asking || item(u"state"_s).toUtf8() != m_asking->state)
        return answered<std::shared_ptr<Welcome>>(fail(Error::Kind::Refused,
            Words::tr("What came back does not belong to this sign-in. Nothing was done; begin again."), u"state"_s));
    const QString code = item(u"code"_s);
    if (code.isEmpty()) {
        m_asking.reset();
        return answered<std::shared_ptr<Welcome>>(fail(Error::Kind::Refused,
            item(u"error"_s) == u"access_denied"_s
                ? Words::tr("It was not allowed on the server's page. Nothing was done.")
                : Words::tr("The server did not say yes. Nothing was done; begin again."),
            u"no code"_s));
    }
    auto promise = std::make_shared<QPromise<WelcomeResult>>();
    promise->start();
    auto future = promise->future();
    exchange(code, promise);
    return future;
}

void MastodonSignIn::exchange(const QString &code, const WelcomePromise &promise)
{
    const auto asking = std::exchange(m_asking, nullptr); // once
    const MastodonDoors doors = mastodonDoors(m_facts->address, m_facts->can);
    QUrlQuery form { { u"grant_type"_s, u"authorization_code"_s }, { u"code"_s, encoded(code) },
        { u"client_id"_s, encoded(asking->clientId) }, { u"client_secret"_s, encoded(asking->clientSecret.reveal()) },
        { u"redirect_uri"_s, encoded(asking->back.toString(QUrl::FullyEncoded)) },
        { u"scope"_s, encoded(asking->scopes.join(u' ')) } };
    if (doors.hasPkce)
        form.addQueryItem(u"code_verifier"_s, encoded(asking->verifier));
    whenDone(m_client.send(formTo(doors.token, m_facts->typed, form)), m_here.get(),
        [this, asking, promise](const Result<HttpResponse> &sent) {
            const auto answer = sent ? mastodonAnswer(*sent) : Result<MastodonAnswer>(tl::unexpected(sent.error()));
            const QByteArray token = answer ? answer->body["access_token"].textOr().toUtf8() : QByteArray();
            if (!answer || token.isEmpty()) {
                promise->addResult(answer ? fail(Error::Kind::Malformed,
                                       Words::tr("The server said yes and gave nothing to come in with. Begin again."),
                                       u"access_token"_s)
                                          : tl::unexpected(answer.error()));
                return promise->finish();
            }
            auto one = std::make_shared<MastodonToken>();
            one->token = Secret(token);
            one->clientId = asking->clientId;
            one->clientSecret = std::move(asking->clientSecret);
            const QString scope = answer->body["scope"].textOr();
            welcome(one, scope.isEmpty() ? asking->scopes : scope.split(u' ', Qt::SkipEmptyParts), promise);
        });
}

/// Who we are there.
void MastodonSignIn::welcome(
    const std::shared_ptr<MastodonToken> &token, const QStringList &granted, const WelcomePromise &promise)
{
    m_calls = std::make_unique<MastodonCalls>(
        MastodonCalls::Server { m_facts->address, m_facts->typed }, token->token.another(), m_client);
    m_calls->get(u"/api/v1/accounts/verify_credentials"_s, {},
        [facts = *m_facts, token, granted, promise](const Result<MastodonAnswer> &answer) {
            const auto end = [&](const WelcomeResult &result) {
                promise->addResult(result);
                promise->finish();
            };
            if (!answer) {
                Error error = answer.error();
                if (error.kind == Error::Kind::SignedOut || error.detail == u"status 422"_s) {
                    error.kind = Error::Kind::SignedOut;
                    error.message = Words::tr("The server does not know this token. Look whether it was copied whole.");
                }
                return end(tl::unexpected(error));
            }
            const mastodon::Eyes eyes { facts.can.value(u"domain"_s).toString(facts.address.authority()), {}, {},
                false };
            const auto who = mastodon::author(answer->body, eyes);
            if (!who)
                return end(tl::unexpected(who.error()));
            auto one = std::make_shared<Welcome>(welcomeOf(facts, answer->body, *who, granted));
            one->secret = token->kept();
            end(one);
        });
}

QFuture<WelcomeResult> MastodonSignIn::enter(const QString &, const Secret &secret)
{
    if (!m_facts)
        return answered<std::shared_ptr<Welcome>>(notLooked());
    auto token = std::make_shared<MastodonToken>();
    token->token = Secret(secret.reveal().trimmed());
    const QByteArray &bytes = token->token.reveal();
    const bool isToken =
        !bytes.isEmpty() && std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0x20 && c < 0x7f; });
    if (!isToken)
        return answered<std::shared_ptr<Welcome>>(fail(Error::Kind::Refused,
            Words::tr("A token is one word of letters and digits. Look at what was copied with it."), u"token"_s));
    auto promise = std::make_shared<QPromise<WelcomeResult>>();
    promise->start();
    auto future = promise->future();
    welcome(token, {}, promise);
    return future;
}

// RFC 7009
QFuture<Result<void>> MastodonSignIn::leave(const ServerFacts &server, const Secret &secret)
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    auto future = promise->future();
    const MastodonToken token = MastodonToken::read(secret);
    QUrlQuery form { { u"token"_s, encoded(token.token.reveal()) } };
    if (!token.clientId.isEmpty()) {
        form.addQueryItem(u"client_id"_s, encoded(token.clientId));
        form.addQueryItem(u"client_secret"_s, encoded(token.clientSecret.reveal()));
    }
    whenDone(m_client.send(formTo(mastodonDoors(server.address, server.can).revoke, server.typed, form)), m_here.get(),
        [promise](const Result<HttpResponse> &answer) {
            if (!answer)
                promise->addResult(Result<void>(tl::unexpected(answer.error())));
            else if (answer->status < 200 || answer->status > 299) {
                Error error = mastodonError(*answer);
                if (isVerdict(error) || error.kind == Error::Kind::SignedOut) {
                    error.kind = Error::Kind::Refused;
                    error.message = Words::tr(
                        "“%1” does not let this token be taken back from here. Take it back on the server's own "
                        "page, among the programs that may use the account.")
                                        .arg(hostForPeople(answer->url));
                }
                promise->addResult(Result<void>(tl::unexpected(error)));
            } else if (const auto said = mastodonAnswer(*answer); !said && said.error().detail == u"html"_s)
                promise->addResult(
                    Result<void>(tl::unexpected(said.error()))); // not the server; RFC 7009 wants no body
            else
                promise->addResult(Result<void> {});
            promise->finish();
        });
    return future;
}

} // namespace wheelhouse
