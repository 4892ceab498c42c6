#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QStringView>
#include <QUuid>

namespace wheelhouse {

/// A fresh UUIDv7 (RFC 9562 §5.7): its leading 48 bits are Unix milliseconds, so ids made here sort by time.
QUuid freshUuid();

/// The UUIDv8 (RFC 9562 §5.8) computed from a thing's global name: SHA-256 of \a space, a NUL, and \a name, cut to
/// 128 bits with version and variant set. Two desks that meet the same thing off line give it the same id.
/// \a space separates kinds of names ("mention", "identity"), so that one URI used twice gives two ids.
QUuid uuidFromName(QByteArrayView space, QByteArrayView name);

/// An id that cannot be given where another kind is wanted. What people make here: fresh(); what comes from
/// outside: fromName(). Stored as 16 bytes, written as 36 characters.
template<typename Of> class Id {
public:
    Id() = default;
    explicit Id(const QUuid &uuid)
        : m_uuid(uuid)
    {
    }
    static Id fresh() { return Id(freshUuid()); }
    static Id fromName(QByteArrayView space, QByteArrayView name) { return Id(uuidFromName(space, name)); }
    static Id fromBytes(const QByteArray &sixteen) { return Id(QUuid::fromRfc4122(sixteen)); }
    static Id fromString(QStringView text) { return Id(QUuid::fromString(text)); }

    [[nodiscard]] bool isNull() const { return m_uuid.isNull(); }
    [[nodiscard]] QByteArray bytes() const { return m_uuid.toRfc4122(); }
    [[nodiscard]] QString toString() const { return m_uuid.toString(QUuid::WithoutBraces); }
    [[nodiscard]] const QUuid &uuid() const { return m_uuid; }

    friend bool operator==(const Id &a, const Id &b) { return a.m_uuid == b.m_uuid; }
    friend bool operator<(const Id &a, const Id &b) { return a.m_uuid < b.m_uuid; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return qHash(id.m_uuid, seed); }

private:
    QUuid m_uuid;
};

} // namespace wheelhouse
