#pragma once

#include "core/store/filelock.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace wheelhouse {

/// One window a workspace: the second start raises the first and ends. Lives on the window's thread and never waits.
/// What a killed window left behind does not count: a lock that the kernel gives back says who is first.
class SingleWindow : public QObject {
    Q_OBJECT
public:
    /// \a workspace is the canonical path of the file. The first window is asked for \a patience before it counts as
    /// not answering.
    explicit SingleWindow(
        QString workspace, std::chrono::milliseconds patience = std::chrono::seconds(2), QObject *parent = nullptr);

    /// Emits first(), answered() or unanswered(), once.
    void start();

signals:
    void first(); ///< go on and open the window
    void answered(); ///< the other window has been raised: end
    void unanswered(); ///< it is there and does not answer: say so, and end
    void raiseRequested(); ///< somebody started us again: come to the front

private:
    void listen();
    void ask();
    void heard();

    QString m_workspace;
    QString m_name;
    std::optional<FileLock> m_lock;
    QLocalServer m_server;
    QLocalSocket m_socket;
    QTimer m_again;
    QTimer m_patience;
};

} // namespace wheelhouse
