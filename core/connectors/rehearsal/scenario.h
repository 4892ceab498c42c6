#pragma once

#include <QDateTime>

namespace wheelhouse {

/// What is going on around the company. Quiet days always run underneath; the others come on top from `opens` on.
enum class Act { Quiet, Launch, Storm };

/// Everything that decides what the rehearsal says: two worlds with equal scenarios say the same bytes.
struct Scenario {
    quint64 seed = 1887;
    Act act = Act::Quiet;
    QDateTime opens; ///< UTC; when the act begins; needed for Launch and Storm
    QDateTime from; ///< UTC; how far back the network remembers, for a reader without a cursor
    QDateTime curtain; ///< UTC; the moment of the drawings: threads written in full stand around it; invalid: none
    double speed = 1.0; ///< > 0; the act's own time runs so much faster than the clock; quiet days do not
};

} // namespace wheelhouse
