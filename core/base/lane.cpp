#include "core/base/lane.h"

namespace wheelhouse {

Lane::Lane(const QString &name)
    : m_door(std::make_unique<QObject>())
{
    m_thread.setObjectName(name);
    m_door->moveToThread(&m_thread);
    m_thread.start();
}

Lane::~Lane()
{
    stop();
}

void Lane::post(std::function<void()> work)
{
    if (m_door)
        QMetaObject::invokeMethod(m_door.get(), std::move(work), Qt::QueuedConnection);
}

void Lane::stop()
{
    if (!m_thread.isRunning())
        return;
    // The door is deleted on its own thread, after everything asked before; quit() then ends an empty loop.
    QObject *door = m_door.release();
    QMetaObject::invokeMethod(
        door,
        [this, door] {
            delete door;
            m_thread.quit();
        },
        Qt::QueuedConnection);
    m_thread.wait();
}

} // namespace wheelhouse
