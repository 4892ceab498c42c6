#pragma once

#include "core/base/lane.h"
#include "tests/support/scriptedserver.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

#include <atomic>
#include <functional>

namespace wheelhouse {

/// A server of Mastodon's kind on a thread of its own that many people speak to: mentions 1 to newest() of us, given
/// newest first and paged by Link and max_id as Mastodon does, with a generous allowance. Safe to use from one thread.
class BusyMastodon {
public:
    struct Script {
        /// A notification in which the words "7-note-7", "7-status-7", "7-author-7", "7-text-7" and the time
        /// "2001-02-03T04:05:06.789Z" stand for what differs; empty: as the documents have it.
        QByteArray mention;
        std::function<QByteArray(int)> text; ///< of a mention, ready for JSON and HTML; none: its number alone
        QDateTime from; ///< UTC; when mention 0 would have been written
        qint64 gapMs = 6'000; ///< between two mentions
        int mostOnAPage = 80; ///< as Mastodon's own; other servers give fewer
    };
    explicit BusyMastodon(Script script)
        : m_script(std::move(script))
        , m_pieces(piecesOf(m_script.mention.isEmpty() ? documented() : m_script.mention))
    {
        m_port = m_lane
                     .ask([this] {
                         m_server = std::make_unique<ScriptedServer>(
                             [this](const ScriptedServer::Asked &asked, QTcpSocket &socket) { answer(asked, socket); });
                         return m_server->port();
                     })
                     .result();
    }
    ~BusyMastodon()
    {
        m_lane.ask([this] { m_server.reset(); }).waitForFinished();
    }
    BusyMastodon(const BusyMastodon &) = delete;
    BusyMastodon &operator=(const BusyMastodon &) = delete;

    [[nodiscard]] QString address() const { return QStringLiteral("http://localhost:%1").arg(m_port); }
    void setNewest(int newest) { m_newest = newest; }
    [[nodiscard]] int pages() const { return m_pages; } ///< of notifications, given so far
    [[nodiscard]] QDateTime timeOf(int number) const { return m_script.from.addMSecs(number * m_script.gapMs); }
    static QJsonObject us()
    {
        const QString page = QStringLiteral("https://busy.example/users/us");
        return { { QStringLiteral("id"), QStringLiteral("7") }, { QStringLiteral("acct"), QStringLiteral("us") },
            { QStringLiteral("username"), QStringLiteral("us") }, { QStringLiteral("uri"), page },
            { QStringLiteral("url"), page } };
    }

private:
    enum Part { Note, Status, Author, Text, Time };
    struct Piece {
        QByteArray before;
        int part; ///< that stands behind it; -1: nothing
    };

    /// docs.joinmastodon.org/entities/Notification and Status.
    static QByteArray documented()
    {
        return R"({"id":"7-note-7","type":"mention","created_at":"2001-02-03T04:05:06.789Z","account":{"id":"7-author-7",)"
               R"("username":"7-author-7","acct":"7-author-7","display_name":"","url":"https://busy.example/@7-author-7",)"
               R"("uri":"https://busy.example/users/7-author-7"},"status":{"id":"7-status-7","created_at":)"
               R"("2001-02-03T04:05:06.789Z","in_reply_to_id":null,"visibility":"public","language":"en",)"
               R"("uri":"https://busy.example/s/7-status-7","url":"https://busy.example/s/7-status-7","content":)"
               R"("<p>7-text-7</p>","media_attachments":[],"mentions":[],"account":{"id":"7-author-7","username":)"
               R"("7-author-7","acct":"7-author-7","display_name":"","url":"https://busy.example/@7-author-7",)"
               R"("uri":"https://busy.example/users/7-author-7"}}})";
    }
    static QList<Piece> piecesOf(const QByteArray &mention)
    {
        static const QList<QByteArray> words { "7-note-7", "7-status-7", "7-author-7", "7-text-7",
            "2001-02-03T04:05:06.789Z" };
        QList<Piece> pieces;
        for (qsizetype from = 0;;) {
            qsizetype at = -1;
            int part = -1;
            for (int i = 0; i < words.size(); ++i)
                if (const auto found = mention.indexOf(words[i], from); found >= 0 && (at < 0 || found < at)) {
                    at = found;
                    part = i;
                }
            pieces.append({ mention.mid(from, at < 0 ? -1 : at - from), part });
            if (at < 0)
                return pieces;
            from = at + words[part].size();
        }
    }
    [[nodiscard]] QByteArray mentionOf(int number) const
    {
        const QByteArray digits = QByteArray::number(number);
        const QByteArray parts[] { digits, "9" + digits, "u" + QByteArray::number(number * 7'919LL % 6'007),
            (m_script.text ? m_script.text(number) : QByteArray("mention")) + " number " + digits,
            timeOf(number).toString(Qt::ISODateWithMs).toLatin1() };
        QByteArray mention;
        for (const Piece &piece : m_pieces) {
            mention += piece.before;
            if (piece.part >= 0)
                mention += parts[piece.part];
        }
        return mention;
    }
    void answer(const ScriptedServer::Asked &asked, QTcpSocket &socket)
    {
        const QUrl url(QString::fromLatin1(asked.path()));
        const QByteArray path = url.path().toLatin1();
        m_server->asked.clear(); // a week's questions are many
        if (path == "/api/v1/notifications")
            return page(QUrlQuery(url), socket);
        if (path.endsWith("/verify_credentials"))
            return say(socket, QJsonDocument(us()).toJson(QJsonDocument::Compact));
        if (path == "/api/v2/instance")
            return say(socket,
                R"({"domain":"busy.example","title":"Busy","version":"4.5.0","configuration":{"urls":{},)"
                R"("statuses":{"max_characters":500}}})");
        if (path.startsWith("/api/v1/accounts/") || path == "/api/v1/conversations")
            return say(socket, "[]");
        ScriptedServer::answer(socket, "404 Nothing", "Content-Type: application/json\r\n", "{\"error\":\"nothing\"}");
    }
    void page(const QUrlQuery &query, QTcpSocket &socket)
    {
        const QString max = query.queryItemValue(QStringLiteral("max_id"));
        const int limit = std::clamp(query.queryItemValue(QStringLiteral("limit")).toInt(), 1, m_script.mostOnAPage);
        const int top = max.isEmpty() ? int(m_newest) : max.toInt() - 1;
        const int end = std::max(top - limit, 0);
        QByteArray body = "[";
        for (int number = top; number > end; --number)
            body += (number < top ? "," : "") + mentionOf(number);
        QByteArray link;
        if (end > 0)
            link = "Link: <" + address().toLatin1() + "/api/v1/notifications?max_id=" + QByteArray::number(end + 1)
                + ">; rel=\"next\"\r\n";
        ++m_pages;
        say(socket, body + ']', link.isEmpty() ? "Link: <http://localhost/?min_id=1>; rel=\"prev\"\r\n" : link);
    }
    static void say(QTcpSocket &socket, const QByteArray &body, const QByteArray &more = {})
    {
        ScriptedServer::answer(socket, "200 OK",
            "Content-Type: application/json\r\nX-RateLimit-Limit: 300000\r\nX-RateLimit-Remaining: 299999\r\n" + more,
            body);
    }

    Script m_script;
    QList<Piece> m_pieces;
    std::atomic<int> m_newest = 0;
    std::atomic<int> m_pages = 0;
    int m_port = 0;
    std::unique_ptr<ScriptedServer> m_server; ///< on the lane
    Lane m_lane { QStringLiteral("server") };
};

} // namespace wheelhouse
