#pragma once

#include "ui/inbox/thread/messagelayout.h"
#include "ui/inbox/thread/threadrow.h"
#include "ui/kit/look.h"

#include <QCache>
#include <QRect>

namespace wheelhouse {

/// Where everything of a row stands, from its upper leading corner, as if one read from left to right.
struct RowLayout {
    /// Something that can be pressed.
    struct Spot {
        enum class What { ShowMore, Original, Contact, Fold, Reading, TryAgain };
        QRect rect;
        What what = What::ShowMore;
        QString words;
        QString target; ///< Original: the address; TryAgain: the word of a gesture
    };
    int revision = 0;
    int width = 0; ///< of the row
    int height = 0;
    QRect avatar;
    QRect head; ///< name, handle, time
    QRect reading; ///< glyph and word of what it asks; empty: there is none
    QRect body; ///< the words
    std::unique_ptr<MessageLayout> words;
    QList<QRect> media; ///< a line each: glyph and alt text
    QList<QRect> deeds; ///< what we did there, each a glyph and as many lines as it takes
    QList<Spot> spots;
};

/// Lays rows out and keeps them per width.
class RowLayouts {
public:
    explicit RowLayouts(const Look &look);
    /// Valid until the next call.
    [[nodiscard]] const RowLayout &of(const ThreadRow &row, int width, Qt::LayoutDirection direction);
    void forget() { m_kept.clear(); }

    /// "Picture: a can from below"; what is told of an attachment, which is never loaded.
    [[nodiscard]] static QString mediaWords(const Attachment &attachment);
    static constexpr int mostMedia = 6; ///< lines; the rest is a number
    static constexpr int deedIndent = 13 + space::gap; ///< px, of the words behind their glyph

private:
    [[nodiscard]] std::unique_ptr<RowLayout> make(const ThreadRow &row, int width, Qt::LayoutDirection direction) const;
    void layMessage(RowLayout &layout, const ThreadRow &row, Qt::LayoutDirection direction) const;
    void layReading(RowLayout &layout, const ThreadRow &row) const;
    void layNote(RowLayout &layout, const ThreadRow &row, Qt::LayoutDirection direction) const;
    void layFold(RowLayout &layout, const ThreadRow &row) const;
    void layWords(RowLayout &layout, const ThreadRow &row, int top, Qt::LayoutDirection direction) const;
    int layMedia(RowLayout &layout, const ThreadRow &row, int top) const;
    int layDeeds(RowLayout &layout, const ThreadRow &row, int top) const;

    const Look &m_look;
    QCache<QString, RowLayout> m_kept;
};

} // namespace wheelhouse
