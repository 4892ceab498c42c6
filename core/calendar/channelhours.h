#pragma once

#include "core/networks/network.h"
#include "core/operations/undo.h"
#include "core/planning/speakinghours.h"

#include <QHash>

namespace wheelhouse {

/// When a channel usually speaks: a place that is free then is offered first.
struct ChannelHours {
    QByteArray zone; ///< IANA
    QList<SpeakingHour> hours; ///< by day and hour
    friend bool operator==(const ChannelHours &, const ChannelHours &) = default;
};

/// Reads them; any connection.
class ChannelHoursReader {
public:
    explicit ChannelHoursReader(Database &database);
    /// By channel (row); those that have none are not in it.
    [[nodiscard]] Result<QHash<qint64, ChannelHours>> all();

private:
    Statement m_all;
};

/// Changes them; each change is one step to undo. Lives on the engine lane.
class ChannelHoursDesk {
public:
    ChannelHoursDesk(Database &database, OperationLog &log, Undo &undo);

    /// Puts \a hours in place of those of \a channel; none: it speaks whenever. Gives the sentence for the status bar,
    /// empty where nothing changed. Missing where there is no such channel, Refused where the zone is not known.
    [[nodiscard]] Result<QString> put(ChannelId channel, const ChannelHours &hours);

private:
    [[nodiscard]] Result<ChannelHours> of(ChannelId channel);
    [[nodiscard]] Result<void> write(ChannelId channel, const ChannelHours &hours);
    [[nodiscard]] Result<Undone> invert(const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    Statement m_name;
    Statement m_of;
    Statement m_clear;
    Statement m_add;
};

} // namespace wheelhouse
