#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>

namespace wheelhouse {

/// Finds the IANA zone that a calendar file means: Outlook calls one "W. Europe Standard Time", Evolution and Mozilla
/// put the name behind a path, others say it in the VTIMEZONE.
class CalendarZones {
public:
    /// What a VTIMEZONE (its X-LIC-LOCATION) or a person says that \a tzid is.
    void learn(const QByteArray &tzid, const QByteArray &location);
    /// Empty: it is not known.
    [[nodiscard]] QByteArray find(const QByteArray &tzid);
    /// Asked for and not found, by name.
    [[nodiscard]] QList<QByteArray> unknown() const;

private:
    QHash<QByteArray, QByteArray> m_learnt;
    QHash<QByteArray, QByteArray> m_found; ///< also what was not
};

} // namespace wheelhouse
