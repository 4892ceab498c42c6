#include "core/connectors/bluesky/blueskysyntax.h"

#include <QCryptographicHash>
#include <QTimeZone>

#include <algorithm>

namespace wheelhouse::bluesky {

namespace {

constexpr QStringView tidLetters = u"234567abcdefghijklmnopqrstuvwxyz";
constexpr int tidLength = 13;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool isLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

bool isAlnum(QChar c)
{
    return isDigit(c) || isLetter(c);
}

/// A part between dots of a host name: letters, digits and hyphens inside, 63 at most.
bool isLabel(QStringView label)
{
    return !label.isEmpty() && label.size() <= 63 && isAlnum(label.front()) && isAlnum(label.back())
        && std::all_of(label.begin(), label.end(), [](QChar c) { return isAlnum(c) || c == u'-'; });
}

bool areLabels(const QList<QStringView> &labels)
{
    return std::all_of(labels.begin(), labels.end(), isLabel);
}

bool isOfDid(QChar c)
{
    return isAlnum(c) || c == u'.' || c == u'_' || c == u':' || c == u'%' || c == u'-';
}

} // namespace

bool isHandle(QStringView text)
{
    const QList<QStringView> labels = text.split(u'.');
    return text.size() <= 253 && labels.size() >= 2 && areLabels(labels) && isLetter(labels.last().front());
}

bool isDid(QStringView text)
{
    const auto colon = text.indexOf(u':', 4);
    if (text.size() > 2048 || !text.startsWith(u"did:") || colon <= 4 || colon + 1 == text.size())
        return false;
    const QStringView method = text.sliced(4, colon - 4);
    const QStringView name = text.sliced(colon + 1);
    return std::all_of(method.begin(), method.end(), [](QChar c) { return c >= u'a' && c <= u'z'; })
        && std::all_of(name.begin(), name.end(), isOfDid) && name.back() != u':' && name.back() != u'%';
}

bool isAtIdentifier(QStringView text)
{
    return text.startsWith(u"did:") ? isDid(text) : isHandle(text);
}

bool isNsid(QStringView text)
{
    const QList<QStringView> parts = text.split(u'.');
    if (text.size() > 317 || parts.size() < 3)
        return false;
    const QStringView name = parts.last();
    return areLabels(parts) && isLetter(parts.first().front()) && isLetter(name.front())
        && std::all_of(name.begin(), name.end(), isAlnum);
}

bool isRecordKey(QStringView text)
{
    return !text.isEmpty() && text.size() <= 512 && text != u"." && text != u".."
        && std::all_of(text.begin(), text.end(),
            [](QChar c) { return isAlnum(c) || c == u'.' || c == u'_' || c == u':' || c == u'~' || c == u'-'; });
}

bool isTid(QStringView text)
{
    // The top bit of the 65 that 13 letters of 5 bits hold, and the one of the 64, are 0.
    return text.size() == tidLength && tidLetters.first(16).contains(text.front())
        && std::all_of(text.begin(), text.end(), [](QChar c) { return tidLetters.contains(c); });
}

bool isCid(QStringView text)
{
    // multibase: "b" base32, "z" base58, "Qm…" version 0, "u" and "m" base64; no network sends others.
    return text.size() >= 8 && text.size() <= 256 && QStringView(u"bzQumf").contains(text.front())
        && std::all_of(text.begin(), text.end(), [](QChar c) { return isAlnum(c) || c == u'+' || c == u'='; });
}

QString AtUri::toString() const
{
    QString all = QStringLiteral("at://") + authority;
    for (const QString &part : { collection, key })
        if (!part.isEmpty())
            all += u'/' + part;
    return all;
}

std::optional<AtUri> readAtUri(QStringView text)
{
    if (text.size() > 8 * 1024 || !text.startsWith(u"at://"))
        return std::nullopt;
    const QList<QStringView> parts = text.sliced(5).split(u'/');
    if (parts.size() > 3 || !isAtIdentifier(parts[0]) || (parts.size() > 1 && !isNsid(parts[1]))
        || (parts.size() > 2 && !isRecordKey(parts[2])))
        return std::nullopt;
    const auto part = [&](qsizetype at) { return parts.value(at).toString(); };
    return AtUri { part(0), part(1), part(2) };
}

bool isRecordUri(QStringView text)
{
    const auto uri = readAtUri(text);
    return uri && !uri->key.isEmpty() && isDid(uri->authority);
}

QString tidOf(const QByteArray &key, const QDateTime &at)
{
    const QByteArray digest = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
    const auto byte = [&](qsizetype i) { return static_cast<quint64>(static_cast<unsigned char>(digest[i])); };
    const quint64 ms = static_cast<quint64>(std::max<qint64>(0, at.toMSecsSinceEpoch()));
    // A clock tells milliseconds; the microseconds below and the 10 bits of "which clock" are the wish's own.
    const quint64 micros = ms * 1000 + (byte(0) << 8 | byte(1)) % 1000;
    quint64 bits = (micros & ((quint64 { 1 } << 53) - 1)) << 10 | ((byte(2) << 8 | byte(3)) & 0x3ff);
    QString tid(tidLength, u'2');
    for (qsizetype i = tidLength - 1; i >= 0; --i, bits >>= 5)
        tid[i] = tidLetters[static_cast<qsizetype>(bits & 31)];
    return tid;
}

std::optional<QDateTime> timeOfTid(QStringView tid)
{
    if (!isTid(tid))
        return std::nullopt;
    quint64 bits = 0;
    for (const QChar c : tid)
        bits = bits << 5 | static_cast<quint64>(tidLetters.indexOf(c));
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>((bits >> 10) / 1000), Qt::UTC);
}

} // namespace wheelhouse::bluesky
