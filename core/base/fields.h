#pragma once

#include <QByteArray>
#include <QtEndian>

#include <optional>

namespace wheelhouse {

/// Writes fields one behind the other, each with its length as 4 bytes big-endian before it, so that no two lists of
/// fields give the same bytes.
class FieldWriter {
public:
    explicit FieldWriter(const QByteArray &tag)
        : m_bytes(tag)
    {
    }
    FieldWriter &field(const QByteArray &value)
    {
        number(quint32(value.size()));
        m_bytes += value;
        return *this;
    }
    /// A field of 4 bytes.
    FieldWriter &count(quint32 value)
    {
        number(4);
        number(value);
        return *this;
    }
    /// A field of 8 bytes.
    FieldWriter &wide(quint64 value)
    {
        const quint64 big = qToBigEndian(value);
        return field(QByteArray(reinterpret_cast<const char *>(&big), sizeof big));
    }
    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }

private:
    void number(quint32 value)
    {
        const quint32 big = qToBigEndian(value);
        m_bytes.append(reinterpret_cast<const char *>(&big), sizeof big);
    }
    QByteArray m_bytes;
};

/// Reads them back. After a field that is not there or not of its length everything is none, and isWhole() is false.
class FieldReader {
public:
    FieldReader(const QByteArray &bytes, const QByteArray &tag)
        : m_bytes(bytes)
        , m_at(bytes.startsWith(tag) ? tag.size() : -1)
    {
    }
    QByteArray field()
    {
        const auto length = number();
        if (!length || qsizetype(*length) > m_bytes.size() - m_at)
            return fall();
        m_at += qsizetype(*length);
        return m_bytes.mid(m_at - qsizetype(*length), qsizetype(*length));
    }
    quint32 count()
    {
        const QByteArray four = field();
        return four.size() == 4 ? qFromBigEndian<quint32>(four.constData()) : (fall(), 0);
    }
    quint64 wide()
    {
        const QByteArray eight = field();
        return eight.size() == 8 ? qFromBigEndian<quint64>(eight.constData()) : (fall(), 0);
    }
    /// Everything was there, and nothing is left.
    [[nodiscard]] bool isWhole() const { return m_at == m_bytes.size(); }

private:
    std::optional<quint32> number()
    {
        if (m_at < 0 || m_bytes.size() - m_at < 4)
            return std::nullopt;
        m_at += 4;
        return qFromBigEndian<quint32>(m_bytes.constData() + m_at - 4);
    }
    QByteArray fall()
    {
        m_at = -1;
        return {};
    }
    QByteArray m_bytes;
    qsizetype m_at; ///< -1: it fell
};

} // namespace wheelhouse
