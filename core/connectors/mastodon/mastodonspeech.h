#pragma once

#include "core/connectors/mastodon/mastodonself.h"
#include "core/networks/outgoing.h"

namespace wheelhouse {

namespace mastodon {

/// What a server says of what may be said there, version 2 or 1. What it does not say, or what cannot be, is as on a
/// Mastodon that says nothing.
[[nodiscard]] Limits limits(const Json &instance);

} // namespace mastodon

[[nodiscard]] QFuture<Result<Limits>> limitsMastodon(const MastodonSelfPtr &self);
[[nodiscard]] QFuture<Result<QString>> uploadMastodon(const MastodonSelfPtr &self, const OutgoingMedia &media);
[[nodiscard]] QFuture<Result<Receipt>> publishMastodon(const MastodonSelfPtr &self, const Outgoing &outgoing);
[[nodiscard]] QFuture<Result<Found>> findMastodon(const MastodonSelfPtr &self, const Outgoing &outgoing);
[[nodiscard]] QFuture<Result<Receipt>> changeMastodon(
    const MastodonSelfPtr &self, const RemoteRef &said, const Outgoing &outgoing);
[[nodiscard]] QFuture<Result<void>> removeMastodon(const MastodonSelfPtr &self, const RemoteRef &said);

/// The message as it stands there now: by the server's id, where that still names this message, else by a search.
/// Missing only where a server that knows us has neither.
void seekMastodon(const MastodonSelfPtr &self, const RemoteRef &message,
    const std::function<void(const Result<mastodon::Status> &)> &then);
[[nodiscard]] QString mastodonStatusPath(const QString &id, const QString &more = {});
[[nodiscard]] Receipt mastodonReceipt(const mastodon::Status &status);

} // namespace wheelhouse
