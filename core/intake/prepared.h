#pragma once

#include "core/inbox/mention.h"
#include "core/networks/traffic.h"
#include "core/reading/reader.h"

#include <QByteArray>

namespace wheelhouse {

/// An Arrival made ready for the store, away from the writer's lane: ids computed, HTML taken off, language
/// found, mood and need read.
/// Texts are UTF-8, as the store binds them.
struct Prepared {
    MentionId id;
    MentionId replyTo; ///< null: it starts a conversation
    IdentityId identity;
    Author author;
    QByteArray folded; ///< of author name and handle, for from:
    qint64 writtenAt = 0; ///< UTC ms; of receipt where the network gave none that is fit
    bool timeDoubt = false;
    QByteArray language;
    QByteArray globalName;
    QByteArray url;
    QByteArray title;
    QByteArray text;
    QByteArray spans; ///< JSON; empty: none
    QByteArray media; ///< JSON; empty: none
    QByteArray salt;
    bool courtesy = false; ///< only says thanks
    bool hasLink = false;
    ReadingMark reading; ///< of our own words: unread
    QByteArray remoteId {}; ///< empty: the network's interface has none
    Arrival::Audience audience = Arrival::Audience::Public;
    bool isWarned = false; ///< the title is, or bears, a content warning
    std::optional<qint64> editedAt {}; ///< UTC ms
    QByteArray moderation {};
    Arrival::Kind kind = Arrival::Kind::Message;
    QList<qint64> places {}; ///< under which the same words may come again, see core/intake/copies.h
};

/// The word an audience is stored by: "public", "unlisted", "followers", "direct", "unknown".
[[nodiscard]] QByteArray audienceWord(Arrival::Audience audience);

/// Pure and safe on any thread. \a receivedAt UTC ms. A time that is missing, before 1990 or more than a day ahead of
/// receipt is replaced by it and flagged. \a reader may have been taught by the team.
Prepared prepare(const Arrival &arrival, NetworkId network, qint64 receivedAt, const Reader &reader = Reader());

/// Only who somebody is.
[[nodiscard]] Prepared prepareAuthor(const Author &author, NetworkId network);
/// "favourite", "boost", "follow".
[[nodiscard]] QString responseWord(Response::Kind kind);

/// The same for many, oldest first, as Admission wants them (newest first costs the store three times as much).
QList<Prepared> prepareAll(
    const QList<Arrival> &arrivals, NetworkId network, qint64 receivedAt, const Reader &reader = Reader());

} // namespace wheelhouse
