#include "ui/kit/pulse.h"

namespace wheelhouse {

Pulse::Pulse(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Pulse::beat);
}

void Pulse::ask(qint64 every)
{
    if (m_timer.isActive())
        return;
    const qint64 gone = m_since.isValid() ? m_since.elapsed() : every;
    m_timer.start(int(qMax<qint64>(0, every - gone)));
}

void Pulse::restart()
{
    m_since.restart();
}

} // namespace wheelhouse
