#pragma once

#include "core/base/result.h"

#include <QFuture>
#include <QPromise>
#include <QTcpServer>
#include <QTimer>
#include <QUrl>

#include <chrono>

namespace wheelhouse {

/// Waits on 127.0.0.1 for a person's browser to come back from a server's page. It hears nobody but this computer,
/// takes what bears the state that was sent and nothing else, answers with a friendly page, and closes after that one
/// use or when patience ends. Lives on one lane.
class LoopbackDoor : public QObject {
    Q_OBJECT
public:
    explicit LoopbackDoor(QObject *parent = nullptr);
    ~LoopbackDoor() override;

    /// The address to come back to; each call begins anew, on a port of its own.
    [[nodiscard]] Result<QUrl> open();
    /// The address that the browser called, with its query. Cancelled when \a patience ends or the door is closed. Once
    /// after each open(). \a state as it stands in the address of the page that the browser was sent to.
    [[nodiscard]] QFuture<Result<QUrl>> wait(const QString &state, std::chrono::milliseconds patience);
    void close();

private:
    void serve(QTcpSocket *socket);
    void hear(QTcpSocket *socket, const QByteArray &request);
    void end(const Result<QUrl> &answer);

    QTcpServer m_server;
    QTimer m_patience;
    QUrl m_back;
    QString m_state;
    QPromise<Result<QUrl>> m_promise;
    bool m_isWaiting = false;
};

} // namespace wheelhouse
