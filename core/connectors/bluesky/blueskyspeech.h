#pragma once

#include "core/connectors/bluesky/blueskycalls.h"
#include "core/connectors/bluesky/blueskypost.h"
#include "core/connectors/bluesky/blueskysyntax.h"
#include "core/networks/connector.h"

#include <functional>
#include <memory>

namespace wheelhouse::bluesky {

/// What may be said on Bluesky. The network's own lexicons say so (app.bsky.feed.post, app.bsky.embed.images); of
/// pictures they take 2,000,000 bytes since 2026 and took 1,000,000 before, and a server that has not heard of it must
/// take ours too. The length of a description is what the network's own app takes; the lexicon sets none.
[[nodiscard]] Limits limitsOfPosts();
/// The record key of a post: the same at every try, and another for every other post. Its time is up to a second
/// before the first try, so that posts of one moment do not meet.
[[nodiscard]] QString keyOfPost(const Outgoing &outgoing);

/// Where a record stands, as calls name it.
[[nodiscard]] QJsonObject placeOf(const AtUri &at);

/// Says things, once. Every post has its key before the first try; whether it stands there is asked before it is
/// written, and it is written only where nothing stands, so that what was edited elsewhere stays.
class Speaking {
public:
    template<typename T> using Then = std::function<void(const Result<T> &)>;
    /// \a calls outlives it.
    explicit Speaking(BlueskyCalls &calls);
    void upload(const OutgoingMedia &media, const Then<QString> &then);
    /// A handle that nobody has, or that cannot be asked for now, stays plain text; what was found is remembered, so
    /// that every try of this session writes the same.
    void publish(const Outgoing &outgoing, const Then<Receipt> &then);
    void find(const Outgoing &outgoing, const Then<Found> &then);
    void remove(const RemoteRef &said, const Then<void> &then);

private:
    struct Turn;
    using TurnPtr = std::shared_ptr<Turn>;
    void ask(const BlueskyCalls::Call &call, const BlueskyCalls::Then &then);
    /// What stands at \a uri; none: our server says that nothing does.
    void askStanding(const QString &uri, const Then<std::optional<StandingPost>> &then);
    void askParent(const TurnPtr &turn);
    void takeParent(const TurnPtr &turn, const Result<StandingPost> &parent);
    void resolve(const TurnPtr &turn);
    void askPerson(const TurnPtr &turn);
    void takePerson(const TurnPtr &turn, const QString &handle, const Result<HttpResponse> &answer);
    void put(const TurnPtr &turn);
    void takePut(const TurnPtr &turn, const Result<HttpResponse> &answer);
    [[nodiscard]] QString uriOf(const Outgoing &outgoing) const;

    BlueskyCalls &m_calls;
    QHash<QByteArray, QHash<QString, QString>> m_people; ///< who was found for which post
};

} // namespace wheelhouse::bluesky
