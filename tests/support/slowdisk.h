#pragma once

#include <QHash>
#include <QThread>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include <sqlite3.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace wheelhouse {

/// A disk under SQLite on which every write and every sync takes a while. Installed as SQLite's default for the whole
/// test program by the first use, before anything is opened.
class SlowDisk {
public:
    static void install()
    {
        static sqlite3_vfs ours = [] {
            sqlite3_vfs copy = *original();
            copy.zName = "slow";
            copy.xOpen = open;
            return copy;
        }();
        static const int once = sqlite3_vfs_register(&ours, 1);
        Q_UNUSED(once)
    }
    /// From now on each takes \a long; 0: as fast as it is.
    static void set(std::chrono::milliseconds delay) { state().delayMs = delay.count(); }
    /// How many writes and syncs were slow so far, of all threads.
    static int slowed() { return state().slowed; }
    /// The same of the thread that calls: each held it up.
    static int slowedHere() { return here(); }

private:
    struct State {
        std::atomic<qint64> delayMs = 0;
        std::atomic<int> slowed = 0;
    };
    struct Methods {
        const sqlite3_io_methods *real = nullptr;
        sqlite3_io_methods ours {};
    };
    static State &state()
    {
        static State one;
        return one;
    }
    static int &here()
    {
        thread_local int count = 0;
        return count;
    }
    static void wait()
    {
        const qint64 ms = state().delayMs;
        if (ms == 0)
            return;
        ++state().slowed;
        ++here();
        QThread::msleep(ulong(ms));
    }
    static const sqlite3_io_methods *real(sqlite3_file *file)
    {
        return reinterpret_cast<const Methods *>(
            reinterpret_cast<const char *>(file->pMethods) - offsetof(Methods, ours))
            ->real;
    }
    static int write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
    {
        wait();
        return real(file)->xWrite(file, bytes, count, at);
    }
    static int sync(sqlite3_file *file, int flags)
    {
        wait();
        return real(file)->xSync(file, flags);
    }
    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        static QHash<const sqlite3_io_methods *, Methods *> known;
        static std::mutex guard;
        const int code = original()->xOpen(vfs, name, file, flags, outFlags);
        if (!file->pMethods)
            return code;
        const std::lock_guard lock(guard);
        Methods *&methods = known[file->pMethods];
        if (!methods) {
            static std::vector<std::unique_ptr<Methods>> kept;
            kept.push_back(std::make_unique<Methods>(Methods { file->pMethods, *file->pMethods }));
            methods = kept.back().get();
            methods->ours.xWrite = write;
            methods->ours.xSync = sync;
        }
        file->pMethods = &methods->ours;
        return code;
    }
    static sqlite3_vfs *original()
    {
        static sqlite3_vfs *const found = sqlite3_vfs_find("unix");
        return found;
    }
};

} // namespace wheelhouse
