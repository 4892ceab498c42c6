#pragma once

#include <QPointer>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>
#include <memory>

namespace wheelhouse {

/// A web server that does what a test says, lies included, and remembers what it was asked. One thread, loopback.
class ScriptedServer {
public:
    struct Asked {
        QByteArray line; ///< "GET /feed HTTP/1.1"
        QByteArray head; ///< the headers as they came
        QByteArray body = {};
        [[nodiscard]] QByteArray header(const QByteArray &name) const
        {
            for (const QByteArray &each : head.split('\n'))
                if (each.left(name.size() + 1).toLower() == name.toLower() + ':')
                    return each.mid(name.size() + 1).trimmed();
            return {};
        }
        [[nodiscard]] QByteArray path() const { return line.split(' ').value(1); }
    };
    /// Writes what it likes to the socket; whoever writes a whole answer closes.
    using Script = std::function<void(const Asked &, QTcpSocket &)>;

    explicit ScriptedServer(Script script = {})
        : ScriptedServer(std::make_unique<QTcpServer>(), std::move(script))
    {
    }
    /// Over TLS, with the certificate that \a tls bears.
    ScriptedServer(const QSslConfiguration &tls, Script script)
        : ScriptedServer(std::make_unique<QSslServer>(), std::move(script))
    {
        setTls(tls);
        QObject::connect(static_cast<QSslServer *>(m_server.get()), &QSslServer::startedEncryptionHandshake, &m_here,
            [this] { ++handshakes; });
    }
    /// Another certificate from now on.
    void setTls(const QSslConfiguration &tls) { static_cast<QSslServer *>(m_server.get())->setSslConfiguration(tls); }
    [[nodiscard]] int port() const { return m_server->serverPort(); }
    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/"), const QString &host = QStringLiteral("127.0.0.1"),
        const QString &scheme = QStringLiteral("http")) const
    {
        return QUrl(QStringLiteral("%1://%2:%3%4").arg(scheme, host).arg(port()).arg(path));
    }
    void setScript(Script script) { m_script = std::move(script); }
    void stop() { m_server->close(); }

    /// A whole answer, and the end of the connection.
    static void answer(
        QTcpSocket &socket, const QByteArray &status, const QByteArray &headers = {}, const QByteArray &body = {})
    {
        socket.write("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size())
            + "\r\nConnection: close\r\n\r\n" + body);
        socket.disconnectFromHost();
    }
    static Script always(const QByteArray &status, const QByteArray &headers = {}, const QByteArray &body = {})
    {
        return [=](const Asked &, QTcpSocket &socket) { answer(socket, status, headers, body); };
    }
    /// Calls \a work every so often while the socket is open.
    static void drip(QTcpSocket &socket, int everyMs, const std::function<void(QTcpSocket &)> &work)
    {
        auto *timer = new QTimer(&socket);
        QObject::connect(timer, &QTimer::timeout, &socket, [&socket, work] { work(socket); });
        timer->start(everyMs);
    }

    QList<Asked> asked;
    int touched = 0; ///< connections, whatever was said on them; over TLS, those that were made
    int handshakes = 0; ///< begun, over TLS
    int open = 0;
    int mostOpen = 0;

private:
    ScriptedServer(std::unique_ptr<QTcpServer> server, Script script)
        : m_script(std::move(script))
        , m_server(std::move(server))
    {
        if (!m_server->listen(QHostAddress::LocalHost))
            qFatal("no server to test with");
        // Over TLS somebody has connected long before there is a connection to read from.
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, &m_here, [this] {
            while (QTcpSocket *socket = m_server->nextPendingConnection())
                serve(socket);
        });
    }
    void serve(QTcpSocket *socket)
    {
        ++touched;
        mostOpen = std::max(mostOpen, ++open);
        QObject::connect(socket, &QTcpSocket::disconnected, &m_here, [this, socket] {
            --open;
            socket->deleteLater();
        });
        auto heard = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::readyRead, &m_here, [this, socket, heard] {
            *heard += socket->readAll();
            const auto end = heard->indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const auto line = heard->indexOf("\r\n");
            Asked one { heard->left(line), heard->mid(line + 2, end - line) };
            const auto length = one.header("Content-Length").toLongLong();
            if (heard->size() - end - 4 < length)
                return;
            one.body = heard->mid(end + 4, length);
            asked.append(one);
            heard->clear();
            if (m_script)
                m_script(asked.last(), *socket);
        });
    }
    Script m_script;
    std::unique_ptr<QTcpServer> m_server;
    QObject m_here; ///< what is heard of the sockets ends with it, before they do
};

} // namespace wheelhouse
