#pragma once

#include <QByteArray>
#include <QDateTime>

#include <functional>

namespace wheelhouse {

/// Sees that this machine stands in another zone, or that its rules of zones were renewed: what is planned by a wall is
/// reckoned anew then. Any thread, one at a time.
class ZoneWatch {
public:
    /// What the machine says.
    struct Here {
        QByteArray zone; ///< IANA
        QDateTime tablesAt; ///< when its tables were last written; null: nobody knows
        friend bool operator==(const Here &, const Here &) = default;
    };
    enum class Change { None, Zone, Tables };

    explicit ZoneWatch(std::function<Here()> look = &ZoneWatch::here);
    /// What changed since it was asked last.
    [[nodiscard]] Change look();
    [[nodiscard]] static Here here();

private:
    std::function<Here()> m_look;
    Here m_before;
};

} // namespace wheelhouse
