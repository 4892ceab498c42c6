#pragma once

#include "core/base/result.h"
#include "core/operations/operation.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace wheelhouse {

using GateId = Id<struct Gate>;
using SignOffId = Id<struct SignOff>;

/// What a person said of exactly one binding, at one gate. It is kept with its signature and never changed; who thinks
/// otherwise later says so in another one.
struct SignOff {
    /// Sign: agreed. SendBack: to be written otherwise. Refuse: it shall not go out (only where the gate gives a veto).
    /// Withdraw: what this person said here before does not count any more.
    enum class Word { Sign, SendBack, Refuse, Withdraw };

    SignOffId id;
    QByteArray binding; ///< digest, 32 bytes
    GateId gate;
    Word word = Word::Sign;
    MemberId by;
    MemberId insteadOf; ///< who lent the right to sign; null: in one's own right
    qint64 authority = 0; ///< number of the version of the authority graph that it was given under
    qint64 sequence = 0; ///< 1, 2, 3 … per key: a statement counts once
    QDateTime at; ///< UTC
    QDateTime until; ///< UTC; it does not count from then on; invalid: it stays
    QByteArray note; ///< SHA-256 of the note's UTF-8, 32 bytes; empty: no note
    friend bool operator==(const SignOff &, const SignOff &) = default;
};

/// "sign", "send-back", "refuse", "withdraw": as stored and signed.
[[nodiscard]] QString signOffWord(SignOff::Word word);
[[nodiscard]] std::optional<SignOff::Word> signOffFromWord(QStringView word);

/// The bytes that are signed: "wheelhouse-sign-off-1" and then, each with its length as 4 bytes big-endian before it:
/// id (16), binding (32), gate (16), word (UTF-8), by (16), instead of (16, or none), authority (8 bytes big-endian),
/// sequence (8 bytes big-endian), at (ms since 1970 UTC, 8 bytes big-endian), until (likewise, 0: it stays), note (32
/// or none).
[[nodiscard]] QByteArray signOffBytes(const SignOff &signOff);
/// Malformed where \a bytes are not exactly what signOffBytes() gives for what they say.
[[nodiscard]] Result<SignOff> readSignOff(const QByteArray &bytes);

} // namespace wheelhouse
