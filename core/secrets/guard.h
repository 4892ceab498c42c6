#pragma once

namespace wheelhouse {

/// Called first in a program: its memory, in which passwords pass, is written to no core file and shown to no other
/// program of the same person (neither ptrace nor /proc/PID/mem and environ). What it cannot have it goes on without:
/// both calls fail on no Linux that is supported. A leak checker of a sanitizer lifts it for itself at the very end.
void hardenProcess();

} // namespace wheelhouse
