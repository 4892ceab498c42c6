#pragma once

#include "core/connectors/bluesky/blueskyidentity.h"
#include "core/http/httpclient.h"

#include <QJsonObject>
#include <QObject>
#include <QUrlQuery>

#include <functional>
#include <optional>

namespace wheelhouse {

/// Asks one account's PDS, which passes on what is the AppView's to answer. The session lives in memory and is renewed
/// when the server says that it is over: by its own refresh token, else once by the app password; else the account is
/// signed out. An answer that is not the server's (a login page of the network) is an error and no answer.
class BlueskyCalls {
public:
    struct Account {
        QString did; ///< ours; a session for anybody else is none
        QUrl pds;
        QString typed; ///< see HttpRequest
        Secret password;
    };
    /// One method of XRPC (atproto.com/specs/xrpc).
    struct Call {
        QString name; ///< NSID
        QUrlQuery query = {}; ///< of a question
        std::optional<QJsonObject> body = {}; ///< of a deed; none: it is a question
        QByteArray file = {}; ///< of a deed that brings a file, in place of a body
        QByteArray type = {}; ///< of the file: "image/png"
    };
    using Then = std::function<void(const Result<HttpResponse> &)>;

    /// \a client outlives it.
    BlueskyCalls(Account account, HttpClient &client);
    [[nodiscard]] const QString &did() const { return m_account.did; }
    /// \a then gets an answer of 200, or why there is none; never after this has ended.
    void ask(const Call &call, const Then &then);
    /// Until when the server asked to be left alone though it answered, told once; null: it did not.
    [[nodiscard]] QDateTime takeRest() { return std::exchange(m_rest, {}); }

private:
    using Done = std::function<void(const Result<void> &)>;
    void send(const Call &call, const Then &then, bool mayRenew);
    void whenIn(const Done &done, bool isOver);
    void letIn();
    void renew();
    void take(const Result<HttpResponse> &answer, bool mayTryPassword);
    void settle(const Result<void> &in);
    [[nodiscard]] HttpRequest requestOf(const Call &call, const Secret *token) const;

    Account m_account;
    HttpClient &m_client;
    std::optional<bluesky::Session> m_session;
    QList<Done> m_waiting; ///< for a session that is on its way
    QDateTime m_rest;
    QObject m_here; ///< answers that come too late fall to the ground with it
};

} // namespace wheelhouse
