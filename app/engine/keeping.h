#pragma once

#include "core/store/workspacefile.h"

#include <QTimer>

namespace wheelhouse {

/// What is done beside the work while a workspace is open: the daily backup, backups that hold erased words, pictures
/// that nothing names any more. Every hour, on a lane of its own; what fails is tried again at the next turn.
class Keeping {
public:
    Keeping(const WorkspaceFile &file, const Clock &clock);

private:
    void look();
    void tidyPictures();

    const WorkspaceFile &m_file;
    const Clock &m_clock;
    QTimer m_hourly;
    qint64 m_tidiedAt = 0; ///< UTC ms; 0: not yet
};

} // namespace wheelhouse
