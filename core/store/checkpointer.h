#pragma once

#include "core/base/lane.h"
#include "core/store/database.h"

#include <atomic>

namespace wheelhouse {

/// Moves the write-ahead log into the file, on a thread of its own, so that no act of a person waits for it
/// (a checkpoint by the committing connection was measured at up to 120 ms).
class Checkpointer {
public:
    /// Checkpoints the file of \a writer whenever its log has grown past 4,000 pages (16 MB). Past 16,000 pages
    /// (64 MB), which only a back-fill reaches, the writer does it itself between two commits.
    explicit Checkpointer(Database &writer);
    ~Checkpointer();
    Checkpointer(const Checkpointer &) = delete;
    Checkpointer &operator=(const Checkpointer &) = delete;

private:
    Database &m_writer;
    Lane m_lane { QStringLiteral("checkpoint"), Lane::Pace::Background };
    std::unique_ptr<Database> m_own; ///< made, used and ended on m_lane
    std::atomic<bool> m_asked = false;
};

} // namespace wheelhouse
