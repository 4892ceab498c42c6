#include "core/http/exchange.h"

#include "core/http/errorwords.h"
#include "core/http/gate.h"
#include "core/http/trust.h"
#include "core/http/verdict.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QSslError>

#include <algorithm>
#include <array>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.http")

constexpr qint64 readAhead = 256 * 1024; // what Qt may hold that we have not counted yet
constexpr qint64 errorBody = 64 * 1024; // of an answer that says no, so much is read
constexpr int longestHeaders = 256; // of one answer
constexpr qint64 slowestUp = 32; // bytes a millisecond of what we send: a picture of 8 MB takes minutes on a poor line

/// What identifies nobody, and so may go along to another origin.
constexpr std::array harmless { "accept", "accept-language", "user-agent", "if-none-match", "if-modified-since",
    "content-type" };

bool isHarmless(const QByteArray &name)
{
    return std::any_of(harmless.begin(), harmless.end(),
        [&](const char *each) { return name.compare(each, Qt::CaseInsensitive) == 0; });
}

/// Whether nobody can have heard what was said.
bool neverLeft(QNetworkReply::NetworkError error)
{
    return error == QNetworkReply::ConnectionRefusedError || error == QNetworkReply::UnknownNetworkError // no way there
        || error == QNetworkReply::SslHandshakeFailedError;
}

QByteArray hostHeader(const QUrl &url)
{
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    return url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
}

/// How long it may take in all.
std::chrono::milliseconds patience(const HttpBudget &budget, const HttpRequest &request)
{
    return budget.total + std::chrono::milliseconds { request.body.size() / slowestUp };
}

/// Whoever sent us on was asked, and may have done it.
Result<HttpResponse> afterAnswer(Error error)
{
    if (error.detail.startsWith(notSent))
        error.detail.replace(0, notSent.size(), noAnswer);
    return tl::unexpected(std::move(error));
}

} // namespace

Exchange::Exchange(const HttpRequest &request, const ExchangeTools &tools)
    : m_request(request)
    , m_tools(tools)
    , m_host(request.url.host().toLower())
    , m_begun(request.url)
{
    m_promise.start();
    for (QTimer *each : { &m_connect, &m_total })
        each->setSingleShot(true);
    connect(&m_connect, &QTimer::timeout, this, [this] {
        if (mayTryNext()) {
            stopReply();
            return tryAddress();
        }
        endWith(tl::unexpected(httpwords::notConnected(m_request.url, m_tools.budget.connect)));
    });
    connect(&m_total, &QTimer::timeout, this,
        [this] { endWith(tl::unexpected(httpwords::tooSlow(m_request.url, patience(m_tools.budget, m_request)))); });
}

Exchange::~Exchange()
{
    stopReply();
}

void Exchange::start()
{
    m_state = State::Running;
    m_total.start(patience(m_tools.budget, m_request));
    step();
}

void Exchange::step()
{
    if (auto checked = checkUrl(m_request.url, m_request.typed); !checked)
        return endWith(tl::unexpected(checked.error()));
    m_response.url = m_request.url;
    m_isConnected = false;
    m_addresses.clear(); // those of the hop before were checked for its own name
    m_connect.start(m_tools.budget.connect);
    if (systemProxy(m_request.url).type() != QNetworkProxy::NoProxy) {
        // Where the proxy leads is not ours to know: only what a person typed may be a machine inside.
        if (isPrivate() && m_request.url.scheme() == QLatin1String("http")
            && typedHost(m_request.url) != m_request.typed)
            return endWith(tl::unexpected(httpwords::inClear(m_request.url)));
        return send(Way::ByProxy, m_request.url);
    }
    QHostAddress number;
    if (number.setAddress(m_request.url.host())) {
        m_addresses = { number };
        return tryAddress();
    }
    m_tools.lookup(m_request.url.host(QUrl::FullyEncoded), &m_hop, [this](const QHostInfo &found) {
        if (m_state == State::Running)
            takeAddresses(found);
    });
}

void Exchange::takeAddresses(const QHostInfo &found)
{
    if (found.error() != QHostInfo::NoError || found.addresses().isEmpty())
        return endWith(tl::unexpected(httpwords::notFound(m_request.url, found.errorString())));
    m_addresses = found.addresses();
    if (auto checked = checkAddresses(m_request.url, m_addresses, m_request.typed); !checked)
        return endWith(tl::unexpected(checked.error()));
    tryAddress();
}

