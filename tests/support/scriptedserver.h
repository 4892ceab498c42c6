#pragma once

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace wheelhouse {

/// A web server that does what a test says, lies included, and remembers what it was asked. One thread, loopback.
class ScriptedServer : public QObject {
public:
    struct Asked {
        QByteArray line; ///< "GET /feed HTTP/1.1"
        QByteArray head; ///< the headers as they came
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
        : m_script(std::move(script))
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("no server to test with");
        QObject::connect(&m_server, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection())
                serve(socket);
        });
    }
    [[nodiscard]] int port() const { return m_server.serverPort(); }
    [[nodiscard]] QUrl url(const QString &path = QStringLiteral("/"), const QString &host = QStringLiteral("127.0.0.1"),
        const QString &scheme = QStringLiteral("http")) const
    {
        return QUrl(QStringLiteral("%1://%2:%3%4").arg(scheme, host).arg(port()).arg(path));
    }
    void setScript(Script script) { m_script = std::move(script); }
    void stop() { m_server.close(); }

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
    int touched = 0; ///< connections, whatever was said on them
    int open = 0;
    int mostOpen = 0;

private:
    void serve(QTcpSocket *socket)
    {
        ++touched;
        mostOpen = std::max(mostOpen, ++open);
        QObject::connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --open;
            socket->deleteLater();
        });
        auto heard = std::make_shared<QByteArray>();
        QObject::connect(socket, &QTcpSocket::readyRead, this, [this, socket, heard] {
            *heard += socket->readAll();
            const auto end = heard->indexOf("\r\n\r\n");
            if (end < 0)
                return;
            const auto line = heard->indexOf("\r\n");
            asked.append({ heard->left(line), heard->mid(line + 2, end - line) });
            heard->clear();
            if (m_script)
                m_script(asked.last(), *socket);
        });
    }
    Script m_script;
    QTcpServer m_server;
};

} // namespace wheelhouse
