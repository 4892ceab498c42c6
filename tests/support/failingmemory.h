#pragma once

#include <atomic>

#include <sqlite3.h>

namespace wheelhouse {

/// Memory under SQLite whose nth allocation fails, once or from then on. install() before SQLite is first used.
class FailingMemory {
public:
    static bool install()
    {
        if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &real()) != SQLITE_OK)
            return false;
        static sqlite3_mem_methods ours = real();
        ours.xMalloc = [](int bytes) -> void * { return fails() ? nullptr : real().xMalloc(bytes); };
        ours.xRealloc = [](void *old, int bytes) -> void * { return fails() ? nullptr : real().xRealloc(old, bytes); };
        return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
    }
    /// 0: none fails, they are only counted.
    static void arm(int nth, bool forEver)
    {
        state().calls = 0;
        state().forEver = forEver;
        state().nth = nth;
    }
    /// How many allocations were asked for since arm(); from now on none fails.
    static int disarm()
    {
        state().nth = 0;
        return state().calls;
    }

private:
    struct State {
        std::atomic<int> nth = 0;
        std::atomic<int> calls = 0;
        std::atomic<bool> forEver = false;
    };
    static State &state()
    {
        static State one;
        return one;
    }
    static sqlite3_mem_methods &real()
    {
        static sqlite3_mem_methods methods {};
        return methods;
    }
    static bool fails()
    {
        State &now = state();
        const int call = ++now.calls;
        return now.nth > 0 && (call == now.nth || (now.forEver && call > now.nth));
    }
};

} // namespace wheelhouse
