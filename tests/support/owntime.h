#pragma once

#include <QElapsedTimer>
#include <QFile>

namespace wheelhouse {

/// How long the thread that calls was held: time on the wall, less what it waited for a processor, since a busy machine
/// is not the program's fault.
class OwnTime {
public:
    OwnTime() { restart(); }
    void restart()
    {
        m_waited = waited();
        m_wall.start();
    }
    [[nodiscard]] double ms() const { return double(m_wall.nsecsElapsed() - (waited() - m_waited)) / 1e6; }

private:
    /// ns on the run queue so far; 0 where the kernel does not count them.
    static qint64 waited()
    {
        QFile file(QStringLiteral("/proc/thread-self/schedstat"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() : 0;
    }

    QElapsedTimer m_wall;
    qint64 m_waited = 0;
};

} // namespace wheelhouse
