#pragma once

#include "core/http/httpclient.h"
#include "core/http/lines.h"

#include <QHostAddress>
#include <QNetworkReply>
#include <QPromise>
#include <QTimer>

#include <memory>

namespace wheelhouse {

/// What an exchange works with; all of it outlives it.
struct ExchangeTools {
    const Clock &clock;
    const HttpBudget &budget;
    const Lookup &lookup;
    QNetworkAccessManager &direct;
    QNetworkAccessManager &proxied;
};

/// One request on its way, from its turn to its answer: gate, look-up, connection, redirects, budgets. Part of
/// QtHttpClient.
class Exchange final : public QObject {
    Q_OBJECT
public:
    Exchange(const HttpRequest &request, const ExchangeTools &tools);
    ~Exchange() override;

    [[nodiscard]] QFuture<Result<HttpResponse>> future() const { return m_promise.future(); }
    [[nodiscard]] const QString &host() const { return m_host; }
    void start();

signals:
    void ended();

private:
    enum class State { Waiting, Running, Ended };
    /// One request over one connection; a redirect begins the next.
    void step();
    void takeAddresses(const QHostInfo &found);
    void tryAddress();
    void send(Way way, const QUrl &url);
    [[nodiscard]] QNetworkReply *sayOnce(QNetworkRequest request, Way way);
    [[nodiscard]] QNetworkRequest made(const QUrl &url) const;
    void takeHeaders();
    void read();
    void replied();
    void redirect(const QByteArray &location, int status);
    void answer();
    void endWith(const Result<HttpResponse> &result);
    void stopReply();
    [[nodiscard]] bool mayTryNext() const;
    [[nodiscard]] bool isPrivate() const;
    [[nodiscard]] bool mayBeSaidAgain() const;

    HttpRequest m_request;
    ExchangeTools m_tools;
    QPromise<Result<HttpResponse>> m_promise;
    State m_state = State::Waiting;
    QString m_host;
    QUrl m_begun; ///< what was asked first
    QList<QHostAddress> m_addresses; ///< checked, and not yet tried
    std::unique_ptr<QNetworkAccessManager> m_own; ///< the line of what is said once
    QNetworkReply *m_reply = nullptr;
    QStringList m_tlsTroubles;
    bool m_isConnected = false;
    HttpResponse m_response;
    QTimer m_connect;
    QTimer m_total;
    QObject m_hop; ///< a look-up that comes too late falls to the ground with it
};

} // namespace wheelhouse