/// What others on the line must not read: what identifies us, and what we write.
bool Exchange::isPrivate() const
{
    return !m_request.body.isEmpty()
        || std::any_of(m_request.headers.begin(), m_request.headers.end(),
            [](const auto &header) { return !isHarmless(header.first); });
}

bool Exchange::mayTryNext() const
{
    return !m_isConnected && !m_addresses.isEmpty();
}

/// To the checked address itself; the name goes along as Host, SNI and the name that the certificate must bear.
void Exchange::tryAddress()
{
    const QHostAddress address = m_addresses.takeFirst();
    m_response.isInside |= !isPublicAddress(address);
    if (isPublicAddress(address) && m_request.url.scheme() == QLatin1String("http") && isPrivate())
        return endWith(tl::unexpected(httpwords::inClear(m_request.url)));
    QUrl pinned = m_request.url;
    pinned.setHost(address.toString());
    // Of several addresses the first must not eat the time of the others.
    m_connect.start(m_addresses.isEmpty() ? m_tools.budget.connect : m_tools.budget.connect / 3);
    send(Way::Straight, pinned);
}

QNetworkRequest Exchange::made(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setSslConfiguration(trustedTls());
    request.setPeerVerifyName(m_request.url.host(QUrl::FullyEncoded));
    request.setRawHeader("Host", hostHeader(m_request.url));
    request.setRawHeader("User-Agent", "Wheelhouse/" + QCoreApplication::applicationVersion().toLatin1());
    for (const auto &[name, value] : m_request.headers)
        request.setRawHeader(name, value);
    return request;
}

bool Exchange::mayBeSaidAgain() const
{
    return m_request.body.isEmpty() && (m_request.method == "GET" || m_request.method == "HEAD");
}

/// What changes something there goes over a line of its own: one that was kept may be hung up on just when it is used
/// again, and then nobody knows whether it was heard. Many servers hang up after each answer.
QNetworkReply *Exchange::sayOnce(QNetworkRequest request, Way way)
{
    if (m_own) // that of the hop before, in whose reply we may be
        m_own.release()->deleteLater();
    m_own = std::make_unique<QNetworkAccessManager>();
    prepare(*m_own, way);
    request.setRawHeader("Connection", "close");
    request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    auto body = std::make_unique<SaidOnce>(m_request.body, nullptr);
    QNetworkReply *reply = m_own->sendCustomRequest(request, m_request.method, body.get());
    body.release()->setParent(reply);
    return reply;
}

void Exchange::send(Way way, const QUrl &url)
{
    m_tlsTroubles.clear();
    m_response.body.clear();
    QNetworkAccessManager &shared = way == Way::Straight ? m_tools.direct : m_tools.proxied;
    m_reply = mayBeSaidAgain() ? shared.sendCustomRequest(made(url), m_request.method) : sayOnce(made(url), way);
    m_reply->setReadBufferSize(readAhead);
    for (const auto out : { &QNetworkReply::encrypted, &QNetworkReply::requestSent })
        connect(m_reply, out, this, [this] {
            m_isConnected = true;
            m_connect.stop();
        });
    // Of what is said once without a body Qt does not tell that it is out: on an open line nobody knows whether it is.
    if (!mayBeSaidAgain() && m_request.body.isEmpty() && url.scheme() == QLatin1String("http"))
        m_connect.stop();
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        for (const QSslError &error : errors)
            if (const QString trouble = httpwords::tlsTrouble(error);
                !trouble.isEmpty() && !m_tlsTroubles.contains(trouble))
                m_tlsTroubles.append(trouble);
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, &Exchange::takeHeaders);
    connect(m_reply, &QNetworkReply::readyRead, this, &Exchange::read);
    connect(m_reply, &QNetworkReply::finished, this, &Exchange::replied);
}

void Exchange::takeHeaders()
{
    m_isConnected = true;
    m_connect.stop();
    m_response.receivedAt = m_tools.clock.now();
    m_response.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_response.headers = m_reply->rawHeaderPairs().mid(0, longestHeaders);
    if (m_response.status < 400 && m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > m_request.limit)
        endWith(tl::unexpected(httpwords::tooLarge(m_request.url, m_request.limit)));
}

