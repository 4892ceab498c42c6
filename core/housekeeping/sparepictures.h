#pragma once

#include "core/base/clock.h"
#include "core/store/mediastore.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// Removes the pictures beside a workspace that nothing in it has named for thirty days: no draft, also no discarded
/// one, nothing that was submitted or put aside, no template, nothing that undo brings back. On a writing connection,
/// away from the window's thread.
class SparePictures {
public:
    static constexpr int graceDays = 30;

    SparePictures(Database &writer, const Clock &clock);
    /// Notes what nothing names any more, and removes what nothing has named since long enough; answers how many went.
    /// Nothing goes while the clock cannot be believed, nor what was kept again meanwhile.
    [[nodiscard]] Result<int> tidy();

private:
    struct Noted {
        qint64 sinceMs = 0;
        qint64 stamp = 0;
    };
    [[nodiscard]] Result<int> tidyIn(Transaction &transaction);
    [[nodiscard]] Result<bool> look(const QByteArray &digest, qint64 stamp);
    [[nodiscard]] Result<void> forget(const QByteArray &digest);

    Database &m_database;
    const Clock &m_clock;
    MediaStore m_media;
    Statement m_noted;
    Statement m_all;
    Statement m_note;
    Statement m_forget;
    Statement m_forgetName;
};

} // namespace wheelhouse
