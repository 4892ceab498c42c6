#pragma once

#include "core/networks/traffic.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// Which messages should be asked for beside what is new. Reads only; writer's lane.
class Upkeep {
public:
    explicit Upkeep(Database &database);

    /// Of the mention rows \a news, those that answer something that is not here.
    [[nodiscard]] Result<QList<RemoteRef>> withoutParent(const QList<qint64> &news);
    struct Open {
        QList<RemoteRef> messages;
        qint64 last = 0; ///< give it back to go on; 0: from the newest again
    };
    /// The next messages of a channel (row) that wait for an answer of ours, newest first, behind
    /// \a before (Open::last; 0: from the newest).
    [[nodiscard]] Result<Open> open(qint64 channel, qint64 before, int limit);
    /// The message of a channel (row) that its network calls \a remoteId; none: it is not here.
    [[nodiscard]] Result<std::optional<RemoteRef>> named(qint64 channel, const QString &remoteId);

    struct Place {
        ChannelId channel;
        RemoteRef message;
    };
    /// The newest message of the conversation (row) for which its network can be asked; none: there is none.
    [[nodiscard]] Result<std::optional<Place>> newestOf(qint64 conversation);

    /// The message with that global name; none: it is not here, or its network cannot be asked for it.
    [[nodiscard]] Result<std::optional<RemoteRef>> called(const QString &globalName);

private:
    Statement m_called;
    Statement m_orphan;
    Statement m_open;
    Statement m_named;
    Statement m_newest;
};

} // namespace wheelhouse
