#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/message.h"

#include <QFuture>
#include <QHostInfo>
#include <QNetworkAccessManager>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <unordered_map>

namespace wheelhouse {

/// The one way out to the network. Calls return at once; the answer comes on the caller's thread, which must have an
/// event loop. A server's refusal is an answer with its status; an Error says that there was no answer, or none that
/// may be taken.
class HttpClient {
public:
    HttpClient() = default;
    HttpClient(const HttpClient &) = delete;
    HttpClient &operator=(const HttpClient &) = delete;
    virtual ~HttpClient() = default;

    [[nodiscard]] virtual QFuture<Result<HttpResponse>> send(const HttpRequest &request) = 0;
};

/// What one request may cost.
struct HttpBudget {
    std::chrono::milliseconds connect { 10'000 }; ///< each hop: looking the name up, connecting, TLS
    /// From the first byte asked to the last one read, redirects and all; a second more for each 32 KB sent.
    std::chrono::milliseconds total { 30'000 };
    int redirects = 5;
    int perHost = 2;
    int inAll = 16;
};

/// Looks a name up and calls back on the asker's thread, unless the asker is gone. A test gives its own.
using Lookup =
    std::function<void(const QString &host, QObject *asker, const std::function<void(const QHostInfo &)> &found)>;
Lookup systemLookup();

class Exchange;

/// HttpClient over Qt. What it promises stands in README.md. Lives on one thread; what is under way when it ends is
/// cancelled.
class QtHttpClient final : public QObject, public HttpClient {
    Q_OBJECT
public:
    explicit QtHttpClient(const Clock &clock, const HttpBudget &budget = {}, Lookup lookup = systemLookup());
    ~QtHttpClient() override;
    Q_DISABLE_COPY_MOVE(QtHttpClient)

    [[nodiscard]] QFuture<Result<HttpResponse>> send(const HttpRequest &request) override;

private:
    /// What is asked of one host.
    struct Host {
        std::deque<Exchange *> waiting;
        int running = 0;
        bool hasTurn = false; ///< it stands in m_turns
    };
    void pump();
    void giveTurn(const QString &name, Host &host);
    void end(Exchange *exchange);

    const Clock &m_clock;
    HttpBudget m_budget;
    Lookup m_lookup;
    // Two, since one request goes to an address we looked up and another to a proxy that looks up itself.
    QNetworkAccessManager m_direct;
    QNetworkAccessManager m_proxied;
    std::unordered_map<Exchange *, std::unique_ptr<Exchange>> m_exchanges; ///< waiting and running
    QHash<QString, Host> m_hosts; ///< those that have any, by name
    std::deque<QString> m_turns; ///< hosts that may begin one more; they take turns, so that none holds up another
    int m_running = 0;
};

} // namespace wheelhouse
