#pragma once

#include "core/base/lane.h"
#include "tests/support/scriptedserver.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QUrlQuery>

namespace wheelhouse {

/// A server of Mastodon's kind on a thread of its own that takes what we say and counts it. It knows no
/// Idempotency-Key, as several servers do not, so that whoever says something twice is caught.
class CountingMastodon {
public:
    /// What it does to one thing that is said.
    enum class Does { Take, TakeAndDrop, Drop, TakeLate, Refuse, Busy };
    /// Does with a question what it likes; false: it is answered as usual. Runs on the server's own thread.
    using Instead = std::function<bool(const ScriptedServer::Asked &, QTcpSocket &)>;
    struct Said {
        QString text;
        QString answers;
        QStringList media;
    };

    CountingMastodon()
    {
        m_port = m_lane
                     .ask([this] {
                         m_server = std::make_unique<ScriptedServer>(
                             [this](const ScriptedServer::Asked &asked, QTcpSocket &socket) { answer(asked, socket); });
                         return m_server->port();
                     })
                     .result();
    }
    ~CountingMastodon()
    {
        m_lane.ask([this] { m_server.reset(); }).waitForFinished();
    }
    CountingMastodon(const CountingMastodon &) = delete;
    CountingMastodon &operator=(const CountingMastodon &) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString host() const { return QStringLiteral("localhost:%1").arg(m_port); }
    [[nodiscard]] static QString ourName() { return QStringLiteral("https://count.example/users/us"); }
    /// \a troubled of a hundred things said meet something else than Take, by \a seed.
    void trouble(int troubled, quint32 seed)
    {
        m_lane
            .ask([this, troubled, seed] {
                m_troubled = troubled;
                m_dice.seed(seed);
            })
            .waitForFinished();
    }
    /// \a before: instead of all it does; \a after: instead of its answer to what it took. Empty: as usual.
    void instead(Instead before, Instead after = {})
    {
        m_lane
            .ask([this, before = std::move(before), after = std::move(after)] {
                m_before = before;
                m_after = after;
            })
            .waitForFinished();
    }
    /// The first lines of what it was asked since the last call.
    [[nodiscard]] QList<QByteArray> asked()
    {
        return m_lane.ask([this] { return std::exchange(m_asked, {}); }).result();
    }
    [[nodiscard]] QList<Said> said()
    {
        return m_lane.ask([this] { return m_said; }).result();
    }
    [[nodiscard]] int pictures()
    {
        return m_lane.ask([this] { return m_pictures; }).result();
    }

private:
    static QJsonObject us()
    {
        return { { QStringLiteral("id"), QStringLiteral("7") }, { QStringLiteral("acct"), QStringLiteral("us") },
            { QStringLiteral("username"), QStringLiteral("us") }, { QStringLiteral("uri"), ourName() },
            { QStringLiteral("url"), ourName() } };
    }
    [[nodiscard]] QByteArray statusOf(int number) const
    {
        const Said &said = m_said.at(number);
        const QString id = QString::number(number + 1);
        const QString page = QStringLiteral("https://count.example/s/") + id;
        QJsonArray media;
        for (const QString &each : said.media)
            media.append(
                QJsonObject { { QStringLiteral("id"), each }, { QStringLiteral("type"), QStringLiteral("image") },
                    { QStringLiteral("url"), QStringLiteral("https://count.example/m/") + each },
                    { QStringLiteral("description"), QStringLiteral("A tin") } });
        const QJsonObject status { { QStringLiteral("id"), id }, { QStringLiteral("uri"), page },
            { QStringLiteral("url"), page },
            { QStringLiteral("created_at"), m_times.at(number).toString(Qt::ISODateWithMs) },
            { QStringLiteral("content"), QStringLiteral("<p>%1</p>").arg(said.text.toHtmlEscaped()) },
            { QStringLiteral("visibility"), QStringLiteral("public") },
            { QStringLiteral("in_reply_to_id"), said.answers.isEmpty() ? QJsonValue() : QJsonValue(said.answers) },
            { QStringLiteral("spoiler_text"), QString() }, { QStringLiteral("media_attachments"), media },
            { QStringLiteral("mentions"), QJsonArray() }, { QStringLiteral("account"), us() } };
        return QJsonDocument(status).toJson(QJsonDocument::Compact);
    }
    void answer(const ScriptedServer::Asked &asked, QTcpSocket &socket)
    {
        const QUrl url(QString::fromLatin1(asked.path()));
        const QString path = url.path();
        const ScriptedServer::Asked one = asked;
        m_server->asked.clear();
        m_asked.append(one.line);
        if (m_before && m_before(one, socket))
            return;
        answer(one, path, url, socket);
    }
    void answer(const ScriptedServer::Asked &asked, const QString &path, const QUrl &url, QTcpSocket &socket)
    {
        if (asked.line.startsWith("POST ") && path == QLatin1String("/api/v1/statuses"))
            return take(asked, socket);
        if (asked.line.startsWith("POST ") && path.endsWith(QLatin1String("/media")))
            return say(socket,
                "{\"id\":\"m" + QByteArray::number(++m_pictures)
                    + "\",\"type\":\"image\",\"url\":\"https://count.example/m\",\"description\":\"A tin\"}");
        if (path.endsWith(QLatin1String("/verify_credentials")))
            return say(socket, QJsonDocument(us()).toJson(QJsonDocument::Compact));
        if (path == QLatin1String("/api/v2/instance"))
            return say(socket,
                R"({"domain":"count.example","title":"Count","version":"4.5.0","configuration":{"urls":{},)"
                R"("statuses":{"max_characters":500}}})");
        if (path == QLatin1String("/api/v1/accounts/7/statuses"))
            return list(QUrlQuery(url), socket);
        if (path.startsWith(QLatin1String("/api/v1/statuses/"))) {
            const int number = path.section(u'/', 4, 4).toInt() - 1;
            if (number >= 0 && number < m_said.size() && path.count(u'/') == 4)
                return say(socket, statusOf(number));
        }
        ScriptedServer::answer(socket, "404 Nothing", "Content-Type: application/json\r\n", "{\"error\":\"nothing\"}");
    }
    void list(const QUrlQuery &query, QTcpSocket &socket)
    {
        const QString max = query.queryItemValue(QStringLiteral("max_id"));
        int number = max.isEmpty() ? int(m_said.size()) : std::min(max.toInt() - 1, int(m_said.size()));
        QByteArray body = "[";
        for (int given = 0; number > 0 && given < 20; ++given)
            body += (given > 0 ? "," : "") + statusOf(--number);
        say(socket, body + ']');
    }
    Does next()
    {
        static constexpr std::array troubles { Does::TakeAndDrop, Does::TakeAndDrop, Does::Drop, Does::TakeLate,
            Does::Refuse, Does::Busy };
        return m_dice.bounded(100) < m_troubled ? troubles.at(m_dice.bounded(quint32(troubles.size()))) : Does::Take;
    }
    void take(const ScriptedServer::Asked &asked, QTcpSocket &socket)
    {
        const Does does = next();
        if (does == Does::Refuse)
            return ScriptedServer::answer(
                socket, "422 No", "Content-Type: application/json\r\n", "{\"error\":\"Validation failed\"}");
        if (does == Does::Busy)
            return ScriptedServer::answer(socket, "429 Later", "Retry-After: 1\r\n", "{}");
        if (does == Does::Drop)
            return socket.abort();
        QUrlQuery query;
        query.setQuery(QString::fromLatin1(QByteArray(asked.body).replace('+', "%20")));
        const auto value = [&query](const char *name) {
            return query.queryItemValue(QLatin1String(name), QUrl::FullyDecoded);
        };
        m_said.append({ value("status"), value("in_reply_to_id"),
            query.allQueryItemValues(QStringLiteral("media_ids[]"), QUrl::FullyDecoded) });
        m_times.append(QDateTime::currentDateTimeUtc());
        const int number = int(m_said.size()) - 1;
        if (m_after && m_after(asked, socket))
            return;
        if (does == Does::TakeAndDrop)
            return socket.abort();
        if (does == Does::Take)
            return say(socket, statusOf(number));
        QTimer::singleShot(400, &socket, [this, number, &socket] { say(socket, statusOf(number)); });
    }
    static void say(QTcpSocket &socket, const QByteArray &body)
    {
        ScriptedServer::answer(socket, "200 OK", "Content-Type: application/json\r\n", body);
    }

    int m_port = 0;
    int m_troubled = 0;
    int m_pictures = 0;
    QRandomGenerator m_dice;
    Instead m_before;
    Instead m_after;
    QList<QByteArray> m_asked;
    QList<Said> m_said;
    QList<QDateTime> m_times;
    std::unique_ptr<ScriptedServer> m_server; ///< on the lane
    Lane m_lane { QStringLiteral("server") };
};

} // namespace wheelhouse
