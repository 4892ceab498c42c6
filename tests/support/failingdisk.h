#pragma once

#include <QHash>

#include <cstddef>
#include <memory>
#include <vector>

#include <sqlite3.h>

namespace wheelhouse {

/// A disk under SQLite whose nth write, sync or truncation fails, once or from then on. Installed as SQLite's default
/// for the whole test program by the first use.
class FailingDisk {
public:
    enum class How { Once, ForEver };
    /// \a code is what SQLite is told: SQLITE_FULL, SQLITE_IOERR_WRITE.
    static void arm(int nth, How how, int code)
    {
        install();
        state() = { nth, how, code, 0, false };
    }
    /// Whether anything failed since arm(); from now on nothing does.
    static bool disarm()
    {
        const bool failed = state().failed;
        state() = {};
        return failed;
    }

private:
    struct State {
        int nth = 0; ///< 0: nothing fails
        How how = How::Once;
        int code = SQLITE_OK;
        int calls = 0;
        bool failed = false;
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
    static const sqlite3_io_methods *real(sqlite3_file *file)
    {
        return reinterpret_cast<const Methods *>(
            reinterpret_cast<const char *>(file->pMethods) - offsetof(Methods, ours))
            ->real;
    }
    static bool fails()
    {
        State &now = state();
        if (now.nth == 0)
            return false;
        ++now.calls;
        const bool hit = now.how == How::Once ? now.calls == now.nth : now.calls >= now.nth;
        now.failed |= hit;
        return hit;
    }
    static int write(sqlite3_file *file, const void *bytes, int count, sqlite3_int64 at)
    {
        return fails() ? state().code : real(file)->xWrite(file, bytes, count, at);
    }
    static int sync(sqlite3_file *file, int flags)
    {
        return fails() ? SQLITE_IOERR_FSYNC : real(file)->xSync(file, flags);
    }
    static int truncate(sqlite3_file *file, sqlite3_int64 size)
    {
        return fails() ? SQLITE_IOERR_TRUNCATE : real(file)->xTruncate(file, size);
    }
    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        static QHash<const sqlite3_io_methods *, Methods *> known;
        const int code = original()->xOpen(vfs, name, file, flags, outFlags);
        if (!file->pMethods)
            return code;
        Methods *&methods = known[file->pMethods];
        if (!methods) {
            static std::vector<std::unique_ptr<Methods>> kept;
            kept.push_back(std::make_unique<Methods>(Methods { file->pMethods, *file->pMethods }));
            methods = kept.back().get();
            methods->ours.xWrite = write;
            methods->ours.xSync = sync;
            methods->ours.xTruncate = truncate;
        }
        file->pMethods = &methods->ours;
        return code;
    }
    static sqlite3_vfs *original()
    {
        static sqlite3_vfs *const found = sqlite3_vfs_find("unix");
        return found;
    }
    static void install()
    {
        static sqlite3_vfs ours = [] {
            sqlite3_vfs copy = *original();
            copy.zName = "failing";
            copy.xOpen = open;
            return copy;
        }();
        static const int once = sqlite3_vfs_register(&ours, 1);
        Q_UNUSED(once)
    }
};

} // namespace wheelhouse
