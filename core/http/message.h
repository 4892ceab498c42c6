#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QPair>
#include <QString>
#include <QUrl>

#include <optional>

namespace wheelhouse {

using HttpHeaders = QList<QPair<QByteArray, QByteArray>>;

/// What is to be asked of a server.
struct HttpRequest {
    QUrl url;
    QByteArray method = QByteArrayLiteral("GET");
    HttpHeaders headers = {}; ///< what identifies us (Authorization, Cookie, keys) goes to the url's own origin only
    QByteArray body = {};
    QString typed = {}; ///< typedHost() of the address that a person typed for this account; empty: nobody did
    qint64 limit = 32 * 1024 * 1024; ///< bytes of the answer after decompression; more is refused
};

/// A redirect that was followed.
struct HttpHop {
    QUrl to;
    bool isForGood = false; ///< 301 or 308
    friend bool operator==(const HttpHop &, const HttpHop &) = default;
};

/// An answer, of whatever status. Of 400 and above the body is a few lines of plain text, for people.
struct HttpResponse {
    int status = 0;
    QUrl url; ///< where it came from, after redirects
    HttpHeaders headers;
    QByteArray body = {};
    QList<HttpHop> hops;
    QDateTime receivedAt; ///< UTC, when the headers came, by our clock
    bool isInside = false; ///< a machine in a private range had a part in it

    /// The first header of that name, any case; empty: there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    /// The server's own time of the answer; none: it tells none that can be read.
    [[nodiscard]] std::optional<QDateTime> date() const;
    /// The last address of the redirects that are for good, counted from the first; empty: it did not move.
    [[nodiscard]] QUrl movedTo() const;
};

/// A date of HTTP (RFC 9110 5.6.7, all three forms), in UTC.
std::optional<QDateTime> httpDate(QByteArrayView text);

} // namespace wheelhouse
