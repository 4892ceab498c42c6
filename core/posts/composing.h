#pragma once

#include "core/base/clock.h"
#include "core/operations/undo.h"
#include "core/posts/compositionreader.h"

namespace wheelhouse {

/// What makes a new draft.
struct NewComposition {
    ComposedWords words; ///< of its variants the channels say where it goes
    QString campaign; ///< name of one that there is; empty: none
    Objective objective;
};

/// What came of a step.
struct Composed {
    QString sentence; ///< for the status bar; empty: nothing changed
    PostId post;
};

/// Writing a post. What is typed is saved as it stands, so that it survives a kill; making a draft, throwing it away,
/// and changing where it goes or why it is written are operations, the typing in between is not. What a step takes off
/// is put aside, so that undo brings back every word. Lives on the engine lane.
class Composing {
public:
    Composing(Database &database, OperationLog &log, Undo &undo, const Clock &clock);

    /// Begins a draft; one step to undo. Missing where a channel or the campaign is not there.
    [[nodiscard]] Result<Composed> begin(const NewComposition &made);
    /// Keeps what is typed; no step of its own. Words for a channel that the post does not go to are left out. Missing
    /// where the post is no draft any more. Gives when it was saved (UTC).
    [[nodiscard]] Result<QDateTime> save(PostId post, const ComposedWords &words);
    /// Whether it goes out on \a channel. What was written for it is put aside, and comes back with it.
    [[nodiscard]] Result<Composed> setChannel(PostId post, ChannelId channel, bool goes);
    /// What is written for \a channel follows the shared text again; its own words are put aside for undo.
    [[nodiscard]] Result<Composed> followAgain(PostId post, ChannelId channel);
    [[nodiscard]] Result<Composed> setObjective(PostId post, const Objective &objective);
    /// Throws the draft away; one step to undo.
    [[nodiscard]] Result<Composed> discard(PostId post);

    /// Remembers what a picture was called; the first name stays.
    [[nodiscard]] Result<void> namePicture(const QByteArray &digest, const PictureName &name);

private:
    struct Place {
        qint64 post = 0;
        qint64 channel = 0;
        QString name; ///< of the channel
    };
    [[nodiscard]] Result<Place> place(PostId post, ChannelId channel);
    [[nodiscard]] Result<qint64> draft(PostId post);
    [[nodiscard]] Result<qint64> insert(PostId id, const NewComposition &made);
    [[nodiscard]] Result<void> put(qint64 post, const ComposedVariant &variant);
    [[nodiscard]] Result<void> takeOff(const Place &place);
    [[nodiscard]] Result<void> putOn(PostId post, const Place &place, ChannelId channel);
    [[nodiscard]] Result<PostContent> shared(PostId post);
    [[nodiscard]] Result<void> write(qint64 post, ChannelId channel, const PostContent &content, bool follows);
    [[nodiscard]] Result<bool> makeFollow(PostId post, const Place &place, ChannelId channel);
    [[nodiscard]] Result<bool> bringBack(const Place &place, ChannelId channel);
    [[nodiscard]] Result<void> writeObjective(PostId post, const Objective &objective);
    [[nodiscard]] Result<void> finish(Transaction &transaction, const QString &kind, const QJsonObject &payload);
    [[nodiscard]] Result<Undone> invertState(const Operation &operation, bool isDraft);
    [[nodiscard]] Result<Undone> invertChannel(const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<Undone> invertFollow(const Operation &operation, Undo::Way way);
    [[nodiscard]] Result<Undone> invertObjective(const Operation &operation, Undo::Way way);

    Database &m_database;
    OperationLog &m_log;
    const Clock &m_clock;
    CompositionReader m_reader;
    Statement m_draft;
    Statement m_channel;
    Statement m_campaign;
    Statement m_addPost;
    Statement m_putWords;
    Statement m_put;
    Statement m_save;
    Statement m_changeState;
    Statement m_setState;
    Statement m_keepAside;
    Statement m_readAside;
    Statement m_forgetAside;
    Statement m_remove;
    Statement m_variant;
    Statement m_objective;
    Statement m_setObjective;
    Statement m_namePicture;
};

} // namespace wheelhouse
