#pragma once

#include "core/base/walltime.h"

#include <QHash>
#include <QPair>

namespace wheelhouse {

/// The instants of wall times, quickly: of each zone the changes of a stretch of days are asked for once.
class WallClock {
public:
    WallClock(QDate from, QDate to);
    /// UTC; null where there is none.
    [[nodiscard]] QDateTime instant(const WallTime &at);
    /// Whether clocks may change about \a at, or it lies outside of the stretch: then resolve() is to be asked.
    [[nodiscard]] bool isNearChange(const WallTime &at);

private:
    struct Zone {
        QList<QPair<qint64, qint64>> changes; ///< UTC ms, and the offset from then on, ms
        qint64 offset = 0; ///< before them, ms
        bool isKnown = false;
    };
    [[nodiscard]] const Zone &zone(const QByteArray &name);
    QDate m_from;
    QDate m_to;
    QHash<QByteArray, Zone> m_zones;
    QByteArray m_lastName; ///< of the zone that was asked for last: mostly they are all the same
    const Zone *m_last = nullptr;
};

} // namespace wheelhouse
