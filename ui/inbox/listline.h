#pragma once

#include "core/inbox/mention.h"
#include "ui/inbox/waiting.h"
#include "ui/kit/theme.h"

#include <QMetaType>

namespace wheelhouse {

/// One row of the list as it is drawn: a group's title or a conversation, with every row number turned into a name.
struct ListLine {
    struct Chip {
        QString name;
        Tint tint = Tint::Plain;
        friend bool operator==(const Chip &, const Chip &) = default;
    };
    /// A stretch of the snippet that matches the search.
    struct Match {
        int start = 0;
        int length = 0;
        friend bool operator==(const Match &, const Match &) = default;
    };
    bool isGroup = false;
    QString title; ///< of the group
    int count = -1; ///< of the group; -1: not all of it is in the window
    QString icon; ///< of the group; empty: none
    ConversationItem item;
    QString time; ///< how long they wait, or when it wakes
    bool isLate = false; ///< the time is worth amber
    PromiseLeft promise; ///< then the time is what is left of it
    QString assignee; ///< name; empty: nobody
    bool isMine = false; ///< the assignee is the person at this desk
    QString department;
    QString claimedBy; ///< name, while a claim runs
    QList<Chip> labels;
    QList<Match> matches;
    friend bool operator==(const ListLine &, const ListLine &) = default;
};

} // namespace wheelhouse

Q_DECLARE_METATYPE(wheelhouse::ListLine)