void Exchange::read()
{
    if (!m_reply)
        return;
    m_response.body += m_reply->readAll();
    if (m_response.status >= 400 && m_response.body.size() > errorBody)
        return answer();
    if (m_response.body.size() > m_request.limit)
        endWith(tl::unexpected(httpwords::tooLarge(m_request.url, m_request.limit)));
}

void Exchange::replied()
{
    read();
    if (!m_reply)
        return;
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto error = m_reply->error();
    const QByteArray location = m_reply->rawHeader("Location");
    // Qt makes an error of its own of each status from 400 on, but for the 407 of a proxy, which is no answer.
    // And it would have the body ready that 307 and 308 send on, though it is we who do that.
    const bool sendsBodyOn = error == QNetworkReply::ContentReSendError && (status == 307 || status == 308);
    const bool isAnswer = error == QNetworkReply::NoError || sendsBodyOn
        || (status >= 400 && error >= QNetworkReply::ContentAccessDenied);
    if (!isAnswer) {
        const QString detail = QStringLiteral("error %1").arg(int(error));
        if (m_tlsTroubles.isEmpty() && mayTryNext() && (mayBeSaidAgain() || neverLeft(error))) {
            stopReply();
            return tryAddress();
        }
        return endWith(tl::unexpected(httpwords::failed(error, m_request.url, m_tlsTroubles, detail)));
    }
    m_response.status = status;
    m_response.headers = m_reply->rawHeaderPairs().mid(0, longestHeaders);
    const bool sendsOn = status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    if (sendsOn && !location.isEmpty())
        return redirect(location, status);
    answer();
}

void Exchange::redirect(const QByteArray &location, int status)
{
    stopReply();
    if (m_response.hops.size() >= m_tools.budget.redirects)
        return endWith(tl::unexpected(httpwords::tooManyRedirects(m_request.url, int(m_response.hops.size()))));
    const auto to = checkRedirect(m_request.url, location, m_request.typed);
    if (!to) {
        qCWarning(
            log, "a redirect of %s was refused: %s", qPrintable(m_request.url.host()), qPrintable(to.error().detail));
        return endWith(tl::unexpected(to.error()));
    }
    // Whoever took what was said and sends it back to where it was would have it twice.
    const bool wasAsked = *to == m_begun || *to == m_request.url
        || std::any_of(
            m_response.hops.begin(), m_response.hops.end(), [&to](const HttpHop &hop) { return hop.to == *to; });
    if (!mayBeSaidAgain() && wasAsked && (status == 307 || status == 308))
        return endWith(tl::unexpected(httpwords::tooManyRedirects(m_request.url, int(m_response.hops.size()) + 1)));
    const bool isElsewhere = !isSameOrigin(m_request.url, *to);
    const bool keepsMethod = status == 307 || status == 308 || m_request.method == "GET" || m_request.method == "HEAD";
    if (!keepsMethod) {
        m_request.method = "GET";
        m_request.body.clear();
    }
    if (isElsewhere && !m_request.body.isEmpty())
        return endWith(tl::unexpected(httpwords::bodyWouldTravel(m_request.url)));
    if (isElsewhere)
        m_request.headers.removeIf([](const auto &header) { return !isHarmless(header.first); });
    m_response.hops.append({ *to, status == 301 || status == 308 });
    m_request.url = *to;
    step();
}

void Exchange::answer()
{
    if (m_response.status >= 400)
        m_response.body = httpwords::trimmedBody(m_response.body, m_response.header("Content-Type").toLower());
    endWith(m_response);
}

void Exchange::stopReply()
{
    m_connect.stop();
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    reply->disconnect(this);
    reply->abort();
    reply->deleteLater();
}

void Exchange::endWith(const Result<HttpResponse> &result)
{
    if (m_state == State::Ended)
        return;
    m_state = State::Ended;
    m_total.stop();
    stopReply();
    if (result)
        qCDebug(log, "%s %s://%s %d, %lld bytes", m_request.method.constData(), qPrintable(m_request.url.scheme()),
            qPrintable(m_request.url.host()), result->status, qint64(result->body.size()));
    else
        qCInfo(log, "%s %s://%s: %s", m_request.method.constData(), qPrintable(m_request.url.scheme()),
            qPrintable(m_request.url.host()), qPrintable(result.error().detail));
    m_promise.addResult(result || m_response.status == 0 ? result : afterAnswer(result.error()));
    m_promise.finish();
    emit ended();
}

} // namespace wheelhouse
