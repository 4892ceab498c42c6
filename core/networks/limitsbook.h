#pragma once

#include "core/networks/limits.h"
#include "core/networks/network.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// What is usual on a network where nobody asked it yet. Mastodon: its documentation, methods/instance; Bluesky: the
/// lexicons app.bsky.feed.post and app.bsky.embed.images; a blog allows what it can take.
[[nodiscard]] Limits usualLimits(NetworkId network);

/// What each channel allows, as it said last; any connection to read.
class LimitsBook {
public:
    explicit LimitsBook(Database &database);
    /// What is usual where the channel was not asked yet, or what it said cannot be read.
    [[nodiscard]] Result<Limits> of(ChannelId channel);
    /// UTC; null: never.
    [[nodiscard]] Result<QDateTime> askedAt(ChannelId channel);
    [[nodiscard]] Result<void> keep(ChannelId channel, const Limits &limits, const QDateTime &at);

private:
    Statement m_read;
    Statement m_keep;
};

} // namespace wheelhouse
