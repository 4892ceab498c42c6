#pragma once

#include "core/connectors/bluesky/blueskypost.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/http/httpclient.h"
#include "core/http/verdict.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QPromise>
#include <QUrlQuery>

#include <functional>
#include <optional>

namespace wheelhouse {

inline QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A PDS in memory with one account: keeps records by the rules of com.atproto.repo, lies as a test says, and remembers
/// what it was asked.
class FakeRepository final : public HttpClient {
public:
    using Answer = Result<HttpResponse>;
    static inline const QString did = QStringLiteral("did:plc:ours");

    /// Asked before anything is done; an answer is given in its place.
    std::function<std::optional<Answer>(const QString &name, const HttpRequest &request)> before;
    /// Asked when it was done; an answer is given in place of the true one.
    std::function<std::optional<Answer>(const QString &name)> after;

    QHash<QString, QJsonObject> records; ///< by at:// URI
    QHash<QString, QString> people; ///< DIDs by handle
    QJsonArray shown; ///< the AppView's posts
    QStringList asked; ///< methods, in order
    QList<QJsonObject> bodies; ///< of deeds with JSON
    QByteArray token = "token-1"; ///< the one that is let in

    static HttpResponse json(const QJsonObject &body, int status = 200)
    {
        return { status, QUrl(QStringLiteral("https://pds.example/")), { { "Content-Type", "application/json" } },
            bytesOf(body), {}, QDateTime::currentDateTimeUtc(), false };
    }
    static HttpResponse fault(const char *word, int status = 400)
    {
        return json({ { QStringLiteral("error"), QLatin1String(word) } }, status);
    }
    static HttpResponse page(int status, const QByteArray &body)
    {
        return { status, QUrl(QStringLiteral("https://pds.example/")), { { "Content-Type", "text/html" } }, body, {},
            QDateTime::currentDateTimeUtc(), false };
    }
    /// As the HTTP client says it.
    static Answer silence()
    {
        return fail(Error::Kind::Offline, QStringLiteral("The connection broke."), noAnswer + QLatin1String("reset"));
    }
    static QString cidOf(const QJsonObject &record)
    {
        return bluesky::fileCid(QCryptographicHash::hash(bytesOf(record), QCryptographicHash::Sha256));
    }
    [[nodiscard]] qsizetype count(const char *name) const { return asked.count(QLatin1String(name)); }

    QFuture<Answer> send(const HttpRequest &request) override
    {
        const QString name = request.url.path().section(u'/', -1);
        asked.append(name);
        QPromise<Answer> promise;
        promise.start();
        promise.addResult(answerTo(name, request));
        promise.finish();
        return promise.future();
    }

private:
    Answer answerTo(const QString &name, const HttpRequest &request)
    {
        if (name.startsWith(QLatin1String("com.atproto.server.")))
            return json({ { QStringLiteral("did"), did }, { QStringLiteral("handle"), QStringLiteral("ours.test") },
                { QStringLiteral("accessJwt"), QString::fromLatin1(token) },
                { QStringLiteral("refreshJwt"), QStringLiteral("refresh") } });
        if (const auto instead = before ? before(name, request) : std::nullopt)
            return *instead;
        if (!request.headers.contains({ "Authorization", "Bearer " + token }))
            return fault("ExpiredToken");
        const Answer done = doIt(name, request);
        const auto instead = after ? after(name) : std::nullopt;
        return instead.value_or(done);
    }
    Answer doIt(const QString &name, const HttpRequest &request)
    {
        const QUrlQuery query(request.url);
        const auto value = [&query](const char *key) {
            return query.queryItemValue(QLatin1String(key), QUrl::FullyDecoded);
        };
        if (name == QLatin1String("com.atproto.repo.getRecord"))
            return get(bluesky::AtUri { value("repo"), value("collection"), value("rkey") }.toString());
        if (name == QLatin1String("com.atproto.identity.resolveHandle"))
            return people.contains(value("handle")) ? json({ { QStringLiteral("did"), people[value("handle")] } })
                                                    : fault("HandleNotFound");
        if (name == QLatin1String("app.bsky.feed.getPosts"))
            return json({ { QStringLiteral("posts"), shown } });
        if (name == QLatin1String("com.atproto.repo.uploadBlob"))
            return upload(request);
        return write(name, QJsonDocument::fromJson(request.body).object());
    }
    Answer get(const QString &uri)
    {
        if (!records.contains(uri))
            return fault("RecordNotFound");
        return json({ { QStringLiteral("uri"), uri }, { QStringLiteral("cid"), cidOf(records[uri]) },
            { QStringLiteral("value"), records[uri] } });
    }
    static Answer upload(const HttpRequest &request)
    {
        const QString cid = bluesky::fileCid(QCryptographicHash::hash(request.body, QCryptographicHash::Sha256));
        QString type;
        for (const auto &[name, value] : request.headers)
            if (name == "Content-Type")
                type = QString::fromLatin1(value);
        return json({ { QStringLiteral("blob"),
            QJsonObject { { QStringLiteral("$type"), QStringLiteral("blob") },
                { QStringLiteral("ref"), QJsonObject { { QStringLiteral("$link"), cid } } },
                { QStringLiteral("mimeType"), type }, { QStringLiteral("size"), request.body.size() } } } });
    }
    Answer write(const QString &name, const QJsonObject &body)
    {
        bodies.append(body);
        const QString uri = bluesky::AtUri { body[QStringLiteral("repo")].toString(),
            body[QStringLiteral("collection")].toString(), body[QStringLiteral("rkey")].toString() }
                                .toString();
        if (name == QLatin1String("com.atproto.repo.deleteRecord")) {
            records.remove(uri);
            return json({});
        }
        if (name != QLatin1String("com.atproto.repo.putRecord"))
            return fault("MethodNotImplemented", 501);
        const QJsonObject record = body[QStringLiteral("record")].toObject();
        const bool mustBeNew =
            body.contains(QStringLiteral("swapRecord")) && body[QStringLiteral("swapRecord")].isNull();
        if (mustBeNew && records.contains(uri) && records[uri] != record)
            return fault("InvalidSwap");
        records.insert(uri, record);
        return json({ { QStringLiteral("uri"), uri }, { QStringLiteral("cid"), cidOf(record) } });
    }
};

} // namespace wheelhouse
