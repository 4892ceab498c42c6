#include "core/secrets/guard.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace wheelhouse {

void hardenProcess()
{
    // Both: a pipe in core_pattern gets a core whatever the limit says, and what is not dumpable gives none to anybody;
    // the limit goes on to programs that we start, which are dumpable again.
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    const rlimit none { 0, 0 };
    ::setrlimit(RLIMIT_CORE, &none);
}

} // namespace wheelhouse
