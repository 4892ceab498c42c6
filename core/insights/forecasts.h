#pragma once

#include "core/insights/forecast.h"
#include "core/networks/network.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// What is asked about a post that is not out yet.
struct ForecastQuestion {
    ChannelId channel;
    QStringList parts; ///< the texts; a thread has several
    int pictures = 0;
    QDateTime at; ///< UTC, when it is to go out; invalid: not planned yet
    QByteArray zone; ///< IANA, the team's wall
    QDateTime asOf; ///< UTC; what came later is not looked at
};

/// Answers from what the team said on that channel and who answered; the reading lane, any connection.
class Forecasts {
public:
    explicit Forecasts(Database &database);
    [[nodiscard]] Result<Forecast> forecast(const ForecastQuestion &question);

private:
    struct Said;
    [[nodiscard]] Result<QList<Said>> fromInbox(qint64 channel, const ForecastQuestion &question);
    [[nodiscard]] Result<QList<Said>> fromOutbox(qint64 channel, const ForecastQuestion &question);
    [[nodiscard]] Result<void> count(Said &said);

    Statement m_channel;
    Statement m_inbox;
    Statement m_outbox;
    Statement m_thread;
    Statement m_replies;
};

} // namespace wheelhouse
