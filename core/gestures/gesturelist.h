#pragma once

#include "core/gestures/gestures.h"

#include <QHash>

namespace wheelhouse {

/// What was wished of messages, to be shown; over any connection, and by key alone.
class GestureList {
public:
    explicit GestureList(Database &database);

    /// What was wished of these \a mentions (rows) and not dropped, oldest first: the newest of each kind and what
    /// takes it back, since only that one says how things are wished to stand.
    [[nodiscard]] Result<QHash<qint64, QList<WishedGesture>>> of(const QList<qint64> &mentions);
    /// How a message (row) and its author stand as far as we wished it, done or on its way: {Favourite, Follow}. What
    /// was refused or dropped counts for nothing.
    [[nodiscard]] Result<QSet<Gesture::Kind>> standing(qint64 mention);

private:
    Statement m_of;
    Statement m_standing;
};

} // namespace wheelhouse
