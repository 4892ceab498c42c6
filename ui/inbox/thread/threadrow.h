#pragma once

#include "core/inbox/mention.h"
#include "core/networks/gesture.h"

#include <QMetaType>

namespace wheelhouse {

/// What we did to a message on its network, or wished to, in words.
struct DeedLine {
    enum class State { Waiting, Done, Failed };
    Gesture::Kind kind = Gesture::Kind::Favourite;
    State state = State::Waiting;
    QString words; ///< "You liked this, 10:31"
    friend bool operator==(const DeedLine &, const DeedLine &) = default;
};

/// One row of a thread as it is drawn. All words are plain text.
struct ThreadRow {
    enum class Kind { Fold, Day, Message, Note, Act };
    Kind kind = Kind::Message;
    QString key; ///< the same for the same thing after every reading
    int revision = 0; ///< another one, other contents
    QDateTime at; ///< UTC
    QString time; ///< "10:24"; Fold: "09:58 to 10:19"
    QString name; ///< who wrote it; empty on Fold, Day, Act
    QString handle;
    QString text; ///< the words: all of a message, or the sentence of the row
    QList<Span> spans; ///< positions in text
    int shown = 0; ///< how many UTF-16 units of text are drawn; the rest when asked for
    QList<Attachment> media;
    qint64 mention = 0; ///< row; 0: not a message
    qint64 identity = 0; ///< row, of whoever wrote it
    QString url; ///< where the message can be read; empty: nowhere
    ReadingMark reading; ///< of a message that is not ours
    bool isOurs = false;
    bool isTinted = false; ///< the message that is to be answered
    bool timeDoubt = false;
    QString remark; ///< of the network: for whom it is, that it was changed or taken away; empty: nothing
    int versions = 0; ///< how often its author changed it
    QString moderation; ///< where the network's moderation queue has it
    QList<DeedLine> deeds; ///< on its network, a line each under the words
    qint64 channel = 0; ///< row; 0: nothing can be done to it on its network
    bool isFirst = false; ///< of a block of notes
    bool isLast = false; ///< of a block of notes
    bool maySplit = false; ///< a conversation of its own may begin here

    /// All but the revision.
    [[nodiscard]] bool says(const ThreadRow &other) const;
    [[nodiscard]] bool isCut() const { return shown < text.size(); }
};

} // namespace wheelhouse

Q_DECLARE_METATYPE(wheelhouse::ThreadRow)
