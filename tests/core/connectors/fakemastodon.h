#pragma once

#include "tests/support/scriptedserver.h"

#include <QDateTime>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QUrlQuery>

/// What a scripted server of Mastodon's kind says.
namespace wheelhouse::fakemastodon {

using namespace Qt::Literals::StringLiterals;

inline QJsonObject account(const QString &name)
{
    return { { u"id"_s, u"id-"_s + name }, { u"acct"_s, name }, { u"url"_s, u"https://s.example/@"_s + name },
        { u"uri"_s, u"https://s.example/users/"_s + name } };
}

inline QString timeOf(int number)
{
    return QDateTime(QDate(2026, 11, 1), QTime(8, 0), Qt::UTC).addSecs(number).toString(Qt::ISODate);
}

inline QJsonObject status(int number, const QString &by = u"ada"_s, const QString &text = u"hello"_s)
{
    return { { u"id"_s, QString::number(number) }, { u"uri"_s, u"https://s.example/s/%1"_s.arg(number) },
        { u"content"_s, text }, { u"created_at"_s, timeOf(number) }, { u"visibility"_s, u"public"_s },
        { u"account"_s, account(by) } };
}

inline QJsonObject mention(int number)
{
    return { { u"id"_s, QString::number(number) }, { u"type"_s, u"mention"_s }, { u"created_at"_s, timeOf(number) },
        { u"account"_s, account(u"ada"_s) }, { u"status"_s, status(number) } };
}

inline QByteArray bytes(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

inline QByteArray bytes(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// A server of Mastodon's kind: as much of it as a test needs, and as odd.
struct FakeMastodon {
    using Server = ScriptedServer;
    QJsonObject us = account(u"us"_s);
    int newest = 0; ///< notifications 1..newest, each a mention
    QSet<int> deleted;
    int pageSize = 40;
    bool hasLinks = true;
    bool ignoresMaxId = false;
    bool hasMany = false;
    QHash<QString, QJsonObject> statuses; ///< by id; also what is told
    QJsonArray own;
    QJsonObject thread;
    QJsonObject relationship;
    QByteArray headers; ///< of every answer
    std::function<bool(const Server::Asked &, QTcpSocket &)> first; ///< true: it answered

    void answer(const Server::Asked &asked, QTcpSocket &socket)
    {
        if (first && first(asked, socket))
            return;
        const QUrl url(QString::fromLatin1(asked.path()));
        const QString path = url.path();
        if (path == u"/api/v1/accounts/verify_credentials"_s)
            return say(socket, bytes(us));
        if (path == u"/api/v1/notifications"_s)
            return list(url, socket);
        if (path.endsWith(u"/statuses"_s) && path.startsWith(u"/api/v1/accounts/"_s))
            return say(socket, QUrlQuery(url).hasQueryItem(u"max_id"_s) ? QByteArray("[]") : bytes(own));
        if (path == u"/api/v1/conversations"_s)
            return say(socket, "[]");
        if (path == u"/api/v1/statuses"_s && hasMany)
            return many(url, socket);
        if (path.startsWith(u"/api/v1/statuses/"_s))
            return one(path.mid(17), socket);
        if (path == u"/api/v1/accounts/relationships"_s)
            return say(socket, bytes(QJsonArray { relationship }));
        Server::answer(socket, "404 Nothing", "Content-Type: application/json\r\n", "{\"error\":\"Record not found\"}");
    }
    void say(QTcpSocket &socket, const QByteArray &body, const QByteArray &more = {}) const
    {
        Server::answer(socket, "200 OK", "Content-Type: application/json\r\n" + headers + more, body);
    }
    void list(const QUrl &url, QTcpSocket &socket) const
    {
        const QString max = QUrlQuery(url).queryItemValue(u"max_id"_s);
        int at = max.isEmpty() || ignoresMaxId ? newest : max.toInt() - 1;
        QJsonArray items;
        for (; at > 0 && items.size() < pageSize; --at)
            if (!deleted.contains(at))
                items.append(mention(at));
        const bool hasMore = at > 0 && hasLinks;
        const QByteArray oldest = QByteArray::number(at + 1);
        say(socket, bytes(items),
            hasMore        ? "Link: <http://x/api/v1/notifications?max_id=" + oldest + ">; rel=\"next\"\r\n"
                : hasLinks ? QByteArray("Link: <http://x/?min_id=1>; rel=\"prev\"\r\n")
                           : QByteArray());
    }
    void many(const QUrl &url, QTcpSocket &socket) const
    {
        QJsonArray found;
        for (const QString &id : QUrlQuery(url).allQueryItemValues(u"id[]"_s, QUrl::FullyDecoded))
            if (statuses.contains(id))
                found.append(statuses.value(id));
        say(socket, bytes(found));
    }
    void one(const QString &rest, QTcpSocket &socket)
    {
        const QString id = rest.section(u'/', 0, 0);
        const QString verb = rest.section(u'/', 1);
        if (!statuses.contains(id))
            return Server::answer(socket, "404 No", "Content-Type: application/json\r\n", "{\"error\":\"gone\"}");
        if (verb == u"context"_s)
            return say(socket, bytes(thread));
        if (verb == u"favourite"_s)
            statuses[id].insert(u"favourited"_s, true);
        if (verb == u"unfavourite"_s)
            statuses[id].insert(u"favourited"_s, false);
        say(socket, bytes(statuses.value(id)));
    }
};

} // namespace wheelhouse::fakemastodon
