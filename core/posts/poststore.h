#pragma once

#include "core/base/clock.h"
#include "core/operations/operationlog.h"
#include "core/posts/canonical.h"

#include <functional>

namespace wheelhouse {

using RevisionId = Id<struct Revision>;

/// What is being written for one channel.
struct DraftVariant {
    ChannelId channel;
    PostContent content;
    friend bool operator==(const DraftVariant &, const DraftVariant &) = default;
};

/// What was submitted for one channel; never changed afterwards.
struct RevisionVariant {
    qint64 row = 0;
    qint64 channelRow = 0;
    Canonical canonical;
    QByteArray digest; ///< of its canonical bytes, 32 bytes
    friend bool operator==(const RevisionVariant &, const RevisionVariant &) = default;
};

struct Revision {
    qint64 row = 0;
    RevisionId id;
    qint64 post = 0; ///< row
    int number = 0; ///< of the post's, from 1
    QByteArray digest; ///< see revisionDigest(), 32 bytes
    QList<RevisionVariant> variants;
    friend bool operator==(const Revision &, const Revision &) = default;
};

/// What makes a new post.
struct NewPost {
    QList<DraftVariant> variants;
    QString campaign; ///< name; made when it is new; empty: none
    QString objective; ///< why it is written, in the team's words
    QByteArray answers {}; ///< the id of the mention it answers, 16 bytes; empty: none
    bool isAimless = false; ///< that it has no objective was decided
    PostId id {}; ///< null: a fresh one; what comes from a file has the one that its file gives it
};

/// Posts kept and read. Drafts are saved as they stand; a revision is made of them and never changed. Lives on the
/// engine lane.
class PostStore {
public:
    PostStore(Database &database, OperationLog &log, const Clock &clock);

    /// Begins a post with a draft for each channel. Refused without a channel; Missing where a channel,
    /// or what is answered, is not there.
    [[nodiscard]] Result<PostId> begin(Transaction &transaction, const NewPost &post);
    /// Puts the draft for one channel; the post must still be one. Gives Missing where it is not there.
    [[nodiscard]] Result<void> put(Transaction &transaction, PostId post, const DraftVariant &variant);
    [[nodiscard]] Result<QList<DraftVariant>> drafts(PostId post);
    /// Makes a revision of the drafts as they stand. Refused where a reply would be read by more people than what it
    /// answers, or where what it answers is gone.
    /// \a instead: what goes out in place of the drafts, which stay as they were typed; empty: the drafts.
    [[nodiscard]] Result<Revision> submit(
        Transaction &transaction, PostId post, const QList<DraftVariant> &instead = {});
    /// What submit() makes of drafts before they are frozen: their pictures as each network takes them.
    using MakeReady = std::function<Result<QList<DraftVariant>>(const QList<DraftVariant> &)>;
    void setMakeReady(MakeReady makeReady) { m_makeReady = std::move(makeReady); }
    /// Another revision of what was submitted already, for a change of what is out there. The same rules hold.
    [[nodiscard]] Result<Revision> revise(Transaction &transaction, PostId post, const QList<DraftVariant> &variants);

private:
    struct Target {
        AnswerTo answer;
        Visibility widest = Visibility::Public; ///< with which it may be answered
        bool isGone = false;
    };
    [[nodiscard]] Result<std::optional<Target>> target(PostId post);
    [[nodiscard]] static Result<void> mayAnswer(const Target &target, const QList<DraftVariant> &drafts);
    [[nodiscard]] Result<Revision> logged(Transaction &transaction, PostId post, Result<Revision> revision);
    [[nodiscard]] Result<Revision> makeRevision(qint64 post, const QList<DraftVariant> &drafts, const AnswerTo &answer);
    [[nodiscard]] Result<qint64> campaign(const QString &name);
    [[nodiscard]] Result<RevisionVariant> freeze(qint64 revision, const DraftVariant &draft, const AnswerTo &answer);

    OperationLog &m_log;
    const Clock &m_clock;
    MakeReady m_makeReady;
    Statement m_answered;
    Statement m_addPost;
    Statement m_findCampaign;
    Statement m_addCampaign;
    Statement m_channel;
    Statement m_put;
    Statement m_isDraft;
    Statement m_isSubmitted;
    Statement m_drafts;
    Statement m_target;
    Statement m_number;
    Statement m_addRevision;
    Statement m_setDigest;
    Statement m_addVariant;
    Statement m_state;
};

} // namespace wheelhouse
