#pragma once

#include <QElapsedTimer>
#include <QTimer>

namespace wheelhouse {

/// Turns many wishes into few beats: the first at once, the next ones not before their time.
class Pulse : public QObject {
    Q_OBJECT
public:
    explicit Pulse(QObject *parent);
    /// Beats soon: \a every ms after the last beat, or at the next turn of the event loop.
    void ask(qint64 every);
    /// A beat happened by other means.
    void restart();

signals:
    void beat();

private:
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace wheelhouse
