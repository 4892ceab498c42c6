#include "core/store/checkpointer.h"

#include <sqlite3.h>

namespace wheelhouse {

namespace {
constexpr int pagesBeforeCheckpoint = 4000;
// A writer that never pauses (an import) keeps ahead of another thread's PASSIVE for ever: measured at 1.2 GB of log
// beside 300 MB of store. From here on it moves the log itself, between two commits, so that the log begins anew.
constexpr int pagesBeforeOwn = 16'000;
} // namespace

Checkpointer::Checkpointer(Database &writer)
    : m_writer(writer)
{
    m_lane.ask([this, path = writer.path()] {
        auto opened = Database::open(path, Database::Mode::Write);
        if (opened)
            m_own = std::move(*opened);
    });
    m_writer.whenLogGrew([this](int pages) {
        if (pages >= pagesBeforeOwn) {
            sqlite3_wal_checkpoint_v2(m_writer.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
            return;
        }
        if (pages < pagesBeforeCheckpoint || m_asked.exchange(true))
            return;
        m_lane.ask([this] {
            // PASSIVE never waits for readers or the writer; what it could not move now, the next one does.
            if (m_own)
                sqlite3_wal_checkpoint_v2(m_own->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
            m_asked = false;
        });
    });
}

Checkpointer::~Checkpointer()
{
    m_writer.whenLogGrew({});
    m_lane.ask([this] { m_own.reset(); });
    m_lane.stop();
}

} // namespace wheelhouse
