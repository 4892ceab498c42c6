#include "core/connectors/mastodon/mastodonstream.h"

#include "core/connectors/mastodon/mastodonwire.h"
#include "core/http/gate.h"
#include "core/http/lines.h"
#include "core/http/pinned.h"
#include "core/http/trust.h"

#include <QLoggingCategory>
#include <QNetworkRequest>

#include <algorithm>

namespace wheelhouse {

namespace {

Q_LOGGING_CATEGORY(log, "wh.mastodon")

using namespace Qt::Literals::StringLiterals;

constexpr quint64 longestFrame = 1024 * 1024;
constexpr qsizetype mostChanged = 200; // of one nudge; more is asked for by polling

QUrl withScheme(QUrl url, const QString &scheme)
{
    url.setScheme(scheme);
    return url;
}

} // namespace

MastodonStream::MastodonStream(
    Source source, Secret token, std::function<void(const Nudge &)> told, Habits habits, Lookup lookup)
    : m_source(std::move(source))
    , m_token(std::move(token))
    , m_told(std::move(told))
    , m_habits(std::move(habits))
    , m_lookup(std::move(lookup))
{
    for (QTimer *each : { &m_again, &m_connect, &m_silence, &m_steady, &m_gather })
        each->setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &MastodonStream::begin);
    connect(&m_connect, &QTimer::timeout, this, &MastodonStream::breakOff);
    connect(&m_silence, &QTimer::timeout, this, &MastodonStream::breakOff);
    connect(&m_steady, &QTimer::timeout, this, [this] { m_failures = 0; });
    connect(&m_ping, &QTimer::timeout, this, [this] {
        if (m_socket)
            m_socket->ping();
    });
    connect(&m_gather, &QTimer::timeout, this, [this] {
        const auto tell = m_told; // who is told may stop us
        tell(std::exchange(m_nudge, {}));
    });
    m_again.start(0);
}

MastodonStream::~MastodonStream()
{
    if (m_socket)
        m_socket->disconnect(this);
}

void MastodonStream::stop()
{
    breakOff();
    m_again.stop();
    m_gather.stop();
}

/// The address as the gate reads addresses.
Result<QUrl> MastodonStream::page() const
{
    const bool isSecure = m_source.address.scheme() == u"wss"_s;
    if (!isSecure && (m_source.address.scheme() != u"ws"_s || m_source.server.scheme() == u"https"_s))
        return fail(Error::Kind::Refused, {}, u"scheme"_s);
    const QUrl url = withScheme(m_source.address, isSecure ? u"https"_s : u"http"_s);
    if (auto checked = checkUrl(url, m_source.typed); !checked)
        return tl::unexpected(checked.error());
    return url;
}

void MastodonStream::begin()
{
    const auto url = page();
    if (!url) {
        qCInfo(log) << "stream refused:" << url.error().detail;
        return; // it will not be another by waiting
    }
    m_connect.start(m_habits.connect);
    if (QNetworkProxy proxy = systemProxy(*url); proxy.type() != QNetworkProxy::NoProxy) {
        // Where the proxy leads is not ours to know: only what a person typed may be a machine inside.
        if (url->scheme() == u"http"_s && typedHost(*url) != m_source.typed)
            return refuse(u"a token over an open line"_s);
        if (proxy.type() == QNetworkProxy::HttpCachingProxy)
            proxy.setType(QNetworkProxy::HttpProxy); // the same one, asked for a line through it
        return connectTo(url->host(QUrl::FullyEncoded), proxy);
    }
    m_lookup(url->host(QUrl::FullyEncoded), this, [this, url = *url, turn = m_turn](const QHostInfo &info) {
        if (turn == m_turn)
            takeAddresses(url, info.addresses());
    });
}

void MastodonStream::refuse(const QString &why)
{
    qCInfo(log) << "stream refused:" << why;
    breakOff();
}

void MastodonStream::takeAddresses(const QUrl &page, const QList<QHostAddress> &addresses)
{
    if (addresses.isEmpty())
        return breakOff();
    if (auto checked = checkAddresses(page, addresses, m_source.typed); !checked)
        return refuse(checked.error().detail);
    if (page.scheme() == u"http"_s && std::ranges::any_of(addresses, isPublicAddress))
        return refuse(u"a token over an open line"_s);
    connectTo(addresses.at(m_unreached % addresses.size()).toString(), QNetworkProxy::NoProxy);
}

void MastodonStream::connectTo(const QString &to, const QNetworkProxy &proxy)
{
    ++m_unreached;
    m_socket = std::make_unique<QWebSocket>();
    m_socket->setMaxAllowedIncomingFrameSize(longestFrame);
    m_socket->setMaxAllowedIncomingMessageSize(longestFrame);
    connect(m_socket.get(), &QWebSocket::connected, this, &MastodonStream::hearOpened);
    connect(m_socket.get(), &QWebSocket::disconnected, this, &MastodonStream::breakOff);
    connect(m_socket.get(), &QWebSocket::pong, this, &MastodonStream::sign);
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
        [this](const QString &message) { hear(message.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, &MastodonStream::hear);
    QUrl url = m_source.address;
    if (url.path().isEmpty() || url.path() == u"/"_s)
        url.setPath(u"/api/v1/streaming"_s);
    url.setQuery(u"stream=user"_s);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_token.reveal());
    m_socket->setSslConfiguration(trustedTls());
    if (!openAt(*m_socket, request, to, proxy))
        refuse(u"this Qt leads the line itself"_s);
}

/// What was pushed while nobody listened is found by asking.
void MastodonStream::hearOpened()
{
    m_connect.stop();
    m_unreached = 0;
    m_ping.start(m_habits.ping);
    m_steady.start(m_habits.steady);
    sign();
    m_nudge.isNew = true;
    tellLater();
}

void MastodonStream::sign()
{
    m_silence.start(m_habits.silence);
}

/// A frame that is torn may have told of anything, so that everything is asked for.
void MastodonStream::hear(const QByteArray &frame)
{
    sign();
    if (frame.trimmed().isEmpty()) // some servers keep the line warm so
        return;
    const auto event = mastodon::event(frame, m_source.ourId);
    using Kind = mastodon::Event::Kind;
    if (!event || event->kind == Kind::New)
        m_nudge.isNew = true;
    else if (event->kind == Kind::Other)
        return;
    else if (event->id.isEmpty() || m_nudge.changed.size() >= mostChanged)
        m_nudge.isNew = true;
    else if (const RemoteRef changed { {}, event->id }; !m_nudge.changed.contains(changed))
        m_nudge.changed.append(changed);
    tellLater();
}

void MastodonStream::tellLater()
{
    if (!m_gather.isActive())
        m_gather.start(m_habits.gather);
}

void MastodonStream::breakOff()
{
    ++m_turn;
    for (QTimer *each : { &m_connect, &m_ping, &m_silence, &m_steady })
        each->stop();
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
        m_socket.release()->deleteLater(); // it may be the one that called
    }
    m_again.start(m_habits.pacing.backOff(++m_failures));
}

} // namespace wheelhouse
