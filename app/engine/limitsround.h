#pragma once

#include "core/intake/intake.h"
#include "core/networks/limitsbook.h"

#include <QObject>
#include <QTimer>

namespace wheelhouse {

/// Asks each channel on which we may speak what it allows, when it is first there and then once a day. Lives on the
/// engine lane.
class LimitsRound : public QObject {
    Q_OBJECT
public:
    /// All of them outlive it.
    LimitsRound(Intake &intake, Database &writer, const Clock &clock);
    void start();
    void stop() { m_timer.stop(); }
    void look(); ///< asks those whose turn it is

private:
    void ask(Connector &connector);

    Intake &m_intake;
    const Clock &m_clock;
    LimitsBook m_book;
    Statement m_channels;
    QTimer m_timer;
    QSet<ChannelId> m_asking;
};

} // namespace wheelhouse
