#pragma once

#include "core/http/verdict.h"
#include "core/networks/outgoing.h"
#include "tests/core/connectors/mastodonroom.h"

namespace wheelhouse::fakemastodon {

/// A server of Mastodon's kind on which one may speak, and which may lie about it.
class SpeakingRoom : protected MastodonRoom {
protected:
    /// What it does with something that is to be published.
    enum class Manner {
        Takes, ///< and answers
        Drops, ///< hangs up before it does anything
        TakesAndDrops,
        TakesAndIsSilent, ///< its answer comes when nobody waits for it any more
        TakesAndSays, ///< m_says
        Says, ///< m_says, and takes nothing
    };
    void begin()
    {
        MastodonRoom::begin();
        m_options.mediaWait = 50ms;
        connectWithin(30s);
        m_own.clear();
        m_manner = Manner::Takes;
        m_says = {};
        m_keys.clear();
        m_keepsKeys = true;
        m_pageSize = 40;
        m_now = m_clock.now();
        m_hasDate = true;
        m_fake->first = [this](const Server::Asked &asked, QTcpSocket &socket) { return answer(asked, socket); };
    }
    /// Hangs up after \a total.
    void connectWithin(std::chrono::milliseconds total)
    {
        m_connector.reset();
        m_client = std::make_unique<QtHttpClient>(m_clock, HttpBudget { total, total, 5, 2, 16 });
        restart();
    }
    Outgoing outgoing(const QString &text) const
    {
        Outgoing one;
        one.key = QByteArray(32, 'k');
        one.text = text;
        one.firstTriedAt = m_clock.now();
        return one;
    }
    static OutgoingMedia picture(const QString &handle, const QString &description)
    {
        OutgoingMedia one;
        one.digest = QByteArray(32, 'd');
        one.type = u"image/png"_s;
        one.description = description;
        one.bytes = "not looked at";
        one.handle = handle;
        return one;
    }
    /// Something that we said there, \a ago seconds before the first try.
    QJsonObject &said(int number, const QString &html, qint64 ago)
    {
        QJsonObject one = status(number, u"us"_s, html);
        one.insert(u"created_at"_s, m_now.addSecs(-ago).toString(Qt::ISODateWithMs));
        m_own.append(one);
        return m_own.last();
    }
    Result<Receipt> publish(const Outgoing &one) { return answerOf(m_connector->publish(one)); }
    Result<Found> find(const Outgoing &one) { return answerOf(m_connector->find(one)); }
    /// The fields of the last form that was sent by \a method.
    QUrlQuery form(const QByteArray &method) const
    {
        QUrlQuery last;
        for (const Server::Asked &each : m_server->asked)
            if (each.line.startsWith(method))
                last = QUrlQuery(QString::fromLatin1(each.body));
        return last;
    }
    QString field(const QByteArray &method, const QString &name) const
    {
        return form(method).queryItemValue(name, QUrl::FullyDecoded);
    }
    static QByteArray whole(const QByteArray &status, const QByteArray &type, const QByteArray &body)
    {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type
            + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body;
    }

    QList<QJsonObject> m_own; ///< newest first
    Manner m_manner = Manner::Takes;
    QByteArray m_says; ///< a whole answer
    bool m_keepsKeys = true;
    QDateTime m_now; ///< by its own clock
    bool m_hasDate = true;
    int m_pageSize = 40;
    std::function<void(QJsonObject &)> m_alters; ///< what it takes
    std::function<bool(const Server::Asked &, QTcpSocket &)> m_before; ///< true: it answered

private:
    void say(QTcpSocket &socket, const QByteArray &body)
    {
        const QByteArray date = m_hasDate
            ? "Date: " + QLocale::c().toString(m_now, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " GMT\r\n"
            : QByteArray();
        Server::answer(socket, "200 OK", "Content-Type: application/json\r\n" + date, body);
    }
    bool answer(const Server::Asked &asked, QTcpSocket &socket)
    {
        if (m_before && m_before(asked, socket))
            return true;
        const QUrl url(QString::fromLatin1(asked.path()));
        if (asked.line.startsWith("POST /api/v1/statuses "))
            return take(asked, socket);
        if (url.path() == u"/api/v1/accounts/id-us/statuses"_s)
            return list(QUrlQuery(url).queryItemValue(u"max_id"_s), socket);
        const QString id = url.path().mid(17);
        for (const QJsonObject &each : std::as_const(m_own))
            if (asked.line.startsWith("GET /api/v1/statuses/") && each.value(u"id"_s).toString() == id) {
                say(socket, bytes(each));
                return true;
            }
        return false;
    }
    bool list(const QString &maxId, QTcpSocket &socket)
    {
        QJsonArray page;
        bool isPast = maxId.isEmpty();
        for (const QJsonObject &each : std::as_const(m_own)) {
            if (isPast && page.size() < m_pageSize)
                page.append(each);
            isPast |= each.value(u"id"_s).toString() == maxId;
        }
        say(socket, bytes(page));
        return true;
    }
    bool take(const Server::Asked &asked, QTcpSocket &socket)
    {
        if (m_manner == Manner::Drops) {
            socket.abort();
            return true;
        }
        const QJsonObject made = m_manner == Manner::Says ? QJsonObject() : keep(asked);
        if (m_manner == Manner::TakesAndDrops)
            socket.abort();
        else if (m_manner == Manner::TakesAndSays || m_manner == Manner::Says)
            socket.write(m_says), socket.disconnectFromHost();
        else if (m_manner == Manner::Takes)
            say(socket, bytes(made));
        return true;
    }
    /// As Mastodon does: once for each key, as HTML.
    QJsonObject keep(const Server::Asked &asked)
    {
        const QByteArray key = asked.header("Idempotency-Key");
        for (const QJsonObject &each : std::as_const(m_own))
            if (m_keepsKeys && m_keys.value(key) == each.value(u"id"_s).toString() && !key.isEmpty())
                return each;
        const QUrlQuery form(QString::fromLatin1(asked.body));
        const auto value = [&form](const QString &name) { return form.queryItemValue(name, QUrl::FullyDecoded); };
        QString html = value(u"status"_s).toHtmlEscaped().replace(u'\n', u"<br>"_s);
        QJsonObject one = status(1000 + int(m_own.size()), u"us"_s, u"<p>"_s + html + u"</p>"_s);
        one.insert(u"created_at"_s, m_now.toString(Qt::ISODateWithMs));
        one.insert(u"visibility"_s, value(u"visibility"_s));
        one.insert(u"spoiler_text"_s, value(u"spoiler_text"_s));
        if (form.hasQueryItem(u"in_reply_to_id"_s))
            one.insert(u"in_reply_to_id"_s, value(u"in_reply_to_id"_s));
        QJsonArray media;
        for (const QString &id : form.allQueryItemValues(u"media_ids[]"_s, QUrl::FullyDecoded))
            media.append(QJsonObject { { u"id"_s, id }, { u"type"_s, u"image"_s },
                { u"url"_s, u"https://s.example/m/"_s + id }, { u"description"_s, u"about "_s + id } });
        one.insert(u"media_attachments"_s, media);
        if (m_alters)
            m_alters(one);
        m_own.prepend(one);
        m_keys.insert(key, one.value(u"id"_s).toString());
        return one;
    }
    QHash<QByteArray, QString> m_keys;
};

} // namespace wheelhouse::fakemastodon
