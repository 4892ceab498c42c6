#pragma once

#include "core/networks/limitsbook.h"
#include "core/posts/drafting.h"
#include "core/publishing/outbox.h"

namespace wheelhouse {

/// How a person wants an answer sent.
struct ReplyWish {
    qint64 conversation = 0; ///< row
    qint64 seen = 0; ///< row of the newest mention of it that the person saw
    ChannelId from {}; ///< another account than the one that was addressed, chosen knowingly; null: that one
    std::optional<Visibility> visibility {}; ///< none: as wide as what it answers, and never wider
};

/// An account of ours that an answer may be thought to go from.
struct ReplyAccount {
    Channel channel;
    bool isAddressed = false; ///< it was written to this one
    QString whyNot; ///< why it cannot answer here, a sentence; empty: it can
    friend bool operator==(const ReplyAccount &, const ReplyAccount &) = default;
};

/// An answer as it is to go out.
struct ReplyPlan {
    AnswerTo answerTo;
    Channel channel;
    PostContent content;
    QString to; ///< handle of whom it answers
    bool isMoved = false; ///< somebody wrote since ReplyWish::seen: it is reviewed before it goes
    friend bool operator==(const ReplyPlan &, const ReplyPlan &) = default;
};

struct ReplySent {
    QString sentence; ///< for the status bar
    DeliveryId delivery;
    QDateTime leavesAt; ///< UTC; until then it can be taken back
};

/// \a text as it reaches whom it answers: on networks of the Fediverse only who is mentioned is told, so that the
/// handle stands before it unless it is in it (docs.joinmastodon.org/methods/statuses: a status reaches whom it
/// mentions). \a handle "@ada@example.social". Pure.
[[nodiscard]] QString addressed(const QString &text, const QString &handle, NetworkId network);

/// What an answer would be, for whoever writes it; any connection.
class ReplyReader {
public:
    explicit ReplyReader(Database &database);
    /// Of \a text, written in answer to the newest of theirs. Missing where the conversation is not here; Refused where
    /// the account that is wished cannot answer it.
    [[nodiscard]] Result<ReplyPlan> plan(const ReplyWish &wish, const QString &text);
    /// Those of the network on which it was written, that one first that was addressed.
    [[nodiscard]] Result<QList<ReplyAccount>> accounts(qint64 conversation);
    /// Row of the newest mention of a conversation, theirs or ours; 0: it is not here.
    [[nodiscard]] Result<qint64> newest(qint64 conversation);

private:
    struct Target;
    struct Voice;
    [[nodiscard]] Result<std::optional<Target>> target(qint64 conversation);
    [[nodiscard]] Result<QList<Voice>> voices(NetworkId network);
    [[nodiscard]] Result<Channel> channelFor(const ReplyWish &wish, const Target &target);

    Statement m_target;
    Statement m_channel;
    Statement m_newest;
    Statement m_voices;
};

/// Sends the draft of an answer: it is submitted, and leaves ten seconds later. One step to undo, which brings the
/// draft back while it has not left. Lives on the engine lane.
class Replies {
public:
    static constexpr std::chrono::seconds takeBack { 10 };

    Replies(Database &database, OperationLog &log, Undo &undo, PostStore &posts, Outbox &outbox, const Clock &clock);

    /// Conflict where somebody wrote since the person looked: the words are kept, and a person reviews them. Refused
    /// where it would be wider than what it answers, where that is gone, where its network would not take it.
    [[nodiscard]] Result<ReplySent> send(const ReplyWish &wish);
    /// Fails as send() would.
    [[nodiscard]] Result<void> check(const ReplyWish &wish);

private:
    /// A draft and what it is to become.
    struct Ready {
        ReplyDraft draft;
        ReplyPlan plan;
    };
    [[nodiscard]] Result<Ready> ready(const ReplyWish &wish);
    [[nodiscard]] Result<void> judge(const ReplyPlan &plan);
    [[nodiscard]] Result<DeliveryId> queue(
        Transaction &transaction, const ReplyDraft &draft, const ReplyPlan &plan, const QDateTime &leaves);
    [[nodiscard]] Result<Undone> invert(const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    PostStore &m_posts;
    Outbox &m_outbox;
    const Clock &m_clock;
    DraftReader m_drafts;
    ReplyReader m_plans;
    LimitsBook m_limits;
    DeliveryBook m_book;
    Statement m_retarget;
    Statement m_state;
    Statement m_newDraft;
    Statement m_movedOn;
    Statement m_stands;
};

} // namespace wheelhouse
