#pragma once

#include "core/base/result.h"

namespace wheelhouse {

/// A place at which a test may make the program die or fail: before and after each commit, fsync, rename and write
/// that must not leave anything half done. The variable WH_FAIL names one place and what happens there, "restore.aside:
/// die", "restore.aside:io" or "restore.aside:full". Release builds have none.
#ifdef NDEBUG
inline Result<void> failpoint(const char *)
{
    return {};
}
#else
Result<void> failpoint(const char *place);
#endif

} // namespace wheelhouse
