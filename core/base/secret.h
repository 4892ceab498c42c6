#pragma once

#include <QByteArray>

#include <utility>

namespace wheelhouse {

/// A token or password on its way. It is moved, never copied by accident, has no operator that prints it, and is
/// overwritten when it ends. Who needs the bytes says reveal(), which can be searched for.
class Secret {
public:
    Secret() = default;
    /// Takes the bytes over; \a bytes should be the only holder.
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }
    Secret(Secret &&other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    {
    }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            wipe();
            m_bytes = std::exchange(other.m_bytes, {});
        }
        return *this;
    }
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret() { wipe(); }

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    [[nodiscard]] const QByteArray &reveal() const { return m_bytes; }
    [[nodiscard]] Secret another() const { return Secret(QByteArray(m_bytes.constData(), m_bytes.size())); }

private:
    void wipe()
    {
        // Through a volatile pointer, since a compiler leaves out writes that nobody reads.
        if (!m_bytes.isDetached())
            return;
        volatile char *at = m_bytes.data();
        for (qsizetype i = 0; i < m_bytes.size(); ++i)
            at[i] = 0;
    }
    QByteArray m_bytes;
};

} // namespace wheelhouse
