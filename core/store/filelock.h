#pragma once

#include "core/base/result.h"

#include <QString>

namespace wheelhouse {

/// Locks on the small file beside a workspace, "NAME.wheelhouse.lock". The kernel keeps them with our open file and
/// gives them back when the process ends, however it ends; a number of a process, which can be used again, is never
/// asked. Two FileLocks of one process exclude each other as two processes would.
class FileLock {
public:
    /// What is locked, each a byte of the file.
    enum class Part {
        Presence, ///< shared by everyone who has the workspace open; whole for restoring and migrating
        Engine, ///< the one who runs intake, publishing and timers
        Wanted, ///< a window that waits for the engine
        Window ///< the first window
    };

    /// \a workspace is the path of the workspace file. Makes the lock file (0600) where the folder allows it;
    /// Refused where it does not.
    static Result<FileLock> open(const QString &workspace);
    FileLock(FileLock &&other) noexcept
        : m_file(std::exchange(other.m_file, -1))
    {
    }
    FileLock &operator=(FileLock &&other) noexcept
    {
        std::swap(m_file, other.m_file);
        return *this;
    }
    FileLock(const FileLock &) = delete;
    FileLock &operator=(const FileLock &) = delete;
    ~FileLock();

    /// Takes the part at once or not at all. A part held shared becomes whole, and the other way round.
    [[nodiscard]] bool share(Part part);
    [[nodiscard]] bool take(Part part);
    void give(Part part);
    /// Whether another FileLock holds the part, shared or whole.
    [[nodiscard]] bool isHeldElsewhere(Part part) const;

private:
    explicit FileLock(int file)
        : m_file(file)
    {
    }
    [[nodiscard]] bool set(Part part, short type);
    int m_file;
};

} // namespace wheelhouse
