#include "core/connectors/bluesky/blueskycalls.h"

#include "core/base/lane.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace wheelhouse {

using namespace bluesky;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(BlueskyCalls)
};

bool isPage(const HttpResponse &answer)
{
    return answer.header("Content-Type").toLower().contains("html") || answer.body.left(64).trimmed().startsWith('<');
}

/// What a page in place of an answer means. Whatever it says of records or sessions is not the server's word.
Error errorOfPage(HttpResponse page)
{
    page.body.clear();
    Error error = errorOf(page);
    error.detail += pageFault;
    page.status = 200;
    if (error.kind == Error::Kind::Refused)
        error.message = errorOf(page).message;
    return error;
}

/// An answer of 200 that is the server's own, or what is wrong.
Result<HttpResponse> own(const Result<HttpResponse> &answer)
{
    if (answer && isPage(*answer))
        return tl::unexpected(errorOfPage(*answer));
    if (answer && answer->status != 200)
        return tl::unexpected(errorOf(*answer));
    return answer;
}

bool isOver(const HttpResponse &answer)
{
    const QString fault = faultOf(answer);
    return answer.status == 401 || fault == QLatin1String("ExpiredToken") || fault == QLatin1String("InvalidToken");
}

} // namespace

BlueskyCalls::BlueskyCalls(Account account, HttpClient &client)
    : m_account(std::move(account))
    , m_client(client)
{
}

HttpRequest BlueskyCalls::requestOf(const Call &call, const Secret *token) const
{
    HttpRequest request;
    request.url = m_account.pds;
    request.url.setPath(QStringLiteral("/xrpc/") + call.name);
    request.typed = m_account.typed;
    request.headers = { { "Accept", "application/json" } };
    if (token)
        request.headers.emplaceBack("Authorization", "Bearer " + token->reveal());
    if (!call.body && call.file.isEmpty()) {
        request.url.setQuery(call.query);
        return request;
    }
    request.method = "POST";
    if (!call.file.isEmpty()) {
        request.headers.emplaceBack("Content-Type", call.type);
        request.body = call.file;
        return request;
    }
    if (!call.body->isEmpty()) {
        request.headers.emplaceBack("Content-Type", "application/json");
        request.body = QJsonDocument(*call.body).toJson(QJsonDocument::Compact);
    }
    return request;
}

void BlueskyCalls::ask(const Call &call, const Then &then)
{
    whenIn(
        [this, call, then](const Result<void> &in) {
            if (!in)
                return then(tl::unexpected(in.error()));
            send(call, then, true);
        },
        false);
}

void BlueskyCalls::send(const Call &call, const Then &then, bool mayRenew)
{
    const QByteArray used = m_session->access.reveal();
    whenDone(m_client.send(requestOf(call, &m_session->access)), &m_here,
        [this, call, then, mayRenew, used](const Result<HttpResponse> &answer) {
            if (answer)
                if (const auto rest = restUntil(*answer))
                    m_rest = *rest;
            if (!answer || !mayRenew || answer->status == 200 || !isOver(*answer))
                return then(own(answer));
            // Somebody who was asked at the same time may have renewed it already.
            const bool isStill = m_session && m_session->access.reveal() == used;
            whenIn(
                [this, call, then](const Result<void> &in) {
                    if (!in)
                        return then(tl::unexpected(in.error()));
                    send(call, then, false);
                },
                isStill);
        });
}

/// Calls \a done when there is a session. \a isOver the one that is there is none any more.
void BlueskyCalls::whenIn(const Done &done, bool isOver)
{
    if (m_waiting.isEmpty() && m_session && !isOver)
        return done({});
    m_waiting.append(done);
    if (m_waiting.size() > 1)
        return;
    if (m_session)
        renew();
    else
        letIn();
}

void BlueskyCalls::renew()
{
    const Call call { QStringLiteral("com.atproto.server.refreshSession"), {}, QJsonObject() };
    whenDone(m_client.send(requestOf(call, &m_session->refresh)), &m_here,
        [this](const Result<HttpResponse> &answer) { take(answer, true); });
}

void BlueskyCalls::letIn()
{
    m_session.reset();
    const Call call { QStringLiteral("com.atproto.server.createSession"), {},
        QJsonObject { { QStringLiteral("identifier"), m_account.did },
            { QStringLiteral("password"), QString::fromUtf8(m_account.password.reveal()) } } };
    whenDone(m_client.send(requestOf(call, nullptr)), &m_here,
        [this](const Result<HttpResponse> &answer) { take(answer, false); });
}

void BlueskyCalls::take(const Result<HttpResponse> &answer, bool mayTryPassword)
{
    const bool isRefused = answer && (answer->status == 400 || isOver(*answer));
    if (isRefused && mayTryPassword)
        return letIn();
    const auto fine = own(answer);
    if (!fine)
        return settle(tl::unexpected(fine.error()));
    auto session = readSession(fine->body);
    if (!session) {
        Error strange = errorOf(*fine);
        strange.detail = session.error().detail;
        return settle(tl::unexpected(strange));
    }
    // Nothing of a stranger's may come in as ours.
    if (session->did != m_account.did) {
        m_session.reset();
        return settle(fail(Error::Kind::SignedOut,
            Words::tr("The server let us in as somebody else. Nothing was taken in; sign in again."),
            QStringLiteral("bluesky: session of %1").arg(session->did)));
    }
    m_session = std::move(*session);
    settle({});
}

void BlueskyCalls::settle(const Result<void> &in)
{
    const QList<Done> waiting = std::exchange(m_waiting, {});
    for (const Done &done : waiting)
        done(in);
}

} // namespace wheelhouse
