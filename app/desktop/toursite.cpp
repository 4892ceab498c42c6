#include "app/desktop/toursite.h"

#include <QDateTime>
#include <QTcpSocket>

namespace wheelhouse {

namespace {

constexpr char pageText[] = R"(<!doctype html><title>Marlowe Coffee</title>
<link rel="alternate" type="application/rss+xml" title="Journal" href="/journal.xml">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments.xml">)";

QByteArray feedText(const QByteArray &title, const QList<QByteArray> &entries)
{
    QByteArray feed = "<rss version=\"2.0\"><channel><title>" + title + "</title>";
    int days = 1;
    for (const QByteArray &entry : entries) {
        const QDateTime at = QDateTime::currentDateTimeUtc().addDays(-days);
        feed += "<item><title>" + entry + "</title><guid>" + title + QByteArray::number(days++) + "</guid><pubDate>"
            + at.toString(Qt::RFC2822Date).toUtf8() + "</pubDate></item>";
    }
    return feed + "</channel></rss>";
}

/// Mastodon's own interface, as far as signing in asks for it; empty: nothing is there.
QByteArray networkAnswer(const QByteArray &path)
{
    if (path == "/api/v2/instance")
        return R"({"domain":"coffee.example","version":"4.5.1","usage":{"users":{"active_month":12400}},
            "configuration":{"statuses":{"max_characters":500},"media_attachments":{"description_limit":1500}}})";
    if (path == "/api/v1/apps")
        return R"({"client_id":"tour","client_secret":"tour"})";
    if (path == "/api/v1/accounts/verify_credentials")
        return R"({"id":"42","username":"marlowe","acct":"marlowe","display_name":"Marlowe Coffee",
            "url":"https://coffee.example/@marlowe","uri":"https://coffee.example/users/marlowe"})";
    return {};
}

} // namespace

TourSite::TourSite()
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        QTcpSocket *socket = m_server.nextPendingConnection();
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this,
            [this, socket] { answer(*socket, socket->readAll().split(' ').value(1)); });
    });
}

QString TourSite::at(const char *path) const
{
    return QStringLiteral("http://127.0.0.1:%1/%2").arg(m_server.serverPort()).arg(QLatin1String(path));
}

QString TourSite::page() const
{
    return at("");
}

QString TourSite::bare() const
{
    return at("about");
}

void TourSite::answer(QTcpSocket &socket, const QByteArray &path)
{
    QByteArray body = "<!doctype html><title>About us</title>";
    if (path == "/")
        body = pageText;
    else if (path == "/journal.xml")
        body = feedText("Marlowe Coffee Journal",
            { "Washed or natural? Two ways to the same bean", "Stillwater oat cans: what to look for on the rim",
                "Opening hours between the years" });
    else if (path == "/comments.xml")
        body = feedText("Comments on the Journal", { "Yusuf on “Washed or natural?”", "Mira on “Opening hours”" });
    else if (path.startsWith("/api/") || path.startsWith("/.well-known/"))
        body = networkAnswer(path);
    const QByteArray type = path.endsWith(".xml") ? "application/rss+xml"
        : body.startsWith('{')                    ? "application/json"
                                                  : "text/html";
    socket.write((body.isEmpty() ? "HTTP/1.1 404 Not Found\r\nContent-Type: " : "HTTP/1.1 200 OK\r\nContent-Type: ")
        + type + "; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\n\r\n" + body);
    socket.disconnectFromHost();
}

} // namespace wheelhouse
