#pragma once

#include "core/inbox/mentionstore.h"

#include <QTimeZone>

namespace wheelhouse {

/// A group of a list, with the title that stands above it.
struct ListGroup {
    int number = 0; ///< from 1, in no order; 0: the list has no groups
    QString title;
    QString icon; ///< before the title; empty: none
};

/// The group of \a item in \a view: by how much is left of its promise (in that order), by how long somebody has
/// waited, by when it wakes, or by its day. \a zone of the reader.
[[nodiscard]] ListGroup groupOf(
    const ConversationItem &item, const View &view, Order order, const QDateTime &now, const QTimeZone &zone);

} // namespace wheelhouse
