#include "core/connectors/oauth/loopbackdoor.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTcpSocket>
#include <QUrlQuery>

namespace wheelhouse {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr qsizetype longestRequest = 16 * 1024;
constexpr int mostAtOnce = 8;
constexpr int oneCallMs = 10'000;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LoopbackDoor)
};

void answer(QTcpSocket *socket, const QByteArray &status, const QString &sentence)
{
    const QByteArray page =
        u"<!DOCTYPE html><html lang=\"%1\"><head><meta charset=\"utf-8\"><title>Wheelhouse</title></head>"
        "<body style=\"font: 1.2em sans-serif; margin: 4em auto; max-width: 30em\"><p>%2</p></body></html>"_s
            .arg(QLocale().bcp47Name(), sentence.toHtmlEscaped())
            .toUtf8();
    socket->write("HTTP/1.1 " + status
        + "\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
          "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\nConnection: "
          "close\r\nContent-Length: "
        + QByteArray::number(page.size()) + "\r\n\r\n" + page);
    socket->disconnectFromHost();
}

} // namespace

LoopbackDoor::LoopbackDoor(QObject *parent)
    : QObject(parent)
{
    m_patience.setSingleShot(true);
    m_server.setMaxPendingConnections(mostAtOnce);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            serve(socket);
    });
    connect(&m_patience, &QTimer::timeout, this, [this] {
        end(fail(Error::Kind::Cancelled, Words::tr("Nobody came back from the browser. Try it again."), u"patience"_s));
    });
}

LoopbackDoor::~LoopbackDoor()
{
    close();
}

Result<QUrl> LoopbackDoor::open()
{
    close();
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        return fail(Error::Kind::Refused,
            Words::tr("This computer lets nobody listen for the browser to come back. Sign in with a token instead."),
            m_server.errorString());
    m_back = QUrl(u"http://127.0.0.1:%1/back"_s.arg(m_server.serverPort()));
    return m_back;
}

QFuture<Result<QUrl>> LoopbackDoor::wait(const QString &state, std::chrono::milliseconds patience)
{
    m_promise = {};
    m_promise.start();
    m_state = state;
    m_isWaiting = m_server.isListening() && !state.isEmpty();
    auto future = m_promise.future();
    if (!m_isWaiting) {
        m_promise.addResult(fail(Error::Kind::Cancelled, Words::tr("Nobody waits for the browser."), u"not open"_s));
        m_promise.finish();
        return future;
    }
    m_patience.start(patience);
    return future;
}

void LoopbackDoor::close()
{
    end(fail(Error::Kind::Cancelled, Words::tr("Nobody waits for the browser any more."), u"closed"_s));
    m_server.close();
}

void LoopbackDoor::end(const Result<QUrl> &answer)
{
    m_patience.stop();
    m_server.close();
    if (!std::exchange(m_isWaiting, false))
        return;
    m_promise.addResult(answer);
    m_promise.finish();
}

void LoopbackDoor::serve(QTcpSocket *socket)
{
    socket->setParent(this);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    if (!socket->peerAddress().isLoopback())
        return socket->abort();
    QTimer::singleShot(oneCallMs, socket, [socket] { socket->abort(); });
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
        const QByteArray heard = socket->peek(longestRequest + 1);
        if (heard.size() > longestRequest)
            return socket->abort();
        if (heard.contains("\r\n\r\n"))
            hear(socket, socket->readAll());
    });
}

void LoopbackDoor::hear(QTcpSocket *socket, const QByteArray &request)
{
    const QList<QByteArray> line = request.left(request.indexOf("\r\n")).split(' ');
    const QUrl called = m_back.resolved(QUrl::fromEncoded(line.value(1), QUrl::StrictMode));
    const bool isBack = line.size() == 3 && line.first() == "GET" && called.isValid() && called.path() == m_back.path()
        && called.host() == m_back.host();
    if (!isBack)
        return answer(socket, "404 Not Found", Words::tr("There is nothing here."));
    const QUrlQuery query(called);
    const QStringList states = query.allQueryItemValues(u"state"_s, QUrl::FullyDecoded);
    // Of two states or two codes each reader might take another.
    const bool isPlain = states.size() == 1 && query.allQueryItemValues(u"code"_s).size() <= 1;
    if (!m_isWaiting || !isPlain || states.constFirst() != m_state)
        return answer(socket, "403 Forbidden",
            Words::tr("This does not belong to a sign-in that Wheelhouse waits for. Nothing was done."));
    answer(socket, "200 OK", Words::tr("Thank you. You may close this page and go back to Wheelhouse."));
    end(called);
}

} // namespace wheelhouse
