#pragma once

#include "core/intake/prepared.h"
#include "core/store/statement.h"

namespace wheelhouse {

struct AdmissionTerms;

/// A mention that waits to be taken in.
struct Turn {
    const Prepared *mention;
    const AdmissionTerms *terms;
    NetworkId network;
};

/// Oldest first; of one millisecond (most networks tell whole seconds) an answer after what it answers, and else as
/// they came. Answers that go round in circles come in some order.
void putInOrder(QList<Turn> &turns);

/// A mention's row is its time in ms and a tie-breaker: 4,096 mentions in one millisecond before the next one's numbers
/// are used.
constexpr int tieBits = 12;
/// An answer of the same millisecond stands so many bits above what it answers: a talk of 256 in one second has room.
constexpr int stepBits = 4;

/// The row of what \a one answers, where \a one would not stand above it by its time alone, though it was not written
/// before it; else none. \a rowOf tells the row of an id, \a writtenAt when a row was written.
[[nodiscard]] Result<std::optional<qint64>> parentAbove(const Prepared &one, Statement &rowOf, Statement &writtenAt);

} // namespace wheelhouse
