#pragma once

#include "core/base/secret.h"
#include "core/connectors/wordpress/wordpresswire.h"
#include "core/http/httpclient.h"

#include <QObject>

namespace wheelhouse {

/// One answer of a blog's interface that could be read.
struct WordPressAnswer {
    Json json;
    int total = -1; ///< of all pages; -1: not told
    int pages = -1;
    QDateTime serverTime; ///< UTC; ours where it tells none
    std::optional<std::chrono::seconds> clockAhead;
};

/// Asks a blog's interface as one user; what is no answer of WordPress is an Error with words. A redirect is not obeyed
/// with the password. Lives on one lane.
class WordPressDoor {
public:
    using Then = std::function<void(const Result<WordPressAnswer> &)>;
    /// \a client outlives it. \a typed see HttpRequest.
    WordPressDoor(HttpClient &client, QUrl root, QString typed, Secret secret);

    void get(const QString &route, const QUrlQuery &query, const Then &then);
    void post(const QString &route, const QJsonObject &body, const Then &then);
    void remove(const QString &route, const Then &then);
    /// What publishes, changes or takes away. A refusal from where a redirect led is none of what was asked: Malformed.
    struct Deed {
        QByteArray method;
        QString route;
        QUrlQuery query = {};
        QByteArray type = {}; ///< of the body
        QByteArray body = {};
    };
    void act(const Deed &deed, const Then &then);
    [[nodiscard]] const QUrl &root() const { return m_root; }

private:
    using Reading = Result<WordPressAnswer> (*)(const Result<HttpResponse> &);
    void send(HttpRequest request, const Then &then);
    void send(HttpRequest request, const Then &then, Reading read);
    HttpClient &m_client;
    QUrl m_root;
    QString m_typed;
    Secret m_secret; ///< "user:password"
    QObject m_here; ///< answers that come too late fall to the ground with it
};

} // namespace wheelhouse
