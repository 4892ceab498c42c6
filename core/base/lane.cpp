#include "core/base/lane.h"

#include <sys/resource.h>

namespace wheelhouse {

namespace {
constexpr int backgroundNiceness = 10;
}

Lane::Lane(const QString &name, Pace pace)
    : m_door(std::make_unique<QObject>())
{
    m_thread.setObjectName(name);
    m_door->moveToThread(&m_thread);
    m_thread.start();
    // On Linux niceness belongs to the thread that sets it; QThread's own priorities do nothing under SCHED_OTHER.
    if (pace == Pace::Background)
        post([] { setpriority(PRIO_PROCESS, 0, backgroundNiceness); });
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
