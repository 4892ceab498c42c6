#pragma once

#include "core/base/json.h"
#include "core/base/secret.h"
#include "core/http/httpclient.h"

#include <QObject>
#include <QUrlQuery>

#include <functional>

namespace wheelhouse {

/// What an answer of a Mastodon server says beside its body.
struct MastodonAnswer {
    Json body;
    int status = 200; ///< 200..299
    bool hasLinks = false; ///< it pages by Link headers
    QString next; ///< max_id of the next page; empty: not told
    QDateTime notBefore; ///< the allowance is used up until then (UTC); null: it is not
    std::optional<std::chrono::seconds> clockAhead;
};

/// What a status of 400 and above means: SignedOut (401), Refused with the server's own words, Missing (404, 410), Busy
/// with how long to wait (429, 5xx). The detail begins "status NNN".
[[nodiscard]] Error mastodonError(const HttpResponse &answer);
/// Reads an answer; fails as mastodonError() says, or as Malformed.
[[nodiscard]] Result<MastodonAnswer> mastodonAnswer(const HttpResponse &answer);

/// Asks one Mastodon server in one account's name. What is no answer of such a server (the login page of a network,
/// half an answer) is Malformed. After close() answers fall to the ground, and nothing more is asked.
class MastodonCalls {
public:
    using Then = std::function<void(const Result<MastodonAnswer> &)>;
    struct Server {
        QUrl address;
        QString typed; ///< see HttpRequest
    };
    /// \a token may be empty: then it asks as nobody. \a client outlives it.
    MastodonCalls(Server server, Secret token, HttpClient &client);

    /// \a path from the server's root, encoded: "/api/v1/notifications".
    void get(const QString &path, const QUrlQuery &query, const Then &then);
    void post(const QString &path, const QUrlQuery &form, const Then &then);
    /// What changes something there. A refusal from where a redirect led is none of what was asked: Malformed.
    struct Deed {
        QByteArray method;
        QString path;
        QByteArray type; ///< of the body; empty: there is none
        QByteArray body;
        HttpHeaders headers = {};
    };
    void change(const Deed &deed, const Then &then);
    /// Calls \a then after \a wait, unless it was closed.
    void later(std::chrono::milliseconds wait, const std::function<void()> &then);
    void close() { m_here.reset(); }
    [[nodiscard]] QUrl address(const QString &path) const;
    [[nodiscard]] Secret token() const { return m_token.another(); }

private:
    using Reading = Result<MastodonAnswer> (*)(const HttpResponse &);
    void send(HttpRequest request, const Then &then, Reading read = &mastodonAnswer);

    Server m_server;
    Secret m_token;
    HttpClient &m_client;
    std::unique_ptr<QObject> m_here;
};

} // namespace wheelhouse
