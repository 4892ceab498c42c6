#pragma once

#include "core/base/id.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace wheelhouse {

using OperationId = Id<struct Operation>;
using MemberId = Id<struct Member>;
using DeskId = Id<struct Desk>;

/// Who did what, to which things, before and after. Names things by their global ids, people's words by id and salted
/// digest, never by the words, so that erasing a person breaks no chain.
struct Operation {
    qint64 row = 0; ///< this desk's own; in no export
    OperationId id;
    DeskId desk;
    qint64 seq = 0; ///< 1, 2, 3 … per desk
    MemberId actor;
    qint64 hlc = 0; ///< hybrid logical clock: UTC ms << 16 | counter; rises on a desk whatever its clock does
    QString kind; ///< "triage", "note.add", "import", "undo", …
    QByteArray
        payload; ///< JSON, UTF-8, compact, keys sorted by code unit (as QJsonDocument::Compact writes a QJsonObject)
    OperationId undoes; ///< null unless this takes another one back (or does it again)
    QByteArray prev; ///< hash of this desk's operation before; 32 zero bytes for the first
    QByteArray hash; ///< SHA-256 of canonicalBytes()
};

/// What is hashed, and later signed: "wheelhouse-operation-1" and then, each with its length as 4 bytes big-endian
/// before it: id (16), desk (16), seq (8 bytes big-endian), actor (16), hlc (8 bytes big-endian), kind (UTF-8),
/// payload (as stored), undoes (16, or none), prev (32).
QByteArray canonicalBytes(const Operation &operation);
QByteArray hashOf(const Operation &operation);

/// How operations name words: SHA-256 of salt and UTF-8 text, cut to 16 bytes, hexadecimal. The salt stands beside the
/// words and goes with them; without it nobody can test a guess.
QString saltedDigest(const QByteArray &salt, const QByteArray &utf8);
/// Eight fresh random bytes.
QByteArray freshSalt();

} // namespace wheelhouse
