#pragma once

#include "core/base/result.h"
#include "core/networks/gesture.h"
#include "core/networks/outgoing.h"

#include <QFuture>
#include <QPromise>
#include <QSet>

#include <functional>

namespace wheelhouse {

/// What a network pushes: that something is new, and which messages changed or went. Nothing of it is believed; it
/// makes us ask, so that a stream that tears, repeats or lies can lose nothing and double nothing.
struct Nudge {
    bool isNew = false; ///< fetch() would bring something
    QList<RemoteRef> changed; ///< look() would; a name may be empty where the network tells only its own id
};

/// What the domain asks of any network; connectors/ answer it. Calls return at once; the answer comes on the
/// caller's thread. An Error with retryAfter says that the network asked to be left alone so long; one of kind Expired
/// that the channel is gone for good; SignedOut that a person must sign in again. A network that lacks a verb says so:
/// gestures() is empty, hasLook() and Speech::canPublish false, and asking all the same is refused.
class Connector {
public:
    Connector() = default;
    Connector(const Connector &) = delete;
    Connector &operator=(const Connector &) = delete;
    virtual ~Connector() = default;

    [[nodiscard]] virtual Channel channel() const = 0;
    /// How long it wants to be left alone after an answer that has no more pages; 0: as often as the intake looks.
    [[nodiscard]] virtual std::chrono::seconds pace() const { return std::chrono::seconds { 0 }; }
    /// What is new since \a cursor (empty: from the beginning that the network offers).
    [[nodiscard]] virtual QFuture<Result<Page>> fetch(const QByteArray &cursor) = 0;

    /// Whether look() and thread() are answered.
    [[nodiscard]] virtual bool hasLook() const { return false; }
    /// How these messages stand now: those that changed, or all that are there, as arrivals; those that are not there
    /// any more as gone. What could not be asked is in neither. The page has no cursor.
    [[nodiscard]] virtual QFuture<Result<Page>> look(const QList<RemoteRef> &messages);
    /// The whole thread around a message, as arrivals of kind Context; ours bear Author::isUs. The page has no cursor.
    [[nodiscard]] virtual QFuture<Result<Page>> thread(const RemoteRef &message);

    [[nodiscard]] virtual QSet<Gesture::Kind> gestures() const { return {}; }
    /// Safe to repeat with the same key: what was so already stays so. Offline and Busy mean that nobody knows whether
    /// it was done, and that asking again is right.
    [[nodiscard]] virtual QFuture<Result<GestureDone>> make(const Gesture &gesture);

    [[nodiscard]] virtual Speech speech() const { return {}; }
    /// What may be said there, asked of the network where it tells. What it tells that cannot be is not believed.
    [[nodiscard]] virtual QFuture<Result<Limits>> limits();
    /// What must be chosen before the first try, so that each try makes the same thing (a record key, a slug); empty
    /// where nothing is chosen. From \a outgoing alone.
    [[nodiscard]] virtual QString reserve(const Outgoing &outgoing) const;
    /// Brings a picture there, where nobody sees it yet. Gives what publish() names it by.
    [[nodiscard]] virtual QFuture<Result<QString>> upload(const OutgoingMedia &media);
    /// Says it, once. An error for which isVerdict() or isSurelyUndone() hold tells that it is not out there; after any
    /// other nobody knows: ask by find().
    [[nodiscard]] virtual QFuture<Result<Receipt>> publish(const Outgoing &outgoing);
    /// Whether it is out there already. Reads, and changes nothing.
    [[nodiscard]] virtual QFuture<Result<Found>> find(const Outgoing &outgoing);
    /// Puts \a outgoing in place of what we said; safe to repeat. The answer may name it anew.
    [[nodiscard]] virtual QFuture<Result<Receipt>> change(const RemoteRef &said, const Outgoing &outgoing);
    /// Takes away what we said; what is gone already stays gone. Safe to repeat.
    [[nodiscard]] virtual QFuture<Result<void>> remove(const RemoteRef &said);

    /// From now on \a told is called on this thread as the network pushes; an empty function ends it. A network that
    /// pushes nothing never calls. A stream that breaks is taken up again by itself, later and later.
    virtual void listen(const std::function<void(const Nudge &)> &told);
};

/// An answer that is there at once.
template<typename T> QFuture<Result<T>> answered(Result<T> answer)
{
    QPromise<Result<T>> promise;
    promise.start();
    promise.addResult(std::move(answer));
    promise.finish();
    return promise.future();
}

} // namespace wheelhouse
