#include "core/store/singlewindow.h"

#include <QCryptographicHash>
#include <QStandardPaths>

namespace wheelhouse {

namespace {

constexpr char raise[] = "raise\n";
constexpr char done[] = "done\n";
constexpr int askAgainMs = 50;

QString socketName(const QString &workspace)
{
    const QByteArray hash = QCryptographicHash::hash(workspace.toUtf8(), QCryptographicHash::Sha256).toHex().left(32);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
    return QStringLiteral("%1/wheelhouse-%2").arg(folder, QString::fromLatin1(hash));
}

} // namespace

SingleWindow::SingleWindow(QString workspace, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_workspace(std::move(workspace))
    , m_name(socketName(m_workspace))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_again.setInterval(askAgainMs);
    m_patience.setInterval(patience);
    m_patience.setSingleShot(true);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleWindow::heard);
    connect(&m_again, &QTimer::timeout, this, &SingleWindow::ask);
    connect(&m_socket, &QLocalSocket::connected, this, [this] { m_socket.write(raise); });
    connect(&m_socket, &QLocalSocket::readyRead, this, [this] {
        m_again.stop();
        m_patience.stop();
        m_socket.disconnectFromServer();
        emit answered();
    });
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_again.stop();
        m_socket.abort();
        emit unanswered();
    });
}

void SingleWindow::start()
{
    auto opened = FileLock::open(m_workspace);
    if (!opened) {
        // Nothing can be written here, so two windows do no harm.
        emit first();
        return;
    }
    m_lock.emplace(std::move(*opened));
    if (m_lock->take(FileLock::Part::Window))
        return listen();
    m_patience.start();
    m_again.start();
    ask();
}

void SingleWindow::listen()
{
    m_again.stop();
    m_patience.stop();
    QLocalServer::removeServer(m_name); // whoever left it there is dead, or the lock would be his
    m_server.listen(m_name);
    emit first();
}

void SingleWindow::ask()
{
    // The first one may be about to listen, or about to end.
    if (m_lock->take(FileLock::Part::Window))
        return listen();
    if (m_socket.state() == QLocalSocket::UnconnectedState)
        m_socket.connectToServer(m_name);
}

void SingleWindow::heard()
{
    while (QLocalSocket *guest = m_server.nextPendingConnection()) {
        connect(guest, &QLocalSocket::disconnected, guest, &QObject::deleteLater);
        connect(guest, &QLocalSocket::readyRead, this, [this, guest] {
            if (!guest->canReadLine() || guest->readLine(16) != raise)
                return;
            guest->write(done);
            emit raiseRequested();
        });
    }
}

} // namespace wheelhouse
