#pragma once

#include <QTimer>

#include <algorithm>
#include <malloc.h>

#ifdef __SANITIZE_ADDRESS__
extern "C" size_t __sanitizer_get_current_allocated_bytes(); // GCC 12 has it, and no header that says so
#endif

namespace wheelhouse {

/// How much more memory this process holds than when this was made, looked at while its event loop turns. What is freed
/// does not count, though a sanitizer keeps it: how much the process ever took from the system says little under one.
class HeldMemory {
public:
    HeldMemory()
    {
        QObject::connect(&m_looks, &QTimer::timeout, &m_looks, [this] { m_most = std::max(m_most, now() - m_before); });
        m_looks.start(5);
    }
    /// MiB, at the most.
    [[nodiscard]] double most() const { return double(m_most) / (1024 * 1024); }

private:
    static qint64 now()
    {
#ifdef __SANITIZE_ADDRESS__
        return qint64(__sanitizer_get_current_allocated_bytes());
#else
        const struct mallinfo2 all = mallinfo2();
        return qint64(all.uordblks + all.hblkhd);
#endif
    }

    qint64 m_before = now();
    qint64 m_most = 0;
    QTimer m_looks;
};

} // namespace wheelhouse
