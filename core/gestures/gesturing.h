#pragma once

#include "core/gestures/gestures.h"
#include "core/http/pacing.h"
#include "core/networks/connector.h"
#include "core/store/changes.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace wheelhouse {

/// Makes the gestures that wait, of each channel one at a time and, to one message or person, in the order wished. What
/// fails for a while is made later and later, and holds up no other for long; what is refused by the network itself, or
/// fails for a day while the network is there, says why. Only while this process holds the engine. Lives on
/// the engine lane.
class Gesturing : public QObject {
    Q_OBJECT
public:
    /// nullptr: that channel is not asked now (paused, removed, signed out).
    using Find = std::function<Connector *(ChannelId)>;
    /// All of them outlive it.
    Gesturing(Gestures &gestures, Find find, Changes &changes, const Clock &clock);

    void start();
    void stop(); ///< what is being made is made again another time
    /// Makes what may be made now, also while stopped, for scripts; settled() tells when. Call it when a channel is
    /// asked again.
    void makeNow();
    [[nodiscard]] bool isMaking() const { return !m_making.isEmpty(); }

signals:
    void settled(); ///< nothing is being made any more
    void refused(const wheelhouse::WishedGesture &gesture); ///< with its reason

private:
    void look();
    void make(const WishedGesture &wished);
    void take(const WishedGesture &wished, const Result<GestureDone> &done);
    [[nodiscard]] std::optional<QString> refusal(const WishedGesture &wished, const Error &error) const;
    [[nodiscard]] Result<void> postpone(const WishedGesture &wished, const Error &error);
    void setTimer();

    Gestures &m_gestures;
    Find m_find;
    const Clock &m_clock;
    Pacing m_pacing;
    QTimer m_timer;
    QTimer m_soon;
    QSet<qint64> m_making; ///< channels
    QHash<qint64, int> m_failing; ///< by channel, how many failed in a row
    quint64 m_round = 0;
    bool m_isRunning = false;
    bool m_isAbsent = false; ///< one of the last look's channels is not asked now
};

} // namespace wheelhouse
