#include "core/http/gate.h"

#include <array>

namespace wheelhouse {

namespace {

struct Range {
    quint32 network;
    int bits;
};

constexpr quint32 v4(quint32 a, quint32 b, quint32 c)
{
    return a << 24 | b << 16 | c << 8;
}

// iana.org/assignments/iana-ipv4-special-registry: what is not globally reachable, and multicast.
constexpr std::array<Range, 16> closed { {
    { v4(0, 0, 0), 8 }, // this network
    { v4(10, 0, 0), 8 }, // RFC 1918
    { v4(100, 64, 0), 10 }, // carrier-grade NAT, RFC 6598
    { v4(127, 0, 0), 8 }, // loopback
    { v4(169, 254, 0), 16 }, // link-local, where clouds answer questions about themselves
    { v4(172, 16, 0), 12 }, // RFC 1918
    { v4(192, 0, 0), 24 }, // protocol assignments
    { v4(192, 0, 2), 24 }, // documentation
    { v4(192, 31, 196), 24 }, // AS112
    { v4(192, 88, 99), 24 }, // 6to4 relays, RFC 7526
    { v4(192, 168, 0), 16 }, // RFC 1918
    { v4(198, 18, 0), 15 }, // benchmarks
    { v4(198, 51, 100), 24 }, // documentation
    { v4(203, 0, 113), 24 }, // documentation
    { v4(224, 0, 0), 4 }, // multicast
    { v4(240, 0, 0), 4 }, // reserved, and broadcast
} };

bool isPublic4(quint32 address)
{
    for (const Range &range : closed)
        if ((address >> (32 - range.bits)) == (range.network >> (32 - range.bits)))
            return false;
    return true;
}

/// Only global unicast, 2000::/3, and in it not what carries another address inside or is for books. So ::, ::1, mapped
/// and NAT64 addresses, unique local, link-local and multicast are all outside.
bool isPublic6(const Q_IPV6ADDR &a)
{
    if ((a[0] & 0xe0) != 0x20)
        return false;
    const quint32 head = quint32(a[0]) << 24 | quint32(a[1]) << 16 | quint32(a[2]) << 8 | a[3];
    const bool isProtocol = (head >> 9) == (0x20010000U >> 9); // 2001::/23: Teredo, ORCHID, benchmarks
    const bool isForBooks = head == 0x20010db8U || (head >> 12) == (0x3fff0000U >> 12); // RFC 3849, RFC 9637
    const bool is6to4 = (head >> 16) == 0x2002U;
    return !isProtocol && !isForBooks && !is6to4;
}

} // namespace

bool isPublicAddress(const QHostAddress &address)
{
    if (address.protocol() == QAbstractSocket::IPv4Protocol)
        return isPublic4(address.toIPv4Address());
    return address.protocol() == QAbstractSocket::IPv6Protocol && isPublic6(address.toIPv6Address());
}

} // namespace wheelhouse
