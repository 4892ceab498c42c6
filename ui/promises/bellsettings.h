#pragma once

#include <QTime>

class QSettings;

namespace wheelhouse {

/// When this desk may speak up on its own: what one person likes at one computer.
struct BellSettings {
    bool isOn = true; ///< tell on the desktop before a promise breaks, and as it does
    QTime quietFrom; ///< on this computer's wall; not valid: never quiet
    QTime quietTo;

    static BellSettings read(const QSettings &settings);
    void write(QSettings &settings) const;
    /// Whether \a time lies in the quiet hours, which may go past midnight.
    [[nodiscard]] bool isQuietAt(QTime time) const;
    friend bool operator==(const BellSettings &, const BellSettings &) = default;
};

} // namespace wheelhouse
