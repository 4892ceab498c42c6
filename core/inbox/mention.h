#pragma once

#include "core/base/plaintext.h"
#include "core/networks/network.h"
#include "core/networks/traffic.h"
#include "core/operations/operation.h"
#include "core/reading/reading.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace wheelhouse {

using MentionId = Id<struct Mention>;
using ConversationId = Id<struct Conversation>;
using ContactId = Id<struct Contact>;
using IdentityId = Id<struct Identity>;
using LabelId = Id<struct Label>;
using NoteId = Id<struct Note>;

/// Where a conversation stands. Merged: it lives on inside another one.
enum class TriageState { New, Open, Waiting, Snoozed, Done, Spam, Merged };

/// What ends a snooze. UntilTime: the hour; an answer only raises a dot. UntilReply: only an answer. TimeOrReply
/// (what S does): whichever comes first. TimeRegardless: the hour; an answer stays quiet until then.
enum class SnoozeMode { None, UntilTime, UntilReply, TimeOrReply, TimeRegardless };

/// A coloured word on a conversation. \c colour is one of Theme's tints: plain red amb grn blu vio acc.
struct Label {
    qint64 row = 0;
    LabelId id;
    QString name;
    QString colour;
    friend bool operator==(const Label &, const Label &) = default;
};

/// What somebody said, to us or of us.
struct Mention {
    qint64 row = 0; ///< this desk's own; sorts by time
    MentionId id;
    qint64 conversation = 0;
    qint64 identity = 0;
    qint64 channel = 0;
    bool isOurs = false;
    QString authorName; ///< display name, or the handle where there is none
    QString authorHandle;
    QDateTime writtenAt; ///< UTC
    bool timeDoubt = false; ///< writtenAt is the time of receipt, since the network gave none that was fit
    QString language; ///< BCP 47; empty: unknown
    QString globalName;
    QString url; ///< empty: nowhere to read it
    QString title; ///< of an entry, or its content warning
    QString text; ///< plain
    QList<Span> spans; ///< positions in text
    QList<Attachment> media;
    ReadingMark reading;
    QString audience; ///< "public", "unlisted", "followers", "direct", "unknown"
    bool isWarned = false; ///< the title is, or bears, a content warning
    QDateTime goneAt; ///< UTC, when it was seen to be taken away there; null: it stands
    QString moderation; ///< "hold", "approved", "spam", "trash"; empty: the network has no queue
    int versions = 0; ///< how often its author changed it since it came
    bool leadsBack = false; ///< something can be done to it on its network
    friend bool operator==(const Mention &, const Mention &) = default;
};

/// Where a conversation stands in the order of a view. Several may have one key, never one row.
struct ListPlace {
    qint64 key = 0;
    qint64 row = 0;
    friend auto operator<=>(const ListPlace &, const ListPlace &) = default;
};

/// A conversation as a list shows it: who, what, since when, where it stands.
struct ConversationItem {
    qint64 row = 0;
    qint64 key = 0; ///< of the view's order
    qint64 mention = 0; ///< the mention shown, its row
    TriageState state = TriageState::New;
    bool escalated = false;
    bool unread = false;
    qint64 identity = 0;
    QString name;
    QString handle;
    qint64 followers = -1; ///< -1: not told
    qint64 channel = 0;
    NetworkId network = NetworkId::Other;
    QString snippet; ///< one line, at most 240 characters
    QString language;
    QDateTime at; ///< UTC, of the mention shown
    QDateTime waitingSince; ///< UTC, of the oldest mention not yet answered
    qint64 assignee = 0; ///< row; 0: nobody
    qint64 department = 0; ///< row; 0: none
    QList<qint64> labels; ///< rows
    QDateTime snoozeUntil; ///< UTC; null: not by time
    SnoozeMode snoozeMode = SnoozeMode::None;
    QString woke; ///< "time" "late" "reply"; empty: was not asleep
    qint64 claimedBy = 0;
    QDateTime claimedUntil;
    QDateTime doneAt;
    bool hasMedia = false;
    ReadingMark reading; ///< of the mention shown
    QDateTime promiseDue; ///< UTC, when our answer is promised; null: nothing is promised, or it was kept
    QDateTime promiseBegan; ///< UTC; with due it says how much of the time is gone
    int priority = 0; ///< set by a person or a rule: 1 first … 4 last; 0: not set
    int influence = -1; ///< of the person, 0..100; -1: not known
    [[nodiscard]] ListPlace place() const { return { key, row }; } ///< give it back to go on from here
    friend bool operator==(const ConversationItem &, const ConversationItem &) = default;
};

/// Said to the team about a conversation, never published.
struct Note {
    NoteId id;
    qint64 conversation = 0;
    qint64 author = 0; ///< member row
    QString text;
    QDateTime writtenAt;
    friend bool operator==(const Note &, const Note &) = default;
};

/// A step somebody took, as a line between the messages.
struct ActLine {
    QString kind; ///< of the operation
    MemberId actor;
    QDateTime at;
    QJsonObject now; ///< the fields this conversation got, as in core/inbox/standing.h
    QJsonObject was; ///< what they were before
    bool isTakenBack = false; ///< by this desk's person, and not done again
};

} // namespace wheelhouse
