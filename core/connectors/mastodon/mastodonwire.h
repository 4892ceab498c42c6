#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/networks/traffic.h"

#include <QByteArray>
#include <QUrl>

/// The Mastodon client interface, as Mastodon and what speaks like it really answer. Pure; any thread. A field that is
/// needed and is not there is Malformed with its path; everything else has a safe value.
namespace wheelhouse::mastodon {

/// Through whose eyes an answer is read.
struct Eyes {
    QString host; ///< of the handles that name none: "coffee.social", "localhost:18001"
    QString ourId; ///< our account's number there; empty: nobody's
    QString ourName; ///< our global name; empty: nobody's
    bool hidesDirect = false; ///< the server calls direct messages "private" too (snac)
    friend bool operator==(const Eyes &, const Eyes &) = default;
};

/// A status, and what of it has no place in an Arrival.
struct Status {
    Arrival arrival; ///< its inReplyTo is empty: the server tells only replyTo
    QString id;
    QString authorId; ///< the server's own id of who wrote it
    QString replyTo; ///< the server's own id of the parent; empty: it answers nothing
    bool isForUs = false; ///< it mentions us
    std::optional<Author> boostedBy; ///< it came in a boost; the arrival is what was boosted
    bool isFavourite = false; ///< we did that
    bool isBoost = false;
    bool isMuted = false; ///< its conversation is
    QStringList options; ///< of its poll, which close the arrival's body too; empty: it has none
    bool isMultiple = false; ///< several of them may be chosen
    QString source; ///< as it was typed, where the server tells that with the status; else empty
};

/// One entry of a list, in the list's own order, newest first.
struct Heard {
    QString id; ///< for paging and for knowing it again; empty: it has none
    std::optional<QDateTime> at;
    std::optional<Status> status;
    std::optional<Response> response;
    QString about {}; ///< server's id of the status the response is about
    std::optional<Refused> refused;
    bool isRead = false; ///< of conversations
};

struct Sheet {
    QList<Heard> heard;
};

/// How the options of a poll stand in an arrival's body.
QString pollBody(const QStringList &options);
Result<Author> author(const Json &account, const Eyes &eyes);
Result<Status> status(const Json &status, const Eyes &eyes);
/// An array of statuses.
Result<Sheet> statuses(const Json &list, const Eyes &eyes);
/// Plain (an array) or grouped (an object): mentions, favourites, and everything else as a notice. Each account of a
/// group is an entry of its own.
Result<Sheet> notifications(const Json &list, const Eyes &eyes);
/// Direct conversations: the last message of each.
Result<Sheet> conversations(const Json &list, const Eyes &eyes);
/// What stands before and after a message, oldest first; answers know each other by id.
Result<Sheet> context(const Json &body, const Eyes &eyes);

/// How we stand to a person. What the server does not say is false.
struct Relationship {
    QString id;
    bool isFollowed = false;
    bool isRequested = false; ///< it is not decided yet whether we may follow
    bool isMuted = false;
    bool isBlocked = false;
};
Result<QList<Relationship>> relationships(const Json &list);

/// How far we have read; empty: nowhere.
struct Markers {
    QString home;
    QString notifications;
};
Result<Markers> markers(const Json &body);

/// What a server says of itself; absurd figures are as if it had said nothing.
struct Instance {
    QString domain;
    QString version;
    QString software; ///< "Mastodon 4.5.1", "snac 2.75"; empty: not told
    qint64 people = -1;
    int postCharacters = 0;
    int altCharacters = 0;
    int api = 0; ///< api_versions.mastodon
    QUrl stream; ///< wss://…; empty: none
    bool isSnac = false;
};
/// Version 2, or 1.
Result<Instance> instance(const Json &body);
/// The address of the document that NodeInfo's own page names; empty: none.
QUrl nodeInfoAddress(const Json &links);
struct NodeInfo {
    QString software; ///< "gotosocial 0.16.0"
    qint64 people = -1;
};
Result<NodeInfo> nodeInfo(const Json &body);

/// The sentence of an error's body, a line without markup; empty: there is none.
QString errorText(const Json &body);

/// What a stream pushes.
struct Event {
    enum class Kind { New, Changed, Gone, Other };
    Kind kind = Kind::Other;
    QString id; ///< server's id of what changed or went
};
/// \a ourId: of what stands in our timeline only our own is news, since mentions are told besides; empty: all is.
Result<Event> event(const QByteArray &frame, const QString &ourId = {});

/// The part of a Link header (RFC 8288) that bears \a relation; empty: none.
QUrl linkOf(const QByteArray &header, QByteArrayView relation);

/// An instant as these servers write it: ISO 8601, or seconds since 1970.
std::optional<QDateTime> instant(const Json &field);

} // namespace wheelhouse::mastodon
