#pragma once

#include "core/posts/composition.h"
#include "core/posts/nameless.h"
#include "core/store/statement.h"

namespace wheelhouse {

/// A draft in a list of them.
struct DraftLine {
    PostId post;
    QString title; ///< what the team calls it, else how it begins; empty: it says no word
    QList<Channel> channels;
    QDateTime savedAt; ///< UTC
    int pictures = 0; ///< counted only where the title is empty
    friend bool operator==(const DraftLine &, const DraftLine &) = default;
};

/// What a picture was called when it was given, and how large it was (bytes).
struct PictureName {
    QString name;
    qint64 size = 0;
    friend bool operator==(const PictureName &, const PictureName &) = default;
};

/// Reads what is composed; any connection. Answers to people are written elsewhere and are none of it.
class CompositionReader {
public:
    explicit CompositionReader(Database &database);
    /// None: there is no such post.
    [[nodiscard]] Result<std::optional<Composition>> read(PostId post);
    /// Posts that are drafts, the one saved last first.
    [[nodiscard]] Result<QList<DraftLine>> drafts(int most = 200);
    [[nodiscard]] Result<qint64> draftCount(); ///< of all of them
    /// Where we may speak: accounts of ours that are signed in, and in a desk that has none (a sample) every outpost
    /// on a network where posts can be written.
    [[nodiscard]] Result<QList<Channel>> outposts();
    [[nodiscard]] Result<std::optional<PictureName>> pictureName(const QByteArray &digest);
    /// Objectives that were written before, the latest first.
    [[nodiscard]] Result<QStringList> objectives(int most = 20);
    /// Names of campaigns that are not removed.
    [[nodiscard]] Result<QStringList> campaigns();

private:
    [[nodiscard]] Result<QList<ComposedVariant>> variants(PostId post);

    Statement m_post;
    Statement m_variants;
    Statement m_drafts;
    NamelessReader m_nameless;
    Statement m_draftCount;
    Statement m_channels;
    Statement m_outposts;
    Statement m_picture;
    Statement m_objectives;
    Statement m_campaigns;
};

} // namespace wheelhouse
