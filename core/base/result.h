#pragma once

#include <QString>

#include <chrono>

#include <tl/expected.hpp>

namespace wheelhouse {

/// What went wrong, in three tongues: the kind decides what code does, the message is what a person reads
/// (translated, says what to do next), the detail is what the log keeps (never a secret, never people's words).
struct Error {
    /// SignedOut: the other side does not know us any more, or never let us in; only a person can mend that.
    enum class Kind { Missing, Refused, Conflict, Offline, Busy, Expired, Malformed, Storage, Cancelled, SignedOut };
    Kind kind = Kind::Storage;
    QString message;
    QString detail;
    std::chrono::seconds retryAfter { 0 }; ///< 0: not by itself
};

/// The one type that carries failure through the house; what can fail says so in its type.
template<typename T> using Result = tl::expected<T, Error>;

/// Shorthand for refusing: `return fail(Error::Kind::Refused, tr("…"))`.
inline tl::unexpected<Error> fail(Error::Kind kind, QString message, QString detail = {})
{
    return tl::unexpected<Error>(Error { kind, std::move(message), std::move(detail), std::chrono::seconds { 0 } });
}

} // namespace wheelhouse
